"""Figures that a person takes back in the next breath: 三级的五个,不对,三级是六个 → 三级的六个."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.patterns import compiled
from knowledge.wording.numerals import NUMBER

_MARK = compiled(
    r"[,.;!:]+ ?(?:哎|啊|哦|噢|呃|嗯|诶|唉)?,?(?:不对|不是|错了|(?:说|讲|打|写|记|念|搞)错了?|口误|手滑|更正(?:一下)?)(?:不对|了)*[,.;!:]+ ?"
)
_FIGURE = compiled(
    rf"(?P<number>{NUMBER})(?:来|多)?(?P<unit>个半?月|[个家名人位年岁平㎡元块%级次天日项月号份条])?(?:(?<=年)半)?"
)
# 百 and 万 at the end of a number are what is counted where no unit follows.
_SCALE = compiled(r"[万千百]$")
_CLAUSE = compiled(r"[^,.;?!]*$")
_SENTENCE = compiled(r"[^.;?!]*")
# 后来又来一个, 去年关了一个: the figure is what was added or taken away.
_CHANGES = compiled(r"(?:又|再|还|后来|另外?)(?:来|加|添|招|多|有|进|报)|关|注销|走|离职|退出|少了|多了|减|调[走来]|撤")
_IS = r"(?:应该?|其实|实际)?(?:的|是|有|为|讲|说|共)*"
_SAYS = compiled(rf"{_IS}$")


@dataclass(frozen=True)
class _Figure:
    unit: str
    start: int
    end: int


def with_corrections(text: str) -> str:
    """A normalised message in which each figure that is taken back is replaced by the one that is said instead."""
    at = 0
    while (mark := _MARK.search(text, at)) is not None:
        made = _corrected(text, mark)
        at = mark.end() if made is None else mark.start()
        text = text if made is None else made
    return text


def _corrected(text: str, mark: re.Match[str]) -> str | None:
    """The text with one correction made, None where what follows corrects no figure."""
    clause, said = _CLAUSE.search(text, 0, mark.start()), _SENTENCE.match(text, mark.end())
    assert clause is not None
    assert said is not None
    taken_back = next(iter(list(_figures(text, clause.start(), clause.end()))[::-1]), None)
    if taken_back is None:
        return None
    figures = _figures(text, mark.end(), said.end())
    instead = next((f for f in figures if f.unit == taken_back.unit or not (f.unit and taken_back.unit)), None)
    if instead is None or _CHANGES.search(text, mark.end(), instead.start):
        return None
    figure = text[instead.start : instead.end]
    if text[taken_back.start : taken_back.end] == figure:
        return None
    between = text[mark.end() : instead.start]
    before, lead = text[: taken_back.start], _SAYS.sub("", between)
    if "," not in between and _SAYS.sub("", before).endswith(lead):
        return before + text[instead.start :]  # the clause is said anew: 三级的五个,不对,三级是六个
    return f"{before}{figure}{text[taken_back.end : mark.start()]},{text[mark.end() :]}"


def _figures(text: str, start: int, end: int) -> Iterator[_Figure]:
    for match in _FIGURE.finditer(text, start, end):
        scale = _SCALE.search(match["number"])
        unit = match["unit"] or (scale[0] if scale is not None else "")
        if unit or len(match["number"]) > 1:  # 一 of 一开始 is none
            yield _Figure(unit, match.start(), match.end())
