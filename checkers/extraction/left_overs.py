"""Hints and examples of the form that stand where an answer belongs, and numbers that were left open."""

from __future__ import annotations

import re

from checkers.extraction.values import is_blank, plain
from knowledge.patterns import compiled

_HINT = compiled(
    r"此处(?:填|请|写|插|粘)|请(?:在此|填写|输入|选择|插入|简述|简要|如实|概述|说明)|[（(〔【\[](?:填写|此栏|本栏填|样例|示例|范例|例如?[：:])|^(?:待填|待补|样例|示例|范例|填写)|"
    r"[XＸ×xｘ]{3,}|×{2,}|X{2,}(?=公司|市|区|县)|某某|\?{3,}|？{3,}|TODO|TBD|点击(?:或点按)?此处"
)
# 专利XX件, 台架____套: a number that nobody filled in, in a text that is.
_UNCOUNTED = compiled(
    r"(?:(?<![A-Za-z\d])[XＸxｘ]{2,}|(?<=[\u4e00-\u9fff])(?:[_＿]{2,}|[XＸ](?=[台套件名个项人])))\s*(?=[台套件名个项次人年份本条门种期场篇部节课集册]|万?元|平方米|%|％)"
)


# 企业【例：企业】: an example that the form prints behind the place to answer.
_EXAMPLE_BEHIND = compiled(
    r"(?<=\S)\s*(?:[【\[［〔]\s*(?:例如?|示例|样例|举例|填写示例)\s*[:：][^】\]］〕]*[】\]］〕]|"
    r"[（(]\s*(?:例如?|示例|样例|举例|填写示例)\s*[:：](?:[^（()）]|[（(][^（()）]*[)）])*[)）])\s*$"
)


def without_example(text: str) -> str:
    """An answer without the form's own example behind it; a text that is no more than an example stays."""
    answer = _EXAMPLE_BEHIND.sub("", text)
    return text if is_blank(answer) else answer


# Hints so plain that they are left-overs even where no label is known.
_PLAIN_HINT = compiled(r"此处(?:填|请|写|插|粘|按)|[XＸ×]{3,}|点击(?:或点按)?此处|待填写|TODO|TBD")


def plain_hint(text: str) -> str | None:
    """A hint that cannot be part of the form's own words, None where there is none."""
    return plain(text)[:40] if _PLAIN_HINT.search(text) else None


def left_over_hint(text: str) -> str | None:
    """The hint of the form or an example that stands where a value belongs, None where there is none."""
    return plain(text)[:40] if _HINT.search(text) or _UNCOUNTED.search(text) else None


def uncounted(text: str) -> str | None:
    """The clause of a text in which a number was left open, None where there is none."""
    return next((plain(c) for c in re.split(r"[，,。；;、]", text) if _UNCOUNTED.search(c)), None)
