"""Writes one dossier's files and its manifest."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from random import Random
from typing import Any

from tests.dossiers.cards import Card, cards_of, draw_page, pages_of
from tests.dossiers.case import make_case
from tests.dossiers.defects import DEFECTS
from tests.dossiers.layouts import LAYOUTS
from tests.dossiers.papers import Paper, Papers
from tests.dossiers.pdf_layouts import PDF_LAYOUTS
from tests.dossiers.plan import Slot
from tests.dossiers.scan import scan_pdf, scan_picture
from tests.dossiers.sheet import FORM_KIND, PROPOSAL_KIND, Sheet, Style

NAMES = {
    ("dongguan", FORM_KIND): ("申报书", "附件1 东莞市技能大师工作室申报书", "技能大师工作室申报书（盖章版）"),
    ("dongguan", PROPOSAL_KIND): ("项目立项书", "附件2 东莞市技能大师工作室项目立项书", "立项书"),
    ("daxing", FORM_KIND): ("工作室申报表", "大兴区技能大师工作室申报表", "申报材料-工作室"),
    ("daxing", PROPOSAL_KIND): ("建设项目计划书", "大兴区技能大师工作室建设项目计划书", "申报材料-项目"),
}
KIND_NAMES = {"id_card": "身份证复印件", "skill_certificate": "职业技能等级证书"}
ZIP_TIME = (2025, 1, 1, 0, 0, 0)


def papers_of(slot: Slot, seed: int) -> tuple[Papers, Style, Random]:
    """The papers that a slot asks for, its defects planted."""
    rng = Random(f"{seed}:{slot.policy}:{slot.layout}")
    case = make_case(rng, slot.policy, slot.unit_type, slot.as_of)
    papers = Papers.of(case, with_cards=slot.policy == "dongguan" or rng.random() < 0.35)
    style = Style.draw(rng)
    if slot.format != "docx" and style.mark == "☑":
        style = replace(style, mark="√")  # the CJK font has no ☑
    if slot.boundary:
        papers = slot.boundary.apply(papers, rng)
    for name in slot.defects:
        papers = DEFECTS[name].apply(papers, rng)
    return papers, style, rng


def build(slot: Slot, out: Path, seed: int, cards: str) -> dict[str, Any]:
    """Writes the dossier's folder and manifest, and returns the manifest."""
    papers, style, rng = papers_of(slot, seed)
    folder = out / slot.id
    folder.mkdir(parents=True, exist_ok=True)
    layouts: Sequence[Any] = LAYOUTS if slot.format == "docx" else PDF_LAYOUTS
    layout = layouts[slot.layout % len(layouts)]
    naming = rng.randrange(3)
    files, sheets = [], []
    for kind, paper in ((FORM_KIND, papers.form), (PROPOSAL_KIND, papers.proposal)):
        if paper.handed_in:
            sheet = sheet_of(kind, paper, style)
            stem = NAMES[slot.policy, kind][naming]
            files.append(entry(write_paper(layout, sheet, folder / stem, slot.format, rng), kind, sheet.fields))
            sheets.append(sheet)
    check_subjects(papers, sheets)
    if papers.with_cards:
        picture = cards == "picture" or (cards == "auto" and slot.format == "scan")
        files += write_cards(papers, folder, picture, rng)
    manifest = manifest_of(slot, papers, layout, files, mixed=cards == "picture" and slot.format != "scan")
    (out / f"{slot.id}.json").write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return manifest


def sheet_of(kind: str, paper: Paper, style: Style) -> Sheet:
    """A sheet ready to be laid out."""
    return Sheet(kind, paper.case, style, paper.written, paper.signed, paper.sealed, paper.dated)


def write_paper(layout: Any, sheet: Sheet, stem: Path, form: str, rng: Random) -> Path:
    """Lays out one paper and writes it in the format asked for."""
    drawn = layout.form(sheet) if sheet.kind == FORM_KIND else layout.proposal(sheet)
    if form == "docx":
        path = stem.with_name(stem.name + ".docx")
        drawn.save(str(path))
        settle_zip(path)
        return path
    path = stem.with_name(stem.name + ".pdf")
    if form == "scan":
        scan_pdf(bytes(drawn.output()), path, rng)
    else:
        drawn.output(str(path))
    return path


def settle_zip(path: Path) -> None:
    """Rewrites a DOCX with one date for all its parts, so that the same seed gives the same bytes."""
    with zipfile.ZipFile(path) as old:
        parts = [(info.filename, old.read(info)) for info in old.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts:
            new.writestr(zipfile.ZipInfo(name, ZIP_TIME), data, zipfile.ZIP_DEFLATED)


def write_cards(papers: Papers, folder: Path, picture: bool, rng: Random) -> list[dict[str, Any]]:
    """Draws the cards, one or several in a file, as text PDF or as pictures."""
    together, telling = rng.random() < 0.4, not picture or rng.random() < 0.7
    files = []
    for number, page in enumerate(pages_of(cards_of(papers), together), 1):
        ending = rng.choice((".jpg", ".jpg", ".jpg", ".png")) if picture else ".pdf"
        stem = page[0].stem if len(page) == 1 else f"{KIND_NAMES[page[0].kind]}{number}"
        path = folder / (f"{stem}{ending}" if telling else f"IMG_{papers.cards.as_of:%Y%m%d}_{number:03d}{ending}")
        draw_page(page, path)
        if picture:
            scan_picture(path, rng)
        files.append(entry(path, page[0].kind, merged(page)))
    return files


def merged(page: list[Card]) -> dict[str, Any]:
    """What a clerk reads on all the cards of a page."""
    fields: dict[str, Any] = {}
    for card in page:
        fields |= card.fields
    return fields


def entry(path: Path, kind: str, fields: dict[str, Any]) -> dict[str, Any]:
    """One file's line in the manifest."""
    return {"file": path.name, "kind": kind, "fields": fields}


def manifest_of(slot: Slot, papers: Papers, layout: Any, files: list[dict[str, Any]], mixed: bool) -> dict[str, Any]:
    """The manifest of the truth."""
    boundary = [f"boundary {slot.boundary.name}"] if slot.boundary else []
    parts = [*boundary, *slot.defects, *papers.notes]
    return {
        "id": slot.id,
        "policy": slot.policy,
        "as_of": slot.as_of.isoformat(),
        "format": "mixed" if mixed else slot.format,
        "layout": layout.NAME,
        "clean": not papers.findings,
        "files": files,
        "findings": [asdict(finding) for finding in papers.findings],
        "note": "; ".join(parts),
    }


def check_subjects(papers: Papers, sheets: list[Sheet]) -> None:
    """Fails where a planted blank or placeholder has no place in this layout."""
    asked = set().union(*(sheet.asked for sheet in sheets))
    for finding in papers.findings:
        if finding.rule in ("field-blank", "placeholder-left") and finding.subject not in asked:
            raise ValueError(f"{finding.subject} is not on any paper")
