"""Ways of asking and answering met in the forms of fifty more layouts: tables of statistics, dotted lines, headings as
questions, two languages, budgets among questions, questions without their mark, what is told of supports and studios."""

from __future__ import annotations

from datetime import date

import pytest

from checkers.extraction import extract
from checkers.extraction.card_pages import split_cards
from checkers.extraction.kinds import own_title
from checkers.extraction.labels import match_label
from checkers.extraction.signing import find_signings
from checkers.extraction.values import find_dates
from checkers.reading.document import Document, Paragraph, Picture, Place
from checkers.rules import check_dossier
from checkers.rules.gathering import _is_lacking
from checkers.rules.words import says_none
from knowledge.pack import load_library
from tests.checkers.made_papers import PROPOSAL, outcomes, paper, stated, table, told

# Tables of statistics


STATISTICS = table(
    ("指标名称", "计量单位", "代码", "填报内容"),
    ("甲", "乙", "丙", "1"),
    ("一、申报单位情况",),
    ("单位详细名称", "—", "01", "云川市海格机电有限公司"),
    ("技能实训场地面积", "平方米", "02", "950"),
    ("是否已设立技能大师工作室", "—", "03", "1 是　2 否　〔2〕"),
    ("法定代表人", "—", "04", "魏俊辉"),
)


def test_codes_and_units_are_no_answers() -> None:
    read = paper(STATISTICS)
    assert told(read, "unit.name") == "云川市海格机电有限公司"
    assert told(read, "unit.training_area_m2") == 950.0
    assert told(read, "unit.legal_representative") == "魏俊辉"


def test_an_answer_by_the_number_of_an_option_is_the_option() -> None:
    assert stated(paper(STATISTICS))["unit.existing_studios"] == 0.0


def test_the_row_that_numbers_the_columns_is_nobody() -> None:
    roster = table(
        ("序号", "姓名", "证件号码", "技能等级"),
        ("甲", "乙", "1", "2"),
        ("1", "唐小雨", "440103199203160022", "高级工"),
    )
    read = paper("团队成员名册", roster)
    assert [f.value for n, f in read.fields.items() if n.endswith("].name")] == ["唐小雨"]


# Dotted lines


def test_dots_lead_to_answers_and_are_none() -> None:
    read = paper(
        "（1）贵单位的全称是……云川市海格机电有限公司…………",
        "（2）法定代表人是谁……魏俊辉……………………",
        "（3）目前是否在职在聘",
        "……已退休（2023年5月办理退休手续），未签订聘用合同……",
    )
    assert told(read, "unit.name") == "云川市海格机电有限公司"
    assert told(read, "unit.legal_representative") == "魏俊辉"
    assert stated(read)["leader.status"] == "retired"


def test_bare_numbers_on_dots_are_in_the_unit_of_their_heading() -> None:
    dots = "……………………"
    lines = (
        "五、用款计划（万元）",
        f"检测费{dots} 6",
        f"耗材费{dots} 4.5",
        f"总计{dots} 10.5",
        f"拟申请资助{dots} 6.5",
    )
    assert told(paper("项目名称：焊接攻关", *lines, title=PROPOSAL), "project.funding_requested") == 65000.0


# Headings as questions


def test_headings_with_one_paragraph_each_are_questions() -> None:
    read = paper(
        "1 申报单位概况", "1.1 申报单位", "云川市木作家具行业协会", "1.2 统一代码", "514419005122337807",
        "1.3 联络员及电话", "余嘉敏，13532478806", "2 领办人概况", "2.1 领办人", "何树根",
        "2.2 性别与出生日期", "男，1975年2月11日出生", "3 团队成员概况", "3.1 成员 韦建新",
        "居民身份证号码452724198410183294；技能水平为二级（技师），技能证书编码2978059488938152401853；在团队中负责指导。",
    )  # fmt: skip
    assert told(read, "unit.name") == "云川市木作家具行业协会"
    assert told(read, "unit.contact_name") == "余嘉敏"
    assert told(read, "leader.name") == "何树根"
    assert str(told(read, "leader.birth_date")) == "1975-02-11"
    assert told(read, "members[1].name") == "韦建新"


