"""What may be a value at all, before any rule looks at it: a person's name, a number, a sum, a text."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from checkers.extraction.field import Found, Value
from checkers.extraction.labels import match_label
from checkers.extraction.values import joined, read_level
from knowledge.patterns import compiled

_FILE = Path(__file__).with_name("surnames.toml")
_HAN = r"[\u3400-\u9fff\U00020000-\U0002ffff]"
_HAN_NAME = compiled(rf"{_HAN}{{2,4}}")
# Names of minorities and of foreigners have a dot between their parts, or are spelt in letters.
_DOTTED = compiled(rf"{_HAN}{{1,10}}(?:[·•・.．]{_HAN}{{1,10}})+")
# No more than a remark of the form in round brackets: （须与证照一致）, (18位).
_REMARK = compiled(r"\s*[（(](?![\s\u3000]*[)）])[^（()）]*(?:[（(][^（()）]*[)）][^（()）]*)*[)）]\s*")
# （联系人：张三；电话：138…） tells all the same.
_TELLS = compiled(r"(?<!如)(?<!例)(?<!注)(?<!说明)(?<!示例)[:：]\s*\S")
# The most that is believed: years at a trade, people of a team, studios of one unit or one master; the least area.
_MOST = {
    "leader.years_in_trade": 70.0,
    "studio.team_size": 200.0,
    "unit.existing_studios": 20.0,
    "leader.existing_studios": 20.0,
}
# A sum below a hundred yuan is a number of something else, or stands in an unknown unit.
_LEAST_SUM = 100.0
# A longer text without the word of a level is a note of the form (4.团队成员不含领办人，可另附页).
_LONGEST_LEVEL = 12
# Longer texts are read with their neighbours rather than words of a form.
_LONGEST_WORD = 6
# A number that is no more than misspelt has at least so many digits, and no words of a form around them.
_LEAST_DIGITS = {"uscc": 4, "phone": 3, "id_number": 8}
_IN_WORDS = compiled(r"[\u4e00-\u9fff]{2}")
_SUMS = frozenset({"project.budget_total", "project.funding_requested"})


@cache
def _names() -> tuple[frozenset[str], frozenset[str], tuple[str, ...]]:
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return frozenset(data["single"]) - {"\n"}, frozenset(data["double"].split()), tuple(data["words"].split())


def is_person(text: str) -> bool:
    """Whether a text can be the name of a person: a known surname and one or two characters more, or a dotted name."""
    name = joined(text)
    single, double, _ = _names()
    if is_form_word(name):
        return False
    if _DOTTED.fullmatch(name):
        return True
    return _HAN_NAME.fullmatch(name) is not None and (name[0] in single or name[:2] in double)


def is_form_word(text: str) -> bool:
    """Whether a text is of the words that forms are made of (承担任务, 姓名) and so nobody's name."""
    name = joined(text)
    short = len(name) <= _LONGEST_WORD
    return (short and any(word in name for word in _names()[2])) or match_label(name) is not None


def is_remark(text: str) -> bool:
    """Whether a text is wholly in brackets, so that it tells how to answer."""
    return _REMARK.fullmatch(text) is not None and not _TELLS.search(text)


# What the answer to a question surely looks like, by the last part of its field; persons' names are told by surnames.
_FORMS_OF_ANSWERS = {
    "id_number": compiled(r"\d{17}[\dXx]"),
    "uscc": compiled(r"[0-9A-Z]{18}"),
    "certificate_number": compiled(r"[A-Z]{0,2}\d{10,22}"),
    "phone": compiled(r"1\d{10}|0\d{2,3}-?\d{7,8}"),
    "sex": compiled(r"[男女]"),
    "birth_date": compiled(r"(?:19|20)\d\d[年.\-/]\d{1,2}.{0,4}"),
    "start": compiled(r"20\d\d[年.\-/]\d{1,2}.{0,4}"),
    "end": compiled(r"20\d\d[年.\-/]\d{1,2}.{0,4}"),
    "skill_level": compiled(r"(?:[一二三四五]级)?[/／（(]?(?:特级技师|首席技师|高级技师|技师|高级工|中级工|初级工)[)）]?(?:[（(/／][一二三四五]级[)）]?)?"),
}  # fmt: skip
_NUMBER = compiled(r"\d[\d,]*(?:\.\d+)?(?:人|名|年|平方米|㎡|m2|m²|万?元)?")
_NUMBERS = frozenset(
    {
        "staff_count", "skilled_staff_count", "training_area_m2", "team_size", "years_in_trade", "budget_total",
        "funding_requested",
    }
)  # fmt: skip
_UNIT_NAME = compiled(r"[\u4e00-\u9fff（）()]{3,30}(?:公司|厂|集团|学校|学院|中心|协会|商会|基地|医院|研究院|合作社)")
_ADDRESS = compiled(r"[\u4e00-\u9fff]{2,}(?:省|市|区|县|镇|街道|乡|路|街)[\u4e00-\u9fff\d\-A-Za-z（）()]*")


