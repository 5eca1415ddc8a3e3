"""A check report as one message: the verdict, the counts, the worst findings; the whole of it is in the page beside."""

from __future__ import annotations

from collections.abc import Iterator

from bot.conversation.model import Span
from bot.conversation.texts import text
from checkers.report.view import Group, Item, View

# More than this a person does not read in a chat; the page has them all.
_SHOWN = 10
# Groups that a person can put right come with their findings; the others with their number only.
_IN_FULL = frozenset({"fail", "warn", "unknown"})


def report_spans(view: View) -> tuple[Span, ...]:
    """The report in a chat's length, worst first."""
    return tuple(_spans(view))


def _spans(view: View) -> Iterator[Span]:
    yield Span(view.headline, "bold")
    yield Span(f"\n{view.advice}\n{view.counts}\n")
    if view.change is not None:
        yield Span("\n".join(view.change.lines) + "\n", "bold")
    left = _SHOWN
    for group in view.groups:
        shown = group.items[:left] if group.outcome in _IN_FULL else ()
        left -= len(shown)
        yield from _group(group, shown)
    if view.passed_title:
        yield Span(f"\n{view.passed_title}\n")
    yield Span("\n")
    yield Span("\n".join((view.basis, *view.notes, view.disclaimer)), "small")


def _group(group: Group, shown: tuple[Item, ...]) -> Iterator[Span]:
    yield Span("\n")
    yield Span(group.title, "bold")
    yield Span("\n")
    for number, item in enumerate(shown, 1):
        yield from _item(number, item)
    rest = len(group.items) - len(shown)
    if rest:
        yield Span(text("report_more" if shown else "report_rest", count=rest) + "\n")


def _item(number: int, item: Item) -> Iterator[Span]:
    badge = f"（{item.badge}）" if item.badge else ""
    yield Span(f"{number}. {item.title}{badge}", "bold")
    yield Span(f"\n{item.place}\n{item.message}\n")
    if item.clause:
        yield Span(f"{text('clause_of')}：{item.clause}")
        yield Span(f"「{item.quote}」\n" if item.quote else "\n")
    if item.fix:
        yield Span(f"{text('mend')}：{item.fix}\n")
