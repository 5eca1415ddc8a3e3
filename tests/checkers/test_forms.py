"""Blank reference forms: what the pack asks for, marked as nothing official, and never over a filled one."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from docx.document import Document

from checkers.forms import write_forms
from checkers.forms.style import HINT
from checkers.forms.tables import EMPTY_ROWS
from knowledge.errors import InputError, PackError, QuoteError
from knowledge.pack import Pack, load_library
from knowledge.pack.blank_forms import HINT_START
from knowledge.pack.loader import load_pack
from tests.checkers.form_filling import fill_form

FIXTURE = Path(__file__).parents[1] / "fixtures" / "third_city" / "yunchuan"
SUBJECTS = {"eligible_units", "venue_area", "startup_funds", "total_amount", "reports"}
MARK = "参考格式，非官方表格"
PACKS = load_library().packs

# Facts of a rule that are worked out from what a form says.
READ_FROM = {
    "leader.years_to_retirement": {"leader.birth_date", "leader.sex"},
    "leader.honour_level": {"leader.honours"},
    "leader.invention": {"leader.achievements"},
    "leader.solved_problem": {"leader.achievements"},
    "leader.competitions": {"leader.apprentices"},
    "leader.special_skill": {"leader.achievements"},
    "unit.operates_place": {"unit.address"},
    "project.years": {"project.start", "project.end"},
    "project.count": {"project.name"},
    "project.papers": {"project.name"},
}
# Of a studio that has been at work, not of an application.
AFTER_SELECTION = {"trained.lowest_level"}

NEW_FORM = """
[[form]]
kind = "application_form"
file = "云川申报表"
title = "云川市技能大师工作室申报表"

