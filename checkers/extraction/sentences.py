"""Whole sentences that answer → what they tell: of a person in one sentence, of people one after another, of several
things that a question asks together."""

from __future__ import annotations

import re
import unicodedata

from checkers.extraction.labels import Label, match_label
from checkers.extraction.pairs import told_in_clause
from checkers.extraction.plausible import is_person
from knowledge.patterns import compiled

# 成员1：张三，身份证号4419…，技师，证书编号S…，负责工艺编制。
_TOLD_OF = (
    ("person.id_number", compiled(r"(?<![\dA-Za-z])(?P<value>\d{17}[\dXx]|\d{6}\s\d{8}\s\d{3}[\dXx])(?!\d)")),
    ("person.certificate_number", compiled(r"证书(?:编号|编码|号码?)[:：为是]?\s*(?P<value>[A-Z]{0,2}\d{8,22})")),
    ("person.skill_level", compiled(r"(?:^|[，,；;\s为是:：|｜/]|(?<=[师工员])(?=(?:高级技师|技师|高级工|中级工|初级工)[（(][一二三四五]级))(?P<value>(?:[一二三四五]级)?[/（(]?(?:高级技师|技师|高级工|中级工|初级工)[)）]?)")),
    ("person.role", compiled(r"(?:负责|分工[为是]?[：:]?|承担)(?P<value>[^，,；;。]{2,12})")),
)  # fmt: skip


def told_of_person(text: str) -> list[tuple[str, str]]:
    """The fields of a person that a text behind the name tells, with their words."""
    return [(field, match["value"]) for field, pattern in _TOLD_OF if (match := pattern.search(text)) is not None]


# (1)柏文涛
_NUMBER = compiled(r"^(?:\(\d{1,2}\)|\d{1,2}[.、)]|[①-⑳])\s*")
# With less than this somebody is only mentioned.
_SOME = 2


def people_told(text: str) -> list[list[tuple[str, str]]]:
    """People told of one after another, between semicolons or in lines: 张三，技师，身份证号…；李四，…"""
    people = []
    for part in re.split(r"[;。\n]", unicodedata.normalize("NFKC", text)):
        name, _, rest = _NUMBER.sub("", part.strip()).partition(",")
        told = told_of_person(rest)
        if is_person(name) and len(told) >= _SOME:
            people.append([("person.name", name), *told])
    return people


# What parts the clauses of an answer, outside brackets and figures.
_CLAUSES = compiled(r"(?:[，。；;]|(?<!\d),|,(?!\d{3}(?!\d)))(?![^（(]*[)）])")
_OUR = compiled(
    r"^(?:我们|我|本)(?=单位|公司|协会|学校|机构|企业)|^(?:我|本)(?:单位|公司|协会|学校|机构|企业|司|校|会)的?(?=全称|名称)"
)
# Clauses that tell without naming what they tell.
_BY_THEMSELVES = (
    ("person.sex", compiled(r"(?P<told>[男女])性?")),
    ("person.birth_date", compiled(r"(?P<told>(?:19|20)\d\d[年.\-/]\d{1,2}(?:[月.\-/](?:\d{1,2}日?)?)?)出?生(?:于.*)?")),
    ("person.name", compiled(r"(?:我叫|我是|本人叫?)(?P<told>[\u4e00-\u9fff]{2,4})")),
    ("person.post", compiled(r"(?:现任|现为|担任|任)(?P<told>[\u4e00-\u9fff].*)")),
    ("leader.years_in_trade", compiled(r"(?:从业|从事[\u4e00-\u9fff]{2,12}?|工龄|从艺)(?:已有|已|共|达)?(?P<told>\d{1,2}年)")),
    ("unit.registered_place", compiled(r"在(?P<told>[\u4e00-\u9fff]{2,12}?)(?:登记|注册)(?:注册|登记)?(?:并?经营)?")),
    ("unit.type", compiled(r"(?:属于?|为|是)(?P<told>企业|行业协会|(?:职业技能)?培训机构|职业技能培训机构|公共技能实训基地|高技能人才培训基地|事业单位)")),
    ("person.skill_level", compiled(r"(?:为|是|取得|具有)(?P<told>(?:高级技师|技师|高级工|中级工|初级工)(?:[（(][一二三四五]级[)）])?)")),
)  # fmt: skip
# 姓名、性别和身份证号, 叫什么，在哪里登记: a question that asks for several things.
_ASKS_SEVERAL = compiled(r"[、，,；;及和与]")


def told_in_answer(question: str, answer: str) -> list[tuple[Label, str]]:
    """The questions that the clauses of an answer name or show, each with its part, where several things are asked;
    empty where only one is, or where the answer tells nothing that way."""
    if _ASKS_SEVERAL.search(question) is None:
        return []
    told = [pair for clause in _CLAUSES.split(answer) if (pair := _told_in(clause.strip())) is not None]
    asked = match_label(question)
    return told if len(told) > 1 or (told and asked is not None and asked.field == told[0][0].field) else []


def _told_in(clause: str) -> tuple[Label, str] | None:
    clause = _OUR.sub("单位" if re.match(r"(?:我|本)[\u4e00-\u9fff]{1,2}的?(?:全称|名称)", clause) else "", clause)
    if (named := told_in_clause(clause)) is not None:
        return named
    for field, pattern in _BY_THEMSELVES:
        if (shown := pattern.fullmatch(clause)) is not None:
            return Label(field, clause), shown["told"]
    return None
