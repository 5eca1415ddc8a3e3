"""Whether a list of people was read whole: an identity number in a form that belongs to nobody read is somebody's."""

from __future__ import annotations

import re

from checkers.extraction.field import Paper
from checkers.extraction.values import joined
from checkers.reading.document import Cell, Paragraph, Table
from checkers.rules.dossier import FORM, PROPOSAL, Dossier
from checkers.rules.numbers import clean_number, id_check_digit

_NUMBER = re.compile(r"(?<![\dA-Za-z])\d{17}[\dXx](?!\d)")
_OF_LISTS = (FORM, PROPOSAL, "other")


def has_unread_people(dossier: Dossier) -> bool:
    """Whether the forms hold an identity number, or a number without a name, of somebody who was not read."""
    papers = [paper for paper in dossier.papers if paper.kind in _OF_LISTS]
    read = {clean_number(str(f.value)) for p in papers for name, f in p.fields.items() if name.endswith(".id_number")}
    nameless = any(
        name.startswith("members[") and f"{name.split('.')[0]}.name" not in paper.fields
        for paper in papers
        for name in paper.fields
        if name.endswith(".id_number")
    )
    # A number that is not sound may be the form's own example.
    numbers = {n for paper in papers for n in _numbers(paper) if id_check_digit(n[:17]) == n[17]}
    return nameless or not numbers <= read


def _numbers(paper: Paper) -> set[str]:
    texts = [b.text for b in paper.document.blocks if isinstance(b, Paragraph)]
    texts += [text for b in paper.document.blocks if isinstance(b, Table) for c in b.cells for text in _texts(c)]
    return {clean_number(n) for text in texts for line in text.split("\n") for n in _NUMBER.findall(joined(line))}


def _texts(cell: Cell) -> list[str]:
    return [cell.text, *(text for table in cell.tables for c in table.cells for text in _texts(c))]
