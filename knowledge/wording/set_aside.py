"""Clauses that say what is not asked: 别跟我扯国家级, 不是问钱, 别告诉我没有这档."""

from __future__ import annotations

from knowledge.patterns import compiled

_SPEAKER = r"(?:我|俺|咱|老子|劳资|人家)(?:们|哋)?"
_NOT_ASKED = compiled(
    rf"(?:^|(?<=[,.;?!: ]))(?:你|您|恁|可|也|就)*(?:(?:别|莫|不要|甭|休|唔好)(?:再|老)?(?:(?:跟|给|同|和|对){_SPEAKER})?(?:东拉西)?(?:扯|讲|说|提|重复)(?!起)[^,.;?!: ]{{0,16}}|(?:别|莫|不要|甭|休)(?:再)?告诉{_SPEAKER}(?:没|不)[^,.;?!: ]{{0,10}}|"
    rf"(?:{_SPEAKER})?(?:可|都|也)?(?:不是|没|不|唔)(?:是)?问(?!题|政策)[^,.;?!: ]{{0,14}}|"
    rf"(?:又|并)?不是(?:被)?(?:注销|吊销|撤销|造假|虚报|违法|犯罪|开除))(?:[,.;!: ]+|$)|"
    r"\([^()]*(?:我?不管|不用[管讲说]|不问|不必说|(?:我|咱|俺)(?:知道|晓得|清楚))[^()]*\)"
)
# 启动资金还给不给,给的话是多少 asks how much is given.
_IF_SO = compiled(
    r"(?:还)?(?:给不给|有没有|发不发|补不补|奖不奖)(?P<what>[^,.;?!]{0,8})[,.;?! ]+(?:要是|如果|假如|若)?(?:给|有|发|补|奖)的话,?(?:是|又是|会|能)?(?:给|发|有|补|奖)?(?:多少|几多|好多)(?:钱|万)?(?=[?,.! ]|$)"
)
# 报了也白报: a sigh.
_SIGH = compiled(
    r"(?:^|(?<=[,.;?!: ]))[^,.;?!: ]{0,8}(?P<a>报|去|弄|搞|忙|写)了?(?:也|都)(?:是)?白(?P=a)(?:了)?[,.;!: ]+"
)
# What is left of less asks nothing.
_LEAST = 8


def without_set_aside(text: str) -> str:
    """A normalised message without the clauses that tell what is not asked, and with one question for two (给不给,给的话是
    多少); one that is no more stays whole."""
    rest = _IF_SO.sub(r"\g<what>给多少", _SIGH.sub("", _NOT_ASKED.sub("", text))).rstrip(" ,;:")
    return rest if len(rest) >= _LEAST else text
