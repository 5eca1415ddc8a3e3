"""Papers made of a few lines and tables, and what is read and found in them."""

from __future__ import annotations

from datetime import date

from checkers.extraction import extract
from checkers.extraction.field import Paper
from checkers.reading.document import Block, Cell, Document, Format, Paragraph, Place, Table
from checkers.rules import check_dossier
from checkers.rules.statements import find_statements
from knowledge.pack import load_library

FORM, PROPOSAL = "云川市技能大师工作室申报书", "云川市技能大师工作室项目立项书"


def paper(*texts: str | Block, title: str = FORM, kind: Format = "docx") -> Paper:
    blocks = [Paragraph(t, Place(paragraph=n)) if isinstance(t, str) else t for n, t in enumerate((title, *texts), 1)]
    (read,) = extract(Document("材料", kind, 0, tuple(blocks)))
    return read


def table(*rows: tuple[str, ...], number: int = 1) -> Table:
    """Rows of cells; a row of one cell spans all columns."""
    columns = max(map(len, rows))
    cells = tuple(
        Cell(r, c, 1, columns if len(row) == 1 else 1, text, Place(table=number, row=r + 1))
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    )
    return Table(len(rows), columns, cells, Place(table=number))


def told(read: Paper, name: str) -> object:
    found = read.fields.get(name)
    return None if found is None else found.value


def stated(read: Paper) -> dict[str, float | str]:
    return {s.fact: s.value for s in find_statements([read])}


def outcomes(*papers: Paper, rule: str, policy: str = "dongguan") -> list[str]:
    judged = check_dossier(load_library().pack(policy), list(papers), [], date(2025, 9, 1))
    return [f.outcome for f, _ in judged.findings if f.rule == rule]
