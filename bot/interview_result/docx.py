"""The result as a DOCX file, in the style of the reference forms."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from docx.document import Document
from docx.shared import Length

from bot.interview_result.texts import say
from bot.interview_result.view import Item, PolicyView, ResultView
from checkers.forms.style import (
    BODY,
    MARK,
    SECTION,
    SMALL,
    TEXT_WIDTH,
    TITLE,
    new_document,
    new_table,
    repeat_first_row,
    write_label,
)
from knowledge.interview import Trace, trace_lines

# Shares of the width: the terms of a sum, the places side by side, what was answered.
_TERM_SHARES = (22, 18, 28, 18, 14)
_ANSWER_SHARES = (3, 2)
# A label's column is as wide as this many halves of another.
_LABEL_SHARE, _PLACE_SHARE = 2, 5


def write_docx(view: ResultView, path: Path) -> None:
    """Writes the result to a file."""
    document = new_document()
    document.core_properties.title = view.title
    document.add_paragraph(say("product"), style=TITLE)
    if view.compared:
        document.add_paragraph(say("compare"), style=SECTION)
        shares = (_LABEL_SHARE, *(_PLACE_SHARE for _ in view.compared[0][1:]))
        _table(document, view.compared, shares)
    for policy in view.policies:
        _policy(document, policy)
    if view.answers:
        document.add_paragraph(say("answers"), style=SECTION)
        head = (say("col_question"), say("col_said"))
        _table(document, (head, *view.answers), _ANSWER_SHARES)
    document.add_paragraph(say("disclaimer"), style=SMALL)
    document.save(str(path))


def _policy(document: Document, policy: PolicyView) -> None:
    document.add_paragraph(f"{policy.name}：{policy.headline}", style=MARK)
    for line in (policy.advice, policy.basis, *policy.notes):
        document.add_paragraph(line, style=BODY)
    if policy.near:
        document.add_paragraph(say("near"), style=SECTION)
        document.add_paragraph(policy.near_hint, style=BODY)
        for item in policy.near:
            document.add_paragraph(f"{item.title}{item.gaps}", style=BODY)
    for group in policy.groups:
        document.add_paragraph(group.title, style=SECTION)
        for number, item in enumerate(group.items, 1):
            _item(document, number, item)
    document.add_paragraph(say("papers"), style=SECTION)
    for title, note in policy.papers:
        document.add_paragraph(f"{say('check_mark')} {title}" + (f"（{note}）" if note else ""), style=BODY)
    if not policy.papers:
        document.add_paragraph(say("no_papers"), style=BODY)
    _money(document, policy)
    document.add_paragraph(say("trace"), style=SECTION)
    _trace(document, policy.trace)


def _item(document: Document, number: int, item: Item) -> None:
    document.add_paragraph(f"{number}. {item.title}", style=BODY).runs[0].bold = True
    labelled = ((say("gaps_label"), item.gaps), (say("fix_label"), item.fix))
    lines = [item.facts, *(f"{label}：{text}" for label, text in labelled if text), item.note]
    for line in (*lines, f"{say('clause_label')}：{item.clause}「{item.quote}」"):
        if line:
            document.add_paragraph(line, style=BODY)


def _money(document: Document, policy: PolicyView) -> None:
    document.add_paragraph(say("subsidies"), style=SECTION)
    document.add_paragraph(policy.money.total, style=BODY).runs[0].bold = True
    head = tuple(say(key) for key in ("col_term", "col_sum", "col_when", "col_clause", "col_amount"))
    _table(document, (head, *policy.money.rows), _TERM_SHARES)
    if policy.money.beside:
        document.add_paragraph(say("open_terms"), style=BODY).runs[0].bold = True
        for line in policy.money.beside:
            document.add_paragraph(line, style=BODY)


def _trace(document: Document, trace: Trace) -> None:
    for line in trace_lines(trace):
        document.add_paragraph(line, style=BODY)


def _table(document: Document, rows: Sequence[Sequence[str]], shares: Sequence[int]) -> None:
    """A ruled table whose first row is its head."""
    widths = [Length(TEXT_WIDTH * share // sum(shares)) for share in shares]
    table = new_table(document, len(rows), widths)
    repeat_first_row(table)
    for cells, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, texts, strict=True):
            if texts is rows[0]:
                write_label(cell, text)
            else:
                cell.paragraphs[0].add_run(text)
