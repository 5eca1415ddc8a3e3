"""A document → what its form asks and what is filled in: labelled slots and the rows of its tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest

from checkers.extraction.bare_tables import cost_row, costs_of, phases_of
from checkers.extraction.form import LONG, MOSTLY, Form, Record, Slot, Walk
from checkers.extraction.headers import BESIDE_BUDGET, header_kind, is_amount
from checkers.extraction.labels import (
    Label,
    exact_label,
    inline_pattern,
    is_answered,
    match_label,
    match_section,
    names_a_member,
    without_instruction,
)
from checkers.extraction.lines import GAP, pairs_in, read_line, spaced_pairs
from checkers.extraction.split_cells import headers_on_top
from checkers.extraction.values import chosen, joined
from checkers.reading.document import Cell, Document, Paragraph, Table

# A paragraph before a table that is no longer than this is the table's title.
_LONGEST_TITLE = 30
_BOX = 3
# Columns that tell how to fill in the others, and the columns of people side by side.
_HINT_COLUMN = re.compile(
    r"(?:填写|填报|填表|申报|政策|条件)?(?:要求|说明|须知|提示|注意事项)(?:摘要)?|(?:证明|佐证)材料(?:名称|清单)?"
)
_PERSON_COLUMN = re.compile(r"领办人|领衔人|技能大师|带头人|大师|成员[（(]?[\d一二三四五六七八九十]{1,2}[)）]?")
# The name of a group of rows is no longer than this.
_LONGEST_GROUP = 14
_TOTAL = re.compile(r"^(?:合计|总计|共计|总额|总预算|预算合计|经费合计)")


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
    return walk.form


@dataclass(frozen=True)
class _Grid:
    """A table with its cells by position; a merged cell stands at each position that it covers."""

    table: Table
    at: dict[tuple[int, int], Cell]

    def row(self, r: int) -> list[Cell]:
        """The different cells that touch row `r`, from left to right."""
        cells: list[Cell] = []
        for c in range(self.table.columns):
            cell = self.at.get((r, c))
            if cell is not None and cell not in cells:
                cells.append(cell)
        return cells

    def starting(self, r: int) -> list[Cell]:
        """The cells whose top lies in row `r`."""
        return [cell for cell in self.row(r) if cell.row == r]

    def below(self, cell: Cell) -> Cell | None:
        return self.at.get((cell.row + cell.row_span, cell.column))


def hint_columns(table: Table) -> frozenset[int]:
    """The columns of a table that only tell how to fill in the others."""
    return frozenset(c.column for c in table.cells if _HINT_COLUMN.fullmatch(joined(c.text)) and c.row <= 1)


def _grid(table: Table) -> _Grid:
    hints = hint_columns(table)
    at = {
        (r, c): cell
        for cell in table.cells
        if cell.column not in hints
        for r in range(cell.row, cell.row + cell.row_span)
        for c in range(cell.column, cell.column + cell.column_span)
    }
    return _Grid(table, at)


# A table with one of these columns lists papers (序号 附件名称 页码): it asks for nothing, and tells nothing of anybody.
_ENCLOSURES = re.compile(r"(?:附件|材料|资料|文件|证明材料|佐证材料)(?:名称|清单|目录)|页码|页数|起止页|份数")


def _lists_papers(table: Table) -> bool:
    """Whether a table is a list of enclosures, by its header row."""
    heads = [c for c in table.cells if c.row == 0 and c.text.strip()]
    return (
        len(heads) > 1
        and sum(_ENCLOSURES.fullmatch(_plain_head(c.text)) is not None for c in heads) > 0
        and not any(match_label(c.text) for c in heads)
    )


def _plain_head(text: str) -> str:
    return re.sub(r"[（(].*?[)）]", "", joined(text))


def _table(walk: Walk, table: Table) -> None:
    if _lists_papers(table):
        walk.close()
        return
    outer_who, outer_open = walk.who, walk.open
    table = headers_on_top(table, walk.who)
    grid = _grid(table)
    used: set[Cell] = set()
    r = table.rows if _without_headers(walk, table) else _people_side_by_side(walk, grid)
    while r < table.rows:
        group = _group_label(grid, r)
        if group is not None:
            used.add(group)
            walk.who = match_section(group.text) or walk.who
        cells = [c for c in grid.starting(r) if c not in used]
        end = _records(walk, grid, r, cells, group)
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


# What a title says of the amounts below it.
_IN_TEN_THOUSANDS = re.compile(r"万元")


def _without_headers(walk: Walk, table: Table) -> bool:
    """Keeps a table that is a budget or a schedule without a row of headers; whether it is one."""
    title = walk.form.texts[-1][0] if walk.form.texts else ""
    phases = phases_of(table)
    costs = [] if phases else costs_of(table, "（万元）" if _IN_TEN_THOUSANDS.search(title) else "")
    if not phases and not costs:
        return False
    walk.close()
    walk.form.schedule += phases
    walk.form.budget += costs
    asked = {id(cell) for record in costs for _, cell in record.cells}
    for row in range(table.rows):
        cells = sorted((c for c in table.cells if c.row == row), key=lambda c: c.column)
        walk.form.texts += [(c.text, c.place) for c in cells]
        label = match_label(cells[-2].text) if len(cells) > 1 and id(cells[-2]) not in asked and costs else None
        if label is not None:
            walk.form.slots.append(Slot(label, cells[-1].text.strip(), cells[-1].place, walk.who, cells[-1].sure))
    return True


def _people_side_by_side(walk: Walk, grid: _Grid) -> int:
    """Keeps a table with a column for each person; the row after it, 0 where the table is none."""
    heads = grid.starting(0)
    people = [c for c in heads[1:] if _PERSON_COLUMN.fullmatch(joined(c.text))]
    if len(people) < 2 or len(people) < len(heads) - 1:
        return 0
    row = 1
    columns: dict[int, list[tuple[str, Cell]]] = {c.column: [] for c in people}
    while row < grid.table.rows:
        cells = grid.starting(row)
        if not cells or match_label(cells[0].text) is None:
            break
        for cell in cells[1:]:
            if cell.column in columns:
                columns[cell.column].append((cells[0].text, cell))
        row += 1
    walk.close()
    for head in people:
        record = Record(tuple(columns[head.column]), "leader", head.place)
        if "成员" in head.text:
            walk.form.members.append(replace(record, who="members"))
        else:
            before, walk.who = walk.who, "leader"
            _as_slots(walk, record)
            walk.who = before
    return row


def _group_label(grid: _Grid, r: int) -> Cell | None:
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
        if cell.column == 0 and len(joined(cell.text)) <= _LONGEST_GROUP and (len(beside) >= 2 or _heads(headers)):
            return cell
    return None


def _row_of(cells: list[Cell]) -> str | None:
    """Whose the questions of one row are, where its first box only says that (工作室 | 名称 | … | 职业 | …)."""
    asked = [c for c in cells[1:] if match_label(c.text) is not None]
    if len(asked) < 2 or cells[0].column or match_label(cells[0].text) is not None:
        return None
    return match_section(cells[0].text)


def _heads(headers: list[Cell]) -> bool:
    """Whether the cells beside a group's name are the headers of a budget or a schedule."""
    return header_kind([c.text for c in headers], None) in ("members", "budget", "schedule")


