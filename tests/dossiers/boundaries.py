"""Triplets just below, at and above each figure of the policies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from random import Random

from tests.dossiers.case import add_months, with_period, with_team
from tests.dossiers.defects import both_ways, with_birth
from tests.dossiers.papers import Papers


@dataclass(frozen=True)
class Boundary:
    """One dossier at or beside a figure."""

    name: str
    policy: str
    unit_type: str
    apply: Callable[[Papers, Random], Papers]
    as_of: date | None = None


def area(square_metres: int, clause: str) -> Callable[[Papers, Random], Papers]:
    """A training ground of this size."""

    def apply(papers: Papers, rng: Random) -> Papers:
        del rng
        papers = papers.tell(form=papers.form.case.with_unit(training_area_m2=square_metres))
        low = square_metres < 1000
        return papers.found("venue-area-below-minimum", "unit.training_area_m2", clause) if low and clause else papers

    return apply


def birth(month: int) -> Callable[[Papers, Random], Papers]:
    """A man born in this month of 1967; in August 2025 one born in November has three years to go."""

    def apply(papers: Papers, rng: Random) -> Papers:
        del rng
        papers = both_ways(papers, lambda case: with_birth(case, date(1967, month, 20)))
        if month == 10:
            return papers.found("leader-near-retirement", "leader.birth_date", "6.1", "warn")
        return papers

    return apply


def team(size: int) -> Callable[[Papers, Random], Papers]:
    """This many members besides the master."""

    def apply(papers: Papers, rng: Random) -> Papers:
        del rng
        papers = both_ways(papers, lambda case: with_team(case, size))
        return papers.found("team-too-small", "studio.team_size", "3.2.5") if size < 3 else papers

    return apply


def months(count: int) -> Callable[[Papers, Random], Papers]:
    """A project of this many whole months."""

    def apply(papers: Papers, rng: Random) -> Papers:
        start = add_months(papers.form.case.as_of.replace(day=1), rng.randint(1, 3))
        papers = both_ways(papers, lambda case: with_period(case, start, count))
        if papers.policy == "dongguan" and count != 36:
            return papers.found("project-period-not-three-years", "project.end", "14")
        if papers.policy == "daxing" and count > 12:
            return papers.found("project-period-over-one-year", "project.end", "4.2.p1", "warn")
        return papers

    return apply


def funding(amount: int) -> Callable[[Papers, Random], Papers]:
    """This many yuan asked for."""

    def apply(papers: Papers, rng: Random) -> Papers:
        del rng
        items = papers.proposal.case.project.budget_items
        others = sum(cost for _, cost in items[1:])
        total = max(amount, others) + 10_000
        budget = ((items[0][0], total - others), *items[1:])
        papers = both_ways(
            papers, lambda case: case.with_project(funding_requested=amount, budget_total=total, budget_items=budget)
        )
        return papers.found("funding-over-cap", "project.funding_requested", "5.p3") if amount > 50_000 else papers

    return apply


def _all() -> list[Boundary]:
    found = []
    for size in (999, 1000, 1001):
        found.append(Boundary(f"area-{size}-association", "dongguan", "industry_association", area(size, "6.2.2")))
        found.append(Boundary(f"area-{size}-institution", "dongguan", "training_institution", area(size, "6.2.3")))
    found.append(Boundary("area-999-enterprise", "dongguan", "enterprise", area(999, "")))
    as_of = date(2025, 8, 1)
    found += [
        Boundary(f"retirement-born-1967-{month}", "dongguan", "enterprise", birth(month), as_of)
        for month in (10, 11, 12)
    ]
    found += [Boundary(f"team-{size}", "daxing", "enterprise", team(size)) for size in (2, 3, 4)]
    found += [Boundary(f"months-{count}", "daxing", "enterprise", months(count)) for count in (11, 12, 13)]
    found += [Boundary(f"months-{count}", "dongguan", "enterprise", months(count)) for count in (35, 36, 37)]
    found += [
        Boundary(f"funding-{amount}", "daxing", "enterprise", funding(amount)) for amount in (49_999, 50_000, 50_001)
    ]
    return found


BOUNDARIES = _all()
