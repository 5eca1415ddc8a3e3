"""Papers in layouts that were misread once: what is asked and filled in is found wherever it stands."""

from __future__ import annotations

from datetime import date

import pytest

from checkers.extraction import extract
from checkers.extraction.field import Paper, PartialDate
from checkers.reading.document import Block, Cell, Document, Paragraph, Picture, Place, Table
from checkers.rules import check_dossier
from knowledge.pack import load_library

TITLE = "云川市技能大师工作室申报书"
PROPOSAL = "云川市技能大师工作室项目立项书"
NUMBER = "441900198208123519"
OTHER_NUMBER = "110101198506010018"
CERTIFICATE = "S000044000000013000007"


def line(text: str, page: int | None = None, box: tuple[float, float, float, float] | None = None) -> Paragraph:
    return Paragraph(text, Place(page=page, box=box))


def table(*rows: list[str], sure: float = 1.0) -> Table:
    cells = tuple(
        Cell(r, c, 1, 1, text, Place(table=1, row=r + 1), (), sure)
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    )
    return Table(len(rows), max(map(len, rows)), cells, Place(table=1))


def papers(*blocks: Block | str, name: str = "材料.docx", pages: int = 0, scan: bool = False) -> tuple[Paper, ...]:
    made = tuple(line(block) if isinstance(block, str) else block for block in blocks)
    shape = "scan" if scan else "pdf" if pages else "docx"
    return extract(Document(name, shape, pages, made))


def form(*blocks: Block | str, title: str = TITLE, scan: bool = False) -> Paper:
    (paper,) = papers(title, *blocks, scan=scan)
    return paper


def value(paper: Paper, field: str) -> object:
    found = paper.fields.get(field)
    return None if found is None else found.value


# Boxes


@pytest.mark.parametrize("told", ["唐小雨  13812345678", "唐小雨（13812345678）", "唐小雨 联系电话：13812345678"])
def test_a_name_and_a_number_in_one_box_are_parted(told: str) -> None:
    paper = form(table(["联系人及电话", told]))
    assert (value(paper, "unit.contact_name"), value(paper, "unit.contact_phone")) == ("唐小雨", "13812345678")


@pytest.mark.parametrize(
    ("told", "read"),
    [
        ("☑有 □无 说明：每年安排经费8万元", "每年安排经费8万元"),
        ("☑有 □无 （每年安排经费8万元）", "每年安排经费8万元"),
        ("☑有 □无", "有"),
        ("□有 ☑无", "无"),
    ],
)
def test_what_is_told_beside_a_ticked_box_is_the_answer(told: str, read: str) -> None:
    assert value(form(table(["经费支持", told])), "support.funding") == read


def test_an_option_without_a_box_is_the_ticked_one_where_the_text_was_recognised() -> None:
    cells = table(["性别", "男 □女"], ["技能等级", "□高级工 技师 □高级技师"], sure=0.95)
    paper = form("二、领办人", cells, scan=True)
    assert (value(paper, "leader.sex"), value(paper, "leader.skill_level")) == ("男", "技师")


def test_but_in_typed_text_nothing_is_ticked_then() -> None:
    paper = form("二、领办人", table(["性别", "男 □女"]))
    assert [blank.field for blank in paper.blanks] == ["leader.sex"]


def test_a_label_and_its_value_in_one_cell_are_no_blank() -> None:
    paper = form("二、领办人", table(["姓名", "方启明", "从业年限 19年"], ["性别", "男", "带徒人数 13人"]), scan=True)
    assert (value(paper, "leader.years_in_trade"), value(paper, "leader.apprentices")) == (19.0, 13.0)
    assert paper.blanks == ()


def test_a_value_and_the_next_label_in_one_cell_are_parted() -> None:
    paper = form("三、工作室", table(["工作室名称", "方启明工作室   工种", "焊工"]), scan=True)
    assert (value(paper, "studio.name"), value(paper, "studio.occupation")) == ("方启明工作室", "焊工")


def test_an_answer_that_there_is_none_is_no_label() -> None:
    paper = form(table(["项目名称"], ["暂无立项项目"]), title=PROPOSAL)
    assert value(paper, "project.name") == "暂无立项项目"


def test_an_occupation_beside_the_studios_name_is_the_studios() -> None:
    paper = form(
        "领办人情况",
        table(["姓名", "方启明", "职业（工种）", "焊工"]),
        table(["工作室名称", "焊研室", "工种", "电焊工"]),
    )
    assert (value(paper, "leader.occupation"), value(paper, "studio.occupation")) == ("焊工", "电焊工")


