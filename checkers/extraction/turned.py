"""Forms that ask below, or right of, where one answers, and lines of questions above a row of boxes → questions above or
left of their answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from checkers.extraction.labels import bare, exact_label, match_label
from checkers.extraction.pairs import GAP
from checkers.extraction.questions import is_question
from checkers.extraction.values import joined
from checkers.reading.document import Block, Cell, Paragraph, Table
from knowledge.patterns import compiled

# （统一社会信用代码） below its answer.
_CAPTION = compiled(r"\s*[（(](?P<asked>.{2,40})[)）]\s*", re.DOTALL)
# ← 管理制度 right of its answer, ↑ 管理制度 and ▲ 上框为管理制度 below it.
_POINTS_LEFT = compiled(r"\s*(?:[←◀◄⬅⇐]|<-{1,2})\s*(?P<asked>.+)", re.DOTALL)
_POINTS_UP = compiled(r"\s*[↑▲△⬆⇑]\s*(?P<asked>.+)", re.DOTALL)
_ABOVE = compiled(
    r"\s*[▲△↑⬆]?\s*(?:以上|上[框栏格列行述]|上方|上面)(?:内容)?(?:为|是|系|填写?|[:：])\s*(?P<asked>[^，。；]{2,20})[。.]?\s*"
)
# So many captions show that a table is captioned.
_CAPTIONS = 2
_MOSTLY = 0.7


def turned(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks with what is asked above or left of what is answered; places stay."""
    return tuple(_lines(_boxed([_table(b) if isinstance(b, Table) else b for b in blocks])))


# ---- tables ----


def _table(table: Table) -> Table:
    return _mirrored(_raised(table))


def _asked_below(cell: Cell) -> str | None:
    """What a cell asks of the one above it, wholly in brackets or behind an arrow; None where it is no caption."""
    match = _ABOVE.fullmatch(cell.text) or _CAPTION.fullmatch(cell.text) or _POINTS_UP.fullmatch(cell.text)
    return _UNIT.sub(r"（\1）", match["asked"].strip()) if match is not None else None


# 项目总经费，万元
_UNIT = compiled(r"[，,、]\s*(万?元|人|名|年|岁|平方米|㎡|m2|m²)$")


def _asks(text: str) -> bool:
    return match_label(text) is not None or is_question(text)


def _raised(table: Table) -> Table:
    """The table with each row of captions above the row of answers that it is the caption of."""
    rows = table.by_row()
    if any(c.row_span > 1 for c in table.cells):
        return table
    figures = {r for r in rows if _name_figures(rows, r)}
    captions = figures | {r for r, cells in rows.items() if r and _are_captions(cells)}
    told = {id(c): c.text if r in figures else _asked_below(c) for r in captions for c in rows[r]}
    asked = {name: text for name, text in told.items() if text is not None}
    known = [text for text in asked.values() if _asks(text)]
    if (
        not known
        or sum(len(_filled(rows[r])) for r in captions) < _CAPTIONS
        or any(r - 1 in captions for r in captions)
    ):
        return table
    moved = [
        replace(c, row=c.row - 1, text=asked.get(id(c), c.text)) if c.row in captions
        else replace(c, row=c.row + 1) if c.row + 1 in captions
        else c
        for c in table.cells
    ]  # fmt: skip
    return replace(table, cells=tuple(sorted(moved, key=lambda c: (c.row, c.column))))


def _name_figures(rows: dict[int, list[Cell]], row: int) -> bool:
    """Whether the second of two rows asks in each cell for the figure right above it (860 ㎡ above 技能实训场地)."""
    if len(rows) > _CAPTIONS:
        return False  # labels above their answers all the way down
    above, below = rows.get(row - 1, []), rows[row]
    figures = len(above) == len(below) >= _CAPTIONS and all(_FIGURE.fullmatch(joined(c.text)) for c in above)
    return figures and all(match_label(c.text) is not None for c in below)


_FIGURE = compiled(r"\d[\d,.]*(?:人|名|年|个|项|次|㎡|m2|m²|平方米|万?元)?")


def _are_captions(cells: list[Cell]) -> bool:
    filled = _filled(cells)
    return bool(filled) and all(_asked_below(c) is not None for c in filled)


