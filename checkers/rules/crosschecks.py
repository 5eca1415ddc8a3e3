"""Signs, in any layout, that a finding rests on a misread form rather than on what the applicant wrote or left out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from checkers.extraction.field import Blank, Paper
from checkers.extraction.labels import asks_otherwise, match_label
from checkers.extraction.plausible import answers
from checkers.extraction.values import joined
from checkers.reading.document import Cell, Paragraph, Place, Table
from checkers.rules.dossier import FORM, PROPOSAL, Dossier, Sighting
from checkers.rules.words import words
from knowledge.patterns import compiled

# What parts a label from its answer, and one answer from the next.
_APART = compiled(r"[:：,，;；、。()（）/／|｜【】\[\]]|\s{2,}|\t")
_MEMBERS = compiled(r"members\[\d+\]\.(?P<key>\w+)")
# A column that is empty beside so many people was not asked, or is headed by what was misread.
_SEVERAL = 2
# The answer to a question stands no further from it than this, in lines of text.
_NEAR = 2


def pieces(paper: Paper) -> Iterator[tuple[str, Place]]:
    """The lines of a paper's paragraphs and cells, also of tables in tables."""
    for block in paper.document.blocks:
        if isinstance(block, Paragraph):
            yield from ((line, block.place) for line in block.text.split("\n"))
        elif isinstance(block, Table):
            for cell in cells_of(block):
                yield from ((line, cell.place) for line in cell.text.split("\n"))


def cells_of(table: Table) -> Iterator[Cell]:
    """The cells of a table and of those in it."""
    for cell in table.cells:
        yield cell
        for inner in cell.tables:
            yield from cells_of(inner)


_SIGNED = compiled(r"签\s*[字名章]")


def stands_in(paper: Paper, text: str) -> bool:
    """Whether a value stands by itself somewhere in a paper, but where one signs: all of a line or cell, or one of its
    answers."""
    wanted = _plain(text)
    for line, _ in pieces(paper):
        if _SIGNED.search(line):
            continue  # who signs writes the right name below the wrong one
        if wanted in _plain(line) and (
            wanted == _plain(line) or any(wanted == _plain(part) for part in _APART.split(line))
        ):
            return True
    return False


# So many answers of a project in a form, or a title in a short line, may be the proposal that no file is.
_LEAST_OF_PROJECT = 4
_TITLE = 24
# What a form's own section on its project does not tell.
_OF_A_PROPOSAL = ("project.goal", "project.content", "project.schedule", "project.outputs", "project.budget_items")


def may_be_held(dossier: Dossier, kind: str) -> bool:
    """Whether a form that no file is stands perhaps in a file of the other kind: by its title, or by what is answered."""
    others = [p for p in dossier.usable if p.kind != kind and p.kind in (FORM, PROPOSAL, "other")]
    prefix = "project." if kind == PROPOSAL else "leader." if kind == FORM else None
    if prefix is None:
        return False
    names = words().file_names[kind]
    return any(
        sum(name.startswith(prefix) for name in paper.fields) >= _LEAST_OF_PROJECT
        and (kind != PROPOSAL or any(name in paper.fields for name in _OF_A_PROPOSAL))
        and _is_titled(paper, names)
        for paper in others
    )


def _is_titled(paper: Paper, names: Iterable[str]) -> bool:
    lines = (joined(line) for line, place in pieces(paper) if place.table is None)
    return any(len(line) <= _TITLE and any(line.rstrip(")").endswith(n) for n in names) for line in lines)


def told_apart(one: Sighting, other: Sighting) -> bool:
    """Whether two papers surely differ: neither holds, in a place of its own, what the other one tells, and it is not a
    rare character that was recognised as another. Papers in one file run into each other, so that there it shows
    nothing."""
    if _rarely_recognised(one, other) or _rarely_recognised(other, one):
        return False
    return one.paper.file == other.paper.file or not (
        stands_in(one.paper, other.text) or stands_in(other.paper, one.text)
    )


