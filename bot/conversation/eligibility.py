"""The guided interview (资格自测) as a dialogue: one question a message, buttons or typed answers, the result in parts."""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from bot.conversation.clauses import Clauses
from bot.conversation.interview_message import answer_lines, money_spans, paper_spans, result_spans
from bot.conversation.model import BOTH, Attachment, Button, Message, Reply, Span, plain
from bot.conversation.part import OPEN, Step
from bot.conversation.state import ChatState
from bot.conversation.texts import text
from bot.interview_result import result_view, to_html, write_docx
from bot.store import Chat
from knowledge.answering import Assistant
from knowledge.facts import Facts
from knowledge.interview import (
    Answer,
    AnswerReader,
    Asked,
    Interview,
    choose,
    compare,
    dont_know,
    next_question,
    question_of,
    start,
    trace_lines,
    trace_of,
)
from knowledge.interview.wording import fact_words
from knowledge.pack import Pack
from knowledge.understanding.form import is_question
from knowledge.wording import normalise

NAME = "eligibility"
# More clauses than this below a result are more than a person opens.
_MOST_CLAUSES = 6


class Notes(BaseModel):
    """Where an interview is: its answers, the options ticked in a question of many, and the slot of its last question."""

    model_config = ConfigDict(frozen=True)

    interview: Interview
    ticked: tuple[int, ...] = ()
    slot: str = ""


