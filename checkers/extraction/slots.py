"""A document → what its form asks and what is filled in: labelled slots and the rows of its tables."""

from __future__ import annotations

import re
from itertools import zip_longest

from checkers.extraction.abreast import OF_THE_UNIT, people_abreast
from checkers.extraction.bare_tables import cost_row, phase_row
from checkers.extraction.boxes import all_pairs, asks, asks_by_boxes, holds_value, parted, starts_with_pair
from checkers.extraction.cards import SURE
from checkers.extraction.form import LONG, Form, Slot, Walk
from checkers.extraction.grid import Grid, grid_of, lists_papers
from checkers.extraction.headers import header_kind
from checkers.extraction.labels import (
    Label,
    asks_for_heads,
    exact_label,
    is_answered,
    is_heading,
    match_label,
    match_section,
    names_a_member,
    tells_otherwise,
)
from checkers.extraction.left_overs import plain_hint
from checkers.extraction.lines import read_line, told_of
from checkers.extraction.pairs import pairs_in
from checkers.extraction.plausible import answers, is_person
from checkers.extraction.records import heads_records, people_side_by_side, records, without_headers
from checkers.extraction.split_cells import headers_on_top
from checkers.extraction.together import apart
from checkers.extraction.values import joined
from checkers.reading.document import Cell, Document, Paragraph, Table
from knowledge.patterns import compiled

# A paragraph before a table that is no longer than this is the table's title.
_LONGEST_TITLE = 30
# The name of a group of rows is no longer than this.
_LONGEST_GROUP = 14


def read_form(document: Document) -> Form:
    """What the document asks and holds, in reading order."""
    walk = Walk(Form())
    for block, following in zip_longest(document.blocks, document.blocks[1:]):
        if isinstance(block, Paragraph):
            heads = block.heading or (isinstance(following, Table) and len(joined(block.text)) <= _LONGEST_TITLE)
            for line in block.text.split("\n"):
                read_line(walk, line, block.place, heads, block.sure)
        elif isinstance(block, Table):
            _table(walk, block)
    walk.close()
    walk.form.slots = [part for slot in walk.form.slots for part in apart(slot)]
    walk.form.texts = list(dict.fromkeys(walk.form.texts))
    return walk.form


def _table(walk: Walk, table: Table) -> None:
    if lists_papers(table):
        walk.close()
        return
    outer_who, outer_open = walk.who, walk.open
    table = headers_on_top(table, walk.who)
    grid = grid_of(table)
    used: set[Cell] = set()
    r = table.rows if without_headers(walk, table) else people_side_by_side(walk, grid)
    r = r or int(_heads_any(grid.starting(0)))
    while r < table.rows:
        abreast = people_abreast(grid, r)
        if abreast is not None:
            walk.close()
            for walk.who, boxes in abreast[0]:
                _row(walk, grid, boxes, used)
            r = abreast[1]
            continue
        group = _group_label(grid, r)
        if group is not None:
            used.add(group)
            unread = not group.text.strip() and group.sure < SURE
            walk.who = match_section(group.text) or _person_of(group) or (None if unread else walk.who)
        cells = [c for c in grid.starting(r) if c not in used]
        end = records(walk, grid, r, cells, group)
        if end is not None:
            r = end
            continue
        if cells:
            before = walk.who
            walk.who = _row_of(cells) or before
            _row(walk, grid, cells, used)
            walk.who = before if walk.who == _row_of(cells) else walk.who
        r += 1
    walk.who = outer_who if outer_open is None else walk.who


# 项目 | 内容 | 是否附证明: headers above questions and answers, which ask for nothing themselves.
_ANY_HEAD = compiled(r"(?:填报|申报|填写|具体)?(?:项目|内容|栏目|事项|名称|类别|序号|备注|说明|要求)|.*附.*")


def _heads_any(cells: list[Cell]) -> bool:
    heads = [joined(c.text) for c in cells if c.text.strip()]
    return len(heads) >= _BOXES and all(_ANY_HEAD.fullmatch(head) for head in heads)


