"""A document → the papers in it: one form, or several cards, each with its typed fields."""

from __future__ import annotations

from collections.abc import Iterator

from checkers.extraction.answers import Gathered, read_slots
from checkers.extraction.beside import read_beside
from checkers.extraction.boxed_questions import with_boxed_questions
from checkers.extraction.card_pages import pages_of, split_cards
from checkers.extraction.cards import READERS as CARD_READERS
from checkers.extraction.field import BudgetRow, Found, Paper, ScheduleRow, Signing
from checkers.extraction.form import Form, Slot
from checkers.extraction.headed import with_headed_answers
from checkers.extraction.kinds import (
    CARDS,
    OTHER,
    asks_like_a_form,
    kind_by_questions,
    kind_of,
    kind_of_blocks,
    names_both,
    texts,
    titles_of,
)
from checkers.extraction.leaders import without_leaders
from checkers.extraction.likely import with_likely_labels
from checkers.extraction.options import with_whole_options
from checkers.extraction.people import members_of
from checkers.extraction.plans import budget_of, public_share, schedule_of
from checkers.extraction.plausible import believable
from checkers.extraction.replied import with_question_marks
from checkers.extraction.rooms import area_of_rooms
from checkers.extraction.scripts import simplified
from checkers.extraction.sections import FORMS, sections_of
from checkers.extraction.signing import find_signings
from checkers.extraction.slots import read_form
from checkers.extraction.small_print import without_small_print
from checkers.extraction.split_cells import put_together
from checkers.extraction.statistical import without_codes
from checkers.extraction.together import with_close_strokes
from checkers.extraction.translated import without_translations
from checkers.extraction.units_above import with_units
from checkers.extraction.unruled import as_lines, doubted
from checkers.extraction.values import joined
from checkers.reading.document import Block, Document
from knowledge.patterns import compiled

# Fields that a form may ask for and an applicant may leave empty.
OPTIONAL = frozenset(
    {
        "unit.licence_valid_until", "unit.existing_studios", "leader.existing_studios", "unit.dishonest", "leader.status",
        "leader.honours", "unit.training_qualification", "support.dedicated_account", "support.venue",
        "support.equipment", "support.funding", "support.management_rules", "support.work_plan",
    }
)  # fmt: skip


def extract(document: Document, kind: str | None = None) -> tuple[Paper, ...]:
    """The papers of a document: one of its kind, or each form and card of a file that holds several.

    `kind` is that of the form that the document continues, where another file begins it.
    """
    if document.recognised:
        document = simplified(document)
    document = without_codes(without_leaders(without_translations(without_small_print(document))))
    document = with_question_marks(with_headed_answers(with_whole_options(with_boxed_questions(document))))
    document = put_together(with_close_strokes(with_units(document)))
    if kind is not None:
        return (_form_paper(document, kind),)
    sections = sections_of(document)
    return tuple(paper for kind, part in sections for paper in _papers(part, kind, len(sections) > 1))


def _papers(document: Document, kind: str | None, among_others: bool) -> Iterator[Paper]:
    """The papers of a section of a file, or of all of it."""
    lined = as_lines(document)
    kind = kind or kind_of(lined)
    a_form = kind not in FORMS and asks_like_a_form(lined)
    kind = OTHER if a_form else kind
    pages = pages_of(lined)
    if kind in FORMS or a_form or (kind not in CARDS and len(pages) < 2):
        yield from _form_papers(document, kind, among_others)
        return
    cards = [c for page in pages for c in split_cards(page)]
    papers: list[Paper] = []
    for blocks in cards:
        own = kind_of_blocks(blocks, document.name if len(cards) == 1 else "")
        own = kind if own == OTHER and len(cards) == 1 else own
        paper = _card_paper(document, own, blocks) if own in CARDS else None
        if paper is not None and len(cards) > 1 and _is_title(paper, blocks):
            continue
        if paper is not None and (own != "id_card" or _NAMED & paper.fields.keys()):  # else the back of a card
            papers.append(paper)
    if papers:
        yield from papers
    elif not among_others:
        yield from _form_papers(document, kind, among_others)


# A title above pasted copies is no longer than this, and its words tell no more than these.
_LONGEST_TITLE = 40
_OF_A_TITLE = frozenset({"leader.occupation", "leader.skill_level"})


def _is_title(paper: Paper, blocks: tuple[Block, ...]) -> bool:
    """Whether what was taken for a copy is the title above the copies (附件：职业技能等级证书复印件)."""
    return paper.fields.keys() <= _OF_A_TITLE and sum(len(joined(t)) for t in texts(blocks)) <= _LONGEST_TITLE


_NAMED = frozenset({"leader.name", "leader.id_number"})


def _card_paper(document: Document, kind: str, blocks: tuple[Block, ...]) -> Paper:
    fields = CARD_READERS[kind](blocks)
    name = fields.get("leader.name")
    person = str(name.value) if name is not None and kind != "licence" else None
    return Paper(document.name, kind, document, fields, person)


