"""A document → its kind by the contract (申报书, 营业执照, 身份证 …), or `other`."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from checkers.extraction.labels import match_label
from checkers.extraction.values import joined
from checkers.reading.document import Block, Cell, Document, Paragraph, Table
from knowledge.patterns import compiled

OTHER = "other"
# Kinds of which one file often holds several, one after another.
CARDS = frozenset({"id_card", "licence", "skill_certificate", "honour_certificate", "achievement_proof"})
# Papers of any shape: where their words tell no other kind, their file's name does.
_BY_NAME = frozenset({"honour_certificate", "achievement_proof", "management_rules", "work_plan"})
_FILE = Path(__file__).with_name("kinds.toml")
# A title stands in the first lines and is no longer than this.
_TITLE_LINES = 14
# A title that is a line of its own stands among so many.
_TITLED_LINES = 4
_LONGEST_TITLE = 42
_TITLE_WEIGHT = 4.0
_NAME_WEIGHT = 2.0


@dataclass(frozen=True)
class _Kind:
    id: str
    title: tuple[str, ...]
    cues: tuple[str, ...]
    min: int
    need: tuple[str, ...]
    never: tuple[str, ...] = ()

    @property
    def named(self) -> tuple[str, ...]:
        """The words that name a card of this kind within a line."""
        return (*self.title, "身份证") if self.id == "id_card" else self.title if self.id in CARDS else ()


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


@cache
def _kinds() -> tuple[_Kind, ...]:
    return tuple(
        _Kind(r["id"], tuple(r["title"]), tuple(r["cues"]), r["min"], tuple(r["need"]), tuple(r.get("never", ())))
        for r in _data()["kind"]
    )


def named_other(document: Document) -> bool:
    """Whether a document of no known kind has the title of a paper that comes with applications all the same."""
    titles = [line for line in titles_of(document)[:_TITLED_LINES] if len(line) <= _LONGEST_TITLE]
    return any(word in line for line in titles for word in _data()["others"])


def texts(blocks: tuple[Block, ...]) -> list[str]:
    """All lines of text of the blocks, tables by cell, in order."""
    found: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            found.extend(block.text.split("\n"))
        elif isinstance(block, Table):
            for cell in block.cells:
                found.extend(_cell_texts(cell))
    return [line for line in found if line.strip()]


def _cell_texts(cell: Cell) -> list[str]:
    return [*cell.text.split("\n"), *(line for t in cell.tables for c in t.cells for line in _cell_texts(c))]


def kind_of(document: Document) -> str:
    """The kind of the one form whose title is a line of its own, else that with the best title and cues; the file's name
    counts a little."""
    kinds = [kind for line in titles_of(document)[:_TITLED_LINES] if (kind := own_title(line)) is not None]
    titled = {kind for kind in kinds if kind in ("application_form", "project_proposal")}
    return titled.pop() if len(titled) == 1 else kind_of_blocks(document.blocks, document.name)


def kind_of_blocks(blocks: tuple[Block, ...], name: str = "") -> str:
    """The kind of a run of blocks (a page of a file, say)."""
    lines = [joined(line) for line in texts(blocks)]
    everything = "".join(lines)
    titles = [] if any(_LIST_OF_PAPERS.fullmatch(line) for line in lines[:_LIST_TITLE]) else lines[:_TITLE_LINES]
    titles = [line for line in titles if not _names_copies(line)]
    named = [(line, _titles_in(line)) for line in titles]
    scores = {kind.id: _score(kind, named, everything, joined(name)) for kind in _kinds()}
    best = max(scores, key=lambda k: scores[k])
    return best if scores[best] > 0 else OTHER


def _names_copies(line: str) -> bool:
    """Whether a line names copies of several kinds (身份证、技能等级证书复印件) and so is the title of none."""
    parts = _AND_COPIES.split(line)
    return len(parts) > 1 and len({k.id for part in parts for k in _kinds() if any(w in part for w in k.named)}) > 1


# 身份证、技能等级证书; 统一社会信用代码 and the like have none of these.
_AND_COPIES = compiled(r"[、和及与/／]")


def titles_of(document: Document) -> list[str]:
    """The first lines, where titles stand."""
    return [line for text in texts(document.blocks)[:_TITLE_LINES] for line in (joined(text),) if line]


# What may stand before and after a title in its line: 附件2, the place, （复印件）.
_BEFORE_TITLE = compiled(r"^(?:附件?[\d一二三四五六七八九十]{0,2}[:：、.．]?|附表[\d一二三四五六七八九十]{0,2}[:：]?)")
_REMARK = compiled(r"(?<=\S{4})[（(【][\u4e00-\u9fffA-Z\d]{1,8}[)）】]$")  # （任务书）
_AFTER_TITLE = compiled(r"(?:[（(【]?(?:复印件|扫描件|正反面|正面|副本|正本|原件|20\d\d年?度?)[)）】]?)+$")
# 第二部分 项目立项书: one paper of several in a file.
PART = compiled(r"^(?:第[一二三四五六\d]{1,2}[部分编篇章]+|[上中下][篇编])[:：、]?")
# 申报书暨项目立项书, 申报书（含项目立项书）
_AND = compiled(r"[暨及和与、+＋]|[（(](?:内?含|包含|包括)")


# 工作室及建设项目申报书 is of both.
_STUDIO_AND_PROJECT = compiled(r"工作室(?:申报)?[暨及和与、+＋](?:其)?(?:建设)?项目[\u4e00-\u9fff]{0,4}(?:书|表|材料)")


def names_both(line: str) -> bool:
    """Whether a title names both forms (申报书暨项目立项书): one paper that is both."""
    if _STUDIO_AND_PROJECT.search(joined(line)):
        return True
    parts = _AND.split(joined(line))
    forms = {kind for part in parts if len(parts) > 1 and (kind := own_title(part.rstrip("）)"))) is not None}
    return {"application_form", "project_proposal"} <= forms


# The share of its line that a title takes, the place and the studio before it left out.
_TITLE_SHARE = 0.6
_OF_WHAT = compiled(r"^(?:[\u4e00-\u9fff]{2,6}(?:省|市|区|县))*(?:[^\s，。：:]{0,8}(?:技能)?大师工作室)?(?:建设)?")


# A list of the papers handed in names their titles and is none of them; its own title stands in the first lines.
_LIST_OF_PAPERS = compiled(r"[^，。：:]{0,20}(?:材料|附件|资料|文件)(?:清单|目录|一览表|明细表?)")
_LIST_TITLE = 3


def own_title(line: str) -> str | None:
    """The kind whose title makes up a whole line, None where it is none."""
    text = _AFTER_TITLE.sub("", PART.sub("", _BEFORE_TITLE.sub("", joined(line))))
    text = text if _AND.search(text) else _REMARK.sub("", text)
    if not text or len(text) > _LONGEST_TITLE or names_both(text):
        return None
    rest = _OF_WHAT.sub("", text) or text
    best = max(
        ((len(word), kind.id) for kind in _kinds() for word in kind.title if text.endswith(word)),
        default=(0, None),
    )
    certificate = best[1] in CARDS and best[0] >= _OF_CERTIFICATE and _CERTIFICATE.fullmatch(rest) is not None
    return best[1] if certificate or best[0] >= _TITLE_SHARE * len(rest) else None


# 实用新型专利证书, 合理化建议成果证书: a short title whose end is known.
_CERTIFICATE = compiled(r"[\u4e00-\u9fffA-Z]{4,14}(?:证书|证明)")
_OF_CERTIFICATE = 4


# What only a proposal asks for, and what only an application form does.
_OF_PROJECT = (
    "project.goal", "project.content", "project.schedule", "project.outputs", "project.start", "project.end",
    "project.period", "project.budget_items", "project.budget_total", "project.funding_requested",
)  # fmt: skip
_OF_APPLICANT = (
    "unit.uscc", "unit.type", "unit.registered_place", "unit.legal_representative", "unit.staff_count",
    "unit.training_area_m2", "leader.sex", "leader.birth_date", "leader.id_number", "leader.skill_level",
    "leader.certificate_number", "leader.years_in_trade", "studio.team_size", "members[1].name", "support.venue",
)  # fmt: skip
# So many questions of one form and hardly any of the other tell more than a title does.
_SURE_OF_FORM = 4
_AT_MOST_OF_OTHER = 2
# A paper of no known kind is a proposal by fewer.
_LIKELY_PROJECT = 3


def kind_by_questions(kind: str, asked: Collection[str], both: bool = False) -> str:
    """The kind of a form by what it asks, where its title says none, another one or `both`."""
    project = sum(name in asked for name in _OF_PROJECT)
    applicant = sum(name in asked for name in _OF_APPLICANT)
    if both and applicant >= _SURE_OF_FORM:
        return "application_form"  # 成果 in its first part are the applicant's
    least = _LIKELY_PROJECT if kind == OTHER else _SURE_OF_FORM
    if kind in (OTHER, "application_form") and project >= least and applicant <= min(_AT_MOST_OF_OTHER, project - 2):
        return "project_proposal"
    if kind == OTHER and applicant >= _SURE_OF_FORM:
        return "application_form"
    if kind == "project_proposal" and applicant > _SURE_OF_FORM and project <= 1:
        return "application_form"
    return kind


# A form asks for so much of the unit and of a person; a card for one of them alone.
_OF_BOTH = 4


def asks_like_a_form(document: Document) -> bool:
    """Whether the boxes of a document ask for as much of the unit and of a person as no card does."""
    labels = (match_label(c.text) for block in document.blocks if isinstance(block, Table) for c in block.cells)
    asked = {label.field for label in labels if label is not None}
    of_unit = sum(name.startswith("unit.") for name in asked)
    return of_unit >= _OF_BOTH <= sum(name.startswith(("leader.", "person.")) for name in asked)


def _titles_in(line: str) -> dict[str, str]:
    """The longest title of each kind that a line holds; one within a longer title of another kind is none of its own
    (申报书 in 建设项目申报书)."""
    if len(line) > _LONGEST_TITLE:
        return {}
    found = {kind.id: max((word for word in kind.title if word in line), key=len, default="") for kind in _kinds()}
    found = {kind: word for kind, word in found.items() if word}
    return {k: word for k, word in found.items() if not any(word != o and word in o for o in found.values())}


def _score(kind: _Kind, first: list[tuple[str, dict[str, str]]], everything: str, name: str) -> float:
    titled = 0.0
    for place, (line, titles) in enumerate(first):
        longest = len(titles.get(kind.id, ""))
        if longest:
            # The higher it stands and the more of its line it is, the surer it is a title.
            titled = max(titled, _TITLE_WEIGHT * (longest / max(len(line), 1)) + 1.5 - 0.1 * place)
    cues = sum(cue in everything for cue in kind.cues)
    if kind.need and not any(word in everything for word in kind.need):
        return 0.0
    if any(word in everything for word in kind.never):
        return 0.0
    called = any(word in name for word in kind.title)
    if not titled and cues < kind.min:
        return _NAME_WEIGHT / 2 if called and (not everything or kind.id in _BY_NAME) else 0.0
    named = _NAME_WEIGHT if called else 0.0
    return titled + min(cues, kind.min + 2) / 2 + named
