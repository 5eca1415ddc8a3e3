"""A document → the papers in it: one form, or several cards, each with its typed fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from checkers.extraction import values
from checkers.extraction.card_pages import pages_of, split_cards
from checkers.extraction.cards import READERS as CARD_READERS
from checkers.extraction.cards import SURE
from checkers.extraction.field import Blank, Found, LeftOver, Paper, Signing
from checkers.extraction.form import LONG, Form, Slot
from checkers.extraction.kinds import (
    CARDS,
    OTHER,
    kind_by_questions,
    kind_of,
    kind_of_blocks,
    names_both,
    texts,
    titles_of,
)
from checkers.extraction.labels import is_heading, is_listed, may_be_answered
from checkers.extraction.people import members_of
from checkers.extraction.plans import budget_of, public_share, schedule_of
from checkers.extraction.plausible import believable, is_remark, may_be
from checkers.extraction.prose import told_in
from checkers.extraction.readers import READERS
from checkers.extraction.resolving import resolved
from checkers.extraction.scripts import simplified
from checkers.extraction.sections import FORMS, sections_of
from checkers.extraction.signing import find_signings
from checkers.extraction.slots import read_form
from checkers.extraction.split_cells import put_together
from checkers.extraction.values import Reading, chosen, is_blank, joined, left_over_hint, plain_hint, told_beside
from checkers.reading.document import Block, Document

# Fields that a form may ask for and an applicant may leave empty.
OPTIONAL = frozenset(
    {
        "unit.licence_valid_until", "unit.existing_studios", "leader.existing_studios", "unit.dishonest", "leader.status",
        "leader.honours", "unit.training_qualification", "support.dedicated_account", "support.venue",
        "support.equipment", "support.funding", "support.management_rules", "support.work_plan",
    }
)  # fmt: skip
# What a general paragraph on conditions says of each support, by its words.
_SUPPORT_WORDS = {
    "support.venue": r"场地|场所|厂房|车间|办公室|实训室",
    "support.equipment": r"设备|设施|仪器|工具",
    "support.funding": r"资金|经费|投入",
    "support.management_rules": r"管理制度|规章制度|制度",
    "support.work_plan": r"工作规划|工作计划|规划",
    "support.dedicated_account": r"专门账目|专账|专门科目|单独核算|专项账目|独立账目|专户",
}


@dataclass
class _Reading:
    """What is gathered of one form."""

    fields: dict[str, Found] = field(default_factory=dict)
    blanks: list[Blank] = field(default_factory=list)
    left_overs: list[LeftOver] = field(default_factory=list)


def extract(document: Document, kind: str | None = None) -> tuple[Paper, ...]:
    """The papers of a document: one of its kind, or each form and card of a file that holds several.

    `kind` is that of the form that the document continues, where another file begins it.
    """
    if document.format == "scan" or any(getattr(block, "sure", 1.0) < 1.0 for block in document.blocks):
        document = simplified(document)
    document = put_together(document)
    if kind is not None:
        return (_form_paper(document, kind),)
    sections = sections_of(document)
    return tuple(paper for kind, part in sections for paper in _papers(part, kind, len(sections) > 1))


def _papers(document: Document, kind: str | None, among_others: bool) -> Iterator[Paper]:
    """The papers of a section of a file, or of all of it."""
    kind = kind or kind_of(document)
    pages = pages_of(document)
    if kind in FORMS or (kind not in CARDS and len(pages) < 2):
        yield from _form_papers(document, kind, among_others)
        return
    cards = [c for page in pages for c in split_cards(page)]
    papers: list[Paper] = []
    for blocks in cards:
        own = kind_of_blocks(blocks, document.name if len(cards) == 1 else "")
        own = kind if own == OTHER and len(cards) == 1 else own
        paper = _card_paper(document, own, blocks) if own in CARDS else None
        if paper is not None and len(cards) > 1 and _is_title(paper, blocks):
            continue
        if paper is not None and (own != "id_card" or _NAMED & paper.fields.keys()):  # else the back of a card
            papers.append(paper)
    if papers:
        yield from papers
    elif not among_others:
        yield from _form_papers(document, kind, among_others)


# A title above pasted copies is no longer than this, and its words tell no more than these.
_LONGEST_TITLE = 40
_OF_A_TITLE = frozenset({"leader.occupation", "leader.skill_level"})


def _is_title(paper: Paper, blocks: tuple[Block, ...]) -> bool:
    """Whether what was taken for a copy is the title above the copies (附件：职业技能等级证书复印件)."""
    return paper.fields.keys() <= _OF_A_TITLE and sum(len(joined(t)) for t in texts(blocks)) <= _LONGEST_TITLE


_NAMED = frozenset({"leader.name", "leader.id_number"})


def _card_paper(document: Document, kind: str, blocks: tuple[Block, ...]) -> Paper:
    fields = CARD_READERS[kind](blocks)
    name = fields.get("leader.name")
    person = str(name.value) if name is not None and kind != "licence" else None
    return Paper(document.name, kind, document, fields, person)


def _form_papers(document: Document, kind: str, among_others: bool) -> Iterator[Paper]:
    """The form that a document is: of the kind that its questions tell, or both forms where its title names both."""
    paper = _form_paper(document, kind)
    asked = paper.fields.keys() | {b.field for b in paper.blanks} | {hint.field for hint in paper.left_overs}
    told = kind_by_questions(kind, [name for name in asked if name is not None])
    yield paper if told == kind else _form_paper(document, told)
    if told in FORMS and not among_others and any(names_both(line) for line in titles_of(document)):
        other = FORMS - {told}
        own = {name: found for name, found in paper.fields.items() if name.startswith("project.")}
        for kind_of_other in other:
            yield Paper(document.name, kind_of_other, document, own, paper.person)


def _form_paper(document: Document, kind: str) -> Paper:
    form = read_form(document)
    reading = _Reading()
    _read_slots(form, reading, kind)
    members = members_of(form, reading.fields.get("leader.name"))
    reading.fields.update(members.fields)
    reading.blanks += members.blanks
    reading.left_overs += members.left_overs
    budget, total = budget_of(form)
    if total is not None:
        reading.fields.setdefault("project.budget_total", total)
    if budget and (public := public_share(form)) is not None:
        reading.fields.setdefault("project.funding_requested", public)
    if budget:
        first = budget[0]
        text = "；".join(f"{row.title} {row.amount:g}" for row in budget if row.amount is not None)
        reading.fields["project.budget_items"] = Found(text, text, first.place)
    schedule = schedule_of(form, reading.fields.get("project.schedule"))
    if schedule:
        first_row = schedule[0]
        text = "；".join(row.text for row in schedule)
        if form.schedule or "project.schedule" not in reading.fields:
            reading.fields["project.schedule"] = Found(text, text, first_row.place)
        reading.blanks = [b for b in reading.blanks if b.field != "project.schedule"]
    if budget:
        reading.blanks = [b for b in reading.blanks if b.field not in ("project.budget_total", "project.budget_items")]
    _studio_name(form, reading)
    if kind == "application_form":
        _studio_occupation(form, reading)
        _team_size(form, reading)
    _support(form, reading)
    _prose(form, reading)
    _leftovers(form, reading)
    reading.fields = believable(reading.fields, max((row.amount or 0.0 for row in budget), default=0.0))
    signings = find_signings(document) if kind in FORMS else ()
    for signing in signings:
        if signing.done:
            name = f"declaration.{signing.role}"
            reading.fields.setdefault(name, _signed(signing))
    project = reading.fields.get("project.name")
    if project is not None and _NO_PROJECT.fullmatch(joined(project.raw)):
        reading.blanks = [b for b in reading.blanks if not b.field.startswith("project.")]
    person = reading.fields.get("leader.name")
    return Paper(
        file=document.name,
        kind=kind,
        document=document,
        fields=reading.fields,
        person=str(person.value) if person is not None else None,
        blanks=tuple(b for b in reading.blanks if b.field not in reading.fields and b.field not in OPTIONAL),
        left_overs=tuple(reading.left_overs),
        signings=tuple(signings),
        budget=tuple(budget),
        schedule=tuple(schedule),
    )


# Where there is no project, its boxes are empty for that one reason.
_NO_PROJECT = re.compile(r"(?:暂?无|没有)(?:立项)?(?:项目)?[。.]?")


def _signed(signing: Signing) -> Found:
    """What stands at a place to sign, as a field."""
    return Found(
        signing.value or signing.label, str(signing.value or signing.label), signing.place, False, signing.problem
    )


def _read_slots(form: Form, reading: _Reading, kind: str) -> None:
    before: str | None = None
    for slot in form.slots:
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
        _take(name, slot, reading)


_STUDIO = "工作室"
_LONGEST_STUDIO = 40


def _studio_name(form: Form, reading: _Reading) -> None:
    """The studio's name where it stands under no more than 工作室: it begins with the leader's."""
    leader = reading.fields.get("leader.name")
    if leader is None or "studio.name" in reading.fields:
        return
    for text, place in form.texts:
        named = re.search(
            rf"{re.escape(str(leader.value))}[\u4e00-\u9fff（）()]{{0,{_LONGEST_STUDIO}}}?{_STUDIO}", joined(text)
        )
        name = "" if named is None else named[0]
        if name:
            reading.fields["studio.name"] = Found(name, text, place, leader.doubtful)
            reading.blanks = [b for b in reading.blanks if b.field != "studio.name"]
            return


def _studio_occupation(form: Form, reading: _Reading) -> None:
    """The occupation on a cover is the studio's where the leader's stands in a section of its own."""
    named = [s for s in form.slots if s.label.field == "person.occupation" and not is_blank(s.value)]
    cover = next((s for s in named if s.who is None), None)
    if cover is not None and any(s.who == "leader" for s in named) and "studio.name" in reading.fields:
        read = values.read_text(cover.value)
        if read is not None:
            reading.fields.setdefault(
                "studio.occupation", Found(read.value, cover.value, cover.place, cover.sure < SURE)
            )


# 团队成员（4人，不含领办人） in a heading.
_TEAM = re.compile(
    r"(?:团队|工作室)?成员(?:[（(][^（()）\d]*[)）])?(?:人?数|共计?|合计)?\s*[:：（(]?\s*(?:共|计)?(?P<count>\d{1,2})\s*[人名](?!以上|及以上)"
)


def _team_size(form: Form, reading: _Reading) -> None:
    """The size of the team where it is told in a heading rather than asked."""
    for text, place in form.texts:
        match = _TEAM.search(text)
        if match is not None and "studio.team_size" not in reading.fields and not _NOT_TOLD.search(text):
            found = Found(float(match["count"]), text, place, label=joined(text))
            reading.fields["studio.team_size"] = found


def _to_sign(slot: Slot) -> bool:
    """Whether the label is of a place to sign or seal, which is no field (申报单位（盖章）：某公司 is one)."""
    words = joined(slot.label.text)
    if re.search(r"[（(](?:签字|签名|签章)[)）]$", joined(slot.value)):  # 法定代表人：张三（签字）
        return True
    return re.search(r"签字|签名", words) is not None or (
        re.search(r"签章|盖章|公章", words) is not None and is_blank(slot.value)
    )


def _take(name: str, slot: Slot, reading: _Reading) -> None:
    if name == "unit.name" and (_NO_UNIT.fullmatch(joined(slot.value)) or _OPINION.search(slot.value)):
        return
    if is_remark(slot.value):
        return
    if name.endswith("name") and is_heading(slot.value) and not is_listed(slot.value):
        return  # the next section's heading, read into this line
    text = _answer(name, slot)
    hint = left_over_hint(text) if text else None
    if hint is not None and len(joined(text)) <= 60:
        reading.left_overs.append(LeftOver(hint, slot.place, name))
        return
    if is_blank(text):
        if name not in reading.fields:
            doubtful = slot.sure < SURE or _FIGURES.search(slot.label.text) is not None
            doubtful = doubtful or may_be_answered(slot.label.text)
            reading.blanks.append(Blank(name, joined(slot.label.text).strip("：:"), slot.place, doubtful))
        return
    read = READERS.get(name, values.read_text)(text, slot.label.text)
    if read is None and name in ("project.budget_total", "project.funding_requested"):
        return
    if read is None:
        read = Reading(
            values.plain(text),
            "date-invalid"
            if name in ("leader.birth_date", "project.start", "project.end") and re.search(r"\d", text)
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


# 从业年限19年: a label with its answer in the same box.
_FIGURES = re.compile(r"[^\d\s（(.、]\s*\d+\s*(?:年|人|名|元|万元|平方米|㎡|m2)\s*$")


def _answer(name: str, slot: Slot) -> str:
    """What stands in a slot: of check boxes the ticked ones, or what is told beside 有."""
    text = slot.value if re.search(r"[^_＿\s]", slot.value) is None else slot.value.strip("_＿ \u3000")
    # A ticked statement further down (√ 本单位承诺……) is none of the answer's options.
    ticked = chosen(text, slot.sure < 1.0) if chosen(text.strip().split("\n")[0]) is not None else None
    if ticked is not None:
        told = told_beside(text) if name.startswith("support.") and not _NONE.search(ticked) else None
        return told or ticked
    if name == "unit.name":
        return re.sub(r"\s*[（(](?:公章|盖章|签章|章)[)）]\s*$", "", text)
    return text


_NONE = re.compile(r"^(?:无|否|没有)")
# 单位：万元 above a table is no name of a unit, nor is the date below 单位（公章）.
_NO_UNIT = re.compile(r"(?:人民币)?(?:万元|元|人|平方米|㎡|m2|名|岁|年)[)）]?|\d[\d年月日.\-/]*")
# What stands below 申报单位意见 is no name of a unit.
_OPINION = re.compile(r"属实|同意|承诺|。\s*$")
_CONTACT = re.compile(
    r"(?P<name>[\u4e00-\u9fff·\s]{2,12}?)[\s,，、/:：（(]*(?:(?:联系|联络)?(?:电话|方式|手机)号?码?)?[\s:：（(]*(?P<phone>[\d+][\d\s\-]{6,}\d)[)）]?"
)


def _with_phone(found: Found, reading: _Reading) -> Found:
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


def _period(slot: Slot, reading: _Reading) -> None:
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


# The form's own words, not the applicant's.
_NOT_TOLD = re.compile(r"应|须|请|填写|不少于|^\s*(?:依据|注|说明|备注|提示)[:：]|承诺|声明|虚假|责任")


def _support(form: Form, reading: _Reading) -> None:
    """Supports that are told of in a general text rather than under labels of their own."""
    for text, place in form.texts:
        if len(joined(text)) < 8 or not re.search(
            r"提供|保障|配备|建立|制定|设立|投入|安排|拥有|已有|具有|设有|落实|配置", text
        ):
            continue
        for name, words in _SUPPORT_WORDS.items():
            match = re.search(words, text)
            if match is None or name in reading.fields or _NOT_TOLD.search(text):
                continue
            reading.fields[name] = Found(values.plain(text), text, place)


def _prose(form: Form, reading: _Reading) -> None:
    """What running text tells of fields that no question of the form asks for."""
    asked = reading.fields.keys() | {blank.field for blank in reading.blanks} | {b.field for b in reading.left_overs}
    for name, found in told_in(form.texts).items():
        if name not in asked and may_be(name, found.value, found.raw):
            reading.fields[name] = found


def _leftovers(form: Form, reading: _Reading) -> None:
    """Hints left in text that stands under no label."""
    known = {left.text for left in reading.left_overs}
    places = {left.place for left in reading.left_overs}
    for text, place in form.texts:
        hint = plain_hint(text)
        if hint is None or place in places or hint in known or len(joined(text)) > 60:
            continue
        reading.left_overs.append(LeftOver(hint, place))
        places.add(place)
