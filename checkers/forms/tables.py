"""The tables of a reference form, one a section."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document
from docx.shared import Cm, Length
from docx.table import _Cell

from checkers.forms import style
from checkers.forms.texts import text, words
from knowledge.pack import Material, Pack
from knowledge.pack.blank_forms import BlankForm, FormField, FormSection

# Room for a team, a budget or a schedule of usual size; a longer one adds rows.
EMPTY_ROWS = 6
LINE_HEIGHT, LONG_HEIGHT, SIGNING_HEIGHT = Cm(0.95), Cm(3), Cm(2.4)
# Eight characters: 统一社会信用代码.
LABEL_WIDTH = Cm(3.4)
NUMBER_WIDTH = Cm(1.2)


def add_table(document: Document, pack: Pack, form: BlankForm, section: FormSection) -> None:
    """Adds the section's table, blank, as its layout asks."""
    if section.layout == "fields":
        _fields(document, section)
    elif section.layout == "attachments":
        _attachments(document, pack, form)
    elif section.layout == "declaration":
        _declaration(document, section)
    else:
        _rows(document, section)


def _lines(fields: Sequence[FormField]) -> list[tuple[FormField, ...]]:
    """The fields by line: halves in pairs, all others (and a half without a neighbour) alone."""
    lines: list[tuple[FormField, ...]] = []
    for field in fields:
        open_half = bool(lines) and len(lines[-1]) == 1 and lines[-1][0].size == "half"
        if field.size == "half" and open_half:
            lines[-1] = (*lines[-1], field)
        else:
            lines.append((field,))
    return lines


def _fields(document: Document, section: FormSection) -> None:
    """Labels on the left, entries on the right."""
    lines = _lines(section.field)
    entry = Length(style.TEXT_WIDTH // 2 - LABEL_WIDTH)
    table = style.new_table(document, len(lines), [LABEL_WIDTH, entry, LABEL_WIDTH, entry])
    for row, line in enumerate(lines):
        if line[0].size == "long":
            style.set_height(table, row, LONG_HEIGHT)
        else:
            style.set_height(table, row, LINE_HEIGHT)
            if row + 1 < len(lines):
                style.keep_with_next(table, row)
        cells = table.rows[row].cells
        if len(line) == 1:
            cells[1].merge(cells[3])
        for field, label, value in zip(line, cells[::2], cells[1::2], strict=False):
            style.write_label(label, field.label)
            _write_help(value, field)


def _write_help(cell: _Cell, field: FormField) -> None:
    if field.choices:
        ticks = (text("tick", choice=choice) for choice in field.choices.values())
        cell.paragraphs[0].add_run(("\n" if field.size == "long" else text("gap")).join(ticks))
    else:
        cell.paragraphs[0].add_run(field.hint, style.HINT)


def _rows(document: Document, section: FormSection) -> None:
    """A head of columns over empty numbered rows, for a budget with a total below."""
    total = section.layout == "budget"
    share = (style.TEXT_WIDTH - NUMBER_WIDTH) // sum(f.share for f in section.field)
    widths = [NUMBER_WIDTH, *(Length(share * f.share) for f in section.field)]
    table = style.new_table(document, 1 + EMPTY_ROWS + total, widths)
    style.repeat_first_row(table)
    for cell, label in zip(table.rows[0].cells, (text("row_number"), *(f.label for f in section.field)), strict=True):
        style.write_label(cell, label)
    for row in range(len(table.rows)):
        style.set_height(table, row, LINE_HEIGHT)
    for row in range(1, EMPTY_ROWS + 1):
        style.write_label(table.cell(row, 0), str(row))
    if total:
        style.write_label(table.cell(EMPTY_ROWS + 1, 0).merge(table.cell(EMPTY_ROWS + 1, 1)), text("total"))


def _attachments(document: Document, pack: Pack, form: BlankForm) -> None:
    """The papers that the pack asks for, with what is asked of each."""
    columns = words("material_columns")
    narrow = NUMBER_WIDTH
    wide = Length((style.TEXT_WIDTH - 2 * narrow - LABEL_WIDTH) // 2)
    table = style.new_table(document, 1 + len(pack.materials), [narrow, wide, wide, LABEL_WIDTH, narrow])
    style.repeat_first_row(table)
    for cell, label in zip(table.rows[0].cells, columns, strict=True):
        style.write_label(cell, label)
    for row, material in enumerate(pack.materials, 1):
        style.set_height(table, row, LINE_HEIGHT)
        entries = (str(row), material.title, _asked(material, pack, form), pack.label(material.clause), text("box"))
        for cell, entry in zip(table.rows[row].cells, entries, strict=True):
            cell.paragraphs[0].add_run(entry)


def _asked(material: Material, pack: Pack, form: BlankForm) -> str:
    """What is asked of a paper, from the pack: to be filled in here or on another form, for whom, as a copy."""
    on_other = any(material.kind == other.kind for other in pack.blank_forms if other is not form)
    people = text("and").join(text(person) for person in material.per)
    parts = (
        text("this_form") if material.kind == form.kind else text("other_form") if on_other else "",
        text("each", people=people) if people else "",
        text("copy") if material.copy_ else "",
        text("if_claimed") if material.if_claimed else "",
    )
    return text("separator").join(part for part in parts if part)


def _declaration(document: Document, section: FormSection) -> None:
    """Places to sign, seal and date, one a line, with room for the hand and the stamp."""
    table = style.new_table(document, len(section.field), [LABEL_WIDTH, Length(style.TEXT_WIDTH - LABEL_WIDTH)])
    for row, field in enumerate(section.field):
        style.write_label(table.cell(row, 0), field.label)
        if field.id == "declaration.date":
            style.set_height(table, row, LINE_HEIGHT)
            table.cell(row, 1).paragraphs[0].add_run(text("date_blank"))
        else:
            style.set_height(table, row, SIGNING_HEIGHT)
            style.keep_with_next(table, row)
