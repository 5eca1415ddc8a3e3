"""How many can be selected in several rounds (连评三轮, 六年下来): rounds times the quota of one."""

from __future__ import annotations

from knowledge.answering.phrases import say
from knowledge.pack import Pack, Topic
from knowledge.pack.display import figure, plain
from knowledge.patterns import compiled
from knowledge.understanding import Question
from knowledge.wording import find_quantities
from knowledge.wording.numerals import NUMBER, parse_number

# 三次评选, 连评三轮; not 第三次.
_ROUNDS = compiled(rf"(?<!第)(?P<n>{NUMBER})(?:轮|届|批|回|次|期)")
_CALENDAR_YEAR = compiled(r"(?<!\d)20\d\d(?=年)")
# Words that ask for what several rounds come to.
_IN_ALL = compiled(
    r"总共|一共|合计|最多|顶天|撑死|冒出|下来|累计|加起来|拢共|全区能|能有|总数|总计|共(?:能|可|会)|前后"
)


def rounds_lead(pack: Pack, topic: Topic, question: Question) -> str:
    """The sentence that gives the number, or an empty one where the message asks for no several rounds."""
    asked = question.form.asks_figure or question.form.asks_count
    if topic.rounds is None or not asked or not _IN_ALL.search(question.text):
        return ""
    quota, every = pack.value(topic.rounds.quota), pack.value(topic.rounds.every)
    assert quota is not None
    assert every is not None
    told = [n for m in _ROUNDS.finditer(question.text) if (n := parse_number(m["n"])) is not None and n > 1]
    rounds = told[0] if told else None
    span = sorted({int(year) for year in _CALENDAR_YEAR.findall(question.text)})
    if rounds is None and len(span) > 1:  # both the first and the last year have a round
        rounds = (span[-1] - span[0]) // every.number + 1
    if rounds is None:
        years = max((q.number for q in find_quantities(question.text) if q.unit == "year"), default=0.0)
        rounds = years // every.number
    if rounds < 2:
        return ""
    total = figure(quota.number * rounds, quota.unit)
    return say("rounds", rounds=plain(rounds), quota=figure(quota.number, quota.unit), total=total)
