"""The clause tree of one document: ids, labels, verbatim text.

`text.md` holds the document word for word. `# ` starts a chapter heading of the document,
`## ID LABEL` starts a clause; `> ` lines are our own notes and no part of the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.errors import PackError
from knowledge.patterns import compiled

# The mark that numbers a paragraph in the source (第六条, （一）, 1., (3）); it is not part of the clause's wording.
_MARK = compiled(r"^(?:第[一二三四五六七八九十]+条\s*|[（(][一二三四五六七八九十\d]+[）)]\s*|\d+\.\s*)")
_HEADING = compiled(r"^## (?P<id>[\w.]+) (?P<label>.+)$")


@dataclass(frozen=True)
class Clause:
    """One clause: `id` is policy/article[.item[.sub-item]], `paragraphs` its text without the numbering mark."""

    id: str
    label: str
    chapter: str
    mark: str
    paragraphs: tuple[str, ...]
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return "\n".join(self.paragraphs)

    @property
    def local_id(self) -> str:
        return self.id.split("/", 1)[1]

    def holds(self, quote: str) -> bool:
        """Whether `quote` is a verbatim substring of one paragraph of this clause."""
        return bool(quote) and any(quote in paragraph for paragraph in self.paragraphs)


@dataclass(frozen=True)
class ClauseTree:
    """All clauses of one document in their order."""

    policy: str
    clauses: dict[str, Clause]

    def __iter__(self) -> Iterator[Clause]:
        return iter(self.clauses.values())

    def __getitem__(self, clause_id: str) -> Clause:
        return self.clauses[clause_id]

    def __contains__(self, clause_id: object) -> bool:
        return clause_id in self.clauses

    def full_id(self, local_id: str) -> str:
        return f"{self.policy}/{local_id}"

    def children(self, clause_id: str) -> list[Clause]:
        """The clauses directly below `clause_id`."""
        prefix = clause_id + "."
        return [c for c in self if c.id.startswith(prefix) and "." not in c.id[len(prefix) :]]


def parse_clauses(policy: str, markdown: str, source: str) -> ClauseTree:
    """The clause tree of `markdown`; PackError names `source` and the line where a heading is wrong."""
    clauses: dict[str, Clause] = {}
    chapter = ""
    current: tuple[str, str] | None = None
    paragraphs: list[str] = []
    notes: list[str] = []

    def close() -> None:
        if current is None:
            return
        clause_id = f"{policy}/{current[0]}"
        if clause_id in clauses:
            raise PackError(f"{source}: clause {current[0]} stands twice")
        if not paragraphs:
            raise PackError(f"{source}: clause {current[0]} has no text")
        mark = _MARK.match(paragraphs[0])
        found = mark.group(0) if mark else ""
        texts = (paragraphs[0][len(found) :], *paragraphs[1:])
        clauses[clause_id] = Clause(clause_id, current[1], chapter, found.strip(), texts, tuple(notes))

    for number, line in enumerate(markdown.splitlines(), 1):
        line = line.strip()
        if not line:
            continue
        if line.startswith("# "):
            close()
            current, paragraphs, notes, chapter = None, [], [], line[2:].strip()
        elif line.startswith("## "):
            close()
            heading = _HEADING.match(line)
            if heading is None:
                raise PackError(f"{source}:{number}: a clause heading is `## ID LABEL`")
            current, paragraphs, notes = (heading["id"], heading["label"]), [], []
        elif line.startswith("> "):
            notes.append(line[2:])
        elif current is not None:
            paragraphs.append(line)
    close()
    return ClauseTree(policy, clauses)
