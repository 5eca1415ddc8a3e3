"""The shape of a pack's TOML files; unknown keys are refused."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from knowledge.predicates import Predicate

Verdict = Literal["yes", "no", "depends"]
Proposition = Literal["allowed", "required", "loses", "holds"]
Unit = Literal[
    "yuan", "m2", "year", "month", "workday", "person", "studio", "project", "time", "level", "rank", "honour", "age"
]


# A regular expression over normalised messages; compiled when it is first looked for (a test compiles them all).
Pattern = str


class Record(BaseModel):
    """Base of all pack records: immutable, no unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Citation(Record):
    """A clause (id local to its policy) and the verbatim part of it that is shown; empty: the whole clause."""

    clause: str
    quote: str = ""


def _citation(raw: Any) -> Any:
    """`"9.5: 公示5个工作日"` or `"9.5"` as the fields of a Citation."""
    if not isinstance(raw, str):
        return raw
    clause, _, quote = raw.partition(":")
    return {"clause": clause.strip(), "quote": quote.strip()}


Cite = Annotated[Citation, BeforeValidator(_citation)]


def _verdicts(raw: Any) -> Any:
    return {"allowed": raw, "holds": raw} if isinstance(raw, str) else raw


Verdicts = Annotated[dict[Proposition, Verdict], BeforeValidator(_verdicts)]


class ClauseNote(Record):
    """An ambiguity of the text that we record and do not resolve."""

    clause: str
    note: str


class Office(Record):
    """An office that the document names and what it does there."""

    id: str
    name: str
    clause: str
    quote: str


class Policy(Record):
    """`policy.toml`: what the document is, from when to when it holds, what people call the place.

    Places are offered in the order of `rank`. `superiors` gives the level that a name of the province or municipality
    above stands for (the name → 市级, 省级).
    """

    id: str
    title: str
    name: str
    issuer: str
    status: Literal["draft", "in_force", "interpretation"]
    effective_from: date | None = None
    effective_to: date | None = None
    verified_on: date
    source_file: str
    source_sha256: str
    status_clause: Cite | None = None
    term_clause: Cite | None = None
    ask_whom: str
    rank: int = 100
    aliases: tuple[str, ...]
    places: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    superiors: dict[str, str] = {}
    informational: tuple[str, ...] = ()
    clause_note: tuple[ClauseNote, ...] = ()
    office: tuple[Office, ...] = ()


class Value(Record):
    """An amount, threshold or period; `number` is in `unit`, valid from `from_` to `to` (the policy's term if absent).

    `words`: a pattern of people's words for what it is of, where another value of its unit may be meant as well.
    `deadline`: a length within which something must be done. `back`: a length that is counted back from the moment
    that is named (years left until one retires).
    """

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    id: str
    title: str
    number: float
    unit: Unit
    clause: str
    quote: str
    words: Pattern | None = None
    deadline: bool = False
    back: bool = False
    from_: date | None = Field(default=None, alias="from")
    to: date | None = None


class Rule(Record):
    """A condition of the contract's rule id, bound to its clause; `when` limits what it applies to.

    `mendable`: whether an applicant who breaks it can put it right in the papers, or is not eligible.
    """

    id: str
    applies_to: str
    clause: str
    quote: str
    holds: Predicate
    when: Predicate | None = None
    severity: Literal["fail", "warn"]
    decided_by: Literal["machine", "human"]
    mendable: bool = True
    message: str
    fix: str


class Material(Record):
    """A paper to hand in: its document kind, for which step, for whom, whether a copy does.

    `missing_rule`: the rule of the pack that its absence breaks, where the text has one; `unless`: who need not hand
    it in.
    """

    kind: str
    title: str
    when: str
    clause: str
    quote: str
    per: tuple[str, ...] = ()
    copy_: bool = Field(default=False, alias="copy")
    if_claimed: bool = False
    missing_rule: str | None = None
    unless: Predicate | None = None


class SubsidyTerm(Record):
    """One term of a sum: `value` (or one of `choices` by a fact) times a counted fact, capped by a value.

    `basic`: in every sum for a whole studio; `ceiling`: the value is a maximum; `people`: the count is of persons.
    `count_value`: the count is a value of the pack (all projects of a year); `replaces` are terms it stands for;
    `unless`: a condition under which it is not given, with the clause that says so; `unless_label` says it on
    a button; `lacks`: a condition under which its own clause does not give it; `claimed_by`: the fact that says that what it is given for was reached; `alone`: words that ask for the
    sum of just the terms that have them (归个人的一共多少).
    """

    id: str
    title: str
    stage: str
    words: tuple[str, ...]
    alone: tuple[str, ...] = ()
    value: str | None = None
    choose_by: str | None = None
    choices: dict[str, str] = {}
    count: str | None = None
    cap: str | None = None
    count_value: str | None = None
    replaces: tuple[str, ...] = ()
    unless: Predicate | None = None
    unless_cite: Cite | None = None
    lacks: Predicate | None = None
    unless_label: str = ""
    claimed_by: str | None = None
    basic: bool = False
    ceiling: bool = False
    people: bool = False
    condition: str


