"""When a length of the text is over, for a day that the person names: 2023年6月15日设立，到哪年哪月满."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.answering.phrases import say
from knowledge.pack import Pack, Topic, Value
from knowledge.pack.display import figure, plain
from knowledge.patterns import compiled
from knowledge.periods import add_months
from knowledge.understanding import Question
from knowledge.wording.numerals import NUMBER, parse_number

_DAY = compiled(
    r"(?P<year>20\d\d(?=[年.\-/])|(?<!\d)2\d(?=年))[年.\-/](?P<month>1[0-2]|0?[1-9])(?:月|[.\-/]|$)(?:(?P<day>[12]\d|3[01]|0?[1-9])[日号]?)?"
)
_YEAR = compiled(r"(?P<year>20\d\d)年?")
_DAY_OF_YEAR = compiled(r"(?<![\d年.\-/])(?P<month>1[0-2]|[1-9])月(?P<day>[12]\d|3[01]|0?[1-9])[日号]")
# 23年3月 is of this century.
_CENTURY = 2000
# A year that shifts no day; a length that runs over its end is told as 第二年.
_ANY_YEAR = 2001
# The word by which the text counts years in a row.
_IN_A_ROW = "连续"
# Words that ask for a moment.
_WHEN = compiled(
    r"哪(?:一)?年|哪(?:个|一)?月|哪(?:一)?天|几月|几号|什么时候|啥时候?|何时|多会儿|到期|到几时|哪日|最晚|最迟|满期|期满"
)
_MONTHS = {"year": 12, "month": 1}
# 按60岁退休倒推: an age from which a length is counted back, and the words that ask for one.
_AGE_OF_EVENT = compiled(rf"(?P<age>{NUMBER})(?:周?岁)[^,.;?!]{{0,4}}退")
_WHAT_AGE = compiled(r"多大|几岁|多少岁|岁数")


def until_lead(pack: Pack, topic: Topic, question: Question) -> str:
    """The sentence that gives the day (the month, where only a month was named), or an empty one: the message names no
    single day, asks for no moment, or the topic has no single length."""
    named = list(_DAY.finditer(question.said)) or list(_YEAR.finditer(question.said))
    lengths = [v for name in topic.values if (v := pack.value(name)) is not None and v.unit in _MONTHS]
    unyeared = list(_DAY_OF_YEAR.finditer(question.said)) if not named else []
    if len(lengths) == 1 and lengths[0].back and not named and not unyeared:
        return _age_before(question.text, lengths[0])
    if len(named) + len(unyeared) != 1 or len(lengths) != 1 or not _WHEN.search(question.text):
        return ""
    match, length = (named or unyeared)[0], lengths[0]
    if length.back and match.re is not _DAY:
        return ""
    if unyeared:
        return _without_year(match, length)
    if match.re is _YEAR:
        return _last_of_consecutive(int(match["year"]), length)
    start = _date(_CENTURY + int(match["year"]) % 100, int(match["month"]), int(match["day"] or 1))
    if start is None:
        return ""
    end = _end(start, length)
    key = ("back" if length.back else "until") + ("_day" if match["day"] else "_month")
    return say(
        key, length=figure(length.number, length.unit),
        year=start.year, month=start.month, day=start.day,
        end_year=end.year, end_month=end.month, end_day=end.day,
    )  # fmt: skip


def _end(start: date, length: Value) -> date:
    """The day to which the length runs from `start`, backwards where it is counted so."""
    months = round(length.number * _MONTHS[length.unit])
    return add_months(start, -months if length.back else months)


def _age_before(text: str, length: Value) -> str:
    """The sentence that takes the length off an age that the message names; empty where it asks for no age."""
    named = _AGE_OF_EVENT.search(text)
    age = parse_number(named["age"]) if named is not None else None
    if age is None or length.unit != "year" or not _WHAT_AGE.search(text):
        return ""
    return say("back_age", age=plain(age), length=figure(length.number, length.unit), left=plain(age - length.number))


# 2月10日设立,打算磨到9月底: when a length begins, and when something is done.
_MOMENT = compiled(r"(?<![\d年.\-/])(?P<month>1[0-2]|[1-9])月(?:(?P<day>[12]\d|3[01]|0?[1-9])[日号]|(?P<last>底|末))")


@dataclass(frozen=True)
class Kept:
    """Whether a deadline of the text is kept, and the sentence that says so."""

    in_time: bool
    text: str


def kept_to(pack: Pack, topic: Topic, question: Question) -> Kept | None:
    """Whether what the message tells is done within the topic's deadline; None where it names no two days of one year
    or the topic has no deadline."""
    lengths = [v for name in topic.values if (v := pack.value(name)) is not None and v.deadline]
    named = list(_MOMENT.finditer(question.said))
    if len(lengths) != 1 or len(named) != 2:
        return None
    start, done = (_moment(match) for match in named)
    if start is None or done is None or done < start or named[0]["last"]:
        return None
    in_time = done <= _end(start, lengths[0])
    return Kept(in_time, _without_year(named[0], lengths[0]) + say("in_time" if in_time else "too_late"))


def _moment(match: re.Match[str]) -> date | None:
    """The day of a match, the last of its month where that is what it says."""
    month = int(match["month"])
    if match["last"]:
        return add_months(date(_ANY_YEAR, month, 1), 1) - timedelta(days=1)
    return _date(_ANY_YEAR, month, int(match["day"]))


def _without_year(match: re.Match[str], length: Value) -> str:
    """The sentence that gives the day for one named by month and day alone."""
    start = _date(_ANY_YEAR, int(match["month"]), int(match["day"]))
    if start is None:
        return ""
    end = _end(start, length)
    later = end.year - start.year
    key = ("until_same_year", "until_next_year")[later] if later < 2 else "until_later_year"
    return say(
        key, length=figure(length.number, length.unit), years=later,
        month=start.month, day=start.day, end_month=end.month, end_day=end.day,
    )  # fmt: skip


def _last_of_consecutive(first: int, length: Value) -> str:
    """The sentence that gives the last of as many years in a row as the text has, `first` counted in; empty where the
    text does not count years in a row."""
    if length.unit != "year" or _IN_A_ROW not in length.quote:
        return ""
    last = first + round(length.number) - 1
    return say("until_year", first=first, length=figure(length.number, length.unit), last=last)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
