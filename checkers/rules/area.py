"""Whether an address lies in a policy's place, by the names that its pack gives."""

from __future__ import annotations

import re
import unicodedata

from knowledge.pack import Policy
from knowledge.patterns import compiled

# 广东省, 某某市, 某某区: the divisions of an address, in the order of the text.
_PROVINCE = compiled(r"^(?:中国)?(?P<name>[\u4e00-\u9fff]{2,8}?(?:省|自治区|特别行政区))")
_DIVISION = compiled(r"^(?P<name>[\u4e00-\u9fff]{1,10}?(?:市|自治州|地区|盟|区|县|旗))")
# They end like a district and are none.
_NO_DISTRICT = compiled(
    r"(?:开发|工业|园|高新|社|小|校|厂|示范|保税|度假|商务|街|产业|科技|住宅|库|片|城|矿|景|辖|合作)区$"
)
_SUFFIX = compiled(r"(?:省|市|区|县|旗)级?$")
# No further division follows these; those of the second kind are one name, whatever they begin with.
_LOWEST = ("区", "县", "旗")
_WHOLE = ("地区", "自治州", "盟")
# A road that bears a place's name.
_ROAD = compiled(r"(?:[东南西北中][一二三四]?)?(?:路|街|大道|道|巷)")
_HERE = compiled(r"^(?:本|我)(?:市|区|县)")
# A registered place given as a bare name rather than an address.
_LONGEST_NAME = 8


def is_local(policy: Policy, address: str, bare_name: bool = False) -> bool | None:
    """Whether `address` lies in the policy's place; None where it does not tell.

    `bare_name`: the text names a place and nothing else, so that an unknown short name is another place.
    """
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", address))
    if not text:
        return None
    if _HERE.match(text):
        return True
    homes = {_stem(name) for name in policy.aliases if not name.isascii()}
    above = {_stem(name) for name in policy.superiors}
    divisions, rest = _divisions(text, homes | above)
    if any(_stem(name) in homes for name in divisions):
        return True
    if any(_stem(name) not in above for name in divisions):
        return False
    if any(name in rest for name in policy.places):
        return True
    if bare_name and rest and len(rest) <= _LONGEST_NAME and _stem(rest) not in above:
        return False
    return None


def _divisions(text: str, known: set[str]) -> tuple[list[str], str]:
    """The cities and districts that an address begins with, and what follows them."""
    province = _PROVINCE.match(text)
    rest = text[province.end() :] if province else text
    found: list[str] = []
    while name := _division(rest, known):
        found.append(name)
        rest = rest[len(name) :]
        if name.endswith(_LOWEST):
            break
    return found, rest


def _division(text: str, known: set[str]) -> str | None:
    """The name of the division that `text` begins with: one of the `known` without its rank, or any with one."""
    match = _DIVISION.match(text)
    name = match["name"] if match is not None and not _NO_DISTRICT.search(match["name"]) else None
    bare = next((b for b in sorted(known, key=len, reverse=True) if len(b) > 1 and text.startswith(b)), None)
    if bare is None or (name is not None and (_stem(name) == bare or name.endswith(_WHOLE))):
        return name
    return None if _ROAD.match(text, len(bare)) else bare


def _stem(name: str) -> str:
    """The name without its rank: 某某市 → 某某; names of two characters keep it."""
    return _SUFFIX.sub("", name) if len(name) > 2 else name
