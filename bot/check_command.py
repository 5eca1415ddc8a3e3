"""`studiobot check` and `studiobot forms`: an applicant's files in, a report or blank forms out."""

from __future__ import annotations

import argparse
import json
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bot.arguments import day
from knowledge.errors import InputError

# What a command needs is imported when it runs: the other commands start without it.
if TYPE_CHECKING:
    from checkers.report.model import CheckReport
    from checkers.report.view import Titles

READY, FOUND, STOPPED = 0, 1, 143
Progress = Callable[[int, int, str], None]


def add_check(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the two commands to the parser."""
    check = commands.add_parser("check", help="检查一份申报材料（文件、文件夹或 .zip）")
    check.add_argument("files", nargs="+", type=Path, metavar="FILE", help="申报材料")
    check.add_argument("--policy", required=True, help="政策编号（studiobot packs 列出）")
    check.add_argument("--as-of", type=day, default=None, metavar="DATE", help="按哪一天核对，如 2025-09-01；默认今天")
    check.add_argument("--json", action="store_true", help="打印一个 JSON 对象")
    check.add_argument("--html", type=Path, metavar="FILE", help="把报告另存为一个网页文件")
    check.add_argument("--annotate", type=Path, metavar="DIR", help="把带批注的副本存到这个文件夹")
    check.add_argument("--before", type=Path, metavar="FILE", help="上一次检查的 JSON，用来对比改了什么")
    check.set_defaults(run=_check)
    forms = commands.add_parser("forms", help="生成空白参考表格（不是官方表格）")
    forms.add_argument("--policy", help="只要这份政策的")
    forms.add_argument("--out", type=Path, default=Path(), metavar="DIR", help="存到哪个文件夹；默认当前文件夹")
    forms.set_defaults(run=_forms)


def _check(options: argparse.Namespace) -> int:
    from checkers.check import cautions, check_files
    from checkers.report.texts import say
    from checkers.report.view import Titles
    from knowledge.pack import load_library

    # What was unpacked is deleted on the way out, also when the command is told to stop.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(STOPPED))
    library = load_library()
    pack = library.pack(options.policy)
    as_of = options.as_of or date.today()
    before = _earlier(options.before) if options.before is not None else None
    with _progress(quiet=options.json) as progress:
        checked = check_files(pack, options.files, as_of, progress, options.annotate, tuple(library.packs.values()))
    titles = Titles(pack.policy.title, pack.clause_label, cautions(pack, as_of), checked.remarks)
    if options.html is not None:
        options.html.write_text(_page(titles, checked.report, before), encoding="utf-8")
    if options.json:
        print(json.dumps(checked.report.model_dump(), ensure_ascii=False))
    else:
        _print(titles, checked.report, before)
        for copy in checked.copies:
            print(say("copy_saved", path=copy))
    return READY if checked.report.verdict == "ready" else FOUND


def _earlier(path: Path) -> CheckReport:
    from pydantic import ValidationError

    from checkers.report.model import CheckReport

    try:
        return CheckReport.model_validate_json(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, ValidationError):
        raise InputError(f"读不了上一次检查的结果：{path.name}。要用 studiobot check --json 打印的内容。") from None


def _page(titles: Titles, report: CheckReport, before: CheckReport | None) -> str:
    from checkers.report.html import to_html

    return to_html(report, titles.policy, titles.clause_label, before, titles.notes, titles.remarks)


def _print(titles: Titles, report: CheckReport, before: CheckReport | None) -> None:
    from rich.console import Console

    from checkers.report.text import print_report

    print_report(report, Console(), titles, before)


@contextmanager
def _progress(*, quiet: bool) -> Iterator[Progress | None]:
    """A bar on the terminal while files are read; nothing where nobody looks."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    from checkers.report.texts import say

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(say("reading_files"), total=None)

        def show(done: int, total: int, name: str) -> None:
            bar.update(task, completed=done, total=total, description=name)

        yield show


def _forms(options: argparse.Namespace) -> int:
    from checkers.forms import write_forms
    from knowledge.pack import load_library

    library = load_library()
    packs = [library.pack(options.policy)] if options.policy else list(library.packs.values())
    for pack in packs:
        for path in write_forms(pack, options.out):
            print(path)
    return READY
