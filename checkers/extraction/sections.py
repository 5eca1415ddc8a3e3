"""A file → the papers that were put into it one after another: forms, then copies of cards and certificates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from checkers.extraction.kinds import CARDS, PART, kind_of_blocks, own_title
from checkers.extraction.labels import is_heading
from checkers.extraction.unruled import as_lines
from checkers.extraction.values import joined
from checkers.reading.document import Block, Document, Paragraph, Picture, Table
from knowledge.patterns import compiled

FORMS = frozenset({"application_form", "project_proposal"})
# A title stands among the first lines of its page.
_FIRST_LINES = 5
# An identity card has no title of its own on its front.
_ID_FRONT = compiled(r"公民身份号码|居民身份证")
_ID_MORE = compiled(r"住址|签发机关")
_CELLS_OF_FORM = 12


def sections_of(document: Document) -> list[tuple[str | None, Document]]:
    """The runs of blocks that are papers of their own, each with its kind; one with None where the file is one paper."""
    runs: list[tuple[str | None, list[Block]]] = [(None, [])]
    for unit in _units(document):
        kind = _kind(list(as_lines(replace(document, blocks=tuple(unit))).blocks), document.format)
        before = runs[-1][0]
        if kind is not None and before is None:
            runs[-1] = (kind, runs[-1][1])  # a cover, or 附件1, belongs to what follows
        elif kind is not None and _group(kind) != _group(before):
            runs.append((kind, []))
        runs[-1][1].extend(unit)
    known = [(kind, tuple(blocks)) for kind, blocks in runs if blocks]
    if len(known) < 2 or not any(kind in FORMS for kind, _ in known):
        return [(None, document)]
    return [(kind, replace(document, blocks=blocks)) for kind, blocks in known]


def _group(kind: str | None) -> str | None:
    """Cards follow one another in one section; each form has its own."""
    return "cards" if kind in CARDS else kind


def _units(document: Document) -> Iterator[list[Block]]:
    """What may begin a paper: a page, or in a file without pages a title or a pasted copy."""
    unit: list[Block] = []
    for block in document.blocks:
        if unit and _parts(unit[-1], block, document):
            yield unit
            unit = []
        unit.append(block)
    if unit:
        yield unit


def _parts(before: Block, block: Block, document: Document) -> bool:
    if isinstance(block, Paragraph) and PART.match(joined(block.text)) and _title(block) in FORMS:
        return True
    if document.format != "docx":
        return (block.place.page or 0) != (before.place.page or 0)
    if isinstance(block, Picture) or (before.place.box is not None and block.place.box is None):
        return True
    return isinstance(block, Paragraph) and block.place.box is None and _title(block) is not None


def _kind(unit: list[Block], shape: str) -> str | None:
    """The kind that a unit's title says, or that a card's words do."""
    lines = [b for b in unit if isinstance(b, Paragraph)]
    for line in lines[:_FIRST_LINES]:
        if (kind := _title(line)) is not None:
            return kind if kind in FORMS or _has_content(unit) else None
    if any(isinstance(b, Table) and len(b.cells) >= _CELLS_OF_FORM for b in unit):
        return None
    whole = "".join(joined(line.text) for line in lines)
    copied = shape != "docx" or any(b.place.box is not None for b in unit)
    if copied and _ID_FRONT.search(whole) and _ID_MORE.search(whole):
        return kind_of_blocks(tuple(unit)) if kind_of_blocks(tuple(unit)) in CARDS else None
    return None


def _title(line: Paragraph) -> str | None:
    """The kind whose title a line is, all of it; None for headings and running text."""
    kinds = {
        own_title(text)
        for text in line.text.split("\n")[:_FIRST_LINES]
        if text.strip() and (not is_heading(text) or line.heading or PART.match(joined(text)))
    }
    found = [kind for kind in kinds if kind in FORMS or kind in CARDS]
    return found[0] if len(found) == 1 else None


def _has_content(unit: list[Block]) -> bool:
    """Whether anything stands below a title (a list of enclosures has titles only)."""
    return (
        any(not isinstance(b, Paragraph) for b in unit)
        or sum(len(joined(b.text)) for b in unit if isinstance(b, Paragraph)) > _LEAST_CONTENT
    )


_LEAST_CONTENT = 40
