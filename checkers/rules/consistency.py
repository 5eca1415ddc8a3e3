"""What papers say of the same thing, held against one another."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date

from checkers.extraction.field import Found, Paper, PartialDate, ScheduleRow
from checkers.extraction.labels import bare, match_label
from checkers.extraction.plausible import is_person
from checkers.reading.document import Cell, Paragraph, Place, Table
from checkers.rules.crosschecks import told_apart
from checkers.rules.dossier import (
    FORM,
    LICENCE,
    PROPOSAL,
    Dossier,
    Person,
    Sighting,
    members_of,
    plain_name,
    plain_unit_name,
    same_person,
)
from checkers.rules.findings import Findings, graver
from checkers.rules.numbers import clean_number, looks_like_code, uscc_problem
from checkers.rules.periods import last_day, project_period
from checkers.rules.sums import ROUNDING_YUAN, adds_up_to, comparable, without_subtotals
from checkers.rules.texts import role_title, say
from checkers.rules.unread import unread_people
from checkers.rules.validity import misread
from checkers.rules.words import says_none, words
from knowledge.pack.display import plain
from knowledge.patterns import compiled

# A total in another paper is held against no fewer rows: an application form tells of one sum and another in its own boxes.
_ROWS_OF_A_BUDGET = 2


def check_consistency(dossier: Dossier, found: Findings) -> None:
    """Names, numbers, head counts, sums and periods across the papers and within each."""
    for person in dossier.people:
        _name(dossier, person, found)
        _number(dossier, person, found)
    _unit_name(dossier, found)
    _uscc(dossier, found)
    _duplicates(dossier, found)
    _team_size(dossier, found)
    for paper in dossier.usable:
        _budget(dossier, paper, found)
    _period(dossier, found)


def _name(dossier: Dossier, person: Person, found: Findings) -> None:
    for other in _names(person):
        found.look("name-mismatch")
        if _another_name(plain_name(other.text), person.plain) or _cut_short(other, person.name):
            doubtful = other.doubtful or person.name.doubtful
            parts = {
                "role": role_title(person.base),
                "one": person.name.text,
                "other": other.text,
                "file": other.paper.file,
            }
            sure = _misspelt(dossier, person, other) and told_apart(person.name, other)
            found.add("name-mismatch", graver(doubtful), f"{person.base}.name", at=person.name, parts=parts, sure=sure)
            return


def _misspelt(dossier: Dossier, person: Person, other: Sighting) -> bool:
    """Whether another name is meant for the same person: a name like it, and not that of somebody else at hand."""
    one, two = person.plain, plain_name(other.text)
    if not (is_person(one) and is_person(two)) or not set(one) & set(two):
        return False
    others = [p.plain for p in dossier.people if p is not person]
    others += [plain_name(s.text) for n in _OF_THE_UNIT for s in dossier.sightings(n, FORM, PROPOSAL, LICENCE)]
    return two not in others


_OF_THE_UNIT = ("unit.legal_representative", "unit.contact_name")


def _another_name(one: str, other: str) -> bool:
    """Whether two names differ; one that is part of the other was read with its neighbours, or cut off."""
    return one not in other and other not in one


# Papers that ask for a name by itself, so that nothing else is read with it.
_NAME_ALONE = frozenset({FORM, PROPOSAL, "id_card", "skill_certificate"})
# The shortest and the longest of which one character may be missing.
_SHORT_NAME, _LONG_NAME = 2, 4


def _cut_short(one: Sighting, other: Sighting) -> bool:
    """Whether a character is missing at the end of one of two names that are both typed in boxes of their own."""
    short, long = sorted((plain_name(one.text), plain_name(other.text)), key=len)
    typed = all(
        s.paper.kind in _NAME_ALONE and all(getattr(b, "sure", 1.0) == 1.0 for b in s.paper.document.blocks)
        for s in (one, other)
    )
    return typed and long[:-1] == short and _SHORT_NAME <= len(short) < len(long) <= _LONG_NAME


def _names(person: Person) -> Iterable[Sighting]:
    for sighting in person.sightings("name"):
        if sighting.paper is not person.name.paper:
            yield sighting


def _number(dossier: Dossier, person: Person, found: Findings) -> None:
    sightings = [s for s in person.sightings("id_number") if not says_none(s.text)]
    if len(sightings) < 2:
        return
    found.look("id-number-mismatch")
    first = sightings[0]
    sound = [n.number for s in sightings if (n := dossier.valid_number(s)) is not None]
    for other in sightings[1:]:
        one, two = clean_number(first.text), clean_number(other.text)
        if one == two or (dossier.valid_number(other) is None and (misread(other, sound) or _told(found, person))):
            continue
        if dossier.valid_number(first) is None and _told(found, person):
            continue
        parts = {"name": person.plain, "one": one, "other": two, "file": other.paper.file}
        outcome, subject = graver(first.doubtful or other.doubtful), f"{person.base}.id_number"
        sure = is_person(person.plain) and told_apart(first, other)
        found.add("id-number-mismatch", outcome, subject, at=first, parts=parts, sure=sure)
        return


def _told(found: Findings, person: Person) -> bool:
    """Whether the person's number was already found to be wrong by itself."""
    return any(f.rule == "id-number-invalid" and f.subject == f"{person.base}.id_number" for f, _ in found.placed)


