"""A row of headers → what it heads: people, a budget, a schedule."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from checkers.extraction.form import MOSTLY
from checkers.extraction.labels import match_label
from checkers.extraction.plausible import answers
from checkers.extraction.values import TOTAL, joined
from knowledge.patterns import compiled

HeaderKind = Literal["members", "budget", "schedule", "pairs"]

# Labels that may stand right below the rows of a budget or schedule.
BESIDE_BUDGET = frozenset({"project.funding_requested", "project.outputs", "project.goal", "support.funding"})
# Columns of a member table that are ticked.
LEVELS = frozenset({"高级技师", "技师", "高级工", "中级工", "初级工", "特级技师", "首席技师"})
_NEUTRAL = compiled(
    r"序号|编号|行次|栏次|次序|正式(?:职工|员工)|备注|合计|小计|No\.?|说明|民族|学历|政治面貌|年龄|照片|职称|毕业院校|文化程度|签名|年度|^#$"
)
_BUDGET_TITLE = compiled(
    r"科目|用途|支出|费用|开支|项目|内容|名称|明细|类别|事项|用款|事由|款项|款目|列支|花在|花到|用在|用到"
)
_BUDGET_AMOUNT = compiled(
    r"^(?:要|花|用|需要?)?多少(?:钱|元)?$|金额|预算|概算|数额|款额|经费|万元|元\)|（元）|\(元|小计|资金"
)
# 预算科目, 资金来源 and 经费用途 hold no amounts.
_NO_AMOUNT = compiled(r"(?:经费|资金|费用)(?:支出|开支|使用)$|科目|项目$|来源|用途|名称|明细|依据|说明|情况|信息|概况")
_SCHEDULE_TIME = compiled(
    r"哪天|几时|什么时候|时间|阶段|起止|日期|节点|年度|进度|期间|时段|年月|^(?:起|止|自|至|从|到|开始|结束|完成|起始|终止)$"
)
_SCHEDULE_TASK = compiled(r"干什么|干啥|做什么|做啥|内容|任务|目标|工作|事项|安排|要求|成果")
# Labels of a project's own boxes, which head no column of a budget.
_NOT_BUDGET = frozenset({"project.funding_requested", "project.period", "project.start", "project.end", "unit.name"})
# An amount, which stands in no header.
_TELLS = compiled(r"(?<!\d)(?!20\d\d年?)\d[\d,]{2,}|元整|[¥￥]\d|\d\.\d+万?元|^\d+万?元$")
# Where somebody learned and worked is no schedule, nor how a form was revised.
_OF_A_CAREER = compiled(r"版[次本]|修订|修改|批准|经历|简历|履历|学校|院校|毕业|任职|就职|工作单位|所在单位")
# Who does what is done in a phase is no question of its own.
_BY_WHOM = compiled(r"^(?:阶段|任务)?(?:负责|责任|参加|参与|承担)人员?$")
_LONGEST = 22
_LONGEST_TITLE = 12
# Beside the titles and the whole of each row, its shares (其中：申请资助) are further columns.
_PARTS = 2


def header_kind(headers: Sequence[str], who: str | None) -> HeaderKind | None:
    """What a row of headers heads in the section of `who`: members, budget, schedule, or one row of values below
    their labels ("pairs")."""
    if len(headers) < 2 or any(len(joined(text)) > _LONGEST for text in headers):
        return None
    texts = [joined(text) for text in headers]
    labels = [match_label(text) for text in headers]
    fields = {label.field for label in labels if label is not None}
    if any(b is not None and answers(b.field, t) for b, t in zip(labels, texts[1:], strict=False)):
        return None  # 姓名 | 张三 | 技能等级 | 技师: answers stand in the row
    ticked = sum(t in LEVELS for t in texts) > 1
    known = sum(
        label is not None or _NEUTRAL.search(t) is not None or (ticked and t in LEVELS)
        for label, t in zip(labels, texts, strict=True)
    )
    if "person.name" in fields and len(fields) >= 2 and known >= MOSTLY * len(headers):
        single = who == "leader" and not any("序号" in t for t in texts) and "person.role" not in fields
        return "pairs" if single else "members"
    time = _column_of(texts, _SCHEDULE_TIME)
    timed = (
        time is not None
        and not any(_OF_A_CAREER.search(t) for t in texts)
        and any(_SCHEDULE_TASK.search(t) for i, t in enumerate(texts) if i != time)
    )
    others = {
        b.field
        for b, t in zip(labels, texts, strict=True)
        if b is not None and not (timed and (_BY_WHOM.search(t) or b.field == "person.role"))
    }
    if any(name.split(".")[0] in ("person", "leader", "studio", "unit", "phone") for name in others):
        return None
    if any(len(t) > _LONGEST_TITLE for t in texts):
        return None
    if sum(name.startswith("support.") for name in fields) > 1:
        return None  # what the unit gives, one below another
    if any(_TELLS.search(t) for t in texts):
        return None  # 预算总额 | 100,000元 | 申请补助 | 50,000元
    shares = {"project.funding_requested"} if len(texts) > _PARTS and len(of_whole_rows(texts)) == 1 else set()
    if is_budget(texts) and not fields & (_NOT_BUDGET - shares):
        return "budget"
    return "schedule" if timed else None


_SPENT = compiled(r"支出|费用|科目|开支|经费用途")
_SPAN = compiled(r"第[一二三四五\d]+[年期]|20\d\d|年度|半年|季度")


def is_amount(header: str) -> bool:
    """Whether a column of a budget holds amounts."""
    words = joined(header)
    return _BUDGET_AMOUNT.search(words) is not None and _NO_AMOUNT.search(words) is None


# Whose money a column of a budget holds.
_SHARE = compiled(r"申请|财政|资助|补助|自筹|配套|拨款")


def is_share(header: str) -> bool:
    """Whether a column of a budget holds the part of one who pays (其中：申请资助)."""
    words = joined(header)
    return _SHARE.search(words) is not None and _NO_AMOUNT.search(words) is None


def is_time(header: str) -> bool:
    """Whether a column of a schedule holds times."""
    return _SCHEDULE_TIME.search(joined(header)) is not None


# The column of a budget that holds the whole of each row, beside columns of its parts (财政资助, 单位自筹).
_WHOLE = compiled(rf"小计|{TOTAL}|^(?:预算)?金额|^预算(?:[（(]|$)")


def of_whole_rows(headers: Sequence[str]) -> list[int]:
    """Which of a budget's columns of amounts make up a row: the one of the whole, else all of them."""
    amounts = [i for i, text in enumerate(headers) if is_amount(text)]
    amounts = amounts or [i for i, text in enumerate(headers) if _WHOLE.search(joined(text))]
    whole = [i for i in amounts if _WHOLE.search(joined(headers[i]))]
    return whole[:1] or amounts


