"""The places of a form to sign, to seal and to date, and whether that was done; what offices fill in is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from checkers.extraction.field import Signing
from checkers.extraction.grid import hint_columns
from checkers.extraction.labels import bare, is_heading, match_label
from checkers.extraction.signed_pages import settled
from checkers.extraction.values import find_dates, joined
from checkers.reading.document import Block, Cell, Document, Paragraph, Picture, Place, Table

# Sections that an office or the experts fill in later.
_OFFICIAL = re.compile(
    r"审核意见|评审意见|公示|批准|审批|初审|(?<!单位)审查(?:人|结果|意见|部门|机构|情况)|复审|主管部门|人社|人力社|人力资源|社会?保障局|(?<!所在单位)(?<!申报单位)(?<!^单位)推荐意见|推荐单位意见|专家(?!咨询|费|指导|授课|讲座)|评审组|主管单位意见|上级|镇街|街道办|分局|财政局|受理|评定意见|审定|区级意见|市级意见|考核意见|验收意见|(?:推荐|评审|评定|审核|归口|管理|核准|备案|受理|认定|主管|批准|审批|考核|验收)(?:部门|单位|机构|委员会|小组)|主管单位|行业主管|专家组|(?<!本)(?<!申报)(?<!申请)部门意见"
)
_OWN = re.compile(r"申报单位|申请单位|单位意见|所在单位|本单位|单位承诺|承诺|声明|领办人|申请人|申报人|依托单位")
_SIGN = re.compile(
    r"(?P<label>[\u4e00-\u9fffA-Za-z/、]{0,16}?[（(]?(?:签字|签名|签章|签署)(?:或盖章|或签章|盖章|/盖章)?(?:处|人|栏)?[)）]?)\s*(?P<colon>[:：]|(?=[\s_＿]{2,})|$)(?P<after>[^\n]*)"
)
_SEAL = re.compile(r"(?P<label>[\u4e00-\u9fff]{0,12}[（(]?(?:公\s*章|盖\s*章|印\s*章|单位章|签\s*章)(?:处)?[)）]?)")
_TOLD = re.compile(r"须|应当?(?!章)|需|(?<!申)请|必须|无效|并加盖|后加盖|复印件|材料|后方可|确认后|提交|一式")
# A cell that asks for what stands in the cell beside or below it.
_ASKS_BESIDE = re.compile(r"(?:签字|签名|签章|签[字名]人|日期)[)）]?[:：]?$")
_DATE_LABEL = re.compile(
    r"(?P<label>(?:(?:填\s*表|填\s*报|申\s*报|申\s*请|签\s*字|签\s*署|落\s*款|签\s*名|提\s*交|报送)\s*(?:日\s*期|时\s*间)|日\s*期))\s*[:：](?P<after>[^\n]*)"
)
_OPEN_DATE = re.compile(r"(?:20\s*[_＿\s]*|[_＿\s]+|^)年[_＿\s]*月[_＿\s]*日")
_DATE_WORDS = "年月日"
# A date was written, but nobody can tell which (202年8月25日).
_IS_GIVEN = re.compile(r"\d\D*\d\D*月\D*\d|\d[\d.\-/]{5,}")
_NO_NAME = re.compile(r"[_＿\s:：.。,，、/（()）—\-]|年|月|日|\d|盖章|公章|签字|签名|日期|手印")
# The name stands before the word that asks for it: 法定代表人：罗志远（签字）.
_NAME_BEFORE = re.compile(
    r"(?P<label>[\u4e00-\u9fff]{2,12})\s*[:：][\s_＿]*(?P<name>(?:[\u4e00-\u9fff·]\s?){0,6}?)[\s_＿]*[（(]\s*(?:签字|签名|签章|亲笔签名)\s*[)）]\s*$"
)
# What stands behind a signature in its line: the next place to sign, seal or date.
_NEXT_PLACE = re.compile(
    r"日\s*期|[（(]?盖\s*章|[（(]?公\s*章|(?:申报|申请|承诺|所在|依托)?单\s*位|法定代表人|负责人|\s{2,}(?=[^\s:：]{2,10}[:：])"
)
# A date that ends a line, or is all of it.
_LAST_DATE = re.compile(r"(?:^|\s)[\d〇○零一二三四五六七八九]{4}\s*[年.\-/][^\n：:，。；]{2,12}$")
# What stands before a gap is another question (项目负责人签名：张三      日期：…).
_APART = re.compile(r"\s{3,}|\t")
_NO_DATE = "date-invalid"
# A date without a label stands at most so many lines below where one signs or seals.
_NEAR = 2
# A line longer than this tells rather than asks for a signature.
_LONGEST = 60


@dataclass(frozen=True)
class _Line:
    text: str
    place: Place
    official: bool
    # False in a box that does not say whose it is.
    owned: bool = True
    # Whether it answers a question for another date (出生日期).
    answers: bool = False


def find_signings(document: Document) -> tuple[Signing, ...]:
    """Every place to sign or date that the applicant has to fill, and one for the seal where one is asked."""
    lines = list(_lines(document))
    sealed = any(isinstance(b, Picture) and b.seal for b in document.blocks)
    inked = document.format == "docx" and any(isinstance(b, Picture) and not b.seal for b in document.blocks)
    found: list[Signing] = []
    seal: Signing | None = None
    since = _NEAR + 1
    for n, line in enumerate(lines):
        if line.official or len(joined(line.text)) > _LONGEST:
            continue
        signed = [_named_below(s, lines[n + 1 : n + 2]) for s in _signatures(line, inked)]
        since = 0 if signed or _SEAL.search(line.text) else since + bool(line.text.strip())
        found.extend(signed)
        found.extend(_dates(line, since <= _NEAR))
        match = _SEAL.search(line.text)
        if match and seal is None and _TOLD.search(line.text) is None:
            seal = Signing("seal", joined(match["label"]), line.place, sealed)
    if seal is not None and not any(s.role == "date" for s in found) and _undated(document, seal.place):
        found.append(Signing("date", seal.label, seal.place, False))
    found = list(_without_nobodys(found, {line.place for line in lines if not line.owned}, _is_recognised(document)))
    return settled(document, (*found, *((seal,) if seal else ())))


# Questions whose answer is a date that nobody signs with.
_OTHER_DATES = frozenset(
    {"person.birth_date", "project.start", "project.end", "project.period", "unit.licence_valid_until"}
)


# 出生日期：    年  月  日
_BEHIND_OTHER_DATE = re.compile(
    r"(?:出生\S{0,3}|起止\S{0,3}|开始\S{0,3}|结束\S{0,3}|有效期\S{0,2})\s*[:：][\s_＿]*年[\s_＿]*月"
)


def _asks_for_date(text: str) -> bool:
    """Whether a text asks for a date of something else than the signing."""
    label = match_label(text)
    return label is not None and label.field in _OTHER_DATES


# A date on the cover stands among so many blocks.
_COVER = 12


def _undated(document: Document, seal: Place) -> bool:
    """Whether a typed form that ends with a place to seal, in a line of its own, has a date neither there nor on its
    cover."""
    blocks = document.blocks
    at = next((n for n, b in enumerate(blocks) if isinstance(b, Paragraph) and b.place == seal), None)
    if (
        document.format != "docx"
        or len(blocks) <= _COVER
        or at is None
        or any(isinstance(b, Table) for b in blocks[at:])
    ):
        return False
    near = [*blocks[:_COVER], *blocks[max(at - _NEAR, 0) :]]
    return not any(find_dates(b.text) for b in near if isinstance(b, Paragraph))


def _without_nobodys(found: list[Signing], unowned: set[Place], recognised: bool) -> Iterator[Signing]:
    """The places to sign and date without those left open that may be an office's: where the applicant has done the
    same elsewhere, an open one in a box that does not say whose it is; recognised boxes lose whose they are."""
    done = {s.role for s in found if s.done}
    for signing in found:
        nobodys = signing.place in unowned or (recognised and signing.label == _DATE_WORDS)
        if signing.done or signing.role not in done or not nobodys or _OF_APPLICANT.search(signing.label):
            yield signing


_OF_APPLICANT = re.compile(
    r"领办人|领衔人|带头人|大师|本人|申请人|申报人|填表人|项目(?:负责|主持)人|法定代表人|单位负责人|承诺人"
)


def _is_recognised(document: Document) -> bool:
    return document.format == "scan" or any(getattr(block, "sure", 1.0) < 1.0 for block in document.blocks)


# A line with one of these says that what follows is the applicant's.
_OF_OWN_PLACE = re.compile(r"单位|公司|领办人|领衔人|带头人|大师|本人|申请人|申报人|承诺|声明|负责人|代表人|填表")


def _lines(document: Document) -> Iterator[_Line]:
    official, owned = False, True
    before = ""
    for n, block in enumerate(document.blocks):
        if isinstance(block, Paragraph):
            for text in block.text.split("\n"):
                answers, before = _asks_for_date(before), text
                if _OFFICIAL.search(text) and len(joined(text)) <= 30:
                    official = not _is_addressed(document, n)
                elif block.heading or is_heading(text) or (_OWN.search(text) and len(joined(text)) <= 30):
                    official = False
                if not _names_a_section(text):
                    # Below a date that is given, an open one is the applicant's only where a line says so.
                    owned = owned or _OF_OWN_PLACE.search(text) is not None
                    told = owned and not (joined(text) == _DATE_WORDS and _is_of_others(document, n))
                    yield _Line(text, block.place, official, told, answers)
                    owned = owned and _LAST_DATE.search(text) is None
        elif isinstance(block, Table):
            yield from _table_lines(block, _goes_on(document.blocks[n + 1 :], block))


# 某市人力资源和社会保障局： above what the applicant writes to it.
_ADDRESSEE = re.compile(r"[\u4e00-\u9fff（）()、]{4,30}(?:局|委员会|办公室|中心|厅)[:：]")
_WRITES = re.compile(r"我单位|本单位|我公司|本公司|我司|我校|本校|我厂|我院")


def _is_addressed(document: Document, n: int) -> bool:
    """Whether a block names the office that a letter is written to, with the applicant's own long text below it."""
    this, after = document.blocks[n], document.blocks[n + 1 : n + 2]
    if not isinstance(this, Paragraph) or _ADDRESSEE.fullmatch(joined(this.text).replace(":", "：")) is None:
        return False
    return any(isinstance(b, Paragraph) and len(b.text) > _LONGEST and _WRITES.search(b.text) for b in after)