def _records(walk: Walk, grid: _Grid, r: int, cells: list[Cell], group: Cell | None) -> int | None:
    """Keeps the rows below a header row as records; the row after them, or None where `r` is no header."""
    headers = [c for c in cells if c.text.strip()]
    kind = header_kind([c.text for c in headers], walk.who)
    if kind is None and _labels_above(grid, headers):
        kind = "pairs"
    if kind is None or r + 1 >= grid.table.rows:
        return None
    last = group.row + group.row_span if group is not None else grid.table.rows
    columns = {c.column: c.text for c in headers}
    title = walk.form.texts[-1][0] if walk.form.texts else ""
    if kind == "budget" and _IN_TEN_THOUSANDS.search(title) and not any("元" in text for text in columns.values()):
        columns = {n: f"{text}（万元）" if is_amount(text) else text for n, text in columns.items()}
    rows: list[Record] = []
    row = r + max(c.row_span for c in headers)
    while row < last:
        data = [c for c in grid.starting(row) if c is not group]
        if kind == "budget" and _asks_of_state(walk, data, columns):
            row += 1
            continue
        if not _is_data(data, columns, grid.table.columns, kind):
            break
        if not all(joined(c.text) == joined(columns.get(c.column, "")) for c in data if c.text.strip()):
            cells_of = [(columns[c.column], c) for c in data if c.column in columns]
            rows += [Record(tuple(part), walk.who, part[0][1].place) for part in _side_by_side(cells_of)]
        row += 1
    if not rows:
        return None
    # A box of a few labels is one person's; a table with one row has more columns (it may go on on the next page).
    alone = kind == "members" and len(rows) == 1 and len(columns) <= _BOX
    if kind == "pairs" or alone:
        for record in rows[:1]:
            walk.close()
            _as_slots(walk, record)
        return row
    walk.close()
    for record in rows:
        for _, cell in record.cells:
            walk.form.texts.append((cell.text, cell.place))
            if kind == "budget" and _starts_with_pair(cell.text):  # 申请资助：5万元 as a remark in the total's row
                pairs = _all_pairs(cell.text)
                walk.form.slots += [Slot(label, text, cell.place, walk.who, cell.sure) for label, text in pairs]
    getattr(walk.form, kind).extend(rows)
    return row