def _mirrored(table: Table) -> Table:
    """The table with its questions at the left where they stand right of their answers."""
    if table.columns != 2 or any(c.row_span > 1 for c in table.cells):
        return table
    narrow = [c for c in _filled(list(table.cells)) if c.column_span == 1]
    right = [c for c in narrow if c.column == 1]
    left = [c for c in narrow if c.column == 0]
    pointed = sum(_POINTS_LEFT.fullmatch(c.text) is not None for c in right)
    asking = sum(exact_label(c.text) is not None for c in right)
    asked_left = sum(_asks(c.text) for c in left)
    by_arrows = len(right) > 1 and pointed == len(right)
    by_words = len(right) > _CAPTIONS and asking >= _MOSTLY * len(right) and asked_left == 0
    if not by_arrows and not by_words:
        return table
    cells = [
        replace(c, column=1 - c.column, text=_pointless(c.text) if c.column else c.text) if c.column_span == 1 else c
        for c in table.cells
    ]
    return replace(table, cells=tuple(sorted(cells, key=lambda c: (c.row, c.column))))


def _pointless(text: str) -> str:
    match = _POINTS_LEFT.fullmatch(text)
    return text if match is None else match["asked"]


def _filled(cells: list[Cell]) -> list[Cell]:
    return [c for c in cells if c.text.strip() or c.tables]


# ---- lines ----


def _lines(blocks: list[Block]) -> Iterator[Block]:
    """The blocks with each line of captions above the line that it is the caption of."""
    n = 0
    while n < len(blocks):
        block, after = blocks[n], blocks[n + 1] if n + 1 < len(blocks) else None
        if isinstance(block, Paragraph) and isinstance(after, Paragraph):
            if (pairs := _captioned(block, after)) is not None:
                yield from pairs
                n += 2
                continue
            if (told := _ABOVE.fullmatch(after.text)) is not None and _asks(told["asked"]):
                yield replace(after, text=f"{told['asked'].strip()}：{block.text}", place=block.place)
                n += 2
                continue
        yield block
        n += 1


def _captioned(line: Paragraph, captions: Paragraph) -> list[Paragraph] | None:
    """`标签：值` for each answer of a line below which its captions stand in brackets, None where they do not."""
    asked = [_remarked(m["asked"].strip()) if (m := _CAPTION.fullmatch(part)) else "" for part in _parts(captions.text)]
    told = _parts(line.text)
    if len(asked) != len(told) or not all(asked) or any(_asks(part) or ":" in part or "：" in part for part in told):
        return None
    labels = [exact_label(text) or match_label(text) for text in asked]
    if any(label is None for label in labels) or len(line.text) > _LONGEST_LINE:
        return None
    return [replace(line, text=f"{text}：{part}") for text, part in zip(asked, told, strict=True)]


_LONGEST_LINE = 120


def _remarked(asked: str) -> str:
    """What a caption asks, with what follows its comma as a remark: 团队人数，技能大师不计入."""
    words, comma, rest = asked.partition("，")
    return f"{words}（{rest}）" if comma else asked


def _parts(text: str) -> list[str]:
    return [part for part in GAP.split(text.strip()) if part.strip()]


def _boxed(blocks: list[Block]) -> list[Block]:
    """The blocks with lines that only ask (1.3 单位性质　1.4 注册所在地) as the headers of the row of boxes below them."""
    found: list[Block] = []
    for block in blocks:
        before = found[-1] if found else None
        if isinstance(block, Table) and isinstance(before, Paragraph) and (heads := _heads(before, block)) is not None:
            found.pop()
            found.append(heads)
            continue
        found.append(block)
    return found


def _heads(line: Paragraph, table: Table) -> Table | None:
    """A table of one row below the questions that stand in the line above it, None where these are not its headers."""
    cells = sorted(table.cells, key=lambda c: c.column)
    parts = [part.strip() for part in GAP.split(line.text.strip()) if part.strip()]
    if table.rows != 1 or len(cells) != len(parts) or "\n" in line.text.strip():
        return None
    numbered = [_NUMBERED.match(part) is not None for part in parts]
    asking = [_asks(part) for part in parts]
    if not all(a or n for a, n in zip(asking, numbered, strict=True)) or not (any(asking) or all(numbered)):
        return None
    if (
        all(_asks(c.text) for c in cells)
        or any(c.tables for c in cells)
        or (len(parts) == 1 and not _NUMBERED.match(parts[0]))
    ):
        return None
    if any(len(joined(bare(part))) > _LONGEST_HEAD for part in parts):
        return None
    heads = [replace(c, text=part, place=line.place, tables=()) for c, part in zip(cells, parts, strict=True)]
    return replace(table, rows=2, cells=(*heads, *(replace(c, row=1) for c in cells)))


_LONGEST_HEAD = 30
# 1.3, P.4, （二）, 3、
_NUMBERED = compiled(
    r"(?:[A-Z]\s*[.\-]?\s*)?\d{1,2}(?:[.．\-]\d{1,2})*[.．、\s]|[（(][一二三四五六七八九十\d]{1,2}[)）]"
)
