"""All packs together, with the subjects that people ask about whatever the place."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import reduce
from pathlib import Path

from knowledge.errors import PackError, UnknownPolicyError
from knowledge.pack.interview_questions import InterviewData
from knowledge.pack.loader import load_asks, load_forms, load_interview, load_pack, load_subjects
from knowledge.pack.models import Subject
from knowledge.pack.pack import Pack

DEFAULT_ROOT = Path(__file__).resolve().parents[2] / "policy_text"


@dataclass(frozen=True)
class Library:
    """The loaded packs by policy id and the subjects by id; `digest` changes with any byte of the data that people's
    words are learned from.

    Phrasings are many and needed only when the models are made, so they are read on demand.
    """

    packs: dict[str, Pack]
    subjects: dict[str, Subject]
    roots: tuple[Path, ...]
    digest: str

    def pack(self, policy_id: str) -> Pack:
        try:
            return self.packs[policy_id]
        except KeyError:
            known = "、".join(self.packs)
            raise UnknownPolicyError(f"没有「{policy_id}」这份政策；现有：{known}") from None

    def asks(self) -> dict[str, tuple[str, ...]]:
        """The ways in which people ask, by subject."""
        return load_asks([p for root in self.roots for p in sorted((root / "asks").glob("*.toml"))], set(self.subjects))

    def short_asks(self) -> dict[str, tuple[str, ...]]:
        """The ways in which people ask in a few words, by subject; in a longer message these say little of it."""
        files = [p for root in self.roots for p in sorted((root / "asks" / "short").glob("*.toml"))]
        return load_asks(files, set(self.subjects))

    def forms(self) -> dict[str, tuple[str, ...]]:
        """Examples of how questions are put, by form."""
        return load_forms([p for root in self.roots for p in sorted((root / "asks" / "forms").glob("*.toml"))])


def load_library(*roots: Path) -> Library:
    """The verified library of all pack folders below `roots` (the project's own data when none is named)."""
    roots = roots or (DEFAULT_ROOT,)
    folders = sorted(p.parent for root in roots for p in root.glob("*/policy.toml"))
    if not folders:
        raise PackError("no policy pack found")
    subjects = load_subjects(p for root in roots for p in sorted((root / "subjects").glob("*.toml")))
    shared = reduce(lambda earlier, root: load_interview(root).over(earlier, ""), roots, InterviewData())
    loaded = sorted(
        (load_pack(folder, set(subjects), shared) for folder in folders), key=lambda p: (p.policy.rank, p.id)
    )
    return Library({pack.id: pack for pack in loaded}, subjects, roots, words_digest(*roots))


# What people's words are learned from, below a root: how they ask, what about, and the documents with their places.
_WORDS = ("asks/**/*.toml", "subjects/*.toml", "*/policy.toml", "*/text.md")


def words_digest(*roots: Path) -> str:
    """A digest over the names and bytes of the data below `roots` that people's words are learned from."""
    digest = hashlib.sha256()
    for root in roots or (DEFAULT_ROOT,):
        for path in sorted({path for pattern in _WORDS for path in root.glob(pattern)}):
            digest.update(str(path.relative_to(root)).encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