[[form.section]]
title = "申报单位"
field = [
  { id = "unit.name", label = "单位名称", hint = "此处填写全称" },
  { id = "unit.training_area_m2", label = "实训场地面积（平方米）", hint = "此处填写面积" },
]
cite = ["2: 技能实训场地不少于300平方米"]
"""


@pytest.fixture(params=sorted(PACKS))
def pack(request: pytest.FixtureRequest) -> Pack:
    return PACKS[request.param]


@pytest.fixture
def new_city(tmp_path: Path) -> Path:
    folder = Path(shutil.copytree(FIXTURE, tmp_path / "yunchuan"))
    (folder / "forms.toml").write_text(NEW_FORM, encoding="utf-8")
    return folder


def texts(document: Document) -> Iterator[str]:
    yield from (p.text for p in document.paragraphs)
    for table in document.tables:
        yield from (cell.text for row in table.rows for cell in row.cells)


def test_each_pack_gets_an_application_form_and_a_project_proposal(pack: Pack, tmp_path: Path) -> None:
    paths = write_forms(pack, tmp_path / "new" / "folder")

    assert [form.kind for form in pack.blank_forms] == ["application_form", "project_proposal"]
    assert [path.exists() for path in paths] == [True, True]
    assert {path.suffix for path in paths} == {".docx"}


def test_every_form_is_marked_as_nothing_official_at_its_start_and_in_every_header(pack: Pack, tmp_path: Path) -> None:
    for path in write_forms(pack, tmp_path):
        document = docx.Document(str(path))
        assert document.paragraphs[0].text == MARK
        for section in document.sections:
            assert section.header.paragraphs[0].text == MARK
            assert not section.different_first_page_header_footer
        assert not document.settings.odd_and_even_pages_header_footer


def test_it_is_a_page_of_a4(pack: Pack, tmp_path: Path) -> None:
    for path in write_forms(pack, tmp_path):
        page = docx.Document(str(path)).sections[0]
        assert (round(page.page_width.cm, 1), round(page.page_height.cm, 1)) == (21.0, 29.7)


def test_every_label_stands_left_of_its_grey_hint(pack: Pack, tmp_path: Path) -> None:
    for form, path in zip(pack.blank_forms, write_forms(pack, tmp_path), strict=True):
        document = docx.Document(str(path))
        beside: set[tuple[str, str]] = set()
        for table in document.tables:
            for row in table.rows:
                cells = [c.text for c in row.cells]
                beside |= set(zip(cells[:-1:2], cells[1::2], strict=False))
        hinted = [field for field in form.fields() if field.hint]
        assert {(field.label, field.hint) for field in hinted} <= beside
        runs = [
            r for t in document.tables for c in t._cells for p in c.paragraphs for r in p.runs if HINT_START in r.text
        ]
        assert {run.style.name for run in runs} == {HINT}


def test_everything_that_a_rule_of_the_pack_uses_is_asked_for(pack: Pack) -> None:
    used = set().union(*(p.names("field") for r in pack.rules for p in (r.holds, r.when) if p is not None))
    wanted = set().union(*(READ_FROM.get(name, {name}) for name in used - AFTER_SELECTION))
    asked = {field.id for form in pack.blank_forms for field in form.fields()}

    assert wanted - asked == set()


def test_every_paper_of_the_pack_is_on_the_list_of_attachments(pack: Pack, tmp_path: Path) -> None:
    said = "\n".join(texts(docx.Document(str(write_forms(pack, tmp_path)[0]))))

    assert all(material.title in said and pack.label(material.clause) in said for material in pack.materials)


def test_clauses_are_quoted_from_the_pack_in_small_print(pack: Pack, tmp_path: Path) -> None:
    for form, path in zip(pack.blank_forms, write_forms(pack, tmp_path), strict=True):
        small = "\n".join(p.text for p in docx.Document(str(path)).paragraphs if p.style.name == "Form Small Print")
        for cite in form.citations():
            assert f"依据：{pack.label(cite.clause)}" in small
            assert f"「{pack.quote(cite)}」" in small


def test_tables_have_empty_rows_and_a_budget_its_total(pack: Pack, tmp_path: Path) -> None:
    for form, path in zip(pack.blank_forms, write_forms(pack, tmp_path), strict=True):
        for section, table in zip(form.section, docx.Document(str(path)).tables, strict=True):
            if section.layout in ("members", "schedule", "budget"):
                rows = table.rows[1 : EMPTY_ROWS + 1]
                assert [row.cells[0].text for row in rows] == [str(n) for n in range(1, EMPTY_ROWS + 1)]
                assert {cell.text for row in rows for cell in row.cells[1:]} == {""}
            if section.layout == "budget":
                assert table.rows[-1].cells[0].text == "合计"


def test_there_are_places_to_sign_seal_and_date(pack: Pack) -> None:
    for form in pack.blank_forms:
        assert [f.id for f in form.section[-1].field] == [
            "declaration.signature",
            "declaration.seal",
            "declaration.date",
        ]


def test_a_draft_or_an_interpretation_is_named_as_what_it_is(pack: Pack, tmp_path: Path) -> None:
    said = "\n".join(p.text for p in docx.Document(str(write_forms(pack, tmp_path)[0])).paragraphs)

    assert {"draft": "征求意见稿", "interpretation": "政策解读，不是办法原文"}[pack.policy.status] in said
    if pack.policy.term_clause is not None:
        assert pack.quote(pack.policy.term_clause) in said


def test_a_form_that_is_there_already_is_not_written_over(pack: Pack, tmp_path: Path) -> None:
    first, second = write_forms(pack, tmp_path)
    second.unlink()
    first.write_bytes(b"filled in")

    with pytest.raises(InputError, match=re.escape(first.name)):
        write_forms(pack, tmp_path)
    assert first.read_bytes() == b"filled in"
    assert not second.exists()


def test_a_folder_that_is_none_is_an_input_error(pack: Pack, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")

    with pytest.raises(InputError, match="换一个可以写入的文件夹"):
        write_forms(pack, file)


def test_a_filled_form_has_no_hint_left_and_says_what_was_filled_in(pack: Pack, tmp_path: Path) -> None:
    for form, path in zip(pack.blank_forms, write_forms(pack, tmp_path), strict=True):
        values = {f.id: f"值{n}" for n, f in enumerate(form.fields()) if f.id and f.hint}
        ticked = {f.id or f.label: next(iter(f.choices)) for f in form.fields() if f.choices}
        signed = {"declaration.signature": "陈师傅", "declaration.seal": "印", "declaration.date": "二〇二五年"}
        filled = fill_form(
            path,
            {**values, **ticked, **signed, "project.budget_total": "30000"},
            [{"name": "李成员", "id_number": "号码", "role": "助手"}],
            [("材料费", "30000", "测算")],
            [("第一年", "试验", "样品")],
        )
        said = list(texts(filled))
        assert not [t for t in said if t.startswith(HINT_START)]
        assert set(values.values()) <= set(said)
        assert sum(t.count("☑") for t in set(said) if "□ 选中" not in t) == len(ticked)
        assert len(filled.inline_shapes) == 1
        assert {"陈师傅", "二〇二五年"} <= set(said)
        layouts = {section.layout for section in form.section}
        assert ("李成员" in said) == ("members" in layouts)
        assert ({"材料费", "30000", "第一年"} <= set(said)) == ("budget" in layouts)


def test_a_new_city_gets_the_forms_of_its_own_pack(new_city: Path, tmp_path: Path) -> None:
    pack = load_pack(new_city, SUBJECTS)

    (path,) = write_forms(pack, tmp_path / "out")
    said = "\n".join(texts(docx.Document(str(path))))

    assert path.name == "云川申报表.docx"
    assert "第二条「技能实训场地不少于300平方米」" in said
    assert "征求意见稿" not in said
    assert not any(other.policy.name in said for other in PACKS.values())
    filled = fill_form(path, {"unit.name": "云川一厂"}, [], [], [], form=pack.blank_forms[0])
    assert "云川一厂" in set(texts(filled))


def test_but_a_pack_without_forms_gets_none(tmp_path: Path) -> None:
    assert write_forms(load_pack(FIXTURE, SUBJECTS), tmp_path / "out") == []
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("old", "new", "error", "told"),
    [
        ("unit.name", "unit.nickname", PackError, "unknown field unit.nickname"),
        ("2: 技能实训", "9: 技能实训", PackError, "no clause 9"),
        ("不少于300", "不少于200", QuoteError, "not in clause 2"),
        ("此处填写面积", "此处填写300以上的面积", PackError, "a figure outside a quote"),
        ("此处填写面积", "填写面积", PackError, "hint"),
        ('hint = "此处填写面积"', 'hint = ""', PackError, "a hint or choices"),
        ('title = "申报单位"', 'title = "附件"\nlayout = "attachments"', PackError, "layout"),
        ("field = [", "colour = 'red'\nfield = [", PackError, "colour"),
    ],
)
def test_loading_names_what_is_wrong_with_a_form(
    new_city: Path, old: str, new: str, error: type[PackError], told: str
) -> None:
    (new_city / "forms.toml").write_text(NEW_FORM.replace(old, new), encoding="utf-8")

    with pytest.raises(error, match=re.escape(told)):
        load_pack(new_city, SUBJECTS)


def test_a_list_of_attachments_needs_materials(new_city: Path) -> None:
    (new_city / "forms.toml").write_text(
        NEW_FORM + '\n[[form.section]]\ntitle = "附件"\nlayout = "attachments"\n', encoding="utf-8"
    )

    with pytest.raises(PackError, match="no materials"):
        load_pack(new_city, SUBJECTS)


def test_no_code_or_text_of_the_forms_holds_a_figure_of_a_policy() -> None:
    folder = Path(__file__).parents[2] / "checkers" / "forms"
    written = "\n".join(
        path.read_text(encoding="utf-8") for path in folder.iterdir() if path.suffix in (".py", ".toml")
    )

    assert not re.search(r"\d+(?:万|元|平方米|年|名|家|岁)", written)
    assert not any(alias in written for pack in PACKS.values() for alias in pack.policy.aliases)