def _unit_name(dossier: Dossier, found: Findings) -> None:
    sightings = dossier.sightings("unit.name", LICENCE, FORM, PROPOSAL)
    names = [plain_unit_name(s.text) for s in sightings]

    def alone(text: str) -> str:
        return _alone(plain_unit_name(text), names)

    _differing("unit-name-mismatch", "unit.name", sightings, alone, lambda t: _is_unit(alone(t)), found)


# What a unit's name ends in; a name that goes on after it and does not end so again was read with what stands beside it.
_END_OF_UNIT = compiled(
    r"(?:公司|厂|集团|学校|学院|中心|协会|商会|学会|联合会|基地|医院|研究[院所]|合作社|事务所|工作室|店|部|社)$"
)


# 承担单位：某公司 and 人、平方米 are more or less than a unit's name.
_NO_UNIT = compiled(r"[:：、；;\d]")


def _is_unit(name: str) -> bool:
    return _END_OF_UNIT.search(name) is not None and _NO_UNIT.search(name) is None


def _alone(name: str, names: list[str]) -> str:
    """A unit's name without what was read with it (…协会活动地域…), by the other names of it that are at hand."""
    if _END_OF_UNIT.search(name):
        return name
    return next((other for other in names if _END_OF_UNIT.search(other) and name.startswith(other)), name)


def _uscc(dossier: Dossier, found: Findings) -> None:
    sightings = [s for s in dossier.sightings("unit.uscc", LICENCE, FORM, PROPOSAL) if not says_none(s.text)]
    sound = [clean_number(s.text) for s in sightings if uscc_problem(s.text) is None]
    readable = [s for s in sightings if uscc_problem(s.text) is None or not misread(s, sound)]
    _differing("uscc-mismatch", "unit.uscc", readable, clean_number, looks_like_code, found)


def _differing(
    rule: str,
    subject: str,
    sightings: list[Sighting],
    form: Callable[[str], str],
    is_one: Callable[[str], bool],
    found: Findings,
) -> None:
    """The first value that differs from the first one, placed where it can be mended (not on the licence).

    `is_one` tells whether a text looks like such a value at all.
    """
    if len(sightings) < 2:
        return
    found.look(rule)
    first = sightings[0]
    for other in sightings[1:]:
        if form(other.text) != form(first.text):
            parts = {"one": other.text, "other": first.text, "file": first.paper.file}
            doubtful = first.doubtful or other.doubtful
            sure = is_one(first.text) and is_one(other.text) and told_apart(first, other)
            found.add(rule, graver(doubtful), subject, at=other, parts=parts, sure=sure)
            return


def _duplicates(dossier: Dossier, found: Findings) -> None:
    for paper in dossier.filled(FORM, PROPOSAL):
        members = list(members_of(paper))
        if not members:
            continue
        found.look("duplicate-member")
        twice = [p for n, p in enumerate(members) if any(same_person(p, earlier) for earlier in members[:n])]
        # Who is listed again with others stands in a second list (who signs, who does what).
        once = len(twice) == 1 or len(twice) < len(members) - len(twice)
        for person in twice:
            subject = f"{person.base}.name"
            if subject not in {f.subject for f, _ in found.placed if f.rule == "duplicate-member"}:
                outcome, parts = graver(person.name.doubtful), {"name": person.name.text}
                found.add("duplicate-member", outcome, subject, at=person.name, parts=parts, sure=once)


