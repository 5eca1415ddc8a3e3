"""Which of the contract's fields the words of a form ask for, and whose section a heading opens."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from checkers.extraction.questions import asked_in, is_question
from checkers.extraction.translated import without_translation
from checkers.extraction.values import joined
from knowledge.patterns import compiled

_FILE = Path(__file__).with_name("labels.toml")
# A label is no longer than this without what stands in brackets; more is text.
_LONGEST = 22
_LONGEST_QUESTION = 36
# A word found inside a longer label must make up this share of it (工作室领办人姓名 asks for 领办人姓名).
_SHARE = 0.5
# Shorter words are taken for a label only where they are all of it.
_SHORTEST_INSIDE = 3
# A label in brackets has more characters than this, brackets included; （电话） only adds to the words before it.
_LONG_REMARK = 7
_BRACKETED = compiled(r"[（(〔\[【][^（()）〕\]】]*[)）〕\]】]")
# What decorates a heading instead of a number.
BULLETS = "*★☆●○◎◆◇·▪▲△▶►■□➢▍▌▎▏█┃-"
_NUMBERING = compiled(
    rf"^(?:表\d{{1,2}}(?=[^\d])|(?:明细|附表|分表|子表|表)[一二三四五六七八九十]{{1,2}}(?:[、.．\s]|(?=[\u4e00-\u9fff]))|[IVX]{{1,4}}(?:[、.．\s]|(?=[\u4e00-\u9fff])(?!级))|[A-Z]\d{{1,2}}(?:[.\-]\d{{1,2}})*(?:[、.．\s]|(?=[\u4e00-\u9fff]))|[A-Z][.．]\d{{1,2}}|[A-H甲乙丙丁戊己庚辛](?=[、.．\s\u4e00-\u9fff])[、.．]?|[壹贰叁肆伍陆柒捌玖拾]+[、.．]|第[一二三四五六七八九十]+(?:部分|项|栏)|[（(]\s*(?:[一二三四五六七八九十]+|\d{{1,2}})\s*[)）]|第[一二三四五六七八九十]+[章节部分条]+|(?:[一二三四五六七八九十]+|\d{{1,2}}(?:\.\d{{1,2}})*)[、.．]|[①-⑳{BULLETS}])"
)


# Words before a label that only say whose or which it is (领办人性别, 拟申请经费).
_OF_WHOM = compiled(
    r"^(?:除(?:领办人|领衔人|带头人|技能大师|大师|负责人)(?:本人)?[以之]?外的?|技能大师工作室|工作室|领办人|领衔人|技能大师|大师|带头人|主持人|牵头人|领军人|主办人|负责人|申报单位|申报|申请|单位|企业|公司|机构|项目|本人|个人|拟|现|主要|所在|成员|该|其中|可提供的?|能提供的?|拟提供的?|已提供的?|提供的?)+"
)
# 已编制工作规划, 每年安排经费: what is told, not asked; 单位已有技能大师工作室 asks.
_TOLD = compiled(
    r"已(?!有|设|建|领|获|认)|每年|每月|设有|投入|配备|配有|拥有|在生产|由单位|单位已(?!(?:有|设立?|建立?|获批).{0,12}工作室)"
)
# 所在单位意见 and 领办人承诺 ask what they say, not who they are.
_SAID = ("意见", "承诺", "声明")
# 暂无立项项目: an answer.
_NOTHING = compiled(r"暂?无(?!人机|损)|没有|不(?:另|单|再|设|专)|(?:尚|暂|还)?未(?:设|建|单|另)")
# 成员1：张三 names a person.
_NTH_MEMBER = compiled(r"(?:团队|工作室)?成员[（(\[【]?[\d一二三四五六七八九十]{1,2}[)）\]】]?[·•・.—-]?(?:姓名)?")
# The end of a title that says nothing of whom it is about.
_OF_ANYBODY = "基本信息"
# A title that says whose it is in brackets.
_CARD = compiled(r"(?:个人|人员)?(?:基本|登记|信息|情况|概况|简况)*(?:卡片?|表|登记卡|信息|情况)")
# A section about the studio itself, not about who leads it.
_STUDIO = compiled(r"(?:申报的?|拟建)?(?:技能大师)?工作室(?:基本|概况|简介|情况|信息|组成|概要)*")
# 壹　单位情况: a capital numeral and a gap; 陆 and 伍 are surnames too.
_CAPITAL = compiled(r"^\s*[壹贰叁肆伍陆柒捌玖拾]{1,2}[\s\u3000]+(?=\S{2})")
# 「1  单位信息」: a number, a gap and words; 「22 人」 is an amount.
_NUMBERED = compiled(r"^\s*\d{1,2}(?:\.\d{1,2})*[\s\u3000]+(?!(?:人|名|年|岁|元|万元|平方米|㎡|m²|m2|个|项|次)\s*$)\S")


@dataclass(frozen=True)
class Label:
    """A recognised label: the field that it asks for, its words as written."""

    field: str
    text: str


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


@cache
def _words() -> dict[str, str]:
    data = _data()
    return {joined(word): entry["field"] for entry in data["label"] for word in entry["words"]}


def word_lists() -> tuple[dict[str, str], frozenset[str]]:
    """The words that ask for the fields, each with its field, and those that ask for what no rule looks at."""
    return _words(), _other_words()


@cache
def _questions() -> tuple[tuple[str, re.Pattern[str]], ...]:
    data = _data()
    return tuple((entry["field"], compiled(entry["words"])) for entry in data["pattern"])


@cache
def _whole_questions() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((entry["field"], compiled(entry["words"])) for entry in _data()["question"])


@cache
def _sections() -> tuple[tuple[str, str], ...]:
    data = _data()
    return tuple((word, entry["who"]) for entry in data["section"] for word in entry["words"])


def _field_of_question(text: str) -> str | None:
    """The field that a whole question asks for by its pattern (从哪一天开始？), None where its words have to tell."""
    words = _BRACKETED.sub("", _NUMBERING.sub("", joined(text))).strip("?？：:")
    if len(words) > _LONGEST_QUESTION:
        return None
    return next((name for name, pattern in _whole_questions() if pattern.search(words)), None)


def translated_title(text: str) -> str | None:
    """The words of a title that stands in two languages, None where it is none."""
    title = without_translation(text)
    known = match_section(title) is not None or match_label(title) is not None
    return title if title != text and known and not _BETWEEN.search(title.strip()) else None


def bare(text: str) -> str:
    """A label's words alone: no space, numbering, brackets or colon."""
    text = _CAPITAL.sub("", without_translation(text))
    words = re.sub(r"^\d{1,2}(?:\.\d{1,2})*(?=[\u4e00-\u9fff])", "", _NUMBERING.sub("", joined(text)))
    return _BRACKETED.sub("", words).strip("：:*＊、。.，,·")