def test_so_are_the_phases_and_costs_of_a_project() -> None:
    read = paper(
        "1 项目概况", "1.1 项目题名", "榫卯技艺传承", "1.2 实施单位", "云川市木作家具行业协会", "1.3 负责人", "何树根",
        "1.4 建设周期", "2025年10月1日起，至2028年9月30日止。", "2 时间安排", "2.1 2025年10月至2026年9月", "测绘、拍摄。",
        "2.2 2026年10月至2028年12月", "教材编写。", "3 资金安排", "3.1 教材制作费", "9.5万元。", "3.2 研修班耗材费", "8.5万元。",
        title=PROPOSAL,
    )  # fmt: skip
    assert str(told(read, "project.end")) == "2028-09-30"
    assert [str(row.end) for row in read.schedule] == ["2026-09", "2028-12"]
    assert [row.amount for row in read.budget] == [95000.0, 85000.0]


# Two languages


def test_the_english_of_a_form_in_two_languages_is_no_answer() -> None:
    cells = table(
        ("领办人   MASTER / STUDIO LEADER",),
        ("姓名\nFull Name", "石春生", "性别\nSex", "男"),
        ("手机\nMobile", "13665198232", "岗位职务\nPost", "车间一线机长"),
        ("技能等级\nSkill Level", "三级／高级工", "绝技绝活\nUnique Skills", "无"),
    )
    read = paper(cells)
    assert told(read, "leader.name") == "石春生"
    assert told(read, "leader.post") == "车间一线机长"


# Budgets


def test_a_budget_may_stand_among_the_questions_of_a_table() -> None:
    cells = table(
        ("项目名称", "快速换型攻关"), ("经费预算（单位：元）",), ("材料费", "120000"), ("量具购置费", "68000"),
        ("工位改造费", "36000"), ("预算合计", "188000"), ("其中：申请财政资金", "100000"), ("其中：单位自筹", "88000"),
    )  # fmt: skip
    read = paper(cells, title=PROPOSAL)
    assert [row.amount for row in read.budget] == [120000.0, 68000.0, 36000.0]
    assert told(read, "project.budget_total") == 188000.0
    assert told(read, "project.funding_requested") == 100000.0


def test_a_column_of_estimates_holds_amounts() -> None:
    costs = table(
        ("科　目", "概算数", "备　注"), ("材料费", "16.50", "钢"), ("检测费", "7.50", ""), ("合　计", "24.00", "")
    )
    read = paper("表四　经费概算（万元）", costs, title=PROPOSAL)
    assert [row.amount for row in read.budget] == [165000.0, 75000.0]


# Labels


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("贵单位的全称是", "unit.name"),
        ("贵单位在何地注册登记", "unit.registered_place"),
        ("联系人的电话是多少", "unit.contact_phone"),
        ("可用于技能实训的场地有多大", "unit.training_area_m2"),
        ("身份证上的号码是", "person.id_number"),
        ("哪年哪月哪日出生", "person.birth_date"),
        ("从哪天到哪天", "project.period"),
        ("实施起始", "project.start"),
        ("实施截止", "project.end"),
        ("是否具有绝技绝活", None),
        ("单位是否已经设立过相同工种的大兴区技能大师工作室", None),
    ],
)
def test_questions_ask_without_their_mark(text: str, field: str | None) -> None:
    label = match_label(text)
    assert (label.field if label is not None else None) == field


def test_figures_may_stand_above_their_questions() -> None:
    figures = table(("46 人", "33 人", "860 ㎡"), ("教职员工", "持技能证书教职工", "技能实训场地"))
    assert told(paper(figures, "机构全称：云川市智匠职业培训学校"), "unit.training_area_m2") == 860.0


