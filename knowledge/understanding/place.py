"""Which place a message is about: stated, implied by a term that only one text has, another place, or unknown."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
from pathlib import Path

from knowledge.pack import Library
from knowledge.patterns import compiled
from knowledge.understanding.form import is_question

_OTHER_FILE = Path(__file__).with_name("other_places.toml")
_COMPARE = compiled(
    r"区别|不同|相比|对比|比较|差别|差异|哪个|哪边|哪家|哪里更|谁[给更的家]|两地|两边|两个地方|两个城市|两份|分别|各是|各自|一样|"
    r"是否一致|比一?比|比比|哪头|各自|一回事|各(?:是|给|要|有|得)?(?:几|多)|vs|versus|difference|compare|both|跟.{0,8}比|和.{0,8}比"
)
_BOTH = compiled(
    r"两地|两边|两头|(?:两|俩)个?地方|两个?城市?|两座城|两份文件|两市|两处|哪边[^,.;?!]{0,4}(?:多|少|高)|哪(?:一)?(?:座|个)城|both places|both cities|which city"
)
# 俩地方是不是不一样,我记得一边短点: both are asked about, though one is named later.
_BOTH_COMPARED = compiled(
    r"(?:两地|两边|(?:两|俩)个?(?:地方|城市))[^,.;?!]{0,12}(?:一样|相同|一致|不同|区别|差别|差异|差(?:多少|在))"
)
# 各几天, 各给多少: asked of each of the places that are named.
_OF_EACH = compiled(r"各(?:自|是|给|要|有|得)?(?:几|多少|多长|多大|多久)|各自|各是|分别")
# 听甲的亲家说: somebody from there.
_HEARD = compiled(r"(?:听|据|听说|听到)$")
_SOMEBODY_SAYS = compiled(
    r"^(?:市|区)?(?:那边|那头)?的(?!文件|条文|规定|政策|办法|通知|局)[^,.;?!]{1,5}(?:说|讲|吹|告诉|显摆)"
)
# 「像甲那样」「听说甲有」: the place is only held up against the one that is asked about.
_REFERENCE_AFTER = compiled(
    r"^(?:市|区|那边|那样|那里)?(?:一样(?![吗不么否嘛没啵][?,.! ]*$)|那样|似的|那种|同样|一般)|^(?:市|区)?(?:那边|那头)?不是说|^(?:市|区)?(?:那边|那头|那里|人家)(?:可是|倒是|倒|可|都|就)(?:是)?(?:有|给|发|写)|^(?:市|区)?(?:那边|那头|那里)?(?:我|俺|咱)(?:们)?早?(?:晓得|知道|清楚|懂|明白|了解)|"
    r"^(?:市|区)?(?:的|那|那边的?)(?:一?[段套份条])?(?:套|搬|抄|粘|挪)(?:了)?(?:过来|上去|来)|^(?:市|区)?(?:那边|那头)?(?:我|俺|咱)(?:哥|姐|弟|妹|朋友|同学)(?:们)?(?:说|讲)|^(?:市|区)?(?:那边|那头)?的?(?:哥们|兄弟|朋友|同行|同事|亲戚|同学|表哥|表弟|熟人|老乡|客户|二姨)"
)
# 「别拿甲糊弄我」「不是甲」: the place is set aside.
_SET_ASIDE = compiled(
    r"(?:别|甭|不要|休想|少)(?:拿|用|扯|提|跟我(?:说|提|扯))$|(?:不是|没问|不问|除开|除了)(?:问)?$|(?:我|咱|俺|阿拉|我们|我哋)(?:又|可|都)?不在$|"
    r"(?:我|俺|咱)(?:家)?(?:那个|有个|有一个|一)?(?:弟|哥|姐|妹|舅|叔|朋友|同学|同行|亲戚|老乡|战友)[^,.;?!]{0,3}在$"
)
# 「就说甲」「我只问甲」: of all the places that are named, the one that is asked about.
_ONLY = compiled(r"(?:就|只|单|光)(?:是)?(?:说|问|讲|论)(?:的)?(?:就)?(?:是)?$")
# 「从甲跳槽来乙」: the place was left.
_LEFT_FOR = compiled(r"(?:市|区|那边)?(?:跳槽|调|搬|转|辞职?|回)?(?:来|到|去|过)")
# 「某省那个甲」「某市的甲」: the name before only says where the place lies.
_LIES_IN = compiled(r"(?:省|市)?(?:的|那个|那边的?|下面的?)")
# 某省劳模: the name before an honour says who gave it.
_HONOUR = compiled(
    r"(?:的|评的|颁的|级)?(?:劳模|劳动模范|劳动奖章|五一|技术能手|技能能手|工匠|首席技师|大赛|比赛|竞赛|金奖|冠军|三八红旗手|表彰)"
)
# 某市阿姨: only somebody from there.
_SOMEBODY = compiled(r"(?:人|宁|阿姨|爷叔|婆娘|媳妇|口音|话|佬|仔|妹子|大叔|大妈|师傅)(?!社|力|才)")
FOREIGN = "Q"
# What ends a clause.
_MARKS = ",.?!;"


@dataclass(frozen=True)
class Place:
    """What a message says of the place; `stated` are policy ids in the order of mention."""

    stated: tuple[str, ...] = ()
    implied: str | None = None
    other: str | None = None
    compare: bool = False

    @property
    def policy(self) -> str | None:
        """The one policy that the message is about, "both", or None."""
        if len(self.stated) > 1 or (self.compare and not self.stated and self.other is None and self.implied is None):
            return "both"
        return self.stated[0] if self.stated else self.implied


@dataclass(frozen=True)
class PlaceFinder:
    """Finds places by the names that the packs give and a list of others."""

    library: Library

    @cached_property
    def _names(self) -> dict[str, str]:
        return {
            name.lower(): pack.id
            for pack in self.library.packs.values()
            for name in (*pack.policy.aliases, *pack.policy.places)
        }

    @cached_property
    def latin_names(self) -> tuple[str, ...]:
        """The packs' own names in Latin letters."""
        return tuple(name for name in self._names if name.isascii() and name.isalpha())

    @cached_property
    def _terms(self) -> dict[str, str]:
        return {t.lower(): pack.id for pack in self.library.packs.values() for t in pack.policy.terms}

    @cached_property
    def other_names(self) -> frozenset[str]:
        """Places that no pack has."""
        data = tomllib.loads(_OTHER_FILE.read_text(encoding="utf-8"))
        return frozenset(name for names in data.values() for name in names) - set(self._names)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return _alternatives([*self._names, *self.other_names])

    def find(self, text: str) -> Place:
        """The place of a normalised message."""
        mentions = [(m[0], m.start(), m.end()) for m in self._mentions(text)]
        ours = [(self._names[name], start, end) for name, start, end in mentions if name in self._names]
        each = _OF_EACH.search(text) is not None or _BOTH.search(text) is not None
        primary = [p for p, start, end in ours if each or not _is_reference(text, start, end)] or [
            p for p, _, _ in ours
        ]
        only = [p for p, start, _ in ours if _ONLY.search(text[:start])]
        stated = tuple(dict.fromkeys(only[-1:] or primary))
        compare = _COMPARE.search(text) is not None
        if len(stated) > 1 and not compare and not _BOTH.search(text):
            asked = _asked(text, ours)
            stated, compare = asked, len(asked) > 1
        of_both = _BOTH if not stated else _BOTH_COMPARED
        if len(stated) < 2 and of_both.search(text) and len(self.library.packs) > 1:
            return Place(compare=True)
        other = next(
            (
                n
                for n, _, end in mentions
                if n not in self._names and not self._honours(text, n, end) and not _SOMEBODY.match(text, end)
            ),
            None,
        )
        implied = {policy for term, policy in self._terms.items() if term in text}
        return Place(
            stated=stated,
            implied=next(iter(implied)) if len(implied) == 1 else None,
            other=other,
            compare=compare and len(stated) > 1,
        )

    @cached_property
    def _superiors(self) -> dict[str, str]:
        return {name: level for pack in self.library.packs.values() for name, level in pack.policy.superiors.items()}

    @cached_property
    def _superior_pattern(self) -> re.Pattern[str]:
        return _alternatives([*self._superiors])

    def name_levels(self, text: str) -> str:
        """The message with each name of an authority above a place replaced by the level that it stands for, but not
        where it only says where a place lies."""

        def level(match: re.Match[str]) -> str:
            lies_in = text.startswith(tuple(self._names), match.end())
            return match[0] if lies_in else self._superiors[match[0]]

        return self._superior_pattern.sub(level, text) if self._superiors else text

    def _honours(self, text: str, name: str, end: int) -> bool:
        """Whether the name of an authority above one of our places only says who gave an honour."""
        return name in self._superiors and _HONOUR.match(text, end) is not None

    def _mentions(self, text: str) -> list[re.Match[str]]:
        """The names in the message, without those that only say where one of our places lies."""
        found = list(self._pattern.finditer(text))
        return [
            match
            for match, following in zip_longest(found, found[1:])
            if match[0] in self._names
            or following is None
            or following[0] not in self._names
            or _LIES_IN.fullmatch(text[match.end() : following.start()]) is None
        ]

    def strip(self, text: str, home: str | None = None) -> str:
        """The message without its places, others marked by FOREIGN; with a `home` policy the other packs' are others too."""

        kept = {match.start() for match in self._mentions(text)}

        def replaced(match: re.Match[str]) -> str:
            if match.start() not in kept:
                return ""
            if self._honours(text, match[0], match.end()):
                return self._superiors[match[0]]
            policy = self._names.get(match[0])
            if policy is None and _REFERENCE_AFTER.match(text[match.end() :]) is not None:
                return ""  # 某市的哥们说: only somebody from there
            return FOREIGN if policy is None or home not in (None, policy) else ""

        return self._pattern.sub(replaced, text)


