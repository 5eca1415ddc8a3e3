"""Lays a reference form out: title and notes, then each section as a heading, a table and its clauses in small print.

The small print stands below the table, so that nothing but an entry follows a heading or a label.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH

from checkers.forms import style
from checkers.forms.tables import add_table
from checkers.forms.texts import text, words
from knowledge.pack import Citation, Pack
from knowledge.pack.blank_forms import BlankForm
from knowledge.pack.models import Policy
from knowledge.patterns import compiled

# The words that a note on a slip of the text is about.
_QUOTED = compiled("「(.+?)」")


def form_document(pack: Pack, form: BlankForm) -> Document:
    """The blank form as a document, marked on its first page and in its header as a reference and nothing official."""
    document = style.new_document()
    properties = document.core_properties
    properties.title, properties.subject = form.title, text("mark")
    properties.author = properties.last_modified_by = text("application")
    day = pack.policy.verified_on
    properties.created = properties.modified = datetime(day.year, day.month, day.day)
    _margins(document, pack.policy)
    document.add_paragraph(text("mark"), style.MARK)
    document.add_paragraph(form.title, style.TITLE)
    for note in _notes(pack, form):
        document.add_paragraph(note, style.BODY)
    for number, section in zip(words("numbers"), form.section, strict=False):
        document.add_paragraph(text("section", number=number, title=section.title), style.SECTION)
        if section.text:
            document.add_paragraph(section.text, style.BODY).paragraph_format.keep_with_next = True
        add_table(document, pack, form, section)
        notes = [text("note", note=section.note)] if section.note else []
        for line in (*notes, *_sources(pack, section.cite)):
            document.add_paragraph(line, style.SMALL)
    return document


def _margins(document: Document, policy: Policy) -> None:
    section = document.sections[0]
    header, footer = section.header.paragraphs[0], section.footer.paragraphs[0]
    header.style = footer.style = style.SMALL
    header.alignment = footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    header.add_run(text("mark")).font.color.rgb = style.MARK_RED
    before, between, after = text("page", page="\0", pages="\0").split("\0")
    footer.add_run(text("verified", date=policy.verified_on.isoformat()) + text("gap") + before)
    style.add_field(footer, "PAGE")
    footer.add_run(between)
    style.add_field(footer, "NUMPAGES")
    footer.add_run(after)


def _notes(pack: Pack, form: BlankForm) -> list[str]:
    """What the first page says of the form: what it is made from, how far that holds, how to fill it in."""
    policy = pack.policy
    notes = [text("made_from", title=policy.title.strip("《》"), issuer=policy.issuer), text(policy.status)]
    if policy.term_clause is not None:
        notes.append(text("term", label=pack.label(policy.term_clause.clause), quote=pack.quote(policy.term_clause)))
    notes += [
        text("material", label=pack.label(m.clause), quote=m.quote) for m in pack.materials if m.kind == form.kind
    ]
    return [note for note in (*notes, text("how_to_fill")) if note]


def _sources(pack: Pack, citations: Sequence[Citation]) -> list[str]:
    """The clauses that a section rests on, each once with all that is quoted of it and the slips in that."""
    quotes: dict[str, str] = {}
    for cite in citations:
        quotes[cite.clause] = quotes.get(cite.clause, "") + text("quote", quote=pack.quote(cite))
    sources = []
    for clause, quoted in quotes.items():
        notes = pack.clauses[pack.clauses.full_id(clause)].notes
        slips = "".join(text("source_note", note=n) for n in notes if any(q in quoted for q in _QUOTED.findall(n)))
        sources.append(text("source", label=pack.label(clause), quotes=quoted) + slips)
    return sources