def test_but_not_where_questions_stand_above_them() -> None:
    grid = table(
        ("从业人数", "技能人员数", "实训场地面积"), ("306人", "211人", "800㎡"),
        ("通讯地址", "单位类型", "单位法定代表人"), ("云川市永和路134号", "企业", "施凯德"),
    )  # fmt: skip
    read = paper(grid)
    assert told(read, "unit.staff_count") == 306.0
    assert told(read, "unit.address") == "云川市永和路134号"


def test_dates_whose_dash_was_lost_are_two() -> None:
    assert [str(d) for d, _ in find_dates("2025-09-012025-10-31")] == ["2025-09-01", "2025-10-31"]


# Head counts


def test_a_total_of_members_beside_that_of_all_is_without_the_leader() -> None:
    rows = [
        (str(n), name, f"44010319920316{n}022") for n, name in enumerate(("唐小雨", "罗文海", "贺兰雪", "方启明"), 1)
    ]
    roster = table(
        ("序号", "姓名", "身份证号码", "技能等级"), *((*row, "高级工") for row in rows),
        ("成员合计（人）", "4", "工作室总人数（含领办大师）", "5"),
    )  # fmt: skip
    read = paper("领办人：赵大勇", "工作室成员情况（不含领办大师）", roster)
    assert outcomes(read, rule="team-size-mismatch") == []


# Places to sign


def test_a_numbered_title_of_a_table_is_no_place_to_sign() -> None:
    document = Document(
        "材料", "docx", 0, (table(("表五 签章",), ("领办大师签字", "方启明"), ("填报日期", "2025/5/12")),)
    )
    assert [s.label for s in find_signings(document) if s.role == "signature"] == ["领办大师签字"]


def test_what_a_clerk_fills_in_is_not_asked_of_the_applicant() -> None:
    box = table(("以下由受理人员填写：□材料齐全 □需补正：______________\n\n受理人：              日期：",), ("", ""))
    assert not [s for s in find_signings(Document("材料", "docx", 0, (box,))) if not s.done]


# Cards


def test_the_back_of_an_identity_card_is_nobodys() -> None:
    form = paper(
        "领办人：方启明", "身份证号：441900198208123519",
        table(("序号", "姓名", "身份证号码"), ("1", "唐小雨", "440103199203160022"), ("2", "罗文海", "440103199203160044")),
    )  # fmt: skip
    front = Document("甲.jpg", "scan", 1, tuple(
        Paragraph(t, Place(page=1, paragraph=n))
        for n, t in enumerate(("姓名 方启明", "性别 男 民族 汉", "出生 1982年8月12日", "公民身份号码 441900198208123519"))
    ))  # fmt: skip
    back = Document("甲背面.jpg", "scan", 1, tuple(
        Paragraph(t, Place(page=1, paragraph=n))
        for n, t in enumerate(("中华人民共和国", "居民身份证", "签发机关 云川市公安局", "有效期限 2018.06.12-2038.06.12"))
    ))  # fmt: skip
    read = [form, *extract(front), *extract(back)]
    judged = check_dossier(load_library().pack("dongguan"), read, [], date(2025, 9, 1))
    missing = {f.subject for f, _ in judged.findings if f.rule == "material-missing"}
    assert {"id_card:唐小雨", "id_card:罗文海"} <= missing
    assert "id_card:方启明" not in missing


def test_cards_drawn_as_tables_stand_one_below_the_other() -> None:
    cards = [
        table(("姓名", name), ("公民身份号码", "440103199203160022"), number=n)
        for n, name in enumerate(("唐小雨", "罗文海"))
    ]
    assert len(split_cards((cards[0], Picture(Place(), 70, 100, False), cards[1]))) == 2


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("实用新型专利证书", "achievement_proof"),
        ("合理化建议成果证书", "achievement_proof"),
        ("荣 誉 证 书", "honour_certificate"),
    ],
)
def test_certificates_are_told_by_the_end_of_their_title(line: str, kind: str | None) -> None:
    assert own_title(line) == kind


# What is told of supports, posts and studios


