"""Running text of letters and reports → what it tells: head counts, the period, sums, the people it names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from checkers.extraction import values
from checkers.extraction.field import Found, Value
from checkers.extraction.letters import clauses_in
from checkers.extraction.payers import ASKED_OF_STATE
from checkers.extraction.plausible import is_person
from checkers.extraction.values import joined
from checkers.reading.document import Place
from knowledge.patterns import compiled

# The form's own words: what has to be, examples, remarks.
_OF_THE_FORM = compiled(
    r"应当?(?!用)|须|(?<!申)(?<!拟)请(?![示领拨求])|填|不少于|不超过|不低于|示例|例如|说明[:：]|^\s*注|以上者|的规定|办法》?第|[？?]"
)
_SENTENCE = compiled(r"[。；;！!\n]")
_MONEY = r"(?P<value>(?:人民币)?[\d,，.]+\s*(?:万元|元)|(?:人民币)?[零壹贰叁肆伍陆柒捌玖拾佰仟万]+元整?)"
_COUNT = r"(?P<value>\d[\d,]*)\s*(?:余|多)?\s*[人名]"
_NAME = r"(?P<value>[\u4e00-\u9fff·]{2,4}?)"
# A sentence that tells a number or a sum, by field.
_TOLD: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("unit.staff_count", compiled(rf"(?:现有|在职|在岗|共有|拥有)(?:在职|在岗)?(?:职工|员工|从业人员)(?:总数)?[约共为达]?{_COUNT}")),
    ("unit.skilled_staff_count", compiled(rf"(?<!高)(?<!级)(?<!培养)(?<!以上)技能(?:人才|人员|劳动者|员工)(?:总数)?[约共为达有]?{_COUNT}")),
    ("project.budget_total", compiled(rf"(?:预算|经费|投资)(?:总额|合计|总计|总投入|总预算)[约共为计]*{_MONEY}|(?:总预算|总经费|总投资)[约共为]?{_MONEY.replace('value', 'other')}")),
    ("project.funding_requested", compiled(rf"{ASKED_OF_STATE}[^，,。；;\d]{{0,6}}?{_MONEY}")),
    ("leader.years_in_trade", compiled(r"(?:从事|从业)[^，,。；;\d]{0,14}(?:工作)?(?:已|近|达|约)?(?P<value>\d{1,2})\s*(?:余|多)?年")),
    ("leader.name", compiled(rf"(?:由|依托|经|以){_NAME}同志(?:为?领办人|负责|主持|领办|领衔|牵头|申报|领衔)")),
    ("leader.apprentices", compiled(r"(?P<value>(?:累计|共|先后)?带(?:出)?(?:徒弟?|教)[^。；;\n]{0,6}\d+\s*[人名][^。；;\n]{0,40})")),
    ("project.name", compiled(r"(?:实施|开展|报送|申报|承担)[^“”。；;\n]{0,6}[“「《](?P<value>[^“”「」《》]{4,40})[”」》](?:项目|课题)")),
)  # fmt: skip
# 项目自2025年10月1日起至2028年9月30日止
_PERIOD = compiled(
    r"[自从](?P<start>(?:19|20)\d\d[^自从至到迄，,。；;]{2,14}?)(?:起|开始|启动|动工|始)?[，,]?[至到迄](?P<end>(?:19|20)\d\d[^，,。；;]{2,14})"
)
_OF_PROJECT = compiled(r"项目|实施|建设|周期|执行")
# 先后带徒17人 tells a number and no more.
_ONLY_TAUGHT = compiled(r"(?:累计|共|先后)?带(?:出)?徒弟?(?P<count>\d{1,3})[人名]")
_NUMBERS = frozenset({"unit.staff_count", "unit.skilled_staff_count", "leader.years_in_trade"})
_SUMS = frozenset({"project.budget_total", "project.funding_requested"})


def told_in(texts: Iterable[tuple[str, Place]]) -> dict[str, Found]:
    """The fields that sentences tell, each once; what is told in two ways is left out."""
    found: dict[str, list[Found]] = {}
    for text, place in texts:
        if not _OF_THE_FORM.search(text):
            for name, told in clauses_in([(text, place)]):
                found.setdefault(name, []).append(told)
        for sentence in _SENTENCE.split(text):
            if _OF_THE_FORM.search(sentence):
                continue
            for name, value, problem in _told(sentence):
                found.setdefault(name, []).append(Found(value, sentence.strip(), place, problem=problem))
    return {name: several[0] for name, several in found.items() if len({str(f.value) for f in several}) == 1}


def _told(sentence: str) -> Iterable[tuple[str, Value, str | None]]:
    """The fields that a sentence tells, each with its value and, where that is none, the rule that says so."""
    for name, pattern in _TOLD:
        match = pattern.search(joined(sentence))
        if match is None:
            continue
        words = match["value"] or match.groupdict().get("other") or ""
        value = _typed(name, words)
        if value is not None:
            yield name, value, None
    period = _PERIOD.search(joined(sentence))
    if period is not None and _OF_PROJECT.search(sentence):
        for name, part in (("project.start", period["start"]), ("project.end", period["end"])):
            dates = values.find_dates(part)
            if len(dates) == 1:
                date, exists = dates[0]
                yield name, date if exists else values.plain(part), None if exists else "date-invalid"


def _typed(name: str, words: str) -> Value | None:
    if name in _NUMBERS:
        return float(words.replace(",", ""))
    if name in _SUMS:
        read = values.read_money(words)
        return None if read is None else read.value
    if name == "leader.apprentices" and (only := _ONLY_TAUGHT.fullmatch(words)) is not None:
        return float(only["count"])
    if name == "leader.name":
        return words if is_person(words) else None
    return words
