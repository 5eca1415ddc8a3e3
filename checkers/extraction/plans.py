"""The rows of a form's budget and of its schedule, from tables or from lists."""

from __future__ import annotations

import re
from collections.abc import Iterable

from checkers.extraction import values
from checkers.extraction.cards import SURE
from checkers.extraction.field import BudgetRow, Found, ScheduleRow
from checkers.extraction.form import Form
from checkers.extraction.headers import is_amount, is_time, of_whole_rows
from checkers.extraction.labels import match_label
from checkers.extraction.listed_costs import listed_costs, listed_total
from checkers.extraction.payers import ASKED_OF_STATE, names_payer
from checkers.extraction.values import TOTAL, is_blank, joined
from checkers.reading.document import Cell, Place
from knowledge.patterns import compiled

_TOTAL_ROW = compiled(rf"{TOTAL}|总预算|预算总|经费总|总经费|总投资")


# At the end of a budget that has no other sum, 小计 is the total.
_SUBTOTAL = "小计"
_NUMBERING = compiled(r"序号|编号|^(?:#|＃|No\.?|代码)$")
# Of several columns of words the one that says what for; 类别 is a group of rows.
_WHAT_FOR = compiled(r"科目|支出|名称|用途|事项|明细|内容|项目")


def budget_of(form: Form) -> tuple[list[BudgetRow], Found | None]:
    """The rows of the budget in yuan, and the total where the budget itself gives one."""
    rows: list[BudgetRow] = []
    total: Found | None = None
    for record in form.budget:
        titles = [c for h, c in record.cells if not is_amount(h) and not _NUMBERING.search(joined(h))]
        titles.sort(key=lambda c: not any(_WHAT_FOR.search(joined(h)) for h, other in record.cells if other is c))
        amounts = [record.cells[i] for i in of_whole_rows([h for h, _ in record.cells])]
        if not amounts:
            continue
        cell = amounts[0][1]
        money = _together(amounts)
        first = " ".join(c.text for _, c in record.cells[:2])
        label = match_label(first)
        if _TOTAL_ROW.search(joined(first)) or (label is not None and label.field == "project.budget_total"):
            if "元" in first.removesuffix(cell.text):  # 合计（万元） among rows in yuan
                money = values.read_money(cell.text, first) or money
            if money is not None:
                total = Found(money.value, cell.text, cell.place, cell.sure < SURE)
            continue
        title = next((c.text.strip() for c in (*titles, record.cells[0][1]) if c.text.strip()), "")
        amount = money.value if money is not None and isinstance(money.value, float) else None
        if title or amount is not None:
            rows.append(BudgetRow(values.plain(title), amount, cell.place))
    if total is None and len(rows) > 1 and [row for row in rows if row.title == _SUBTOTAL] == rows[-1:]:
        *rows, last = rows
        total = None if last.amount is None else Found(last.amount, last.title, last.place)
    if not rows:
        rows = [row for text, place in _lines(form) for row in _budget_line(text, place)]
    if not rows:
        rows = listed_costs(form.texts)
    if not rows:
        rows = [row for text, place in _lines(form) for row in _costs_told(text, place)]
    if rows and total is None:
        sums = ((_TOTAL_LINE.match(line), line, place) for line, place in _lines(form))
        total = next((_sum(m["money"], line, place) for m, line, place in sums if m is not None), None)
        total = total or listed_total(form.texts)
    return _spent([row for row in rows if row.amount is not None or row.title]), total


def _spent(rows: list[BudgetRow]) -> list[BudgetRow]:
    """The rows that say what is paid for, where others say who pays (申请财政资助, 单位自筹)."""
    spent = [row for row in rows if not names_payer(row.title)]
    return spent if len(spent) >= _PART_OF_A_BUDGET else rows


def _lines(form: Form) -> list[tuple[str, Place]]:
    """The lines of a form's texts, each once."""
    return list(dict.fromkeys((line, place) for text, place in form.texts for line in text.split("\n")))


