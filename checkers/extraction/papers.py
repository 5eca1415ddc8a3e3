"""A document → the papers in it: one form, or several cards, each with its typed fields."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from checkers.extraction import values
from checkers.extraction.card_pages import pages_of, split_cards
from checkers.extraction.cards import READERS as CARD_READERS
from checkers.extraction.cards import SURE
from checkers.extraction.field import Blank, Found, LeftOver, Paper, Signing
from checkers.extraction.form import LONG, Form, Record, Slot
from checkers.extraction.kinds import CARDS, OTHER, kind_of, kind_of_blocks
from checkers.extraction.labels import match_label
from checkers.extraction.plans import budget_of, schedule_of
from checkers.extraction.scripts import simplified
from checkers.extraction.signing import find_signings
from checkers.extraction.slots import read_form
from checkers.extraction.values import Reading, chosen, is_blank, joined, left_over_hint, plain_hint
from checkers.reading.document import Block, Cell, Document, Place

_Reader = Callable[[str, str], Reading | None]
_READERS: dict[str, _Reader] = {
    "unit.uscc": values.read_uscc,
    "unit.type": values.read_unit_type,
    "unit.legal_representative": values.read_name,
    "unit.contact_name": values.read_name,
    "unit.contact_phone": values.read_phone,
    "unit.staff_count": values.read_count,
    "unit.skilled_staff_count": values.read_count,
    "unit.training_area_m2": values.read_area,
    "unit.licence_valid_until": values.read_date,
    "studio.team_size": values.read_count,
    "leader.name": values.read_name,
    "leader.sex": values.read_sex,
    "leader.birth_date": values.read_date,
    "leader.id_number": values.read_identity,
    "leader.phone": values.read_phone,
    "leader.skill_level": values.read_level,
    "leader.certificate_number": lambda text, _: Reading(joined(text).upper()) if joined(text) else None,
    "leader.years_in_trade": values.read_count,
    "leader.honours": values.read_list,
    "unit.existing_studios": values.read_whether,
    "leader.existing_studios": values.read_whether,
    "project.start": values.read_date,
    "project.end": values.read_date,
    "project.budget_total": values.read_money,
    "project.funding_requested": values.read_money,
}
# Fields that a form may ask for and an applicant may leave empty.
OPTIONAL = frozenset(
    {
        "unit.licence_valid_until", "unit.existing_studios", "leader.existing_studios", "unit.dishonest", "leader.status",
        "leader.honours", "unit.training_qualification", "support.dedicated_account", "support.venue",
        "support.equipment", "support.funding", "support.management_rules", "support.work_plan",
    }
)  # fmt: skip
_FORMS = frozenset({"application_form", "project_proposal"})
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


def extract(document: Document) -> tuple[Paper, ...]:
    """The papers of a document: one of its kind, or each card of a file that holds several."""
    if document.format == "scan" or any(getattr(block, "sure", 1.0) < 1.0 for block in document.blocks):
        document = simplified(document)
    kind = kind_of(document)
    pages = pages_of(document)
    if kind in _FORMS or (kind not in CARDS and len(pages) < 2):
        return (_form_paper(document, kind),)
    cards = [c for page in pages for c in split_cards(page)]
    papers: list[Paper] = []
    for blocks in cards:
        own = kind_of_blocks(blocks, document.name if len(cards) == 1 else "")
        own = kind if own == OTHER and len(cards) == 1 else own
        paper = _card_paper(document, own, blocks) if own in CARDS else None
        if paper is not None and (own != "id_card" or _NAMED & paper.fields.keys()):  # else the back of a card
            papers.append(paper)
    if not papers:
        return (_form_paper(document, kind),)
    return tuple(papers)


_NAMED = frozenset({"leader.name", "leader.id_number"})


def _card_paper(document: Document, kind: str, blocks: tuple[Block, ...]) -> Paper:
    fields = CARD_READERS[kind](blocks)
    name = fields.get("leader.name")
    person = str(name.value) if name is not None and kind != "licence" else None
    return Paper(document.name, kind, document, fields, person)


def _form_paper(document: Document, kind: str) -> Paper:
    form = read_form(document)
    reading = _Reading()
    _read_slots(form, reading, kind)
    members = _members(form, reading)
    reading.fields.update(members)
    budget, total = budget_of(form)
    if total is not None:
        reading.fields.setdefault("project.budget_total", total)
    if budget:
        first = budget[0]
        text = "；".join(f"{row.title} {row.amount:g}" for row in budget if row.amount is not None)
        reading.fields["project.budget_items"] = Found(text, text, first.place)
    schedule = schedule_of(form, reading.fields.get("project.schedule"))
    if schedule:
        first_row = schedule[0]
        text = "；".join(row.text for row in schedule)
        reading.fields.setdefault("project.schedule", Found(text, text, first_row.place))
        reading.blanks = [b for b in reading.blanks if b.field != "project.schedule"]
    if budget:
        reading.blanks = [b for b in reading.blanks if b.field not in ("project.budget_total", "project.budget_items")]
    _support(form, reading)
    _leftovers(form, reading)
    signings = find_signings(document) if kind in _FORMS else ()
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
        if slot.who == "members" and slot.label.field.startswith("person."):
            continue
        name = _resolve(slot, before, kind)
        before = name or before
        if name is None or _to_sign(slot):
            continue
        if name == "project.period":
            _period(slot, reading)
            continue
        _take(name, slot, reading)


def _to_sign(slot: Slot) -> bool:
    """Whether the label is of a place to sign or seal, which is no field (申报单位（盖章）：某公司 is one)."""
    words = joined(slot.label.text)
    return re.search(r"签字|签名", words) is not None or (
        re.search(r"签章|盖章|公章", words) is not None and is_blank(slot.value)
    )


_PERIOD = frozenset({"project.period", "project.start", "project.end"})
# In an application form 起止时间 alone may be of a job or a school.
_OF_PROJECT = re.compile(r"项目|建设|培育|实施")


def _resolve(slot: Slot, before: str | None, kind: str) -> str | None:
    """The contract's field of a slot, by whose section it stands in and what was asked just before."""
    name = slot.label.field
    if (
        kind == "application_form"
        and name in _PERIOD
        and slot.who != "project"
        and not _OF_PROJECT.search(slot.label.text)
    ):
        return None
    if name == "phone" and _LEADER_ROLE.search(joined(slot.label.text)):
        return "leader.phone"
    if name == "phone":
        if before in ("unit.contact_name", "unit.contact_phone"):
            return "unit.contact_phone"
        if slot.who == "leader" or (before or "").startswith("leader."):
            return "leader.phone"
        return "unit.contact_phone"
    if (
        name == "unit.legal_representative"
        and joined(slot.label.text).endswith("负责人")
        and slot.who in ("leader", "project")
    ):
        return "leader.name"
    if name.startswith("person."):
        if name == "person.role":
            return None
        if slot.who == "unit" and name == "person.name":
            return None
        return f"leader.{name.removeprefix('person.')}"
    if name == "unit.name" and slot.who in ("project", "members") and joined(slot.label.text) in ("名称",):
        return "project.name" if slot.who == "project" else None
    if name == "leader.name" and "项目负责人" in joined(slot.label.text) and kind != "project_proposal":
        return "leader.name"
    return name


