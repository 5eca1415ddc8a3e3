"""Facts that papers state in words of their own: answered questions of a form, and plain sentences."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from checkers.extraction.field import Paper
from checkers.extraction.kinds import own_title
from checkers.extraction.labels import is_answered, match_label
from checkers.extraction.plausible import is_remark
from checkers.extraction.questions import answer_in, is_question
from checkers.extraction.values import chosen, joined
from checkers.reading.document import Cell, Paragraph, Place, Table
from checkers.rules.words import Statement, says_none, words
from knowledge.patterns import compiled
from knowledge.wording.numerals import NUMBER, parse_number

_SENTENCE_END = compiled(r"[。；;！!\n]")
_TICKED = compiled(r"[☑√✓✔■☒●][\s]*([^\s□☐○☑√✓✔■☒●]+)")
# 是□ 否☑, 有（√）无（ ）; not 是☑ 否□（2023年设立）
_BEHIND = compiled(r"[□☐○☑√✓✔■☒●]$|[（(]\s*[□☐○☑√✓✔■☒●]?\s*[)）]$")
_OPEN_BOX = compiled(r"[□☐○]")
_NUMBER = compiled(NUMBER)
# 已有工作室　　有1个
_BY_GAP = compiled(r"\s*(?P<label>\S{4,40})\s{2,}(?P<answer>\S{1,20})\s*")
# 已设立技能大师工作室__1__个
_UNDERLINED = compiled(r"(?P<label>[^\s_,，]+)_{2,}\s*(?P<answer>[^_]+?)\s*_{2,}")
_STUDIOS = compiled(rf"({NUMBER})(?:个|家|间)")
_YES = compiled(r"^(?:是|有(?!效)|已|建有)")
# 本单位2022年12月已建立“…工作室”, 本人同时领办…“…工作室”
_TELLS_ONE = compiled(
    r"(?:已|同时|现|目前|正|起)[^，,。；;]{0,8}(?:建立|设立|建有|设有|建成|获批|认定|领办|主持)[^，,。；;]{0,30}工作室|"
    r"(?:19|20)\d\d年(?:\d{1,2}月)?(?:设立|建立|成立|获批|认定)[^，,。；;]{0,4}[“\"「]"
)
# 同一职业是否已建有技能大师工作室？是
_ASKED_AND_TOLD = compiled(r"(?P<label>[^?]{4,60})\?\s*(?P<answer>[^?\s][^?]*)")
# 【已有技能大师工作室】1个
_FRAMED = compiled(r"^\s*[【〔\[]([^【】〔〕\[\]]{2,40})[】〕\]]\s*(\S)")
# 领办其他工作室…………是: dots lead from a question to its answer.
_LEADER = compiled(r"(?<=[\u4e00-\u9fff）)])\s*(?:…{2,}|\.{4,}|·{4,}|．{4,}|⋯{2,})\s*")
# A question below another is no answer to it.
_QUESTION = "是否"
_ASKS = compiled(r"是否|^(?:有无|曾否|已否|可否|能否)")
# P.8 是否属于禁限目录范围, alone in its line above the boxes to tick.
_ASKED_ALONE = compiled(r"[^。；;：:□☐○☑√✓✔■☒●]{4,60}[：:]?\s*")
# Two cells side by side are a question and its answer; longer texts are not a question.
_LONGEST_LABEL = 60


@dataclass(frozen=True)
class Stated:
    """A fact with its value, and where it stands; `none`: said to be lacking; `whole` is all that is told there."""

    fact: str
    value: float | str
    none: bool
    paper: Paper
    place: Place
    text: str
    whole: str


@dataclass(frozen=True)
class _Saying:
    """What stands beside a question (or, without a label, a sentence); `whole` with all that is told beside it, `before`
    what the line above begins of a sentence."""

    label: str | None
    text: str
    place: Place
    whole: str
    before: str = ""


def find_statements(papers: Iterable[Paper]) -> list[Stated]:
    """What the papers state, in their order."""
    return [
        stated
        for paper in papers
        for saying in _sayings(paper)
        for statement in words().statement
        if (stated := _stated(statement, saying, paper)) is not None
    ]


def told_occupation(stated: Stated) -> str | None:
    """The occupation of the studio that there is already, None where it is not told."""
    told = words().occupation_told.search(stated.whole) or words().occupation_before.search(stated.whole)
    return None if told is None else told["occupation"]


def _sayings(paper: Paper) -> Iterator[_Saying]:
    question = before = ""
    for block in paper.document.blocks:
        if isinstance(block, Paragraph):
            told_below = question and match_label(block.text) is None and _QUESTION not in block.text
            answer = answer_in(block.text) or (block.text if told_below or chosen(block.text) is not None else None)
            if question and answer:
                yield _Saying(_plain(question), _chosen(answer), block.place, answer)
            asked = is_question(block.text) or (
                _QUESTION in block.text and _ASKED_ALONE.fullmatch(block.text) is not None
            )
            question = block.text if asked else question if is_remark(block.text) else ""
            yield from _of_text(block.text, block.place, before)
            before = "" if own_title(block.text) is not None else _begun(block.text.split("\n")[-1])
        elif isinstance(block, Table):
            before = ""
            yield from _of_table(block)


# A line at least so long breaks off where the page is full; a shorter one ends where its writer ended it.
_FULL_LINE = 12


_CLAUSE = compiled(r"[^，,、：:]+(?=[，,、]?$)")


def _begun(line: str) -> str:
    """The clause that a line begins and leaves for the next one to end."""
    clause = _CLAUSE.search(_SENTENCE_END.split(line.strip())[-1])
    return clause[0] if clause is not None and len(line.strip()) >= _FULL_LINE else ""


def _of_table(table: Table) -> Iterator[_Saying]:
    if (listed := _studios_listed(table)) is not None:
        yield _Saying(_EXISTING, listed, table.place, listed)
        return
    above: dict[int, Cell] = {}
    left: Cell | None = None
    cells = sorted(table.cells, key=lambda c: (c.row, c.column))
    answered = {a.place for a, b in pairwise(cells) if a.row == b.row and _asks(a) and b.text.strip() and not _asks(b)}
    # 被列为失信联合惩戒对象 | □是 ☑否: what the boxes beside it say is stated, not the sentence.
    judged = {a.place for a, b in pairwise(cells) if a.row == b.row and chosen(b.text) is not None}
    ticked = {c.row for c in cells if _TICK.fullmatch(c.text.strip())}
    for cell in cells:
        over = above.get(cell.column)
        if over is not None and (over.row in ticked or (over.place in answered and _asks(cell))):
            over = None  # two questions, one below the other, each with its answer beside it
        beside = left if left is not None and left.row == cell.row and not _heads(over, cell) else None
        for label in (beside, over):
            if label is over and beside is not None and _asks(beside) and over is not None and not _asks(over):
                continue  # what stands above answers a question of its own
            asks = label is not None and len(label.text) <= _LONGEST_LABEL and not _TOLD_IN_ITSELF.search(label.text)
            if label is not None and asks and chosen(label.text) is None:
                yield _Saying(_plain(label.text), _chosen(cell.text), cell.place, cell.text)
        asked, _, answer = cell.text.strip().partition("\n")
        told = is_answered(cell.text) or (answer and len(cell.text) <= _LONGEST_LABEL)
        if told and not _INSTRUCTS.search(answer) and not _TOLD_IN_ITSELF.match(asked):
            yield _Saying(_plain(asked), _chosen(answer), cell.place, answer)
        if not _only_asks(cell.text) and cell.place not in judged:
            yield from _of_text(cell.text, cell.place)
        for inner in cell.tables:
            yield from _of_table(inner)
        left = above[cell.column] = cell


# 失信联合惩戒：未列入: a line with its answer asks for none beside or below it.
_TOLD_IN_ITSELF = compiled(r"^[^\n：:。]{2,30}[：:][^\S\n]*[^\s□☐○☑√✓✔■☒●_＿]", re.MULTILINE)
# A mark alone in a column of 是 or 否.
_TICK = compiled(r"[√✓✔☑■]")


def _asks(cell: Cell) -> bool:
    """Whether a cell is a question that is known, or one by its words."""
    if _HEADS_ANSWERS.fullmatch(joined(cell.text)):
        return False
    return match_label(cell.text) is not None or is_question(cell.text) or _QUESTION in cell.text


def _heads(over: Cell | None, cell: Cell) -> bool:
    """Whether the cell right above asks, so that the one at the left is an answer too."""
    return over is not None and over.row + over.row_span == cell.row and chosen(over.text) is None and _asks(over)


# The header above the answers to the questions at the left.
_HEADS_ANSWERS = compiled(
    r"(?:自查|自评)?(?:结果|结论)?[（(]?是否(?:具备|符合|满足|达标|达到|落实)(?:条件|要求)?[)）]?|是\s*[/／]\s*否"
)
# 没有请填“无”
_INSTRUCTS = compiled(r"请填|请选|填写|如实")


def _only_asks(text: str) -> bool:
    """Whether a cell is a question that reads like a sentence (单位已有技能大师工作室)."""
    return len(text) <= _LONGEST_LABEL and _NUMBER.search(text) is None and match_label(text) is not None


# The headers of a table that lists studios, and the question that it answers.
_STUDIO_NAME = compiled(r"(?:技能大师)?工作室名称|名称")
_RECOGNISED = compiled(r"(?:认定|批准|设立|成立|获批|授牌|命名)(?:时间|年份|年度|日期|部门|单位|机关|级别|文号)")
_EXISTING = "已有技能大师工作室"


def _studios_listed(table: Table) -> str | None:
    """How many studios a table lists that a unit has already (无 where its rows are empty), None where it is no such
    list."""
    heads = {c.column: _plain(c.text) for c in table.cells if c.row == 0}
    named = next((n for n, text in heads.items() if _STUDIO_NAME.fullmatch(text)), None)
    if named is None or table.rows < 2 or not any(_RECOGNISED.fullmatch(text) for text in heads.values()):
        return None
    names = [_plain(c.text) for c in table.cells if c.row and c.column == named]
    count = sum(bool(name) and not says_none(name) for name in names)
    return f"{count}个" if count else "无"


def _of_text(text: str, place: Place, before: str = "") -> Iterator[_Saying]:
    plain = unicodedata.normalize("NFKC", _LEADER.sub("：", text))
    for sentence, above in _sentences(_FRAMED.sub(r"\1:\2", plain), before):
        label, colon, answer = sentence.partition(":")
        if colon and len(label) <= _LONGEST_LABEL:
            yield _Saying(_plain(label), _chosen(answer), place, text)
        elif (told := _ASKED_AND_TOLD.fullmatch(sentence)) is not None:
            yield _Saying(_plain(told["label"]), _chosen(told["answer"]), place, text)
        elif (ruled := _UNDERLINED.search(sentence)) is not None and len(ruled["label"]) <= _LONGEST_LABEL:
            yield _Saying(_plain(ruled["label"]), _plain(ruled["answer"]), place, text)
        elif (apart := _BY_GAP.fullmatch(sentence)) is not None:
            yield _Saying(_plain(apart["label"]), _chosen(apart["answer"]), place, text)
        elif chosen(sentence) is not None and _BEHIND.search(sentence.strip()):
            pass  # 在职□ 退休☑: options only
        elif (box := re.search(r"[□☐○☑√✓✔■☒●]", sentence)) is not None and box.start():
            yield _Saying(_plain(sentence[: box.start()]), _chosen(sentence[box.start() :]), place, text)
        if sentence.strip() and not _OPEN_BOX.search(sentence):  # options are no sentence
            yield _Saying(None, _plain(_CHOICES.sub("", sentence)), place, text, above)


def _sentences(text: str, before: str) -> Iterator[tuple[str, str]]:
    """The sentences of a text line by line, each with what the line above begins of it (…，未⏎被列入失信名单)."""
    for line in text.split("\n"):
        first, *others = _SENTENCE_END.split(line)
        yield first, before
        yield from ((sentence, "") for sentence in others)
        before = _begun(line)


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


# 在职在聘/退休/返聘: what can be answered, with nothing chosen.
_OPTIONS = compiled(r"[^/／\d\s]{1,6}(?:[/／][^/／\d\s]{1,6}){2,}")
# 任职状态（在职在聘/退休/返聘）
_CHOICES = compiled(r"[（(][^（()）]*[/／][^（()）]*[/／][^（()）]*[)）]")
# （√）有；（ ）无
_TICKED_BRACKET, _OPEN_BRACKET = compiled(r"[（(]\s*[√✓✔☑■●]\s*[)）]"), compiled(r"[（(]\s+[)）]")


# 是否列入：是，…
_ASKED_AGAIN = compiled(r"\s*是否[^：:□☐○☑√✓✔■☒●，。]{0,12}[：:]\s*(?P<told>\S.*)", re.DOTALL)
# 在职在聘，签有劳动合同。是否已领办其他工作室：□是 ☑否
_BEFORE_BOXES = compiled(r"(?P<own>[^□☐○☑√✓✔■☒●]{2,}[。；;])[^□☐○☑√✓✔■☒●。；;]{4,30}[：:]\s*[□☐○☑√✓✔■☒●]")


# 是 否（2022年设立…）: both options, their boxes lost in the picture.
_BOXES_LOST = compiled(r"^\s*是\s*否\s*(?=[（(])")


def _chosen(text: str) -> str:
    """The answer: what is ticked where there are boxes, empty where none is ticked; what stands before another question
    with boxes of its own in the same place."""
    text = _BOXES_LOST.sub("", text)
    if (own := _BEFORE_BOXES.match(text)) is not None:
        text = own["own"]
    if (inner := _ASKED_AGAIN.match(text)) is not None:
        text = inner["told"]
    text = _OPEN_BRACKET.sub("□", _TICKED_BRACKET.sub("☑", text))
    if _OPTIONS.fullmatch(text.strip()):
        return ""
    if (sided := chosen(text)) is not None and "、" not in sided and _BEHIND.search(text.strip()):
        return _plain(sided)
    ticked = _TICKED.search(text)
    if ticked:
        return _plain(ticked[1])
    return "" if _OPEN_BOX.search(text) else _plain(text)


def _stated(statement: Statement, saying: _Saying, paper: Paper) -> Stated | None:
    if saying.label is None:
        said = statement.text.search(saying.text) if statement.text is not None else None
        if said is None:
            return None
        if statement.none:
            return Stated(statement.fact, "none", True, paper, saying.place, saying.text, _plain(saying.whole))
        unsaid = words().unsaid.search(_clause_of(saying.text, said)) or words().unsaid.search(saying.before)
        if unsaid and not statement.denies:
            return None
        value: float | str | None = _count(saying.text) if statement.number else statement.value
        # A studio that is said to exist is one where no number is given.
        value = 1.0 if statement.number and not value else value
    else:
        if not saying.text or _ASKS.search(saying.text) or not _asks_for(statement, saying.label):
            return None
        text = _TURNED.get(saying.text, saying.text) if _DENIES.search(saying.label) else saying.text
        if statement.number:
            value = _answered(text)
        else:
            value = statement.value if statement.answer is None or statement.answer.search(text) else None
            if statement.none and statement.answer is not None and statement.answer.search(text):
                value = "none"
    if value is None:
        return None
    return Stated(statement.fact, value, statement.none, paper, saying.place, saying.text, _plain(saying.whole))


# 项目不在禁限目录 | 是, 未在其他单位领办工作室 | 否: what is denied and confirmed is not so, and the other way round.
_DENIES = compiled(
    r"^(?!.*(?:是否|有无|曾否|可否)).*(?:未(?=[在被列设建领曾有])|不在|不属于?|没有|无(?=失信|不良|违法|其他))"
)
_TURNED = {"是": "否", "符合": "否", "具备": "否", "否": "是", "不符合": "是", "不具备": "是"}
_COMMA = compiled(r"[，,]")


def _clause_of(text: str, said: re.Match[str]) -> str:
    """What stands before and in what is said, from the comma before it on (因未履行判决，被列入…)."""
    commas = [m.end() for m in _COMMA.finditer(text, 0, said.start())]
    return text[commas[-1] if commas else 0 : said.end()]


def _asks_for(statement: Statement, label: str) -> bool:
    """Whether a label asks for what a statement tells: by the statement's own words, or as the question for a count."""
    if statement.label.search(label):
        return True
    known = match_label(label) if statement.number else None
    return known is not None and known.field == statement.fact


def _answered(text: str) -> float | None:
    """How many: a number, none for 否 or 无, one for 是."""
    if says_none(text):
        return 0.0
    count = _count(text)
    if count is not None:
        return count if count <= _MOST_STUDIOS else None
    if _YES.match(text):
        return 1.0
    told = _TELLS_ONE.search(text)
    return 1.0 if told is not None and words().unsaid.search(text[: told.end()]) is None else None


# A larger number is a measure of something else.
_MOST_STUDIOS = 20


def _count(text: str) -> float | None:
    match = _STUDIOS.search(text) or _NUMBER.fullmatch(text)
    return parse_number(match[1] if match.re is _STUDIOS else match[0]) if match else None