def _together(amounts: list[tuple[str, Cell]]) -> values.Reading | None:
    """What the columns of a row add up to, None where none of them is told."""
    read = [values.read_money(c.text, header) for header, c in amounts if not is_blank(c.text)]
    told = [r for r in read if r is not None and isinstance(r.value, float)]
    if not told or len(told) < len(read):
        return None
    return values.Reading(sum(float(str(r.value)) for r in told), None, any(r.doubtful for r in told))


# A column of what is asked of the state, beside the amounts (财政资金 and 自筹 of 预算金额).
_PUBLIC = compiled(r"财政|申请|补助|资助")
# 5.70 | 申请区级补助 5.00，学校配套 0.70: what is asked of the state, told beside the total.
_ASKED_BESIDE = compiled(rf"{ASKED_OF_STATE}[^，,；;。\d]{{0,4}}(?P<money>\d[\d,.]*\s*(?:万?元)?)")
# 总额 | 6.7 | 申请4.5 自筹2.2
_ASKED_BARE = compiled(
    r"(?:^|[\s，,；;])(?:申请|申领|申报|财政|补助|资助)\s*[:：]?\s*(?P<money>\d[\d,.]*\s*(?:万?元)?)"
)
# 其中：请求区级补助 | 4.60
_ASKED = compiled(ASKED_OF_STATE)


def public_share(form: Form) -> Found | None:
    """What the budget asks of the state: in a row of its own, or in the total's row, in a column or a remark."""
    for record in form.budget:
        amounts = [record.cells[i] for i in of_whole_rows([h for h, _ in record.cells])]
        first = " ".join(c.text for _, c in record.cells[:2])
        found: list[tuple[str, Cell, str]] = []  # the header of an amount, its cell, and how it is written
        asks = [label.field for _, c in record.cells if (label := match_label(c.text)) is not None]
        if amounts and (_FUNDING in asks or (names_payer(first) and _ASKED.search(joined(first)) is not None)):
            found = [(*amounts[0], amounts[0][1].text)]
        elif _TOTAL_ROW.search(joined(first)):
            found = [(h, c, c.text) for h, c in record.cells if _PUBLIC.search(joined(h))]
            told = [(c, m["money"]) for _, c in record.cells if (m := _beside(c.text)) is not None]
            found = found or [(amounts[0][0] if amounts else "", c, money) for c, money in told]
        if len(found) == 1 and not is_blank(found[0][2]):
            header, cell, written = found[0]
            money = values.read_money(written, header)
            if money is not None:
                return Found(money.value, cell.text, cell.place, cell.sure < SURE, None, joined(header))
    return None


_FUNDING = "project.funding_requested"


def _beside(remark: str) -> re.Match[str] | None:
    """What a remark beside the total says is asked of the state."""
    return _ASKED_BESIDE.search(remark) or _ASKED_BARE.search(remark)


# （1）材料费：12000元, where a budget is a list.
_BUDGET_LINE = compiled(
    r"^\s*(?:[（(]?\d{1,2}[)）.、．]|[①-⑳])\s*(?P<title>[^:：，。；\s]{2,24})(?:\s*[:：]\s*|\s{2,})(?P<money>[\d,，.]+\s*(?:万元|元))(?:[（(](?:(?!\d\s*万?元)[^（()）])*[)）])?(?:[。；;]?|[，,；;（(]\s*(?:主要)?(?:用于|用途|拟用|购置|支付)(?:(?!\d[\d,，.]*\s*万?元).)*)\s*$"
)


