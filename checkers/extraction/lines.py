"""Lines of text → labelled slots: headings, `标签：值`, long texts below a heading, tables without lines."""

from __future__ import annotations

import re
from dataclasses import replace

from checkers.extraction.form import LONG, Record, Slot, Walk
from checkers.extraction.headers import BESIDE_BUDGET, header_kind
from checkers.extraction.labels import (
    Label,
    bare,
    exact_label,
    framed_title,
    is_heading,
    is_listed,
    match_label,
    match_section,
    names_a_member,
    translated_title,
)
from checkers.extraction.left_overs import plain_hint
from checkers.extraction.marked import FRAMES, with_colon
from checkers.extraction.pairs import GAP, pairs_in, spaced_pairs, told_pairs
from checkers.extraction.plausible import answers, is_person, is_remark
from checkers.extraction.questions import answer_in, asked_in, asked_together, is_question
from checkers.extraction.repeated import told_with_words
from checkers.extraction.sentences import people_told, told_in_answer, told_of_person
from checkers.extraction.values import is_blank
from checkers.reading.document import Cell, Place
from knowledge.patterns import compiled

# The form's own remarks.
_SMALL_PRINT = compiled(r"\s*(?:依据|注|备注|说明|提示|填表说明|填写说明)\s*[:：]")


# 一、项目概要………… 1: a line of the table of contents.
_OF_CONTENTS = compiled(
    r"^\s*(?:第?[一二三四五六七八九十]{1,3}[、章节部]|[（(][一二三四五六七八九十]{1,2}[)）]|\d{1,2}(?:\.\d)?[.、\s]|附件|前言)[^费元]*?(?:…{2,}|\.{6,}|·{6,}|(?:\s[.．]){6,})\s*\d{1,3}\s*$"
)
# ◎ 单位名称 above its answer is no heading.
_BULLET = compiled(r"\s*[*★☆●○◎◆◇·▪▲△▶■□➢-]")
# What is declared at the end of a form is no part of its last answer.
_DECLARES = compiled(
    r"\s*(?:声明|承诺|[☑☒√✓■]?\s*(?:本单位|本人|我单位)(?:声明|承诺|确认|保证|已核对)|以上(?:内容|情况|信息|填报|回答)[^，。]{0,12}(?:真实|属实))"
)


def read_line(walk: Walk, text: str, place: Place, heading: bool, sure: float) -> None:
    if not text.strip() or _SMALL_PRINT.match(text) or _OF_CONTENTS.search(text):
        return
    if is_remark(text) and plain_hint(text) is None:  # （须与证照一致） between a question and its answer
        return
    heading = heading and not text.rstrip().endswith(("。", "；", ";"))
    text = _without_last_answer(walk, text, place, sure)
    if not text:
        return
    marked = with_colon(text)
    walk.told_in_frames += marked != text and text.lstrip().startswith(FRAMES)
    text = marked
    walk.form.texts.append((text, place))
    if _DECLARES.match(text):
        walk.close()
    if _unruled_row(walk, text, place, sure):
        return
    if (title := framed_title(text) or translated_title(text)) is not None:
        asked = exact_label(title)
        if asked is not None and asked.field not in LONG and walk.told_in_frames >= _TOLD_BY_GAP:
            walk.close()
            walk.form.slots.append(Slot(asked, "", place, walk.who, sure))  # 【法定代表人】 among 【联系人】张三
            return
        _heading(walk, title, place)
        return
    if _question_or_answer(walk, text, place, sure):
        return
    if (told := _listed_member(walk, text, place, sure)) is not None:
        walk.close()
        walk.who = "members"
        walk.form.slots += told
        return
    waiting, walk.asked = walk.asked, None
    walk.told_by_gap += len(spaced_pairs(text)) > 0 and ":" not in text.replace("：", ":")
    task = waiting is not None and waiting.field == "person.role" and _may_be_task(text)
    if waiting is not None and waiting.field not in LONG and not task and _asks_alone(text):
        sure = 1.0 if walk.told_by_gap >= _TOLD_BY_GAP or _BULLET.match(text) else 0.0
        walk.form.slots.append(Slot(waiting, "", place, walk.who, sure))
        waiting = None
    unanswered, walk.unanswered = walk.unanswered, False
    pairs = list(pairs_in(text))
    pairs = pairs or _asked_in_words(text)
    spaced = [] if names_a_member(text) else spaced_pairs(text)
    pairs = _with_tasks(spaced if len(spaced) > len(pairs) else pairs or told_pairs(text))
    listed = _goes_on(walk, text) and match_label(text) is None and match_section(text) is None
    pointed = not heading and _BULLET.match(text) is not None and exact_label(text) is not None
    if not pairs and not listed and not pointed and (heading or is_heading(text)):
        _heading(walk, text, place)
        return
    if not pairs and waiting is not None and waiting.field == "person.role" and _may_be_task(text):
        walk.form.slots.append(Slot(waiting, text.strip(), place, walk.who, sure))
        return
    if not pairs:
        label = match_label(text)
        if unanswered and label is None and _MAY_ANSWER.fullmatch(text.strip()):
            last = walk.form.slots[-1]
            if answers(last.label.field, text):
                walk.form.slots[-1] = replace(last, value=text.strip(), place=place, sure=sure)
                return
            walk.form.slots[-1] = replace(last, sure=0.0)
        if _ROSTER.search(text) and match_section(text.split("，")[0]) == "members":
            walk.close()
            walk.who = "members"
        elif label is not None and label.field in LONG and len(bare(text)) <= 12:
            walk.start(label, place)
        elif (asked := exact_label(text)) is not None:
            walk.close()
            walk.asked = asked
            walk.who = "members" if names_a_member(text) else walk.who
        elif waiting is not None and not listed:
            walk.form.slots.append(Slot(waiting, text.strip(), place, walk.who, sure))
        elif walk.open is not None:
            walk.text.append(text.strip())
            walk.sure = min(walk.sure, sure)
        return
    if _MEMBER_FIRST.match(text):
        walk.close()
        walk.who = "members"
    for label, value in pairs:
        if names_a_member(label.text):
            walk.who = "members"
            if (told := told_of(label, value, place, walk.who, sure)) is not None:
                walk.form.slots += told
                continue
        if label.field in LONG:
            walk.start(label, place)
            walk.text, walk.sure = [value] if value else [], sure
        else:
            walk.close()
            walk.form.slots.append(Slot(label, value, place, walk.who, sure))
            walk.unanswered = not value


