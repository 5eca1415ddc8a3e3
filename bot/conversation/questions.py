"""Questions and their answers, the choice of the place, and what people think of the answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from bot.conversation.clauses import Clauses
from bot.conversation.model import BOTH, Button, Message, plain
from bot.conversation.state import ChatState
from bot.conversation.texts import text
from bot.store import Gap, GapStore
from knowledge.answering import Assistant
from knowledge.understanding import Context

_KEPT_STATUSES = ("not_covered", "clarify")
_RATED_STATUSES = ("answered", "not_covered")


@dataclass(frozen=True)
class Questions:
    """The part of the dialogue that answers; `today` is asked for each answer."""

    assistant: Assistant
    gaps: GapStore
    clauses: Clauses
    today: Callable[[], date]

    def places(self) -> tuple[Button, ...]:
        """The places that can be chosen, the comparison last."""
        buttons = [Button(p.policy.name, f"place:{p.id}") for p in self.assistant.library.packs.values()]
        return (*buttons, Button(text("both_places"), f"place:{BOTH}"))

    def ask(self, question: str, state: ChatState) -> tuple[Message, ChatState]:
        """The answer, and the state after it."""
        reply = self.assistant.ask(question, policy=state.policy, context=state.context, on=self.today())
        answer = reply.answer
        if answer.status in _KEPT_STATUSES and reply.context.subject is not None:
            self.gaps.add(Gap(question, "unanswered", reply.context.policy, reply.context.subject))
        after = state.with_asked(question, reply.context)
        message = Message(
            plain(answer.text),
            citations=tuple(self.clauses.button(c.clause) for c in answer.citations),
            suggestions=tuple(Button(f, f"ask:{f}") for f in answer.follow_ups),
            answer=answer,
            rating=after.asked[-1].number if answer.status in _RATED_STATUSES else None,
        )
        return message, after

    def choose(self, policy: str | None, state: ChatState) -> tuple[Message, ChatState]:
        """The chosen place; an earlier question is answered again for it."""
        context = replace(state.context, policy=None) if state.context.subject else Context()
        chosen = state.but(policy=policy, context=context)
        if state.question:
            return self.ask(context.question or state.question, chosen)
        name = next((b.label for b in self.places() if b.action == f"place:{policy}"), text("any_place"))
        return Message(plain(text("place_chosen", place=name))), chosen

    def rate(self, liked: bool, number: str, state: ChatState) -> Message:
        """Thanks; a disliked question is kept for whoever mends the answers."""
        asked = next((a for a in state.asked if str(a.number) == number), None)
        if not liked and asked is not None:
            self.gaps.add(Gap(asked.question, "disliked", asked.policy, asked.subject))
        return Message(plain(text("liked" if liked else "disliked")))
