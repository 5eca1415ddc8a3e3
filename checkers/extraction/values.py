"""What is written beside a label → a typed value: dates, areas, money, counts, levels, numbers of identity."""

from __future__ import annotations

import calendar
import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from checkers.extraction.field import PartialDate, Value
from knowledge.patterns import compiled
from knowledge.wording.numerals import NUMBER, parse_number

_FILE = Path(__file__).with_name("values.toml")
_HAN_DIGITS = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0", "Ｏ": "0"}
_SQUARE_METRES_OF_MU = 666.7
# 1968年3月15日, 1968.03.15, 1968-3, 19680315, 一九六八年三月.
_HAN_YEAR = rf"[{''.join(_HAN_DIGITS)}]{{4}}"
_HAN_SMALL = "[一二三四五六七八九十〇零廿卅]{1,3}"
_DATE = compiled(
    rf"(?<!\d)(?P<year>(?:19|20)\d\d|{_HAN_YEAR})\s*(?:年|[.\-/．](?=\s*\d))\s*"
    rf"(?:(?P<month>\d{{1,2}}|{_HAN_SMALL})\s*(?:月|[.\-/．](?=\s*\d)|(?=[至到起止])|(?![\d\u4e00-\u9fff]))\s*"
    rf"(?:(?P<day>\d{{1,2}}|{_HAN_SMALL})\s*(?:日|号|(?!\d)))?)?"
)
# 2025-09-012025-10-31: two dates whose dash was lost between two lines.
_TWO_DATES = compiled(r"(?<=\d[.\-/]\d\d[.\-/]\d\d)(?=(?:19|20)\d\d[.\-/])")
_COMPACT_DATE = compiled(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>[0-3]\d)?(?!\d)")
_NUMBER = compiled(NUMBER)
_MONEY = compiled(rf"(?P<number>{NUMBER}|\d[\d,，]*(?:\.\d+)?)\s*(?P<unit>万元|万圆|万|元|圆|块)?")
# What a sum is called, in a row or a line of a budget.
TOTAL = "合计|总计|共计|总额|总数|总和|合共|总共|一共"
_MONEY_WORDS = compiled(r"人民币|RMB|CNY|[¥￥]|约|共计|合计|总计")
_IDENTITY = compiled(r"\d(?:[\s\-]?\d){16}[\s\-]?[\dXx×Ｘ]")
_USCC = compiled(r"(?<![0-9A-Z])[0-9A-Z](?:\s?[0-9A-Z]){17}(?![0-9A-Z])")
_PHONE = compiled(r"(?:\+?86[\s\-]?)?(?:1\d(?:[\s\-]?\d){9}(?![\s\-]?\d)|0\d{2,3}[\s\-]?\d{7,8}|\d{7,12})(?!\d)")


_ROMAN = {"I": "高级技师", "II": "技师", "III": "高级工", "IV": "中级工", "V": "初级工"}


@dataclass(frozen=True)
class Reading:
    """A typed value; `problem` is the contract's rule where what is written is none; `doubtful`: read unsurely."""

    value: Value
    problem: str | None = None
    doubtful: bool = False


@dataclass(frozen=True)
class _Words:
    levels: tuple[tuple[str, str], ...]
    units: tuple[tuple[str, str], ...]


@cache
def _words() -> _Words:
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return _Words(
        tuple((word, level) for level, words in data["levels"].items() for word in words),
        tuple((word, kind) for kind, words in data["unit_types"].items() for word in words),
    )


def plain(text: str) -> str:
    """Text with full-width forms made half-width and runs of space made one."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip()


def joined(text: str) -> str:
    """Text without any space: 张  三 is 张三."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def find_dates(text: str) -> list[tuple[PartialDate, bool]]:
    """All dates in a text, each with whether it exists in the calendar."""
    text = _TWO_DATES.sub(" ", unicodedata.normalize("NFKC", text))
    matches = list(_DATE.finditer(text))
    if not matches:
        matches = list(_COMPACT_DATE.finditer(text))
    found = []
    for match in matches:
        year = int("".join(_HAN_DIGITS.get(c, c) for c in match["year"]))
        month, day = _small(match["month"]), _small(match["day"])
        found.append((PartialDate(year, month, day), _exists(year, month, day)))
    return found


