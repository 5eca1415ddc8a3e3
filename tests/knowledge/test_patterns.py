"""Patterns kept compiled between runs."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from knowledge import patterns

# What the house's patterns are made of: names, look-around, classes, alternatives, repeats, back references.
PATTERNS = [
    (r"(?P<number>\d+)(?:来|多)?(?P<unit>[个家名])?", 0),
    (r"(?<!工作)站(?:转|升)(?!没)", 0),
    (r"(?P<mark>[\"'])[^\"']*(?P=mark)", 0),
    (r"^[a-z]+ (?i:OK)$", re.MULTILINE | re.IGNORECASE),
    (r"[\u4e00-\u9fff]{2,}?|[^\W\d_]+", 0),
    (r"(a)|(b)", re.ASCII),
]
TEXT = "工作站转了,站转室。\n12多个'工匠'和3家\nabc ok b"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("STUDIOBOT_CACHE", str(tmp_path))
    patterns._kept.cache_clear()
    yield tmp_path
    patterns._kept.cache_clear()


def _second_run(cache: Path) -> None:
    """Compiles everything, writes the file, and forgets all, as between two processes."""
    for text, flags in PATTERNS:
        patterns.compiled(text, flags)
    patterns._kept().write()
    patterns._kept.cache_clear()
    assert list(cache.glob("patterns-*"))


@pytest.mark.parametrize(("text", "flags"), PATTERNS)
def test_a_kept_pattern_matches_as_a_fresh_one(cache: Path, text: str, flags: int) -> None:
    _second_run(cache)
    kept, fresh = patterns.compiled(text, flags), re.compile(text, flags)
    assert not patterns._kept().lacking
    assert (kept.pattern, kept.flags, kept.groups, dict(kept.groupindex)) == (
        fresh.pattern,
        fresh.flags,
        fresh.groups,
        dict(fresh.groupindex),
    )
    found = [(m.span(), m.groups(), m.groupdict(), m.lastgroup) for m in kept.finditer(TEXT)]
    assert found == [(m.span(), m.groups(), m.groupdict(), m.lastgroup) for m in fresh.finditer(TEXT)]
    assert kept.sub("-", TEXT) == fresh.sub("-", TEXT)


@pytest.mark.parametrize("content", [b"", b"no marshal", b"i\x01\x00\x00\x00", b"[\x01\x00\x00\x00N"])
def test_a_broken_file_is_left_aside_and_replaced(cache: Path, content: bytes) -> None:
    _second_run(cache)
    (file,) = cache.glob("patterns-*")
    file.write_bytes(content)
    text, flags = PATTERNS[0]
    assert patterns.compiled(text, flags).findall("12多个") == [("12", "个")]
    patterns._kept().write()
    patterns._kept.cache_clear()
    patterns.compiled(text, flags)
    assert not patterns._kept().lacking


def test_code_that_does_not_fit_is_compiled_anew(cache: Path) -> None:
    _second_run(cache)
    text, flags = PATTERNS[0]
    flags_kept, _, groups, names = patterns._kept().codes[(text, flags)]
    patterns._kept().codes[(text, flags)] = (flags_kept, b"\x07\x00\x00\x00" * 5, groups, names)
    assert patterns.compiled(text, flags).findall("12多个") == [("12", "个")]


def test_a_folder_that_cannot_be_written_to_costs_only_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    run = subprocess.run(
        [sys.executable, "-c", "from knowledge.patterns import compiled; print(compiled('a+').findall('aab'))"],
        env={"STUDIOBOT_CACHE": str(tmp_path / "file"), "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        check=True,
    )
    assert (run.stdout.strip(), run.stderr) == ("['aa']", "")


def test_an_interpreter_without_the_compiler_compiles_as_usual(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "_sre", None)
    assert patterns.compiled("a+").findall("aab") == ["aa"]
    assert not list(cache.iterdir())