def _group_label(grid: Grid, r: int) -> Cell | None:
    """The tall cell that names the group of rows from `r` on (工作室成员, one character a line)."""
    for cell in grid.starting(r):
        if cell.row_span < 2:
            continue
        beside = [
            other
            for row in range(cell.row, cell.row + cell.row_span)
            for other in grid.starting(row)
            if other.column >= cell.column + cell.column_span and match_label(other.text) is not None
        ]
        headers = [c for c in grid.starting(cell.row) if c is not cell and c.text.strip()]
        # Headers over two rows are as tall as each other, the name of a group is taller than what it names.
        as_tall = sum(c.row_span == cell.row_span for c in headers)
        if (
            cell.column == 0
            and (as_tall < _BOXES or header_kind([c.text for c in (cell, *headers)], None) is None)
            and len(joined(cell.text)) <= _LONGEST_GROUP
            and (len(beside) >= 2 or heads_records(headers))
        ):
            return cell
    return None


def _person_of(group: Cell) -> str | None:
    """Whose name and telephone the rows beside a tall cell ask for (联系人), None where it names nobody of the unit."""
    label = match_label(group.text)
    return label.field if label is not None and label.field in OF_THE_UNIT else None


def _row_of(cells: list[Cell]) -> str | None:
    """Whose the questions of one row are, where its first box only says that (工作室 | 名称 | … | 职业 | …)."""
    asked = [c for c in cells[1:] if match_label(c.text) is not None]
    within = len(cells) > 1 and bool(cells[1].tables)
    if (len(asked) < 2 and not within) or cells[0].column or match_label(cells[0].text) is not None:
        return None
    return match_section(cells[0].text)


def _row(walk: Walk, grid: Grid, cells: list[Cell], used: set[Cell]) -> None:
    """Slots of a row whose labels stand left of (or above) their values."""
    cells = [part for cell in cells for part in parted(cell)]
    if (told := _of_named(cells)) is not None:
        walk.close()
        walk.who = "members"
        walk.form.texts += [(cell.text, cell.place) for cell in cells]
        walk.form.slots += told
        used.update(cells)
        return
    i = 0
    while i < len(cells):
        cell = cells[i]
        i += 1
        if cell in used:
            continue
        used.add(cell)
        if (
            cell.text.strip() or not cell.tables
        ):  # a box with no more than a table leaves the title above it the last words
            walk.form.texts.append((cell.text, cell.place))
        label = match_label(cell.text) or asks_for_heads(cell.text, cells[i].text if i < len(cells) else "")
        if label is not None and i == len(cells) and _only_remarks(grid, cell):
            continue
        cost = cost_row(cell, cells[i]) if i < len(cells) else None
        phase = phase_row(cell, cells[i]) if i < len(cells) and _asks_for_phases(walk) else None
        if cost is not None or phase is not None:
            walk.form.budget += [cost] if cost is not None else []
            walk.form.schedule += [phase] if phase is not None else []
            used.add(cells[i])
            i += 1
            continue
        if label is None or len(cell.text) > 60 or cell.tables or holds_value(cell):
            _inside(walk, cell)
            continue
        values: list[Cell] = []
        while i < len(cells) and not asks(cells[i]) and not starts_with_pair(cells[i].text):
            if values and asks_by_boxes(cells[i : i + 2], values):
                break
            if values and i + 1 < len(cells) and _asks_in_column(grid, cells[i]):
                break
            if _asks_behind_an_answer(label, values, cells[i : i + 2]):
                break
            if cell.text.rstrip().endswith((":", "：")) and _ANSWERED.match(cells[i].text):
                break
            values.append(cells[i])
            i += 1
        if not values and label.field == "person.role" and i < len(cells) and _told_alone(cells, i):
            values = [cells[i]]
            i += 1
        if not any(v.text.strip() or v.tables for v in values) and all(
            not c.text.strip() for c in cells if c is not cell
        ):
            under = grid.below(cell)
            if under is not None and _stands_below(grid, cell, under):
                values = [under]
        _keep(walk, grid, label, cell, values, used)