def _take(name: str, slot: Slot, reading: _Reading) -> None:
    text = slot.value
    ticked = chosen(text)
    if ticked is not None:
        text = ticked
    if name == "unit.name":
        text = re.sub(r"\s*[（(](?:公章|盖章|签章|章)[)）]\s*$", "", text)
    hint = left_over_hint(text) if text else None
    if hint is not None and len(joined(text)) <= 60:
        reading.left_overs.append(LeftOver(hint, slot.place, name))
        return
    if is_blank(text):
        if name not in reading.fields:
            reading.blanks.append(Blank(name, joined(slot.label.text).strip("：:"), slot.place))
        return
    read = _READERS.get(name, values.read_text)(text, slot.label.text)
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
    earlier = reading.fields.get(name)
    if earlier is None or (earlier.problem and not found.problem):
        reading.fields[name] = found
    elif name in LONG and isinstance(earlier.value, str) and isinstance(found.value, str):
        reading.fields[name] = replace(
            earlier, value=f"{earlier.value}\n{found.value}", raw=f"{earlier.raw}\n{found.raw}"
        )


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


_LEADER_ROLE = re.compile(r"领办人|带头人|领衔人|技能大师|主持人")


def _members(form: Form, reading: _Reading) -> dict[str, Found]:
    """members[n].… from the member table or from blocks of labels that repeat for each person."""
    people = [_person(record) for record in form.members]
    people += list(_member_blocks(form.slots))
    leader = reading.fields.get("leader.name")
    found: dict[str, Found] = {}
    n = 0
    for person in people:
        name, role = person.get("name"), person.get("role")
        if all(is_blank(f.raw) for key, f in person.items() if key != "role"):
            continue
        is_leader = role is not None and _LEADER_ROLE.search(role.raw) is not None
        if is_leader or (leader is not None and name is not None and name.value == leader.value):
            continue
        n += 1
        for key, value in person.items():
            if is_blank(value.raw):
                if key in ("name", "id_number", "skill_level", "certificate_number", "role"):
                    reading.blanks.append(Blank(f"members[{n}].{key}", key, value.place))
                continue
            hint = left_over_hint(value.raw)
            if hint is not None:
                reading.left_overs.append(LeftOver(hint, value.place, f"members[{n}].{key}"))
                continue
            found[f"members[{n}].{key}"] = value
    return found