# So far (in points) above an open date stands what it is for.
_REACH = 70.0
_SIDEWAYS = 30.0
_SIGNS = re.compile(r"签字|签名|盖章|公章|签章|审核|经办")


def _is_of_others(document: Document, n: int) -> bool:
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
            return _OF_OWN_PLACE.search(block.text) is None
    return False


# 六、签章: the title of what follows, not itself a place to sign.
_SECTION_OF_SIGNING = re.compile(
    r"(?:单位|声明|承诺|审核|日期|[与及和、/])*(?:签字|签名|签章|签署|盖章|公章|[与及和、/]|日期|栏|部分|页)+"
)


def _names_a_section(text: str) -> bool:
    """Whether a numbered line only says that the places to sign follow."""
    titled = is_heading(text) or joined(text) in _TITLES_OF_SIGNING
    return titled and _SECTION_OF_SIGNING.fullmatch(bare(text)) is not None and not _OPEN_END.search(text)


# Alone in their line, with neither colon nor gap, these say that places to sign follow.
_TITLES_OF_SIGNING = frozenset({"签章", "签字盖章", "签名盖章", "签署", "签章页", "签署页", "签字页", "签章栏"})


_OPEN_END = re.compile(r"[:：_＿]\s*$")


def _goes_on(blocks: tuple[Block, ...], table: Table) -> Table | None:
    """The table on the next page that begins where this one breaks off."""
    after = next((b for b in blocks if not isinstance(b, Picture)), None)
    page = table.place.page
    return after if isinstance(after, Table) and page is not None and after.place.page == page + 1 else None


