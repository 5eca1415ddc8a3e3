"""What a studio could receive, as a dialogue: the table, and buttons that add to the case."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from pydantic import BaseModel, ConfigDict

from bot.conversation.model import BOTH, Button, Message, Reply, Span, plain
from bot.conversation.part import OPEN, Step
from bot.conversation.state import ChatState
from bot.conversation.texts import text
from bot.store import Chat
from bot.subsidy import bar, table_lines
from knowledge.answering import Assistant
from knowledge.facts import Facts, FactValue
from knowledge.pack import Pack
from knowledge.pack.display import money
from knowledge.pack.display import plain as figure
from knowledge.pack.models import SubsidyTerm
from knowledge.predicates import leaves
from knowledge.subsidies import SubsidyTable, subsidy_table
from knowledge.wording import find_quantities, normalise
from knowledge.wording.numerals import NUMBER, parse_number

NAME = "subsidy"
_YES = "yes"


class Notes(BaseModel):
    """The case so far, the places it is seen in, the fact whose number is asked for, and the message that shows it."""

    model_config = ConfigDict(frozen=True)

    policies: tuple[str, ...]
    facts: dict[str, FactValue] = {}
    asking: str = ""
    slot: str = ""


@dataclass(frozen=True)
class Subsidies:
    """The part of the dialogue that adds up."""

    assistant: Assistant
    today: Callable[[], date]

    def press(self, chat: Chat, value: str, state: ChatState) -> Step:  # noqa: ARG002
        """`open`, `place:IDS`, `y:FACT` a fact that is so or not, `n:FACT` a number to be told, `c:FACT:VALUE`, `clear`."""
        word, _, rest = value.partition(":")
        packs = self.assistant.library.packs
        if word == "place" and (rest in packs or rest == BOTH):
            return self._shown(Notes(policies=tuple(packs) if rest == BOTH else (rest,), slot=_slot()), state)
        notes = self._notes(state)
        if word == OPEN or notes is None:
            return self._begin(state)
        facts = dict(notes.facts)
        if word == "clear":
            return self._shown(notes.model_copy(update={"facts": {}, "asking": ""}), state)
        if word == "n":
            title = next((t.title for p in self._packs(notes) for t in p.subsidy_terms if t.count == rest), rest)
            asked = Message(plain(text("subsidy_how_many", title=title)))
            # The answer comes below, and the table below that.
            return self._kept(notes.model_copy(update={"asking": rest, "slot": _slot()}), Reply((asked,)), state)
        name, _, choice = rest.partition(":")
        if facts.pop(name, None) != (choice or _YES):
            facts[name] = choice or _YES
        return self._shown(notes.model_copy(update={"facts": facts, "asking": ""}), state)

    def hear(self, chat: Chat, message: str, state: ChatState) -> Step | None:  # noqa: ARG002
        """The number that was asked for; None where none was, or where the text is no number."""
        notes = self._notes(state)
        if notes is None or not notes.asking:
            return None
        number = _count(normalise(message))
        if number is None:
            return None
        facts = {**notes.facts, notes.asking: number}
        return self._shown(notes.model_copy(update={"facts": facts, "asking": ""}), state)

    def forget(self, chat: Chat) -> None:
        """Nothing is kept but the chat's state."""

    def _begin(self, state: ChatState) -> Step:
        if state.policy is not None:
            policies = tuple(self.assistant.library.packs) if state.policy == BOTH else (state.policy,)
            return self._shown(Notes(policies=policies, slot=_slot()), state)
        packs = self.assistant.library.packs.values()
        choices = [Button(p.policy.name, f"{NAME}:place:{p.id}") for p in packs]
        choices.append(Button(text("both_compared"), f"{NAME}:place:{BOTH}"))
        return Step(Reply((Message(plain(text("subsidy_place")), choices=tuple(choices)),)), state)

    def _shown(self, notes: Notes, state: ChatState) -> Step:
        tables = [subsidy_table(pack, Facts(notes.facts), self.today()) for pack in self._packs(notes)]
        spans: list[Span] = []
        for table in tables:
            spans += _table_spans(table)
        spans.append(Span(text("subsidy_hint")))
        choices = dict.fromkeys(b for pack in self._packs(notes) for b in _buttons(pack, notes.facts))
        clear = (Button(text("subsidy_clear"), f"{NAME}:clear"),) if notes.facts else ()
        clauses = dict.fromkeys(
            Button(f"{t.name} {term.label}", f"clause:{term.clause}") for t in tables for term in t.terms
        )
        message = Message(tuple(spans), citations=tuple(clauses), choices=(*choices, *clear), slot=notes.slot)
        return self._kept(notes, Reply((message,)), state)

    def _packs(self, notes: Notes) -> list[Pack]:
        return [self.assistant.library.packs[policy] for policy in notes.policies]

    def _notes(self, state: ChatState) -> Notes | None:
        kept = state.notes.get(NAME)
        return None if kept is None else Notes.model_validate(kept)

    def _kept(self, notes: Notes, reply: Reply, state: ChatState) -> Step:
        kept = {**state.notes, NAME: notes.model_dump(mode="json")}
        return Step(reply, state.but(notes=kept, dialogue=NAME if notes.asking else ""))


def _count(text: str) -> float | None:
    """The number in a short answer (8个人, 八, 8); None where there is none."""
    bare = re.fullmatch(NUMBER, text)
    value = parse_number(text) if bare else next((q.value for q in find_quantities(text)), None)
    return None if value is None or value < 0 else float(round(value))


def _slot() -> str:
    return secrets.token_hex(4)


def _table_spans(table: SubsidyTable) -> list[Span]:
    """The table as lines, its first in bold, and a bar for each stage."""
    first, *rest = table_lines(table)
    largest = max((stage.amount for stage in table.stages), default=0.0)
    bars = [f"{bar(stage.amount, largest, cells=10)} {stage.title} {money(stage.amount)}" for stage in table.stages]
    notes = [line for line in rest if line in table.notes]
    lines = [line for line in rest if line not in table.notes]
    return [
        Span(f"{first}\n", "bold"),
        Span("".join(f"{line}\n" for line in (*lines, *bars))),
        Span("".join(f"{note}\n" for note in notes) + "\n", "small"),
    ]


def _buttons(pack: Pack, facts: dict[str, FactValue]) -> Iterator[Button]:
    """What can be added to the case, drawn from the terms: choices, numbers, and what is so or not."""
    for term in pack.subsidy_terms:
        if term.choose_by is not None:
            yield from (_choice(term.choose_by, choice, facts) for choice in term.choices)
        elif term.claimed_by is not None:
            yield _toggle(term.claimed_by, term.title, facts)
        elif term.count is not None:
            yield _number(term, term.count, facts)
        if term.unless is not None:
            yield from (_toggle(name, term.unless_label, facts) for name in leaves(term.unless))


def _choice(name: str, choice: str, facts: dict[str, FactValue]) -> Button:
    title = text("subsidy_choice", choice=choice)
    chosen = facts.get(name) == choice
    return Button(text("subsidy_set", title=title) if chosen else title, f"{NAME}:c:{name}:{choice}")


def _toggle(name: str, title: str, facts: dict[str, FactValue]) -> Button:
    return Button(text("subsidy_set", title=title) if name in facts else title, f"{NAME}:y:{name}")


def _number(term: SubsidyTerm, name: str, facts: dict[str, FactValue]) -> Button:
    stated = facts.get(name)
    title = term.title if stated is None else text("subsidy_counted", title=term.title, count=figure(float(stated)))
    return Button(title, f"{NAME}:n:{name}")