def _person(record: Record) -> dict[str, Found]:
    person: dict[str, Found] = {}
    for header, cell in record.cells:
        label = match_label(header)
        if label is None and re.search(r"等级.*(?:编号|证书号)", joined(header)):
            person |= _level_and_number(cell)
            continue
        if label is None or not label.field.startswith(("person.", "phone", "unit.name")):
            continue
        key = label.field.removeprefix("person.")
        if key in ("name", "id_number", "skill_level", "certificate_number", "role", "sex", "birth_date", "occupation"):
            person.setdefault(key, _member_value(key, header, cell.text, cell.place, cell.sure))
    return person


_CERTIFICATE = re.compile(r"[A-Z]?\d{12,22}")


def _level_and_number(cell: Cell) -> dict[str, Found]:
    """Level and certificate number from one cell that holds both."""
    number = _CERTIFICATE.search(joined(cell.text).upper())
    level = cell.text if number is None else joined(cell.text).upper().replace(number[0], "")
    found = {"skill_level": _member_value("skill_level", "", level, cell.place, cell.sure)}
    if number is not None:
        found["certificate_number"] = _member_value("certificate_number", "", number[0], cell.place, cell.sure)
    return found


def _member_value(key: str, label: str, text: str, place: Place, sure: float) -> Found:
    reader = _READERS.get(f"leader.{key}", values.read_text)
    read = reader(text, label) or Reading(values.plain(text), None, True)
    return Found(read.value, text, place, read.doubtful or sure < SURE, read.problem)


def _member_blocks(slots: Iterable[Slot]) -> Iterable[dict[str, Found]]:
    """People whose labels stand beside their values one after another in the members' section."""
    person: dict[str, Found] = {}
    for slot in slots:
        if slot.who != "members" or not slot.label.field.startswith("person."):
            continue
        key = slot.label.field.removeprefix("person.")
        if key in person or (key == "name" and person):
            yield person
            person = {}
        person[key] = _member_value(key, slot.label.text, slot.value, slot.place, slot.sure)
    if person:
        yield person


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