def is_budget(texts: Sequence[str]) -> bool:
    """Whether the headers are those of a budget: one column of amounts and one that says what for."""
    amount = next((i for i, t in enumerate(texts) if is_amount(t)), None)
    if (
        amount is None
        and _SPENT.search(texts[0]) is not None
        and any(_SPAN.search(t) or is_share(t) for t in texts[1:])
    ):  # 支出内容 | 第一年 | 第二年 | 合计
        amount = next((i for i, t in enumerate(texts) if i and _WHOLE.search(t)), None)
    titled = any(i != amount and _BUDGET_TITLE.search(t) and not is_sum(t) for i, t in enumerate(texts))
    return amount is not None and titled


# 项目总经费（万元） and 单位自筹 hold sums, whatever words they begin with.
_SUM = compiled(r"总(?:经费|投入|预算|投资|额|金额)|[（(]万?元[)）]|^(?:财政|自筹|配套|拨款)|申请|资助|补助|自筹")


def is_sum(header: str) -> bool:
    """Whether a column's header names a sum of money by itself, so that it does not say what money is for."""
    words = joined(header)
    return _SUM.search(words) is not None and _NO_AMOUNT.search(words) is None


def _column_of(texts: Sequence[str], pattern: re.Pattern[str]) -> int | None:
    return next((i for i, t in enumerate(texts) if pattern.search(t)), None)