# So many short remarks behind answers make a column one of remarks (18位, 附复印件, 手机).
_REMARKS_OF_COLUMN = 3
_LONGEST_REMARK = 8


def _only_remarks(grid: Grid, cell: Cell) -> bool:
    """Whether what reads as a question stands in the last column, among remarks behind the answers of other rows."""
    if cell.column + cell.column_span < grid.table.columns:
        return False

    def remarks(other: Cell) -> bool:
        before = grid.at.get((other.row, other.column - 1))
        answered = before is not None and bool(before.text.strip()) and match_label(before.text) is None
        return answered and 0 < len(joined(other.text)) <= _LONGEST_REMARK

    others = [c for c in grid.table.cells if c.column == cell.column and c is not cell and match_label(c.text) is None]
    return remarks(cell) and sum(remarks(other) for other in others) >= _REMARKS_OF_COLUMN


def _asks_for_phases(walk: Walk) -> bool:
    """Whether the question asked last is that for the schedule, still open."""
    last = walk.form.slots[-1] if walk.form.slots else None
    return last is not None and last.label.field == "project.schedule" and not last.value.strip()


def _of_named(cells: list[Cell]) -> list[Slot] | None:
    """The slots of a person whose name begins a row of which another box tells in lines of `标签：值`; None where a row
    is no such one."""
    named = next((c for c in cells if not re.fullmatch(r"\d{0,2}", joined(c.text))), None)
    if named is None or not is_person(named.text):
        return None
    pairs = [(pair, c) for c in cells if c is not named and starts_with_pair(c.text) for pair in all_pairs(c.text)]
    of_person = [(label, value, c) for (label, value), c in pairs if label.field.startswith("person.")]
    if len(of_person) < _TOLD_IN_LINES:
        return None
    first = Slot(Label("person.name", "姓名"), joined(named.text), named.place, "members", named.sure)
    return [first, *(Slot(label, value, c.place, "members", c.sure) for label, value, c in of_person)]


# So many things told of somebody in lines of a box make the box beside it the name.
_TOLD_IN_LINES = 2


# Beside an unanswered 工作室名称： a box with a question and its answer is one of its own.
_ANSWERED = compiled(r"\s*[\u4e00-\u9fff（）()]{2,12}[:：]\s*\S")
# A cell of a few Chinese characters; so many labels in its column make it one that nobody knows.
_WORDS = compiled(r"[\u4e00-\u9fff（）()/]{2,12}[:：]?")
_LABELS_OF_COLUMN = 2


def _asks_in_column(grid: Grid, cell: Cell) -> bool:
    """Whether a cell stands where other rows ask, so that it is a question too, though an unknown one."""
    if not _WORDS.fullmatch(joined(cell.text)) or cell.column == 0:
        return False
    others = [c for c in grid.table.cells if c.column == cell.column and c.row != cell.row and c.text.strip()]
    asking = sum(exact_label(c.text) is not None for c in others)
    return asking >= _LABELS_OF_COLUMN and 2 * asking >= len(others)


def _asks_behind_an_answer(label: Label, values: list[Cell], following: list[Cell]) -> bool:
    """Whether words behind a box that is empty, or that surely answers, ask something that nobody knows: they have an
    answer of their own."""
    if len(values) != 1 or values[0].tables or len(following) < _BOXES:
        return False
    if values[0].text.strip() and not answers(label.field, values[0].text):
        return False
    asked, answer = following
    return (
        _WORDS.fullmatch(joined(asked.text)) is not None
        and not answers(label.field, asked.text)
        and bool(answer.text.strip())
        and match_label(answer.text) is None
    )


# A question and its answer.
_BOXES = 2


