"""Tables whose rows are records under a row of headers: people, costs, phases; and those without one."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, takewhile

from checkers.extraction.bare_tables import costs_of, phases_of
from checkers.extraction.boxes import all_pairs, asks, starts_with_pair
from checkers.extraction.form import MOSTLY, Record, Slot, Walk
from checkers.extraction.grid import Grid
from checkers.extraction.headers import BESIDE_BUDGET, header_kind, is_amount, is_share
from checkers.extraction.labels import Label, asks_otherwise, exact_label, match_label
from checkers.extraction.plausible import answers, is_person
from checkers.extraction.values import TOTAL, joined
from checkers.reading.document import Cell, Table
from knowledge.patterns import compiled

_BOX = 3
# The columns of people side by side.
_PERSON_COLUMN = compiled(r"领办人|领衔人|技能大师|带头人|大师|成员[（(]?[\d一二三四五六七八九十]{1,2}[)）]?")
_TOTAL = compiled(rf"^(?:{TOTAL}|总预算|预算合计|经费合计)")
_SUM = compiled(rf"^(?:小计|{TOTAL})")
# What a title says of the amounts below it.
_IN_TEN_THOUSANDS = compiled(r"万元")


def without_headers(walk: Walk, table: Table) -> bool:
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
    unit = next((f"（{m[0]}）" for record in costs for h, _ in record.cells if (m := _IN_TEN_THOUSANDS.search(h))), "")
    for row in range(table.rows):
        cells = sorted((c for c in table.cells if c.row == row), key=lambda c: c.column)
        walk.form.texts += [(c.text, c.place) for c in cells]
        label = match_label(cells[-2].text) if len(cells) > 1 and id(cells[-2]) not in asked and costs else None
        if label is not None:
            label = replace(label, text=label.text + unit)
            walk.form.slots.append(Slot(label, cells[-1].text.strip(), cells[-1].place, walk.who, cells[-1].sure))
    return True


def people_side_by_side(walk: Walk, grid: Grid) -> int:
    """Keeps a table with a column for each person; the row after it, 0 where the table is none."""
    heads = grid.starting(0)
    if heads and heads[0].row_span >= grid.table.rows:  # the name of them all, from top to bottom
        heads = heads[1:]
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
    if row == 1:
        return 0
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


def heads_records(headers: list[Cell]) -> bool:
    """Whether the cells beside a group's name are the headers of a budget or a schedule."""
    return header_kind([c.text for c in headers], None) in ("members", "budget", "schedule")


def records(walk: Walk, grid: Grid, r: int, cells: list[Cell], group: Cell | None) -> int | None:
    """Keeps the rows below a header row as records; the row after them, or None where `r` is no header."""
    title = walk.form.texts[-1][0] if walk.form.texts else ""
    cells = _names_headed(_corner_named(cells, title), grid)
    headers = [c for c in cells if c.text.strip()]
    kind = header_kind([c.text for c in headers], walk.who)
    if kind == "pairs" and _people_below(grid, headers) >= _SEVERAL:
        kind = "members"
    if kind is None and _labels_above(grid, headers):
        kind = "pairs"
    if kind is None or r + 1 >= grid.table.rows:
        return None
    last = group.row + group.row_span if group is not None else _end_of_tall(headers, grid.table.rows)
    columns = {c.column: c.text for c in headers}
    unit_told = any("元" in text for text in columns.values() if is_amount(text))
    if kind == "budget" and _IN_TEN_THOUSANDS.search(title + "".join(columns.values())) and not unit_told:
        columns = {
            n: f"{text}（万元）" if is_amount(text) or is_share(text) or _SUM.search(joined(text)) else text
            for n, text in columns.items()
        }
    rows: list[Record] = []
    row = r + (1 if last < grid.table.rows and group is None else max(c.row_span for c in headers))
    while row < last:
        data = [c for c in grid.starting(row) if c is not group]
        if kind == "budget" and (_asks_of_state(walk, data, columns) or _names_group(data, len(columns))):
            row += 1
            continue
        if not _is_data(data, columns, grid.table.columns, kind) or _heads_others(data, kind):
            break
        if not all(joined(c.text) == joined(columns.get(c.column, "")) for c in data if c.text.strip()):
            cells_of = [(columns[c.column], c) for c in data if c.column in columns]
            parts = _side_by_side(cells_of)
            rows += [
                Record(tuple(part), walk.who, part[0][1].place)
                for part in parts
                if kind != "budget" or len(parts) < _SEVERAL or not _asks_of_state(walk, [c for _, c in part], columns)
            ]
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
            if kind == "budget" and starts_with_pair(cell.text):  # 申请资助：8万元 as a remark in the total's row
                pairs = all_pairs(cell.text)
                walk.form.slots += [Slot(label, text, cell.place, walk.who, cell.sure) for label, text in pairs]
    getattr(walk.form, kind).extend(rows)
    return row