# 明细1：工装加工 金额：4.20万元 其中财政：2.00万元, where a system prints a row in a line.
_PRINTED_ROW = compiled(
    r"^\s*(?:明细|条目|科目|第)?\s*\d{1,2}\s*[项条]?\s*[:：、.．]\s*(?P<title>[^:：，。；]{2,24}?)[\s，,；;]+(?:预算)?(?:金额|费用|预算|小计)\s*[:：]\s*(?P<money>[\d,，.]+\s*(?:万元|元))"
)
# So many rows of costs are a budget of their own.
_PART_OF_A_BUDGET = 2
# 项目总预算46200元，其中试验物料8500元，检测费13700元，…
_OF_WHICH = compiled(r"(?:预算|经费|投资|费用)[^。；;]{0,24}元[，,。；;（(]?\s*其中[:：]?(?P<costs>[^。；;]+)")
# 支出构成：设备购置费45,000元；材料费…
_MADE_OF = compiled(
    r"(?:支出|经费|预算|费用|资金)(?:构成|明细|安排|用途|分配|使用|组成|分解)(?:如下|为|是)?[:：]\s*(?P<costs>[^。]+)"
)
_COST = compiled(r"^(?P<title>[\u4e00-\u9fff（）()]{2,14}?)(?:为|约|[:：])?(?P<money>[\d,.]+(?:万元|元))$")
# A list that is not whole adds up to nothing.
_NOT_WHOLE = compiled(r"等|主要|其余|剩余")
_COSTS = 3
_PARTS = compiled(r"[，、；;](?=\s*[\u4e00-\u9fff])")
_SPENT = compiled(r"费|支出|购置|开支|耗材|材料|设备")


def _costs_told(text: str, place: Place) -> list[BudgetRow]:
    """The rows of a budget that a sentence, or a box with nothing else, lists whole; empty where it lists none."""
    match = _OF_WHICH.search(text) or _MADE_OF.search(text)
    told = match["costs"] if match is not None else text
    if _NOT_WHOLE.search(told):
        return []
    costs = [_COST.match(joined(part)) for part in _PARTS.split(told.strip().rstrip("。；;"))]
    if len(costs) < _COSTS or any(c is None or names_payer(c["title"]) for c in costs):
        return []
    if match is None and sum(_SPENT.search(c["title"]) is not None for c in costs if c is not None) < _COSTS - 1:
        return []
    read = [(c["title"], values.read_money(c["money"])) for c in costs if c is not None]
    return [BudgetRow(title, r.value, place) for title, r in read if r is not None and isinstance(r.value, float)]


_TOTAL_LINE = compiled(
    rf"^\s*(?:项目)?(?:经费|预算)*(?:{TOTAL})(?:金额)?\s*[:：]?\s*(?:人民币)?(?P<money>[\d,，.]+\s*(?:万元|元)|[壹贰叁肆伍陆柒捌玖拾佰仟万亿零]+[元圆])"
)


def _sum(money: str, text: str, place: Place) -> Found | None:
    read = values.read_money(money)
    return None if read is None else Found(read.value, text, place)


def _budget_line(text: str, place: Place) -> Iterable[BudgetRow]:
    match = _BUDGET_LINE.match(text) or _PRINTED_ROW.match(text)
    money = values.read_money(match["money"]) if match and not _TOTAL_ROW.search(text) else None
    if match is not None and money is not None and isinstance(money.value, float):
        yield BudgetRow(values.plain(match["title"]), money.value, place)


# 日期：2025年8月25日 below the rows of a schedule is when somebody signed.
_SIGNED_ON = compiled(r"日\s*期\s*[:：]|签[字名]|盖章")


def schedule_of(form: Form, told: Found | None) -> list[ScheduleRow]:
    """The rows of the schedule, from a table, a list, or the text `told` below its heading."""
    rows: list[ScheduleRow] = []
    for record in form.schedule:
        text = "  ".join(c.text.replace("\n", " ").strip() for _, c in record.cells if c.text.strip())
        times = [c for h, c in record.cells if is_time(h)]
        dates = [d for c in times for d, exists in values.find_dates(c.text) if exists]
        # Beside columns of months one of years (年度) tells nothing more.
        dates = [d for d in dates if d.month is not None] or dates
        if not text or not any(ch.isdigit() or ch in "一二三四五六七八九十" for ch in text) or _SIGNED_ON.search(text):
            continue
        if any(c.sure < SURE for c in times) or (dates and dates[0] > dates[-1] and any(c.sure < 1.0 for c in times)):
            dates = []  # misread, so that nothing can be said of it
        rows.append(ScheduleRow(text, dates[0] if dates else None, dates[-1] if len(dates) > 1 else None, record.place))
    lines = [] if rows else [(text, place) for text, place in _lines(form) if not _tells_of_people(form, text)]
    rows = rows or [row for text, place in lines for row in _schedule_line(text, place)]
    rows = rows or [row for text, place in lines for row in _phases_told(text, place)]
    if not rows and told is not None and isinstance(told.value, str):
        for line in re.split(r"[\n；;。]", told.raw):
            dates = [d for d, exists in values.find_dates(line) if exists]
            if dates:
                rows.append(
                    ScheduleRow(values.plain(line), dates[0], dates[-1] if len(dates) > 1 else None, told.place)
                )
    return rows


