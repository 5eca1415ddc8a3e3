"""Lines whose label is told from its answer by something else than a colon: dots, a frame, a dash, an arrow, a stop."""

from __future__ import annotations

from checkers.extraction.labels import exact_label
from knowledge.patterns import compiled

# 单位名称………………某公司
_LEADERS = compiled(r"(?<=[\u4e00-\u9fff）)])\s*(?:…{2,}|\.{4,}|·{4,}|⋯{2,})\s*(?=\S)")


# 【单位名称】某公司, 单位名称 —— 某公司, 单位名称 → 某公司
FRAMES = ("【", "〔", "[")
_MARKED = compiled(
    r"\s*(?:[【〔\[](?P<framed>[^【】〔〕\[\]]{2,20})[】〕\]]\s*|(?P<words>[^\s—–→⇒|｜>]{2,20})\s*(?:—{1,2}|–{1,2}|→|⇒|[|｜]|>{1,2})\s*)(?P<told>[^\s—–].*)"
)


# 丙方（项目负责人）：张三
_PARTY = compiled(r"^\s*[甲乙丙丁]方[（(]([^（()）]+)[)）]\s*[:：]")
# （一）场地保障。提供二号厂房……
_RUN_IN = compiled(
    r"(?P<words>\s*(?:[（(][一二三四五六七八九十\d]{1,2}[)）]|[一二三四五六七八九十\d]{1,2}[、.．]|[一二三四五六七八九十]是)\s*[^\s。：:，]{2,12})。\s*(?P<told>\S.*)"
)


# 一是场地。
_FIRSTLY = compiled(r"^\s*[一二三四五六七八九十]是")


def with_colon(text: str) -> str:
    """A line whose label is told from its answer by a stop, a frame, a dash or an arrow, with a colon instead."""
    text = _PARTY.sub(r"\1：", _LEADERS.sub("：", text))
    run_in = _RUN_IN.fullmatch(text)
    if run_in is not None and exact_label(words := _FIRSTLY.sub("", run_in["words"]).removesuffix("方面")) is not None:
        return f"{words}：{run_in['told']}"
    match = _MARKED.fullmatch(text)
    words = (match["framed"] or match["words"]) if match is not None else ""
    return f"{words}：{match['told']}" if match is not None and exact_label(words) is not None else text