# 参加人员 above names, beside their numbers of identity.
_OF_PEOPLE = compiled(
    r"(?:参[加与]|项目|团队|工作室|主要|课题|组成)?(?:组|团队)?(?:人员|成员|组员)(?:名单|姓名)?|参[加与]者|何人"
)


def _names_headed(cells: list[Cell], grid: Grid) -> list[Cell]:
    """The cells of a row of headers, with 姓名 for the one that stands above names of people in other words."""
    labels = [match_label(c.text) for c in cells]
    if any(label is not None and label.field == "person.name" for label in labels) or len(cells) < 2:
        return cells
    head = next((c for c in cells if _OF_PEOPLE.fullmatch(joined(c.text))), None)
    if head is None or not any(label is not None and label.field.startswith("person.") for label in labels):
        return cells
    below = [c.text for c in grid.table.cells if c.column == head.column and c.row > head.row and c.text.strip()]
    if sum(is_person(text) for text in below) * 2 <= len(below):
        return cells
    return [replace(c, text="姓名") if c is head else c for c in cells]


def _names_group(data: list[Cell], columns: int) -> bool:
    """Whether a row of a budget only names the group of the rows below it (一、申请区级补助): its other boxes are
    empty."""
    told = [c for c in data if c.text.strip()]
    return (
        columns >= _BOX
        and len(data) >= _BOX
        and len(told) == 1
        and told[0] is data[0]
        and not _TOTAL.match(joined(data[0].text))
    )


# What a title says of a table whose first column has no header.
_OF_MONEY = compiled(r"预算|经费|支出|费用")


def _corner_named(cells: list[Cell], title: str) -> list[Cell]:
    """The cells of a row of headers, with a name for the first one where that is left empty below a budget's title."""
    if len(cells) < _BOX or cells[0].column or cells[0].text.strip() or not _OF_MONEY.search(title):
        return cells
    others = [c.text for c in cells[1:]]
    if not any(is_amount(t) or is_share(t) or _SUM.search(joined(t)) for t in others):
        return cells
    return [replace(cells[0], text="支出科目"), *cells[1:]]


def _asks_of_state(walk: Walk, data: list[Cell], columns: dict[int, str]) -> bool:
    """Keeps a row of a budget that tells what is asked of the state (其中：申请补助资金), in the unit of its column."""
    first = next((c for c in data if c.text.strip()), None)
    label = match_label(first.text) if first is not None else None
    amount = next((c for c in data if c.column in columns and is_amount(columns[c.column])), None)
    if label is None or label.field != "project.funding_requested" or amount is None or not _DIGIT.search(amount.text):
        return False
    if sum(asks(c) for c in data) > 1:
        return False  # 申请资助：8万元 自筹：7万元 are questions and answers of their own
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


# A row of headers above so many people is a list of them, whoever the section is about.
_SEVERAL = 2


def _people_below(grid: Grid, headers: list[Cell]) -> int:
    """How many names of people stand below 姓名, up to the next question."""
    named = next((c for c in headers if (label := match_label(c.text)) and label.field == "person.name"), None)
    if named is None:
        return 0
    column = (c for c in grid.table.cells if c.column == named.column and c.row > named.row)
    below = sorted((c for c in column if c.column_span == named.column_span), key=lambda c: c.row)
    return sum(is_person(c.text) for c in takewhile(lambda c: match_label(c.text) is None, below))


