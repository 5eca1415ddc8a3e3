"""The result of a question set: figures by kind of question, and every miss."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from knowledge.answering import Answer
from knowledge.evaluation.scoring import Expected, Judgement, Outcome

_OUTCOMES: tuple[Outcome, ...] = ("right", "abstained", "wrong")


@dataclass
class Tally:
    """Counts by kind, and the misses in their order."""

    kinds: dict[str, Counter[Outcome]] = field(default_factory=lambda: defaultdict(Counter))
    misses: list[tuple[Expected, Answer, Judgement]] = field(default_factory=list)

    def add(self, expected: Expected, answer: Answer, judgement: Judgement) -> None:
        self.kinds[expected.kind][judgement.outcome] += 1
        if judgement.outcome != "right":
            self.misses.append((expected, answer, judgement))

    @property
    def total(self) -> int:
        return sum(sum(c.values()) for c in self.kinds.values())

    def share(self, outcome: Outcome) -> float:
        """The outcome's share of all questions, in per cent."""
        return 100 * sum(c[outcome] for c in self.kinds.values()) / self.total if self.total else 0.0


def written(tally: Tally) -> Iterable[str]:
    """The report's lines: each miss, a row a kind, the shares."""
    for expected, answer, judgement in tally.misses:
        yield f"{judgement.outcome:9} {expected.id} {' / '.join(expected.messages)}"
        yield f"          {judgement.reason}"
        yield f"          said: {answer.text.splitlines()[0][:120] if answer.text else ''}"
    for kind in sorted(tally.kinds):
        counts = tally.kinds[kind]
        yield f"{kind:14} " + " ".join(f"{o} {counts[o]:3}" for o in _OUTCOMES)
    shares = ", ".join(f"{o} {tally.share(o):.1f} %" for o in _OUTCOMES)
    yield f"{tally.total} questions: {shares}"