def _table_lines(table: Table, following: Table | None = None) -> Iterator[_Line]:
    """The lines of a table's cells; `following` is the table that goes on with it on the next page."""
    rows: dict[int, list[Cell]] = {}
    hints = hint_columns(table)
    at = {(c.row, c.column): c for c in table.cells}
    for cell in table.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            rows.setdefault(row, []).append(cell)
    for cells in rows.values():
        cells.sort(key=lambda c: c.column)
    offices, owned = _of_offices(rows)
    who_signs = _who_signs(rows)
    last = max((row for row, cells in rows.items() if any(c.text.strip() for c in cells)), default=0)
    for row, cells in sorted(rows.items()):
        asking = [
            c for c in cells if _ASKS_BESIDE.search(joined(c.text)) or _SEAL.fullmatch(joined(c.text).rstrip(":"))
        ]
        headed = len(asking) > 1 and all(c in asking or not c.text.strip() for c in cells)
        for i, cell in enumerate(cells):
            if cell.row != row or cell.column in hints:
                continue
            if cell in who_signs:
                if who_signs[cell]:
                    yield _Line(who_signs[cell], cell.place, cell in offices, cell in owned)
                continue
            texts = cell.text.split("\n")
            beside = len(texts) == 1 and _ASKS_BESIDE.search(joined(cell.text)) is not None
            if joined(cell.text) == _DATE_WORDS and i + 1 < len(cells):
                beside, texts = True, ["日期"]
            if joined(cell.text) in _TITLES_OF_SIGNING and i + 1 < len(cells) and _SIGN.search(cells[i + 1].text):
                continue
            answer = cells[i + 1].text if i + 1 < len(cells) else ""
            answers = i > 0 and _asks_for_date(cells[i - 1].text)
            if beside and headed:
                under = at.get((cell.row + cell.row_span, cell.column))
                answer = under.text if under is not None else ""
                if row == last and following is not None:
                    answer = _nth_of_first_row(following, i)
            for n, text in enumerate(texts):
                answers = answers or (n > 0 and _asks_for_date(texts[n - 1]))
                told = f"{text.rstrip('：: ')}： {answer.split(chr(10))[0]}" if beside else text
                if not _titles(cell, text, table):
                    yield _Line(told, cell.place, cell in offices, cell in owned, answers)
            for nested in cell.tables:
                yield from _table_lines(nested)