# Lines


def test_pairs_apart_by_spaces_are_read() -> None:
    paper = form(
        "一、单位信息", "单位名称 云川海格机电有限公司   法定代表人 石敏", "二、领办人", "姓名 方启明   从业25年"
    )
    assert value(paper, "unit.name") == "云川海格机电有限公司"
    assert (value(paper, "leader.name"), value(paper, "leader.years_in_trade")) == ("方启明", 25.0)


def test_a_question_that_is_no_known_label_ends_the_answer_before_it() -> None:
    assert value(form("申报单位：海格机电有限公司  报送批次：第二批"), "unit.name") == "海格机电有限公司"


def test_numbers_behind_an_answer_are_answers_of_their_own() -> None:
    paper = form("注册地：云川市兴业镇  职工总数 126 人，其中技能人才 52 人；技能实训场地 1260 平方米。")
    assert value(paper, "unit.registered_place") == "云川市兴业镇"
    assert [value(paper, f"unit.{n}") for n in ("staff_count", "skilled_staff_count", "training_area_m2")] == [
        126.0,
        52.0,
        1260.0,
    ]


def test_answers_below_their_questions_are_read() -> None:
    paper = form("一、申报单位", "申报单位全称", "海格机电有限公司", "注册地", "云川市兴业镇")
    assert (value(paper, "unit.name"), value(paper, "unit.registered_place")) == ("海格机电有限公司", "云川市兴业镇")


def test_dots_lead_from_a_question_to_its_answer() -> None:
    assert value(form("单位名称……………………海格机电有限公司"), "unit.name") == "海格机电有限公司"


def test_a_table_of_people_without_lines_is_read_by_its_headers() -> None:
    paper = form(
        "# 姓名   身份证号   等级 证书编号   分工",
        f"1 唐小雨   {NUMBER}   技师 {CERTIFICATE}   设备调试",
        f"2罗慧   {OTHER_NUMBER}   高级工 {CERTIFICATE}   资料整理",
        "保障信息",
    )
    assert [value(paper, f"members[{n}].name") for n in (1, 2, 3)] == ["唐小雨", "罗慧", None]
    assert value(paper, "members[2].role") == "资料整理"


def test_a_member_told_of_in_one_sentence_is_read() -> None:
    told = f"成员1：唐小雨，身份证号{NUMBER}，技师，证书编号{CERTIFICATE}，负责设备调试。"
    paper = form("四、工作室成员", told)
    keys = ("name", "id_number", "skill_level", "certificate_number", "role")
    assert [value(paper, f"members[1].{key}") for key in keys] == ["唐小雨", NUMBER, "技师", CERTIFICATE, "设备调试"]


def test_level_and_number_in_one_column_are_parted() -> None:
    head, row = ["成员姓名", "身份证号", "等级及证书编号", "职责"], ["唐小雨", NUMBER, f"中级工\n{CERTIFICATE}", "试制"]
    paper = form(table(head, row, ["罗慧", OTHER_NUMBER, f"技师\n{CERTIFICATE}", "检验"]))
    assert (value(paper, "members[1].skill_level"), value(paper, "members[1].certificate_number")) == (
        "中级工",
        CERTIFICATE,
    )


# Budgets and schedules


@pytest.mark.parametrize(
    "budget",
    [
        table(["预算科目", "金额（元）", "资金来源"], ["材料费", "30000", "自筹"], ["培训费", "20000", "补助"], ["合计", "50000", ""]),
        table(["类别", "支出科目", "金额（元）"], ["业务", "材料费", "30000"], ["业务", "培训费", "20000"], ["", "合计", "50000"]),
        table(["材料费", "培训费", "合计"], ["30000", "20000", "50000"]),
        table(["材料费", "30,000元"], ["培训费", "20,000元"], ["预算合计", "伍万元整"]),
    ],
)  # fmt: skip
def test_a_budget_is_read_with_and_without_headers(budget: Table) -> None:
    paper = form("五、经费预算", budget, title=PROPOSAL)
    assert [(row.title, row.amount) for row in paper.budget] == [("材料费", 30000.0), ("培训费", 20000.0)]
    assert value(paper, "project.budget_total") == 50000.0


