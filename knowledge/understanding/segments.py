"""A message → its questions: the sentence that asks, with what stands beside it and all that was said."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.patterns import compiled
from knowledge.understanding.form import is_question
from knowledge.understanding.tags import is_tag

_SENTENCE = compiled(r"(?<=[?!.;\n])\s*")
# Clauses end at commas, at spaces between Chinese words, and before the numbers of a list: 1)机制要啥 2)钱谁出.
_CLAUSE = compiled(
    r"(?<=[,:])\s*|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])|\s*(?:(?<=\s)|^)[1-9][).、]\s*(?=[\u4e00-\u9fff])"
)
# What is said in quotation marks is somebody else's question.
_QUOTED = compiled(r"[“\"「『][^”\"」』]{2,60}[”\"」』]")
# 成员呢, 那B类呢: it asks again what was asked before, of something else.
_ELLIPTIC = compiled(
    r"^(?![^,.;:!?]*(?:都|正|还)在)(?!我|在|正|还|好|才|可|怎么|咋)[^,.;:!?着等]{1,10}(?:呢|咧|捏|呐)[,;?!.]*$"
)
# 中不中,能报不: asks no more than the clause after it.
_WILL_IT_DO = compiled(r"^(?:这样|那|到底)?(?:中不中|行不行|成不成|可不可以|可以不|行不|得不得行|要得不)[,?! ]*$")
# 由谁来确保,是领办人还是所在单位; 有没有兜底条款,怎么写的: asks no more than the clause before it.
_WHICH_OF_THEM = compiled(r"^(?:到底|究竟)?是[^,.;:?!是]{1,10}还是[^,.;:?!]{1,10}[?,.! ]*$")
_ASKS_WHO = compiled(
    r"谁|哪(?:个|家|一?方)(?:单位|部门|人|局)?(?=[,.?! ]|来|负责|管|去|$)|边个|什么(?:人|单位|部门)|啥(?:人|单位|部门)"
)
_HOW_WORDED = compiled(
    r"^(?:那|它|这|原文|条文|文件|文里|里头|里面|上面|具体|又|是|都)*(?:怎么|咋|怎样|如何|咋个)(?:个)?(?:写|说|讲|规定|表述)(?:的|法)?(?:呢|呀|啊)?[?,.! ]*$"
)
# 给几个数, 有几多钱: asks how much there is of what was asked before.
BARE_AMOUNT = compiled(
    r"(?:那|又|一共|总共|能|会|到底|都|顶多|最多)*(?:给|有|是|拿|得|发|奖|补)?(?:到手|得到)?(?:多少|几多|几个数|几个钱|好多)(?:钱|万|块|元)?[?,.! 呢啊呀]*"
)
# 能报吗, 那我们够格申请不: asks whether the case as a whole may apply, and nothing narrower.
_MAY_APPLY = compiled(
    r"(?:这样|这种|这个|我们?|俺们?|咱们?|他们?|那|现在|到底|还|单位|公司|企业|厂里?|学校|协会|机构|基地)*"
    r"(?:能不能|可不可以|可以|能|够(?:格|条件|资格)|有(?:没有)?资格|符合(?:条件|要求)|行)?(?:去|来|不)*"
    r"(?:申报|申请|报名|报|设立)?(?:工作室|一个|上)?(?:吗|不能|不|么|没有?|嘛|否|咩)[?,.! 呢啊呀]*"
)
MAX_QUESTIONS = 3
# Clauses before the asking one that are read with it.
NEIGHBOURS = 2


@dataclass(frozen=True)
class Segment:
    """One question of a message: the asking clause, it with its neighbours, all up to it, and what follows as well.

    `claimed` is the asking clause with the next one of its sentence, over which what is put forward may run on;
    `alone` tells that it is all that was said.
    """

    question: str
    nearby: str
    context: str
    full: str
    claimed: str = ""
    alone: bool = False

    @property
    def elliptic(self) -> bool:
        """Whether the clause only names what the question before it is asked of as well."""
        return _ELLIPTIC.match(self.question) is not None


def may_apply(clause: str) -> bool:
    """Whether a clause asks if the case as a whole may apply (能报吗), and nothing narrower."""
    return _MAY_APPLY.fullmatch(clause) is not None and re.search(r"报|申请|设立|格|资格|条件", clause) is not None


def split_questions(text: str) -> list[Segment]:
    """The questions of a normalised message in order (the last clause where nothing in it asks)."""
    clauses = [(c.strip(), s) for s, sentence in enumerate(_SENTENCE.split(text)) for c in _clauses(sentence)]
    clauses = [(c, s) for c, s in clauses if c.strip(" ,.;:!?")]
    if not clauses:
        return [Segment(text, text, text, text, text)]
    marked = any("?" in c for c, _ in clauses)
    asking_sentences = {s for c, s in clauses if "?" in c}
    asking = [
        i
        for i, (clause, sentence) in enumerate(clauses)
        if is_question(_QUOTED.sub("", clause))
        and (not marked or sentence in asking_sentences or sentence > max(asking_sentences))
    ]
    asking = [i for i in asking if not (i + 1 in asking and _WILL_IT_DO.match(clauses[i][0]))]
    asking = [i for i in asking if not (i - 1 in asking and _goes_on(clauses[i - 1][0], clauses[i][0]))]
    if asking:
        again = [i for i, (clause, _) in enumerate(clauses) if i > asking[0] and _ELLIPTIC.match(clause)]
        asking = sorted({*asking, *again})
    if not asking:
        asking = [len(clauses) - 1]
    segments: list[Segment] = []
    start = 0
    for position, i in enumerate(asking):
        end = i + 1 if position + 1 < len(asking) else len(clauses)
        first = 0 if is_tag(clauses[i][0]) else start  # 是这么回事吗 is about the one before, which may ask too
        before = asking[position - 1] if position else i
        if (
            before != i
            and BARE_AMOUNT.fullmatch(clauses[i][0])
            and clauses[before][1] == clauses[i][1]
            and not may_apply(clauses[before][0])
        ):
            first = before  # 还享不享受启动资金,多少
        nearby = " ".join(c for c, _ in clauses[max(first, i - NEIGHBOURS) : min(end, i + 2)])
        context = " ".join(c for c, _ in clauses[start : i + 1])
        full = " ".join(c for c, _ in clauses[start:end])
        claimed = " ".join(c for c, sentence in clauses[i : min(end, i + 2)] if sentence == clauses[i][1])
        segments.append(
            Segment(clauses[i][0], nearby, context, full, claimed, context == " ".join(c for c, _ in clauses))
        )
        start = i + 1
    return segments


def _goes_on(before: str, clause: str) -> bool:
    """Whether a clause that asks only goes on with the question before it."""
    if _WHICH_OF_THEM.match(clause):
        return _ASKS_WHO.search(before) is not None
    return _HOW_WORDED.match(clause) is not None


def _clauses(sentence: str) -> list[str]:
    """The clauses of a sentence; one in English is left whole, for there a comma rarely parts two questions."""
    latin = sum(c.isascii() and c.isalpha() for c in sentence)
    return [sentence] if latin > len(sentence) / 2 else _CLAUSE.split(sentence)