def _asks_of_state(walk: Walk, data: list[Cell], columns: dict[int, str]) -> bool:
    """Keeps a row of a budget that tells what is asked of the state (其中：申请补助资金), in the unit of its column."""
    label = match_label(data[0].text) if data else None
    amount = next((c for c in data if c.column in columns and is_amount(columns[c.column])), None)
    if label is None or label.field != "project.funding_requested" or amount is None or not amount.text.strip():
        return False
    unit = "（万元）" if _IN_TEN_THOUSANDS.search(columns[amount.column]) else ""
    walk.form.slots.append(
        Slot(Label(label.field, label.text + unit), amount.text.strip(), amount.place, walk.who, amount.sure)
    )
    return True


def _side_by_side(cells: list[tuple[str, Cell]]) -> list[list[tuple[str, Cell]]]:
    """A row's cells, in parts where the headers begin again (科目 金额 科目 金额)."""
    parts: list[list[tuple[str, Cell]]] = [[]]
    for header, cell in cells:
        if any(joined(header) == joined(earlier) for earlier, _ in parts[-1]):
            parts.append([])
        parts[-1].append((header, cell))
    return parts


def _labels_above(grid: _Grid, headers: list[Cell]) -> bool:
    """Whether most cells of a row are labels and those of the row below are none."""
    labels = [c for c in headers if match_label(c.text) is not None]
    if len(labels) < 2 or len(labels) < MOSTLY * len(headers):
        return False
    under = [grid.below(c) for c in labels]
    if any(c is None for c in under):
        return False
    return not any(_asks(c) for c in under if c is not None)


def _is_data(data: list[Cell], columns: dict[int, str], width: int, kind: str) -> bool:
    """Whether a row continues the records: cells below the headers, no header or label row of its own."""
    if len(data) < 2 and not (kind == "budget" and data and _TOTAL.match(joined(data[0].text))):
        return False
    if any(c.column_span >= width for c in data):
        return False
    below = [c for c in data if c.column in columns]
    if len(below) < min(2, len(columns)):
        return False
    labelled = [c for c in data if match_label(c.text) is not None]
    if kind == "members" and any(not _may_be_person(c) for c in labelled):
        return False
    first = match_label(data[0].text)
    if kind in ("budget", "schedule") and first is not None and first.field in BESIDE_BUDGET:
        return False
    same = all(joined(c.text) == joined(columns.get(c.column, "")) for c in data if c.text.strip())
    if kind == "members" and not same and _are_labels(data):
        return False
    if same and any(c.text.strip() for c in data):
        return True  # the header row repeated on the next page
    return kind != "pairs" or not labelled if kind in ("members", "pairs") else True


def _are_labels(data: list[Cell]) -> bool:
    """Whether a row asks two or more things and tells none."""
    told = [c for c in data if c.text.strip()]
    return len(told) > 1 and all(exact_label(c.text) is not None for c in told)


def _may_be_person(cell: Cell) -> bool:
    """Whether a cell that reads as a label may stand in a row of people (焊工 is an occupation, 技师 a level)."""
    label = match_label(cell.text)
    return label is None or label.field.startswith(("person.", "leader.", "phone"))


def _as_slots(walk: Walk, record: Record) -> None:
    for header, cell in record.cells:
        walk.form.texts.append((cell.text, cell.place))
        label = match_label(header)
        if label is not None:
            walk.form.slots.append(Slot(label, cell.text.strip(), cell.place, walk.who, cell.sure))


def _row(walk: Walk, grid: _Grid, cells: list[Cell], used: set[Cell]) -> None:
    """Slots of a row whose labels stand left of (or above) their values."""
    cells = [part for cell in cells for part in _parted(cell)]
    i = 0
    while i < len(cells):
        cell = cells[i]
        i += 1
        if cell in used:
            continue
        used.add(cell)
        walk.form.texts.append((cell.text, cell.place))
        label = match_label(cell.text)
        cost = cost_row(cell, cells[i]) if i < len(cells) else None
        if cost is not None:
            walk.form.budget.append(cost)
            used.add(cells[i])
            i += 1
            continue
        if label is None or len(cell.text) > 60 or cell.tables or _holds_value(cell):
            _inside(walk, cell)
            continue
        values: list[Cell] = []
        while i < len(cells) and not _asks(cells[i]) and not _starts_with_pair(cells[i].text):
            if values and _asks_by_boxes(cells[i : i + 2], values):
                break
            values.append(cells[i])
            i += 1
        if not any(v.text.strip() or v.tables for v in values) and all(
            not c.text.strip() for c in cells if c is not cell
        ):
            under = grid.below(cell)
            if under is not None and _stands_below(grid, cell, under):
                values = [under]
        _keep(walk, grid, label, cell, values, used)


