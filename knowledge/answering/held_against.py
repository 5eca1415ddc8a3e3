"""What a message tells of its case beside what it asks about, held against the rules: one that fails refuses the whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from knowledge.facts import Facts
from knowledge.pack import Case, Pack
from knowledge.patterns import compiled
from knowledge.understanding import Question, Understander, is_question

# 能报吗, 这样够格不: asks after the case as a whole.
_OF_THE_WHOLE = compiled(r"报(?!销|酬|告|表|到)|申请|设立|够(?:格|条件|资格)|符合(?:条件|要求)")
# A clause that asks more than this asks after something of its own.
LONGEST_ASKING = 14
# A longer message tells a story, in which figures and people of others stand as well.
LONGEST_CASE = 60
# A clause tells of a condition where it is so sure to be about it.
SURE_OF_CONDITION = 0.5
# 协会900平有资质能报吗: told and asked without a stop between.
_CLAUSES = compiled(
    r"[,.;:?!]\s*|(?<=[\u4e00-\u9fff㎡\d]) (?=[\u4e00-\u9fff\d])|(?<=[平米㎡年人岁])(?=[有没无])|(?<![不没])(?=(?:能|可以)(?:不能)?(?:报|申))"
)


def _measured(case: Case) -> bool:
    """Whether a case rests on a rule, or on a number held against one of the text's."""
    return any(condition.names("rule") or condition.names("value") for condition in case.when)


@dataclass(frozen=True)
class Told:
    """A condition that the case tells of, by its subject, with the facts read for it and whether a rule refuses it."""

    subject: str
    facts: Facts
    refused: bool


def told_beside(
    understander: Understander, pack: Pack, question: Question, answered: str, on: date
) -> tuple[Told, ...]:
    """The conditions other than that of `answered` that the case told in the message meets or fails, those that it fails
    first; none where the question is not of the case as a whole."""
    asked = question.clause.strip(" ,.?!")
    form = question.form
    if not form.yes_no or form.asked[0] != ("allowed", False) or len(asked) > LONGEST_ASKING:
        return ()
    told_after = asked if is_question(asked) else f"{question.follows} {asked}"  # 培训机构能报吗, then: 六百平
    said = question.said or question.text
    if _OF_THE_WHOLE.search(told_after) is None or len(said) > LONGEST_CASE:
        return ()
    found: dict[str, Told] = {}
    for clause in _CLAUSES.split(said):
        subject, chance = understander.likeliest(clause) if clause.strip() else ("", 0.0)
        topic = pack.topics.get(subject)
        if (
            subject == answered
            or topic is None
            or chance < SURE_OF_CONDITION
            or (clause.strip(" ,.?!") == asked and is_question(asked))
        ):
            continue
        facts = question.facts.over(understander.facts(said, clause, subject, pack.id, on))
        case = next((case for case in topic.case if pack.meets(case.when, facts)), None)
        verdict = (case.yes_no or {}).get("allowed") if case is not None and _measured(case) else None
        if verdict in ("yes", "no"):
            found.setdefault(subject, Told(subject, facts, verdict == "no"))
    return tuple(sorted(found.values(), key=lambda told: not told.refused))