@dataclass
class Eligibility:
    """The part of the dialogue that interviews; `checked` gives the facts of the papers that a chat had checked last."""

    assistant: Assistant
    clauses: Clauses
    outgoing: Path
    today: Callable[[], date]
    checked: Callable[[Chat], tuple[str, Facts] | None] = field(default=lambda _: None)

    def press(self, chat: Chat, value: str, state: ChatState) -> Step:
        """`open`, `place:IDS`, then `o:KEY:N` an option, `t:KEY:N` a tick, `d:KEY` done ticking, `k:KEY` not known,
        `w:KEY` why, `c:KEY` change, `back`, `end`, and the parts of the result."""
        word, _, rest = value.partition(":")
        if word == OPEN:
            return self._begin(chat, state)
        if word == "place":
            return self._started(chat, rest, state)
        notes = self._notes(state)
        if notes is None:
            return self._begin(chat, state)
        if word == "end":
            return Step(Reply((Message(plain(text("interview_ended"))),)), self._without(state))
        if word == "back":
            return self._ask(notes.interview.back(), state)
        if word == "c":
            return self._ask(notes.interview.change(rest), state)
        if word in _RESULT_PARTS:
            return Step(self._part_of_result(word, notes.interview), state)
        key, _, number = rest.rpartition(":") if word in ("o", "t") else (rest, "", "0")
        return self._answered(word, key, int(number) if number.isdigit() else 0, notes, state)

    def hear(self, chat: Chat, message: str, state: ChatState) -> Step | None:  # noqa: ARG002
        """A typed answer to the open question; None where a question is asked in between."""
        notes = self._notes(state)
        if notes is None:
            return None
        asked = next_question(self._packs(notes.interview), notes.interview, self.today())
        answer = self._reader.read(asked, message, self.today()) if asked is not None else None
        if asked is None or (answer is None and is_question(normalise(message))):
            return None
        if answer is None:
            # Put anew, below what was typed.
            notes = notes.model_copy(update={"slot": secrets.token_hex(4)})
            not_read = Message(plain(text("interview_not_read")))
            return self._kept(notes, Reply((not_read, self._question(asked, notes))), state)
        noted = text("interview_noted", said=self._understood(asked, answer, notes.interview))
        step = self._ask(notes.interview.with_answer(answer), state)
        first, *others = step.reply.messages
        first = replace(first, spans=(Span(f"{noted}\n", "small"), *first.spans))
        return Step(Reply((first, *others)), step.state)

    def _understood(self, asked: Asked, answer: Answer, interview: Interview) -> str:
        """What was understood of a typed answer, for the person to see."""
        stated = answer.facts.get(asked.question.field)
        if asked.question.kind not in ("number", "month") or stated is None:
            return answer.said
        return fact_words(self._packs(interview)[0], asked.question.field, stated, answer.said)

    def forget(self, chat: Chat) -> None:
        """Nothing is kept but the chat's state."""

    @cached_property
    def _reader(self) -> AnswerReader:
        return AnswerReader(self.assistant.library)

    def _begin(self, chat: Chat, state: ChatState) -> Step:
        """Starts at once where a place was chosen, else asks for one."""
        known = self.checked(chat)
        place = known[0] if known is not None else state.policy
        if place is not None:
            return self._started(chat, place, state)
        packs = self.assistant.library.packs.values()
        choices = [Button(pack.policy.name, f"{NAME}:place:{pack.id}") for pack in packs]
        choices.append(Button(text("both_compared"), f"{NAME}:place:{BOTH}"))
        return Step(Reply((Message(plain(text("interview_place")), choices=tuple(choices)),)), self._without(state))

    def _started(self, chat: Chat, place: str, state: ChatState) -> Step:
        library = self.assistant.library
        packs = list(library.packs.values()) if place == BOTH else [library.packs[place]]
        stated = state.context.facts if state.context.policy in (None, place) else Facts()
        known = self.checked(chat)
        if known is not None and known[0] == place:
            stated = known[1].over(stated)
        interview = start(packs, stated)
        # Questions asked in between are about the same place, where none was chosen.
        step = self._ask(interview, state.but(policy=state.policy or place))
        opening = text("interview_begin", places="、".join(pack.policy.name for pack in packs))
        if interview.known:
            opening += text("interview_known")
        return Step(Reply((Message(plain(opening)), *step.reply.messages)), step.state)

    def _answered(self, word: str, key: str, number: int, notes: Notes, state: ChatState) -> Step:
        """The step after a button of a question; an earlier question's button changes the answer to that one."""
        interview, today = notes.interview, self.today()
        packs = self._packs(interview)
        current = next_question(packs, interview, today)
        if current is None or current.key != key:
            interview = interview.change(key)
            asked = question_of(packs, interview, key, today)
            if asked is None or (current is not None and interview is notes.interview):
                return self._ask(notes.interview, state)
            notes = Notes(interview=interview)
        else:
            asked = current
        if word == "w":
            return Step(Reply((_why(asked),)), state)
        if word == "t":
            ticked = tuple(sorted(set(notes.ticked) ^ {number}))
            notes = notes.model_copy(update={"ticked": ticked})
            return self._kept(notes, Reply((self._question(asked, notes),)), state)
        return self._ask(interview.with_answer(_answer(word, number, asked, notes)), state)

    def _ask(self, interview: Interview, state: ChatState) -> Step:
        """The next question, or the result where there is none."""
        asked = next_question(self._packs(interview), interview, self.today())
        notes = Notes(interview=interview, slot=secrets.token_hex(4))
        if asked is None:
            reply = Reply((self._result(interview),))
            return Step(reply, self._kept(notes, reply, state).state.but(dialogue=""))
        return self._kept(notes, Reply((self._question(asked, notes),)), state)

    def _question(self, asked: Asked, notes: Notes) -> Message:
        number = len(notes.interview.answers) + 1
        spans = [Span(text("interview_question", number=number, text=asked.text), "bold")]
        if asked.question.kind in ("number", "month"):
            spans.append(Span("\n" + text("interview_type")))
        many = asked.question.kind == "many"
        if many:
            spans.append(Span("\n" + text("interview_many")))
            options = [
                Button(f"{'✓ ' if n in notes.ticked else ''}{label}", f"{NAME}:t:{asked.key}:{n}")
                for n, label in enumerate(asked.labels)
            ]
            done = text("interview_done") if notes.ticked else asked.question.none_label
            options.append(Button(done, f"{NAME}:d:{asked.key}"))
        else:
            options = [Button(label, f"{NAME}:o:{asked.key}:{n}") for n, label in enumerate(asked.labels)]
        options += [Button(text("interview_unknown"), f"{NAME}:k:{asked.key}")]
        options += [Button(text("interview_why"), f"{NAME}:w:{asked.key}")] if asked.why else []
        options += [Button(text("interview_back"), f"{NAME}:back")] if notes.interview.answers else []
        options += [Button(text("interview_end"), f"{NAME}:end")]
        return Message(tuple(spans), choices=tuple(options), slot=notes.slot)

    def _result(self, interview: Interview) -> Message:
        outcomes = compare(self._packs(interview), interview, self.today())
        view = result_view(self.assistant.library, interview, outcomes)
        rests = [c.clause for o in outcomes for c in o.conditions if c.by_text in ("fails", "unknown", "human")]
        clauses = tuple(self.clauses.button(c) for c in list(dict.fromkeys(rests))[:_MOST_CLAUSES])
        choices = tuple(Button(text(f"interview_{part}"), f"{NAME}:{part}") for part in _RESULT_PARTS)
        again = Button(text("interview_again"), f"{NAME}:{OPEN}")
        return Message(result_spans(view), citations=clauses, choices=(*choices, again))

    def _part_of_result(self, word: str, interview: Interview) -> Reply:
        outcomes = compare(self._packs(interview), interview, self.today())
        view = result_view(self.assistant.library, interview, outcomes)
        if word == "trace":
            lines = [line for outcome in outcomes for line in trace_lines(trace_of(outcome))]
            return Reply((Message(plain("\n".join(lines))),))
        if word == "papers":
            return Reply((Message(paper_spans(view)),))
        if word == "money":
            return Reply((Message(money_spans(view)),))
        if word == "answers":
            keys = [(answer.question, said) for answer, said in zip(interview.answers, view.answers, strict=True)]
            buttons = tuple(Button(question, f"{NAME}:c:{key}") for key, (question, _) in keys)
            return Reply((Message(plain(answer_lines(view)), choices=buttons),))
        self.outgoing.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(dir=self.outgoing))
        page, document = folder / text("interview_page_file"), folder / text("interview_word_file")
        page.write_text(to_html(view), encoding="utf-8")
        write_docx(view, document)
        files = tuple(Attachment(path.name, path) for path in (page, document))
        return Reply((Message(plain(text("interview_files_sent")), files=files),))

    def _packs(self, interview: Interview) -> list[Pack]:
        return [self.assistant.library.packs[policy] for policy in interview.policies]

    def _notes(self, state: ChatState) -> Notes | None:
        kept = state.notes.get(NAME)
        return None if kept is None else Notes.model_validate(kept)

    def _kept(self, notes: Notes, reply: Reply, state: ChatState) -> Step:
        kept = {**state.notes, NAME: notes.model_dump(mode="json")}
        return Step(reply, state.but(notes=kept, dialogue=NAME))

    def _without(self, state: ChatState) -> ChatState:
        notes = {name: value for name, value in state.notes.items() if name != NAME}
        return state.but(notes=notes, dialogue="")


_RESULT_PARTS = ("trace", "papers", "money", "files", "answers")


def _answer(word: str, number: int, asked: Asked, notes: Notes) -> Answer:
    if word == "k":
        return dont_know(asked)
    if word == "d":
        return choose(asked, [asked.labels[n] for n in notes.ticked if n < len(asked.labels)])
    return choose(asked, asked.labels[number : number + 1])


def _why(asked: Asked) -> Message:
    """Why the question is asked: the clauses, their words, and what they come to."""
    spans: list[Span] = []
    for why in asked.why:
        spans += [Span(f"{why.label}\n", "bold"), Span(why.quote, "quote"), Span(f"\n{why.sentence}\n")]
    clauses: Sequence[Button] = [Button(why.label, f"clause:{why.clause}") for why in asked.why]
    return Message(tuple(spans), citations=tuple(clauses))