# 证书编号⏎填写证书上的编号: what to do, in the label's own box.
_INSTRUCTION = compiled(
    r"\n\s*(?:[（(](?!(?:万?元|人|名|年|平方米|㎡|m2)[)）])|请|填写|填报|按照?|须|应|需|依据|参照|注明|写明|如实|例如|如[:：]|不含|含|与\S{2,12}一致|\d{1,4}字(?:以内|左右)).*",
    re.DOTALL,
)


def without_instruction(text: str) -> str:
    """A label's words without the lines below them that tell how to fill it in."""
    asked = _INSTRUCTION.sub("", text.strip())
    return asked if asked and exact_label(asked) is not None else text


# 国家职业资格一级（高级技师）, 事业单位法人, 制香工坊掌作师傅: what is answered, though it reads like what is asked.
_AN_ANSWER = compiled(
    r"国家职业资格[一二三四五]级|(?:具有|身怀|掌握)绝[技活]|(?:事业单位|社会团体|社团|民办非企业单位|机关)法人$|技术技能人才培养$|\d+人[，,、]|"
    r"[\u4e00-\u9fff]{1,8}(?:坊|车间|工段|厂|店|馆|部)[\u4e00-\u9fff]{0,4}(?:师傅|班长|组长|领班|主任|主管)$"
)


# 贵单位的全称是, 身份证上的号码, 在何地注册: put as questions, without the mark.
_INTERROGATIVE = compiled(r"^贵|[哪何谁]|多少|多大|多长|什么|怎样|如何|是否|(?<!不)是$|(?<=[证书照])上的")


