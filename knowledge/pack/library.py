"""All packs together, with the subjects that people ask about whatever the place."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from knowledge.errors import PackError, UnknownPolicyError
from knowledge.pack.loader import load_forms, load_pack, load_subjects
from knowledge.pack.models import Subject
from knowledge.pack.pack import Pack

DEFAULT_ROOT = Path(__file__).resolve().parents[2] / "policy_text"


@dataclass(frozen=True)
class Library:
    """The loaded packs by policy id, the subjects by id, and examples of how questions are put by their form.

    `digest` changes with any byte of their data.
    """

    packs: dict[str, Pack]
    subjects: dict[str, Subject]
    forms: dict[str, tuple[str, ...]]
    digest: str

    def pack(self, policy_id: str) -> Pack:
        try:
            return self.packs[policy_id]
        except KeyError:
            known = "、".join(self.packs)
            raise UnknownPolicyError(f"没有「{policy_id}」这份政策；现有：{known}") from None


def load_library(*roots: Path) -> Library:
    """The verified library of all pack folders below `roots` (the project's own data when none is named)."""
    roots = roots or (DEFAULT_ROOT,)
    folders = sorted(p.parent for root in roots for p in root.glob("*/policy.toml"))
    if not folders:
        raise PackError("no policy pack found")
    subject_files = [p for root in roots for p in sorted((root / "subjects").glob("*.toml"))]
    subjects = load_subjects(subject_files)
    loaded = sorted((load_pack(folder, set(subjects)) for folder in folders), key=lambda p: (p.policy.rank, p.id))
    packs = {pack.id: pack for pack in loaded}
    forms = load_forms([p for root in roots for p in sorted((root / "forms").glob("*.toml"))])
    return Library(packs, subjects, forms, library_digest(*roots))


def library_digest(*roots: Path) -> str:
    """A digest over the names and bytes of all data files below `roots`."""
    digest = hashlib.sha256()
    for root in roots or (DEFAULT_ROOT,):
        for path in sorted(root.rglob("*")):
            if path.is_file():
                digest.update(str(path.relative_to(root)).encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()