def _team_size(dossier: Dossier, found: Findings) -> None:
    """The head count against the list; where the form does not say whether the leader counts, either is right."""
    unread = unread_people(dossier)
    for paper in dossier.filled(FORM, PROPOSAL):
        stated = paper.number("studio.team_size")
        if stated is None:
            continue
        listed = dossier.listed(paper) or [p for p in dossier.people if p.base != "leader"]
        if not listed:
            continue
        found.look("team-size-mismatch")
        leader = dossier.leader
        rows = [p for p in listed if leader is None or p.plain != leader.plain]
        distinct = [p for n, p in enumerate(rows) if not any(same_person(p, e) for e in rows[:n])]
        sighting = Sighting(paper, "studio.team_size", paper.fields["studio.team_size"])
        counted = leader_counted(sighting)
        extra = {True: (1,), False: (0,), None: (0, 1)}[counted]
        if any(stated == len(people) + n for people in (rows, distinct) for n in extra):
            continue
        if unread and stated > len(rows):
            continue
        key = {True: "with", False: "without", None: "open"}[counted]
        parts = {
            "stated": plain(stated),
            "listed": len(rows) + (counted is True),
            "leader": say("team-size-mismatch-leader", key),
        }
        slip = min(abs(stated - len(rows) - n) for n in extra)
        sure = slip <= _SLIP_OF_HEADS and all(is_person(p.plain) for p in rows)
        outcome = graver(sighting.doubtful)
        found.add("team-size-mismatch", outcome, "studio.team_size", at=sighting, parts=parts, sure=sure)
        return


# Who counts a team slips by a few; more is the head count of something else, or a list that was not read whole.
_SLIP_OF_HEADS = 3


def leader_counted(sighting: Sighting) -> bool | None:
    """Whether a head count includes the leader, by the words around it; None where they do not say."""
    found = sighting.found
    around = _around(sighting.paper, found)
    # 工作室人数（含领办人）：5人。成员名单（不含领办人）如下: the list's own remark is not the count's.
    own = next((part for part in around.split("。") if found.raw and found.raw in part), "")
    heads = compiled(rf"(?<!\d){found.value:g}\s*[人名]") if isinstance(found.value, float) else None
    clause = next((part for part in _CLAUSES.split(own or found.raw) if heads is not None and heads.search(part)), "")
    if isinstance(found.value, float) and re.search(_PARTS.format(f"{found.value:g}"), found.raw):
        return False
    apart = [part for part in _CLAUSES.split(found.raw) if _LEADER_APART.search(part)]
    if clause and _MEMBERS.search(clause) and any(not words().with_leader.search(part) for part in apart):
        return False
    for told in (_NAMED_NEXT.sub("", text) for text in (clause, f"{found.label}，{found.raw}", own, around)):
        # 成员4人；连同领衔人共5人: what is said of the other count is not said of this one.
        text = "，".join(part for part in _CLAUSES.split(told) if not _other_count(part, found))
        if words().without_leader.search(text):
            return False
        if words().with_leader.search(text):
            return True
    return None


# 共4人，除领办人外，成员有：…: who is named next is not the leader, who may be one of the four.
_NAMED_NEXT = compiled(
    r"(?<=[人名])[，,]除(?:领办人|领衔人|带头人|技能大师|大师|主持人|负责人)(?:本人)?[以之]?外[，,]?(?:其他|其余|团队)*(?:成员|组员|人员)(?:有|为|包括|分别|如下|[:：])"
)
# 含领办人1人、成员4人: the parts of a total, of which the second is meant.
_PARTS = r"(?:领办人|领衔人|带头人|技能大师|大师|主持人|负责人)\s*[1一]\s*[人名][、，,和及]\s*(?:团队)?(?:成员|组员|队员)\s*{}\s*[人名]"
# 带头人1名，成员4名: the leader is counted by himself.
_MEMBERS = compiled(r"成员|组员|队员")
_LEADER_APART = compiled(r"(?:领办人|领衔人|带头人|技能大师|大师|主持人|负责人)\s*[1一]\s*[人名]")


def _other_count(clause: str, found: Found) -> bool:
    """Whether a clause counts other heads than a reading does."""
    counts = [float(number) for number in _HEADS.findall(clause)]
    return bool(counts) and found.value not in counts


_HEADS = compiled(r"(\d+)\s*[人名]")
_CLAUSES = compiled(r"[，,；;（()）]")


def _around(paper: Paper, found: Found) -> str:
    """The paragraph, or the table row and the cells above, where a count stands; not what else its row asks for (工作室
    总人数（含领办人） beside 成员合计)."""
    place = found.place
    for block in paper.document.blocks:
        if isinstance(block, Paragraph) and place.table is None and block.place == place:
            return block.text
    tables = (b for b in paper.document.blocks if isinstance(b, Table) and b.place.table == place.table is not None)
    return " ".join(c.text for table in tables for c in table.cells if _near(c, place) and not _asks_else(c, found))


def _asks_else(cell: Cell, found: Found) -> bool:
    """Whether a cell of the count's row asks for another one."""
    label = match_label(cell.text) if cell.place.row == found.place.row else None
    return label is not None and bare(cell.text) != bare(found.label)