class Case(Record):
    """What changes in a topic's answer when the stated facts meet `when`; the first case that holds wins.

    `affirms`, `denies`, `bears_out`, `contradicts`, `needs`: as a topic's, in this case.
    """

    when: tuple[Predicate, ...]
    answer: str
    affirms: tuple[str, ...] = ()
    denies: tuple[str, ...] = ()
    bears_out: tuple[Pattern, ...] = ()
    contradicts: tuple[Pattern, ...] = ()
    needs: tuple[Pattern, ...] = ()
    cite: tuple[Cite, ...] = ()
    items: tuple[Cite, ...] = ()
    yes_no: Verdicts | None = None
    values: tuple[str, ...] | None = None


class Rounds(Record):
    """How many can be selected in several rounds: the quota of a round and the years between rounds (value ids)."""

    quota: str
    every: str


class Task(Record):
    """Words for something to be done, and the offices (their names in the topic's `offices`) that the text gives it to."""

    words: Pattern
    by: tuple[str, ...]


class Topic(Record):
    """What one document says on a subject, or (`silent`) that it does not say.

    `beside_master`: the value that numbers a team without its master, for questions that count him in.

    `only_yes_no`: it says whether, and not how much; a question for the figure is answered as silent.
    `told_whole`: what is given more or less, and a yes/no question, is answered by its text, whatever could be added up.
    `affirms`, `denies`: kinds of statement (every year, before the work) that the text bears out or contradicts;
    `bears_out`, `contradicts`: patterns of people's words for what this text alone says, and for the opposite;
    `needs`: patterns of words for each thing that the text requires, of which none may be told as lacking;
    `names`: patterns of all that the text names of the kind (its aims), so that a claim with none of them is not so;
    `offices`, `tasks`: on one topic of a pack, people's words for its offices and for what each of them does;
    `by_office`: claims on this topic are held against these.
    `leaves_open`: those that go beyond it, so that a question that states one is answered as silent.
    `turns_to`: kind of statement → subject that is answered instead where the asking clause has one (whether what was
    paid must be given back, of a ground for losing the title).
    `steps`: of a procedure, a pattern of people's words for each step, in order.
    `beside`: kind of statement → subject that is answered as well where the message has one (the members' share beside
    the master's).
    """

    subject: str
    answer: str = ""
    affirms: tuple[str, ...] = ()
    denies: tuple[str, ...] = ()
    bears_out: tuple[Pattern, ...] = ()
    contradicts: tuple[Pattern, ...] = ()
    needs: tuple[Pattern, ...] = ()
    names: tuple[Pattern, ...] = ()
    offices: dict[str, Pattern] = {}
    tasks: tuple[Task, ...] = ()
    by_office: bool = False
    leaves_open: tuple[str, ...] = ()
    beside: dict[str, str] = {}
    turns_to: dict[str, str] = {}
    steps: tuple[Pattern, ...] = ()
    silent: bool = False
    only_yes_no: bool = False
    told_whole: bool = False
    cite: tuple[Cite, ...] = ()
    items: tuple[Cite, ...] = ()
    near: tuple[str, ...] = ()
    yes_no: Verdicts | None = None
    values: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    rounds: Rounds | None = None
    beside_master: str | None = None
    case: tuple[Case, ...] = ()

    def parts(self) -> tuple[Topic | Case, ...]:
        """The topic and its cases: whatever may be given as an answer."""
        return (self, *self.case)


class Subject(Record):
    """What can be asked, whatever the place; `reads` says as which field a quantity of a unit is read."""

    id: str
    title: str
    reads: dict[str, str] = {}
    nature: Literal["policy", "outside", "decline", "smalltalk"] = "policy"
    reply: str = ""


class Asks(Record):
    """Ways in which people ask about a subject."""

    subject: str
    lines: tuple[str, ...]


class QuestionForm(Record):
    """Examples of questions put in one form: `allowed+` asks whether something may be, `allowed-` whether it may not."""

    name: str
    asks: tuple[str, ...]


class BoundaryCase(Record):
    """A case of `cases/*.toml`: facts in, verdict and clause out."""

    name: str
    subject: str
    facts: dict[str, float | str]
    proposition: Proposition = "allowed"
    verdict: Verdict
    clause: str
