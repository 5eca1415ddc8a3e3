"""A message and its context → which place, which questions, on which subjects, with which facts, in which form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache

import numpy as np

from knowledge.facts import Facts
from knowledge.pack import Library
from knowledge.pack.display import figure
from knowledge.patterns import compiled
from knowledge.understanding.classifier import probabilities
from knowledge.understanding.compiled import FEW_WORDS, Compiled, form_features_of, mask
from knowledge.understanding.fact_finding import Said, find_facts, within_term
from knowledge.understanding.features import concepts, features
from knowledge.understanding.follow_up import (
    LONGEST_CARRY,
    SHORT,
    carried_over,
    follow_up,
    stands_alone,
    tells_only_where,
)
from knowledge.understanding.form import Form, asks_yes_or_no, claimed, is_question, read_form
from knowledge.understanding.place import Place, PlaceFinder
from knowledge.understanding.question import Context, Question, Ranking, Reading
from knowledge.understanding.segments import BARE_AMOUNT, MAX_QUESTIONS, Segment, may_apply, split_questions
from knowledge.understanding.tags import is_named_tag, is_tag
from knowledge.wording import find_quantities, normalise
from knowledge.wording.corrected import with_corrections
from knowledge.wording.courtesies import without_courtesies
from knowledge.wording.english import correct_latin, gloss
from knowledge.wording.set_aside import without_set_aside

# What was worked out of so many texts is kept while a message is read.
KEPT = 32
# How much of a question's decision rests on its own clause, on that with its neighbours, and on all that was said.
VIEWS = {"question": 0.2, "nearby": 0.3, "context": 0.5}
# Of a message of few words so much of its decision rests on what was learned from few words (tried from 0.4 to 1 on the
# question sets and on bare questions: below 0.8 these lose, at 1 longer ones do).
SHARE_OF_FEW = 0.9
# A clause answers for itself, as one of several questions, only when it is this sure of a subject of its own
# (less sure where it ends in a question mark).
SEPARATE_QUESTION = 0.55
MARKED_QUESTION = 0.42
# Several clauses read as one question that is less sure than this give way to the one clause that is sure of itself.
LEAST_TOGETHER = 0.28
# An opening that is longer tells a story rather than names what the message is about.
LONGEST_THEME = 16
# 隔这么长, 也是这个数: the figure of the answer before.
_THAT_FIGURE = compiled(r"(?:这|那)么(?:长|久|多|大)(?:时间)?(?=[才就评给交报一?,.吗])|(?:这|那)个(?:平方)?数")
# 回到前头那个: the place that was spoken of before.
_BACK = compiled(
    r"(?:回到|兜回来?|拐回来?|转回来?|绕回来?|说回来?|返回来?|扯回来?)[^,.;?!]{0,3}(?:头一?个|前头?|前面|先前|最先|第一个|那个|刚才)|头一个(?:地方|地儿|城市)|前头那个(?:地方|城市)?"
)
# Facts of the team belong together: how many, and whether the master is one of them.
_TEAM = "studio.team_"
# Concepts that say no more than that somebody applies.
_OF_ANY_APPLICATION = frozenset({"apply", "again"})
# 资格会不会因此没了: asks of what was asked about before it.
_DUE_TO_IT = compiled(r"因此|因为?(?:这|那)(?:个|件|样)?(?:事)?(?:就|而|被|给)?")
# 别的不让碰?: puts forward something by itself, be it without a word that asks; 就看主体这条? does not.
_SAYS_ITSELF = compiled(r"不(?!管|论)|[没未无冇别对是]")
# What stands in brackets is said by the way.
_ASIDE = compiled(r"\([^()]{2,40}\)")
# Quantities that say what a question is about, and how near the second subject must be to be chosen for them.
_TELLING_UNITS = frozenset({"m2", "year", "age", "person"})
CLOSE_SECOND = 0.6
# Words of comparison say how the places are asked about, not what is asked of them.
_COMPARISON = compiled(
    r"有?(?:什么|啥|哪些|何)?(?:区别|不同|差别|差异)|相比|对比|比较一?下|比一?比|vs|谁(?=给|更|的)|哪家香|哪个好|哪边(?:更)?好|哪(?:个|边|头|家)(?:给的?)?更?(?:多|高|少|低|大|长)(?:一?些|一?点)?|两地|两边|两个地方|各自|分别|一样吗|一样不|一样么"
)
# 那边推的又是啥: what was asked of one place is asked of another.
_OF_ANOTHER_PLACE = compiled(r"又(?:是|要|得|给|有|算|分)*(?:啥|什么|多|几|怎|咋|哪|谁|如何)|呢[?!.]*$")


@dataclass(frozen=True)
class Understander:
    """Reads messages with the models of one library."""

    library: Library
    places: PlaceFinder
    compiled: Compiled

    def read(self, message: str, context: Context, on: date) -> Reading:
        """The reading of one message in its context."""
        normal = self._with_figure(self._normal(message), context)
        if not normal:
            return Reading(normal, self.places.find(normal), ())
        if context.subject is None and context.question:  # told first, asked now
            normal = f"{context.question}, {normal}"
        if context.subject is not None and context.question and tells_only_where(self, normal):
            before = Context(facts=context.facts)
            return self.read(f"{normal}. {self.places.strip(context.question)}", before, on)
        place = self.places.find(normal)
        if not place.stated and context.earlier is not None and _BACK.search(normal):
            place = Place(stated=(context.earlier,))
        continued = follow_up(self, normal, context, on)
        if continued is not None:
            return Reading(normal, place, (continued,))
        segments = split_questions(_COMPARISON.sub("", normal) if place.compare else normal)
        questions, missed = self._separate(segments, normal, on) if len(segments) > 1 else ([], [])
        if len(questions) < 2:
            segments = [s for s in segments if not s.elliptic] or segments
            last = segments[-1]
            nearby = last.nearby if len(segments) == 1 else " ".join(s.nearby for s in segments)
            said = " ".join(s.context for s in segments)
            alone = last.alone and stands_alone(self, normal, context, on)
            segment = Segment(last.question, nearby, said, normal, alone=alone)
            form, asking = self._form_of_all(segments)
            question = self.question(segment, self._views(segment), on, form=form)
            if questions and questions[0].text == normal:  # asked twice of different things
                question = replace(question, facts=questions[0].facts)
            if not questions or question.confidence >= LEAST_TOGETHER:
                questions = [replace(question, place=place, clause=asking.claimed, nearby=asking.nearby)]
                missed = []
        if place.compare:
            questions = [q if self.places.find(q.clause).stated else replace(q, place=place) for q in questions]
        follows = context.question if context.subject is not None and len(normal) <= LONGEST_CARRY else ""
        known = carried_over(normal, context)
        facts = [self._with_story(normal, q, on).over(known) for q in questions[:MAX_QUESTIONS]]
        questions = [
            replace(q, facts=stated, said=normal, follows=follows) for q, stated in zip(questions, facts, strict=False)
        ]
        return Reading(normal, place, tuple(questions), tuple(missed))

    def _with_story(self, normal: str, question: Question, on: date) -> Facts:
        """The facts of a question, with those that the whole message states beside it; a team is told by the whole."""
        if question.text == normal:
            return question.facts
        told = self.facts(normal, question.nearby, question.subject, question.place.policy, on)
        known = question.facts.over(told)
        team = {name: value for name, value in told.values.items() if name.startswith(_TEAM)}
        return Facts(team).over(known) if len(team) > 1 else known

    def _with_figure(self, normal: str, context: Context) -> str:
        """The message with 这么长 replaced by the one figure that the answer before it gave."""
        pack = self.library.packs.get(context.policy or "")
        topic = pack.topics.get(context.subject or "") if pack is not None else None
        values = [v for name in (topic.values if topic is not None else ()) if pack and (v := pack.value(name))]
        if len(values) != 1:
            return normal
        return _THAT_FIGURE.sub(figure(values[0].number, values[0].unit), normal)

    def _normal(self, message: str) -> str:
        normal = without_courtesies(correct_latin(normalise(message), self.places.latin_names))
        chinese = self.compiled.pinyin.from_pinyin(normal)
        if chinese is not None:
            return chinese
        return without_set_aside(
            with_corrections(self.compiled.pinyin.correct(gloss(self.compiled.pinyin.within(normal))))
        )

    @cached_property
    def decide(self) -> Callable[[str], np.ndarray]:
        """The subjects' decision values for a text; those of the clauses of a message are asked for more than once."""
        return lru_cache(maxsize=KEPT)(self._subjects_of)

    def _subjects_of(self, text: str) -> np.ndarray:
        main = _ASIDE.sub("", text)
        masked = mask(main if len(main) > SHORT else text, self.places)
        return self.compiled.subjects.decision(features(masked))

    def _of_few_words(self, segment: Segment) -> np.ndarray | None:
        """The subjects' decision values for a question of few words that stands alone, or asks nothing narrower than if one may
        apply or how much there is."""
        masked = mask(segment.context, self.places).strip(" ,.?!")
        bare = may_apply(masked) or BARE_AMOUNT.fullmatch(masked) is not None
        if len(masked) > FEW_WORDS or not (bare or segment.alone):
            return None
        return self.compiled.few_words.decision(features(masked))

    def likeliest_of_few(self, text: str) -> dict[str, float]:
        """The two likeliest subjects of a text of few words, with their probabilities; none of a longer one."""
        masked = mask(text, self.places).strip(" ,.?!")
        return dict(self._ranked(masked)[:2]) if masked and len(masked) <= FEW_WORDS else {}

    def likeliest(self, clause: str) -> tuple[str, float]:
        """The likeliest subject of a clause by itself, with its probability."""
        return self._ranked(mask(clause, self.places).strip(" ,.?!"))[0]

    def _ranked(self, masked: str) -> Ranking:
        """The subjects of a masked text by itself, the likeliest first."""
        model = self.compiled.few_words if len(masked) <= FEW_WORDS else self.compiled.subjects
        chances = probabilities(model.decision(features(masked)))
        return tuple((model.classes[i], float(chances[i])) for i in np.argsort(-chances))

    @cached_property
    def form(self) -> Callable[[Segment], Form]:
        """The form in which a question is put; asked for more than once in a message."""
        return lru_cache(maxsize=KEPT)(self._form_of)

    def _form_of(self, segment: Segment) -> Form:
        decision = self.compiled.forms.decision(form_features_of(segment, self.places))
        before = segment.context.removesuffix(segment.question)
        return read_form(segment.question, [self.compiled.forms.classes[i] for i in np.argsort(-decision)], before)

    def _views(self, segment: Segment) -> np.ndarray:
        """The decision on a question from its clause, its neighbourhood and its context together."""
        asked = segment.nearby if is_named_tag(segment.question) else segment.question
        decided = {text: self.decide(text) for text in {asked, segment.nearby, segment.context}}
        decision = (
            VIEWS["question"] * decided[asked]
            + VIEWS["nearby"] * decided[segment.nearby]
            + VIEWS["context"] * decided[segment.context]
        )
        few = self._of_few_words(segment)
        return decision if few is None else SHARE_OF_FEW * few + (1 - SHARE_OF_FEW) * decision

    def _form_of_all(self, segments: list[Segment]) -> tuple[Form, Segment]:
        """The form of the last clause that by its build asks yes or no, else of the last asking one, wanting a figure
        where any of the clauses does; with that clause."""
        last = segments[-1]
        marked = [s for s in segments if "?" in s.question or (s is last and asks_yes_or_no(s.question))] or segments
        # 能不能绕开分局,让市局直接评?: the last clause goes on with what the one before asks.
        if not is_question(last.question.rstrip("? ")) and _SAYS_ITSELF.search(last.question) is None:
            marked = [s for s in segments if s in marked or asks_yes_or_no(s.question)]
        forms = [self.form(s) for s in marked]
        plain = [i for i, s in enumerate(marked) if forms[i].yes_no and asks_yes_or_no(s.question)]
        chosen = plain[-1] if plain else len(marked) - 1
        if is_tag(marked[chosen].question):  # 是2019年的文吧?没毛病?: it asks after what the one before puts forward
            chosen = next((i for i in reversed(range(chosen)) if forms[i].yes_no), chosen)
        tag = marked[chosen].question
        told = claimed(marked[chosen].nearby.replace(tag, "")) or claimed(marked[chosen].context.replace(tag, ""))
        asked = (*told, *forms[chosen].asked) if is_tag(tag) else forms[chosen].asked
        form = replace(
            forms[chosen],
            asked=asked,
            asks_figure=any(f.asks_figure for f in forms),
            asks_share=any(f.asks_share for f in forms),
            asks_count=any(f.asks_count for f in forms),
            asks_length=any(f.asks_length for f in forms),
            asks_name=any(f.asks_name for f in forms),
        )
        return form, marked[chosen]

    def _separate(self, segments: list[Segment], normal: str, on: date) -> tuple[list[Question], list[str]]:
        """The questions of several asking clauses, where each is sure of a subject and the subjects differ, and the
        clauses with a question mark that are not."""
        found: list[Question] = []
        missed: list[str] = []
        doubtful: Question | None = None
        for before, segment in zip([None, *segments], segments, strict=False):
            if segment.elliptic and (found or sum(s.elliptic for s in segments) > 1):
                again = self._asked_again(segment, found[-1], on) if found else None
                found.extend([again] if again is not None else [])
                continue
            whole = found and found[-1].form.asks_figure and may_apply(self.places.strip(segment.question))
            if whole:  # a sum, and whether the case that is told may apply
                segment = _with_opening(segment, segments[0])
            elif found and (_only_asks_if_it_will_do(segment) or _DUE_TO_IT.search(segment.question)):
                found[-1] = replace(
                    found[-1], form=self.form(segment), clause=segment.question, nearby=segments[0].full
                )
                continue
            if found and is_tag(segment.question) and not found[-1].form.asks_figure and before is not None:
                form, asking = self._form_of_all([before, segment])
                found[-1] = replace(found[-1], form=form, clause=asking.claimed, nearby=asking.nearby)
                continue
            bare = found and BARE_AMOUNT.fullmatch(segment.question) is not None
            if bare and before is not None and may_apply(self.places.strip(before.question)):
                segment = replace(segment, nearby=segment.context)  # 能报吗,给多少钱: whatever there is
            elif bare:
                first = segments[0]
                nearby, said = f"{first.question} {segment.question}", f"{first.context} {segment.question}"
                segment = replace(segment, question=nearby, nearby=nearby, context=said)
            question = self.question(segment, self._views(segment), on)
            if question.confidence < SEPARATE_QUESTION and segment is not segments[0]:
                question = max(question, self._under_theme(segment, segments[0], on), key=lambda q: q.confidence)
            if found and not question.place.stated:
                question = replace(question, place=found[-1].place)
            amount = BARE_AMOUNT.fullmatch(self.places.strip(segment.question)) is not None
            if found and (amount or _OF_ANOTHER_PLACE.search(segment.question)) and _elsewhere(question, found[-1]):
                found[-1] = _of_both_places(found[-1], replace(question, ranking=found[-1].ranking))
                continue
            enough = MARKED_QUESTION if "?" in segment.question else SEPARATE_QUESTION
            if question.confidence < enough:
                doubtful = question
                missed.extend([segment.question] if found and "?" in segment.question else [])
                continue
            if doubtful is not None and question.subject in dict(doubtful.ranking[:3]):
                question = _of_both_places(doubtful, question)
            same = next((i for i, q in enumerate(found) if q.subject == question.subject), None)
            if same is None:
                found.append(question)
            else:
                found[same] = _of_all_told(found[same], _of_both_places(found[same], question), normal)
        return found, missed

    def _under_theme(self, segment: Segment, first: Segment, on: date) -> Question:
        """The question of a clause read under what the message opened with (取消资格那块, …)."""
        theme = first.context.removesuffix(first.question).strip() or first.context
        if len(theme) <= LONGEST_THEME:
            segment = replace(segment, nearby=f"{theme} {segment.nearby}", context=f"{theme} {segment.context}")
        return self.question(segment, self._views(segment), on)

    def _asked_again(self, segment: Segment, before: Question, on: date) -> Question | None:
        """The question of an elliptic clause (成员呢) after another; None where it asks nothing else than that did."""
        context = Context(before.place.policy, before.subject, before.facts, before.text, before.form)
        question = follow_up(self, segment.question, context, on)
        if question is None:
            question = self.question(segment, self._views(segment), on)
            if question.confidence < MARKED_QUESTION:
                return None
        place = question.place if question.place.stated else before.place
        question = replace(question, place=place, form=before.form)
        asked = (question.subject, question.facts, question.place)
        return None if asked == (before.subject, before.facts, before.place) else question

    def question(
        self,
        segment: Segment,
        decision: np.ndarray,
        on: date,
        inherited: Facts | None = None,
        form: Form | None = None,
    ) -> Question:
        chances = probabilities(decision)
        order = np.argsort(-chances)[:12]
        classes = self.compiled.subjects.classes
        ranking = self._reading_first(tuple((classes[i], float(chances[i])) for i in order), segment.full)
        place = self.places.find(segment.context)
        facts = self.facts(segment.full, segment.nearby, ranking[0][0], place.policy, on)
        if inherited is not None:
            facts = facts.over(inherited)
        form = form or self.form(segment)
        return Question(segment.full, ranking, facts, form, place, segment.claimed, segment.nearby)

    def _reading_first(self, ranking: Ranking, text: str) -> Ranking:
        """The ranking with a close second put first where it alone has a use for the quantities of the message."""
        units = {q.unit for q in find_quantities(text)} & _TELLING_UNITS
        (first, chance), (second, next_chance) = ranking[:2]
        if not units or next_chance < CLOSE_SECOND * chance:
            return ranking
        reads = {s: bool(units & set(self.library.subjects[s].reads)) for s in (first, second)}
        if reads[first] and not reads[second] and chance < SEPARATE_QUESTION and units != {"person"}:
            return ((first, chance + next_chance), (second, 0.0), *ranking[2:])
        if reads[first] or not reads[second]:
            return ranking
        return ((second, chance), (first, next_chance), *ranking[2:])

    def facts(self, text: str, nearby: str, subject_id: str, policy: str | None, on: date) -> Facts:
        """The facts that a normalised text states, read for the subject and the place that it is about."""
        home = policy if policy in self.library.packs else None
        subject = self.library.subjects[subject_id]
        found = find_facts(Said(text, self.places.strip(self.places.name_levels(text), home), nearby), subject, on)
        end = self.library.packs[home].policy.effective_to if home is not None else None
        return found if end is None else Facts(within_term(text, end)).over(found)


