"""The members of a studio, from the table that lists them or from boxes that repeat for each person."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from checkers.extraction import values
from checkers.extraction.cards import SURE
from checkers.extraction.field import Blank, Found, LeftOver
from checkers.extraction.form import Form, Record, Slot
from checkers.extraction.headers import LEVELS
from checkers.extraction.labels import labels_together, match_label
from checkers.extraction.left_overs import left_over_hint
from checkers.extraction.plausible import is_form_word, is_nobody, is_person, is_remark, may_be
from checkers.extraction.readers import READERS
from checkers.extraction.rosters import people_named
from checkers.extraction.values import Reading, chosen, is_blank, is_struck, is_tick, joined
from checkers.reading.document import Cell, Place
from knowledge.patterns import compiled


@dataclass
class Members:
    """members[n].… as listed, what is left blank of them, hints that were left, and what the list tells of the leader."""

    fields: dict[str, Found] = field(default_factory=dict)
    blanks: list[Blank] = field(default_factory=list)
    left_overs: list[LeftOver] = field(default_factory=list)
    leader: dict[str, Found] = field(default_factory=dict)


# So many names of people tell that the other names on a list are people's too.
_SEVERAL = 2
# A row in which none of these is filled in is nobody's; what the form prints beside it does not count.
_OF_SOMEBODY = frozenset({"name", "id_number", "skill_level", "certificate_number"})
_TELLING = _OF_SOMEBODY - {"name"}
LEADER_ROLE = compiled(r"领办人|带头人|领衔人|技能大师|主持人")


def members_of(form: Form, leader: Found | None) -> Members:
    """members[n].… from the member table or from blocks of labels that repeat for each person."""
    people = list(_without_headings([_person(record) for record in form.members if not _is_example(record)]))
    people += list(_member_blocks(form.slots))
    if not any("name" in person for person in people):
        people += [
            {f.removeprefix("person."): _member_value(f.removeprefix("person."), line, v, place, 1.0) for f, v in told}
            for told, line, place in people_named(form.texts)
        ]
    found = Members()
    n = 0
    for person in _each_once(people):
        name, role = person.get("name"), person.get("role")
        remarked = name is not None and is_remark(name.raw)  # （可加行）
        nobodys = name is not None and (is_form_word(str(name.value)) or is_nobody(str(name.value)))
        if name is not None and not is_blank(name.raw) and (remarked or nobodys):
            name = None
            person.pop("name")
        if all(is_blank(f.raw) for key, f in person.items() if key in _OF_SOMEBODY):
            continue
        is_leader = role is not None and LEADER_ROLE.search(role.raw) is not None
        if is_leader or (leader is not None and name is not None and name.value == leader.value):
            told = {f"leader.{key}": f for key, f in person.items() if key != "role" and not is_blank(f.raw)}
            found.leader |= {n: f for n, f in told.items() if may_be(n, f.value, f.raw)}
            continue
        n += 1
        for key, value in person.items():
            if key == "certificate_number" and _has_a_title(person):
                continue
            if is_blank(value.raw):
                if key in ("name", "id_number", "skill_level", "certificate_number", "role"):
                    label, struck = value.label or key, is_struck(value.raw)
                    found.blanks.append(Blank(f"members[{n}].{key}", label, value.place, value.doubtful, struck))
                continue
            hint = left_over_hint(value.raw)
            if hint is not None:
                found.left_overs.append(LeftOver(hint, value.place, f"members[{n}].{key}"))
                continue
            if may_be(f"members[{n}].{key}", value.value, value.raw):
                found.fields[f"members[{n}].{key}"] = value
    return found


# Professional staff, whom a team may have as well, have a title (工程师, 助理工艺师) and no certificate of skill.
_TITLE = compiled(r"(?<!技)师(?!傅)|教授|研究员|馆员|编辑|记者|工艺美术|技术员|职称")


def _has_a_title(person: dict[str, Found]) -> bool:
    """Whether a member's level is a professional title, and no number of a certificate is given."""
    level, number = person.get("skill_level"), person.get("certificate_number")
    return level is not None and number is not None and is_blank(number.raw) and _TITLE.search(level.raw) is not None