def test_amounts_are_in_the_unit_that_the_tables_title_names() -> None:
    costs = table(["材料费", "培训费", "合计"], ["3", "2", "5"])
    assert value(form("经费概算（单位：万元）", costs, title=PROPOSAL), "project.budget_total") == 50000.0


def test_a_total_that_names_its_own_unit_is_in_it() -> None:
    rows = table(["科目", "金额（元）"], ["材料费", "30000"], ["培训费", "20000"], ["经费预算合计（万元）", "5"])
    assert value(form("经费预算", rows, title=PROPOSAL), "project.budget_total") == 50000.0


def test_a_ticked_statement_below_an_answer_is_no_part_of_it() -> None:
    paper = form("工作规划：已制定三年规划", "√ 本单位承诺以上内容真实")
    assert str(value(paper, "support.work_plan")).startswith("已制定三年规划")


def test_a_budget_of_lines_without_a_table_is_read() -> None:
    paper = form(
        "经费预算", "科目   金额", "材料费   30,000.00", "培训费   20,000.00", "合计   50,000.00", title=PROPOSAL
    )
    assert [row.amount for row in paper.budget] == [30000.0, 20000.0]


def test_a_column_for_each_phase_is_a_schedule() -> None:
    phases = table(["阶段1", "阶段2"], ["2025年6月至2026年2月", "2026年3月至2028年5月"], ["调研", "推广"])
    paper = form("进度", phases, title=PROPOSAL)
    assert [(str(row.start), str(row.end)) for row in paper.schedule] == [
        ("2025-06", "2026-02"),
        ("2026-03", "2028-05"),
    ]


@pytest.mark.parametrize("before", ["（1）", "1）", "1、", "▶ ", "第一阶段"])
def test_a_schedule_of_lines_is_read_whatever_begins_them(before: str) -> None:
    paper = form("四、实施周期及进度", f"{before}2026年5月—2026年7月：组建团队。", title=PROPOSAL)
    assert [(str(row.start), str(row.end)) for row in paper.schedule] == [("2026-05", "2026-07")]


def test_months_joined_by_a_word_keep_their_month() -> None:
    paper = form(table(["起止时间", "任务"], ["2025-11至2026-10", "调研"]), title=PROPOSAL)
    assert [(str(row.start), str(row.end)) for row in paper.schedule] == [("2025-11", "2026-10")]


# Signing


def test_a_date_without_a_label_below_a_signature_is_its_date() -> None:
    paper = form("领办人签字：方启明", "申请单位（盖章）：", "2025年3月20日")
    assert value(paper, "declaration.date") == PartialDate(2025, 3, 20)


def test_but_a_date_far_from_any_signature_is_not() -> None:
    assert value(form("2025年3月20日", "一、申报单位", "单位名称：海格机电有限公司"), "declaration.date") is None


def test_the_next_place_to_sign_is_no_part_of_a_name() -> None:
    assert value(form("领办人签字：方启明      单位公章：     "), "declaration.signature") == "方启明"


def test_an_applying_unit_is_asked_for_its_seal() -> None:
    assert [s.role for s in form("申请单位（盖章）：").signings] == ["seal"]


# Cards


ID_LINES = ["性别 男   民族 汉", "出生 1982年8月12日", "住址 云川市兴业街5号", f"公民身份号码 {NUMBER}"]


def test_copies_in_touching_frames_are_a_card_each() -> None:
    cards = [
        f"职业技能等级证书\n姓名：{name}\n技能等级：三级/高级工\n证书编号：{CERTIFICATE}" for name in ("唐小雨", "罗慧")
    ]
    assert [p.person for p in papers(table([cards[0]], [""], [cards[1]]), name="证书.pdf", pages=1)] == [
        "唐小雨",
        "罗慧",
    ]


def test_an_identity_card_below_a_licence_is_a_card_of_its_own() -> None:
    licence = ["营业执照", "统一社会信用代码 91441900MA5ABCDE1X", "名称 海格机电有限公司", "类型 有限责任公司", "法定代表人 石敏",
               "经营范围 机电产品", "住所 云川市兴业街5号", "登记机关"]  # fmt: skip
    found = papers(*(line(t, page=1) for t in [*licence, "姓名 唐小雨", *ID_LINES]), name="证件.pdf", pages=1)
    assert [p.kind for p in found] == ["licence", "id_card"]
    assert found[1].person == "唐小雨"


