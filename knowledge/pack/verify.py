"""The load-time checks of a pack: each is a hard failure that names file and key."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator

from knowledge.errors import PackError, QuoteError
from knowledge.facts import FIELD_UNITS
from knowledge.pack.blank_forms import REPORT_FIELDS
from knowledge.pack.deadlines import EVENTS
from knowledge.pack.display import figure
from knowledge.pack.models import Case, Citation, Topic
from knowledge.pack.pack import Pack
from knowledge.patterns import compiled
from knowledge.statements import kinds

# More clauses than this only where a list was asked for.
MAX_CITATIONS = 4
PLACEHOLDER = compiled(r"\{(fact:)?([\w.]+)\}")
_FIGURE = compiled(r"\d+(?:\.\d+)?")


def verify(pack: Pack, subject_ids: set[str]) -> None:
    """Raises PackError at the first thing that does not hold; returns None when the pack is sound."""
    _quotes(pack)
    _references(pack, subject_ids)
    _periods(pack)
    _deadlines(pack)
    _answers(pack)
    _blank_forms(pack)
    unused = unused_clauses(pack)
    if unused:
        raise PackError(
            f"{pack.id}: no rule, value, material, deadline or topic uses clause {', '.join(sorted(unused))}"
        )


def verify_interview(pack: Pack, subject_ids: set[str]) -> None:
    """Raises PackError where the interview can't ask for a fact that a rule looks at, or names an unknown subject."""
    questions = pack.interview.question
    keys = [q.id for q in questions]
    if len(set(keys)) < len(keys):
        raise PackError(f"{pack.id}/interview.toml: a question stands twice")
    unasked = pack.rule_fields - frozenset[str]().union(*(q.states for q in questions))
    if unasked:
        raise PackError(f"{pack.id}/interview.toml: no question asks for {', '.join(sorted(unasked))}")
    untitled = pack.rule_fields - set(pack.interview.titles)
    if untitled:
        raise PackError(f"{pack.id}/interview.toml: no title of {', '.join(sorted(untitled))}")
    unknown = {q.subject for q in questions if q.subject} - subject_ids
    if unknown:
        raise PackError(f"{pack.id}/interview.toml: unknown subject {', '.join(sorted(unknown))}")


def quoted(pack: Pack) -> Iterator[tuple[str, Citation]]:
    """Every (where, citation) of the pack that carries a quote or stands for a whole clause."""
    policy = pack.policy
    for name, cite in (("status_clause", policy.status_clause), ("term_clause", policy.term_clause)):
        if cite is not None:
            yield f"policy.toml {name}", cite
    for office in policy.office:
        yield f"policy.toml office {office.id}", Citation(clause=office.clause, quote=office.quote)
    for file, records in (
        ("values.toml", pack.all_values),
        ("rules.toml", pack.rules),
        ("deadlines.toml", pack.deadlines),
    ):
        for record in records:
            yield f"{file} {record.id}", Citation(clause=record.clause, quote=record.quote)
    for deadline in pack.deadlines:
        for step in (*deadline.bring, *deadline.to):
            yield f"deadlines.toml {deadline.id}", step.cite
    for material in pack.materials:
        yield f"materials.toml {material.kind}", Citation(clause=material.clause, quote=material.quote)
    for term in pack.subsidy_terms:
        if term.unless_cite is not None:
            yield f"subsidies.toml {term.id}", term.unless_cite
    for topic in pack.topics.values():
        for part in topic.parts():
            for cite in (*part.cite, *part.items):
                yield f"topics {topic.subject}", cite


def _form_citations(pack: Pack) -> Iterator[tuple[str, Citation]]:
    """Every (where, citation) of the blank forms; they repeat clauses and are no use of one."""
    for form in pack.blank_forms:
        yield from ((f"forms.toml {form.file}", cite) for cite in form.citations())