def _small(text: str | None) -> int | None:
    if text is None:
        return None
    if text.isdigit():
        return int(text)
    number = parse_number(text.replace("廿", "二十").replace("卅", "三十"))
    return None if number is None else int(number)


def _exists(year: int, month: int | None, day: int | None) -> bool:
    if month is not None and not 1 <= month <= 12:
        return False
    return day is None or (month is not None and 1 <= day <= calendar.monthrange(year, month)[1])


def read_date(text: str, _label: str = "") -> Reading | None:
    """The first date; one that the calendar has not is a `date-invalid`."""
    dates = find_dates(text)
    if not dates:
        return None
    date, exists = dates[0]
    return Reading(date) if exists else Reading(plain(text), "date-invalid")


def read_money(text: str, label: str = "") -> Reading | None:
    """Yuan; a bare number is in the unit that the label names (万元)."""
    bare = _MONEY_WORDS.sub("", joined(text)).replace("_", "")
    match = _MONEY.search(bare)
    number = parse_number(match["number"].replace("，", ",")) if match else None
    if match is None or number is None:
        return None
    unit = match["unit"] or ("万元" if "万" in joined(label) else "元")
    scaled = match["number"][-1] in "万亿" and not match["unit"]
    return Reading(number * 10_000 if unit.startswith("万") and not scaled else number)


# The part of an area that is for training, behind the area of all.
_FOR_TRAINING = compiled(r"(?<=[，,；;、])其中[^，,；;。\d]{0,6}实训[^，,；;。\d]{0,8}[\d.,]+(?:平方?米|㎡|m2|m²)")


def read_area(text: str, label: str = "") -> Reading | None:
    """Square metres; of several areas the one for training (总建筑面积2600平方米，其中技能实训场地980平方米)."""
    trained = _FOR_TRAINING.search(joined(text))
    return _measure(text if trained is None else trained[0], label, _SQUARE_METRES_OF_MU, "亩")


def read_count(text: str, _label: str = "") -> Reading | None:
    """A number of persons, years or things."""
    match = _NUMBER.search(joined(text))
    number = parse_number(match[0]) if match else None
    return None if number is None else Reading(number)


# 领衔人1名，骨干成员5名，合计6名
_MEMBERS = compiled(rf"(?:成员|组员|队员)[^，,；;。\d]{{0,4}}?(?P<count>{NUMBER})[名人]")


def read_team(text: str, _label: str = "") -> Reading | None:
    """How many a team counts: the members where others are counted beside them."""
    match = _MEMBERS.search(joined(text))
    return read_count(match["count"] if match is not None else text)


def _measure(text: str, label: str, factor: float, unit: str) -> Reading | None:
    bare = joined(text)
    match = _NUMBER.search(bare)
    number = parse_number(match[0]) if match else None
    if match is None or number is None:
        return None
    named = unit in bare[match.end() :] or (unit in joined(label) and not re.search(r"平|m", bare))
    return Reading(number * factor if named else number)


def read_level(text: str, _label: str = "") -> Reading | None:
    """The skill level; a level number and a name that differ make it doubtful."""
    bare = joined(text)
    named: list[str] = [_ROMAN[roman] for roman in re.findall(r"(?<![A-Z])(IV|I{1,3}|V)级", bare)]
    for word, level in _words().levels:
        if word in bare:
            named.append(level)
            bare = bare.replace(word, " ")
    if not named:
        return None
    return Reading(named[0], doubtful=len(set(named)) > 1)


_ONLY_COUNT = compiled(r"(?:共|约|累计|已带|带徒)*([1-9]\d{0,3})(?:余)?(?:人|名|位)?[。.]?")


def read_taught(text: str, _label: str = "") -> Reading | None:
    """How many apprentices where only a number is told (15人), else the text."""
    match = _ONLY_COUNT.fullmatch(joined(text))
    return Reading(float(match[1])) if match is not None else read_text(text)


