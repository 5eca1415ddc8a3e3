"""A question put as a sentence (贵单位的全称是什么？) → the words of the label that it stands for (单位全称)."""

from __future__ import annotations

import re

from knowledge.patterns import compiled

_ENDS = compiled(r"[?？]\s*(?P<remark>(?:[（(][^（()）]*[)）])?)\s*$")
_ANSWER = compiled(r"\s*(?:答|回答|答复|填写内容)\s*[:：]\s*(?P<text>.*)", re.DOTALL)
# In their order: how a question is turned round until it reads as a label.
_TURNED = tuple(
    (compiled(pattern), words)
    for pattern, words in (
        (r"^(?:请问|请填写|请说明|请写明|请简述|请介绍)", ""),
        (r"贵(?=单位|公司|企业|机构|协会|学校)", ""),
        (r"[您你](?=单位|公司)", ""),
        (r"[您你]的?", ""),
        (r"属于(?:哪种|哪类|哪一类|何种|什么)(?=类型|性质|类别)", ""),
        (r"叫(?:做)?什么(?:名称|名字)?", "名称"),
        (r"(?:一?共|现)?(?:有|是)?(?:多少|几)(?:人|名)", "人数"),
        (r"(?:分别)?(?:是|为|在|有|叫)?(?:什么时候|何时|多少|多大|多长|哪里|何处|什么|谁|哪[个家](?:单位)?)(?:平方米|㎡|万?元|年)?$", ""),
        (r"(?:情况)?(?:是)?(?:如何|怎样|怎么样)$", ""),
        (r"(?:能|可以?|将)?为?(?:工作室)?(?:能|可以?)?(?:提供|获得|取得|安排|配备|设立|建立|制定)?(?:过|了)?(?:有|是否有?)?(?:哪些|什么|怎样|多少)(?:样)?的?", ""),
        (r"^(?P<of>.*)(?:是否|能否|可否)(?:能够?|可以?|已经?|将)?(?:为工作室)?(?:提供|制定|建立|设立|设有|具备|具有|配备|安排|落实|有)(?:了|有)?(?:必要|相应|具体可行|单独|专门)?的?(?!绝)", ""),
        (r"现在|目前|(?<=[证书照])上的|的", ""),
        (r"是$", ""),
    )
)  # fmt: skip


def is_question(text: str) -> bool:
    """Whether a text is put as a question."""
    return _ENDS.search(text) is not None


def asked_in(text: str) -> str:
    """The words of a label that a question stands for; other text as it is."""
    if not is_question(text):
        return text
    words = _ENDS.sub(lambda m: m["remark"], text.strip())
    remark = re.search(r"[（(][^（()）]*[)）]$", words)
    words = words[: remark.start()] if remark else words
    for pattern, instead in _TURNED:
        words = pattern.sub(instead, words)
    return words + (remark[0] if remark else "")


def answer_in(text: str) -> str | None:
    """What follows 答： in a line, None where a line does not begin so."""
    match = _ANSWER.fullmatch(text)
    return match["text"].strip() if match is not None else None


# 职业和技能等级: two questions in one.
_AND = compiled(r"[和及与、，,]")
_APART = (compiled(r"[；;]\s*"), compiled(r"[，,；;、]\s*"))


def asked_together(words: str, answer: str) -> list[tuple[str, str]]:
    """Several questions in one, each with its part of the answer; empty where their numbers differ."""
    asked = _AND.split(words)
    ways = (between.split(answer.strip(" 。")) for between in _APART)
    told = next((parts for parts in ways if len(parts) == len(asked)), [])
    return list(zip(asked, told, strict=True)) if len(told) > 1 else []
