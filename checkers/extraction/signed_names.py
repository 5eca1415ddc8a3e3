"""The name of a signature that stands not behind the words that ask for it but in a line of its own near them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from checkers.extraction.field import Signing
from checkers.extraction.plausible import is_person
from checkers.extraction.signing_lines import SIGN, Line
from checkers.extraction.values import joined
from knowledge.patterns import compiled

# A name and no more.
_A_NAME = compiled(r"(?!.*(?:年月|单位|公章|盖章|签|日期|印章|领导|负责|代表))[\u4e00-\u9fff·]{2,4}")
# A name stands no higher above the words that ask for it, in their heights.
_RISES = 3.0


@dataclass(frozen=True)
class Around:
    """What stands around a place to sign: the two lines before it, the next one, whether the text was recognised from
    a picture, and whether its line has no other place to sign."""

    before: list[Line]
    following: list[Line]
    recognised: bool
    alone: bool


def named_nearby(signing: Signing, around: Around) -> Signing:
    """The signature, done by the name that stands near it, where it is open and one does."""
    name = None if signing.done else next(_names(signing, around), None)
    return signing if name is None else replace(signing, done=True, value=name)


def _names(signing: Signing, around: Around) -> Iterator[str]:
    """Names in lines of their own: below it in its box, above it where handwriting was recognised (it rises over the
    words), and right below the words of the only place to sign of a line."""
    place = signing.place
    below = [joined(line.text) for line in around.following]
    above = [joined(line.text) for line in around.before]
    if below and around.following[0].place == place and _A_NAME.fullmatch(below[0]):
        yield below[0]
    if around.recognised:
        *others, last = [joined(line.text) for line in around.before if line.place == place] or [""]
        if is_person(last) and not any(SIGN.search(text) for text in others):
            yield last
        if around.before and is_person(above[-1]) and _rises(around.before[-1], signing):
            yield above[-1]
    if around.alone and below and is_person(below[0]) and _hangs(around.following[0], signing):
        yield below[0]


def _rises(line: Line, signing: Signing) -> bool:
    """Whether a line stands right above the words, from where they begin on."""
    box, above = signing.place.box, line.place.box
    if box is None or above is None or line.place.page != signing.place.page:
        return False
    return above[0] >= box[0] and 0 <= box[3] - above[3] <= _RISES * (box[3] - box[1])


def _hangs(line: Line, signing: Signing) -> bool:
    """Whether a line stands right below the words, beginning in their first half."""
    box, below = signing.place.box, line.place.box
    if box is None or below is None or line.place.page != signing.place.page:
        return False
    height, width = box[3] - box[1], box[2] - box[0]
    beside = box[0] - height <= below[0] <= box[0] + width / 2
    return beside and -height <= below[1] - box[3] <= height
