"""The text that a person reads: the answer, then the clause, then what to know about the document."""

from __future__ import annotations

from datetime import date

from knowledge.answering.answer import Answer, Caveat, Cited
from knowledge.answering.part import Part
from knowledge.answering.phrases import say
from knowledge.pack import Pack

# A quote longer than this is left to the clause view; the text then names the clause only.
LONGEST_QUOTE = 90


def part_text(pack: Pack, part: Part, caveats: tuple[Caveat, ...]) -> str:
    """One policy's answer as plain text."""
    lines = [part.lead]
    lines.extend(f"{i}. {quote}（{label}）" for i, (quote, label) in enumerate(part.items, 1))
    if part.citations and part.status == "answered" and not part.is_list:
        lines.append(_basis(pack, part.citations))
    noted = part.status == "answered" and not _is_about_status(pack, part)
    sentence = caveat_sentence(pack, caveats) if noted else ""
    if sentence:
        lines.append(sentence)
    return "\n".join(lines)


def _is_about_status(pack: Pack, part: Part) -> bool:
    """Whether the answer itself says what the document's status or term is."""
    about = {c.clause for c in (pack.policy.status_clause, pack.policy.term_clause) if c is not None}
    return any(cited.clause == pack.clauses.full_id(clause) for cited in part.citations for clause in about)


def _basis(pack: Pack, citations: tuple[Cited, ...]) -> str:
    first, *rest = citations
    label = pack.clauses[first.clause].label
    basis = say("basis", label=label, quote=first.quote) if len(first.quote) <= LONGEST_QUOTE else f"依据：{label}"
    others = [pack.clauses[c.clause].label for c in rest]
    return basis + ("；" + say("also", labels="、".join(others)) if others else "") + "。"


def caveat_sentence(pack: Pack, caveats: tuple[Caveat, ...]) -> str:
    """The short note on a document that is a draft or past its term; empty where it is neither."""
    key = "_".join(caveats)
    return say(key, name=pack.policy.name) if key else ""


def combined(answers: list[Answer]) -> Answer:
    """Several answers to one message as one: texts numbered, citations in order, a note said once."""
    notes: list[str] = []
    texts: list[str] = []
    for answer in answers:
        lines = answer.text.split("\n")
        if answer.caveats and lines[-1].startswith("（"):
            notes.append(lines.pop())
        texts.append("\n".join(lines))
    texts = list(dict.fromkeys(texts))  # two questions may have one answer
    status = answers[0].status  # what was asked first is what the message is about
    verdicts = [a.verdict for a in answers if a.verdict is not None]
    numbered = [f"{i}. {t}" for i, t in enumerate(texts, 1)] if len(texts) > 1 else texts
    return Answer(
        status=status,
        policy=next((a.policy for a in answers if a.policy), None),
        text="\n".join([*numbered, *dict.fromkeys(notes)]),
        verdict=verdicts[-1] if verdicts else None,
        citations=_in_turn(answers) if status == "answered" else (),
        caveats=tuple(dict.fromkeys(c for a in answers for c in a.caveats)),
        follow_ups=tuple(dict.fromkeys(f for a in answers for f in a.follow_ups))[:4],
    )


def with_added(answer: Answer, text: str, citations: tuple[Cited, ...]) -> Answer:
    """The answer with a text on something else before its closing note, and that text's citations after its own; as it
    is where it says the same already."""
    lines = answer.text.split("\n")
    if set(text.split("\n")) <= {line.removeprefix("· ") for line in lines}:
        return answer
    note = [lines.pop()] if answer.caveats and lines[-1].startswith("（") else []
    known = {c.clause for c in answer.citations}
    added = tuple(c for c in citations if c.clause not in known)
    return answer.model_copy(
        update={"text": "\n".join([*lines, text, *note]), "citations": (*answer.citations, *added)}
    )


def _in_turn(answers: list[Answer]) -> tuple[Cited, ...]:
    """The citations of all answers: the first of each, then the second of each, without repeats."""
    found: dict[str, Cited] = {}
    for rank in range(max(len(a.citations) for a in answers)):
        for answer in answers:
            if rank < len(answer.citations):
                found.setdefault(answer.citations[rank].clause, answer.citations[rank])
    return tuple(found.values())


def caveats_of(pack: Pack, on: date) -> tuple[Caveat, ...]:
    """What to know of a pack's document at a date: that it is a draft, that its term is over."""
    caveats: list[Caveat] = []
    if pack.policy.status == "draft":
        caveats.append("draft")
    if pack.expired(on):
        caveats.append("expired")
    return tuple(caveats)
