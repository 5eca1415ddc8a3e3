"""The documents stand in the packs word for word."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from knowledge.clauses import parse_clauses
from knowledge.errors import PackError
from knowledge.pack.library import DEFAULT_ROOT

PACKS = sorted(p.parent for p in DEFAULT_ROOT.glob("*/policy.toml"))
# Left-overs of the source's conversion, no text of the document.
LEFT_OVERS = re.compile(r"\[bookmark: _GoBack\]|^- \d+ -$", re.MULTILINE)


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("folder", PACKS, ids=lambda f: f.name)
def test_the_text_holds_the_source_document_verbatim(folder: Path) -> None:
    lines = (folder / "text.md").read_text(encoding="utf-8").splitlines()
    kept = [line.removeprefix("# ") for line in lines if not line.startswith(("## ", "> "))]

    source = LEFT_OVERS.sub("", (folder / "source.txt").read_text(encoding="utf-8"))

    assert _bare("".join(kept)) == _bare(source)


def test_it_reads_ids_labels_marks_and_paragraphs() -> None:
    tree = parse_clauses("x", "# 第一章\n\n## 6.1 第六条（一）\n\n（一）有大师\n\n还要在一线。\n\n> 注\n", "x/text.md")
    clause = tree["x/6.1"]

    assert (clause.label, clause.chapter, clause.mark) == ("第六条（一）", "第一章", "（一）")
    assert clause.paragraphs == ("有大师", "还要在一线。")
    assert clause.notes == ("注",)


def test_a_quote_holds_only_within_one_paragraph() -> None:
    clause = parse_clauses("x", "## 1 第一条\n甲乙\n丙丁\n", "x/text.md")["x/1"]

    assert clause.holds("甲乙")
    assert not clause.holds("乙丙")
    assert not clause.holds("")


@pytest.mark.parametrize("text", ["## 1\n文字\n", "## 1 第一条\n## 2 第二条\n文字\n", "## 1 甲\n一\n## 1 乙\n二\n"])
def test_but_it_refuses_a_wrong_heading(text: str) -> None:
    with pytest.raises(PackError):
        parse_clauses("x", text, "x/text.md")