def match_label(text: str) -> Label | None:
    """The field that a text asks for, None where it is no label, or one with its answer."""
    label = _match_label(text)
    short = bare(text) if label is None else ""
    if _INTERROGATIVE.search(short) is None or len(short) > _LONGEST_QUESTION or is_question(text) or is_answered(text):
        return label
    return _match_label(f"{_MARK.sub('', text)}？")


_MARK = compiled(r"[：:]\s*$")
_QUESTION_MARK = compiled(r"[?？]\s*$")


def _match_label(text: str) -> Label | None:
    if is_question(text):
        if (known := exact_label(_QUESTION_MARK.sub("", text))) is not None:
            return Label(known.field, text)
        if (asked_for := _field_of_question(text)) is not None:
            return Label(asked_for, text)
    text = without_instruction(asked_in(text))
    if is_answered(text) or _AN_ANSWER.match(text.strip()):
        return None
    full = _NUMBERING.sub("", joined(text)).strip("：:*＊、。.，,")
    words = _words()
    if names_a_member(text):
        return Label("person.name", text)
    if full in words:
        return Label(words[full], text)
    short = bare(text)
    if short in words:
        return Label(words[short], text)
    if _NOTHING.match(short) or short in _other_words():
        return None
    if together := labels_together(text):
        return Label(together[0].field, text)
    if _TOLD.match(short) or "《" in short or short.endswith(_SAID):
        return None
    asked = next((name for name, pattern in _questions() if pattern.search(short)), None)
    if asked is not None and len(short) <= _LONGEST_QUESTION:
        return Label(asked, text)
    if not short or len(short) > _LONGEST:
        return None
    if (named := exact_label(text)) is not None:
        return named
    rest = _OF_WHOM.sub("", short)
    if rest != short and rest in words:
        return Label(words[rest], text)
    inside = [w for w in words if len(w) >= _SHORTEST_INSIDE and w in short and len(w) >= _SHARE * len(short)]
    if not inside:
        return None
    best = max(inside, key=lambda w: (len(w), short.endswith(w)))
    if short.startswith("是否") and words[best] in _TOLD_AT_LENGTH:
        return None  # 是否具有绝技绝活 asks for yes or no
    if short.endswith(_A_STUDIO) and words[best] == "leader.name":
        return None  # 已有技能大师工作室 asks for no name
    return Label(words[best], text)


_TOLD_AT_LENGTH = frozenset({"leader.achievements", "leader.honours", "leader.apprentices"})
_A_STUDIO = "工作室"
# 姓名／性别 and 职业（工种）及等级 ask for two things in one box.
_STROKES = compiled(r"[／/]")
_AND = compiled(r"[／/、及和与]|以及")
# 工种（等级） asks for both; 职业（工种） for one.
_ONE_BEHIND = compiled(r"([\u4e00-\u9fff]{2,8})[（(]([\u4e00-\u9fff]{2,8})[)）]")


def labels_together(text: str) -> list[Label]:
    """The labels that stand together in one box, empty where it asks for one thing (or is no label)."""
    behind = _ONE_BEHIND.fullmatch(joined(text))
    ways = [between.split(bare(text)) for between in (_STROKES, _AND)]
    for parts in (*ways, list(behind.groups()) if behind is not None else []):
        if len(parts) < 2 or len(text) > _LONGEST_TOGETHER:
            continue
        labels = [exact_label(part) for part in parts]
        fields = {label.field for label in labels if label is not None}
        if len(fields) == len(parts):
            return [label for label in labels if label is not None]
    return []


_LONGEST_TOGETHER = 40


# Between a label and its answer in one box or line: a colon, a new line, a gap.
_BETWEEN = compiled(r"[:：]|\n|\s{2,}|\t")
# What may follow a label without being its answer: remarks, units, what to sign or seal, the rest of a question.
_NO_ANSWER = compiled(
    r"[（(〔\[【][^（()）〕\]】]*[)）〕\]】]?|[及和与或、/].{1,8}|[年月日万元人名㎡岁_＿/／.。、,，]*"
    r"|.{0,8}(?:签字|签名|签章|盖章|公章|意见|承诺|声明|情况|信息|电话|名称|姓名|编号|号码|日期|面积|年限|年数|总数|人数|地址|时间|金额|工种)[)）]?[:：]?",
    re.DOTALL,
)