def _told_alone(cells: list[Cell], i: int) -> bool:
    """Whether a box behind a question for somebody's task answers it, though it reads as a label (带徒传技)."""
    return bool(cells[i].text.strip()) and (i + 1 == len(cells) or asks(cells[i + 1]))


def _stands_below(grid: Grid, label: Cell, under: Cell) -> bool:
    """Whether the cell under a label is its value: no label itself, and alone in its row."""
    alone = all(not c.text.strip() for c in grid.starting(under.row) if c is not under)
    return alone and under.column_span >= label.column_span and not asks(under)


# A section named by a question's words (C 技能大师) is about the one who is asked for.
_SECTION_OF = {"leader.name": "leader", "unit.name": "unit"}


def _heads_what_follows(grid: Grid, label: Label, cell: Cell, values: list[Cell]) -> bool:
    """Whether a label is the title of what stands below it: of a nested table, or of rows as wide as it is."""
    if any(v.text.strip() for v in values):
        return False
    if label.field in LONG:
        return any(_asks_for_others(nested, label) for v in values for nested in v.tables)
    wide = cell.column_span >= grid.table.columns
    return any(v.tables for v in values) or (wide and grid.table.columns > 1)


def _asks_for_others(table: Table, label: Label) -> bool:
    """Whether a table is a form of questions of its own (立项名称, 实施周期), no list that answers the one above it."""
    if header_kind([c.text for c in table.cells if c.row == 0 and c.text.strip()], None) is not None:
        return False
    asked = {other.field for c in table.cells if (other := match_label(c.text)) is not None} - {label.field}
    return len(asked) >= _BOXES


def _sure_to_be_empty(grid: Grid, cell: Cell, values: list[Cell]) -> bool:
    """Whether nothing beside a label means that nobody filled it in: there is a box for the answer, or it belongs
    behind a colon or into the label's own box."""
    if values or cell.text.rstrip("_＿ ").endswith((":", "：")):
        return True
    return sum(is_answered(other.text) for other in grid.table.cells) >= _ANSWERED_INSIDE


# So many boxes with a label and its answer show that a table is filled in that way.
_ANSWERED_INSIDE = 2


def _is_title_of_boxes(grid: Grid, cell: Cell) -> bool:
    """Whether a label as wide as its table and numbered (C 进度) heads boxes that are not, and that hold their answers
    below their labels: a title, not an empty one of those boxes."""
    wide = cell.column_span >= grid.table.columns > 1 and cell.row + cell.row_span < grid.table.rows
    if not wide or not is_heading(cell.text):
        return False
    answered = [c for c in grid.table.cells if is_answered(c.text)]
    return len(answered) >= _ANSWERED_INSIDE and not any(is_heading(c.text.strip().split("\n")[0]) for c in answered)


def _keep(walk: Walk, grid: Grid, label: Label, cell: Cell, values: list[Cell], used: set[Cell]) -> None:
    section = match_section(cell.text) if not values else None
    if not values and _is_title_of_boxes(grid, cell):
        walk.close()
        walk.who = section or walk.who
        return
    if section is None and _names_rows_below(grid, cell, values):
        section = match_section(cell.text)
    if section is not None and (cell.column_span > 1 or values):
        used.update(values)
        walk.close()
        walk.who = section
        if label.field in LONG:
            walk.start(label, cell.place)
        return
    walk.close()
    heads = _heads_what_follows(grid, label, cell, values)
    if heads:
        walk.who = match_section(cell.text) or _SECTION_OF.get(label.field, walk.who)
    for value in values:
        used.add(value)
        walk.form.texts.extend((line, value.place) for line in value.text.split("\n"))
    told = [v.text.strip() for v in values if v.text.strip()]
    text = " ".join(part for part in told if len(told) == 1 or not _tells_nothing(part))
    if not text:  # 项目目标⏎（此处填写项目目标）
        text = next((line for line in cell.text.split("\n")[1:] if plain_hint(line) is not None), "")
    place = values[0].place if values else cell.place
    sure = min((v.sure for v in values), default=1.0) if _sure_to_be_empty(grid, cell, values) else 0.0
    if names_a_member(label.text):
        walk.who = "members"
    if names_a_member(label.text) and (sentence := told_of(label, text, place, "members", sure)) is not None:
        walk.form.slots += sentence
        return
    inner = label.field == "person.name" and bool(values) and starts_with_pair(values[0].text)
    if not inner and not heads:  # 成员1 beside lines of 姓名：… is no name itself
        walk.form.slots.append(Slot(label, text, place, walk.who, sure))
    for value in values:
        for nested in value.tables:
            _nested(walk, label, nested)
        if label.field in LONG or starts_with_pair(value.text):
            for other, content in all_pairs(value.text):
                if other.field != label.field or inner:
                    walk.form.slots.append(Slot(other, content, value.place, walk.who, value.sure))


