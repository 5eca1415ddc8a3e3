"""Questions in words that are on no list (对接电话, 个人奖项): which of the contract's fields they most likely ask for."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import zip_longest

from checkers.extraction.labels import asks_otherwise, bare, is_answered, match_label, match_section, word_lists
from checkers.extraction.plausible import answers, is_person, may_be
from checkers.extraction.questions import answer_in, is_question
from checkers.extraction.readers import READERS
from checkers.extraction.values import joined
from checkers.reading.document import Block, Cell, Document, Paragraph, Table
from knowledge.patterns import compiled

# How sure the likeliest field has to be: so, words that it did not learn from are told right 9 times in 10 (a test holds
# it to that), before any look at the answer beside them.
SURE = 0.99
# Runs of so many characters are looked at; what is added to the count of each.
_LONGEST_RUN = 3
_SMOOTHING = 0.1
_LONGEST_LABEL = 12
# A form in which so many questions are known is one; in a table, so many of a column or a row.
_LEAST_KNOWN = 4
_LEAST_BESIDE = 2
# An answer in words has at least so many characters.
_SHORTEST_TEXT = 5
# 监测仪器：2.4万元 is a cost, no equipment.
_A_NUMBER = compiled(r"[¥￥]?\d[\d,，.]*\s*(?:万?元|个|台|套|人|份|%)")
_KEPT = 4096
_OTHER = "other"
_JOINING = compiled(r"[（()）/／、，,和与及的\s]")
_LABEL = compiled(r"[\u4e00-\u9fff][\u4e00-\u9fffA-Za-z（()）/／、·\s]{1,20}")
# 技术手机：138…  联络人：张三: labels with a colon in a line.
_IN_LINE = compiled(r"(?:(?<=^)|(?<=\s))(?P<label>[\u4e00-\u9fff][^\s：:，。；]{1,13})(?P<colon>\s*[：:]\s*)(?=[^\s])")
# Such words part a sum or a row, and ask for nothing.
_NO_QUESTION = frozenset({"其中", "合计", "小计", "总计", "备注", "附注", "编号", "序号", "行次", "栏次"})
# Whoever is asked about, the section tells.
_OF_A_PERSON = "person."
# Fields that the same words ask for, and those that may be asked for more than once in a form.
_SAME_WORDS = {"unit.contact_phone": "phone"}
_OF_SEVERAL = frozenset({"phone"})


@dataclass(frozen=True)
class Model:
    """Counts of the runs in the words of each field (a multinomial naive Bayes model)."""

    runs: Mapping[str, Mapping[str, int]]
    totals: Mapping[str, int]
    size: int

    def likeliest(self, words: str) -> tuple[str, float]:
        """The field that words most likely ask for, and how likely it is among all."""
        found = _runs(words)
        scores = {
            field: sum(
                math.log((counts.get(run, 0) + _SMOOTHING) / (self.totals[field] + _SMOOTHING * self.size))
                for run in found
            )
            for field, counts in self.runs.items()
        }
        best = max(scores, key=lambda field: scores[field])
        if not any(len(run) > 1 and run[0] != "^" and run[-1] != "$" and run in self.runs[best] for run in found):
            return _OTHER, 0.0  # not two characters of it are known
        return best, 1 / sum(math.exp(score - scores[best]) for score in scores.values())


def _runs(words: str) -> set[str]:
    text = f"^{_JOINING.sub('', words)}$"
    return {text[i : i + n] for n in range(1, _LONGEST_RUN + 1) for i in range(len(text) - n + 1)}


def learn(words: Iterable[tuple[str, str]]) -> Model:
    """The model of words with the field that each asks for."""
    runs: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for word, field in words:
        runs[_SAME_WORDS.get(field, field)].update(_runs(word))
    size = len({run for counts in runs.values() for run in counts})
    return Model(runs, {field: counts.total() for field, counts in runs.items()}, size)


@cache
def _model() -> Model:
    asked, others = word_lists()
    return learn([*asked.items(), *((word, _OTHER) for word in others)])


@cache
def _plain_words() -> dict[str, str]:
    """The first listed words that ask for each field."""
    plain: dict[str, str] = {}
    for word, field in word_lists()[0].items():
        plain.setdefault(field, word)
    return plain


@lru_cache(maxsize=_KEPT)
def likely_field(text: str) -> str | None:
    """The field that a text most likely asks for, None where it is known, no question, or not surely told."""
    words = bare(text)
    if (
        not 1 < len(words) <= _LONGEST_LABEL
        or words in _NO_QUESTION
        or _LABEL.fullmatch(words) is None
        or is_person(words)
    ):
        return None
    if (
        answers("unit.name", words)
        or match_label(text) is not None
        or asks_otherwise(text)
        or match_section(text) is not None
        or is_answered(text)
    ):
        return None
    field, chance = _model().likeliest(words)
    return field if field != _OTHER and chance >= SURE else None


def _answered_by(field: str, text: str) -> bool:
    """Whether a text can be the answer to a question that most likely asks for a field."""
    told = joined(text)
    if not told or match_label(text) is not None or is_answered(text):
        return False
    field = field.replace(_OF_A_PERSON, "leader.") if "." in field else f"leader.{field}"
    if field.endswith("certificate_number"):
        return answers(field, text)
    if field.endswith(("name", "legal_representative")) and not field.startswith("project."):
        return answers(field, text) or is_person(re.split(r"[\s（(，,]", text.strip())[0])
    reader = READERS.get(field)
    if reader is None:
        return len(told) >= _SHORTEST_TEXT and _A_NUMBER.match(told) is None
    reading = reader(text, "")
    return reading is not None and may_be(field, reading.value, text)


def with_likely_labels(document: Document) -> Document:
    """The same form with known words before those of its questions that most likely ask for what no other asks for."""
    known = {label.field for text in _texts(document) if (label := match_label(text)) is not None}
    if len(known) < _LEAST_KNOWN:
        return document
    pairs = zip_longest(document.blocks, document.blocks[1:])
    return replace(document, blocks=tuple(_question(block, below, known) for block, below in pairs))


def _texts(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Table):
            yield from (cell.text for cell in block.cells)
        elif isinstance(block, Paragraph):
            yield from (match["label"] for line in block.text.split("\n") for match in _IN_LINE.finditer(line))


def _question(block: Block, below: Block | None, known: set[str]) -> Block:
    """The block in known words; one that is a question is answered by the paragraph below it."""
    if not isinstance(block, Paragraph) or not isinstance(below, Paragraph) or not is_question(block.text):
        return _block(block, known)
    asked, answer = block.text.strip().rstrip("？?"), answer_in(below.text)
    field = likely_field(asked) if match_label(block.text) is None else None
    if field is None or answer is None or not _asks_anew(field, known) or not _answered_by(field, answer):
        return block
    return replace(block, text=f"{_named(field, asked)}？")


def _block(block: Block, known: set[str]) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, text="\n".join(_line(line, known) for line in block.text.split("\n")))
    return _table(block, known) if isinstance(block, Table) else block


def _asks_anew(field: str, known: set[str]) -> bool:
    """Whether nothing known in the form asks for a field; what is asked of a person is asked of several."""
    return field not in known or field in _OF_SEVERAL or field.startswith(_OF_A_PERSON)


def _named(field: str, text: str) -> str:
    """The known words for a field, with the form's own behind them."""
    return f"{_plain_words()[field]}（{bare(text)}）"


