"""A subsidy table as people read it: lines of words for any channel, and a terminal's table with bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.subsidy.texts import say
from knowledge.pack.display import money, plain
from knowledge.subsidies.table import OpenTerm, SubsidyTable, TermLine

if TYPE_CHECKING:
    from rich.console import Console

# Cells of the longest bar; every amount that is not nothing has at least one.
_BAR = 24
# As wide as a character, so that the bars begin below each other.
_FULL_SPACE = "\u3000"


def sum_words(row: TermLine) -> str:
    """How a term's amount comes about: 2万元×4人, with the cap where more were stated."""
    if row.stated is None:
        return money(row.unit_amount)
    number = say("people", count=plain(row.count)) if row.people else plain(row.count)
    words = say("times", unit=money(row.unit_amount), count=number)
    return words + (say("capped", stated=plain(row.stated)) if row.stated > row.count else "")


def open_words(term: OpenTerm) -> str:
    """The amount of a term that is in no total: 20万元至40万元, 2万元/人."""
    amount = (
        money(term.least) if term.least == term.most else say("between", least=money(term.least), most=money(term.most))
    )
    return amount + (say("each") if term.people else "")


def total_words(table: SubsidyTable) -> str:
    """The total, as a maximum where a term is one, and what comes on top of it in an amount that is not told."""
    total = say("total_most" if table.ceiling else "total", amount=money(table.total))
    more = [say("on_top", title=term.title, amount=open_words(term)) for term in table.open if term.sure]
    return total + "".join(more)


def bar(amount: float, largest: float, cells: int = _BAR) -> str:
    """A bar whose length is the amount's share of the largest, which has so many cells."""
    return "█" * max(1, round(cells * amount / largest)) if amount else ""


def table_lines(table: SubsidyTable) -> list[str]:
    """The table as plain lines, for a chat."""
    lines = [say("heading", name=table.name, total=total_words(table))]
    lines += [
        say("line", title=r.title, sum=sum_words(r), amount=money(r.amount), condition=r.condition, label=r.label)
        for r in table.terms
    ]
    if len(table.stages) > 1:
        stages = say("joint").join(say("stage", stage=s.title, amount=money(s.amount)) for s in table.stages)
        lines.append(say("stages", stages=stages))
    lines += [say("refused", title=r.title, label=r.label, quote=r.quote) for r in table.refused]
    lines += [say("open", title=t.title, amount=open_words(t), why=t.why, label=t.label) for t in table.open]
    return [*lines, *table.notes]


def print_table(table: SubsidyTable, console: Console) -> None:
    """Prints the table with a bar for each stage, what is left open, and the notes on the document."""
    from rich.table import Table

    console.print(say("title", title=table.title), style="bold")
    rows = Table()
    for column in ("col_term", "col_sum", "col_when", "col_clause"):
        rows.add_column(say(column), overflow="fold")
    rows.add_column(say("col_amount"), justify="right", no_wrap=True)
    for row in table.terms:
        rows.add_row(row.title, sum_words(row), row.condition, row.label, money(row.amount))
    rows.add_section()
    rows.add_row(say("col_total"), "", say("most") if table.ceiling else "", "", money(table.total), style="bold")
    console.print(rows)
    largest = max((stage.amount for stage in table.stages), default=0.0)
    widest = max((len(stage.title) for stage in table.stages), default=0)
    for stage in table.stages:
        title = stage.title.ljust(widest, _FULL_SPACE)
        console.print(f"{title} {bar(stage.amount, largest)} {money(stage.amount)}", highlight=False)
    for refused in table.refused:
        console.print(say("refused", title=refused.title, label=refused.label, quote=refused.quote))
    if table.open:
        console.print(say("open_heading"), style="bold")
        for term in table.open:
            console.print(say("open", title=term.title, amount=open_words(term), why=term.why, label=term.label))
    for note in table.notes:
        console.print(note, style="yellow")
    console.print(say("disclaimer"), style="dim")
