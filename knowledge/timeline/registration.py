"""What to say of a studio's facts when they are registered, and of the policy they fall under."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from knowledge.facts import Facts
from knowledge.pack import Citation, Pack
from knowledge.pack.display import years
from knowledge.periods import add_months, add_years, months_between, years_between
from knowledge.timeline.entry import Remark
from knowledge.timeline.studio import Studio
from knowledge.timeline.texts import caution, say, written, written_month

# Older than any set of measures that is in use: more likely a slip in the year than a studio's age.
LONG_PAST_YEARS = 10
# Nobody who leads a studio was born before, and no date to keep lies after.
FIRST_YEAR, LAST_YEAR = 1900, 2100
# Within a year of retirement there is little time to find who goes on.
_SOON_YEARS = 1
_MONTHS = 12
_PROJECT_YEARS = "project.years"


def policy_cautions(pack: Pack, as_of: date) -> tuple[Remark, ...]:
    """What to heed about the document itself: that it is a draft, that its own term ends or has ended."""
    policy = pack.policy
    found: list[Remark] = []
    if policy.status == "draft":
        found.append(_remark(pack, "draft", policy.status_clause, name=policy.name))
    if policy.effective_to is not None:
        code = "expired" if pack.expired(as_of) else "term_ends"
        end = written(policy.effective_to)
        found.append(_remark(pack, code, policy.term_clause, name=policy.name, end=end, whom=policy.ask_whom))
    return tuple(found)


def check_registration(pack: Pack, studio: Studio, as_of: date) -> tuple[Remark, ...]:
    """Problems and cautions of a studio's facts as of a day, problems first; empty where all is well."""
    born = None if studio.leader is None else studio.leader.birth
    for day in (as_of, studio.established, studio.project_start, studio.project_end, born):
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
            return (Remark("date_out_of_range", "problem", caution("date_out_of_range", day=day.isoformat())),)
    found = [
        *_established(pack, studio, as_of),
        *_project(pack, studio),
        *_leader(pack, studio, as_of),
    ]
    return tuple(sorted(found, key=lambda r: r.severity != "problem"))


def _established(pack: Pack, studio: Studio, as_of: date) -> Iterator[Remark]:
    day, policy = studio.established, pack.policy
    if day > as_of:
        yield Remark(
            "established_in_future", "problem", caution("established_in_future", day=written(day), as_of=written(as_of))
        )
        return
    last = _last_from_establishment(pack, day)
    if last is not None and last[1] < as_of:
        yield Remark(
            "cycle_over",
            "caution",
            caution("cycle_over", day=written(day), title=last[0], due=written(last[1])),
        )
    elif add_years(day, LONG_PAST_YEARS) < as_of:
        whole = months_between(day, as_of) // _MONTHS
        yield Remark(
            "established_long_past", "caution", caution("established_long_past", day=written(day), years=whole)
        )
    if policy.effective_from is not None and day < policy.effective_from:
        start = written(policy.effective_from)
        yield _remark(pack, "established_before_term", policy.term_clause, day=written(day), start=start)
    if policy.effective_to is not None and day > policy.effective_to:
        end = written(policy.effective_to)
        yield _remark(
            pack, "established_after_term", policy.term_clause, day=written(day), end=end, whom=policy.ask_whom
        )


def _last_from_establishment(pack: Pack, established: date) -> tuple[str, date] | None:
    """The title and day of the last deadline that is reckoned from establishment, as the text gives it."""
    days = []
    for deadline in pack.deadlines:
        if deadline.kind == "relative" and deadline.event == "established" and deadline.offset_value is not None:
            value = pack.value(deadline.offset_value)
            assert value is not None  # asked for without a date, it is the value of the text
            months = int(value.number * (_MONTHS if value.unit == "year" else 1))
            days.append((deadline.title, add_months(established, months)))
    return max(days, key=lambda d: d[1], default=None)


def _project(pack: Pack, studio: Studio) -> Iterator[Remark]:
    start, end = studio.project_start, studio.project_end
    if start is None:
        if end is not None:
            yield Remark("project_start_missing", "problem", caution("project_start_missing"))
        elif any(d.event == "project_started" for d in pack.deadlines):
            yield Remark("project_missing", "caution", caution("project_missing"))
        return
    if end is not None and end < start:
        message = caution("project_reversed", start=written(start), end=written(end))
        yield Remark("project_reversed", "problem", message)
        return
    if start < studio.established:
        message = caution("project_before_established", start=written(start), established=written(studio.established))
        yield Remark("project_before_established", "caution", message)
    if end is not None:
        yield from _length(pack, years_between(start, end))


def _length(pack: Pack, length: float) -> Iterator[Remark]:
    """What the pack's own rules say of a project of so many years; only a firm one that is passed is a problem."""
    facts = Facts({_PROJECT_YEARS: length})
    for rule in pack.rules:
        if set(rule.holds.names("field")) == {_PROJECT_YEARS} and pack.rule_holds(rule.id, facts) is False:
            allowed = [v.number for name in rule.holds.names("value") if (v := pack.value(name)) is not None]
            firm = rule.severity == "fail" and length > max(allowed)
            yield Remark(
                code=rule.id,
                severity="problem" if firm else "caution",
                message=caution("project_length", length=years(length), message=rule.message, fix=rule.fix),
                clause=pack.clauses.full_id(rule.clause),
                quote=rule.quote,
            )


def _leader(pack: Pack, studio: Studio, as_of: date) -> Iterator[Remark]:
    """The leader's retirement where the pack watches it: near or past in one of the groups that may be meant."""
    if studio.leader is None:
        return
    if studio.leader.birth > as_of:
        message = caution("leader_birth_in_future", day=written(studio.leader.birth), as_of=written(as_of))
        yield Remark("leader_birth_in_future", "problem", message)
        return
    watched = next((d for d in pack.deadlines if d.event == "leader_retires"), None)
    if watched is None:
        return
    soon = add_years(as_of, _SOON_YEARS)
    months = studio.leader.retirement_months()
    group = say("one_of_groups") if len(months) > 1 else ""
    for year, month in months:
        code = "leader_retires_soon"
        if (year, month) < (as_of.year, as_of.month):
            code = "leader_retired"
        elif (year, month) > (soon.year, soon.month):
            continue
        cite = Citation(clause=watched.clause, quote=watched.quote)
        yield _remark(pack, code, cite, month=written_month((year, month)), group=group, whom=pack.policy.ask_whom)


def _remark(pack: Pack, code: str, cite: Citation | None, **parts: object) -> Remark:
    """A caution in its own words, with the clause that it rests on where the pack names one."""
    message = caution(code, **parts)
    if cite is None:
        return Remark(code, "caution", message)
    return Remark(code, "caution", message, pack.clauses.full_id(cite.clause), pack.quote(cite))
