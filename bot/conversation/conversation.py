"""Takes a message or a button press in a chat's state; gives the reply and the next state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from bot.conversation.model import BOTH, Button, ChatState, ClauseLine, DocumentView, Message, Turn
from bot.conversation.texts import examples, text
from bot.store import Gap, GapStore
from knowledge.answering import Answer, Assistant
from knowledge.understanding import Context

_KEPT_STATUSES = ("not_covered", "clarify")


@dataclass(frozen=True)
class Conversation:
    """The dialogue over one assistant; `today` is asked for each answer."""

    assistant: Assistant
    gaps: GapStore
    today: Callable[[], date] = date.today

    def welcome(self) -> Message:
        """The first message, with example questions to tap."""
        return Message(text("welcome"), suggestions=tuple(Button(e, f"ask:{e}") for e in examples()))

    def places(self) -> tuple[Button, ...]:
        """The places that can be chosen, the comparison last."""
        packs = self.assistant.library.packs.values()
        buttons = [Button(p.policy.name, f"place:{p.id}") for p in packs]
        return (*buttons, Button(text("both_places"), f"place:{BOTH}"))

    def hear(self, message: str, state: ChatState) -> Turn:
        """The reply to a typed message."""
        reply = self.assistant.ask(message, policy=state.policy, context=state.context, on=self.today())
        if reply.answer.status in _KEPT_STATUSES and reply.context.subject is not None:
            self._keep(message, "unanswered", reply.context)
        return Turn(self._message(reply.answer), ChatState(state.policy, reply.context, message))

    def press(self, action: str, state: ChatState) -> Turn:
        """The reply to a pressed button."""
        kind, _, value = action.partition(":")
        if kind == "ask":
            return self.hear(value, state)
        if kind == "place":
            return self._choose(value or None, state)
        if kind == "dislike" and state.question:
            self._keep(state.question, "disliked", state.context)
        return Turn(Message(text("disliked" if kind == "dislike" else "liked")), state)

    def document(self, clause_id: str, quote: str = "") -> DocumentView | None:
        """The whole document that a clause belongs to, the clause marked; None where there is no such clause."""
        policy_id = clause_id.split("/")[0]
        pack = self.assistant.library.packs.get(policy_id)
        if pack is None or clause_id not in pack.clauses:
            return None
        lines: list[ClauseLine] = []
        chapter = ""
        for clause in pack.clauses:
            if clause.chapter != chapter:
                chapter = clause.chapter
                lines.append(ClauseLine(None, chapter))
            first, *rest = clause.paragraphs
            marked = clause.id == clause_id
            lines.append(ClauseLine(clause.id, f"{clause.mark} {first}".strip(), marked))
            lines.extend(ClauseLine(clause.id, paragraph, marked) for paragraph in rest)
            if marked:
                lines.extend(ClauseLine(clause.id, text("note", note=n), note=True) for n in pack.notes(clause))
        return DocumentView(pack.policy.title, tuple(lines), quote)

    def _choose(self, policy: str | None, state: ChatState) -> Turn:
        """The chosen place; an earlier question is answered again for it."""
        context = replace(state.context, policy=None) if state.context.subject else Context()
        chosen = ChatState(policy, context, state.question)
        if state.question:
            return self.hear(self._again(state.question, context), chosen)
        name = next((b.label for b in self.places() if b.action == f"place:{policy}"), text("any_place"))
        return Turn(Message(text("place_chosen", place=name)), chosen)

    def _again(self, question: str, context: Context) -> str:
        """What is asked anew when the place changes: the question that the context continues."""
        return context.question or question

    def _keep(self, message: str, reason: str, context: Context) -> None:
        self.gaps.add(
            Gap(message, "disliked" if reason == "disliked" else "unanswered", context.policy, context.subject)
        )

    def _message(self, answer: Answer) -> Message:
        citations = tuple(Button(self._label(c.clause), f"clause:{c.clause}") for c in answer.citations)
        return Message(answer.text, citations, tuple(Button(f, f"ask:{f}") for f in answer.follow_ups), answer)

    def _label(self, clause_id: str) -> str:
        pack = self.assistant.library.packs[clause_id.split("/")[0]]
        return f"{pack.policy.name} {pack.clauses[clause_id].label}"
