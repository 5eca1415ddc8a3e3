"""The people who were trained to a certificate, by its level (三级4个,二级1个)."""

from __future__ import annotations

import re

from knowledge.facts import FactValue
from knowledge.patterns import compiled
from knowledge.wording.numerals import parse_number

# 4个徒弟拿三级, 三级的2个: people by certificate level.
_COUNT = r"(?P<n>(?<!\d)\d{{1,3}}(?![\d年月日.])|[一二两三四五六七八九十]+(?![百千万元块级起])|俩|仨)(?:个|名|位|人)?"
_ANY_COUNT = r"[一二两三四五六七八九十\d]+(?:个|名|位)"
_LEVELS = (
    ("level3", r"(?:三级|3级|高级工)"),
    ("level2", r"(?:二级|2级|(?<!高级)技师)"),
    ("level1", r"(?:一级|1级|高级技师)"),
)
# Whether levels stand before their counts or behind them.
_FIRST_TOLD = compiled(
    r"(?P<level>[一二三四五12345]级|(?:初|中|高)级工|(?:高级)?技师)|(?:\d+|[一二两三四五六七八九十]+|俩|仨)(?:个|名|位)(?!人|徒弟|工人)"
)
# 没得一个上三级, 一个三级的都没得
_NONE_OF_LEVEL = compiled(
    r"(?:没得?|冇|未)(?:有|出)?(?:哪怕)?(?:一|半)个[^,.;?!\d]{0,4}?(?:[三二一321]级|高级工|技师)的?|"
    r"(?:一|半|1)个[^,.;?!\d]{0,3}?(?:[三二一321]级|高级工|技师)[^,.;?!\d]{0,3}?(?:都|也)(?:还)?(?:没|冇|未|不)"
)
# 徒弟考上二级的培养奖: a level without a number of people.
_AWARD_FOR_TRAINING = compiled(r"培养(?:的)?奖")
_LOW_LEVEL = compiled(r"四级|五级|4级|5级|中级工|初级工")
_TRAINING = compiled(r"拿|考|取得|获|培养|带出|出了|证|徒弟|学员|高级工|技师|人才|级")
SUBJECTS = frozenset(
    {
        "training_award",
        "total_amount",
        "output_award_when",
        "textbook_award",
        "station_output_award",
        "station_excluded",
    }
)
# 就差一级: how far apart two levels are.
_LEVELS_APART = compiled(r"(?:差|低|高|升|矮|跳)(?:了|着)?[一两二三]级")
# 不是三级
_LEVEL_DENIED = compiled(r"(?:不是|没到|够不上|达不到|不到)(?:[三二一321]级|高级工|技师)")
# 考了个二级: one person.
_ONE_OF_LEVEL = r"(?:考|拿|带|出|评)(?:了|出|到|上|过)?(?:来)?个{level}|(?<!些)个徒弟[^,.;?!]{{0,4}}(?:考|拿)(?:了|下来?|到|出|上)*{level}"
# 一二三级分别几块: a list of levels, whose numerals count nobody.
_LEVEL_LIST = compiled(r"[一二三123][、,和]?(?:[一二三123][、,和]?)+级")
# 二级的呢, 三级的呢; 三级、二级、一级,每人分别几多: each level is asked for in turn.
_EACH_LEVEL = compiled(
    r"(?:[一二三123]级(?:的|工)?呢.*){2}|"
    r"(?:[一二三123]级[、,和跟 ]*){2,3}[^.;?!\d]{0,6}(?:每人|每个|一人|一个人)?(?:分别|各(?:自|是|给)?)(?:是|给|奖|有|拿)?(?:几|多少|好多)"
)


def names_level(text: str) -> bool:
    """Whether a message names one of the levels, so that people of another told before are not meant."""
    return any(re.search(level, text) for _, level in _LEVELS)


def read_trained(text: str) -> dict[str, FactValue]:
    """The people of each certificate level that a message counts, or the lowest level where it is too low to count."""
    if not _TRAINING.search(text) or _EACH_LEVEL.search(text):
        return {}
    text = _LEVEL_LIST.sub("级", _NONE_OF_LEVEL.sub("", text)).replace("技师工作站", "工作站")
    text = _LEVEL_DENIED.sub("", _LEVELS_APART.sub("", text))
    found: dict[str, FactValue] = {}
    # 三级7个,二级4个 or 7个三级,4个二级: the reading that finds more counts holds.
    readings = [
        {name: m["n"] for name, level in _LEVELS if (m := re.search(pattern.format(level=level), text))}
        for pattern in (
            _COUNT + rf"(?:(?!{_ANY_COUNT})[^,、;.?!和跟加级技\d ]){{{{0,7}}}}{{level}}",
            r"{level}(?:工|证|证书|的|有|各|是|:|技工|带了|带出来?|出了|考了|\s)*" + _COUNT,
        )
    ]
    first = _FIRST_TOLD.search(text)
    if first is not None and first["level"]:  # 三级的六个,二级三个: of equal readings the one by the order told
        readings.reverse()
    best = max(readings, key=len)
    found.update({f"trained.{name}": number for name, n in best.items() if (number := parse_number(n)) is not None})
    named = [name for name, level in _LEVELS if re.search(level, text)]
    if not found and len(named) == 1:
        people = list(re.finditer(r"(?P<n>\d+|[一二两三四五六七八九十]+)(?:个|名|位)(?:人|徒弟)?|(?P<few>俩|仨)", text))
        if not people and re.search(_ONE_OF_LEVEL.format(level=dict(_LEVELS)[named[0]]), text):
            found[f"trained.{named[0]}"] = 1.0
        if len(people) == 1:
            found[f"trained.{named[0]}"] = parse_number(people[0]["n"] or people[0]["few"]) or 1.0
    if found:  # the level of the lowest of them, of which the highest is 1
        found["trained.lowest_level"] = max(float(name[-1]) for name in found)
    elif _LOW_LEVEL.search(text):
        found["trained.lowest_level"] = 5.0 if re.search(r"五级|5级|初级工", text) else 4.0
    elif named and _AWARD_FOR_TRAINING.search(text):
        found["trained.lowest_level"] = max(float(name[-1]) for name in named)
    return found
