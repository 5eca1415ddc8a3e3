"""Whole dossiers, made for the test: clean ones pass, planted defects are found, forms are read in every layout."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.pack import Library, load_library
from tests.dossiers.make import main as make
from tests.dossiers.scoring import Score, score

# The first of the plan deal out every layout; all of it takes minutes and is what `make bench` measures.
TYPED = 14
SCANS = 2


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


def made(library: Library, folder: Path, form: str, count: int) -> Score:
    make([str(folder), "--format", form, "--limit", str(count), "--seed", "1"])
    return score(library, folder, sorted(folder.glob("*.json")))


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_typed_dossiers_are_read_and_their_defects_found(library: Library, tmp_path: Path, form: str) -> None:
    result = made(library, tmp_path, form, TYPED)
    told = "\n".join([*result.lines(), *result.misses])

    assert result.share("kinds") >= 98, told
    assert result.share("fields") >= 97, told
    assert result.share("defects") >= 90, told
    assert result.false_alarms <= 0.2 * result.dossiers, told
    assert result.fails_on_clean == 0, told


def test_scans_are_read(library: Library, tmp_path: Path) -> None:
    result = made(library, tmp_path, "scan", SCANS)
    told = "\n".join([*result.lines(), *result.misses])

    assert result.share("kinds") >= 90, told
    assert result.share("fields") >= 85, told