# A form that holds a proposal asks for at least so much of the project.
_LEAST_OF_PROJECT = 3


def _form_papers(document: Document, kind: str, among_others: bool) -> Iterator[Paper]:
    """The form that a document is: of the kind that its questions tell, or both forms where its title names both."""
    document = with_likely_labels(document)
    both = kind in FORMS and not among_others and any(names_both(line) for line in titles_of(document))
    paper = _form_paper(document, kind)
    asked = paper.fields.keys() | {b.field for b in paper.blanks} | {hint.field for hint in paper.left_overs}
    told = kind_by_questions(kind, [name for name in asked if name is not None], both)
    yield paper if told == kind else _form_paper(document, told)
    # Where the form hardly asks for the project, its proposal is a file of its own.
    if both and sum(name is not None and name.startswith("project.") for name in asked) >= _LEAST_OF_PROJECT:
        other = FORMS - {told}
        own = {name: found for name, found in paper.fields.items() if name.startswith("project.")}
        for kind_of_other in other:
            yield Paper(document.name, kind_of_other, document, own, paper.person)


def _form_paper(document: Document, kind: str) -> Paper:
    form = read_form(doubted(document))
    reading = Gathered()
    read_slots(form, reading, kind)
    members = members_of(form, reading.fields.get("leader.name"))
    reading.fields.update(members.fields)
    reading.fields = members.leader | reading.fields
    reading.blanks += members.blanks
    reading.left_overs += members.left_overs
    budget, schedule = _plans(form, reading)
    read_beside(form, reading, kind)
    rooms = area_of_rooms(document) if kind == "application_form" else None
    if rooms is not None:
        reading.fields.setdefault("unit.training_area_m2", rooms)
    reading.fields = believable(reading.fields, max((row.amount or 0.0 for row in budget), default=0.0))
    signings = find_signings(document) if kind in FORMS else ()
    for signing in signings:
        if signing.done:
            name = f"declaration.{signing.role}"
            reading.fields.setdefault(name, _signed(signing))
    project = reading.fields.get("project.name")
    if project is not None and _NO_PROJECT.fullmatch(joined(project.raw)):
        reading.blanks = [b for b in reading.blanks if not b.field.startswith("project.")]
    if any(_has_no_level(slot) for slot in form.slots):
        reading.blanks = [b for b in reading.blanks if b.field != "leader.certificate_number"]
    person = reading.fields.get("leader.name")
    return Paper(
        file=document.name,
        kind=kind,
        document=document,
        fields=reading.fields,
        person=str(person.value) if person is not None else None,
        blanks=tuple(b for b in reading.blanks if b.field not in reading.fields and b.field not in OPTIONAL),
        left_overs=tuple(reading.left_overs),
        signings=tuple(signings),
        budget=tuple(budget),
        schedule=tuple(schedule),
    )


def _plans(form: Form, reading: Gathered) -> tuple[list[BudgetRow], list[ScheduleRow]]:
    """The rows of the budget and of the schedule, whose sum and text are kept as fields."""
    budget, total = budget_of(form)
    reading.fields = believable(reading.fields, max((row.amount or 0.0 for row in budget), default=0.0))
    if total is not None:
        reading.fields.setdefault("project.budget_total", total)
    if budget and (public := public_share(form)) is not None:
        reading.fields.setdefault("project.funding_requested", public)
    if budget:
        first = budget[0]
        text = "；".join(f"{row.title} {row.amount:g}" for row in budget if row.amount is not None)
        reading.fields["project.budget_items"] = Found(text, text, first.place)
    schedule = schedule_of(form, reading.fields.get("project.schedule"))
    if schedule:
        first_row = schedule[0]
        text = "；".join(row.text for row in schedule)
        if form.schedule or "project.schedule" not in reading.fields:
            reading.fields["project.schedule"] = Found(text, text, first_row.place)
        reading.blanks = [b for b in reading.blanks if b.field != "project.schedule"]
    if budget:
        reading.blanks = [b for b in reading.blanks if b.field not in ("project.budget_total", "project.budget_items")]
    return budget, schedule


# 无（该岗位尚未列入国家职业分类大典）: whoever has no level has no number of a certificate either.
_NO_LEVEL = compiled(r"暂?无|没有|未(?:列|评|取|定|考)|[尚还]未")


def _has_no_level(slot: Slot) -> bool:
    asked = slot.label.field == "person.skill_level" and slot.who != "members"
    return asked and _NO_LEVEL.match(joined(slot.value)) is not None


# Where there is no project, its boxes are empty for that one reason.
_NO_PROJECT = compiled(r"(?:暂?无|没有)(?:立项)?(?:项目)?[。.]?")


def _signed(signing: Signing) -> Found:
    """What stands at a place to sign, as a field."""
    return Found(
        signing.value or signing.label, str(signing.value or signing.label), signing.place, False, signing.problem
    )
