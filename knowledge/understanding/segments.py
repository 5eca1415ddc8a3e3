"""A message → its questions: the clauses that ask, each with the clauses that lead up to it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.understanding.form import is_question

_BREAK = re.compile(r"(?<=[?!.;\n])|(?<=[,:])|\s(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])\s")
_CONNECTIVE = re.compile(r"^(?:另外|还有|再问|顺便|还想问|其次|第二|二是|然后|最后|再就是|以及|并且|还要问)")
MAX_QUESTIONS = 3


@dataclass(frozen=True)
class Segment:
    """One question of a message: the asking clause, and all that was said up to it since the question before."""

    question: str
    context: str


def split_questions(text: str) -> list[Segment]:
    """The questions of a normalised message in order (the whole message when nothing in it asks)."""
    pieces = [p.strip() for p in _BREAK.split(text) if p and p.strip(" ,.;:!")]
    segments: list[Segment] = []
    pending: list[str] = []
    for piece in pieces:
        pending.append(piece)
        if is_question(piece):
            segments.append(Segment(question=piece, context=" ".join(pending)))
            pending = []
    if not segments:
        return [Segment(question=text, context=text)]
    if pending:  # what follows the last question belongs to it
        last = segments[-1]
        segments[-1] = Segment(last.question, last.context + " " + " ".join(pending))
    return segments