# 二、领办人 beside empty boxes, with the questions about him in the rows below.
_OF_SECTION = compiled(r"\s*(?:[一二三四五六七八九十]{1,2}\s*[、.．]|[（(][一二三四五六七八九十]{1,2}[)）])")
_NOTHING_ASKED = compiled(
    r"[—–\-－/／]*|(?:[（(]?(?:贴|粘贴)?(?:[一二两12]?寸)?(?:近期|免冠|彩色|证件)*(?:照片?|相片?)(?:粘贴)?处?[)）]?)"
)


def _tells_nothing(part: str) -> bool:
    """Whether a box behind an answer adds nothing to it: a stroke, the place of a photo, another answer (学历：大专)."""
    return _NOTHING_ASKED.fullmatch(joined(part)) is not None or tells_otherwise(part)


def _names_rows_below(grid: Grid, cell: Cell, values: list[Cell]) -> bool:
    """Whether a label numbered as a section stands beside empty boxes, above questions that are not numbered so."""
    if not values or not _OF_SECTION.match(cell.text):
        return False
    if any(v.tables or _NOTHING_ASKED.fullmatch(joined(v.text)) is None for v in values):
        return False
    under = grid.below(cell)
    return under is not None and match_label(under.text) is not None and not _OF_SECTION.match(under.text)


def _nested(walk: Walk, label: Label, table: Table) -> None:
    before = walk.who
    walk.who = match_section(label.text) or walk.who
    _table(walk, table)
    walk.who = before


def _with_answer(lines: list[str]) -> list[str]:
    """The lines of a box, a question (单位类型：) with its answer of one line; what follows a question for a sum alone
    (预算：) lists the costs."""
    asked = match_label(lines[0]) if len(lines) > 1 and lines[0].rstrip().endswith((":", "：")) else None
    if asked is None:
        return lines
    if asked.field in _SUMS_IN_LINES:
        return lines[1:]
    short = asked.field not in LONG and len(lines) == _BOXES and not list(pairs_in(lines[1]))
    return [lines[0] + lines[1].strip()] if short else lines


# What is asked of a sum in a box that lists costs, one a line, with their sum.
_SUMS_IN_LINES = frozenset({"project.budget_total"})


def _inside(walk: Walk, cell: Cell) -> None:
    """A cell that is no label: a section's title, lines of `标签：值`, or text below an open heading."""
    lines = [line for line in cell.text.split("\n") if line.strip()]
    if cell.tables and lines and not list(pairs_in(lines[0])):
        walk.close()
        walk.who = match_section(lines[0]) or walk.who
    elif (
        len(lines) == 1
        and cell.column_span > 1
        and match_section(cell.text) is not None
        and not list(pairs_in(lines[0]))
    ):
        walk.close()
        walk.who = match_section(cell.text)
    else:
        before = walk.open_place
        for line in _with_answer(lines):
            read_line(walk, line, cell.place, False, cell.sure)
        if walk.open_place is not before and walk.text:
            walk.close()  # a question answered in its own box has no more of its answer in the next one
    for nested in cell.tables:
        _table(walk, nested)
