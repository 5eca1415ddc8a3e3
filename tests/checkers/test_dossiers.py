"""Whole dossiers, made for the test: clean ones pass, planted defects are found, forms are read in every layout."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.pack import Library, load_library
from tests.dossiers.make import main as make
from tests.dossiers.scoring import Score, score

# All typed dossiers of the plan, for a layout that only one of them has is broken unseen by the others; scans take
# minutes and are what `python -m benchmarks.checking` measures.
SCANS = 2


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


def made(library: Library, folder: Path, form: str, *limit: str) -> Score:
    make([str(folder), "--format", form, "--seed", "1", *limit])
    return score(library, folder, sorted(folder.glob("*.json")))


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_typed_dossiers_are_read_and_their_defects_found(library: Library, tmp_path: Path, form: str) -> None:
    result = made(library, tmp_path, form)
    told = "\n".join([*result.lines(), *result.misses])

    assert result.share("kinds") >= 98, told
    assert result.share("fields") >= 97, told
    assert result.share("defects") >= 97, told
    assert result.false_alarms <= 0.1 * result.dossiers, told
    assert result.fails_on_clean == 0, told


def test_scans_are_read(library: Library, tmp_path: Path) -> None:
    result = made(library, tmp_path, "scan", "--limit", str(SCANS))
    told = "\n".join([*result.lines(), *result.misses])

    assert result.share("kinds") >= 90, told
    assert result.share("fields") >= 85, told
