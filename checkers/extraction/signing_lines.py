"""The lines of a form in which people sign, seal and date, each with whose it is: of paragraphs, and of the boxes of
tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checkers.extraction.grid import hint_columns
from checkers.extraction.labels import BULLETS, bare, is_heading, match_label
from checkers.extraction.offices import (
    OF_OWN_PLACE,
    OWN,
    is_addressed,
    is_of_others,
    is_official,
    of_offices,
    recommended_by_own,
)
from checkers.extraction.plausible import is_remark
from checkers.extraction.values import find_dates, joined
from checkers.reading.document import Block, Cell, Document, Paragraph, Picture, Place, Table
from knowledge.patterns import compiled

SIGN = compiled(
    r"(?P<label>[\u4e00-\u9fffA-Za-z/、]{0,16}?[（(]?(?:签\s{0,6}字|签\s{0,6}名|签\s{0,6}章|签署|亲笔)(?:或盖章|或签章|盖章|/盖章)?(?:处|人|栏)?[)）]?(?:[和及与、/]\s*日期)?)(?:\s*[A-Za-z][A-Za-z ./&'-]{2,30})?\s*(?P<colon>[:：]|(?=[\s_＿]{2,})|$)(?P<after>[^\n]*)"
)
SEAL = compiled(r"(?P<label>[\u4e00-\u9fff]{0,12}[（(]?(?:公\s*章|盖\s*章|印\s*章|单位章|签\s*章)(?:处)?[)）]?)")
# 单位公章及日期 beside 本人签名 in a row of headers.
_TO_SIGN = compiled(r"^[^，。：:]{0,10}(?:签[字名章]|盖章|公章|日期)[^，。：:]{0,6}$")
# A cell that asks for what stands in the cell beside or below it.
_ASKS_BESIDE = compiled(r"(?:签字|签名|签章|签[字名]人|日期)[)）]?[:：]?$")
DATE_WORDS = "年月日"
# A date that ends a line, or is all of it.
LAST_DATE = compiled(r"(?:^|\s)[\d〇○零一二三四五六七八九]{4}\s*[年.\-/][^\n：:，。；]{2,12}$")


@dataclass(frozen=True)
class Line:
    text: str
    place: Place
    official: bool
    # False in a box that does not say whose it is.
    owned: bool = True
    # Whether it answers a question for another date (出生日期).
    answers: bool = False
    # Whether it, its box, its row or a line right above says that it is the applicant's.
    claimed: bool = False


# Questions whose answer is a date that nobody signs with.
_OTHER_DATES = frozenset(
    {"person.birth_date", "project.start", "project.end", "project.period", "unit.licence_valid_until"}
)


# A line says whose those below it are, so many of them.
_CLAIMS = 2


def _asks_for_date(text: str) -> bool:
    """Whether a text asks for a date of something else than the signing."""
    label = match_label(text)
    return label is not None and label.field in _OTHER_DATES


def lines_of(document: Document) -> Iterator[Line]:
    official, owned = False, True
    own_recommends = recommended_by_own(document)
    before, since = "", _CLAIMS + 1
    for n, block in enumerate(document.blocks):
        if isinstance(block, Paragraph):
            for text in block.text.split("\n"):
                answers, before = _asks_for_date(before), text
                if is_official(text, own_recommends) and len(joined(text)) <= 30:
                    official = not is_addressed(document, n)
                elif block.heading or is_heading(text) or (OWN.search(text) and len(joined(text)) <= 30):
                    official = False
                if not _names_a_section(text):
                    # Below a date that is given, an open one is the applicant's only where a line says so.
                    own = OF_OWN_PLACE.search(text) is not None
                    owned = owned or own
                    since = 0 if own else since + bool(text.strip())
                    told = owned and not (joined(text) == DATE_WORDS and is_of_others(document, n))
                    yield Line(text, block.place, official, told, answers, since <= _CLAIMS)
                    dated = LAST_DATE.search(text) is not None
                    owned = owned and not dated
                    since = _CLAIMS + 1 if dated else since
        elif isinstance(block, Table):
            yield from _table_lines(block, own_recommends, _goes_on(document.blocks[n + 1 :], block))


# 六、签章: the title of what follows, not itself a place to sign.
_SECTION_OF_SIGNING = compiled(
    r"(?:单位|声明|承诺|审核|日期|[与及和、/])*(?:签字|签名|签章|签署|盖章|公章|[与及和、/]|日期|栏|部分|页)+"
)


def _names_a_section(text: str) -> bool:
    """Whether a numbered line only says that the places to sign follow."""
    plain = _NUMERAL.sub("", text)
    titled = is_heading(text) or joined(plain) in _TITLES_OF_SIGNING or _DECLARES.match(joined(plain)) is not None
    return titled and _SECTION_OF_SIGNING.fullmatch(bare(plain)) is not None and not _OPEN_END.search(text)


# 声明与签署
_DECLARES = compiled(r"(?:单位|本人)?(?:声明|承诺|确认)")
# 伍　签署
_NUMERAL = compiled(
    rf"^\s*(?:[{BULLETS}]+\s*)?(?:[第表]?[一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾\dIVX]{{1,3}}(?:部分)?[、.．　\s]+)?"
)


# Alone in their line, with neither colon nor gap, these say that places to sign follow.
_TITLES_OF_SIGNING = frozenset({"签章", "签字盖章", "签名盖章", "签署", "签章页", "签署页", "签字页", "签章栏"})


# 声明与签署, in a box of its own: the title of what stands beside it or below.
_DECLARED_AND_SIGNED = compiled(r"(?:声明|承诺|确认)(?:与|和|及|、)(?:签署|签章|签字|签名|盖章)")


_OPEN_END = compiled(r"[:：_＿]\s*$")


def _goes_on(blocks: tuple[Block, ...], table: Table) -> Table | None:
    """The table on the next page that begins where this one breaks off."""
    after = next((b for b in blocks if not isinstance(b, Picture)), None)
    page = table.place.page
    return after if isinstance(after, Table) and page is not None and after.place.page == page + 1 else None


def _table_lines(table: Table, own_recommends: bool, following: Table | None = None) -> Iterator[Line]:
    """The lines of a table's cells; `following` is the table that goes on with it on the next page."""
    rows: dict[int, list[Cell]] = {}
    hints = hint_columns(table)
    at = {(c.row, c.column): c for c in table.cells}
    for cell in table.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            rows.setdefault(row, []).append(cell)
    for cells in rows.values():
        cells.sort(key=lambda c: c.column)
    offices, owned = of_offices(rows, own_recommends)
    who_signs = _who_signs(rows)
    last = max((row for row, cells in rows.items() if any(c.text.strip() for c in cells)), default=0)
    for row, cells in sorted(rows.items()):
        asking = [c for c in cells if _ASKS_BESIDE.search(joined(c.text)) or SEAL.fullmatch(joined(c.text).rstrip(":"))]
        claimed = any(c in owned or OF_OWN_PLACE.search(c.text) for c in cells if c not in offices)
        headed = len(asking) > 1 and all(c in asking or c in offices or not c.text.strip() for c in cells)
        for i, cell in enumerate(cells):
            if cell.row != row or cell.column in hints:
                continue
            if cell in who_signs:
                if who_signs[cell]:
                    yield Line(who_signs[cell], cell.place, cell in offices, cell in owned, claimed=True)
                continue
            texts = _without_hints(cell.text.split("\n"))
            beside = len(texts) == 1 and _ASKS_BESIDE.search(joined(texts[0])) is not None
            if joined(cell.text) == DATE_WORDS and i + 1 < len(cells):
                beside, texts = True, ["日期"]
            if joined(cell.text) in _TITLES_OF_SIGNING and i + 1 < len(cells) and SIGN.search(cells[i + 1].text):
                continue
            if _DECLARED_AND_SIGNED.fullmatch(bare(cell.text)):
                continue
            alone = not any(c.text.strip() for c in cells[i + 1 :])
            below = at.get((cell.row + cell.row_span, cell.column))
            if joined(cell.text) in _TITLES_OF_SIGNING and alone and below is not None and SIGN.search(below.text):
                continue  # 5 | 签署 above 5.1 | 负责人（签字）：
            answer = cells[i + 1].text if i + 1 < len(cells) else ""
            asks = _ASKS_BESIDE.search(joined(cell.text)) is not None and not _asks_itself(cell.text)
            if asks and _asks_itself(answer):
                continue  # its answer asks for the signature
            under = at.get((cell.row + cell.row_span, cell.column))
            last_asks = i + 1 == len(cells) or _TO_SIGN.search(joined(answer)) is not None
            if beside and i > 0 and last_asks and under is not None and under.column_span == cell.column_span:
                answer = under.text  # 本人签名 above the names, at the end of a row of headers
            answers = i > 0 and _asks_for_date(cells[i - 1].text)
            if beside and headed:
                answer = under.text if under is not None and not _ASKS_BESIDE.search(joined(under.text)) else ""
                if row == last and following is not None:
                    answer = _nth_of_first_row(following, i)
            for n, text in enumerate(texts):
                answers = answers or (n > 0 and _asks_for_date(texts[n - 1]))
                told = f"{text.rstrip('：: ')}： {_signed_with(text, answer)}" if beside else text
                if not _titles(cell, text, table):
                    yield Line(told, cell.place, cell in offices, cell in owned, answers, claimed)
            for nested in cell.tables:
                yield from _table_lines(nested, own_recommends)