def is_answered(text: str) -> bool:
    """Whether a text is a label and its answer in one: 「姓名⏎张三」, 「法人代表：张三」, 「联系人  张三」."""
    if exact_label(text) is not None:
        return False
    for match in _BETWEEN.finditer(text.strip()):
        words, answer = text.strip()[: match.start()], joined(text.strip()[match.end() :])
        asked = exact_label(words)
        if asked is None and match[0] in ":：" and not re.search(r"\s", words):  # 张三 联系电话：… is no label
            asked = match_label(words)
        if asked is None or _NO_ANSWER.fullmatch(answer) is not None:
            continue
        # What somebody does in a team may read as a label (职责：带徒传技).
        told = exact_label(answer)
        if told is None or (asked.field == "person.role" and not told.field.startswith("person.")):
            return True
    return False


# What rounds off a question without being its answer.
_ROUNDED_OFF = compiled(
    r"(?:的|及|和|与|等|或|其|情况|简况|概况|信息|名称|人?数量?|总?数|总?额度?|金额|说明|姓名|电话|号码|手机|简介|概述|内容|填写|填报|签字|签名|签章|盖章|公章|产出|提交|形式|成效|效益|指标|目标|任务|要求|计划|安排|成果|成绩|贡献|业绩|措施|面积|年限|编号|地址|时间|日期)*"
)


def rounds_off(text: str) -> bool:
    """Whether a text behind a label only ends the label's words (实训场所⏎建筑面积) and is no answer."""
    return _NO_ANSWER.fullmatch(joined(text)) is not None


def may_be_answered(text: str) -> bool:
    """Whether what was taken for a label goes on behind the words that ask: 法定代表人姓名刘玉洁 may hold its answer."""
    if exact_label(text) is not None or is_question(text):
        return False
    short = bare(text)
    if any(pattern.search(short) for _, pattern in _questions()):
        return False
    ends = [short.rfind(word) + len(word) for word in _words() if len(word) >= _SHORTEST_INSIDE and word in short]
    return bool(ends) and _ROUNDED_OFF.fullmatch(short[max(ends) :]) is None


def asks_otherwise(text: str) -> bool:
    """Whether a text is a label of what no rule looks at (邮政编码, 注册资本): a question all the same."""
    numbered = _NUMBERED_QUESTION.fullmatch(text.strip()) is not None
    return bare(text) in _other_words() or (numbered and match_label(text) is None)


# 2.7 从事本工种年数, P.3 所属工作室: numbered on two levels, and no answer.
_NUMBERED_QUESTION = compiled(
    r"(?:[A-Z][.．]\d{1,2}|\d{1,2}[.．]\d{1,2})\s+(?!万|亿|元|平|人民币)[\u4e00-\u9fff][^。；;：:]{1,30}"
)


@cache
def _other_words() -> frozenset[str]:
    return frozenset(joined(word) for word in _data()["others"])


# Behind 9144…（统一社会信用代码） the bracket says what the number is.
_A_CODE = compiled(r"[0-9A-Z]{8,}")
# Behind 对中夹具研制（技术革新成果） the bracket says of what kind the thing is: an answer.
_NAMED_BY_KIND = frozenset({"leader.achievements", "leader.honours", "project.outputs"})


def exact_label(text: str) -> Label | None:
    """The field that a text asks for where it is all of a known label, bracketed remarks apart."""
    words = _words()
    short = bare(text)
    if names_a_member(text):
        return Label("person.name", text)
    for candidate in (joined(text).strip("：:*＊"), short):
        if candidate in words:
            return Label(words[candidate], text)
    named = _BRACKETED.search(joined(text))
    asked = words.get(named[0][1:-1]) if named is not None and len(named[0]) > _LONG_REMARK else None
    if asked is not None and asked not in _NAMED_BY_KIND and not _A_CODE.match(short):
        return Label(asked, text)  # 证照号码（统一社会信用代码）
    for at in range(1, len(short) - 1):
        if short[at:] in words and _OF_WHOM.fullmatch(short[:at]):
            return Label(words[short[at:]], text)
    return None


