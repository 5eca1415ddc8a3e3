"""A file of copies → its pages and the cards on each, also where they stand side by side."""

from __future__ import annotations

import re
from itertools import pairwise, zip_longest

from checkers.extraction.kinds import CARDS, kind_of_blocks, own_title
from checkers.extraction.values import joined
from checkers.reading.document import Block, Document, Paragraph, Picture, Table
from knowledge.patterns import compiled


def pages_of(document: Document) -> list[tuple[Block, ...]]:
    """The blocks by page, the rest of a card that the end of a page has cut with the page that it begins on; all together
    where the format has no pages."""
    if document.pages < 2:
        return [document.blocks]
    pages: dict[int, list[Block]] = {}
    for block in document.blocks:
        pages.setdefault(block.place.page or 0, []).append(block)
    whole: list[list[Block]] = []
    for number in sorted(pages):
        rest = _rest_of_card(pages[number]) if whole else 0
        if rest:
            whole[-1] += pages[number][:rest]
        whole.append(pages[number][rest:])
    return [tuple(page) for page in whole]


# What a card goes on with below its 姓名.
_GOES_ON = compiled(
    r"(?:公民)?身份证?号码?|证件(?:类型|种类|名称|号码?)|(?:职业|工种)(?:名称|[（(])|(?:职业|技能|证书)?等级|证书(?:编号|号码)|发证(?:机关|机构|日期|单位)|签发机关|有效期限|出生|住址|性别"
)


def _rest_of_card(blocks: list[Block]) -> int:
    """How many of the first blocks of a page go on with a card of the page before: those above the page's first card,
    where they begin with what stands below a name."""
    begins = next((n for n, block in enumerate(blocks) if _begins_card(block)), None)
    first = blocks[0]
    if not begins or not isinstance(first, Paragraph) or _GOES_ON.match(joined(first.text)) is None:
        return 0
    return begins


def _begins_card(block: Block) -> bool:
    if isinstance(block, Table):
        return _of_one_card(block) or _holds_cards(block)
    if not isinstance(block, Paragraph):
        return False
    text = joined(block.text)
    return text.startswith("姓名") or _CARD_START.search(text) is not None or own_title(text) in CARDS


_CARD_START = compiled(
    r"^(?:中华人民共和国)?(?:居民身份证|营业执照|职业技能等级证书|技能等级证书|职业资格证书|国家职业资格证书|荣誉证书|获奖证书|技师证书|高级技师证书)[（(]?(?:复印件|正面|正反面)?[)）]?$"
)
# Lines of a card begin about where its 姓名 does; a step sideways weighs this much more than one down.
_SIDEWAYS = 3.0
# A line may stand this much (in heights of its own) above the 姓名 of its card.
_ABOVE = 1.5


def split_cards(blocks: tuple[Block, ...]) -> list[tuple[Block, ...]]:
    """The cards on one page: by where they stand, where several begin side by side, else one after another."""
    if any(isinstance(b, Table) and _holds_cards(b) for b in blocks):
        return _cells_apart(blocks)
    names = [b for b in blocks if isinstance(b, Paragraph) and joined(b.text).startswith("姓名") and b.place.box]
    tops = sorted(b.place.box[1] for b in names if b.place.box)
    if any(later - earlier < _SAME_LINE for earlier, later in pairwise(tops)) or _backs_beside(blocks, names):
        return _by_place(blocks, names)
    return _one_by_one(blocks)


# What an identity card has on its back, and what its front ends with.
_BACK = compiled(r"^(?:居民身份证|签发机关)")
_FRONT_ENDS = compiled(r"^(?:公民)?身份证?号码")


def _backs_beside(blocks: tuple[Block, ...], names: list[Paragraph]) -> bool:
    """Whether a card's back stands to the right of its front: between the height of its 姓名 and that of its number."""
    placed = [(joined(b.text), b.place.box) for b in blocks if isinstance(b, Paragraph) and b.place.box is not None]
    backs = [box for text, box in placed if _BACK.match(text)]
    for name in names:
        front = name.place.box
        assert front is not None
        ends = [box[1] for text, box in placed if _FRONT_ENDS.match(text) and box[1] > front[1]]
        if ends and any(back[0] > front[2] and front[1] < back[1] < min(ends) for back in backs):
            return True
    return False


