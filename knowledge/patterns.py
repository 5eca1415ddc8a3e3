"""Regular expressions kept compiled between runs.

The house has a thousand of them, and compiling those took longer than answering. CPython's own code for each is kept in the
cache folder; it is read by the very interpreter that made it and by no other, and whatever does not fit is compiled as
usual.
"""

from __future__ import annotations

import atexit
import hashlib
import marshal
import os
import re
import sys
import tempfile
from array import array
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

# CPython's own compiler of expressions; where it has moved, every pattern is compiled anew.
try:
    import _sre  # type: ignore[import-not-found]
    from re import _compiler, _parser  # type: ignore[attr-defined]
except ImportError:
    _sre = None

# Flags, code, number of groups and their names of a pattern; the code as the bytes of 32-bit words.
_Code = tuple[int, bytes, int, dict[str, int]]
# A file with more than this holds mostly what no longer exists: it is begun anew.
_MOST = 6000


def compiled(text: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, from the cache where this interpreter has compiled it before."""
    if _sre is None:
        return re.compile(text, flags)
    kept = _kept()
    code = kept.codes.get((text, int(flags)))
    if code is not None:
        with suppress(RuntimeError, TypeError, ValueError):
            return _from(text, code)
    pattern = re.compile(text, flags)
    kept.add(text, int(flags))
    return pattern


class _Kept:
    """The codes of one interpreter: those read from its file, and those it lacked."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.codes: dict[tuple[str, int], _Code] = {}
        self.lacking: set[tuple[str, int]] = set()
        with suppress(OSError, EOFError, ValueError, TypeError):
            self.codes = dict(marshal.loads(file.read_bytes()))

    def add(self, text: str, flags: int) -> None:
        """Notes a pattern that the file lacks; the file is completed when the process ends."""
        if not self.lacking:
            atexit.register(self.write)
        self.lacking.add((text, flags))

    def write(self) -> None:
        """The file with what it lacked, in one move; a folder that cannot be written to stays as it is."""
        if len(self.codes) > _MOST:
            self.codes = {}
        self.codes |= {key: _code_of(*key) for key in self.lacking}
        with suppress(OSError):
            self.file.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self.file.parent)
            with os.fdopen(handle, "wb") as out:
                out.write(marshal.dumps(self.codes))
            os.replace(name, self.file)


@cache
def _kept() -> _Kept:
    interpreter = hashlib.sha256(f"{sys.version} {_sre.MAGIC}".encode()).hexdigest()[:16]
    return _Kept(cache_root() / f"patterns-{interpreter}")


def cache_root() -> Path:
    """The folder that keeps compiled models and patterns between runs (STUDIOBOT_CACHE, else the user's cache folder)."""
    if configured := os.environ.get("STUDIOBOT_CACHE"):
        return Path(configured)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "studiobot"


def _code_of(text: str, flags: int) -> _Code:
    parsed = _parser.parse(text, flags)
    state: Any = parsed.state
    code = array("I", _compiler._code(parsed, flags))
    return flags | state.flags, code.tobytes(), state.groups - 1, dict(state.groupdict)


def _from(text: str, code: _Code) -> re.Pattern[str]:
    flags, words, groups, names = code
    numbered: list[str | None] = [None] * (groups + 1)
    for name, number in names.items():
        numbered[number] = name
    return _sre.compile(text, flags, array("I", words).tolist(), groups, names, tuple(numbered))  # type: ignore[no-any-return]