def _asks_by_boxes(pair: list[Cell], values: list[Cell]) -> bool:
    """Whether a cell is a question nobody knows, by the boxes to tick beside it (…情况 | □是 ☑否)."""
    ticks = [chosen(cell.text) is not None for cell in pair]
    return ticks == [False, True] and not any(chosen(cell.text) is not None for cell in values)


def _parted(cell: Cell) -> list[Cell]:
    """A cell that holds a value and the next label (the line between them is missing in a scan) as two."""
    parts = GAP.split(cell.text.strip()) if "\n" not in cell.text.strip() and not cell.tables else []
    if len(parts) < 2 or exact_label(parts[-1]) is None or any(match_label(part) for part in parts[:-1]):
        return [cell]
    return [replace(cell, text=" ".join(parts[:-1])), replace(cell, text=parts[-1])]


def _holds_value(cell: Cell) -> bool:
    """Whether a cell holds a label and its value (the line between them is missing in a scan)."""
    if exact_label(without_instruction(cell.text)) is not None:
        return False
    pairs = spaced_pairs(cell.text)
    return bool(pairs) and all(match_label(value) is None for _, value in pairs)


def _stands_below(grid: _Grid, label: Cell, under: Cell) -> bool:
    """Whether the cell under a label is its value: no label itself, and alone in its row."""
    alone = all(not c.text.strip() for c in grid.starting(under.row) if c is not under)
    return alone and under.column_span >= label.column_span and not _asks(under)


def _asks(cell: Cell) -> bool:
    """Whether a cell is a label, with or without its answer."""
    return match_label(cell.text) is not None or is_answered(cell.text)


# A section named by a question's words (C 技能大师) is about the one who is asked for.
_SECTION_OF = {"leader.name": "leader", "unit.name": "unit"}


def _heads_what_follows(grid: _Grid, label: Label, cell: Cell, values: list[Cell]) -> bool:
    """Whether a label is the title of what stands below it: of a nested table, or of rows as wide as it is."""
    if any(v.text.strip() for v in values):
        return False
    if label.field in LONG:
        return False
    wide = cell.column_span >= grid.table.columns
    return any(v.tables for v in values) or (wide and grid.table.columns > 1)


def _sure_to_be_empty(grid: _Grid, cell: Cell, values: list[Cell]) -> bool:
    """Whether nothing beside a label means that nobody filled it in: there is a box for the answer, or it belongs
    behind a colon or into the label's own box."""
    if values or cell.text.rstrip("_＿ ").endswith((":", "：")):
        return True
    return sum(is_answered(other.text) for other in grid.table.cells) >= _ANSWERED_INSIDE


# So many boxes with a label and its answer show that a table is filled in that way.
_ANSWERED_INSIDE = 2


def _keep(walk: Walk, grid: _Grid, label: Label, cell: Cell, values: list[Cell], used: set[Cell]) -> None:
    section = match_section(cell.text) if not values else None
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
    text = " ".join(v.text.strip() for v in values if v.text.strip())
    place = values[0].place if values else cell.place
    sure = min((v.sure for v in values), default=1.0) if _sure_to_be_empty(grid, cell, values) else 0.0
    if names_a_member(label.text):
        walk.who = "members"
    inner = label.field == "person.name" and bool(values) and _starts_with_pair(values[0].text)
    if not inner and not heads:  # 成员1 beside lines of 姓名：… is no name itself
        walk.form.slots.append(Slot(label, text, place, walk.who, sure))
    for value in values:
        for nested in value.tables:
            _nested(walk, label, nested)
        if label.field in LONG or _starts_with_pair(value.text):
            for other, content in _all_pairs(value.text):
                if other.field != label.field or inner:
                    walk.form.slots.append(Slot(other, content, value.place, walk.who, value.sure))


# 二、领办人 beside empty boxes, with the questions about him in the rows below.
_OF_SECTION = re.compile(r"\s*(?:[一二三四五六七八九十]{1,2}\s*[、.．]|[（(][一二三四五六七八九十]{1,2}[)）])")
_NOTHING_ASKED = re.compile(r"[—–\-－/／]*")


def _names_rows_below(grid: _Grid, cell: Cell, values: list[Cell]) -> bool:
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
        for line in lines:
            read_line(walk, line, cell.place, False, cell.sure)
    for nested in cell.tables:
        _table(walk, nested)


def _starts_with_pair(text: str) -> bool:
    match = inline_pattern().search(text)
    return match is not None and not text[: match.start()].strip()


def _all_pairs(text: str) -> Iterator[tuple[Label, str]]:
    for line in text.split("\n"):
        yield from pairs_in(line)
