"""Which office does what: the tasks that a message gives to offices, held against those that the text gives them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.pack import Pack, Topic
from knowledge.pack.models import Task
from knowledge.patterns import compiled

# Offices that people name and that the texts give no task to; beside a pack's own they count as none.
_OTHERS = (
    r"(?:审计|司法|公安|工信|科技|教育|税务|市场监管|发改|住建|民政|财政?)局|总?工会|人大|国务院|政府办(?:公室)?|镇政府|(?:市|区|县)政府|街道办?|财政[所厅部]?|"
    r"(?:省|国家)(?:里|级)?的?人社[厅部]?|人社厅|人社部(?!门)|(?:会计师|律师)?事务所|中介|组织部|法院"
)
# What stands before an office, or after it, and denies it a task.
_DENIED_BEFORE = compiled(
    r"(?:不(?:是|归|由|关|找|用|让|属于?|该|走|交给?)|没(?:让|叫|要|说|有交)|(?:唔|冇)(?:系|关)|而非|轮不到)[^,.;?!]{0,4}$"
)
_DENIED_AFTER = compiled(
    r"^[^,.;?!]{0,9}?(?:不(?:管|做|沾|参与|插手|负责|提|碰|干|来|掺和|过问|组织|搞|办|再|进行|去)|没(?:有)?(?:份|任何|这|义务|什么|啥|半点|责任|权)|没(?:它|他)们?[的份]|"
    r"靠边|撒手|甩手|无权|管不[着了])"
)
_CLAUSES = compiled(r"[,.;:?! ]|——")


def told_tasks(pack: Pack, text: str) -> list[bool]:
    """For each task that a message gives to an office, or denies it, whether the text bears that out."""
    named = next((topic for topic in pack.topics.values() if topic.offices), None)
    if named is None:
        return []
    return [(office in task.by) is not denied for office, denied, task in _pairs(named, text)]


def _pairs(named: Topic, text: str) -> Iterator[tuple[str, bool, Task]]:
    """Each task that is said to be an office's ("": one that the text does not name), or denied to be."""
    before: tuple[str, bool] | None = None
    waiting: list[Task] = []
    for clause in _CLAUSES.split(text):
        tasks, rest = _tasks(named, clause)
        offices = _offices(named, rest)
        if tasks and offices:
            for place, task in tasks:
                office, denied, _ = min(offices, key=lambda o: abs(o[2] - place))
                yield office, denied, task
        elif offices:
            yield from ((office, denied, task) for office, denied, _ in offices for task in waiting)
        elif tasks and before is not None:
            denied = before[1] or _DENIED_AFTER.match(rest) is not None
            yield from ((before[0], denied, task) for _, task in tasks)
        before = offices[-1][:2] if offices else before
        waiting = [task for _, task in tasks] or waiting


def _tasks(named: Topic, clause: str) -> tuple[list[tuple[int, Task]], str]:
    """The tasks that a clause names, with their places, and the clause with their words blanked."""
    found: list[tuple[int, Task]] = []
    for task in named.tasks:
        for match in re.finditer(task.words, clause):
            found.append((match.start(), task))
            clause = clause[: match.start()] + "＿" * len(match[0]) + clause[match.end() :]
    return found, clause


def _offices(named: Topic, clause: str) -> list[tuple[str, bool, int]]:
    """The offices that a clause names, each with whether it is denied the task, and its place."""
    found: list[tuple[str, bool, int]] = []
    for office, words in (*named.offices.items(), ("", _OTHERS)):
        for match in re.finditer(words, clause):
            denied = _DENIED_BEFORE.search(clause[: match.start()]) or _DENIED_AFTER.match(clause[match.end() :])
            found.append((office, denied is not None, match.start()))
            clause = clause[: match.start()] + "＿" * len(match[0]) + clause[match.end() :]
    return sorted(found, key=lambda o: o[2])
