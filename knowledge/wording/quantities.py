"""Quantities in a normalised message: how much of what, and how firmly it was said.

Units: m2, yuan, person, year, workday, age, project, studio, percent; ages are years of life, months and
days become fractions of a year. `bound` says whether the person put it below or above the number
(不到三年, 一千出头), which decides a boundary case.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from knowledge.patterns import compiled
from knowledge.wording.numerals import NUMBER, REMAINDER, parse_number

Bound = Literal["exact", "about", "below", "above"]

# Masks: one upper-case letter a unit (a normalised message has no upper-case letters of its own).
_MASKS = {
    "m2": "M", "yuan": "Y", "person": "P", "year": "T", "workday": "D", "age": "G", "percent": "R", "date": "E",
}  # fmt: skip

_BELOW = r"(?:不到|不足|[不没唔]够|不及|不满|未满|没到|没满|差不多|差一?点|(?<!大)小|将近|接近|快到?|只剩|顶多|最多)"
_ABOVE = r"(?:超过|超|多于|大于|不止|满)"
_ABOUT = r"(?:大概|大约|约莫?|差不多|左右|也就)"
_MORE = r"(?:多|来|几|余|好几)?"

# Who is counted; the noun stays in the masked message, for it says what is asked.
_WHO = (
    r"(?:正式|在编|全职|临时|外聘)?(?:团队)?(?:成员|队员|组员|徒弟|学徒|员工|职工|正式工|合同工|技师|高级技师|高级工|师傅|工人|学员|老师|骨干|帮手|伙计|"
    r"(?:都|全)?(?:是)?签(?:了|过|着)?(?:正式)?(?:劳动)?合同|(?:都|全)?(?:是)?(?:在编|正式)的|兄弟|同事|工程师|大师|领办人|徒工|队友|师兄弟|师兄|师弟|师姐|师妹|同门|老伙计|后生仔|小伙|年轻人|马仔|专家|评委)"
)

_UNIT_PATTERNS: tuple[tuple[str, str, float], ...] = (
    ("m2", r"(?:个?平方米|平方公尺|个?平方|平米|平(?![常时均台衡安等台淡稳])|㎡|m2|m²|个?方(?![式案面法便向可针]))", 1),
    ("m2", r"亩", 666.7),
    ("percent", r"(?:%|成(?=[的以]))", 1),
    ("workday", r"个?工作日", 1),
    ("age", r"周?岁", 1),
    ("yuan", r"(?:人民币)?(?:万元|万块钱?|万人民币)", 10000),
    ("yuan", r"(?:元|块钱?(?!儿[报交来上去干弄做搞过])|圆)", 1),
    ("person", rf"(?:个|名|位|号|口)?(?:人(?![社才力家民])|(?={_WHO}))", 1),
    ("person", r"(?:张嘴|条(?:好汉|汉子|友|大汉)|个?弟兄|口子|个小伙子|个伢)", 1),
    ("person", r"[名位](?![字额称单])", 1),
    ("project", r"个?(?:建设)?项目", 1),
    ("studio", r"(?:个|家)(?:技能)?(?:大师)?工作室", 1),
    ("year", r"年半", 1),
    ("year", r"(?:周年|年头|个?年度|整?年(?![月度底末初终级检审薪前]))", 1),
    ("month", r"个半月", 1 / 12),
    ("month", r"个?[多来]?月(?![初底末份]|开工|动工|启动|开始|收尾|结束)", 1 / 12),
    ("week", r"个?(?:星期|礼拜|周(?![岁年期]))", 7 / 365),
    ("day", r"[天日](?![常津期])", 1 / 365),
)  # fmt: skip

_QUANTITY = compiled(
    rf"(?P<before>{_BELOW}|{_ABOVE}|{_ABOUT})?(?P<number>{NUMBER}|半)\s?(?P<more>{_MORE})\s?"
    + "(?:"
    + "|".join(f"(?P<u{i}>{pattern})" for i, (_, pattern, _) in enumerate(_UNIT_PATTERNS))
    + ")"
    + r"(?P<half>半)?(?P<after>出头|以上|多(?![少久大])|以下|以内|不到|左右|上下|来的?)?"
)
# Money without a unit: 10万, 5w (not followed by another noun's counter).
_BARE_MONEY = compiled(
    rf"(?P<number>\d[\d.,]*\s?(?:万|w(?![a-z]))(?:{REMAINDER}(?<![万w])|[\d一二三四五六七八九]?)|[一二两三四五六七八九十百]+万(?:零[一二两三四五六七八九十百千]+|[一二三四五六七八九]?))(?P<more>多|来)?(?![人名个平方])"
)
# 团队成员8个: the noun stands before its number.
_NOUN_FIRST = compiled(
    rf"(?:成员|队员|组员|徒弟|弟兄们?|兄弟们?|员工|团队|帮手)(?:就|只|才|也|刚好|正好|恰好|一共|总共|共|有|是|:)*(?P<number>{NUMBER})(?P<counter>个|名|位|号|条友|条)?(?![万元块年月天平岁级%.\d]|人|{_WHO})"
)
# A number with no unit that is too large to be a counter: 「850够吗」「一千出头」.
_BARE_NUMBER = compiled(
    rf"(?P<before>{_BELOW})?(?P<number>(?<![\d.])\d{{3,5}}(?![\d年.\-/号])|[一二两三四五六七八九]?[百千](?!分之)[一二两三四五六七八九百十零]*(?!级))(?P<after>出头|多)?"
)
# 2025年12月31日, 68年生, 1968年3月: dates, not lengths.
_DATE = compiled(r"(?:19|20)\d\d\s?[年.\-/](?:\s?\d{1,2}\s?[月.\-/](?:\s?\d{1,2}\s?[日号]?)?)?")
# 领办人1个队员3个: the number goes with what stands before it.
_COUNTED_BEFORE = compiled(r"(?:领办人|带头人|大师|领头的?|牵头人)$")
_NEXT_COUNTED = compiled(rf"(?:团队)?(?:成员|队员|组员|徒弟)(?:有|是)?{NUMBER}")
# 一平不多一平不少, 一天不差: such figures only say that the one before is exact.
_NEITHER = compiled(r"(?:都|也)?(?:不|没|冇|唔)(?:多|少|差|富余|富裕|剩|含糊)")
# 这两天, 前几天, 哪一天: such words say or ask when, not how long.
_LATELY = compiled(rf"(?:这|那|前|头|近|最近|过)(?:{NUMBER}|几)[天日]|哪一(?:[天日年家]|个月?|月)|头一年")
# 从一月干到来年一月底: a month of the year.
_IN_A_MONTH = compiled(rf"(?:从|到|自|于|[来明去今每后前]年){NUMBER}月$")
_ORDINAL = compiled(rf"第\s?{NUMBER}\s?[条章款项页批个年次轮回届]")
# 差三天满三年: a length given as what is missing from it.
_SHORT_OF = compiled(
    rf"差(?P<short>{NUMBER}|半)个?(?P<half>半)?(?P<unit>天|月|星期|礼拜|年)(?:就|才|到|不)*(?:满|够|到)(?P<years>{NUMBER})年"
)
_SHORT_UNITS = {"天": 1 / 365, "月": 1 / 12, "星期": 7 / 365, "礼拜": 7 / 365, "年": 1.0}
_COMPOUND_YEAR = compiled(
    rf"(?P<years>{NUMBER})年(?:零|又|加|多|外加)*(?P<more>{NUMBER}|半)来?(?:个?(?P<half>半)?(?P<unit>月(?![初底末份])|星期|礼拜)|天|日)"
)


# The texts of one message and its clauses are asked after many times over; so many are kept.
KEPT = 64
# The share by which a number that was put as 不到 or 出头 lies off what was said; too small to show.
NUDGE = 1e-6


@dataclass(frozen=True)
class Quantity:
    """One quantity: `number` in `unit`, where it stands in the message, the words it was `spoken` in."""

    number: float
    unit: str
    start: int
    end: int
    spoken: str
    bound: Bound = "exact"

    @property
    def value(self) -> float:
        """The number, nudged past a boundary where the person said below or above it."""
        nudge = {"below": -NUDGE, "above": NUDGE}.get(self.bound, 0.0)
        return self.number * (1 + nudge)


def find_quantities(text: str) -> list[Quantity]:
    """All quantities of a normalised message, in order, dates and ordinals left out."""
    return list(_found(text))


@lru_cache(maxsize=KEPT)
def _found(text: str) -> tuple[Quantity, ...]:
    taken = [m.span() for pattern in (_DATE, _ORDINAL, _LATELY) for m in pattern.finditer(text)]
    found: list[Quantity] = []

    def free(start: int, end: int) -> bool:
        return not any(start < e and s < end for s, e in taken)

    for match in _SHORT_OF.finditer(text):
        short = 0.5 if match["short"] == "半" else parse_number(match["short"])
        years = parse_number(match["years"])
        if short is not None and years is not None:
            short += 0.5 if match["half"] else 0
            found.append(
                Quantity(years - short * _SHORT_UNITS[match["unit"]], "year", *match.span(), text[slice(*match.span())])
            )
            taken.append(match.span())
    for match in _COMPOUND_YEAR.finditer(text):
        years, more = parse_number(match["years"]), 0.5 if match["more"] == "半" else parse_number(match["more"])
        if years is not None and more is not None and free(*match.span()):
            more += 0.5 if match["half"] else 0
            length = years + more * _SHORT_UNITS[match["unit"] or "天"]
            found.append(Quantity(length, "year", *match.span(), match[0]))
            taken.append(match.span())
    for match in _QUANTITY.finditer(text):
        skipped = _NEITHER.match(text, match.end()) or _IN_A_MONTH.search(text[: match.end("number") + 1])
        quantity = None if skipped else _quantity(match)
        if quantity is not None and quantity.unit == "person" and _beside_its_noun(text, match):
            taken.append((match.start("number"), match.end("number")))
            continue
        if quantity is not None and free(match.start("number"), match.end()):
            found.append(quantity)
            taken.append(match.span())
    for match in _NOUN_FIRST.finditer(text):
        number = parse_number(match["number"])
        counted = text[: match.start()].endswith(("个", "名", "位"))  # 六个成员12万
        if number is None or (counted and match["counter"] is None):
            continue
        if free(match.start("number"), match.end()):
            found.append(Quantity(number, "person", match.start("number"), match.end(), match[0]))
            taken.append((match.start("number"), match.end()))
    for match in _BARE_MONEY.finditer(text):
        number = parse_number(match["number"].replace(" ", ""))
        if number is not None and free(*match.span()):
            found.append(Quantity(number, "yuan", *match.span(), match[0]))
            taken.append(match.span())
    for match in _BARE_NUMBER.finditer(text):
        number = parse_number(match["number"])
        if number is not None and free(*match.span()):
            before, after = match["before"] or "", match["after"] or ""
            bound: Bound = "below" if before else "above" if after in ("出头", "多") else "exact"
            found.append(Quantity(number, "number", match.start("number"), match.end(), match["number"], bound))
    return tuple(sorted(found, key=lambda q: q.start))


def _beside_its_noun(text: str, match: re.Match[str]) -> bool:
    """Whether a count goes with the noun before it, for the noun after it has a count of its own."""
    return bool(_COUNTED_BEFORE.search(text[: match.start()]) and _NEXT_COUNTED.match(text, match.end()))


def _quantity(match: re.Match[str]) -> Quantity | None:
    raw = match["number"].strip()
    number = 0.5 if raw == "半" else parse_number(raw)
    if number is None or raw in ("零", "〇"):
        return None
    index = next(i for i in range(len(_UNIT_PATTERNS)) if match[f"u{i}"] is not None)
    unit, pattern, factor = _UNIT_PATTERNS[index]
    if pattern in ("年半", "个半月") or (match["half"] and unit == "year"):
        number += 0.5
    if unit in ("month", "week", "day"):
        number, unit = number * factor, "year"
        if match["half"]:
            number += 0.5 * factor
    else:
        number *= factor
    if unit == "yuan" and factor == 10000 and number >= 10**9:
        return None
    spoken = match[0][len(match["before"] or "") :]
    return Quantity(number, unit, match.start("number"), match.end(), spoken, _bound(match))


def _bound(match: re.Match[str]) -> Bound:
    before, after, more = match["before"] or "", match["after"] or "", match["more"] or ""
    if before and re.fullmatch(_BELOW, before) and before not in ("只剩", "最多", "顶多", "差不多", "差一点不多"):
        return "below"
    if after == "不到":
        return "below"
    if (
        before in ("超过", "超", "多于", "大于", "不止")
        or after in ("出头", "多")
        or more in ("多", "几", "余", "好几")
    ):
        return "above"
    if (
        before in ("大概", "大约", "约", "约莫", "差不多", "也就")
        or more == "来"
        or after in ("左右", "上下", "来", "来的")
    ):
        return "about"
    return "exact"


def mask_quantities(text: str, quantities: list[Quantity]) -> str:
    """The message with each quantity and date replaced by its unit's letter, for recognising what is asked."""
    spans = [(q.start, q.end, _MASKS.get(q.unit, "")) for q in quantities if q.unit in _MASKS]
    spans += [(m.start(), m.end(), "E") for m in _DATE.finditer(text)]
    out, last = [], 0
    for start, end, letter in sorted(spans):
        if start < last:
            continue
        out.append(text[last:start] + letter)
        last = end
    out.append(text[last:])
    return "".join(out)
