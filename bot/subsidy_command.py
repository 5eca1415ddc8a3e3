"""`studiobot subsidy`: what a studio could receive, term by term, as a table with bars or as JSON."""

from __future__ import annotations

import argparse
import json
from datetime import date
from typing import TYPE_CHECKING

from bot.arguments import count, day
from knowledge.facts import Facts, FactValue

# What the command needs is imported when it runs: the other commands start without it.
if TYPE_CHECKING:
    from knowledge.subsidies import SubsidyTable

DONE = 0
_YES = "yes"
# The options that state a number, with their facts.
_COUNTS = {
    "team": "studio.team_size",
    "textbooks": "textbook.count",
    "trained_3": "trained.level3",
    "trained_2": "trained.level2",
    "trained_1": "trained.level1",
    "projects": "project.count",
}
# The options that state that something is so.
_FLAGS = {"provincial": "studio.provincial", "national": "studio.national", "station": "station.upgraded"}


def add_subsidy(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command to the parser."""
    subsidy = commands.add_parser("subsidy", help="按条文逐项算工作室能拿多少钱")
    subsidy.add_argument("--policy", required=True, help="政策编号（studiobot packs 列出）")
    subsidy.add_argument("--grade", type=str.upper, help="类别，如 A；不说就列出各类")
    subsidy.add_argument("--team", type=count, metavar="N", help="团队成员人数（不含领办人）")
    subsidy.add_argument("--provincial", action="store_true", help="评上省级（直辖市为市级）")
    subsidy.add_argument("--national", action="store_true", help="评上国家级")
    subsidy.add_argument("--textbooks", type=count, metavar="N", help="出版的教材")
    for level, title in ((3, "三级（高级工）"), (2, "二级（技师）"), (1, "一级（高级技师）")):
        subsidy.add_argument(f"--trained-{level}", type=count, metavar="N", help=f"培养出的{title}人数")
    subsidy.add_argument("--station", action="store_true", help="是由技师工作站升上来的")
    subsidy.add_argument("--projects", type=count, metavar="N", help="通过考核的建设项目")
    subsidy.add_argument("--as-of", type=day, default=None, metavar="DATE", help="按哪一天看，如 2025-09-01；默认今天")
    subsidy.add_argument("--json", action="store_true", help="打印一个 JSON 对象")
    subsidy.set_defaults(run=_subsidy)


def _subsidy(options: argparse.Namespace) -> int:
    from knowledge.errors import InputError
    from knowledge.pack import load_library
    from knowledge.subsidies import subsidy_table

    pack = load_library().pack(options.policy)
    choices = {choice for term in pack.subsidy_terms for choice in term.choices}
    if options.grade is not None and options.grade not in choices:
        known = "、".join(sorted(choices))
        raise InputError(
            f"没有「{options.grade}」这一类；" + (f"有：{known}" if known else "这份文件不分类，请去掉 --grade")
        )
    table = subsidy_table(pack, _facts(options), options.as_of or date.today())
    if options.json:
        print(json.dumps(table.model_dump(), ensure_ascii=False))
    else:
        _print(table)
    return DONE


def _facts(options: argparse.Namespace) -> Facts:
    values: dict[str, FactValue] = {
        fact: float(number) for name, fact in _COUNTS.items() if (number := getattr(options, name)) is not None
    }
    values |= {fact: _YES for name, fact in _FLAGS.items() if getattr(options, name)}
    if options.grade is not None:
        values["studio.grade"] = options.grade
    return Facts(values)


def _print(table: SubsidyTable) -> None:
    from rich.console import Console

    from bot.subsidy import print_table

    print_table(table, Console())
