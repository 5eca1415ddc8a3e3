"""The places of a form to sign, to seal and to date, and whether that was done; what offices fill in is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from checkers.extraction.field import Signing
from checkers.extraction.offices import LONGEST_ASKED
from checkers.extraction.signed_names import Around, named_nearby
from checkers.extraction.signed_pages import settled
from checkers.extraction.signing_lines import DATE_WORDS, LAST_DATE, SEAL, SIGN, Line, lines_of
from checkers.extraction.values import find_dates, joined
from checkers.reading.document import Document, Paragraph, Picture, Place, Table
from knowledge.patterns import compiled

_TOLD = compiled(
    r"打印|须|应当?(?!章)|需|(?<!申)请(?![^，。]{1,8}在(?:这里|此处|此|下面))|必须|无效|并加盖|后加盖|复印件|材料|后方可|确认后|提交|一式"
)
_DATE_LABEL = compiled(
    r"(?P<label>(?:(?:填\s*表|填\s*报|申\s*报|申\s*请|签\s*字|签\s*署|落\s*款|签\s*名|提\s*交|报送|填\s*写|签\s*章|盖\s*章)\s*(?:日\s*期|时\s*间)|日\s*期|签\s*署\s*于|填\s*报\s*日|签\s*章\s*日))\s*[:：](?P<after>[^\n]*)"
)
# What shows that a line has a place to write in.
_ASKS = compiled(r"[:：_＿]|\s{2,}|年.{0,4}月|[（(]")
_OPEN_DATE = compiled(r"(?:20\s*[_＿\s]*|[_＿\s]+|^)年[_＿\s]*月[_＿\s]*日")
# A date was written, but nobody can tell which (202年8月25日).
_IS_GIVEN = compiled(r"\d\D*\d\D*月\D*\d|\d[\d.\-/]{5,}")
_NO_NAME = compiled(r"[_＿\s:：.。,，、/（()）—\-]|年|月|日|\d|盖章|公章|签字|签名|日期|手印")
# The name stands before the word that asks for it: 法定代表人：罗志远（签字）.
_NAME_BEFORE = compiled(
    r"(?P<label>[\u4e00-\u9fff]{2,12})\s*[:：][\s_＿]*(?P<name>(?:[\u4e00-\u9fff·]\s?){0,6}?)[\s_＿]*[（(]\s*(?:签字|签名|签章|亲笔签名)\s*[)）]\s*$"
)
# What stands behind a signature in its line: the next place to sign, seal or date.
_NEXT_PLACE = compiled(
    r"日\s*期|[（(]?盖\s*章|[（(]?公\s*章|(?:申报|申请|承诺|所在|依托)?单\s*位|法定代表人|负责人|(?:学校|学院|公司|企业|协会|厂方|基地|医院|机构|中心)[（(]?(?:公\s*章|盖\s*章|印\s*章|签\s*章)|\s{2,}(?=[^\s:：]{2,10}[:：])"
)
# What stands before a gap is another question (项目负责人签名：张三      日期：…).
_APART = compiled(r"\s{3,}|\t")
_NO_DATE = "date-invalid"
# A date without a label stands at most so many lines below where one signs or seals.
_NEAR = 2


def find_signings(document: Document) -> tuple[Signing, ...]:
    """Every place to sign or date that the applicant has to fill, and one for the seal where one is asked."""
    lines = list(lines_of(document))
    sealed = any(isinstance(b, Picture) and b.seal for b in document.blocks)
    inked = document.format == "docx" and any(isinstance(b, Picture) and not b.seal for b in document.blocks)
    found: list[Signing] = []
    seal: Signing | None = None
    since = _NEAR + 1
    for n, line in enumerate(lines):
        if line.official or len(joined(line.text)) > LONGEST_ASKED:
            continue
        signed = list(_signatures(line, inked))
        around = Around(lines[max(n - 2, 0) : n], lines[n + 1 : n + 2], document.recognised, alone=len(signed) == 1)
        signed = [named_nearby(s, around) for s in signed]
        since = 0 if signed or SEAL.search(line.text) else since + bool(line.text.strip())
        found.extend(signed)
        found.extend(_dated_below(date, lines[n + 1 : n + 2]) for date in _dates(line, since <= _NEAR))
        match = SEAL.search(line.text)
        if match and seal is None and _TOLD.search(line.text) is None:
            seal = Signing("seal", joined(match["label"]), line.place, sealed, sure=not _pictured(document, line.place))
    if seal is not None and not any(s.role == "date" for s in found) and _undated(document, seal.place):
        found.append(Signing("date", seal.label, seal.place, False))
    found = list(_without_nobodys(found, {line.place for line in lines if not line.owned}, document.recognised))
    done = {s.role for s in found if s.done}
    # Words alone in their line (声明与签署) may be the title of what follows.
    claimed = {line.place for line in lines if line.claimed and (line.place.table or _ASKS.search(line.text))}
    found = [s if s.done or s.role not in done or s.place in claimed else replace(s, sure=False) for s in found]
    others = [line.place for line in lines if line.official and SIGN.search(line.text)]
    return settled(document, (*found, *((seal,) if seal else ())), others)


def _pictured(document: Document, seal: Place) -> bool:
    """Whether a picture about as wide as it is high stands right behind the place to seal: a seal without its red."""
    blocks = document.blocks
    at = next((n for n, b in enumerate(blocks) if b.place == seal or _holds(b, seal)), len(blocks))
    near = [b for b in blocks[at : at + 1 + _NEAR] if isinstance(b, Picture)]
    return any(_ROUND * max(b.width, b.height) <= min(b.width, b.height) for b in near)


# A picture of a seal is about square, one of a signature is wide.
_ROUND = 0.7


def _holds(block: object, place: Place) -> bool:
    return isinstance(block, Table) and block.place.table == place.table is not None


# 出生日期：    年  月  日
_BEHIND_OTHER_DATE = compiled(
    r"(?:出生\S{0,3}|起止\S{0,3}|开始\S{0,3}|结束\S{0,3}|有效期\S{0,2})\s*[:：][\s_＿]*年[\s_＿]*月"
)


# A date on the cover stands among so many blocks.
_COVER = 12


# A line with no more than a date, and what it is the date of, is no longer.
_LONGEST_DATE = 20


def _undated(document: Document, seal: Place) -> bool:
    """Whether a typed form that ends with a place to seal, in a line of its own, has a date neither there nor on its
    cover, nor in a line of its own anywhere."""
    blocks = document.blocks
    at = next((n for n, b in enumerate(blocks) if isinstance(b, Paragraph) and b.place == seal), None)
    if (
        document.format != "docx"
        or len(blocks) <= _COVER
        or at is None
        or any(isinstance(b, Table) for b in blocks[at:])
    ):
        return False
    near = [*blocks[:_COVER], *blocks[max(at - _NEAR, 0) :]]
    dated = [*near, *(b for b in blocks if isinstance(b, Paragraph) and len(joined(b.text)) <= _LONGEST_DATE)]
    return not any(find_dates(b.text) for b in dated if isinstance(b, Paragraph))


def _without_nobodys(found: list[Signing], unowned: set[Place], recognised: bool) -> Iterator[Signing]:
    """The places to sign and date without those left open that may be an office's: where the applicant has done the
    same elsewhere, an open one in a box that does not say whose it is; recognised boxes lose whose they are."""
    done = {s.role for s in found if s.done}
    for signing in found:
        nobodys = signing.place in unowned or (recognised and signing.label == DATE_WORDS)
        if signing.done or signing.role not in done or not nobodys or _OF_APPLICANT.search(signing.label):
            yield signing


_OF_APPLICANT = compiled(
    r"领办人|领衔人|带头人|大师|本人|申请人|申报人|填表人|项目(?:负责|主持)人|法定代表人|单位负责人|承诺人"
)


# 领办人签名 | 张三 | 亲笔: a remark says how to sign.
_HOW_TO_SIGN = frozenset({"亲笔", "本人亲笔"})


def _signatures(line: Line, inked: bool) -> Iterator[Signing]:
    named = _NAME_BEFORE.search(line.text)
    if named is not None:  # 法定代表人：罗志远（签字）
        name = joined(named["name"])
        yield Signing("signature", joined(named["label"]), line.place, bool(name) or inked, name)
        return
    for match in SIGN.finditer(line.text):
        if (
            _TOLD.search(match["label"])
            or joined(match["label"]) in _HOW_TO_SIGN
            or re.search(
                r"[与及和]签章|(?:单位|企业|公司|学校|协会|机构|医院|组织|集团)[（(]?签章", match["label"]
            )  # a unit seals, it does not sign
            or (match["colon"] == "" and _NEXT_PLACE.split(match["after"])[0].strip())
        ):
            continue
        after = _NEXT_PLACE.split(match["after"])[0]
        name = _NO_NAME.sub("", after)
        yield Signing("signature", joined(match["label"]), line.place, bool(name) or inked, name)


def _dated_below(signing: Signing, following: list[Line]) -> Signing:
    """A date to be written whose answer is all of the next line (签署日期：⏎2025年3月24日)."""
    below = next((line.text for line in following), "")
    alone = LAST_DATE.fullmatch(below.strip())
    if signing.done or signing.value or signing.label == DATE_WORDS or alone is None or not find_dates(below):
        return signing
    date, exists = find_dates(below)[0]
    return replace(signing, done=True, value=date if exists else below.strip(), problem=None if exists else _NO_DATE)


_OTHER_DATE = compiled(
    r"出生|起止|开始|结束|完成|成立|实施|项目|起始|截止|终止|启动|开工|完工|竣工|取得|发证|获得|颁发|获奖|认定|授予|入职|参加|注册|有效|到期|立项|结题|验收"
)


def _dates(line: Line, signed: bool) -> Iterator[Signing]:
    """The date that a line asks for or gives; one without a label counts where somebody `signed` just before."""
    labelled = _DATE_LABEL.search(line.text)
    asked = _APART.split(line.text[: labelled.end("label")])[-1] if labelled is not None else ""
    # 登记日期 is that of a licence, or of the form where somebody signed just before.
    elsewhere = _OTHER_DATE.search(asked) is not None or ("登记" in asked and not signed)
    if labelled is not None and not elsewhere:
        dates = find_dates(labelled["after"])
        date, exists = dates[0] if dates else ("", True)
        problem = None if exists else _NO_DATE
        value = date if exists else labelled["after"].strip()
        misread = not dates and _IS_GIVEN.search(labelled["after"]) is not None
        yield Signing("date", joined(labelled["label"]), line.place, bool(dates), value, problem, not misread)
    elif signed and (alone := LAST_DATE.search(line.text)) is not None and (dates := find_dates(alone[0])):
        date, exists = dates[0]
        yield Signing(
            "date", "日期", line.place, True, date if exists else alone[0].strip(), None if exists else _NO_DATE
        )
    elif line.answers or _BEHIND_OTHER_DATE.search(line.text) is not None:
        return
    elif (blank := _OPEN_DATE.search(line.text)) is not None and not find_dates(line.text):
        if joined(line.text) == blank[0] == DATE_WORDS and not signed:
            return  # 出生⏎年月日: the words of a label
        yield Signing("date", "年月日", line.place, False)