def _alternatives(names: list[str]) -> re.Pattern[str]:
    return compiled("|".join(re.escape(name) for name in sorted(set(names), key=len, reverse=True)))


def _is_reference(text: str, start: int, end: int) -> bool:
    left = text[:start].endswith("从") and _LEFT_FOR.match(text[end:]) is not None
    heard = _HEARD.search(text[:start]) is not None and _SOMEBODY_SAYS.match(text[end:]) is not None
    return (
        left or heard or _REFERENCE_AFTER.match(text[end:]) is not None or _SET_ASIDE.search(text[:start]) is not None
    )


def _asked(text: str, mentions: list[tuple[str, int, int]]) -> tuple[str, ...]:
    """Of places that are named without a word of comparison, those whose clause asks; else the last named."""
    breaths: dict[int, set[str]] = {}
    for policy, start, _ in mentions:
        breaths.setdefault(max(text.rfind(mark, 0, start) for mark in _MARKS), set()).add(policy)
    if any(len(named) > 1 for named in breaths.values()):
        return tuple(dict.fromkeys(policy for policy, _, _ in mentions))
    starts = [start for _, start, _ in mentions]
    asking = [
        policy
        for policy, start, _ in mentions
        if is_question(_clause_at(text, start)) or _heads_a_question(text, start, starts)
    ]
    return tuple(dict.fromkeys(asking)) or (mentions[-1][0],)


# 某地的建设项目,建设期多长?
_TOPIC = compiled(r"[^,.;?!是有说讲问]{2,12},(?P<asked>[^,.;?!]+\?)")


def _heads_a_question(text: str, place: int, places: list[int]) -> bool:
    """Whether a place begins a clause that only names what the next one asks about, with no other place in it."""
    topic = _TOPIC.match(text, place)
    begins = place == 0 or text[place - 1] in _MARKS
    alone = topic is not None and not any(place < other < topic.end() for other in places)
    return begins and alone and topic is not None and is_question(topic["asked"])


def _clause_at(text: str, place: int) -> str:
    """The clause that stands around a place of a text, with its question mark."""
    start = max(text.rfind(mark, 0, place) for mark in _MARKS) + 1
    ends = [end for mark in _MARKS if (end := text.find(mark, place)) >= 0]
    return text[start : min(ends, default=len(text)) + 1]
