"""The report in a terminal."""

from __future__ import annotations

from rich.cells import cell_len, chop_cells
from rich.console import Console
from rich.text import Text

from checkers.report.model import CheckReport
from checkers.report.texts import say
from checkers.report.view import Change, Group, Item, Titles, View, view_of
from knowledge.patterns import compiled

_STYLES = {"ready": "bold green", "fix": "bold yellow", "ineligible": "bold red", "unreadable": "bold magenta"}
_GROUP_STYLES = {"fail": "bold red", "warn": "bold yellow", "unknown": "bold cyan", "human": "bold blue"}
# What passed is a line or two in a terminal; the page lists all of it.
_MOST_PASSED = 12
# Numbers stand in a column of their own, wide enough for 99 findings.
_INDENT = 4
# In a terminal narrower than this lines run over its edge rather than down one by one.
_LEAST_WIDTH = 16
# What stays on one line: a word or a figure, or one Chinese character, with the marks that may not begin a line.
_PIECES = compiled(r"(?:[!-~]+|[^\n])(?:\s*[，。；：、！？」）》…])*\s*")


def print_report(report: CheckReport, console: Console, titles: Titles, earlier: CheckReport | None = None) -> None:
    """Prints the summary, then the findings worst first, then what passed; with `earlier`, also what changed."""
    view = view_of(report, titles, earlier)
    _print_summary(view, console)
    number = 1
    for group in view.groups:
        _print_group(group, number, console)
        number += len(group.items)
    _print_passed(view, console)
    _line(console, view.disclaimer, "dim")


def _line(console: Console, text: str, style: str = "", indent: int = 0) -> None:
    """A paragraph of plain text: what comes from files is never read as markup."""
    for line in wrapped(text, max(console.width - indent, _LEAST_WIDTH)):
        console.print(Text(" " * indent + line, style=style), no_wrap=True, overflow="ignore", crop=False)


def wrapped(text: str, width: int) -> list[str]:
    """`text` in lines of `width` columns. Rich breaks at spaces only, which Chinese has hardly any of."""
    lines = [""]
    for piece in _PIECES.findall(text):
        if cell_len(lines[-1] + piece.rstrip()) > width and lines[-1]:
            lines.append("")
        *full, rest = chop_cells(piece, width) or [""]
        if full:
            lines[-1:] = full
            lines.append("")
        lines[-1] += rest if lines[-1] else rest.lstrip()
    return [line.rstrip() for line in lines]


def _print_summary(view: View, console: Console) -> None:
    _line(console, view.headline, _STYLES[view.verdict])
    _line(console, view.advice)
    for text in (view.basis, *view.notes):
        _line(console, text, "dim")
    if view.change is not None:
        _print_change(view.change, console)
    _line(console, view.counts)


def _print_change(change: Change, console: Console) -> None:
    _line(console, say("progress"), "bold")
    for text in change.lines:
        _line(console, text, indent=_INDENT)
    for title, items in ((say("mended"), change.mended), (say("unseen"), change.unseen)):
        for item in items:
            _line(
                console, f"{title}：{item.title}（{item.place}）", "green" if items is change.mended else "dim", _INDENT
            )


def _print_group(group: Group, first: int, console: Console) -> None:
    console.print()
    _line(console, group.title, _GROUP_STYLES[group.outcome])
    for number, item in enumerate(group.items, first):
        _print_item(number, item, console)


def _print_item(number: int, item: Item, console: Console) -> None:
    badge = f"（{item.badge}）" if item.badge else ""
    _line(console, f"{number}. {item.title}{badge}", "bold")
    _line(console, item.place, "dim", _INDENT)
    _line(console, item.message, indent=_INDENT)
    if item.clause:
        quote = f"「{item.quote}」" if item.quote else ""
        _line(console, f"{say('clause')}：{item.clause}{quote}", "dim", _INDENT)
    _line(console, f"{say('fix_label')}：{item.fix}", indent=_INDENT)


def _print_passed(view: View, console: Console) -> None:
    console.print()
    if view.passed:
        listed = say("passed_joint").join(view.passed[:_MOST_PASSED])
        more = say("passed_more") if len(view.passed) > _MOST_PASSED else ""
        _line(console, f"{view.passed_title}：{listed}{more}", "green")