def _quotes(pack: Pack) -> None:
    for where, cite in itertools.chain(quoted(pack), _form_citations(pack)):
        clause_id = pack.clauses.full_id(cite.clause)
        if clause_id not in pack.clauses:
            raise PackError(f"{pack.id}/{where}: no clause {cite.clause}")
        if cite.quote and not pack.clauses[clause_id].holds(cite.quote):
            raise QuoteError(f"{pack.id}/{where}: not in clause {cite.clause}: {cite.quote}")


def _references(pack: Pack, subject_ids: set[str]) -> None:
    rule_ids = {r.id for r in pack.rules}

    def known(where: str, kind: str, names: Iterable[str], ids: Iterable[str]) -> None:
        missing = set(names) - set(ids)
        if missing:
            raise PackError(f"{pack.id}/{where}: unknown {kind} {', '.join(sorted(missing))}")

    clause_ids = {c.local_id for c in pack.clauses}
    known("policy.toml", "clause", pack.policy.informational, clause_ids)
    known("policy.toml clause_note", "clause", (n.clause for n in pack.policy.clause_note), clause_ids)
    for rule in pack.rules:
        for predicate in (rule.holds, rule.when):
            if predicate is not None:
                known(f"rules.toml {rule.id}", "value", predicate.names("value"), pack.values)
    for material in pack.materials:
        known(
            f"materials.toml {material.kind}",
            "rule",
            [material.missing_rule] if material.missing_rule else [],
            rule_ids,
        )
    for deadline in pack.deadlines:
        where = f"deadlines.toml {deadline.id}"
        known(where, "value", [deadline.offset_value] if deadline.offset_value else [], pack.values)
        known(where, "event", deadline.references(), (*EVENTS, *(d.id for d in pack.deadlines)))
        known(where, "part of `why`", (name for _, name in PLACEHOLDER.findall(deadline.why)), deadline.why_parts())
    for term in pack.subsidy_terms:
        used = [v for v in (term.value, term.cap, term.count_value, *term.choices.values()) if v]
        known(f"subsidies.toml {term.id}", "value", used, pack.values)
    for topic in pack.topics.values():
        where = f"topics {topic.subject}"
        known(where, "subject", [topic.subject, *topic.more], subject_ids)
        known(where, "clause", topic.near, clause_ids)
        known(where, "value", topic.values, pack.values)
        known(where, "kind of statement", (*topic.leaves_open, *topic.beside, *topic.turns_to), kinds())
        known(where, "subject", (*topic.beside.values(), *topic.turns_to.values()), pack.topics)
        for part in topic.parts():
            known(where, "kind of statement", (*part.affirms, *part.denies), kinds())
        known(where, "value", [topic.beside_master] if topic.beside_master else [], pack.values)
        if topic.rounds is not None:
            known(where, "value", [topic.rounds.quota, topic.rounds.every], pack.values)
        for case in topic.case:
            known(where, "value", case.values or (), pack.values)
            for predicate in case.when:
                known(where, "value", predicate.names("value"), pack.values)
                known(where, "rule", predicate.names("rule"), rule_ids)
    for test in pack.cases:
        known(f"cases {test.name}", "subject", [test.subject], pack.topics)


def _periods(pack: Pack) -> None:
    for value_id, versions in pack.values.items():
        for earlier, later in itertools.pairwise(versions):
            if earlier.to is None or later.from_ is None or (later.from_ - earlier.to).days != 1:
                raise PackError(f"{pack.id}/values.toml {value_id}: periods overlap or leave a gap")


def _deadlines(pack: Pack) -> None:
    """Ids stand once, no day is reckoned from itself, and only a document with a term of its own has its end."""
    reckoned_from = {d.id: d.references() for d in pack.deadlines}
    if len(reckoned_from) != len(pack.deadlines):
        raise PackError(f"{pack.id}/deadlines.toml: an id stands twice")
    for deadline in pack.deadlines:
        ahead, seen = list(deadline.references()), set[str]()
        while ahead:
            name = ahead.pop()
            if name == deadline.id:
                raise PackError(f"{pack.id}/deadlines.toml {deadline.id}: its day is reckoned from itself")
            if name not in seen:
                seen.add(name)
                ahead.extend(reckoned_from.get(name, ()))
        if deadline.kind == "term_end" and pack.policy.effective_to is None:
            raise PackError(f"{pack.id}/deadlines.toml {deadline.id}: the policy has no effective_to")


