"""A table by position: its cells, also merged ones, the columns that only tell how to fill in, lists of enclosures."""

from __future__ import annotations

import re
from dataclasses import dataclass

from checkers.extraction.labels import match_label
from checkers.extraction.values import joined
from checkers.reading.document import Cell, Table
from knowledge.patterns import compiled

# Columns that tell how to fill in the others.
_HINT_COLUMN = compiled(
    r"(?:填写|填报|填表|申报|政策|条件)?(?:要求|说明|须知|提示|注意事项)(?:摘要)?|(?:证明|佐证)材料(?:名称|清单)?|(?:是否|有无)(?:附|提供|上传)?(?:有|了)?(?:证明|佐证|附件|材料)(?:材料)?"
)


@dataclass(frozen=True)
class Grid:
    """A table with its cells by position; a merged cell stands at each position that it covers."""

    table: Table
    at: dict[tuple[int, int], Cell]

    def row(self, r: int) -> list[Cell]:
        """The different cells that touch row `r`, from left to right."""
        cells: list[Cell] = []
        for c in range(self.table.columns):
            cell = self.at.get((r, c))
            if cell is not None and cell not in cells:
                cells.append(cell)
        return cells

    def starting(self, r: int) -> list[Cell]:
        """The cells whose top lies in row `r`."""
        return [cell for cell in self.row(r) if cell.row == r]

    def below(self, cell: Cell) -> Cell | None:
        return self.at.get((cell.row + cell.row_span, cell.column))


def hint_columns(table: Table) -> frozenset[int]:
    """The columns of a table that only tell how to fill in the others."""
    hints = {c.column for c in table.cells if _HINT_COLUMN.fullmatch(joined(c.text)) and c.row <= 1}
    contents = next((c for c in table.cells if c.row == 0 and _CONTENTS.fullmatch(joined(c.text))), None)
    if contents is not None:
        beside = (c for c in table.cells if c.row == 0 and c.column > contents.column)
        hints |= {c.column for c in beside if _REMARKS.fullmatch(joined(c.text))}
    return frozenset(hints)


# Beside a column of answers others only remark on them: 项目 | 内容 | 备注.
_CONTENTS = compiled(r"(?:填[报写]|申报|具体|自评|实际|落实)?(?:内容|信息|情况)")
_REMARKS = compiled(
    r"备注|是否(?:符合|达标|满足)|符合(?:情况|与否)|自评(?:结果|结论)?|(?:核验|核对|审核|审查|查验|复核|校验)(?:意见|结果|情况|结论|人|栏)?"
)


def grid_of(table: Table) -> Grid:
    hints = hint_columns(table)
    at = {
        (r, c): cell
        for cell in table.cells
        if cell.column not in hints
        for r in range(cell.row, cell.row + cell.row_span)
        for c in range(cell.column, cell.column + cell.column_span)
    }
    return Grid(table, at)


# A table with one of these columns lists papers (序号 附件名称 页码): it asks for nothing, and tells nothing of anybody.
_ENCLOSURES = compiled(r"(?:附件|材料|资料|文件|证明材料|佐证材料)(?:名称|清单|目录)|页码|页数|起止页|份数")


# Nor does a list of the studios that a unit has already.
_RECOGNISED = compiled(r"(?:认定|批准|设立|成立|获批|授牌|命名)(?:时间|年份|年度|日期|部门|单位|机关|级别|文号)")
_STUDIO = compiled(r"(?:技能大师)?工作室名称")


def lists_papers(table: Table) -> bool:
    """Whether a table is a list of enclosures, or of studios that there are, by its header row."""
    heads = [c for c in table.cells if c.row == 0 and c.text.strip()]
    if any(_RECOGNISED.fullmatch(joined(c.text)) for c in heads) and any(
        _STUDIO.fullmatch(joined(c.text)) for c in heads
    ):
        return True
    return (
        len(heads) > 1
        and sum(_ENCLOSURES.fullmatch(_plain_head(c.text)) is not None for c in heads) > 0
        and not any(match_label(c.text) for c in heads)
    )


def _plain_head(text: str) -> str:
    return re.sub(r"[（(].*?[)）]", "", joined(text))
