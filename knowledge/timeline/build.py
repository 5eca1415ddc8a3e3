"""A studio's facts and a pack → its timeline on a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from knowledge.errors import InputError
from knowledge.pack import Pack
from knowledge.pack.deadlines import LAST_DONE, Step
from knowledge.pack.display import figure
from knowledge.periods import add_years
from knowledge.timeline.entry import REMIND_DAYS, Cited, Entry, State, Timeline
from knowledge.timeline.occurrences import Occurrence, Reckoning, listed_from
from knowledge.timeline.registration import check_registration, policy_cautions
from knowledge.timeline.studio import Mark, Marks, SetDates, Studio
from knowledge.timeline.texts import say, written, written_month
from knowledge.timeline.working_days import WorkingDay, working_day_before

# A cycle of three years, seen from its first day: what comes again is listed as far ahead.
LOOK_AHEAD_YEARS = 3


def build_timeline(
    pack: Pack,
    studio: Studio,
    as_of: date,
    *,
    set_dates: SetDates | None = None,
    marks: Marks | None = None,
    remind_days: Sequence[int] = REMIND_DAYS,
    until: date | None = None,
) -> Timeline:
    """The dates that `studio` has to keep by `pack`, as they stand on `as_of`.

    A date in `set_dates` (entry id → day) replaces the reckoned one, and what is reckoned from it moves too. What comes
    again is listed to `until` (three years ahead when left out), a warning only for its next time. InputError where `set_dates` names no deadline.
    """
    reckoning = Reckoning(
        pack=pack,
        studio=studio,
        as_of=as_of,
        first=listed_from(studio, as_of),
        last=until or add_years(max(as_of, studio.established), LOOK_AHEAD_YEARS),
        set_dates=_with_years(pack, set_dates or {}),
        marks=_done_with_years(pack, marks or {}),
    )
    leads = tuple(sorted(set(remind_days), reverse=True))
    entries = [_entry(reckoning, occurrence, leads) for occurrence in reckoning.occurrences()]
    entries.sort(key=lambda e: (e.due is None, e.due or date.max, e.id))
    return Timeline(
        policy=pack.id,
        title=pack.policy.title,
        name=pack.policy.name,
        established=studio.established,
        as_of=as_of,
        entries=tuple(entries),
        cautions=(*policy_cautions(pack, as_of), *check_registration(pack, studio, as_of)),
    )


def _with_years(pack: Pack, set_dates: SetDates) -> dict[str, date]:
    """The set dates; a round that comes again and was named without its year gets that of its day."""
    deadlines = {d.id: d for d in pack.deadlines}
    found: dict[str, date] = {}
    for key, day in set_dates.items():
        name, _, year = key.partition("/")
        if name not in deadlines:
            raise InputError(say("no_such_entry", id=key, known="、".join(deadlines)))
        again = deadlines[name].every_years is not None
        found[f"{name}/{day.year}" if again and not year else key] = day
    return found


def _done_with_years(pack: Pack, marks: Marks) -> dict[str, Mark]:
    """The marks; a round that was done before its year was known was that of the day's year, and others come."""
    again = {d.id for d in pack.deadlines if d.every_years is not None}
    return {
        f"{key}/{mark.on.year}" if key in again and mark.state == "done" else key: mark for key, mark in marks.items()
    }


def _entry(reckoning: Reckoning, occurrence: Occurrence, leads: tuple[int, ...]) -> Entry:
    pack, deadline = reckoning.pack, occurrence.deadline
    mark = _mark(reckoning, occurrence)
    announced = None if occurrence.day is None else working_day_before(occurrence.day)
    return Entry(
        id=occurrence.id,
        deadline=deadline.id,
        title=_title(occurrence),
        kind=deadline.kind,
        actor=deadline.actor,
        clause=pack.clauses.full_id(deadline.clause),
        label=pack.label(deadline.clause),
        quote=deadline.quote,
        due=occurrence.day,
        announced=None if announced is None else announced.day,
        latest=occurrence.until,
        why=_why(reckoning, occurrence, announced),
        proposed=deadline.kind == "proposed" and not occurrence.set_by_hand,
        set_by_hand=occurrence.set_by_hand,
        owed=deadline.owed,
        bring=_cited(pack, deadline.bring),
        to=_cited(pack, deadline.to),
        remind_days=leads,
        state=_state(reckoning, occurrence, announced, mark),
        mark=mark,
    )


