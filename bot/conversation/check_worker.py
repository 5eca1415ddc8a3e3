"""The process that checks one dossier: `python -m bot.conversation.check_worker`, a request on its standard input.

It answers in lines of JSON: how far the reading is, and at the end the result. It gives way to the process that answers
questions (nice), and ends when that one is gone (its input is closed).
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from datetime import date
from pathlib import Path
from typing import Any

# Answering a question comes before reading a file.
_NICE = 10


def main() -> None:
    """Does the work that the first line of the input asks for."""
    os.nice(_NICE)
    # What was unpacked is deleted on the way out.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    request = json.loads(sys.stdin.readline())
    threading.Thread(target=_end_with_parent, daemon=True).start()
    paths = [Path(path) for path in request["paths"]]
    result = _check(request, paths) if request["task"] == "check" else _look(paths)
    _say({"result": result})


def _end_with_parent() -> None:
    sys.stdin.read()
    os.kill(os.getpid(), signal.SIGTERM)


def _say(line: dict[str, Any]) -> None:
    print(json.dumps(line, ensure_ascii=False), flush=True)


def _told(done: int, total: int, name: str) -> None:
    _say({"done": done, "total": total, "name": name})


def _check(request: dict[str, Any], paths: list[Path]) -> dict[str, Any]:
    from checkers.check import check_files
    from knowledge.pack import load_library

    library = load_library()
    pack, others = library.pack(request["policy"]), tuple(library.packs.values())
    as_of, annotate = date.fromisoformat(request["as_of"]), Path(request["annotate"])
    checked = check_files(pack, paths, as_of, _told, annotate, others)
    return {
        "report": checked.report.model_dump(mode="json"),
        "facts": dict(checked.facts.values),
        "copies": [str(path) for path in checked.copies],
        "remarks": list(checked.remarks),
    }


def _look(paths: list[Path]) -> dict[str, Any]:
    """The kinds of document in each file, in the order of the paths."""
    from checkers.check import kinds_in

    return {"kinds": [kinds_in(path) for path in paths]}


if __name__ == "__main__":
    main()