def _holds_cards(table: Table) -> bool:
    """Whether several cells of a table are a card each: frames around copies that touch, or copies pasted in cells."""
    return sum(_is_card(cell.text) for cell in table.cells) > 1


def _is_card(text: str) -> bool:
    lines = [joined(line) for line in text.split("\n") if line.strip()]
    return len(lines) > _BODY and any(line.startswith("姓名") or _CARD_START.search(line) for line in lines)


def _cells_apart(blocks: tuple[Block, ...]) -> list[tuple[Block, ...]]:
    """Each card of a table by itself, what stands around the tables as before."""
    runs: list[tuple[Block, ...]] = []
    around: list[Block] = []
    for block in blocks:
        if isinstance(block, Table) and _holds_cards(block):
            runs += [(Paragraph(c.text, c.place, sure=c.sure),) for c in block.cells if c.text.strip()]
        else:
            around.append(block)
    return [*runs, *_one_by_one(tuple(around))] if around else runs


# Names this near in height (points or pixels) stand side by side.
_SAME_LINE = 12.0


def _by_place(blocks: tuple[Block, ...], names: list[Paragraph]) -> list[tuple[Block, ...]]:
    """Each line with the card whose 姓名 it stands below."""
    runs: dict[int, list[Block]] = {i: [] for i in range(len(names))}
    for block in blocks:
        box = block.place.box
        if box is None:
            continue
        height = max(box[3] - box[1], 1.0)
        costs = []
        for i, name in enumerate(names):
            assert name.place.box is not None
            down = box[1] - name.place.box[1]
            if down >= -_ABOVE * height:
                costs.append((_SIDEWAYS * abs(box[0] - name.place.box[0]) + abs(down), i))
        if costs:
            runs[min(costs)[1]].append(block)
    return [tuple(run) for run in runs.values() if run]


# Papers that do not ask for 姓名, so that one below them begins another card.
_WITHOUT_NAME_LABEL = frozenset({"licence", "honour_certificate", "achievement_proof"})
# A paper without 姓名 (an honour) has more lines than this from its title on.
_BODY = 2


def _is_pasted(block: Block, following: Block | None) -> bool:
    """Whether a picture in a typed file is a copy that was recognised: what follows stands in its pixels."""
    return (
        isinstance(block, Picture)
        and block.place.box is None
        and following is not None
        and following.place.box is not None
    )


def _of_one_card(table: Table) -> bool:
    """Whether a table is one card: in one of its cells, or with its questions in cells of their own."""
    first = min(table.cells, key=lambda c: (c.row, c.column), default=None)
    begins = first is not None and joined(first.text) == "姓名"
    return begins or any(_is_card(cell.text) for cell in table.cells)


def _one_by_one(blocks: tuple[Block, ...]) -> list[tuple[Block, ...]]:
    """The cards parted where a new one begins with its name or title after a finished one."""
    runs: list[list[Block]] = [[]]
    named = False
    titled = 0  # lines since the last title, its own with them
    for block, following in zip_longest(blocks, blocks[1:]):
        text = joined(block.text) if isinstance(block, Paragraph) else ""
        starts_name = re.match(r"姓名", text) is not None
        title = (_CARD_START.search(text) is not None or own_title(text) in CARDS) and not starts_name
        other = titled > _BODY and starts_name and kind_of_blocks(tuple(runs[-1])) in _WITHOUT_NAME_LABEL
        pasted = (named or titled > _BODY) and _is_pasted(block, following)
        boxed = named and isinstance(block, Table) and _of_one_card(block)
        if runs[-1] and (pasted or boxed or (named and (title or starts_name)) or (title and titled > _BODY) or other):
            runs.append([])
            named, titled = False, 0
        titled = 1 if title else titled + (1 if titled and text else 0)
        named = (
            named
            or starts_name
            or (isinstance(block, Table) and "姓名" in joined("".join(c.text for c in block.cells)))
        )
        runs[-1].append(block)
    return [tuple(run) for run in runs if run]
