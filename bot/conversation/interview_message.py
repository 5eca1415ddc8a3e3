"""An interview's result in a chat's length; the whole of it is in the page beside."""

from __future__ import annotations

from collections.abc import Iterator

from bot.conversation.model import Span
from bot.conversation.texts import text
from bot.interview_result.texts import say
from bot.interview_result.view import Group, Item, PolicyView, ResultView

# What a person has to do something about is told in full; the rest by number.
_IN_FULL = frozenset({"fails", "confirm"})


def result_spans(view: ResultView) -> tuple[Span, ...]:
    """The result: the places side by side where there are several, then each place, the worst first."""
    return tuple(_spans(view))


def paper_spans(view: ResultView) -> tuple[Span, ...]:
    """The papers to prepare, to tick off."""
    spans: list[Span] = []
    for policy in view.policies:
        spans.append(Span(f"{policy.name}：{say('papers')}\n", "bold"))
        lines = [f"{say('check_mark')} {title}" + (f"（{note}）" if note else "") for title, note in policy.papers]
        spans.append(Span("\n".join(lines or [say("no_papers")]) + "\n"))
    return tuple(spans)


def money_spans(view: ResultView) -> tuple[Span, ...]:
    """What the studio could receive, term by term, and what is in no total."""
    spans: list[Span] = []
    for policy in view.policies:
        money = policy.money
        spans.append(Span(f"{policy.name}：{money.total}\n", "bold"))
        spans += [Span(f"· {title}：{amount}（{clause}；{when}）\n") for title, _, when, clause, amount in money.rows]
        if money.beside:
            spans.append(Span(f"{say('open_terms')}\n", "bold"))
            spans.append(Span("\n".join(f"· {line}" for line in money.beside) + "\n"))
        spans += [Span(f"{note}\n", "small") for note in policy.notes]
    return tuple(spans)


def answer_lines(view: ResultView) -> str:
    """What was answered, before the buttons that change it."""
    lines = [f"· {question} {said}" for question, said in view.answers]
    return "\n".join([text("interview_change"), *lines])


def _spans(view: ResultView) -> Iterator[Span]:
    if view.compared:
        _, *rows = view.compared
        names = view.compared[0][1:]
        yield Span(f"{say('compare')}\n", "bold")
        for title, *cells in rows:
            pairs = "；".join(f"{name} {cell}" for name, cell in zip(names, cells, strict=True))
            yield Span(f"· {title}：{pairs}\n")
        yield Span("\n")
    for policy in view.policies:
        yield from _policy(policy)
    yield Span(say("disclaimer"), "small")


def _policy(policy: PolicyView) -> Iterator[Span]:
    yield Span(policy.headline, "bold")
    yield Span(f"\n{policy.advice}\n")
    if policy.near:
        yield Span(f"{say('near')}：", "bold")
        yield Span(f"{policy.near_hint}\n")
        yield Span("".join(f"· {item.gaps or item.title}\n" for item in policy.near))
    for group in policy.groups:
        yield from _group(group)
    yield Span("\n".join((policy.basis, *policy.notes)) + "\n\n", "small")


def _group(group: Group) -> Iterator[Span]:
    yield Span(f"{group.title}\n", "bold" if group.name in _IN_FULL else "plain")
    for number, item in enumerate(group.items if group.name in _IN_FULL else (), 1):
        yield Span(_item(number, item))


def _item(number: int, item: Item) -> str:
    lines = [f"{number}. {item.title}"]
    lines += [line for line in (item.facts, item.note) if line]
    lines += [f"{say('gaps_label')}：{item.gaps}"] if item.gaps else []
    lines += [f"{say('fix_label')}：{item.fix}"] if item.fix else []
    lines.append(f"{say('clause_label')}：{item.clause}「{item.quote}」")
    return "\n".join(lines) + "\n"