def answers(field: str, text: str) -> bool:
    """Whether a text is surely of the kind that a field asks for, so that it answers the question in the line above."""
    told, key = joined(text), field.split(".")[-1].removeprefix("contact_")
    if _INSTRUCTS.match(told):
        return False
    if key in _FORMS_OF_ANSWERS:
        return _FORMS_OF_ANSWERS[key].fullmatch(told) is not None
    if key in _NUMBERS:
        return _NUMBER.fullmatch(told) is not None
    if field == "unit.name":
        return _UNIT_NAME.fullmatch(told) is not None
    if field == "studio.name":
        return told.endswith("工作室")
    if key in ("address", "registered_place"):
        return _ADDRESS.fullmatch(told) is not None
    return key in ("name", "legal_representative") and field != "project.name" and is_person(told)


def may_be(field: str, value: Value, raw: str) -> bool:
    """Whether a value can be what a field asks for."""
    if isinstance(value, float):
        if field in _SUMS:
            return value == 0 or value >= _LEAST_SUM
        return value <= _MOST.get(field, value)
    if isinstance(value, str) and not field.startswith(_OF_TEXTS) and _INSTRUCTS.match(joined(value)):
        return False
    if isinstance(value, str) and not _looks_like_number(field, value):
        return False
    if field.endswith("skill_level") and isinstance(value, str) and len(joined(value)) > _LONGEST_LEVEL:
        return read_level(value) is not None
    if field.split(".")[-1] in _IN_CHINESE and isinstance(value, str) and _FOREIGN_WORD.fullmatch(joined(value)):
        return False
    if field.split(".")[-1] in ("name", "legal_representative", "contact_name") and field not in _NOT_OF_PERSONS:
        return isinstance(value, str) and not is_form_word(value) and not is_nobody(value)
    if field == "unit.name" and isinstance(value, str) and (is_person(value) or _NO_UNIT.search(joined(value))):
        return False
    if field in _NAMED and isinstance(value, str) and match_label(joined(value)) is not None:
        return False
    return not is_remark(raw)


# What is answered in whole sentences.
_OF_TEXTS = ("support.", "project.", "leader.honours", "leader.achievements", "leader.apprentices")
# 填至区（镇）, 与证书一致: how to answer, where the answer to a short question would stand.
_INSTRUCTS = compiled(
    r"(?:请?填[写报至]|按照?(?:证书|大典|国家|实际|营业|身份)|[须应]与|与.{2,8}一致|以.{2,12}为准|如[:：])"
)


def _looks_like_number(field: str, value: str) -> bool:
    """Whether what stands for a number can be one, sound or not: 成立时间2004年12月 beside an empty box is none."""
    key = field.split(".")[-1].removeprefix("contact_")
    if key not in _LEAST_DIGITS:
        return True
    told = joined(value)
    return sum(c.isdigit() for c in told) >= _LEAST_DIGITS[key] and (
        key == "phone" or _IN_WORDS.search(re.sub(r"[（(].*?[)）]", "", told)) is None
    )


def is_nobody(text: str) -> bool:
    """Whether what stands for a name says that there is nobody, or is a number."""
    return joined(text) in _NOBODY or joined(text).isdigit()


# A stroke in an empty box is recognised as 一.
_NOBODY = frozenset({"无", "暂无", "没有", "否", "是", "一", "男", "女"})
# UNIT and MASTER are the form's own words in another language.
_IN_CHINESE = frozenset({"name", "legal_representative", "contact_name", "address", "registered_place", "post"})
# What no label of another question can be the answer to.
_NAMED = frozenset(
    {"unit.name", "unit.registered_place", "unit.address", "unit.type", "studio.name", "leader.occupation"}
)
# Who recommends a unit and does not apply itself, the title of a form, and 以下简称本中心.
_NO_UNIT = compiled(
    r"^以下简?称|(?:人民政府|(?<=街道)办事处)[)）]?$|(?:申报|申请|立项|计划|推荐|任务)(?:书|表)$|(?:登记|审批|呈报)表$"
)
_FOREIGN_WORD = compiled(r"[A-Za-z]{2,20}")
_NOT_OF_PERSONS = frozenset({"unit.name", "studio.name", "project.name"})


def believable(fields: dict[str, Found], largest: float) -> dict[str, Found]:
    """The fields without a total that is smaller than the `largest` of what it adds up."""
    total = fields.get("project.budget_total")
    if total is None or not isinstance(total.value, float) or total.value >= largest:
        return fields
    return {name: found for name, found in fields.items() if name != "project.budget_total"}
