"""Greetings, thanks and pleas around a question, which ask nothing."""

from __future__ import annotations

from knowledge.patterns import compiled

_GREETING = (
    r"(?:你|您|大家|各位|老师|亲|早上|上午|中午|下午|晚上)+好|早安|哈[喽啰罗]|嗨|喂|在吗|有人吗|hello|hi|hey|"
    r"(?:打扰|冒昧|不好意思|抱歉|劳驾|借问)(?:一?下|了|您|你|问)*|唔好意思|请问|(?:麻烦|想|请|跟您|跟你|向您|向你)*(?:请教|咨询|问)一?下(?:您|你|子|哈)?|"
    r"(?:麻烦|拜托|辛苦)(?:您|你)?(?:了)?(?=[,.!? ])"
)
_THANKS = (
    r"(?:先|万分|非常|十分|多|太)?(?:感谢|谢谢?|多谢)(?:感谢|谢谢?|您|你|啦|了|哈|哦|呀|先|各位|老师|大家)*|(?:唔该|多谢)(?:晒|嗮|哂)?|辛苦(?:您|你)?(?:了|啦)?|"
    r"(?:拜托|麻烦|劳烦)(?:您|你)?(?:了|啦)|(?:挺|好|很|蛮|有点|十万火|加)?急+(?:死(?:我|人)?了?|等|的|用|啊|呀)?|(?:在线|坐)?等(?:回复|答复|您|你|回|答案)?(?:呢|哈|ing)?|"
    r"thanks?(?: you)?(?: a lot| very much)?|thx|many thanks|please|pls"
)
# 知道了 那另一边呢: what is said of the answer before.
_NOTED = r"(?:(?:好的?|行|嗯+|哦+|噢)?(?:我|俺)?(?:知道|晓得|明白|清楚|懂|了解)了|收到)[,.! ]+(?=那|还有|再|另外|换)"
_EDGE = r"[,.!~;: ]*"
_AHEAD = compiled(rf"^{_EDGE}(?:(?:{_GREETING}|{_NOTED})(?:啊|呀|哈|哦|呢|诶)?(?:[,.!~;: ]+|(?=[\u4e00-\u9fff])))+")
_BEHIND = compiled(rf"(?:(?<=[,.!?~;: ])|(?<=[\u4e00-\u9fff])(?=谢谢|多谢|感谢|唔该))(?:(?:{_THANKS}){_EDGE})+$")
# What is left of less says nothing by itself: 谢谢, 你好.
_LEAST = 3


def without_courtesies(text: str) -> str:
    """A normalised message without the greetings before it and the thanks behind it; one that is no more stays whole."""
    rest = _BEHIND.sub("", _AHEAD.sub("", text)).rstrip(" ,;:")
    return rest if len(rest.strip(" ,.?!")) >= _LEAST else text
