"""Whether a list of people was read whole: a number in a form that belongs to nobody read is somebody's."""

from __future__ import annotations

import re
from datetime import date

from checkers.extraction.field import Paper
from checkers.extraction.values import joined
from checkers.reading.document import Cell, Paragraph, Table
from checkers.rules.dossier import FORM, PROPOSAL, Dossier
from checkers.rules.numbers import IdNumber, clean_number, read_id_number
from knowledge.patterns import compiled

_NUMBER = compiled(r"(?<![\dA-Za-z])\d{17}[\dXx](?!\d)")
_CERTIFICATE = compiled(r"(?<![\dA-Za-z])[A-Z]\d{15,22}(?!\d)")
_OF_LISTS = (FORM, PROPOSAL, "other")


def unread_people(dossier: Dossier) -> int:
    """How many of the forms' people were not read: numbers of identity or of certificates that are nobody's, and
    members without a name."""
    papers = [paper for paper in dossier.papers if paper.kind in _OF_LISTS]
    nameless = sum(
        name.startswith("members[") and f"{name.split('.')[0]}.name" not in paper.fields
        for paper in papers
        for name in paper.fields
        if name.endswith(".id_number")
    )
    # A number that is not sound may be the form's own example.
    numbers = {n for paper in papers for n in _numbers(paper, _NUMBER) if _is_of_person(n, dossier.as_of)}
    return nameless + max(len(numbers - _read(papers, "id_number")), _without_certificate(papers))


def _is_of_person(number: str, on: date) -> bool:
    return isinstance(read_id_number(number, on), IdNumber)


def _without_certificate(papers: list[Paper]) -> int:
    """How many certificates are nobody's in forms where those of members were read."""
    listed = [p for p in papers if any(_OF_MEMBER.fullmatch(name) for name in p.fields)]
    return len({n for p in listed for n in _numbers(p, _CERTIFICATE)} - _read(papers, "certificate_number"))


_OF_MEMBER = compiled(r"members\[\d+\]\.certificate_number")


def _read(papers: list[Paper], key: str) -> set[str]:
    return {clean_number(str(f.value)) for p in papers for name, f in p.fields.items() if name.endswith(f".{key}")}


def _numbers(paper: Paper, pattern: re.Pattern[str]) -> set[str]:
    texts = [b.text for b in paper.document.blocks if isinstance(b, Paragraph)]
    texts += [text for b in paper.document.blocks if isinstance(b, Table) for c in b.cells for text in _texts(c)]
    return {clean_number(n) for text in texts for line in text.split("\n") for n in pattern.findall(joined(line))}


def _texts(cell: Cell) -> list[str]:
    return [cell.text, *(text for table in cell.tables for c in table.cells for text in _texts(c))]