# 统一社会信用代码：⏎91110115421794996N；主体性质：企业: the answer that a line had no room for.
_FIRST_WORDS = compiled(r"\s*(?P<answer>[^；;，,。\s]{2,30})[；;，,。]\s*(?P<rest>\S.*)", re.DOTALL)


def _without_last_answer(walk: Walk, text: str, place: Place, sure: float) -> str:
    """The line without the answer with which it begins to the question that ended the line before, which is kept."""
    match = _FIRST_WORDS.fullmatch(text) if walk.unanswered and walk.form.slots else None
    if match is None:
        return text
    last = walk.form.slots[-1]
    if last.value or not answers(last.label.field, match["answer"]):
        return text
    walk.form.slots[-1] = replace(last, value=match["answer"], place=place, sure=sure)
    walk.unanswered = False
    return match["rest"]


# 7. 实际在哪里生产经营：某路2号, ——移动电话：
_QUESTION_LINE = compiled(r"\s*(?P<asked>[^：:。；;，,]{2,30})[：:]\s*(?P<told>.*)$", re.DOTALL)


def _asked_in_words(text: str) -> list[tuple[Label, str]]:
    """The question and the answer of a line that asks in words of its own before its only colon."""
    match = _QUESTION_LINE.fullmatch(text)
    asked = match["asked"].strip().lstrip("—–-·").strip() if match is not None else ""
    label = match_label(asked) if asked and not is_person(asked) else None
    if match is None or label is None or label.field in LONG or _SIGNS.search(asked):
        return []
    return [(label, match["told"].strip())]


_SIGNS = compiled(r"签|盖章|公章|印章|日期")
_LINE_NUMBER = compiled(r"\s*[（(]?(\d{1,2})[.、．)）]")


def _goes_on(walk: Walk, text: str) -> bool:
    """Whether a numbered line is an entry of the list in the text that is open: the first, or one behind another."""
    if walk.open is None or not is_listed(text):
        return False
    number = _LINE_NUMBER.match(text)
    if number is None or int(number[1]) == 1:
        return True
    before = compiled(rf"(?:^|[\s。；;，,、）)：:])[（(]?{int(number[1]) - 1}[.、．)）]")
    return any(before.search(line) for line in walk.text)


# 成员1　姓名：张三　身份证号：…
_MEMBER_FIRST = compiled(
    r"\s*(?:团队|工作室)?成员\s*[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[)）]?\s+姓\s*名\s*[:：]"
)


# So many lines with a question, a gap and its answer make one with a question alone an unanswered one.
_TOLD_BY_GAP = 3


def _asks_alone(text: str) -> bool:
    """Whether a line is a question, alone or with its answer behind a gap, so that it answers none above it."""
    return exact_label(text) is not None or bool(spaced_pairs(text))