# What a box says above the signature (本人确认以上内容真实。, 同意申报) signs nothing.
_STATES = compiled(r"确认|真实|属实|同意|承诺|保证|无误|推荐|知悉|负责|[。；;]$")


def _signed_with(asked: str, answer: str) -> str:
    """The line of an answer that signs or dates, not what is declared above it; empty where there is none."""
    lines = [line for line in answer.split("\n") if line.strip()]
    dated = [line for line in lines if "日期" in asked and find_dates(line)]
    return next((line for line in (*dated, *lines) if not _STATES.search(line.strip())), "")


def _without_hints(texts: list[str]) -> list[str]:
    """The lines of a box without those wholly in brackets below its words (领办人签字⏎（手写）)."""
    return [texts[0], *(t for t in texts[1:] if not is_remark(t) or SIGN.search(t) or SEAL.search(t))]


def _asks_itself(text: str) -> bool:
    """Whether a box has a place to sign of its own (签字：)."""
    return any(m["colon"] for m in SIGN.finditer(text))


_ROLES = compiled(r"角色|身份|签[署字名]人|主体|对象|类别|序号|")
_HEADS_NAMES = compiled(r"签字|签名|签章|签署|盖章")
_OF_A_UNIT = compiled(r"单位|公司|机构|企业")


