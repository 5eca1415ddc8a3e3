"""The assistant: one message and its context in, one answer and the next context out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from knowledge.answering.answer import Answer, Cited
from knowledge.answering.between import in_turn
from knowledge.answering.claims import asked_beside, goes_beyond
from knowledge.answering.clause_lookup import ClauseLookup, find_clause
from knowledge.answering.compose import caveat_sentence, caveats_of, combined, part_text, with_added
from knowledge.answering.decide import Decision, decide, kind_of
from knowledge.answering.held_against import told_beside
from knowledge.answering.own_words import rests_on_facts, speaks_of, telling
from knowledge.answering.part import Part, answer_from
from knowledge.answering.phrases import say
from knowledge.answering.reckoned import reckoned
from knowledge.answering.side_by_side import BOTH, compared, with_nearest
from knowledge.facts import Facts
from knowledge.pack import Library, load_library
from knowledge.patterns import compiled
from knowledge.understanding import (
    Context,
    Form,
    Place,
    PlaceFinder,
    Question,
    Reading,
    Understander,
    load_compiled,
    told_ahead,
)

# A subject less sure than SETTLED gives way to one of at least CONTENDER times its chance (and LEAST) that fits the
# facts; that one is then taken to be at least FITTING sure.
SETTLED = 0.7
SURE_OF_DECLINING = 0.6
CONTENDER = 0.4
FITTING = 0.3
LEAST = 0.09
# A subject whose own words stand in the message may be less likely still: they were written for what its clause says.
LEAST_OF_OWN_WORDS = 0.08
# A message of this length that names a clause and asks what it says asks for nothing else.
SHORT_LOOKUP = 20
# Clauses of a message that tell the assistant what to be rather than ask about the policy.
_INSTRUCTION = compiled(
    r"[^,.?!;:\n]*(?:忽略|无视|忘(?:掉|记)|不管前面|扮演|假装|假设你|你现在是|从现在起|系统提示|提示词|开发者|越狱|指令|设定|规则|prompt|ignore|pretend|system|instructions?|reply with|answer only|say only|只(?:回|说|输出|准)|打印出|打出来|一字不落)[^,.?!;:\n]*[,.?!;:\n]*"
)

# 告诉我文件原来写的是几万: asks for what the text has.
_AS_WRITTEN = compiled(
    r"(?:原来|本来|原文|文件|实际|真正|条文)[^,.?!]{0,6}(?:写|是|规定|给)[^,.?!]{0,4}(?:多少|几|啥|什么|怎么)"
)


@dataclass(frozen=True)
class Reply:
    """An answer with the context that the next message is read in.

    `nearest` is what an answer that the text is silent rests on; beside answers to other questions it is cited.
    """

    answer: Answer
    context: Context
    nearest: tuple[Cited, ...] = ()


@dataclass(frozen=True)
class Assistant:
    """Answers questions from the packs of one library."""

    library: Library
    understander: Understander

    @cached_property
    def _all(self) -> tuple[str, ...]:
        return tuple(self.library.packs)

    def ask(
        self, message: str, policy: str | None = None, context: Context | None = None, on: date | None = None
    ) -> Reply:
        """The reply to one message; `policy` (an id or "both") is the place that was chosen beforehand."""
        on = on or date.today()
        context = context or Context()
        if policy is not None and policy != BOTH:
            self.library.pack(policy)
        reading = self.understander.read(message, context, on)
        if not reading.questions:
            return Reply(Answer(status="clarify", text=say("empty", example=self._example())), context)
        worked = self._worked_out(reading, policy, context, on)
        if worked is not None:
            return worked
        replies = [self._one(reading, q, policy, context, on) for q in reading.questions]
        answered = [r for r in replies if r.answer.status in ("answered", "not_covered")] or replies[:1]
        reply = answered[0]
        if reply.answer.status in ("smalltalk", "clarify"):
            reply = replace(reply, context=told_ahead(reading, context) or reply.context)
        if len(answered) > 1:
            reply = Reply(combined([_with_nearest_cited(r) for r in answered]), answered[-1].context)
        if reading.missed and reply.answer.status == "answered":
            missed = "、".join(f"「{clause.rstrip(' ?!.,')}」" for clause in reading.missed)
            text = reply.answer.text + "\n" + say("missed", questions=missed)
            reply = replace(reply, answer=reply.answer.model_copy(update={"text": text}))
        return reply

    def _worked_out(self, reading: Reading, policy: str | None, context: Context, on: date) -> Reply | None:
        """The reply to a message that asks for a sum and more than that: of several studios or places, or with a second
        step; None where it asks for none that can be done."""
        question = reading.questions[-1]
        place = reading.place.policy or context.policy or policy
        if place is None:
            return None
        packs = self._all if place == BOTH else (place,)
        found = reckoned(self.understander, [self.library.packs[p] for p in packs], reading, on)
        if found is None:
            return None
        caveats = tuple(dict.fromkeys(c for p in packs for c in caveats_of(self.library.packs[p], on)))
        notes = [
            s for p in packs if (s := caveat_sentence(self.library.packs[p], caveats_of(self.library.packs[p], on)))
        ]
        verdict = found.verdict_on(reading.normal) if question.form.yes_no else None
        answer = Answer(
            status="answered",
            policy=place,
            text="\n".join([found.text, *notes]),
            verdict=verdict,
            citations=found.citations,
            caveats=caveats,
        )
        return Reply(answer, self._next(context, place, question))

    def likely_subjects(self, words: str) -> list[str]:
        """The policy subjects (ids) that a few words may be about, the likeliest first."""
        questions = self.understander.read(words, Context(), date.today()).questions
        ranked = [subject for question in questions for subject, _ in question.ranking]
        return [s for s in dict.fromkeys(ranked) if self.library.subjects[s].nature == "policy"]

    def _example(self) -> str:
        first = next(iter(self.library.packs.values()))
        return say("example", place=first.policy.name)

    def _one(self, reading: Reading, question: Question, policy: str | None, context: Context, on: date) -> Reply:
        place = question.place.policy or reading.place.policy or context.policy or policy
        other = reading.place.other if not reading.place.stated and reading.place.implied is None else None
        policies = self._all if place in (None, BOTH) else (str(place),)
        lookup = find_clause(question.text, [self.library.packs[p] for p in policies])
        question = self._settled_by_own_words(question, policies, on) or self._settled_by_facts(question, policies, on)
        decision = decide(self.library, question, policies)
        if decision.kind == "unsure" and len(policies) == 1 and in_turn(self.library.packs[policies[0]], question):
            decision = Decision("answer", question.subject)  # which of two steps comes first
        if (
            lookup is not None
            and lookup.wants_text
            and (decision.kind != "answer" or len(question.text) <= SHORT_LOOKUP)
        ):
            return Reply(lookup.answer(), self._next(context, place, question))
        instructed = _INSTRUCTION.search(reading.normal) is not None
        if decision.kind == "decline" and question.confidence < SURE_OF_DECLINING and not instructed:
            decision = self._answerable(question, policies) or decision
        if decision.kind == "decline":
            inner = self._question_inside(reading.normal, policy, context, on)
            if inner is not None:
                return inner
            meant = self._answerable(question, policies) if _AS_WRITTEN.search(reading.normal) else None
            if meant is not None:  # what it is told to say wrongly is asked after itself
                plain = replace(
                    question, text=self.library.subjects[meant.subject].title, clause="", nearby="", form=Form(False)
                )
                reply = self._decided(meant, plain, place, policies, context, on)
                return _declining(reply)
            if instructed and context.subject is not None:  # what was asked before it keeps its answer
                return self._once_more(context, policies, place, on)
        elsewhere = other is not None and "unit.registered_place" not in question.facts
        if (
            other
            and elsewhere
            and decision.kind in ("answer", "silent", "unsure")
            and context.policy is None
            and policy is None
        ):
            return Reply(self._other_place(other), context)
        reply = self._decided(decision, question, place, policies, context, on)
        if lookup is not None and lookup.missing and reply.answer.status != "clarify":
            corrected = reply.answer.model_copy(update={"text": lookup.correction() + reply.answer.text})
            return Reply(corrected, reply.context)
        return reply

    def _answerable(self, question: Question, policies: tuple[str, ...]) -> Decision | None:
        """The decision to answer the likeliest policy subject of a message that is not surely one to decline."""
        for subject, chance in question.ranking[1:3]:
            if chance >= 0.1 and kind_of(self.library, subject, policies) == "answer":
                return Decision("answer", subject)
        return None

    def _settled_by_own_words(self, question: Question, policies: tuple[str, ...], on: date) -> Question | None:
        """The question with the subject first, of those that may be meant, whose topic's own words stand in it."""
        nature = self.library.subjects[question.subject].nature
        outside = nature != "policy" and question.confidence >= FITTING
        if len(policies) != 1 or question.confidence >= SETTLED or outside:
            return None
        pack = self.library.packs[policies[0]]
        for subject, chance in question.ranking:
            topic = pack.topics.get(subject)
            if chance < LEAST_OF_OWN_WORDS:
                break
            if topic is None:
                continue
            facts = question.facts
            if subject != question.subject:
                facts = self.understander.facts(question.text, question.text, subject, pack.id, on)
            if chance >= LEAST and any(rests_on_facts(c) and pack.meets(c.when, facts) for c in topic.case):
                return None  # what is told of the case decides before words do
            if not speaks_of(topic, question):
                continue
            rest = tuple(r for r in question.ranking if r[0] != subject)
            return replace(question, ranking=((subject, max(question.confidence, FITTING)), *rest), facts=facts)
        return None

    def _settled_by_facts(self, question: Question, policies: tuple[str, ...], on: date) -> Question:
        """The question with the subject first, of those about as likely, whose topic has a case for the stated facts."""
        nature = self.library.subjects[question.subject].nature
        outside = nature != "policy" and question.confidence >= FITTING
        if len(policies) != 1 or question.confidence >= SETTLED or outside:
            return question
        pack = self.library.packs[policies[0]]
        for subject, chance in question.ranking[:4]:
            if chance < max(LEAST, CONTENDER * question.confidence):
                break
            topic = pack.topics.get(subject)
            if topic is None or not topic.case:
                continue
            facts = question.facts
            if subject != question.subject:
                facts = self.understander.facts(question.text, question.text, subject, pack.id, on)
            if any(pack.meets(case.when, facts) and telling(case) for case in topic.case):
                rest = tuple(r for r in question.ranking if r[0] != subject)
                first = (subject, max(question.confidence, FITTING))
                return replace(question, ranking=(first, *rest), facts=facts)
        return question

    def _question_inside(self, normal: str, policy: str | None, context: Context, on: date) -> Reply | None:
        """The reply to a real question that stands inside an instruction, or None where there is none."""
        rest = _INSTRUCTION.sub(" ", normal).strip(" ,.?!:;")
        if len(rest) < 4 or rest == normal:
            return None
        reading = self.understander.read(rest, Context(policy=context.policy), on)
        if not reading.questions:
            return None
        question = reading.questions[-1]
        place = question.place.policy or context.policy or policy
        policies = self._all if place in (None, BOTH) else (str(place),)
        decision = decide(self.library, question, policies)
        if decision.kind != "answer":
            return None
        reply = self._decided(decision, question, place, policies, context, on)
        return _declining(reply)

    def _once_more(self, context: Context, policies: tuple[str, ...], place: str | None, on: date) -> Reply:
        """The reply to an instruction in the middle of a conversation: it is declined, what was asked is answered again."""
        asked = Question(
            context.question, ((str(context.subject), 1.0),), context.facts, context.form or Form(False), Place()
        )
        decision = decide(self.library, asked, policies)
        reply = self._decided(decision, asked, place, policies, context, on)
        return replace(_declining(reply), context=context)

    def _decided(
        self,
        decision: Decision,
        question: Question,
        place: str | None,
        policies: tuple[str, ...],
        context: Context,
        on: date,
    ) -> Reply:
        following = self._next(context, place, question)
        subject = self.library.subjects[decision.subject]
        if decision.kind == "smalltalk":
            return Reply(Answer(status="smalltalk", text=subject.reply), context)
        if decision.kind == "decline":
            return Reply(Answer(status="not_covered", text=subject.reply), context)
        if decision.kind == "unsure":
            return Reply(self._unsure(decision, place), following)
        if decision.kind == "outside":
            text = subject.reply
            if len(policies) == 1 and decision.subject in self.library.packs[policies[0]].topics:
                text = answer_from(self.library.packs[policies[0]], decision.subject, question, question.facts).lead
            return Reply(Answer(status="not_covered", policy=place, text=text), following)
        if len(policies) == 1:
            pack = self.library.packs[policies[0]]
            part = answer_from(pack, decision.subject, question, question.facts)
            hopeful = part.verdict in ("yes", "depends")
            told = told_beside(self.understander, pack, question, decision.subject, on) if hopeful else ()
            if told and told[0].refused:
                part, told = answer_from(pack, told[0].subject, question, told[0].facts), ()
            answer = self._single(part, question, policies[0], on)
            for condition in told:
                met = answer_from(pack, condition.subject, question, condition.facts)
                if met.verdict == "yes":
                    answer = with_added(answer, part_text(pack, met, ()), met.citations)
            if decision.second is not None and answer.status == "answered":
                answer = self._with_second(answer, decision.second, question, policies[0], on)
            answer = self._with_beside(answer, question, decision.subject, policies[0], on)
            nearest = with_nearest(pack, part).citations
            return Reply(answer, following, () if answer.status == "answered" else nearest)
        if decision.kind == "silent":
            names = "、".join(self.library.packs[p].policy.name for p in policies)
            text = say("not_covered_everywhere", places=names, title=subject.title)
            return Reply(Answer(status="not_covered", policy=place, text=text), following)
        if place is None:
            names = "和".join(p.policy.name for p in self.library.packs.values())
            buttons = tuple(p.policy.name for p in self.library.packs.values())
            return Reply(
                Answer(status="clarify", text=say("clarify_place", places=names), follow_ups=buttons), following
            )
        return Reply(compared([self.library.packs[p] for p in policies], decision.subject, question, on), following)

    def _with_second(self, answer: Answer, subject_id: str, question: Question, policy_id: str, on: date) -> Answer:
        """The answer with that on a second subject that may be meant, where it does not contradict the verdict."""
        facts = self.understander.facts(question.text, question.text, subject_id, policy_id, on)
        part = answer_from(self.library.packs[policy_id], subject_id, question, facts)
        second = self._single(part, question, policy_id, on)
        if second.status != "answered" or second.verdict != answer.verdict or second.citations == answer.citations:
            return answer
        both = combined([answer, second])
        return both.model_copy(update={"text": say("two_readings") + "\n" + both.text})

    def _with_beside(self, answer: Answer, question: Question, subject_id: str, policy_id: str, on: date) -> Answer:
        """The answer with those on the subjects that the message names beside its own; the verdict stays its own."""
        pack = self.library.packs[policy_id]
        topic = pack.topics.get(subject_id)
        if topic is None or answer.status != "answered":
            return answer
        for beside in asked_beside(topic, question):
            facts = self.understander.facts(question.text, question.text, beside, policy_id, on)
            part = answer_from(pack, beside, replace(question, form=Form(yes_no=False)), facts)
            known, added = set(answer.citations), set(part.citations)
            if (
                part.status == "answered"
                and not added <= known
                and not (part.is_list and not part.items and known < added)
            ):
                answer = with_added(answer, part_text(pack, part, ()), part.citations)
        return answer

    def _single(self, part: Part, question: Question, policy_id: str, on: date) -> Answer:
        pack = self.library.packs[policy_id]
        if part.status == "not_covered":
            text = part.lead + self._elsewhere(part.subject, question, policy_id)
            return Answer(status="not_covered", policy=policy_id, text=text)
        caveats = caveats_of(pack, on)
        return Answer(
            status="answered",
            policy=policy_id,
            text=part_text(pack, part, caveats),
            verdict=part.verdict,
            citations=part.citations,
            caveats=caveats,
            follow_ups=tuple(self.library.subjects[s].title for s in part.follow_ups),
        )

    def _elsewhere(self, subject_id: str, question: Question, policy_id: str) -> str:
        """A sentence naming the other places whose document does say it; empty where none does, and where this place's
        document is silent on no more than a detail."""
        here = self.library.packs[policy_id].topics.get(subject_id)
        if here is not None and not here.silent:
            return ""
        others = [
            p.policy.name
            for p in self.library.packs.values()
            if p.id != policy_id
            and (there := p.topics.get(subject_id)) is not None
            and not there.silent
            and not goes_beyond(p, there, question)
        ]
        return say("only_elsewhere", places="、".join(others)) if others else ""

    def _other_place(self, name: str) -> Answer:
        places = "、".join(p.policy.name for p in self.library.packs.values())
        return Answer(status="not_covered", text=say("not_covered_place", place=name, places=places))

    def _unsure(self, decision: Decision, place: str | None) -> Answer:
        titles = tuple(self.library.subjects[s].title for s in decision.candidates)
        if not titles:
            return Answer(status="clarify", policy=place, text=say("clarify_nothing", example=self._example()))
        if len(titles) == 1:
            text = say("clarify_one", subject=titles[0])
            return Answer(status="clarify", policy=place, text=text, follow_ups=titles)
        text = say("clarify_subject", subjects="、".join(f"「{t}」" for t in titles))
        return Answer(status="clarify", policy=place, text=text, follow_ups=titles)

    def _next(self, context: Context, place: str | None, question: Question) -> Context:
        moved = place is not None and context.policy not in (None, BOTH, place)
        earlier = context.policy if moved else context.earlier
        return Context(
            place or context.policy, question.subject, question.facts, question.thread(), question.form, earlier
        )


def _declining(reply: Reply) -> Reply:
    """The reply to a real question that stands in an instruction, which is declined first."""
    return Reply(reply.answer.model_copy(update={"text": say("declined") + reply.answer.text}), reply.context)


def _with_nearest_cited(reply: Reply) -> Answer:
    """The reply's answer, one that the text is silent with the clause that it names as the nearest."""
    return reply.answer.model_copy(update={"citations": reply.answer.citations or reply.nearest})


def open_assistant(*roots: Path) -> Assistant:
    """The assistant over the packs below `roots` (the project's own when none is named)."""
    library = load_library(*roots)
    places = PlaceFinder(library)
    return Assistant(library, Understander(library, places, load_compiled(library, places)))


__all__ = ["Assistant", "ClauseLookup", "Facts", "Reply", "open_assistant"]