def _with_tasks(pairs: list[tuple[Label, str]]) -> list[tuple[Label, str]]:
    """The pairs of a line with what reads as a label but answers the question for somebody's task (分工__带徒传技__)."""
    told: list[tuple[Label, str]] = []
    for label, value in pairs:
        if (
            told
            and told[-1][0].field == "person.role"
            and not told[-1][1]
            and is_blank(value)
            and _may_be_task(label.text)
        ):
            told[-1] = (told[-1][0], label.text)
        else:
            told.append((label, value))
    return told


def _may_be_task(text: str) -> bool:
    """Whether a line that reads as a label can be somebody's task (带徒传技) all the same."""
    label = exact_label(text)
    return label is not None and not label.field.startswith("person.")


# 成员共3人，名单如下：
_ROSTER = compiled(r"(?:名单|情况|信息)?如下\s*[:：]?[\s_＿]*$")


def _question_or_answer(walk: Walk, text: str, place: Place, sure: float) -> bool:
    """Keeps a line that is a question put as a sentence, or begins with 答：; whether the line is one of them."""
    answer = answer_in(text)
    if answer is not None:
        question, walk.question = walk.question, ""
        label, walk.asked = walk.asked, None
        if _ABOUT_A_MEMBER.search(question) and (told := _member_told(answer, place, sure)) is not None:
            walk.who = "members"
            walk.form.slots += told
            return True
        if _ABOUT_MEMBERS.search(question) and (people := people_told(answer)):
            walk.who = "members"
            walk.form.slots += [
                Slot(Label(field, _OF_A_MEMBER), value, place, "members", sure)
                for person in people
                for field, value in person
            ]
            return True
        if pairs := told_in_answer(question, answer):
            walk.form.slots += [Slot(asked, value, place, walk.who, sure) for asked, value in pairs]
            return True
        together = [(match_label(w), told) for w, told in asked_together(asked_in(question), answer)]
        if together and all(asked is not None for asked, _ in together):
            walk.form.slots += [
                Slot(a, _without_words(a, told), place, walk.who, sure) for a, told in together if a is not None
            ]
        elif label is not None and label.field in LONG:
            walk.start(label, place)
            walk.text, walk.sure = [answer] if answer else [], sure
        elif label is not None:
            walk.form.slots += [Slot(a, told, place, walk.who, sure) for a, told in told_with_words(label, answer)]
            walk.unanswered = not answer
        return True
    text = _ASKED_FORMALLY.sub("", text)
    if not is_question(text) or list(pairs_in(text)):
        return False
    walk.close()
    walk.unanswered = False
    walk.asked, walk.question = match_label(text), text
    of_whom = next((who for who, words in _ASKS_ABOUT if words.match(text)), None)
    walk.who = match_section(asked_in(text)) or of_whom or walk.who
    return True


# 4．领办人的姓名、性别、出生日期和技能等级？
_ASKS_ABOUT = tuple(
    (
        who,
        compiled(
            rf"\s*(?:第?[（(]?[\d一二三四五六七八九十.．]{{1,4}}[)）题]?[、.．\s]*)?(?:请问|请填写|贵单位)?(?:{words})"
        ),
    )
    for who, words in (
        ("leader", "(?:工作室)?(?:领办人|领衔人|带头人|技能大师)(?!工作室|以外|之外|外)"),
        ("unit", "(?:贵|申报|所在)?(?:单位|公司)的?(?:名称|全称|注册|登记|类型|性质|法定代表人|地址)"),
    )
)


def _without_words(label: Label, answer: str) -> str:
    """An answer without the words of its question, which it repeats (技能等级为高级工)."""
    words = "|".join(re.escape(w) for w in {bare(label.text), label.text.strip()} if w)
    return re.sub(rf"^\s*(?:{words})\s*(?:为|是|[:：])?\s*(?=\S)", "", answer)


# 20. 问：第1位成员的情况？
_ASKED_FORMALLY = compiled(r"^\s*(?:[（(]?\d{1,3}[.、．)）]?\s*)?问\s*[:：]\s*")
_ABOUT_A_MEMBER = compiled(
    r"第?[一二三四五六七八九十\d]{1,2}[位个名]?(?:团队)?(?:成员|组员)|(?:团队)?(?:成员|组员)[一二三四五六七八九十\d]{1,2}"
)
# 团队成员都有谁
_ABOUT_MEMBERS = compiled(r"成员|组员|团队人员")
_OF_A_MEMBER = "成员"
_NAME_ASKED = compiled(r"^\s*(?:姓名|名字)?(?:是|为|叫)?\s*[:：]?\s*")


def _member_told(answer: str, place: Place, sure: float) -> list[Slot] | None:
    """The slots of a member whom the answer to a question about one tells of, None where it tells of no person."""
    plain = _NAME_ASKED.sub("", answer)
    name = re.split(r"[，,；;]", plain, maxsplit=1)[0].strip()
    return told_of(Label("person.name", "姓名"), plain, place, "members", sure) if is_person(name) else None


