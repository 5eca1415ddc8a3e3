"""Whose the parts of a form are where people sign: an office's, or the applicant's own."""

from __future__ import annotations

import re

from checkers.extraction.kinds import texts
from checkers.extraction.values import joined
from checkers.reading.document import Cell, Document, Paragraph
from knowledge.patterns import compiled

# Sections that an office or the experts fill in later.
_OFFICIAL = compiled(
    r"审核意见|评审意见|公示|批准|审批|初审|(?<!单位)审查(?:人|结果|意见|部门|机构|情况)|复审|主管部门|人社|人力社|人力资源|社会?保障局|(?<!所在单位)(?<!申报单位)(?<!^单位)推荐意见|推荐单位意见|专家(?!咨询|费|指导|授课|讲座)|评审组|主管单位意见|上级|镇街|街道办|分局|财政局|受理|评定意见|(?<!单位)审定|区级意见|市级意见|考核意见|验收意见|(?:推荐|评审|评定|审核|归口|管理|核准|备案|受理|认定|主管|批准|审批|考核|验收)(?:部门|单位|机构|委员会|小组)|主管单位|行业主管|专家组|(?<!本)(?<!申报)(?<!申请)部门意见"
)
OWN = compiled(r"申报单位|申请单位|单位意见|所在单位|本单位|单位承诺|承诺|声明|领办人|申请人|申报人|依托单位")
# A cell with more text than this heads nothing.
LONGEST_HEAD = 30
_OWN_OPINION = compiled(r"(?:申报|申请|所在|依托|工作|用人|本)单位意见|单位承诺|(?<![\u4e00-\u9fff])单位意见")
# A line longer than this tells rather than asks for a signature.
LONGEST_ASKED = 60


# Where a form asks for the applicant's own unit as the one that recommends him, no office is meant.
_RECOMMENDING = "推荐单位"
_ASKED_AS_RECOMMENDING = compiled(rf"{_RECOMMENDING}(?:名称|全称)?(?:[（(].*|[:：].*)?", re.DOTALL)


def recommended_by_own(document: Document) -> bool:
    """Whether a form calls the applicant's own unit 推荐单位: it asks for its name, and for no other unit's."""
    lines = [joined(line) for line in texts(document.blocks)]
    asked = any(_ASKED_AS_RECOMMENDING.fullmatch(line) for line in lines)
    return asked and not any(_OWN_UNIT.match(line) for line in lines)


_OWN_UNIT = compiled(r"(?:申报|申请|所在|依托|承担|设立)单位")


def is_official(text: str, own_recommends: bool) -> bool:
    """Whether a text names what an office or the experts fill in; `own_recommends` as `recommended_by_own` tells."""
    return _OFFICIAL.search(text.replace(_RECOMMENDING, "") if own_recommends else text) is not None


def of_offices(rows: dict[int, list[Cell]], own_recommends: bool) -> tuple[set[Cell], set[Cell]]:
    """The cells that offices fill in, and those that say they are the applicant's: by their own words, or by what
    stands left of or above them."""
    offices: set[Cell] = set()
    owned: set[Cell] = set()
    above: dict[int, Cell] = {}
    for _, cells in sorted(rows.items()):
        left: bool | None = None
        for cell in cells:
            own = _whose(cell, own_recommends)
            over = above.get(cell.column)
            headed = over if over is not None and over is not cell and _same_box(over, cell) else None
            if own is not None:
                told: bool | None = own
            elif headed in offices:
                told = True
            else:
                told = left if left is not None or headed is None else _whose(headed, own_recommends)
            if _OF_APPLICANT_SIGNED.search(joined(cell.text)):
                told = False
            if told is not None:
                (offices if told else owned).add(cell)
            left = own if own is not None and len(joined(cell.text)) <= LONGEST_HEAD else left
        above = {column: c for c in cells for column in range(c.column, c.column + c.column_span)}
    return offices, owned


# 大师本人签字：, 所在单位（公章）： in a box say that it is the applicant's, whatever its title.
_OF_APPLICANT_SIGNED = compiled(
    r"(?:领办人|领衔人|带头人|大师|本人|申请人|申报人|承诺人)[（(]?(?:签字|签名|签章|签署)|(?:申报|申请|所在|依托|本)单位[（(]?(?:签章|公章|盖章)"
)


# 以下由受理人员填写：□材料齐全 □需补正
_FOR_OFFICES = compiled(
    r"(?:以下|以上|[本此下]栏|本表)?(?:内容|各栏|部分)?由(?!申报|申请|单位|本人|领办|大师|所在)[^，。：:]{0,14}填[写报]"
)


def _whose(cell: Cell, own_recommends: bool) -> bool | None:
    """True for an office's, False for the applicant's own, None where the cell does not say."""
    first = joined(cell.text.strip().split("\n")[0])
    if _FOR_OFFICES.match(first):
        return True
    head = joined(cell.text) if len(joined(cell.text)) <= LONGEST_HEAD else first
    if len(head) > LONGEST_HEAD:
        return None
    if _OWN_OPINION.search(head):
        return False
    if is_official(head, own_recommends):
        return True
    return False if OWN.search(head) or (own_recommends and _RECOMMENDING in head) else None


def _same_box(over: Cell, cell: Cell) -> bool:
    return over.column <= cell.column and cell.column + cell.column_span <= over.column + over.column_span


# A line with one of these says that what follows is the applicant's.
OF_OWN_PLACE = compiled(r"单位|公司|领办人|领衔人|带头人|大师|本人|申请人|申报人|承诺|声明|负责人|代表人|填表")
# 某市人力资源和社会保障局： above what the applicant writes to it.
_ADDRESSEE = compiled(r"[\u4e00-\u9fff（）()、]{4,30}(?:局|委员会|办公室|中心|厅)[:：]")
_WRITES = compiled(r"我单位|本单位|我公司|本公司|我司|我校|本校|我厂|我院")


def is_addressed(document: Document, n: int) -> bool:
    """Whether a block names the office that a letter is written to, with the applicant's own long text below it."""
    this, after = document.blocks[n], document.blocks[n + 1 : n + 2]
    if not isinstance(this, Paragraph) or _ADDRESSEE.fullmatch(joined(this.text).replace(":", "：")) is None:
        return False
    return any(isinstance(b, Paragraph) and len(b.text) > LONGEST_ASKED and _WRITES.search(b.text) for b in after)


# So far (in points) above an open date stands what it is for.
_REACH = 70.0
_SIDEWAYS = 30.0
_SIGNS = compiled(r"签字|签名|签署|盖章|公章|签章|审核|经办")


def is_of_others(document: Document, n: int) -> bool:
    """Whether the nearest place to sign or seal above an open date on its page, in the same column, is not said to be
    the applicant's: two parties sign side by side."""
    date = document.blocks[n].place
    if date.box is None or document.format == "docx":
        return False
    left, top, right, _ = date.box
    for block in reversed(document.blocks[:n]):
        place = block.place
        if not isinstance(block, Paragraph) or place.page != date.page or place.box is None:
            break
        if place.box[3] < top - _REACH:
            break
        beside = place.box[0] - _SIDEWAYS <= right and left <= place.box[2] + _SIDEWAYS and place.box[1] < top
        if beside and _SIGNS.search(block.text):
            return OF_OWN_PLACE.search(block.text) is None
    return False
