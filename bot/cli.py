"""The `studiobot` command."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.check_command import add_check
from bot.studio_command import add_studio
from bot.subsidy_command import add_subsidy
from bot.timeline_command import add_timeline
from knowledge.errors import InputError, StudiobotError
from knowledge.pack import load_library
from knowledge.pack.verify import quoted

if TYPE_CHECKING:
    from knowledge.answering import Answer, Assistant

DONE, FOUND, UNUSABLE = 0, 1, 2


def main(arguments: list[str] | None = None) -> int:
    """Runs one command; returns the exit status."""
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        return int(options.run(options))
    except StudiobotError as error:
        print(error, file=sys.stderr)
        return UNUSABLE
    except BrokenPipeError:
        return DONE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="studiobot", description="技能大师工作室助手：不带命令时打开网页助手。")
    parser.set_defaults(run=_serve)
    parser.add_argument("--port", type=int, help="网页助手的端口，默认 8080")
    commands = parser.add_subparsers(title="命令")
    ask = commands.add_parser("ask", help="回答一个问题，或用 --jsonl 回答许多问题")
    ask.add_argument("question", nargs="?", help="问题")
    ask.add_argument("--policy", help="政策编号（studiobot packs 列出），或 both 两地对比")
    ask.add_argument("--json", action="store_true", help="打印一个 JSON 对象")
    ask.add_argument("--jsonl", action="store_true", help="从标准输入逐行读问题，逐行打印答案")
    ask.set_defaults(run=_ask)
    evaluate = commands.add_parser("eval", help="用题目集给助手打分")
    evaluate.add_argument("questions", type=Path, help="题目文件（JSONL）")
    evaluate.add_argument("--min-right", type=float, help="答对低于这个百分比时退出码为 1")
    evaluate.add_argument("--max-wrong", type=float, help="答错高于这个百分比时退出码为 1")
    evaluate.set_defaults(run=_evaluate)
    packs = commands.add_parser("packs", help="核对每份政策，打印每条被哪里用到")
    packs.set_defaults(run=_packs)
    add_check(commands)
    add_timeline(commands)
    add_subsidy(commands)
    add_studio(commands)
    gaps = commands.add_parser("gaps", help="列出没答上来和被点了没用的问题")
    gaps.add_argument("--json", action="store_true", help="打印一个 JSON 对象")
    gaps.set_defaults(run=_gaps)
    return parser


def _serve(options: argparse.Namespace) -> int:
    from bot.service import run
    from bot.settings import read_settings

    run(read_settings(port=options.port))
    return DONE


def _ask(options: argparse.Namespace) -> int:
    from knowledge.answering import open_assistant

    if options.jsonl:
        return _ask_lines(open_assistant(), sys.stdin.buffer, options.policy)
    if options.question is None:
        raise InputError('请给出问题：studiobot ask "问题"，或用 --jsonl 从标准输入读')
    answer = open_assistant().ask(options.question, policy=options.policy).answer
    print(_object(answer) if options.json else answer.text)
    return DONE


def _ask_lines(assistant: Assistant, lines: Iterable[bytes], policy: str | None) -> int:
    """Answers each line; a line that can't be used yields an error object and a line on stderr."""
    used = unusable = 0
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        identity: Any = None
        try:
            identity, turns = _turns(line)
            context = None
            for turn in turns:
                reply = assistant.ask(turn, policy=policy, context=context)
                context = reply.context
            print(_object(reply.answer, identity))
            used += 1
        except (InputError, StudiobotError) as error:
            unusable += 1
            print(json.dumps({"id": identity, "error": str(error)}, ensure_ascii=False))
            print(f"第{number}行：{error}", file=sys.stderr)
    return UNUSABLE if unusable and not used else DONE


def _turns(line: bytes) -> tuple[Any, list[str]]:
    """The id and the messages of one input line."""
    try:
        data = json.loads(line.decode("utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        raise InputError('这一行不是 JSON，应是 {"id": …, "q": "问题"}') from None
    if not isinstance(data, dict):
        raise InputError('这一行不是 JSON 对象，应是 {"id": …, "q": "问题"}')
    turns = data.get("turns") or [data.get("q")]
    if not isinstance(turns, list) or not all(isinstance(t, str) for t in turns):
        raise InputError("缺少 q（一个问题）或 turns（几句话）")
    return data.get("id"), turns


def _object(answer: Answer, identity: Any = None) -> str:
    return json.dumps({"id": identity, **answer.model_dump()}, ensure_ascii=False)


def _evaluate(options: argparse.Namespace) -> int:
    from knowledge.answering import open_assistant
    from knowledge.evaluation import Tally, judge, load_questions, written

    if not options.questions.is_file():
        raise InputError(f"没有这个文件：{options.questions}")
    questions = load_questions(options.questions)
    assistant = open_assistant()
    tally = Tally()
    for question in questions:
        context = None
        for message in question.messages:
            reply = assistant.ask(message, context=context)
            context = reply.context
        tally.add(question, reply.answer, judge(question, reply.answer))
    print("\n".join(written(tally)))
    below = options.min_right is not None and tally.share("right") < options.min_right
    above = options.max_wrong is not None and tally.share("wrong") > options.max_wrong
    return FOUND if below or above else DONE


def _packs(_: argparse.Namespace) -> int:
    library = load_library()
    for pack in library.packs.values():
        silent = sum(t.silent for t in pack.topics.values())
        print(f"{pack.id}  {pack.policy.title}（{pack.policy.status}）")
        print(
            f"  条款 {len(pack.clauses.clauses)}，数值 {len(pack.values)}，规则 {len(pack.rules)}，材料 {len(pack.materials)}，"
            f"期限 {len(pack.deadlines)}，主题 {len(pack.topics)}（其中没有规定 {silent}），算例 {len(pack.cases)}"
        )
        uses: dict[str, list[str]] = {}
        for where, cite in quoted(pack):
            uses.setdefault(cite.clause, []).append(where.replace("topics ", ""))
        for clause in pack.clauses:
            print(
                f"  {clause.local_id:8} {clause.label}：{_summary(uses.get(clause.local_id, []), clause.local_id in pack.policy.informational)}"
            )
    print(f"主题共 {len(library.subjects)} 个，问法 {sum(map(len, library.asks().values()))} 条；全部核对通过。")
    return DONE


def _summary(uses: list[str], informational: bool) -> str:
    if not uses:
        return "标题或说明" if informational else "由下级条款使用"
    names = list(dict.fromkeys(uses))
    return "、".join(names[:6]) + (f" 等 {len(names)} 处" if len(names) > 6 else "")


def _gaps(options: argparse.Namespace) -> int:
    from bot.settings import read_settings
    from bot.store import open_store

    groups = open_store(read_settings().data).gaps.groups()
    if options.json:
        print(json.dumps({"groups": [g.__dict__ for g in groups]}, ensure_ascii=False))
        return DONE
    print("\n".join(_gap_lines(groups)) or "还没有记录。")
    return DONE


def _gap_lines(groups: list[Any]) -> Iterator[str]:
    reasons = {"unanswered": "没答上来", "disliked": "点了没用"}
    for group in groups:
        yield f"{group.count} 次  {reasons[group.reason]}  {group.policy or '地方不明'}  {group.subject or '主题不明'}"
        yield from (f"    {t}" for t in group.texts)


def entry() -> None:
    """The console script."""
    sys.exit(main())


if __name__ == "__main__":
    entry()