def test_honours_and_proofs_below_one_another_are_papers_of_their_own() -> None:
    found = papers(
        "荣誉证书", "方启明同志：", "被授予“云川市技术能手”荣誉称号，特发此证。", "云川市总工会",
        "荣誉证书", "方启明同志：", "被授予“云川市五一劳动奖章”荣誉称号，特发此证。", "云川市总工会",
        "技术成果证明", "兹证明我单位方启明同志主持完成快换夹具革新，该成果已在一线应用。", "特此证明。", "云川海格机电有限公司",
        name="荣誉.docx",
    )  # fmt: skip
    assert [p.kind for p in found] == ["honour_certificate", "honour_certificate", "achievement_proof"]
    assert [value(p, "leader.honours") for p in found[:2]] == [("云川市技术能手",), ("云川市五一劳动奖章",)]
    assert (value(found[2], "leader.achievements"), value(found[2], "unit.name")) == (
        "主持完成快换夹具革新",
        "云川海格机电有限公司",
    )


def test_letters_of_a_seal_behind_a_number_are_left_out() -> None:
    (paper,) = papers(
        "职业技能等级证书",
        "姓名：唐小雨",
        "技能等级：技师",
        f"证书编号：{CERTIFICATE} 中心评",
        name="证书.jpg",
        scan=True,
    )
    assert value(paper, "leader.certificate_number") == CERTIFICATE


# One file with several papers


FORM_LINES = [TITLE, "一、申报单位", "单位名称：海格机电有限公司", "二、领办人", "姓名：方启明", "领办人签字：方启明"]
PROPOSAL_LINES = [PROPOSAL, "项目名称：快换夹具攻关", "项目目标：提高合格率"]
CARD_LINES = ["附件3 身份证复印件", "姓名 方启明", *ID_LINES]


def test_one_pdf_with_forms_and_copies_is_told_apart_by_its_titles() -> None:
    pages = (FORM_LINES, ["三、保障条件", "工作场地：一间"], PROPOSAL_LINES, CARD_LINES)
    blocks = [line(text, page=n) for n, page in enumerate(pages, 1) for text in page]
    found = papers(*blocks, name="全套.pdf", pages=4)
    assert [p.kind for p in found] == ["application_form", "project_proposal", "id_card"]
    assert (value(found[0], "support.venue"), value(found[1], "project.name")) == ("一间", "快换夹具攻关")


def test_one_word_file_with_pasted_copies_is_told_apart_too() -> None:
    copy = [line(text, box=(0, 40 * n, 300, 40 * n + 30)) for n, text in enumerate(["姓名 方启明", *ID_LINES])]
    found = papers(*FORM_LINES, *PROPOSAL_LINES, Picture(Place(), 800, 500), *copy)
    assert [p.kind for p in found] == ["application_form", "project_proposal", "id_card"]


def test_but_a_list_of_enclosures_is_no_further_paper() -> None:
    found = papers(*FORM_LINES, "附件：", "身份证复印件", "营业执照复印件", "荣誉证书")
    assert [p.kind for p in found] == ["application_form"]


def test_a_cover_belongs_to_the_form_that_follows_it() -> None:
    found = papers(line("附件1", page=1), *(line(text, page=2) for text in FORM_LINES), name="申报书.pdf", pages=2)
    assert [p.kind for p in found] == ["application_form"]


# Doubt


@pytest.mark.parametrize(("sure", "outcome"), [(0.0, "unknown"), (1.0, "fail")])
def test_an_empty_box_is_a_fail_only_where_no_ink_is_in_it(sure: float, outcome: str) -> None:
    cells = (Cell(0, 0, 1, 1, "注册地", Place(table=1, row=1)), Cell(0, 1, 1, 1, "", Place(table=1, row=1), (), sure))
    paper = form("一、申报单位", Table(1, 2, cells, Place(table=1)))
    judged = check_dossier(load_library().pack("dongguan"), [paper], [], date(2025, 8, 1))
    assert [f.outcome for f, _ in judged.findings if f.rule == "field-blank"] == [outcome]


def test_a_heading_read_into_the_line_of_a_name_is_no_name() -> None:
    assert value(form("二、领办人", "姓名：四、保障条件"), "leader.name") is None


def test_what_is_too_long_for_a_name_is_doubtful() -> None:
    assert form("二、领办人", "姓名：方启明一九七八年三月出生于云川市").fields["leader.name"].doubtful