def _without_headings(people: list[dict[str, Found]]) -> Iterable[dict[str, Found]]:
    """The rows of a list without those that are nobody's: a text that is no name (人才制度) and nothing of a person."""
    named = sum("name" in p and is_person(str(p["name"].value)) for p in people)
    for person in people:
        name = person.get("name")
        told = any(
            not is_blank(f.raw) and may_be(f"members[1].{key}", f.value, f.raw)
            for key, f in person.items()
            if key in _OF_SOMEBODY - {"name"}
        )
        if told or named < _SEVERAL or name is None or is_blank(name.raw) or is_person(str(name.value)):
            yield person


def _each_once(people: list[dict[str, Found]]) -> list[dict[str, Found]]:
    """The people, each with what a further table tells of those whom a table before it lists: tasks, certificates."""
    listed = [person for person in people if "name" in person and _tells_who(person)]
    each: list[dict[str, Found]] = []
    for person in people:
        name = person.get("name")
        same = [p for p in listed if name is not None and p["name"].value == name.value]
        apart = [p for p in same if name is not None and _table_of(p["name"]) != _table_of(name)]
        if _tells_who(person):
            apart = [p for p in apart if any(p is kept for kept in each) and not _TELLING & p.keys() & person.keys()]
        if not apart:
            each.append(person)
            continue
        for other in apart:
            for key in person.keys() - other.keys():
                other[key] = person[key]
    return each


def _tells_who(person: dict[str, Found]) -> bool:
    """Whether a row tells who somebody is rather than only what he does."""
    return bool(_TELLING & person.keys())


def _table_of(found: Found) -> tuple[int | None, int | None]:
    return found.place.page, found.place.table


# The first box of a row that shows how to fill in the others.
_EXAMPLE = compiled(r"[（(【]?(?:填写)?(?:示?例|样例|举例|示范|例如)[)）】]?[:：]?")


def _is_example(record: Record) -> bool:
    """Whether a row is the form's own example, or one of headers: none of its boxes tells of anybody."""
    told = [joined(cell.text) for _, cell in record.cells if cell.text.strip()]
    return any(_EXAMPLE.fullmatch(text) for text in told) or (bool(told) and all(is_form_word(text) for text in told))


def _person(record: Record) -> dict[str, Found]:
    person: dict[str, Found] = {}
    for header, cell in record.cells:
        label = match_label(header)
        if joined(header) in LEVELS and is_tick(cell.text):
            person["skill_level"] = _member_value("skill_level", header, header, cell.place, cell.sure)
            continue
        if re.search(r"等级[及和与、/（(].*(?:编号|证书号)", joined(header)):
            person |= _level_and_number(cell)
            continue
        for asked in labels_together(header) or ([label] if label is not None else []):
            key = asked.field.removeprefix("person.")
            if key in _KEPT:
                person.setdefault(key, _member_value(key, header, cell.text, cell.place, cell.sure))
    return person


_KEPT = frozenset({"name", "id_number", "skill_level", "certificate_number", "role", "sex", "birth_date", "occupation"})


_CERTIFICATE = compiled(r"[A-Z]?\d{12,22}")


def _level_and_number(cell: Cell) -> dict[str, Found]:
    """Level and certificate number from one cell that holds both."""
    number = _CERTIFICATE.search(joined(cell.text).upper())
    level = cell.text if number is None else joined(cell.text).upper().replace(number[0], "")
    found = {"skill_level": _member_value("skill_level", "", level, cell.place, cell.sure)}
    if number is not None:
        found["certificate_number"] = _member_value("certificate_number", "", number[0], cell.place, cell.sure)
    return found


def _member_value(key: str, label: str, text: str, place: Place, sure: float) -> Found:
    reader = READERS.get(f"leader.{key}", values.read_text)
    ticked = chosen(text, sure < 1.0)
    text = text if ticked is None else ticked
    if is_blank(text):
        return Found("", text, place, sure < SURE, None, joined(label))
    read = reader(text, label) or Reading(values.plain(text), None, True)
    return Found(read.value, text, place, read.doubtful or sure < SURE, read.problem, joined(label))


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