def match_section(text: str) -> str | None:
    """Whose section a heading or group label opens, None where it opens none."""
    short = bare(text)
    if _CARD.fullmatch(short) and (whose := _BRACKETED.search(joined(text))) is not None:
        short = whose[0][1:-1]  # 人员登记卡（领办人）
    named = [(len(word), who) for word, who in _sections() if word in short.replace(_OF_ANYBODY, "")]
    found = named or [(len(word), who) for word, who in _sections() if word in short]
    if len(short) > _LONGEST:
        return None
    if _STUDIO.fullmatch(short):
        return "studio"
    return max(found)[1] if found else None


# 3人 beside 团队成员（不含领办人）
_HEADS = compiled(r"(?:共|计)?\d{1,3}[人名]")


def asks_for_heads(text: str, answer: str) -> Label | None:
    """The question how many a team counts, where a box that else heads their list has a head count beside it."""
    counted = match_section(text) == "members" and _HEADS.fullmatch(joined(answer)) is not None
    return Label("studio.team_size", text) if counted else None


def tells_otherwise(text: str) -> bool:
    """Whether a text answers a question that no rule looks at (学历：大专)."""
    asked, colon, answer = joined(text).replace(":", "：").partition("：")
    return bool(colon and answer) and asked in _other_words()


def names_a_member(text: str) -> bool:
    """Whether a label is 成员1, 成员2 …"""
    return _NTH_MEMBER.fullmatch(_NUMBERING.sub("", joined(text)).strip("：:*＊")) is not None


# 4.8万元 is no heading numbered 4.
_AMOUNT = compiled(r"[\d.．,，]+(?:万?元|人|名|年|岁|平方米|㎡|m²|m2|%|个|项|次)?")
# 【项目内容】: a title in a frame.
_FRAMED = compiled(r"\s*[【〔\[](?P<title>[^【】〔〕\[\]]{2,20})[】〕\]]\s*")


def framed_title(text: str) -> str | None:
    """The words of a title that stands in brackets, None where it is none."""
    match = _FRAMED.fullmatch(text)
    if match is None or (match_label(match["title"]) is None and match_section(match["title"]) is None):
        return None
    return match["title"]


def is_listed(text: str) -> bool:
    """Whether a line is numbered as the entries of a list are (1. or （1）), not as headings (一、)."""
    return re.match(r"\s*(?:\d{1,2}[.、．)）]|[（(]\d{1,2}[)）]|[①-⑳])", text) is not None


# 领办人简况: the title of a section, without a number.
_SECTION_TITLE = compiled(
    r"(?:领办人|领衔人|带头人|技能大师|团队成员|成员|申报单位|申报主体|工作室)(?:简况|概况|基本情况|基本信息)|拟设工作室"
)


def is_heading(text: str) -> bool:
    """Whether a paragraph is a numbered heading rather than text."""
    line = joined(text)
    if _AMOUNT.fullmatch(line):
        return False
    if _SECTION_TITLE.fullmatch(line):
        return True
    numbered = _NUMBERING.match(line) is not None or _NUMBERED.match(text) is not None
    if _CAPITAL.match(text) is not None:
        numbered = match_section(text) is not None or match_label(text) is not None
    return numbered and len(line) <= 40 and not line.endswith(("。", "；", ";", "，"))


@cache
def inline_pattern() -> re.Pattern[str]:
    """Labels followed by a colon within running text; spaces may stand inside the words."""
    spaced = (r"\s*".join(map(re.escape, word)) for word in sorted(_words(), key=len, reverse=True))
    return compiled(
        rf"(?:(?<=^)|(?<=其中[：:])|(?<=[\s。；;，,、（(|▁_　．.）)]))(?P<label>(?:[\u4e00-\u9fff]{{0,6}}?)(?:成\s*员\s*[（(\[【]?[\d一二三四五六七八九十]{{1,2}}[)）\]】]?[\u4e00-\u9fff]{{0,6}}|[^\s：:，。；]{{0,10}}是否[^\s：:，。；]{{0,20}}|{'|'.join(spaced)})(?:[\u4e00-\u9fff]{{0,4}}?)\s*(?:[（(][^（()）]{{1,16}}[)）])?)(?:\s*[:：]|[ \u3000_＿]{{2,}}(?=[^\s:：]))"
    )