def _who_signs(rows: dict[int, list[Cell]]) -> dict[Cell, str]:
    """The cells of a table with a row for each who signs (角色 | 签名/盖章 | 日期), each with the line that it stands
    for, empty for its headers; empty where a table is none."""
    first = min(rows, default=0)
    heads = rows.get(first, [])
    kinds = ["name" if _HEADS_NAMES.search(c.text) else "date" if "日期" in joined(c.text) else "" for c in heads]
    if len(heads) < 2 or kinds[0] or "name" not in kinds or not _ROLES.fullmatch(joined(heads[0].text)):
        return {}
    told: dict[Cell, str] = dict.fromkeys(heads, "")
    for row, cells in rows.items():
        if row == first or len(cells) != len(heads):
            continue
        role = joined(cells[0].text)
        for kind, cell in zip(kinds[1:], cells[1:], strict=True):
            asked = "日期" if kind == "date" else "（盖章）" if _OF_A_UNIT.search(role) else "签名"
            told[cell] = (
                f"{role}{asked}：{cell.text}"
                if asked == "签名"
                else f"{asked}：{cell.text}"
                if kind == "date"
                else f"{role}{asked}"
            )
        told[cells[0]] = ""
    return told


def _nth_of_first_row(table: Table, n: int) -> str:
    """The text of the `n`-th cell of a table's first row that holds anything."""
    row = min((c.row for c in table.cells if c.text.strip()), default=0)
    texts = [c.text for c in sorted(table.cells, key=lambda c: c.column) if c.row == row]
    return texts[n] if n < len(texts) else ""


def _titles(cell: Cell, text: str, table: Table) -> bool:
    """Whether a line is the title of a section (5 签章) rather than a place to sign."""
    if joined(text) in _TITLES_OF_SIGNING and joined(text).endswith(("栏", "页")):
        return True
    alone = cell.column_span >= table.columns and "\n" not in cell.text.strip()
    titled = is_heading(text) or joined(_NUMERAL.sub("", text)) in _TITLES_OF_SIGNING
    return alone and titled and not _OPEN_END.search(text)