def read_sex(text: str, _label: str = "") -> Reading | None:
    """男 or 女, where it is one of them."""
    told = set(re.findall(r"[男女]", text))
    return Reading(told.pop()) if len(told) == 1 else None


def read_identity(text: str, _label: str = "") -> Reading | None:
    """An identity number of 18 places; one of another length stands as it is written."""
    text = unicodedata.normalize("NFKC", text)
    match = _IDENTITY.search(text)
    if match:
        return Reading(re.sub(r"[\s\-]", "", match[0]).upper().replace("×", "X"))
    digits = re.sub(r"[^0-9Xx]", "", text)
    return Reading(digits.upper()) if len(digits) >= 12 else None


def read_uscc(text: str, _label: str = "") -> Reading | None:
    """A unified social credit code of 18 places; one of another length stands as it is written."""
    text = unicodedata.normalize("NFKC", text).upper()
    match = _USCC.search(text)
    if match:
        return Reading(re.sub(r"\s", "", match[0]))
    signs = re.sub(r"[^0-9A-Z]", "", text)
    return Reading(signs) if len(signs) >= 10 else None


def read_phone(text: str, _label: str = "") -> Reading | None:
    """A telephone number without spaces and dashes, but that of an area code."""
    match = _PHONE.search(unicodedata.normalize("NFKC", text))
    if match is None:
        digits = re.sub(r"\D", "", text)
        return Reading(digits) if len(digits) >= 5 else None
    number = re.sub(r"\s", "", match[0])
    return Reading(number if number.startswith("0") else re.sub(r"^\+?86|-", "", number))


# Names of minorities and foreigners are long; what is longer was read with its neighbours.
_LONGEST_NAME = 12


# 曾伟坤手机138…: the next question, recognised as one word with the name.
_NEXT_OF_PERSON = compiled(r"^([\u4e00-\u9fff]{2,4})\s*(?:手机|电话|联系(?:电话|方式)|身份证|性别|出生).*$", re.DOTALL)
# 叶锐　男
_SEX_BEHIND = compiled(r"(?<=[\u4e00-\u9fff]{2})[\s\u3000/／|｜]+[男女]性?$")


# 我叫纪春生
_INTRODUCES = compiled(r"^(?:我叫|我是|本人(?:姓名)?[是叫]?|姓名[是为])(?=[\u4e00-\u9fff]{2,4}(?:[，,。；;]|$))")


def read_name(text: str, _label: str = "") -> Reading | None:
    """A person's name without inner spaces."""
    text = _INTRODUCES.sub("", text.strip())
    text = _NEXT_OF_PERSON.sub(r"\1", _SEX_BEHIND.sub("", text.strip()))
    whole = re.sub(r"[（(].*?(?:[)）]|$)", "", joined(text)).strip("：:，,、。._＿;；")
    name = re.split(r"[，,；;：:。]", whole)[0]
    return (
        Reading(name, doubtful=len(name) > _LONGEST_NAME or re.search(r"\d|[、.]", name) is not None) if name else None
    )


def read_text(text: str, _label: str = "") -> Reading | None:
    """The text, spaces between Chinese characters removed."""
    bare = re.sub(r"(?<=[\u4e00-\u9fff（）()、，。：；])\s+(?=[\u4e00-\u9fff（）()、，。：；])", "", plain(text)).strip(
        "_＿ "
    )
    return Reading(bare) if bare else None


# The next question, read into the line of a unit's name (…有限公司领办人：张三).
_BEHIND_UNIT = compiled(
    r"(?<=公司|协会|商会|学校|学院|中心|集团|作社)[\s，,;；]*(?:领办人|领衔人|带头人|(?:项目|单位)?负责人|法定代表人|联系人|联系电话|注册资本|成立日期|(?:申报|填[表报])日期).*"
)


def read_unit_name(text: str, label: str = "") -> Reading | None:
    """A unit's name without the next question."""
    return read_text(_BEHIND_UNIT.sub("", joined(text)) if _BEHIND_UNIT.search(joined(text)) else text, label)