def _tells_of_people(form: Form, text: str) -> bool:
    """Whether a line answers a question about who leads the studio, or another person (2002年至2020年带徒22人)."""
    asked = (s for s in form.slots if s.label.field.startswith(("leader.", "person.")))
    return any(text.strip() and text.strip() in slot.value for slot in asked)


# 1. 2025年7月—2026年3月：组建团队, where a schedule is a list.
_SCHEDULE_LINE = compiled(
    r"^\s*(?:答\s*[:：]\s*)?(?:[（(]?\d{1,2}(?:[)）、]|[.．](?!\d))|\d{1,2}(?:[.．]\d{1,2}){1,2}\s+|[（(][一二三四五六七八九十][)）]|[一二三四五六七八九十][、.．]|第?[一二三四五六七八\d]?阶段[一二三四五六七八\d]?\s*[:：]?|[①-⑳▶►•·●○◎◆◇★☆➢■*-])?\s*[（(]?(?P<time>(?:19|20)\d\d[^:：，]{1,14}(?:—|–|-|~|～|至|到|[|｜])[^:：，|｜]{2,14}?)[)）]?(?:\s*[:：，|｜]\s*|\s+(?![年月日])(?=[\u4e00-\u9fff])|\s{2,}(?![年月日])|\t)\S"
)


# 分三个阶段推进：2026-11-01至2027-01-31，方案论证；2027-02-01至…, in one sentence.
_RANGE = r"(?:19|20)\d\d[年.\-/]\d{1,2}(?:[月.\-/]\d{0,2}日?)?"
_PHASE = compiled(
    rf"(?:^|[：:；;，,）)])\s*(?P<time>{_RANGE}\s*(?:—|–|-|~|～|至|到)+\s*{_RANGE})\s*[，,：:]\s*(?P<task>[^；;。\d]{{2,40}})"
)
# 第一步（2025年10月至2026年6月）调研论证；…
_PHASE_IN_BRACKETS = compiled(
    rf"[（(]\s*(?P<time>{_RANGE}\s*(?:—|–|-|~|～|至|到)+\s*{_RANGE})\s*[)）]\s*[:：,，]?\s*(?P<task>[^；;。\d（()）]{{2,40}})"
)
# So many phases in one line are a schedule.
_PHASES = 2


def _phases_told(text: str, place: Place) -> list[ScheduleRow]:
    """The phases that a sentence tells one after another, empty where it tells none."""
    rows = []
    for match in (*_PHASE.finditer(text), *_PHASE_IN_BRACKETS.finditer(text)):
        dates = [date for date, exists in values.find_dates(match["time"]) if exists]
        if len(dates) > 1:
            rows.append(ScheduleRow(values.plain(f"{match['time']}  {match['task']}"), dates[0], dates[-1], place))
    return rows if len(rows) >= _PHASES else []


def _schedule_line(text: str, place: Place) -> Iterable[ScheduleRow]:
    match = _SCHEDULE_LINE.match(text)
    dates = [date for date, exists in values.find_dates(match["time"]) if exists] if match else []
    if len(dates) > 1:
        yield ScheduleRow(values.plain(text), dates[0], dates[-1], place)
