"""`studiobot timeline`: the dates that a studio has to keep."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.arguments import day
from knowledge.errors import InputError

if TYPE_CHECKING:
    from knowledge.timeline import Entry, Timeline

DONE = 0
# What the JSON leaves out of an entry: what only a running service knows.
_INTERNAL = ("deadline", "mark")


def add_timeline(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command to the parser."""
    timeline = commands.add_parser("timeline", help="列出一个工作室要记住的日子")
    timeline.add_argument("--policy", required=True, help="政策编号（studiobot packs 列出）")
    timeline.add_argument(
        "--established", required=True, type=day, metavar="DATE", help="设立（挂牌）日期，如 2024-03-15"
    )
    timeline.add_argument("--project-start", type=day, metavar="DATE", help="在建项目的开始日期")
    timeline.add_argument("--project-end", type=day, metavar="DATE", help="在建项目的结束日期")
    timeline.add_argument("--as-of", type=day, metavar="DATE", help="按哪一天算；默认今天")
    timeline.add_argument("--json", action="store_true", help="打印一个 JSON 对象")
    timeline.add_argument("--ics", type=Path, metavar="FILE", help="另存为日历文件（.ics）")
    timeline.set_defaults(run=_timeline)


def _timeline(options: argparse.Namespace) -> int:
    from bot.reminders.listing import listing
    from bot.reminders.texts import say
    from knowledge.pack import load_library
    from knowledge.timeline import Studio, build_timeline, check_registration, today

    pack = load_library().pack(options.policy)
    as_of: date = options.as_of or today()
    studio = Studio(pack.id, options.established, options.project_start, options.project_end)
    problems = [r.message for r in check_registration(pack, studio, as_of) if r.severity == "problem"]
    if problems:
        raise InputError("".join(problems))
    timeline = build_timeline(pack, studio, as_of)
    if options.ics is not None:
        _save(timeline, options.ics)
    if options.json:
        print(json.dumps(_object(timeline), ensure_ascii=False))
        return DONE
    print(listing(timeline))
    if options.ics is not None:
        print(say("calendar_saved", path=options.ics))
    return DONE


def _save(timeline: Timeline, path: Path) -> None:
    from bot.reminders.calendar_file import calendar_file

    key = f"{timeline.policy}-{timeline.established:%Y%m%d}"
    try:
        path.write_bytes(calendar_file(timeline, key, datetime.now(UTC)))
    except OSError as error:
        raise InputError(f"存不了日历文件 {path}：{error.strerror}") from None


def _object(timeline: Timeline) -> dict[str, Any]:
    return {
        "policy": timeline.policy,
        "title": timeline.title,
        "established": timeline.established.isoformat(),
        "as_of": timeline.as_of.isoformat(),
        "cautions": [asdict(remark) for remark in timeline.cautions],
        "entries": [_entry(entry) for entry in timeline.entries],
    }


def _entry(entry: Entry) -> dict[str, Any]:
    fields = {name: value for name, value in asdict(entry).items() if name not in _INTERNAL}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in fields.items()}