def _near(cell: Cell, place: Place) -> bool:
    return (
        ("人" in cell.text or words().without_leader.search(cell.text) is not None)
        and cell.place.page == place.page  # tables are counted anew on each page
        and cell.place.row is not None
        and place.row is not None
        and (cell.place.row == place.row or (cell.place.row == place.row - 1 and _over(cell.place, place)))
    )


def _over(above: Place, place: Place) -> bool:
    """Whether a cell of the row above may stand over a place: in its column, where both tell theirs."""
    return above.column is None or place.column is None or above.column == place.column


def _budget(dossier: Dossier, paper: Paper, found: Findings) -> None:
    rows = [r for r in paper.budget if not words().budget_total.match(plain_name(r.title))]
    total = paper.fields.get("project.budget_total")
    if total is None:
        other = dossier.first("project.budget_total")
        total, paper = (
            (other.found, other.paper) if other is not None and len(rows) >= _ROWS_OF_A_BUDGET else (None, paper)
        )
    if not rows or total is None or not isinstance(total.value, float):
        return
    amounts = [r.amount for r in rows if r.amount is not None]
    if len(amounts) < len(rows):
        return
    if _misread_amount(paper, [*amounts, total.value]):
        return
    found.look("budget-sum-mismatch")
    added = sum(amounts)
    if any(abs(a - total.value) + abs(added - 2 * total.value) <= ROUNDING_YUAN for a in amounts) and len(amounts) > 1:
        # The total itself stands among the rows, under a title of its own.
        added -= total.value
    others = (_over_all_pages(dossier), sum(without_subtotals(amounts)))
    if any(abs(s - total.value) <= ROUNDING_YUAN for s in others) or adds_up_to(paper, total.value):
        return
    if abs(added - total.value) > ROUNDING_YUAN:
        parts = {"sum": plain(added), "total": plain(total.value), "gap": plain(abs(added - total.value))}
        at = Sighting(paper, "project.budget_total", total)
        sure = comparable(added, total.value)
        outcome = graver(total.doubtful)
        found.add("budget-sum-mismatch", outcome, "project.budget_total", at=at, parts=parts, sure=sure)


# Amounts of a budget are round; among such a recognised 12 or 180003 is misread.
_ROUND_YUAN = 10


def _misread_amount(paper: Paper, amounts: list[float]) -> bool:
    """Whether one of a few recognised amounts is not round where the others are."""
    odd = sum(a % _ROUND_YUAN != 0 for a in amounts)
    return paper.document.recognised and 0 < 2 * odd < len(amounts)


def _over_all_pages(dossier: Dossier) -> float:
    """The sum of the rows in all files: a form may come as one picture a page, of which only the first says its kind."""
    rows = [row for paper in dossier.usable for row in paper.budget]
    return sum(r.amount for r in rows if r.amount is not None and not words().budget_total.match(plain_name(r.title)))


def _period(dossier: Dossier, found: Findings) -> None:
    period = project_period(dossier)
    if period is None:
        return
    start, end = period
    found.look("period-reversed")
    first, last = _day(start), _day(end)
    if last_day(last) < first.earliest():
        parts: dict[str, object] = {"start": first, "end": last}
        found.add("period-reversed", graver(start.doubtful or end.doubtful), "project.end", at=end, parts=parts)
        return
    for paper in dossier.filled(PROPOSAL, FORM):
        if paper.schedule:
            found.look("schedule-outside-period")
        outside = [row for row in paper.schedule if _outside(row, first.earliest(), last_day(last))]
        if len(outside) == len(paper.schedule) and all(_long_before(row, first.earliest()) for row in outside):
            continue  # where somebody worked: 2003.07—2010.02 某公司 钳工
        if outside:
            parts = {"text": outside[0].text, "start": first, "end": last}
            outcome, at = graver(start.doubtful or end.doubtful), (paper, outside[0].place)
            # Where no row lies inside, the rows are of something else (somebody's career), or the period is.
            sure = len(outside) < len(paper.schedule) or len(outside) == 1
            found.add("schedule-outside-period", outcome, "project.schedule", at=at, parts=parts, sure=sure)
            return


def _day(sighting: Sighting) -> PartialDate:
    value = sighting.found.value
    assert isinstance(value, PartialDate)
    return value


# A project is planned for no time that ended so many years before it.
_YEARS_BEFORE = 3


def _long_before(row: ScheduleRow, start: date) -> bool:
    ended = row.end or row.start
    return ended is not None and last_day(ended).year <= start.year - _YEARS_BEFORE


def _outside(row: ScheduleRow, start: date, end: date) -> bool:
    """Whether no reading of the row's months lies inside the period."""
    begins = [d for d in (row.start, row.end) if d is not None]
    return any(last_day(d) < start or d.earliest() > end for d in begins)