def _line(line: str, known: set[str]) -> str:
    matches = list(_IN_LINE.finditer(line))
    if not matches:
        return line
    ends = [*(m.start() for m in matches[1:]), len(line)]
    for match, end in reversed(list(zip(matches, ends, strict=True))):
        field = likely_field(match["label"])
        if field is None or not _asks_anew(field, known) or not _answered_by(field, line[match.end() : end]):
            continue
        line = line[: match.start("label")] + _named(field, match["label"]) + line[match.end("label") :]
    return line


# What the answers below a header look like tells what it asks of the people in a list.
_TOLD_BY_ANSWERS = ("person.name", "person.id_number", "person.skill_level", "person.certificate_number")
_LEAST_ANSWERS = 2


def _by_answers(table: Table, known_in_row: Mapping[int, int]) -> dict[Cell, str]:
    """Headers among known ones (教师 beside 身份证号) whose column holds people's names, levels or numbers only."""
    found: dict[Cell, str] = {}
    under = {(c.row, c.column): c for c in table.cells}
    for row, cells in table.by_row().items():
        if known_in_row.get(row, 0) < _LEAST_BESIDE:
            continue
        heads = [c for c in cells if match_label(c.text) is not None]
        if any(match_label(c.text) is not None for h in heads if (c := under.get((row + h.row_span, h.column)))):
            continue  # questions stand below questions
        asked = {label.field for c in heads if (label := match_label(c.text)) is not None}
        for cell in cells:
            below = [c.text for c in table.cells if c.column == cell.column and c.row > row and c.text.strip()]
            if (
                len(below) < _LEAST_ANSWERS
                or match_label(cell.text) is not None
                or not _LABEL.fullmatch(bare(cell.text))
            ):
                continue
            told = (f for f in _TOLD_BY_ANSWERS if f not in asked and all(answers(f, text) for text in below))
            if (field := next(told, None)) is not None:
                found[cell] = _named(field, cell.text)
    return found


def _table(table: Table, known: set[str]) -> Table:
    """The table with its questions in known words: those left of their answers in a column of questions, and those above
    their answers in a row of headers."""
    cells = {(c.row, c.column): c for c in table.cells}
    asking = [c for c in table.cells if match_label(c.text) is not None]
    columns, rows = Counter(c.column for c in asking), Counter(c.row for c in asking)
    found = _by_answers(table, rows)
    for cell in table.cells:
        field = likely_field(cell.text) if cell not in asking else None
        if field is None or not _asks_anew(field, known):
            continue
        beside = cells.get((cell.row, cell.column + cell.column_span))
        below = cells.get((cell.row + cell.row_span, cell.column))
        in_column = columns[cell.column] >= _LEAST_BESIDE and beside is not None and _answered_by(field, beside.text)
        in_row = rows[cell.row] >= _LEAST_BESIDE and below is not None and _answered_by(field, below.text)
        if in_column or (in_row and (beside is None or not beside.text.strip() or match_label(beside.text))):
            found[cell] = _named(field, cell.text)
    return replace(table, cells=tuple(replace(c, text=found[c]) if c in found else c for c in table.cells))