@pytest.mark.parametrize(
    "text",
    [
        "工作室经费与日常维修费合并列支、统一报销，没有单独设账。",
        "否（尚未设立，工作室开支并入门店日常费用一起核算）",
        "未为工作室设立资金管理专门账目（科目）",
    ],
)
def test_an_account_that_is_shared_is_none_of_its_own(text: str) -> None:
    assert _is_lacking("support.dedicated_account", text)


@pytest.mark.parametrize(
    "text",
    [
        "设立专门账目，不与其他经费混合核算，专款专用。",
        "本单位该工种尚未建立工作室，批准后由财务部设立专门科目核算。",
    ],
)
def test_but_one_that_is_kept_apart_is(text: str) -> None:
    assert not _is_lacking("support.dedicated_account", text)


def test_nor_is_an_account_there_where_the_studio_still_lacks_one() -> None:
    assert _is_lacking("support.dedicated_account", "尚未建立工作室专门账目")


def test_money_that_only_the_state_gives_is_no_support() -> None:
    assert says_none("工作室及项目所需经费全部申请市财政资助解决，公司不另行安排资金。")


@pytest.mark.parametrize(
    ("text", "fact", "value"),
    [
        ("人事关系：已于2023年5月达到法定退休年龄并办理退休；现签订劳务协议", "leader.status", "retired"),
        ("任职状态：已于2024年8月从公司离职，未再签订合同", "leader.status", "retired"),
        ("该同志现同时担任“云川安诚公司任德全技能大师工作室”（区级）领办人", "leader.existing_studios", 1.0),
        (
            "我单位“俞国强电工技能大师工作室”已于2023年12月被区人社局认定为“区技能大师工作室”",
            "studio.recognised",
            "yes",
        ),
        (
            "工作室认定情况：2024年11月经区人力资源社会保障局认定为“区技能大师工作室”，正常运转",
            "studio.recognised",
            "yes",
        ),
        ("是否已设立技能大师工作室： 是 否（2022年设立“邹国梁技能大师工作室”）", "unit.existing_studios", 1.0),
    ],
)
def test_facts_are_stated_in_more_words(text: str, fact: str, value: float | str) -> None:
    assert stated(paper(text))[fact] == value


def test_a_question_below_a_ticked_one_is_not_its_answer() -> None:
    ticks = table(
        ("号", "事项", "是", "否"),
        ("31", "本单位已设立云川市技能大师工作室", "", "√"),
        ("32", "有工作室专用场地", "√", ""),
    )
    assert stated(paper(ticks)).get("unit.existing_studios") != 1.0


def test_a_label_that_asks_for_other_studios_states_none() -> None:
    assert "leader.existing_studios" not in stated(paper("兼任其他工作室带头人", "项目名称：焊接攻关"))


def test_a_left_over_is_one_beside_what_is_told_in_passing() -> None:
    read = paper(
        "经费保障：协会每年投入不少于XX万元用于工作室攻关。", "管理制度：制定了章程和经费审批制度，对经费作了规定。"
    )
    assert outcomes(read, rule="placeholder-left") == ["fail"]


def test_amounts_may_have_their_unit_in_a_column() -> None:
    costs = table(
        ("栏号", "用款项目", "数额", "计量单位"), ("栏16", "夹具制造费", "9.60", "万元"), ("栏17", "刀具", "4.20", "万元"),
        ("", "总 计", "13.80", "万元"), ("", "其中：申请补助数", "8.00", "万元"),
    )  # fmt: skip
    read = paper("用款表", costs, title=PROPOSAL)
    assert told(read, "project.budget_total") == 138000.0


def test_a_plain_title_opens_a_section() -> None:
    read = paper(
        "领办人简况", "姓    名：__潘志雄__    性    别：__男__", "成员简况",
        "（1）姓名：__谭伟业__  证件号码：__452724198906110814__", "（2）姓名：__钟雪梅__  证件号码：__45092219910224042X__",
    )  # fmt: skip
    assert told(read, "leader.name") == "潘志雄"
    assert [f.value for n, f in read.fields.items() if n.endswith("].name")] == ["谭伟业", "钟雪梅"]
