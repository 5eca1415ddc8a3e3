"""Which question comes next, why it is asked, and what a pressed button states."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.facts import DERIVED, Facts, FactValue
from knowledge.interview.derived import BIRTH, ELSEWHERE, LOCAL
from knowledge.interview.judging import Judged, judge, limit_unit
from knowledge.interview.state import Answer, Interview
from knowledge.interview.texts import say
from knowledge.pack import Pack
from knowledge.pack.interview_questions import InterviewQuestion, Option

# What facts are reckoned from belongs to the rules that look at those facts.
_DERIVED_FROM = frozenset(source for sources in DERIVED.values() for source in sources)
# So many reasons are given for a question that several rules need.
MOST_REASONS = 3


@dataclass(frozen=True)
class Why:
    """Why a question is asked (为什么问): the clause, its words, and what they come to in one plain sentence."""

    policy: str
    rule: str
    clause: str
    label: str
    quote: str
    sentence: str


@dataclass(frozen=True)
class Asked:
    """A question as it is put: the options that matter here, and the reasons; `unit` is that of a number.

    不知道 is always allowed beside the options.
    """

    question: InterviewQuestion
    options: tuple[Option, ...]
    why: tuple[Why, ...]
    unit: str = ""

    @property
    def key(self) -> str:
        return self.question.key

    @property
    def text(self) -> str:
        return self.question.text

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(option.label for option in self.options)


def start(packs: Sequence[Pack], known: Facts | None = None) -> Interview:
    """A new interview; of the `known` facts (from the chat, or from checked papers) those are taken that it would
    otherwise ask for."""
    return Interview(policies=tuple(p.id for p in packs), known=_taken(packs, known or Facts()))


def next_question(packs: Sequence[Pack], interview: Interview, on: date) -> Asked | None:
    """The first question whose answer can still change the outcome; None where none can."""
    if interview.reopened is not None:
        return question_of(packs, interview, interview.reopened, on)
    facts = interview.facts()
    wanted = [(pack, judged) for pack in packs for judged in _undecided(pack, facts, on)]
    for pack in packs:
        for question in pack.interview.question:
            if any(p is pack for p, _ in wanted) and _askable(question, interview, facts):
                reasons = [(p, j) for p, j in wanted if j.open & question.states]
                if any(p is pack for p, _ in reasons):
                    return _asked(packs, question, reasons)
    return None


def question_of(packs: Sequence[Pack], interview: Interview, key: str, on: date) -> Asked | None:
    """A question of the interview by its key, as it was put; None where there is none."""
    facts = interview.facts()
    for pack in packs:
        for question in pack.interview.question:
            if question.key == key:
                rules = [
                    (p, j)
                    for p in packs
                    for j in judge(p, _without(facts, question), on)
                    if j.applies is not False and j.open & question.states
                ]
                return _asked(packs, question, rules)
    return None


def choose(asked: Asked, labels: Sequence[str]) -> Answer:
    """The answer that pressed buttons give; of many, those that are not pressed are answered too.

    A number that is pressed as a button is one of the question's own options.
    """
    chosen = [option for option in asked.options if option.label in labels]
    facts: dict[str, FactValue] = {}
    for option in chosen:
        for name, value in option.facts.items():
            before = facts.get(name)
            both = isinstance(before, int | float) and isinstance(value, int | float)
            facts[name] = max(before, value) if both else value  # type: ignore[type-var, assignment]
    if asked.question.kind == "many":
        for option in asked.options:
            for name, value in option.otherwise.items():
                facts.setdefault(name, value)
    said = say("joint").join(option.label for option in chosen) or asked.question.none_label
    return Answer(question=asked.key, said=said, facts=facts)


def dont_know(asked: Asked) -> Answer:
    """The answer 不知道: nothing is stated, and the question is not asked again."""
    return Answer(question=asked.key, said=say("dont_know"))


def state_number(asked: Asked, number: float, said: str) -> Answer:
    """The answer with a number in the question's unit."""
    return Answer(question=asked.key, said=said, facts={asked.question.field: number, **asked.question.also})


def _undecided(pack: Pack, facts: Facts, on: date) -> list[Judged]:
    """The rules that are still open; none where the outcome is settled by one that can't be mended."""
    judged = judge(pack, facts, on)
    if any(j.final for j in judged):
        return []
    return [j for j in judged if j.open]


def _askable(question: InterviewQuestion, interview: Interview, facts: Facts) -> bool:
    if interview.answered(question.key) is not None or (question.needs and question.needs not in facts):
        return False
    return not question.field or question.field not in facts


def _asked(packs: Sequence[Pack], question: InterviewQuestion, reasons: Sequence[tuple[Pack, Judged]]) -> Asked:
    matter = frozenset[str]().union(*(j.open for _, j in reasons))
    ruled = frozenset(name for pack in packs for name in pack.rule_fields)
    options: tuple[Option, ...]
    if question.kind == "place":
        options = _places(packs, question)
    elif question.kind == "many":
        options = tuple(o for o in question.option if o.fields() & matter)
    else:
        options = tuple(o for o in question.option if not o.fields() or o.fields() & (ruled | _DERIVED_FROM))
    why = tuple(_why(pack, judged) for pack, judged in reasons)
    unit = next((u for pack, j in reasons if (u := limit_unit(pack, j.rule.holds, question.field))), "")
    return Asked(question, options, tuple(dict.fromkeys(why))[:MOST_REASONS], unit)


def _places(packs: Sequence[Pack], question: InterviewQuestion) -> tuple[Option, ...]:
    ours = tuple(Option(label=pack.policy.name, facts={question.field: pack.id}) for pack in packs)
    return (*ours, Option(label=say("other_place"), facts={question.field: ELSEWHERE}))


def _why(pack: Pack, judged: Judged) -> Why:
    rule = judged.rule
    clause = pack.clauses.full_id(rule.clause)
    return Why(pack.id, rule.id, clause, pack.clause_label(clause), rule.quote, rule.message)


def _without(facts: Facts, question: InterviewQuestion) -> Facts:
    stated = question.states
    return Facts({name: value for name, value in facts.values.items() if name.partition(":")[0] not in stated})


def _taken(packs: Sequence[Pack], known: Facts) -> dict[str, FactValue]:
    """The known facts that some question would ask for, as its answer would state them."""
    taken: dict[str, FactValue] = {}
    for pack in packs:
        for question in pack.interview.question:
            for name, value in known.values.items():
                field = name.partition(":")[0]
                if field not in question.states:
                    continue
                if question.kind == "place":
                    # Which other place it is matters where several are asked about.
                    if value == LOCAL and len(packs) == 1:
                        taken[name] = pack.id
                    elif value == ELSEWHERE and len(packs) == 1:
                        taken[name] = ELSEWHERE
                elif field in (question.field, BIRTH) or _states(question, field, value):
                    taken[name] = value
    return taken


def _states(question: InterviewQuestion, field: str, value: FactValue) -> bool:
    """Whether the fact settles the question: where an option leaves it open (返聘), only as another option has it."""
    values = [o.facts[field] for o in question.option if field in o.facts]
    return value in values or isinstance(value, int | float) or all(o.facts for o in question.option)