# What may be the answer to the question that ends the line before it: short, and no sentence.
_MAY_ANSWER = compiled(r"(?!.*(?:签字|签名|盖章|公章|签章|日\s*期|年\s*月\s*日))[^。；;]{1,30}")


# 1. 张三，身份证号码：4419…，技能等级：高级工，负责技术攻关。
_LISTED = compiled(
    r"\s*(?P<number>第[一二三四五六七八九十]{1,2}[位个]?(?:成员|组员)?(?:是|叫|为|[:：])?\s*|[（(][一二三四五六七八九十]{1,2}[)）]|[（(]?\d{1,2}(?:[.．]\d{1,2}){0,2}(?:[)）.、．]|\s|(?=[\u4e00-\u9fff]))|[①-⑳●•◆-])?\s*(?P<name>[^，,；;：:（(\s|｜/]{2,12})\s*[，,；;：:（(\s|｜/](?P<told>.+)",
    re.DOTALL,
)


def _listed_member(walk: Walk, text: str, place: Place, sure: float) -> list[Slot] | None:
    """The slots of a member who stands in a list of sentences, None where the line is none of them."""
    match = _LISTED.match(text)
    if match is None or not is_person(match["name"]):
        return None
    if walk.who == "leader" and match["number"] is None and _BEGINS_A_STORY.match(match["told"]):
        return None  # the story of who leads the studio
    told = told_of(Label("person.name", "姓名"), f"{match['name']}，{match['told']}", place, "members", sure)
    numbered = match["number"] is not None and walk.who in ("members", "studio", None)
    least = _TOLD_OF_A_MEMBER if numbered else _TOLD_ANYWHERE
    return told if told is not None and len(told) >= least else None


# 张三，男，1982年生，…
_BEGINS_A_STORY = compiled(r"\s*(?:性别)?[男女]性?\s*[，,；;]")
# With the name; without a number and outside the members' section a person is a member only where more is told.
_TOLD_OF_A_MEMBER, _TOLD_ANYWHERE = 2, 3


def told_of(label: Label, text: str, place: Place, who: str, sure: float) -> list[Slot] | None:
    """The slots of a member who is told of in one sentence, None where there is no more than a name."""
    name, comma, rest = re.match(r"([^，,；;]*)([，,；;]?)(.*)", text, re.DOTALL).groups()  # type: ignore[union-attr]
    if not comma:
        return None
    told = told_of_person(rest)
    pairs = [(Label("person.name", label.text), name.strip()), *((Label(f, label.text), v) for f, v in told)]
    return [Slot(asked, value, place, who, sure) for asked, value in pairs]


def _unruled_row(walk: Walk, text: str, place: Place, sure: float) -> bool:
    """Keeps a row of a table of people, costs or phases that has no lines; whether the line is one (or its header)."""
    ways = ([str(part) for part in GAP.split(text.strip())], text.split(), _STROKES.split(text.strip()))
    for parts in ways:
        kind = header_kind(parts, "members") if len(parts) >= 2 else None
        if kind in ("members", "budget", "schedule") and not any(_FILLED.search(part) for part in parts):
            walk.close()
            walk.columns, walk.rows_of = parts, kind
            return True
    row = next((parts for way in ways for parts in (way, _numbered(way)) if len(parts) == len(walk.columns)), None)
    if not walk.columns or row is None or _asks_otherwise(row[0], walk.rows_of):
        walk.columns = []
        return False
    cells = (Cell(0, i, 1, 1, part, place, (), sure) for i, part in enumerate(row))
    record = Record(tuple(zip(walk.columns, cells, strict=True)), walk.who, place)
    getattr(walk.form, walk.rows_of).append(record)
    return True


def _numbered(parts: list[str]) -> list[str]:
    """A row whose number stands close to its name (4邱德胜), apart."""
    match = _NUMBER_FIRST.match(parts[0]) if parts else None
    return parts if match is None else [match[1], match[2], *parts[1:]]


_NUMBER_FIRST = compiled(r"(\d{1,2})[、.．]?([\u4e00-\u9fff].*)")
# 姓名/身份证号/技能等级 above 张三/4419…/技师
_STROKES = compiled(r"\s*[/／|｜]\s*")
# What fills in a form has figures or names with a colon; a row of headers has neither.
_FILLED = compiled(r"\d|[:：]\s*\S")


def _asks_otherwise(first: str, kind: str) -> bool:
    """Whether a line below rows of costs or phases is a question of the form again."""
    label = match_label(first)
    return kind != "members" and label is not None and label.field in BESIDE_BUDGET


def _heading(walk: Walk, text: str, place: Place) -> None:
    walk.close()
    walk.who = match_section(text) or walk.who
    label = match_label(text)
    if label is not None and label.field in LONG:
        walk.start(label, place)