def _only_asks_if_it_will_do(segment: Segment) -> bool:
    """Whether a clause only asks if what was told before it will do (我现在报,行不行嘛)."""
    told = segment.context.strip(" ,.?!")
    return len(told) <= SHORT and set(concepts(told)) <= _OF_ANY_APPLICATION and asks_yes_or_no(segment.question)


def _with_opening(segment: Segment, first: Segment) -> Segment:
    """A clause that asks, read with what was told before the first question."""
    told = first.context.removesuffix(first.question).strip()
    text = f"{told} {segment.context}".strip()
    return replace(segment, nearby=text, context=text, full=text)


def _elsewhere(question: Question, before: Question) -> bool:
    """Whether a question is of one place, and the one before it of another."""
    stated = question.place.stated
    return len(stated) == 1 and bool(before.place.stated) and stated != before.place.stated


def _of_all_told(earlier: Question, later: Question, normal: str) -> Question:
    """A question asked twice of different things (一级的奖多少,三级的呢): of what both tell alike."""
    if earlier.facts == later.facts or not (earlier.form.asks_figure and later.form.asks_figure):
        return later
    told = earlier.facts.values
    alike = Facts({name: value for name, value in later.facts.values.items() if told.get(name) == value})
    return replace(later, facts=alike, text=normal)


def _of_both_places(earlier: Question, later: Question) -> Question:
    """Two questions on one subject as one: of both their places where these differ."""
    if not later.place.stated or not earlier.place.stated or later.place.stated == earlier.place.stated:
        return later if later.place.stated else replace(later, place=earlier.place)
    stated = tuple(dict.fromkeys((*earlier.place.stated, *later.place.stated)))
    return replace(later, place=Place(stated=stated, compare=True))
