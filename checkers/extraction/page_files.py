"""Documents of one dossier → their papers: a form that comes as one picture a page keeps its kind over all of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import PurePosixPath

from checkers.extraction.field import Paper
from checkers.extraction.kinds import CARDS, own_title, texts
from checkers.extraction.papers import extract
from checkers.extraction.sections import FORMS
from checkers.reading.document import Document
from knowledge.patterns import compiled

# 申报书_第2页.jpg, 申报书-2.png, 申报书(2).jpg
_PAGE = compiled(r"(?P<of>.*?)[\s_\-—.]*[（(]?(?:第|[Pp])?(?P<page>\d{1,2})页?[)）]?")
# A title stands among the first lines of its page.
_FIRST_LINES = 5


def extract_all(documents: Iterable[Document]) -> list[tuple[Paper, ...]]:
    """The papers of each document."""
    forms: dict[str, str] = {}
    found: list[tuple[Paper, ...]] = []
    for document in documents:
        papers = extract(document)
        form = _form_of(document)
        before = forms.get(form) if form is not None else None
        if before is not None and len(papers) == 1 and _goes_on(papers[0]):
            papers = extract(document, before)
        if form is not None and papers and papers[0].kind in FORMS:
            forms.setdefault(form, papers[0].kind)
            papers = tuple(replace(paper, form=form) for paper in papers)
        found.append(papers)
    return found


def _form_of(document: Document) -> str | None:
    """The file's name without the number of its page, None where it is no picture or has none."""
    match = _PAGE.fullmatch(PurePosixPath(document.name).stem)
    if document.format != "scan" or document.pages > 1 or match is None or not match["of"]:
        return None
    return str(PurePosixPath(document.name).with_name(match["of"]))


def _goes_on(paper: Paper) -> bool:
    """Whether a page without a title of its own may continue the form before it."""
    if paper.kind in FORMS or paper.kind in CARDS:
        return False
    return all(own_title(line) is None for line in texts(paper.document.blocks)[:_FIRST_LINES])
