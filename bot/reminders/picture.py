"""A studio's three years at a glance: what is done, coming, due and overdue, with today marked.

Portrait, as wide as a phone's screen, time running down. The same shapes make the page's SVG and the PNG of a chat.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.reminders.listing import when
from bot.reminders.shapes import Box, Dot, Letters, Line, Picture, Shape, to_png, to_svg, wrapped
from bot.reminders.texts import dated, say, state_title
from knowledge.periods import add_months, add_years
from knowledge.timeline import Entry, State, Timeline

WIDTH = 900
YEARS = 3
_MARGIN = 32
_AXIS_X = 160
_CARD_X = 206
_CARD_WIDTH = WIDTH - _MARGIN - _CARD_X
_PADDING = 18
_GAP = 14
# The least that a month needs for its label, and how much the axis grows where the cards need more.
_MONTH_HEIGHT = 30.0
_SIGHTLY_MONTH_HEIGHT = 50.0
_GROWTH = 1.1
# A card begins so far above its day.
_CARD_RISE = 48
# What today's label covers, above and below its line, and how wide it is.
_TODAY_ABOVE, _TODAY_BELOW = 66, 24
_TODAY_WIDTH = 172
# Longer lists are for the text, not for the picture.
_LISTED = 6

# Shown 390 points wide, the smallest letters are 13 points high.
_HEAD, _TITLE, _TEXT, _SMALL = 52, 36, 32, 30
_TITLE_LINE, _SMALL_LINE = 48, 46
_INK, _SOFT, _LINE, _PAPER, _TODAY = "#1b1f24", "#57606a", "#b8c0c8", "#f5f7f9", "#7b1fa2"
# Dark enough on white to be read (contrast 4.5 : 1 and more); each state is also said in words.
_COLOURS: dict[State, str] = {
    "done": "#1b7a3d",
    "coming": "#0b5cad",
    "due": "#b45309",
    "overdue": "#b3261e",
    "passed": "#5f6770",
    "notice": "#5f6770",
}


def timeline_svg(timeline: Timeline, heading: str = "") -> str:
    """The picture for a page; `heading` is the studio's name."""
    return to_svg(_picture(timeline, heading))


def timeline_png(timeline: Timeline, heading: str = "") -> bytes:
    """The picture for a chat, 900 pixels wide."""
    return to_png(_picture(timeline, heading))


@dataclass(frozen=True)
class _Axis:
    """Three years from `first` to `last`, drawn downwards from `top`."""

    first: date
    last: date
    top: float
    month: float

    def y(self, day: date) -> float:
        """The height of a day; that of the first where it is earlier (a studio that is yet to be set up)."""
        return self.top + (max(day, self.first) - self.first).days / (self.last - self.first).days * self.height

    @property
    def height(self) -> float:
        return self.month * YEARS * 12

    @property
    def bottom(self) -> float:
        return self.top + self.height


@dataclass(frozen=True)
class _Card:
    """An entry with its lines of title and where it stands."""

    entry: Entry
    lines: tuple[str, ...]
    y: float

    @property
    def height(self) -> float:
        return len(self.lines) * _TITLE_LINE + _SMALL_LINE + _PADDING


def _picture(timeline: Timeline, heading: str) -> Picture:
    shapes, top = _header(timeline, heading or say("picture_title"))
    first, last = _span(timeline)
    shown = [e for e in timeline.entries if e.announced is not None and first <= e.announced <= last]
    axis, cards = _arranged(_Axis(first, last, top, _MONTH_HEIGHT), shown, timeline.as_of)
    for part in (_scale(axis, timeline.as_of), _today(axis, timeline.as_of), _cards(axis, cards, timeline.as_of)):
        shapes.extend(part)
    bottom = max([axis.bottom, *(card.y + card.height for card in cards)]) + 2 * _GAP
    beyond = [e for e in timeline.entries if e.due is not None and e not in shown]
    for key, entries in (("picture_beyond", beyond), ("picture_undated", timeline.in_state("notice"))):
        listed, bottom = _list(say(key), entries, bottom)
        shapes.extend(listed)
    legend, bottom = _legend(timeline, bottom)
    return Picture(WIDTH, round(bottom), heading or say("picture_title"), (*shapes, *legend))