def read_unit_type(text: str, _label: str = "") -> Reading | None:
    """The contract's kind of unit, or the words that are written."""
    bare = _DENIED_KIND.sub("", joined(text)).replace("非企业", "")  # 民办非企业单位 is none
    kind = next((kind for word, kind in _words().units if word in bare), None)
    return Reading(kind) if kind else read_text(text)


# 事业单位（未经认定为公共技能实训基地）: what a unit is not.
_DENIED_KIND = compiled(r"(?:未经?被?(?:认定|批准|评定|评为)|尚未|不是|不属于|没有)[^，,。；;（()）]{1,24}")


# What says that a term has no end, and what stands between its beginning and its end.
_ENDLESS = compiled(r"长期|无固定|永久|不约定|无限期|\*{2,}|[-—–_＿]{2,}\s*$")
_BEGINS = compiled(r"^[自从]|成立|[至到起]$")
_ENDS_LABEL = compiled(r"有效期(?:至|到)|截止|届满|到期|止$")


def read_term(text: str, label: str = "") -> Reading | None:
    """The end of a term (自 X 至 Y); 长期 where it has none, None where only its beginning is told."""
    if _ENDLESS.search(text):
        return Reading("长期")
    dates = find_dates(text)
    if not dates:
        return None
    plain_text = joined(text)
    ends = len(dates) > 1 or re.match(r"[至到]|有效期[至到]", plain_text) or plain_text.endswith("止")
    if not ends and (_BEGINS.search(plain_text) or not _ENDS_LABEL.search(joined(label))):
        return None
    date, exists = dates[-1]
    return Reading(date) if exists else Reading(plain(text), "date-invalid")


_NO = compiled(r"否|无|没有|未|不")


def read_whether(text: str, _label: str = "") -> Reading | None:
    """How many there are already: a number, 0 for 否 or 无, 1 for 是."""
    bare = joined(text)
    number = re.search(r"\d+", bare)
    if number is not None:
        return Reading(float(number[0]))
    if not bare:
        return None
    return Reading(0.0 if _NO.search(bare) else 1.0)


def read_list(text: str, _label: str = "") -> Reading | None:
    """The entries of a list: by lines, numbers, ； or 、."""
    pieces = re.split(r"[\n；;]|(?<=\S)\s*(?=(?:\d{1,2}[.、．)）]|[①②③④⑤⑥⑦⑧⑨]))", text)
    if len(pieces) == 1:
        pieces = text.split("、")
    entries = (re.sub(r"^(?:\d{1,2}[.、．)）]|[①-⑨])\s*", "", plain(p)).strip(" 。，") for p in pieces)
    found = tuple(e for e in entries if e)
    return Reading(found) if found else None


_MARK = r"[☑☒√✓✔■●]|\[[xX√✓]\]"
_OPEN_MARK = r"[□☐○◯]|\[\s?\]"
_OPTION = compiled(rf"(?P<mark>{_MARK}|{_OPEN_MARK})\s*(?P<text>[^□☐○◯☑☒√✓✔■●\[\n]+)")
_MARK_AFTER = compiled(rf"(?P<text>[^\s、，,；;/（(]+?)\s*[（(]?\s*(?:{_MARK})\s*[)）]?")


# 是（  ） 否（√）: the box is a pair of brackets behind its option.
_IN_BRACKETS = compiled(r"(?P<text>[\u4e00-\u9fff]{1,12})\s*[（(](?P<mark>\s*|\s*[√✓✔☑■]\s*)[)）]")


def is_tick(text: str) -> bool:
    """Whether a text is a tick and nothing else."""
    return re.fullmatch(_MARK, joined(text)) is not None


