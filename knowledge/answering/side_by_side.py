"""One question asked of two places: their answers side by side, the difference of their amounts, whether they agree."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from knowledge.answering.answer import Answer, Caveat, Cited
from knowledge.answering.arithmetic import difference_of_places
from knowledge.answering.compose import caveat_sentence, caveats_of, part_text
from knowledge.answering.part import Part, answer_from
from knowledge.answering.totals import in_thread
from knowledge.pack import Pack
from knowledge.pack.models import Verdict
from knowledge.patterns import compiled
from knowledge.understanding import Question, settle

BOTH = "both"
# So many citations each place gives to a comparison, beyond those of a list.
COMPARED_CITATIONS = 3
_OF_EACH = compiled(r"都|均")
_SAME = compiled(r"一样|相同|同样|一致|same")
_SAME_ASKED = compiled(
    r"(?:一样|相同|一致)(?:长|多|大|高)?(?:吗|么|不|没|嘛|伐)(?=[?,.! ]|$)|(?:是不是|是否)[^,.;?!]{0,4}(?:一样|相同|一致)|一不一样"
)
_NOT_SAME = compiled(r"(?<!一样)不(?:太|大|怎么)?(?:一样|相同|同|一致)|不是一样")
_FIGURE = compiled(r"\d+(?:\.\d+)?")


def compared(packs: list[Pack], subject_id: str, question: Question, on: date) -> Answer:
    """The places side by side; citations of the answered ones in turn. Where none has an answer, the text is silent."""
    parts = [(k, with_nearest(k, answer_from(k, subject_id, question, question.facts))) for k in packs]
    lines = [f"{pack.policy.name}：{part_text(pack, part, ())}" for pack, part in parts]
    caveats: list[Caveat] = []
    apart = difference_of_places(packs, in_thread(packs[0], question))
    lines = lines if apart is None else [apart.text, *lines]
    citations: list[Cited] = [] if apart is None else list(apart.citations)
    for rank in range(max(len(part.citations) for _, part in parts)):
        citations.extend(
            part.citations[rank]
            for _, part in parts
            if rank < min(len(part.citations), len(part.items) or COMPARED_CITATIONS)
        )
    for pack, part in parts:
        if part.status == "answered":
            caveats.extend(caveats_of(pack, on))
            sentence = caveat_sentence(pack, caveats_of(pack, on))
            lines.extend([sentence] if sentence else [])
    if not citations:
        return Answer(status="not_covered", policy=BOTH, text="\n".join(lines))
    return Answer(
        status="answered",
        policy=BOTH,
        text="\n".join(lines),
        verdict=_sameness(question, [part for _, part in parts]),
        citations=tuple({c.clause: c for c in citations}.values()),
        caveats=tuple(dict.fromkeys(caveats)),
    )


def with_nearest(pack: Pack, part: Part) -> Part:
    """A silent part with the clause that is nearest to what was asked, which the comparison then rests on."""
    topic = pack.topics.get(part.subject)
    if part.status == "answered" or topic is None or not topic.near:
        return part
    clause = pack.clauses[pack.clauses.full_id(topic.near[0])]
    return replace(part, citations=(Cited(clause=clause.id, quote=clause.paragraphs[-1]),))


def _sameness(question: Question, parts: list[Part]) -> Verdict | None:
    """The verdict on whether the places' rules are the same, by their figures; None where that is not asked."""
    if not (question.form.yes_no and _SAME.search(question.text)) and not _SAME_ASKED.search(question.text):
        verdicts = {part.verdict for part in parts}
        if "no" in verdicts and _OF_EACH.search(question.text):  # 两边都要吗: one that does not is enough
            return "no"
        return verdicts.pop() if len(verdicts) == 1 else None
    figures = [set(_FIGURE.findall(part.lead)) for part in parts]
    same = all(part.status == "answered" for part in parts) and all(f == figures[0] for f in figures)
    return "yes" if same != (_NOT_SAME.search(settle(question.text)) is not None) else "no"
