"""Fills in a blank reference form as a careful applicant would, with invented people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path

import docx
from docx.document import Document
from docx.shared import Cm
from docx.table import Table, _Cell
from PIL import Image, ImageDraw

from knowledge.pack import load_library
from knowledge.pack.blank_forms import BlankForm, FormField, FormSection

NOTHING = "无"


def fill_form(
    path: Path,
    values: Mapping[str, str],
    members: Sequence[Mapping[str, str]],
    budget: Sequence[Sequence[str]],
    schedule: Sequence[Sequence[str]],
    form: BlankForm | None = None,
) -> Document:
    """The form at `path` filled in, not saved; rows that stay empty are left.

    `values` are keyed by field id, or by label for entries without one; a choice is named by its value, and what is
    absent becomes 无 (nothing ticked for choices, nothing written for signing). Members' keys are the fields' last parts
    (name, id_number), rows of budget and schedule the cells after the number; `project.budget_total` goes into the
    total. `declaration.seal` is stamped as a picture of a red seal. `form` is found by the file's name among the
    project's packs where it is not given.
    """
    form = form or _forms()[path.stem]
    document = docx.Document(str(path))
    for section, table in zip(form.section, document.tables, strict=True):
        if section.layout == "fields":
            for field, cell in zip(section.field, _entries(table), strict=True):
                _fill(cell, field, values)
        elif section.layout == "members":
            _fill_rows(table, [[member.get(_last(field), "") for field in section.field] for member in members])
        elif section.layout == "schedule":
            _fill_rows(table, schedule)
        elif section.layout == "budget":
            _fill_rows(table, budget)
            _write(table.rows[-1].cells[2], values.get("project.budget_total", ""))
        elif section.layout == "declaration":
            _sign(table, section, values)
    return document


@cache
def _forms() -> dict[str, BlankForm]:
    return {form.file: form for pack in load_library().packs.values() for form in pack.blank_forms}


def _entries(table: Table) -> Iterator[_Cell]:
    """The cells that stand to the right of a label."""
    for row in table.rows:
        cells = list(dict.fromkeys(row._tr.tc_lst))
        yield from (_Cell(tc, table) for tc in cells[1::2])


def _last(field: FormField) -> str:
    return (field.id or "").rpartition(".")[2]


def _fill(cell: _Cell, field: FormField, values: Mapping[str, str]) -> None:
    value = values.get(field.id or field.label)
    if not field.choices:
        _write(cell, value or NOTHING)
    elif value is not None:
        choice = field.choices[value]
        _write(cell, cell.text.replace(f"□{choice}", f"☑{choice}"))


def _write(cell: _Cell, text: str) -> None:
    paragraph = cell.paragraphs[0]
    for run in list(paragraph.runs):
        paragraph._p.remove(run._r)
    paragraph.add_run(text)


def _fill_rows(table: Table, rows: Sequence[Sequence[str]]) -> None:
    for row, entries in zip(table.rows[1:], rows, strict=False):
        for cell, entry in zip(row.cells[1:], entries, strict=False):
            _write(cell, entry)


def _sign(table: Table, section: FormSection, values: Mapping[str, str]) -> None:
    for row, field in zip(table.rows, section.field, strict=True):
        value = values.get(field.id or "")
        if value is None:
            continue
        if field.id == "declaration.seal":
            row.cells[1].paragraphs[0].add_run().add_picture(_seal(), width=Cm(3.8))
        else:
            _write(row.cells[1], value)


def _seal() -> BytesIO:
    """A round red seal, as a picture."""
    picture = Image.new("RGB", (400, 400), "white")
    draw = ImageDraw.Draw(picture)
    draw.ellipse((12, 12, 388, 388), outline=(205, 20, 25), width=14)
    draw.regular_polygon((200, 200, 70), 5, fill=(205, 20, 25))
    stream = BytesIO()
    picture.save(stream, "PNG")
    stream.seek(0)
    return stream
