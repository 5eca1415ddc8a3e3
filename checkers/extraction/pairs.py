"""Questions and answers that stand in one line: behind colons, gaps apart, or in clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checkers.extraction.form import LONG
from checkers.extraction.labels import Label, exact_label, inline_pattern, labels_together, match_label
from checkers.extraction.plausible import answers, is_person
from knowledge.patterns import compiled

# Columns of a table without lines, and pairs in one line, stand this far apart.
GAP = compiled(r"\s{3,}|\t")


# A question that is no known label ends the answer before it (申报单位：某公司  填报日期：…; 项 目 类 别：…).
_NEXT_QUESTION = compiled(
    r"(?<=\S)\s+(?=(?:[\u4e00-\u9fff（()）]{2,10}|[\u4e00-\u9fff](?:\s{1,3}[\u4e00-\u9fff]){1,7})\s*[:：])"
)


# 注册地：云川市 职工总数 126 人，其中技能人才 52 人；实训场地 260 平方米。
_COUNT = compiled(
    r"(?<=[\s，,；;])(?:其中)?(?P<words>[\u4e00-\u9fff]{2,8})\s*(?P<count>\d[\d,.]*\s*(?:人|名|年|平方米|㎡|m²|m2))"
)


def _counts_in(text: str) -> Iterator[tuple[int, Label, str]]:
    """Questions for numbers that follow an answer in its line: where each begins, and its number."""
    for match in _COUNT.finditer(text):
        label = exact_label(match["words"])
        if label is not None:
            yield match.start(), label, match["count"]


# 申报单位（公章）：日期：2025.8.1 says when, not who.
_ASKS_FOR_DATE = compiled(r"\s*(?:填表|填报|申报|签字|签署)?(?:日\s*期|时\s*间)\s*[:：]")
# An answer in running text ends with its sentence.
_SENTENCE_END = compiled(r"[。；;](?=\s*[\u4e00-\u9fff])")
# The number of the next question at the end of an answer.
_NEXT_NUMBER = compiled(r"\s+[（(]?\d{1,2}[.、．)）]\s*$")


def pairs_in(text: str) -> Iterator[tuple[Label, str]]:
    """The labels with a colon in a line, each with what follows it up to the next."""
    if (told := _told_together(text)) is not None:
        yield told
        return
    matches = [(m, label) for m in inline_pattern().finditer(text) if (label := match_label(m["label"])) is not None]
    for i, (match, label) in enumerate(matches):
        end = matches[i + 1][0].start() if i + 1 < len(matches) else len(text)
        value = text[match.end() : end]
        counts = list(_counts_in(value)) if label.field not in LONG else []
        if label.field not in LONG:
            value = _NEXT_QUESTION.split(value[: counts[0][0]] if counts else value)[0]
            value = _SENTENCE_END.split(value)[0]
            value = "" if _ASKS_FOR_DATE.match(value) else value
        if i + 1 < len(matches):  # 法定代表人：张三  7.联系人：…
            value = _NEXT_NUMBER.sub("", value)
        yield label, value.strip(" ，,；;\u3000")
        yield from ((asked, count) for _, asked, count in counts)


# 性别/出生日期：男 / 1983-08-24, 职业及从业年限：车工，19年: several questions before one colon.
_TOGETHER = compiled(r"\s*(?P<asked>[^\s：:，。；][^：:，。；]{2,23}?)\s*[:：]\s*(?P<told>[^：:]+)")
_REMARK_WITHIN = compiled(r"[\u4e00-\u9fff][（(][^（()）]+[)）][\u4e00-\u9fff]")


def _told_together(text: str) -> tuple[Label, str] | None:
    """The questions that a line asks before its only colon, as one label, and their answers; None where it asks one."""
    match = _TOGETHER.fullmatch(text.rstrip())
    labels = labels_together(match["asked"]) if match is not None else []
    if (
        match is not None
        and _REMARK_WITHIN.search(match["asked"])
        and (label := exact_label(match["asked"])) is not None
    ):
        labels = [label]  # 团队（不含领办人）人数：4
    return (Label(labels[0].field, match["asked"]), match["told"]) if match is not None and labels else None


# A question, its colon or the line to write on, the beginning of the answer.
_TOKEN = compiled(r"([^:：_＿]*)([:：]?[_＿]*|[:：_＿]*)(.*)", re.DOTALL)
_BLANKS = ("_", "＿")


def spaced_pairs(text: str) -> list[tuple[Label, str]]:
    """Pairs that stand as `标签 值   标签 值` in a line that begins with a label, also where some have a colon."""
    found: list[tuple[Label, list[str]]] = []
    for token in _BRACKET_APART.sub("", text).split():
        words, colon, value = _TOKEN.match(token).groups()  # type: ignore[union-attr]
        counted = _COUNTED.match(token)
        if (label := exact_label(words)) is not None and (colon or not value):
            found.append((label, [value] if value or colon.startswith(_BLANKS) else []))
        elif counted is not None and (label := exact_label(counted["words"])) is not None:
            found.append((label, [counted["value"]]))
        elif (close := _name_close(token)) is not None:
            found.append((close[0], [close[1]]))
        elif not found:
            return []
        else:
            found[-1][1].append(token)
    told = [(label, " ".join(values)) for label, values in found if values]
    return told if len(told) > 1 or not any(_name_close(token) for token in text.split()) else []


def _name_close(token: str) -> tuple[Label, str] | None:
    """A question for a name and the name, recognised as one word (联系人张三); counts only beside other pairs."""
    for at in range(len(token) - 2, 1, -1):
        label = exact_label(token[:at])
        if label is not None and label.field in _NAMES and _A_NAME.fullmatch(token[at:]) and is_person(token[at:]):
            return label, token[at:]
    return None


_NAMES = frozenset({"unit.contact_name", "unit.legal_representative", "person.name", "leader.name"})
_A_NAME = compiled(r"[\u4e00-\u9fff]{2,3}")


# 职业 (工种) is one label.
_BRACKET_APART = compiled(
    r"(?<=[\u4e00-\u9fff])\s+(?=[（(](?:工种|岗位|职务|公章|盖章|签字|签名|人|名|年|岁|㎡|m2|m²|平方米|万?元|不含\S{2,8}|除\S{2,8}外)[)）])"
)
# 从业25年: a question and its number in one.
_COUNTED = compiled(r"[，,；;]?(?:其中)?(?P<words>[\u4e00-\u9fff]{2,10}?)(?P<value>\d[\d,，.]*\s*\S{0,6})$")


# 1.2 注册地为某市，办公地址为某路: what parts clauses, what joins a question and its answer.
_CLAUSES = compiled(r"[，。；;]|(?<!\d),|,(?!\d{3}(?!\d))")
_CLAUSE_NUMBER = compiled(r"^\s*(?:[（(]?\d{1,2}(?:[.．]\d{1,2}){0,2}[)）]?[、.．\s]?\s*)?")
_BE = compiled(
    r"^(?P<words>[\u4e00-\u9fff][\u4e00-\u9fff（）()/]{1,15}?)(?P<be>为|是|系|叫做?)(?P<told>(?!否|不是)[^为是].*)$"
)
_OF_SEVERAL = compiled(r"成员|组员")
# So many such clauses make a line one of them, or one that is all of it.
_CLAUSES_TOLD = 2


def told_pairs(text: str) -> list[tuple[Label, str]]:
    """The questions and answers of a line that gives them in clauses (单位性质为企业，法定代表人李强), empty where it
    does not: so that sentences which only mention one are left alone."""
    clauses = [c for part in _CLAUSES.split(_CLAUSE_NUMBER.sub("", text)) if (c := part.strip())]
    told = [pair for clause in clauses if (pair := told_in_clause(clause)) is not None]
    if _OF_SEVERAL.search(text):  # 成员：张三（技师，身份证号4419…）、李四… are not one person's answers
        told = [(label, value) for label, value in told if not label.field.startswith("person.")]
    enough = len(told) >= _CLAUSES_TOLD or (len(clauses) == 1 and len(told) == 1)
    return told if enough and len(told) * 2 > len(clauses) else []


def told_in_clause(clause: str) -> tuple[Label, str] | None:
    """The question that a clause names and its answer (注册地为某市, 电话010…), None where it names none."""
    match = _BE.match(clause)
    label = exact_label(match["words"]) if match is not None else None
    if match is not None and label is not None and label.field not in _NOT_IN_CLAUSES:
        return label, match["told"]
    for at in range(min(len(clause) - 1, _LONGEST_WORDS), 1, -1):
        label = exact_label(clause[:at])
        if label is not None and label.field not in LONG and answers(label.field, clause[at:]):
            return label, clause[at:]
    return None


_LONGEST_WORDS = 12
# What letters tell in whole sentences is not asked in a clause.
_NOT_IN_CLAUSES = LONG
