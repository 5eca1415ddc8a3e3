"""Whether forms are made out for another place than the one whose policy they are checked against."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from checkers.extraction.field import Paper
from checkers.extraction.kinds import own_title, titles_of
from checkers.extraction.values import joined
from checkers.rules.dossier import FORM, PROPOSAL
from knowledge.pack import Pack
from knowledge.patterns import compiled

# A name with its rank is a place; without it, it may be part of a unit's name.
_RANKED = compiled(r"[\u4e00-\u9fff]{2,}(?:省|市|区|县|旗|州|盟)$")


def other_place(pack: Pack, others: Iterable[Pack], papers: Sequence[Paper]) -> Pack | None:
    """The pack among `others` whose place the forms' titles or their office name, None where they name the own one or
    nobody's."""
    lines = [
        line
        for paper in papers
        if paper.kind in (FORM, PROPOSAL)
        for line in titles_of(paper.document)
        if own_title(line) is not None or any(p.policy.issuer in line for p in (pack, *others))
    ]
    if any(_names(pack, line) for line in lines):
        return None
    return next((p for p in others if p.id != pack.id and any(_names(p, line) for line in lines)), None)


def _names(pack: Pack, line: str) -> bool:
    names = [name for name in pack.policy.aliases if _RANKED.search(name)]
    return pack.policy.issuer in line or any(joined(name) in line for name in names)