def _title(occurrence: Occurrence) -> str:
    """The deadline's title, with the year of what comes again (a warning stands once)."""
    deadline, year = occurrence.deadline, occurrence.id.partition("/")[2]
    if deadline.every_years is None or deadline.kind == "warning" or not year:
        return deadline.title
    return say("title_of_year", title=deadline.title, year=year)


def _cited(pack: Pack, steps: Sequence[Step]) -> tuple[Cited, ...]:
    return tuple(Cited(s.what, pack.clauses.full_id(s.cite.clause), pack.quote(s.cite)) for s in steps)


def _mark(reckoning: Reckoning, occurrence: Occurrence) -> Mark | None:
    """What was said of an entry; one reckoned from what was last done is never done: it has moved on."""
    mark = reckoning.marks.get(occurrence.id)
    moved_on = mark is not None and mark.state == "done" and occurrence.deadline.event in LAST_DONE
    return None if moved_on else mark


def _state(reckoning: Reckoning, occurrence: Occurrence, announced: WorkingDay | None, mark: Mark | None) -> State:
    if mark is not None and mark.state == "done":
        return "done"
    if occurrence.day is None or announced is None:
        return "notice"
    if reckoning.as_of < announced.day:
        return "coming"
    if reckoning.as_of <= occurrence.day:
        return "due"
    kept_from = reckoning.studio.kept_from
    history = kept_from is not None and occurrence.day < kept_from
    return "overdue" if occurrence.deadline.owed and not history else "passed"


def _why(reckoning: Reckoning, occurrence: Occurrence, announced: WorkingDay | None) -> str:
    """Why this day: its reason, then rest days, how late it may be, two groups, the end of the policy's term."""
    deadline, day = occurrence.deadline, occurrence.day
    sentences = [_reason(reckoning, occurrence)]
    if day is not None and announced is not None:
        if announced.day != day:
            sentences.append(say("rest_day", day=written(day), announced=written(announced.day)))
        if not announced.known and day >= reckoning.as_of:
            sentences.append(say("holidays_unknown", year=day.year))
        if occurrence.until is not None and day > occurrence.until:
            sentences.append(say("after_latest", until=written(occurrence.until)))
    if _from_retirement(reckoning, deadline.event):
        sentences.extend(_two_groups(reckoning.studio))
    end = reckoning.pack.policy.effective_to
    if end is not None and day is not None and day > end:
        sentences.append(say("after_term", end=written(end)))
    return "".join(sentences)


def _reason(reckoning: Reckoning, occurrence: Occurrence) -> str:
    if occurrence.set_by_hand:
        return say("set_by_hand")
    if occurrence.deadline.event == "project_started" and reckoning.studio.project_end is not None:
        return say("registered_end")
    return occurrence.deadline.why.format_map(_parts(reckoning, occurrence))


def _parts(reckoning: Reckoning, occurrence: Occurrence) -> Mapping[str, str]:
    offset = occurrence.deadline.offset_value
    value = None if offset is None else reckoning.pack.value(offset)
    days = {"day": occurrence.day, "anchor": occurrence.anchor, "until": occurrence.until}
    return {
        **{name: written(day) for name, day in days.items() if day is not None},
        **({} if value is None else {"offset": figure(value.number, value.unit)}),
    }


def _from_retirement(reckoning: Reckoning, event: str | None) -> bool:
    return event == "leader_retires" or any(
        d.id == event and d.event == "leader_retires" for d in reckoning.pack.deadlines
    )


def _two_groups(studio: Studio) -> list[str]:
    months = () if studio.leader is None else studio.leader.retirement_months()
    return [say("two_groups", months="、".join(map(written_month, months)))] if len(months) > 1 else []