def _labels_above(grid: Grid, headers: list[Cell]) -> bool:
    """Whether most cells of a row are labels and those of the row below are none."""
    labels = [c for c in headers if match_label(c.text) is not None or asks_otherwise(c.text)]
    if all(asks_otherwise(c.text) for c in labels):
        return False
    if any((label := match_label(a.text)) is not None and answers(label.field, b.text) for a, b in pairwise(headers)):
        return False  # 电话 | 138… | 手机: an answer stands in the row
    enough = len(labels) >= max(2, MOSTLY * len(headers))
    if not enough and not (_words_only(headers) and _in_pairs_of_rows(grid, headers[0].row)):
        return False
    under = [grid.below(c) for c in labels]
    if any(c is None for c in under):
        return False
    return not any(asks(c) for c in under if c is not None)


# 同工种工作室, 领办其他工作室: words of a form, without figures or sentences.
_WORDS = compiled(r"[\u4e00-\u9fff（）()／/、]{2,14}[:：]?")


def _words_only(headers: list[Cell]) -> bool:
    return all(_WORDS.fullmatch(joined(c.text)) for c in headers)


def _in_pairs_of_rows(grid: Grid, row: int) -> bool:
    """Whether the boxes of a row stand each above one of the same width, as the labels of the table's other rows do."""

    def widths(r: int) -> list[tuple[int, int]]:
        return [(c.column, c.column_span) for c in grid.starting(r)]

    if widths(row) != widths(row + 1) or any(asks(c) for c in grid.starting(row + 1)):
        return False
    others = [r for r in range(grid.table.rows - 1) if r not in (row - 1, row, row + 1)]
    return any(
        widths(r) == widths(r + 1)
        and all(match_label(c.text) is not None for c in grid.starting(r))
        and not any(asks(c) for c in grid.starting(r + 1))
        for r in others
        if grid.starting(r)
    )


def _is_data(data: list[Cell], columns: dict[int, str], width: int, kind: str) -> bool:
    """Whether a row continues the records: cells below the headers, no header or label row of its own."""
    if len(data) < 2 and not (kind == "budget" and data and _TOTAL.match(joined(data[0].text))):
        return False
    if any(c.column_span >= width for c in data):
        return False
    starts = sorted(columns)
    if kind == "members" and any(
        c.text.strip() and sum(c.column <= n < c.column + c.column_span for n in starts) > 1 for c in data
    ):
        return False  # a box below several headers is no answer to one of them
    below = [c for c in data if c.column in columns]
    if len(below) < min(2, len(columns)):
        return False
    labelled = [c for c in data if match_label(c.text) is not None and not (kind == "members" and _is_task(c, columns))]
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


def _end_of_tall(headers: list[Cell], rows: int) -> int:
    """The row at which a name of a group ends that stands among the headers of its records, else the table's end."""
    first, *others = headers
    tall = first.row_span > 1 and bool(others) and all(c.row_span == 1 for c in others)
    return first.row + first.row_span if tall else rows


def _heads_others(data: list[Cell], kind: str) -> bool:
    """Whether a row among records is the header of records of another kind (阶段 | 时间 | 任务 below a budget)."""
    texts = [c.text for c in data if c.text.strip()]
    if kind not in _RECORDS or any(_DIGIT.search(t) for t in texts):
        return False
    other = header_kind(texts, None)
    return other in _RECORDS and other != kind


_RECORDS = ("members", "budget", "schedule")
_DIGIT = compiled(r"\d")


def _are_labels(data: list[Cell]) -> bool:
    """Whether a row asks two or more things and tells none: nobody's name and no number stands in it."""
    told = [c for c in data if c.text.strip()]
    asked = sum(exact_label(c.text) is not None for c in told)
    return asked > 1 and (
        asked == len(told)
        or (asked >= MOSTLY * len(told) and not any(is_person(c.text) or _DIGIT.search(c.text) for c in told))
    )


def _is_task(cell: Cell, columns: dict[int, str]) -> bool:
    """Whether a cell tells what somebody does (设备保障), whatever question of a form it reads like."""
    header = match_label(columns.get(cell.column, ""))
    return header is not None and header.field == "person.role"


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