def _rarely_recognised(typed: Sighting, recognised: Sighting) -> bool:
    """Whether a text recognised in a picture differs from a typed one in rare characters of the latter only (垡 → 垄)."""
    if typed.paper.document.recognised or not recognised.paper.document.recognised:
        return False
    one, other = _plain(typed.text), _plain(recognised.text)
    return len(one) == len(other) and all(a == b or _is_rare(a) for a, b in zip(one, other, strict=True))


# The lead byte of the last common characters of GB 2312 (its first level); rarer ones come behind it.
_LAST_COMMON = 0xD7


def _is_rare(character: str) -> bool:
    try:
        return "\u4e00" <= character <= "\u9fff" and character.encode("gb2312")[0] > _LAST_COMMON
    except UnicodeEncodeError:
        return True


def _plain(text: str) -> str:
    return re.sub(r"[\s\-·•・]", "", unicodedata.normalize("NFKC", text)).upper()


def may_be_filled(dossier: Dossier, paper: Paper, blank: Blank) -> bool:
    """Whether what seems left open is perhaps answered: in another form, for nobody of a list, in a place near by that was
    not read, or by what stands below a title."""
    if any(blank.field in other.fields for other in dossier.filled(FORM, PROPOSAL) if other.file != paper.file):
        return True
    return _empty_for_all(paper, blank) or _is_title(paper, blank) or _answered_near(paper, blank)


def _empty_for_all(paper: Paper, blank: Blank) -> bool:
    """Whether everybody on a list lacks what the blank lacks."""
    match = _MEMBERS.fullmatch(blank.field)
    if match is None:
        return False
    people = {name.split(".")[0] for name in paper.fields if name.startswith("members[")}
    return len(people) >= _SEVERAL and not any(f"{base}.{match['key']}" in paper.fields for base in people)


def _is_title(paper: Paper, blank: Blank) -> bool:
    """Whether the blank's words head a table: as the paragraph before it, or as a row as wide as it is."""
    blocks = paper.document.blocks
    for block, following in zip_longest(blocks, blocks[1:]):
        if isinstance(block, Paragraph) and block.place == blank.place and blank.place.table is None:
            return isinstance(following, Table)
        if isinstance(block, Table):
            for cell in block.cells:
                if cell.place == blank.place and joined(cell.text).strip("：:").endswith(blank.label):
                    return cell.column_span >= block.columns > 1 and cell.row + cell.row_span < block.rows
    return False


def _answered_near(paper: Paper, blank: Blank) -> bool:
    """Whether an answer that nobody read and that looks like the missing one stands beside, above or below the blank."""
    read = {joined(line) for found in paper.fields.values() for line in found.raw.split("\n")}
    return any(
        answers(blank.field, text) and not _IS_ASKED.search(text) and joined(text) not in read and not _asks(text)
        for text in _near(paper, blank.place)
    )


def _asks(text: str) -> bool:
    return match_label(text) is not None or asks_otherwise(text)


# 有无技能大师工作室, 如：张三钳工技能大师工作室
_IS_ASKED = compiled(r"是否|有无|已有|现有|已设|已建|^\s*[如例]")


def _near(paper: Paper, place: Place) -> Iterator[str]:
    if place.table is None:
        lines = list(pieces(paper))
        at = next((n for n, (_, other) in enumerate(lines) if other == place), len(lines))
        after = (text for text, other in lines[at:] if other != place and text.strip())
        yield from (text for text, _ in zip(after, range(_NEAR), strict=False))
        return
    for block in paper.document.blocks:
        if isinstance(block, Table) and block.place.table == place.table:
            for cell in cells_of(block):
                if cell.place.row is None or place.row is None or abs(cell.place.row - place.row) > 1:
                    continue
                if cell.place.page != place.page:
                    continue  # tables are counted anew on each page
                if cell.place.row == place.row or cell.place.column == place.column:
                    yield from cell.text.split("\n")