_ROLES = re.compile(r"角色|身份|签[署字名]人|主体|对象|类别|序号|")
_HEADS_NAMES = re.compile(r"签字|签名|签章|签署|盖章")
_OF_A_UNIT = re.compile(r"单位|公司|机构|企业")


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
    return alone and is_heading(text) and not _OPEN_END.search(text)


# A cell with more text than this heads nothing.
_LONGEST_HEAD = 30
_OWN_OPINION = re.compile(r"(?:申报|申请|所在|依托|工作|用人|本)单位意见|单位承诺|(?<![\u4e00-\u9fff])单位意见")


def _of_offices(rows: dict[int, list[Cell]]) -> tuple[set[Cell], set[Cell]]:
    """The cells that offices fill in, and those that say they are the applicant's: by their own words, or by what
    stands left of or above them."""
    offices: set[Cell] = set()
    owned: set[Cell] = set()
    above: dict[int, Cell] = {}
    for _, cells in sorted(rows.items()):
        left: bool | None = None
        for cell in cells:
            own = _whose(cell)
            over = above.get(cell.column)
            headed = over if over is not None and over is not cell and _same_box(over, cell) else None
            if own is not None:
                told: bool | None = own
            elif headed in offices:
                told = True
            else:
                told = left if left is not None or headed is None else _whose(headed)
            if _OF_APPLICANT_SIGNED.search(joined(cell.text)):
                told = False
            if told is not None:
                (offices if told else owned).add(cell)
            left = own if own is not None and len(joined(cell.text)) <= _LONGEST_HEAD else left
        above = {column: c for c in cells for column in range(c.column, c.column + c.column_span)}
    return offices, owned