def chosen(text: str, recognised: bool = False) -> str | None:
    """The ticked options of a row of check boxes; "" where none is ticked, None where the text has no boxes.

    In text that was `recognised` a ticked box is often lost: the one option without any box is then the ticked one.
    """
    if (sided := _by_side(text)) is not None:
        return "、".join(sided)
    bracketed = [(m["text"], m["mark"]) for m in _IN_BRACKETS.finditer(text)]
    if len(bracketed) > 1:
        return "、".join(option for option, mark in bracketed if mark.strip())
    options = list(_OPTION.finditer(text))
    if len(options) > 1 or (options and re.fullmatch(_OPEN_MARK, options[0]["mark"])):
        ticked = [m["text"].strip(" 、，,；;/") for m in options if re.fullmatch(_MARK, m["mark"])]
        if not ticked and recognised:
            ticked = _without_box(text, options)
        return "、".join(ticked)
    after = _MARK_AFTER.search(text)
    if after and not options:
        return after["text"]
    return options[0]["text"].strip() if options else None


# （√）企业 （ ）协会; 在职■ 返聘□ 退休□: the side of its option on which a box stands is that of the first and the last one.
_BOX = compiled(rf"[（(]\s*(?P<on>[√✓✔☑■])?\s*[)）]|(?P<mark>{_MARK})|{_OPEN_MARK}")


def _by_side(text: str) -> list[str] | None:
    """The ticked options where pairs of brackets stand before them or boxes behind them, None where it is neither."""
    line = text.strip()
    boxes = list(_BOX.finditer(line))
    if len(boxes) < 2 or "\n" in line:
        return None
    between = [part.strip(" 、，,；;/\t\u3000") for part in _outside(line, boxes)]
    ticked = [box["on"] is not None or box["mark"] is not None for box in boxes]
    if not between[0] and all(between[1:]) and all(box[0][0] in "（(" for box in boxes):
        return [option for option, on in zip(between[1:], ticked, strict=True) if on]
    if not between[-1] and all(between[:-1]):
        return [option for option, on in zip(between[:-1], ticked, strict=True) if on]
    return None


def _outside(text: str, boxes: list[re.Match[str]]) -> list[str]:
    starts = [0, *(box.end() for box in boxes)]
    ends = [*(box.start() for box in boxes), len(text)]
    return [text[start:end] for start, end in zip(starts, ends, strict=True)]


def _without_box(text: str, options: list[re.Match[str]]) -> list[str]:
    """The options of a row of boxes that have none."""
    lone = [text[: options[0].start()], *(part for m in options for part in re.split(r"\s+", m["text"].strip())[1:])]
    return [word for part in lone if (word := re.sub(r"[（(].*", "", part).strip(" 、，,；;/_")) and not is_blank(word)]


# What is told beside a ticked box: 有 □无 说明：每年8万元, □有（……）.
_TOLD_BESIDE = compiled(
    rf"(?:{_OPEN_MARK})\s*(?:无|否|没有)\s*[（(]?\s*(?:(?:情况|具体)?说明\s*[:：])?\s*(?P<after>[^□☐\n]{{4,}}?)\s*[)）]?\s*$"
    r"|有\s*(?:[（(]|[:：])\s*(?P<within>[^（()）□☐]{4,}(?:[（(][^（()）]*[)）][^（()）□☐]*)*)"
)


def told_beside(text: str) -> str | None:
    """What is told beside a row of boxes that says 有, None where nothing is."""
    match = _TOLD_BESIDE.search(text.strip().split("\n")[0])
    told = (match["after"] or match["within"]).strip() if match is not None else ""
    return None if is_blank(told) else told


# What blanks of a form look like when nobody filled them in.
_NOTHING = compiled(r"[_＿\-—–/／\s.。…:：、，,()（）年月日号第元万人名个㎡²]*|(?:人民币|平方米|（公章）|（签字）)")


def is_blank(text: str) -> bool:
    """Whether nothing is filled in: only lines, dots, units or 年 月 日."""
    return _NOTHING.fullmatch(joined(text)) is not None


# A longer line is one to write on.
_STROKE = compiled(r"[—–－\-]{1,2}|[/／\\]")


def is_struck(text: str) -> bool:
    """Whether somebody drew a stroke where there was nothing to fill in (—, /)."""
    return _STROKE.fullmatch(joined(text)) is not None
