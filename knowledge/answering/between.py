"""What stands between two steps of a procedure that a message names (专家评完到公示,当中还有啥), and what comes next."""

from __future__ import annotations

import re

from knowledge.pack import Citation, Pack, Topic
from knowledge.pack.models import Verdict
from knowledge.patterns import compiled
from knowledge.understanding import Question
from knowledge.understanding.form import asks_yes_or_no

_BETWEEN = compiled(r"中间|当中|之间|中途|半道|[隔夹插]着|还夹|还隔|还(?:有|差)一步[^?!]{0,14}(?:才|再)")
# 评完紧接着就发牌, 当天就挂网: takes the one step for the next after the other.
_AT_ONCE = compiled(r"紧接着|接着|直接|马上|立马|立刻|随后|当天|当场|第二天")

# 接着呢, 完了后面还有哪道手续, 下一个轮到谁: asks for the next step.
_NEXT = compiled(
    r"^(?:那)?(?:接着|接下来(?!我|它|他|佢|分局|你)|然后|完了|之后|往后|后面|后头|再往下|下一步|下面|接下去|跟住(?:落嚟)?)(?:呢|咧|捏|是(?:啥|什么|哪)|该|怎么|咋|还有|轮到|干)|(?:完了?|过了|满了?|之后|以后|结束)[^?!]{0,24}(?:后面|后头|接着|接下去|跟住|接下来|往下|下一步|下面)(?!我|它|他|佢|分局|你)[^,.;?!]{0,6}(?:还有|还要|是|该|轮|走|呢|干|做)|下一?(?:个|步|道|关)(?:轮到|是|该|归|到)[^,.;?!]{0,3}(?:哪|谁|啥|什么|边)"
)
# 边个先边个后, 先公示还是先征求意见, 哪一步在前头, 公示在前还是备案在前: asks which comes first.
_WHICH_FIRST = compiled(
    r"(?:边个|哪一?[个步道样项]|谁)(?:在|排|该|要)?(?:先|前)|先[^.?!]{1,24}(?:还是|定系|抑或)[^,.;?!]{0,4}先|(?:在|排)[前先][^,.;?!]{0,3}(?:还是|抑或|定系)"
)
# 它下一步是干啥: asks what the office named before goes on to do.
_ITS_OWN = compiled(r"(?:它|[他她]们?|佢哋?|分局|人社局?)(?:的|那头|那边|那里)?(?:下一步|接下来|接着|然后|之后|往下)")
_LAST = compiled(r"最后(?:那|这)?一(?:哆嗦|步|道(?:手续|关)?|关|环|下)[^?!]{0,6}(?:谁|啥|什么|哪|咋|怎么|边个|乜)")


def steps_between(pack: Pack, question: Question) -> tuple[Citation, ...]:
    """The steps between the two that the message names; empty where it asks for none, or where none stands there.

    Only a procedure whose every step has a citation of its own is told by its steps.
    """
    text = question.thread()
    at_once = _AT_ONCE.search(text) if question.form.yes_no else None
    if not _BETWEEN.search(text) and at_once is None:
        return ()
    procedure = _procedure(pack)
    if procedure is None:
        return ()
    found = [(i, match) for i, step in enumerate(procedure.steps) if (match := re.search(step, text))]
    if len(found) != 2:
        return ()
    (first, before), (then, after) = found
    if not _BETWEEN.search(text) and at_once is not None and not before.end() <= at_once.start() < after.start():
        return ()
    return procedure.items[first + 1 : then]


def in_turn(pack: Pack, question: Question) -> tuple[Citation, ...]:
    """The two steps that the message names, in their order, where it asks which of them comes first; else empty."""
    procedure = _procedure(pack)
    if procedure is None or question.form.yes_no or not _WHICH_FIRST.search(question.text):
        return ()
    named = sorted({i for i, step in enumerate(procedure.steps) if re.search(step, question.thread())})
    return tuple(procedure.items[i] for i in named[-2:]) if len(named) > 1 else ()


def next_step(pack: Pack, question: Question) -> Citation | None:
    """The step after the one that was named last (公示完了, 接着呢), or the last of all where that is asked for; None where
    neither is, or where the procedure is not told by its steps."""
    procedure, last = _procedure(pack), _LAST.search(question.text)
    if (
        procedure is None
        or asks_yes_or_no(question.text)
        or _ITS_OWN.search(question.text)
        or (last is None and not _NEXT.search(question.text))
    ):
        return None
    if last is not None:
        return procedure.items[-1]
    text = question.thread()
    named = [(m.start(), i) for i, step in enumerate(procedure.steps) for m in re.finditer(step, text)]
    after = max(named)[1] + 1 if named else len(procedure.items)
    return procedure.items[after] if after < len(procedure.items) else None


def _procedure(pack: Pack) -> Topic | None:
    """The topic that tells the procedure by steps of which each has a citation of its own."""
    return next((t for t in pack.topics.values() if t.steps and len(t.steps) == len(t.items)), None)


def verdict_between(question: Question) -> Verdict | None:
    """The verdict on a yes/no question about two steps with others between them: whether there are such, or whether the
    one follows the other at once."""
    if not question.form.yes_no:
        return None
    return "no" if _AT_ONCE.search(question.text) else "yes"
