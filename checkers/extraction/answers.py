"""The slots of a form → typed fields, blanks and left-over hints: what an answer tells, and whether it is one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from checkers.extraction import values
from checkers.extraction.cards import SURE
from checkers.extraction.field import Blank, Found, LeftOver
from checkers.extraction.form import LONG, Form, Slot
from checkers.extraction.labels import is_heading, is_listed, may_be_answered
from checkers.extraction.left_overs import left_over_hint, plain_hint, uncounted, without_example
from checkers.extraction.listed_costs import is_cost, listed_costs
from checkers.extraction.plausible import is_remark, may_be
from checkers.extraction.questions import is_question
from checkers.extraction.readers import READERS
from checkers.extraction.resolving import resolved
from checkers.extraction.values import Reading, chosen, is_blank, is_struck, joined, told_beside
from knowledge.patterns import compiled


@dataclass
class Gathered:
    """What is gathered of one form."""

    fields: dict[str, Found] = field(default_factory=dict)
    blanks: list[Blank] = field(default_factory=list)
    left_overs: list[LeftOver] = field(default_factory=list)


def read_slots(form: Form, reading: Gathered, kind: str) -> None:
    before: str | None = None
    for written in form.slots:
        slot = replace(written, value=without_example(written.value))
        of_studio = slot.label.field == "person.occupation" and (before or "").startswith("studio.")
        if slot.who == "members" and slot.label.field.startswith("person.") and not of_studio:
            continue
        name = resolved(slot, before, kind)
        before = name or before
        if name is None or _to_sign(slot):
            continue
        if name == "project.period":
            _period(slot, reading)
            continue
        take(name, slot, reading)


def _to_sign(slot: Slot) -> bool:
    """Whether the label is of a place to sign or seal, which is no field (申报单位（盖章）：某公司 is one)."""
    words = joined(slot.label.text)
    if re.search(r"[（(](?:签字|签名|签章)[)）]$", joined(slot.value)):  # 法定代表人：张三（签字）
        return True
    return re.search(r"签字|签名|签署", words) is not None or (
        re.search(r"签章|盖章|公章", words) is not None and is_blank(slot.value)
    )


def take(name: str, slot: Slot, reading: Gathered) -> None:
    if name == "unit.name" and (_NO_UNIT.fullmatch(joined(slot.value)) or _OPINION.search(slot.value)):
        return
    asked = is_question(slot.label.text) and left_over_hint(slot.value) is not None
    if is_remark(slot.value) and plain_hint(slot.value) is None and not asked:
        if name in LONG and _FILL_IN.search(slot.value) and slot.place.table is None:
            reading.left_overs.append(LeftOver(values.plain(slot.value), slot.place, name))
        return
    if name.endswith("name") and is_heading(slot.value) and not is_listed(slot.value):
        return  # the next section's heading, read into this line
    text = _answer(name, slot)
    hint = left_over_hint(text) if text else None
    if hint is not None and len(joined(text)) <= 60:
        reading.left_overs.append(LeftOver(hint, slot.place, name))
        return
    if (clause := uncounted(text)) is not None:
        reading.left_overs.append(LeftOver(clause, slot.place, name))
    if is_blank(text):
        if name not in reading.fields:
            doubtful = slot.sure < SURE or _FIGURES.search(slot.label.text) is not None
            doubtful = doubtful or may_be_answered(slot.label.text) or len(joined(slot.label.text)) > _LONGEST_ASKED
            reading.blanks.append(
                Blank(name, joined(slot.label.text).strip("：:"), slot.place, doubtful, is_struck(text))
            )
        return
    if name == "project.budget_total" and (is_cost(text) or listed_costs([(text, slot.place)])):
        return  # the costs one a line, with their sum, stand in the answer
    read = READERS.get(name, values.read_text)(text, slot.label.text)
    if read is None and name in ("project.budget_total", "project.funding_requested"):
        return
    if read is None:
        read = Reading(
            values.plain(text),
            "date-invalid"
            if name in ("leader.birth_date", "project.start", "project.end") and _LIKE_A_DATE.search(text)
            else None,
            True,
        )
    doubtful = read.doubtful or slot.sure < SURE
    found = Found(read.value, text, slot.place, doubtful, read.problem, joined(slot.label.text))
    if name == "unit.address" and name in reading.fields and "经营" in slot.label.text:
        name = "unit.operating_address"
    earlier = reading.fields.get(name)
    if name == "unit.contact_name":
        found = _with_phone(found, reading)
    if not may_be(name, found.value, text):
        return
    if name == "unit.registered_place" and re.search("住所.*地址", found.label):
        reading.fields.setdefault("unit.address", found)
    if earlier is None or (earlier.problem and not found.problem) or _more_exact(name, earlier, found):
        reading.fields[name] = found
    elif name in LONG and isinstance(earlier.value, str) and isinstance(found.value, str):
        reading.fields[name] = replace(
            earlier, value=f"{earlier.value}\n{found.value}", raw=f"{earlier.raw}\n{found.raw}"
        )


# 预期成果：（请填写…）: what tells to fill in stands where the answer belongs.
_FILL_IN = compiled(r"请填写|请在此|此处")
# What asks at more length was read with what stands beside it.
_LONGEST_ASKED = 40
# 43岁 is no date that does not exist.
_LIKE_A_DATE = compiled(r"\d\s*[年月.\-/．]\s*\d|\d{8}")


# 从业年限19年: a label with its answer in the same box.
_FIGURES = compiled(r"[^\d\s（(.、]\s*\d+\s*(?:年|人|名|元|万元|平方米|㎡|m2)\s*$")


def _answer(name: str, slot: Slot) -> str:
    """What stands in a slot: of check boxes the ticked ones, or what is told beside 有."""
    text = slot.value if re.search(r"[^_＿\s]", slot.value) is None else slot.value.strip("_＿ \u3000")
    text = _LEFT_OPEN.sub("", text)
    # A ticked statement further down (√ 本单位承诺……) is none of the answer's options.
    ticked = chosen(text, slot.sure < 1.0) if chosen(text.strip().split("\n")[0]) is not None else None
    if ticked is not None:
        told = told_beside(text) if name.startswith("support.") and not _NONE.search(ticked) else None
        return told or _EXPLAINED.sub("无", _IF_SO.sub("", ticked))
    if name == "unit.name":
        return re.sub(r"\s*[（(](?:公章|盖章|签章|章)[)）]\s*$", "", text)
    return text


# 某公司（统一社会信用代码：…: the next question begins in brackets.
_LEFT_OPEN = compiled(r"\s*[（(]\s*$")
_NONE = compiled(r"^(?:无|否|没有)")
# 无（选“有”的请填写：设立时间）
_IF_SO = compiled(r"[（(][^（）()]*(?:请|须|如选|选择?[“\"「])[^（）()]*[)）]")
# 无　说明：暂未设立
_EXPLAINED = compiled(r"^无\s*(?:情况|具体|原因)?说明\s*[:：].*", re.DOTALL)


# 单位：万元 and 单位：人、平方米、元 above a table are no names of a unit, nor is the date below 单位（公章）.
_MEASURE = r"(?:(?:人民币)?(?:万元|元)|人|平方米|㎡|m2|名|岁|年|个|项|台|套)"
_NO_UNIT = compiled(rf"(?:技能大师)?工作室|{_MEASURE}(?:[、,，;；/／和及]{_MEASURE})*[)）]?|\d[\d年月日.\-/]*")


# What stands below 申报单位意见 is no name of a unit.
_OPINION = compiled(r"属实|同意|承诺|。\s*$")


_CONTACT = compiled(
    r"(?P<name>[\u4e00-\u9fff·\s]{2,12}?)[\s,，、/:：（(]*(?:(?:联系|联络)?(?:电话|方式|手机)号?码?)?[\s:：（(]*(?P<phone>[\d+][\d\s\-]{6,}\d)[)）]?"
)


def _with_phone(found: Found, reading: Gathered) -> Found:
    """The name of 张三 13800000000; the number is kept as the contact's."""
    match = _CONTACT.fullmatch(found.raw.strip())
    phone = values.read_phone(match["phone"]) if match is not None else None
    name = values.read_name(match["name"]) if match is not None else None
    if phone is None or name is None:
        return found
    reading.fields.setdefault("unit.contact_phone", replace(found, value=phone.value))
    return replace(found, value=name.value)


def _more_exact(name: str, earlier: Found, found: Found) -> bool:
    """Whether a later place of registration is the one that is asked as such (登记注册地 after 住所（地址）)."""
    return name == "unit.registered_place" and "注册" in found.label and "注册" not in earlier.label


def _period(slot: Slot, reading: Gathered) -> None:
    """Start and end of a project from 起止时间; a length alone (3年) is kept as project.period."""
    if is_blank(slot.value) or left_over_hint(slot.value):
        if left_over_hint(slot.value):
            reading.left_overs.append(LeftOver(str(left_over_hint(slot.value)), slot.place, "project.start"))
        else:
            reading.blanks.append(Blank("project.start", joined(slot.label.text), slot.place))
        return
    dates = values.find_dates(slot.value)
    for name, (date, exists) in zip(("project.start", "project.end"), dates, strict=False):
        found = Found(
            date if exists else slot.value, slot.value, slot.place, slot.sure < SURE, None if exists else "date-invalid"
        )
        reading.fields.setdefault(name, found)
    if not dates:
        reading.fields.setdefault("project.period", Found(values.plain(slot.value), slot.value, slot.place))
