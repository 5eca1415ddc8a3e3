"""Budgets and schedules in tables without a row of headers: a column for each phase, a column for each cost, or only
costs with their amounts and spans of time with their tasks."""

from __future__ import annotations

from dataclasses import replace

from checkers.extraction.form import Record
from checkers.extraction.labels import bare, match_label
from checkers.extraction.values import TOTAL, find_dates, joined
from checkers.reading.document import Cell, Table
from knowledge.patterns import compiled

_PHASE = compiled(r"(?:第?[一二三四五六七八\d]{1,2}|前|中|后)(?:阶段|期|季度|年度?)|阶段[一二三四五六七八\d]{1,2}")
_COST = compiled(rf"(?:费|费用|支出|购置|开支|{TOTAL}|其他|其它)(?:[（(][^（()）]*[)）])?$")
_MONEY = compiled(r"(?:人民币)?[¥￥]?[\d,，]+(?:\.\d+)?(?:万?元)?|(?:人民币)?[零〇壹贰叁肆伍陆柒捌玖拾佰仟万亿]+元?整?")
# 预算：材料费 beside its amount, among the other questions of a form.
_COST_ROW = compiled(r"^(?:项目|经费)?预算\s*(?:明细)?\s*[:：—-]\s*(?P<title>\S{2,16})$")
# Q1 材料费（元） beside 28000
_IN_LABEL = compiled(r"[（(](万?元)[)）]$")
# Two costs may stand anywhere; three rows of them are a budget.
_COSTS = 2
_ROWS = 3
_AMOUNT, _TITLE, _TASK, _TIME = "金额", "科目", "任务", "时间"


def phases_of(table: Table) -> list[Record]:
    """The columns of a table that has one for each phase, empty where it is none."""
    rows = table.by_row()
    heads = [c for c in rows.get(0, []) if c.text.strip()]
    if len(heads) < _COSTS or len(rows) < 2 or not all(_PHASE.fullmatch(joined(c.text)) for c in heads[-2:]):
        return []
    columns = [h for h in heads if _PHASE.fullmatch(joined(h.text))]
    return [
        Record(
            tuple((head.text if n == 0 else _TASK, c) for n, c in enumerate(_below(table, head)) if c.text.strip()),
            "project",
            head.place,
        )
        for head in columns
    ]


def costs_of(table: Table, unit: str) -> list[Record]:
    """The rows of a budget without headers, or with a column for each cost; `unit` is what the title says (万元)."""
    rows = table.by_row()
    if len(rows) == 2 and len(rows[0]) == len(rows.get(1, [])) >= _COSTS:
        pairs = list(zip(rows[0], rows[1], strict=True))
        if _are_costs(pairs, len(pairs)):
            return [_record(title, amount, unit) for title, amount in pairs]
    pairs = [(row[-2], row[-1]) for row in rows.values() if 2 <= len(row) <= 3]
    if len(pairs) >= _ROWS and len(pairs) == len(rows) and _are_costs(pairs, _ROWS):
        return [_record(title, amount, unit) for title, amount in pairs if not _is_question(title)]
    return []


def cost_row(label: Cell, value: Cell) -> Record | None:
    """The row of a budget that stands as a question of its own (预算：材料费), None where it is none."""
    match = _COST_ROW.match(label.text.strip())
    if match is not None:
        return _record(replace(label, text=match["title"]), value, "")
    unit = _IN_LABEL.search(joined(label.text))
    if unit is None or _COST.search(bare(label.text)) is None or _MONEY.fullmatch(joined(value.text)) is None:
        return None
    return _record(replace(label, text=bare(label.text)), value, f"（{unit[1]}）")


# 2026.01-2026.03, and no word beside it.
_SPAN = compiled(r"[\d年月日.．/—–\-~～至到]{9,}")


def phase_row(time: Cell, task: Cell) -> Record | None:
    """The row of a schedule without headers, None where a cell is no span of time or nothing is told beside it."""
    dates = [date for date, exists in find_dates(time.text) if exists and date.month is not None]
    if _SPAN.fullmatch(joined(time.text)) is None or len(dates) != _ENDS or not task.text.strip():
        return None
    return Record(((_TIME, time), (_TASK, task)), "project", time.place)


# A span has a first and a last day.
_ENDS = 2


def _are_costs(pairs: list[tuple[Cell, Cell]], least: int) -> bool:
    """Whether amounts stand beside all titles, and costs are among these."""
    costs = sum(_COST.search(joined(title.text)) is not None for title, _ in pairs)
    money = sum(_MONEY.fullmatch(joined(amount.text)) is not None for _, amount in pairs)
    return money == len(pairs) >= min(least, _ROWS) and costs >= max(_COSTS, len(pairs) // 2)


def _is_question(title: Cell) -> bool:
    label = match_label(title.text)
    return label is not None and label.field == "project.funding_requested"


def _record(title: Cell, amount: Cell, unit: str) -> Record:
    return Record(((_TITLE, title), (f"{_AMOUNT}{unit}", amount)), "project", title.place)


def _below(table: Table, head: Cell) -> list[Cell]:
    return [c for c in sorted(table.cells, key=lambda c: c.row) if c.column == head.column and c.row > head.row]