def _answers(pack: Pack) -> None:
    for topic in pack.topics.values():
        if topic.silent == bool(topic.cite or topic.items):
            raise PackError(f"{pack.id}/topics {topic.subject}: either silent or cites a clause")
        for part in topic.parts():
            if len({c.clause for c in part.cite}) > MAX_CITATIONS and not part.items:
                raise PackError(f"{pack.id}/topics {topic.subject}: over {MAX_CITATIONS} clauses, and no list")
            _placeholders(pack, topic, part)
            _figures(pack, topic, part)


def _blank_forms(pack: Pack) -> None:
    """Entries are fields of the report or of this pack's rules; figures stand in the quotes only."""
    predicates = [p for rule in pack.rules for p in (rule.holds, rule.when) if p is not None]
    known = REPORT_FIELDS.union(*(p.names("field") for p in predicates))
    for form in pack.blank_forms:
        where = f"{pack.id}/forms.toml {form.file}"
        unknown = {f.id for f in form.fields() if f.id is not None} - known
        if unknown:
            raise PackError(f"{where}: unknown field {', '.join(sorted(unknown))}")
        for words in form.words():
            if _FIGURE.search(words):
                raise PackError(f"{where}: a figure outside a quote: {words}")
        if not pack.materials and any(section.layout == "attachments" for section in form.section):
            raise PackError(f"{where}: a list of attachments, and no materials")


def _placeholders(pack: Pack, topic: Topic, part: Topic | Case) -> None:
    for is_fact, name in PLACEHOLDER.findall(part.answer):
        if is_fact and name not in FIELD_UNITS:
            raise PackError(f"{pack.id}/topics {topic.subject}: no unit for the fact {name}")
        if not is_fact and name != "term_end" and name not in pack.values:
            raise PackError(f"{pack.id}/topics {topic.subject}: no value {name}")


def _figures(pack: Pack, topic: Topic, part: Topic | Case) -> None:
    """Every figure of a rendered answer stands in a clause that the answer cites."""

    def fill(match: re.Match[str]) -> str:
        if match[1] or match[2] == "term_end":
            return ""
        value = pack.value(match[2])
        assert value is not None
        return figure(value.number, value.unit)

    cites = (*part.cite, *part.items) or (*topic.cite, *topic.items)
    cited = "".join(pack.clauses[pack.clauses.full_id(c.clause)].text for c in cites)
    stated = set(_FIGURE.findall(cited)) | _spelled_figures(cited)
    for number in _FIGURE.findall(PLACEHOLDER.sub(fill, part.answer)):
        if number not in stated and not _clause_number(number, part.answer):
            raise PackError(f"{pack.id}/topics {topic.subject}: figure {number} is in no cited clause")


def _clause_number(number: str, answer: str) -> bool:
    """Whether the figure is part of a clause's label (第六条（二）3) rather than a statement."""
    return re.search(rf"[）条]{number}", answer) is not None


_SPELLED = {"一": "1", "两": "2", "三": "3", "五": "5", "十": "10", "半年": "6"}


def _spelled_figures(text: str) -> set[str]:
    """Figures that the text writes in characters (两年, 五年, 半年)."""
    return {digit for word, digit in _SPELLED.items() if word in text}


def unused_clauses(pack: Pack) -> set[str]:
    """Clauses that nothing in the pack uses and that are not listed as informational (a heading with children counts as used)."""
    used = {cite.clause for _, cite in quoted(pack)} | set(pack.policy.informational)
    return {c.local_id for c in pack.clauses if c.local_id not in used and not pack.clauses.children(c.id)}