def _span(timeline: Timeline) -> tuple[date, date]:
    """The studio's first three years while they tell something, else a year back and two ahead."""
    first, year_ago = timeline.established, add_years(timeline.as_of, -1)
    told = any(e.announced is not None and first <= e.announced < year_ago for e in timeline.entries)
    if timeline.as_of > add_years(first, YEARS) or (first < year_ago and not told):
        first = year_ago
    return first, add_years(first, YEARS)


def _header(timeline: Timeline, heading: str) -> tuple[list[Shape], float]:
    shapes: list[Shape] = []
    y = float(_MARGIN)
    facts = say("facts", established=timeline.established.isoformat(), as_of=timeline.as_of.isoformat())
    for text, size, colour in ((heading, _HEAD, _INK), (timeline.title, _TEXT, _SOFT), (facts, _TEXT, _SOFT)):
        for line in wrapped(text, size, WIDTH - 2 * _MARGIN):
            y += size * 1.45
            shapes.append(Letters(_MARGIN, y, line, size, colour))
    return shapes, y + 3 * _GAP


def _arranged(axis: _Axis, entries: Sequence[Entry], as_of: date) -> tuple[_Axis, list[_Card]]:
    """Cards below one another, each near its day: those of past days above today's line, the others below it.

    The axis grows, as far as is sightly, until the past ones have room and the others end near its end; where the past
    ones still have none, it begins lower.
    """
    past = [e for e in entries if e.announced is not None and e.announced < as_of]
    coming = [e for e in entries if e not in past]
    ceiling = axis.top - _GAP  # clear of the words above
    while True:
        today = axis.y(as_of)
        above = _pulled_up(_placed(axis, past, axis.top), today - _GAP)
        below = _placed(axis, coming, today + _GAP)
        lacking = ceiling - above[0].y if above else 0.0
        full_grown = axis.month * _GROWTH > _SIGHTLY_MONTH_HEIGHT
        ends_near = not below or below[-1].y <= axis.bottom or full_grown
        if lacking < 1 and ends_near:  # a part of a pixel is rounding, and would be for ever
            return axis, [*above, *below]
        lower, longer = replace(axis, top=axis.top + lacking), replace(axis, month=axis.month * _GROWTH)
        axis = lower if full_grown else longer


def _placed(axis: _Axis, entries: Sequence[Entry], free: float) -> list[_Card]:
    """Each card at its day, or below the one before it."""
    cards: list[_Card] = []
    for entry in entries:
        assert entry.announced is not None
        lines = tuple(wrapped(entry.title, _TITLE, _CARD_WIDTH - 2 * _PADDING))
        card = _Card(entry, lines, max(free, axis.y(entry.announced) - _CARD_RISE))
        cards.append(card)
        free = card.y + card.height + _GAP
    return cards


def _pulled_up(cards: Sequence[_Card], bottom: float) -> list[_Card]:
    """The cards moved up as far as is needed to end above `bottom`."""
    found: list[_Card] = []
    for card in reversed(cards):
        found.append(replace(card, y=min(card.y, bottom - card.height)))
        bottom = found[-1].y - _GAP
    return found[::-1]


def _scale(axis: _Axis, as_of: date) -> Iterator[Shape]:
    """The line of time with its years and quarters; a label gives way to today's."""
    yield Line(((_AXIS_X, axis.top), (_AXIS_X, axis.bottom)), _LINE, 6)
    day = add_months(axis.first.replace(day=1), 1)
    while day <= axis.last:
        y = axis.y(day)
        january = day.month == 1
        if day.month % 3 == 1:
            yield Line(((_AXIS_X - (18 if january else 10), y), (_AXIS_X, y)), _LINE, 3)
            if not -_TODAY_ABOVE < y - axis.y(as_of) < _TODAY_BELOW:
                text = say("picture_year", year=day.year) if january else say("picture_month", month=day.month)
                size, colour = (_TEXT, _INK) if january else (_SMALL, _SOFT)
                yield Letters(_AXIS_X - 24, y + size * 0.36, text, size, colour, "end")
        day = add_months(day, 1)