# 大师本人签字：, 所在单位（公章）： in a box say that it is the applicant's, whatever its title.
_OF_APPLICANT_SIGNED = re.compile(
    r"(?:领办人|领衔人|带头人|大师|本人|申请人|申报人|承诺人)[（(]?(?:签字|签名|签章)|(?:申报|申请|所在|依托|本)单位[（(]?(?:签章|公章|盖章)"
)


def _whose(cell: Cell) -> bool | None:
    """True for an office's, False for the applicant's own, None where the cell does not say."""
    first = joined(cell.text.strip().split("\n")[0])
    head = joined(cell.text) if len(joined(cell.text)) <= _LONGEST_HEAD else first
    if len(head) > _LONGEST_HEAD:
        return None
    if _OWN_OPINION.search(head):
        return False
    if _OFFICIAL.search(head):
        return True
    return False if _OWN.search(head) else None


def _same_box(over: Cell, cell: Cell) -> bool:
    return over.column <= cell.column and cell.column + cell.column_span <= over.column + over.column_span


def _signatures(line: _Line, inked: bool) -> Iterator[Signing]:
    named = _NAME_BEFORE.search(line.text)
    if named is not None:  # 法定代表人：罗志远（签字）
        name = joined(named["name"])
        yield Signing("signature", joined(named["label"]), line.place, bool(name) or inked, name)
        return
    for match in _SIGN.finditer(line.text):
        if (
            _TOLD.search(match["label"])
            or re.search(r"[与及和]签章|单位[（(]?签章", match["label"])  # a unit seals, it does not sign
            or (match["colon"] == "" and match["after"].strip())
        ):
            continue
        after = _NEXT_PLACE.split(match["after"])[0]
        name = _NO_NAME.sub("", after)
        yield Signing("signature", joined(match["label"]), line.place, bool(name) or inked, name)


# A name and no more.
_A_NAME = re.compile(r"(?!.*(?:单位|公章|盖章|签|日期|印章|领导|负责|代表))[\u4e00-\u9fff·]{2,4}")


def _named_below(signing: Signing, following: list[_Line]) -> Signing:
    """A signature whose name stands in the next line of its box (recognised text slips down)."""
    below = next((joined(line.text) for line in following if line.place == signing.place), "")
    if signing.done or _A_NAME.fullmatch(below) is None:
        return signing
    return replace(signing, done=True, value=below)


def _dates(line: _Line, signed: bool) -> Iterator[Signing]:
    """The date that a line asks for or gives; one without a label counts where somebody `signed` just before."""
    labelled = _DATE_LABEL.search(line.text)
    if labelled is not None and not re.search(
        r"出生|起止|开始|结束|完成|成立|实施|项目", _APART.split(line.text[: labelled.end("label")])[-1]
    ):
        dates = find_dates(labelled["after"])
        date, exists = dates[0] if dates else ("", True)
        problem = None if exists else _NO_DATE
        value = date if exists else labelled["after"].strip()
        misread = not dates and _IS_GIVEN.search(labelled["after"]) is not None
        yield Signing("date", joined(labelled["label"]), line.place, bool(dates), value, problem, misread)
    elif signed and (alone := _LAST_DATE.search(line.text)) is not None and (dates := find_dates(alone[0])):
        date, exists = dates[0]
        yield Signing(
            "date", "日期", line.place, True, date if exists else alone[0].strip(), None if exists else _NO_DATE
        )
    elif line.answers or _BEHIND_OTHER_DATE.search(line.text) is not None:
        return
    elif (blank := _OPEN_DATE.search(line.text)) is not None and not find_dates(line.text):
        if joined(line.text) == blank[0] == _DATE_WORDS and not signed:
            return  # 出生⏎年月日: the words of a label
        yield Signing("date", "年月日", line.place, False)