def _today(axis: _Axis, as_of: date) -> Iterator[Shape]:
    y = axis.y(as_of)
    yield Line(((_MARGIN - 16, y), (WIDTH - _MARGIN + 16, y)), _TODAY, 4)
    yield Box(_MARGIN - 16, y - 46, _TODAY_WIDTH, 46, _TODAY, "", 8)
    label = say("picture_today", month=as_of.month, day=as_of.day)
    yield Letters(_MARGIN - 16 + _TODAY_WIDTH / 2, y - 12, label, _SMALL, "#ffffff", "middle")


def _cards(axis: _Axis, cards: Sequence[_Card], as_of: date) -> Iterator[Shape]:
    for card in cards:
        entry, colour = card.entry, _COLOURS[card.entry.state]
        assert entry.announced is not None
        y = axis.y(entry.announced)
        middle = card.y + card.height / 2
        yield Line(((_AXIS_X, y), (_CARD_X - 24, middle), (_CARD_X, middle)), colour, 2)
        yield Box(_CARD_X, card.y, _CARD_WIDTH, card.height, _PAPER, colour, 12)
        for number, line in enumerate(card.lines, 1):
            yield Letters(_CARD_X + _PADDING, card.y + number * _TITLE_LINE - 4, line, _TITLE, _INK)
        base = card.y + len(card.lines) * _TITLE_LINE + _SMALL_LINE - 6
        yield Letters(_CARD_X + _PADDING, base, dated(entry.announced), _SMALL, _SOFT)
        yield Letters(WIDTH - _MARGIN - _PADDING, base, _status(entry, as_of), _SMALL, colour, "end")
    for card in cards:
        assert card.entry.announced is not None
        yield from _dot(card.entry, _AXIS_X, axis.y(card.entry.announced))


def _dot(entry: Entry, x: float, y: float) -> Iterator[Shape]:
    """A full disc, a ring where the date is our proposal, a tick where it is done."""
    colour = _COLOURS[entry.state]
    hollow = entry.proposed and entry.state != "done"
    yield Dot(x, y, 11, "#ffffff" if hollow else colour, colour)
    if entry.state == "done":
        yield Line(((x - 6, y), (x - 1, y + 5), (x + 7, y - 5)), "#ffffff", 3)


def _status(entry: Entry, as_of: date) -> str:
    words = when(entry, as_of)
    return say("picture_proposed", words=words) if entry.proposed and entry.state != "done" else words


def _list(title: str, entries: Sequence[Entry], top: float) -> tuple[list[Shape], float]:
    """What has no place on the axis, by name and day."""
    if not entries:
        return [], top
    y = top + _TITLE
    shapes: list[Shape] = [Letters(_MARGIN, y, title, _TEXT, _INK)]
    lines = [f"{dated(e.announced)} {e.title}" if e.announced is not None else e.title for e in entries[:_LISTED]]
    if len(entries) > _LISTED:
        lines.append(say("picture_more", count=len(entries) - _LISTED))
    for text in lines:
        for line in wrapped(text, _SMALL, WIDTH - 2 * _MARGIN - 30):
            y += _SMALL_LINE
            shapes.append(Letters(_MARGIN + 30, y, line, _SMALL, _SOFT))
    return shapes, y + 2 * _GAP


def _legend(timeline: Timeline, top: float) -> tuple[list[Shape], float]:
    """The states that occur, and that the authority's papers decide."""
    shapes: list[Shape] = [Line(((_MARGIN, top), (WIDTH - _MARGIN, top)), _LINE, 2)]
    shown = [
        (colour, colour, state_title(s)) for s, colour in _COLOURS.items() if s != "notice" and timeline.in_state(s)
    ]
    if any(entry.proposed for entry in timeline.entries):
        shown.append(("#ffffff", _INK, state_title("proposed")))
    x, y = float(_MARGIN), top + 52
    for fill, stroke, title in shown:
        width = 58 + _SMALL * len(title)
        if x + width > WIDTH:
            x, y = float(_MARGIN), y + _SMALL_LINE
        shapes += [Dot(x + 12, y - 11, 10, fill, stroke), Letters(x + 34, y, title, _SMALL, _INK)]
        x += width
    y += _SMALL_LINE
    shapes.append(Letters(_MARGIN, y, say("legend_not_official"), _SMALL, _SOFT))
    return shapes, y + _MARGIN
