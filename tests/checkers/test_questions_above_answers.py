"""Forms that ask in a row of boxes and are answered in the row below, prints of systems, and what else forms from other
offices showed: members with a number in brackets, nested forms, several questions before one colon."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checkers.extraction.field import PartialDate
from checkers.reading.document import Cell, Place, Table
from tests.checkers.made_papers import PROPOSAL, outcomes, paper, stated, table, told

UNIT = table(
    ("推荐单位名称", "单位负责人"),
    ("云川市青禾书画馆", "管庆余"),
    ("主体代码（统一社会信用代码）", "单位性质"),
    ("12110115591261367R", "事业单位法人"),
    ("人员规模", "经办电话"),
    ("52", "13717356082"),
)
SUPPORT = table(
    ("工作场所", "工具设备"),
    ("二层东侧两间，共85平方米", "大案台4张、压平机1台"),
    ("经费投入", "账目设置"),
    ("每年安排3万元", "设专门科目核算"),
    ("规章及职责", "目标任务"),
    ("工作室管理制度、成员职责", "两年目标任务"),
    number=2,
)
TO_SIGN = table(("领办人亲笔签名", "推荐单位公章", "年月日"), ("路长河", "", "2024年6月5日"), number=3)


def test_answers_that_read_as_questions_stand_below_theirs() -> None:
    form = paper(UNIT, SUPPORT)
    assert told(form, "support.dedicated_account") == "设专门科目核算"
    assert told(form, "support.management_rules") == "工作室管理制度"
    assert told(form, "unit.name") == "云川市青禾书画馆"


def test_a_photo_beside_the_rows_asks_for_nothing() -> None:
    rows = table(
        ("姓名", "性别"), ("路长河", "男"), ("身份证件号", "手机"), ("110115196310203210", "13681290447"), number=2
    )
    photo = Cell(0, 2, 4, 1, "照片（近期一寸免冠）", Place(table=2, row=1))
    leader = replace(rows, columns=3, cells=(*rows.cells, photo))
    form = paper(UNIT, "被推荐人（领办人）", leader)
    assert (told(form, "leader.name"), told(form, "leader.sex")) == ("路长河", "男")
    assert told(form, "leader.id_number") == "110115196310203210"
    assert not form.blanks


def test_a_list_of_people_stays_a_list() -> None:
    people = table(
        ("姓名", "身份证件号", "技能等级", "担当"),
        ("权小燕", "110224198602022180", "三级/高级工", "画心修复"),
        ("谈俊", "110115199006242550", "三级/高级工", "材料与锦绫"),
        number=2,
    )
    form = paper(UNIT, "团队成员", people)
    assert [told(form, f"members[{n}].name") for n in (1, 2)] == ["权小燕", "谈俊"]


def test_a_form_of_questions_beside_answers_stays_one() -> None:
    beside = table(
        ("单位名称", "云川市青禾书画馆", "法定代表人", "管庆余"),
        ("单位性质", "事业单位法人", "职工总数", "52"),
        ("场地", "二层东侧两间", "设备", "大案台4张"),
        ("经费", "每年3万元", "专账", "设专门科目核算"),
    )
    form = paper(beside)
    assert told(form, "unit.legal_representative") == "管庆余"
    assert told(form, "support.funding") == "每年3万元"


def test_the_unit_that_recommends_is_asked_for_its_seal_where_it_is_the_applicant() -> None:
    seals = [s for s in paper(UNIT, SUPPORT, TO_SIGN).signings if s.role == "seal"]
    assert [s.done for s in seals] == [False]


def test_but_another_unit_that_recommends_is_not() -> None:
    own = table(("申报单位名称", "云川市青禾书画馆"), ("推荐单位名称", "云川市文化行业联盟"))
    signs = table(("领办人亲笔签名", "推荐单位公章"), ("路长河", ""), number=2)
    assert not [s for s in paper(own, signs).signings if s.role == "seal"]


def test_an_office_beside_the_places_to_sign_does_not_part_them_from_the_names_below() -> None:
    signs = table(
        ("申请人签字", "单位公章", "人社局审核（空）"), ("路景明", "", ""), ("填表日期：2025年3月6日",), number=2
    )
    signed = [s for s in paper(UNIT, signs).signings if s.role == "signature"]
    assert [(s.done, s.value) for s in signed] == [(True, "路景明")]


def test_members_with_their_number_in_brackets_are_read() -> None:
    form = paper(
        "▍团队信息（成员数：2）",
        "成员[1]姓名：高永宁   成员[1]证件号：430423199010137332",
        "技能等级：二级/技师   分工：返修工艺",
        "成员[2]姓名：何俏玲   成员[2]证件号：441900199304020442",
        "技能等级：三级/高级工   分工：培训管理",
        "▍承诺与签章",
        "领办人签名：饶俊杰",
    )
    assert [told(form, f"members[{n}].name") for n in (1, 2)] == ["高永宁", "何俏玲"]
    assert told(form, "members[2].id_number") == "441900199304020442"
    assert [s.label for s in form.signings if s.role == "signature"] == ["领办人签名"]


def test_members_whom_nobody_could_read_are_not_passed_over() -> None:
    form = paper("单位名称：云川市恒砺精密五金有限公司", "领办人姓名：罗振业", "团队人数：5人", "手机：13790256318")
    assert "unknown" in outcomes(form, rule="material-missing")


def test_a_spaced_question_ends_the_answer_before_it() -> None:
    form = paper("项 目 负 责 人 ：__邢志勇__    项 目 类 别：__工艺流程改进__", title=PROPOSAL)
    assert told(form, "leader.name") == "邢志勇"


def test_a_title_above_a_nested_form_is_no_empty_box() -> None:
    inner = table(("立项名称", "薄壁轴套变形控制项目"), ("项目主持人", "罗振业"), number=2)
    outer = Table(
        4,
        1,
        (
            Cell(0, 0, 1, 1, "（一）项目概要", Place(table=1, row=1)),
            Cell(1, 0, 1, 1, "", Place(table=1, row=2), tables=(inner,)),
            Cell(2, 0, 1, 1, "（二）预期目标", Place(table=1, row=3)),
            Cell(3, 0, 1, 1, "形成一套工艺规范，培养高级工12名。", Place(table=1, row=4)),
        ),
        Place(table=1),
    )
    form = paper(outer, title=PROPOSAL)
    assert told(form, "project.name") == "薄壁轴套变形控制项目"
    assert not [blank for blank in form.blanks if blank.field == "project.content"]


def test_a_subsidy_beside_the_total_of_a_budget_in_two_columns_is_asked_for() -> None:
    costs = table(
        ("科目", "数额", "科目", "数额"),
        ("装裱材料", "1.5", "展示布置", "1.1"),
        ("研修班讲课", "1.2", "资料印制", "0.4"),
        ("总数", "4.2", "申请补助", "4.0"),
    )
    form = paper("经费筹划（单位：万元）", costs, title=PROPOSAL)
    assert told(form, "project.budget_total") == 42000
    assert told(form, "project.funding_requested") == 40000
    assert [row.title for row in form.budget] == ["装裱材料", "展示布置", "研修班讲课", "资料印制"]


def test_a_studio_said_to_be_recognised_in_a_year_is() -> None:
    said = "“段文斌钳工技能大师工作室”2022年12月经云川市人力资源和社会保障局认定为“云川市技能大师工作室”，运转正常。"
    assert stated(paper(said, title=PROPOSAL))["studio.recognised"] == "yes"
    hoped = "“段文斌钳工技能大师工作室”拟于2026年经评审认定为云川市技能大师工作室。"
    assert "studio.recognised" not in stated(paper(hoped, title=PROPOSAL))


@pytest.mark.parametrize("line", ["性别/出生日期：男 / 1983-08-24", "2.2 性别 / 出生日期：男 / 1983-08-24"])
def test_two_questions_before_one_colon_are_answered_each(line: str) -> None:
    asked = ("单位名称：云川市粤启装备有限公司", "领办人姓名：陆炳森", line, "职业（工种）及从业年限：焊工，19年")
    rows = tuple((f"1.{n}", text) for n, text in enumerate(asked))
    for form in (paper(*asked), paper(table(*rows))):
        assert told(form, "leader.sex") == "男"
        assert told(form, "leader.birth_date") == PartialDate(1983, 8, 24)
        assert told(form, "leader.occupation") == "焊工"
        assert told(form, "leader.years_in_trade") == 19


def test_whoever_has_no_level_has_no_certificate_s_number_either() -> None:
    rows = (
        ("姓名", "关世荣"),
        ("技术等级", "无（该岗位尚未列入国家职业分类大典）"),
        ("证书号码", "—"),
        ("手机", "13611076295"),
    )
    form = paper("领办人情况", table(*rows))
    assert not [b for b in form.blanks if b.field == "leader.certificate_number"]
    held = paper("领办人情况", table(rows[0], ("技术等级", "二级/技师"), *rows[2:]))
    assert [b.field for b in held.blanks] == ["leader.certificate_number"]


def test_a_project_ticked_as_listed_is_restricted() -> None:
    ticked = table(("是否列入北京市产业禁限目录", "☑列入　□未列入"), ("立项名称", "中试线建设项目"))
    assert stated(paper(ticked, title=PROPOSAL))["project.restricted"] == "yes"
    free = table(("是否列入北京市产业禁限目录", "□列入　☑未列入"), ("立项名称", "中试线建设项目"))
    assert stated(paper(free, title=PROPOSAL))["project.restricted"] == "no"


def test_the_words_of_the_last_box_of_a_line_stand_on_the_next() -> None:
    boxes = "单位类型： □企业 □行业协会 □高技能人才培训基地 ☑"
    form = paper("单位名称：云川市岭湾计量检测院", boxes, "事业单位", "联系人：潘少君")
    assert told(form, "unit.type") == "public_institution"
    behind = paper(
        "单位名称：云川市岭湾计量检测院", "单位类型： 企业□ 行业协会□ 事业单位☑", "请如实勾选", "联系人：潘少君"
    )
    assert told(behind, "unit.type") == "public_institution"


def test_a_title_that_declares_and_signs_is_no_place_to_sign() -> None:
    form = paper("单位名称：云川市岭湾计量检测院", "声明与签署", "我承诺所填内容真实有效。", "领办人签名：罗美怡")
    assert [s.label for s in form.signings if s.role == "signature"] == ["领办人签名"]


def test_spaced_labels_taken_for_two_columns_are_put_together() -> None:
    cells = (
        ("姓性", "名：别：", "容志坚\n男"),
        ("等", "级：", "一级/高级技师"),
        ("证件", "号码：", "441900197910102756"),
    )
    rows = [Cell(r, c, 1, 1, text, Place(table=1)) for r, row in enumerate(cells) for c, text in enumerate(row)]
    card = Table(3, 3, tuple(rows), Place(table=1), ruled=False)
    read = paper(card, title="中华人民共和国职业资格证书")
    assert told(read, "leader.name") == "容志坚"
    assert told(read, "leader.skill_level") == "高级技师"


@pytest.mark.parametrize(("third", "flagged"), [("1304497443414074859162", True), ("130449744341407", False)])
def test_a_number_of_digits_holds_the_level_where_others_do(third: str, flagged: bool) -> None:
    people = table(
        ("姓名", "技能等级", "证书编号"),
        ("钟美凤", "三级/高级工", "1434631299024043830037"),
        ("袁伟棠", "三级/高级工", "6702355932337583874409"),
        ("黎彩云", "四级/中级工", "9835445447215674977699"),
        ("叶柏年", "三级/高级工", third),
    )
    form = paper("单位名称：云川市聚兴隆食品有限公司", "领办人姓名：刘炽洪", "团队成员", people)
    assert (outcomes(form, rule="certificate-level-mismatch") != []) is flagged


def test_a_number_of_digits_alone_is_no_proof_by_itself() -> None:
    people = table(
        ("姓名", "技能等级", "证书编号"),
        ("叶柏年", "三级/高级工", "1304497443414074859162"),
        ("袁伟棠", "三级/高级工", "670235"),
    )
    form = paper("领办人姓名：刘炽洪", "团队成员", people)
    assert outcomes(form, rule="certificate-level-mismatch") == []


@pytest.mark.parametrize(
    ("answer", "expected"), [("", "fail"), ("—", "unknown"), ("/", "unknown"), ("__________", "fail")]
)
def test_a_stroke_is_no_empty_box(answer: str, expected: str) -> None:
    asked = (("姓名", "关世荣"), ("技术等级", "二级/技师"), ("证书号码", answer), ("手机", "13611076295"))
    assert outcomes(paper("领办人情况", table(*asked)), rule="field-blank") == [expected]


def test_words_alone_above_places_that_are_signed_are_no_sure_place_to_sign() -> None:
    above = ("单位名称：云川市岭湾计量检测院", "本单位承诺以上属实。", "各方签字")
    signed = paper(*above, "领办人签名：罗美怡", "签署日期：2025-07-15")
    assert "fail" not in outcomes(signed, rule="signature-missing")
    unsigned = paper(*above, "领办人签名：", "签署日期：2025-07-15")
    assert outcomes(unsigned, rule="signature-missing") == ["fail"]


def test_a_box_below_several_headers_is_nobody() -> None:
    people = table(
        ("姓名", "证件号", "技能级别", "手机"),
        ("谭伟雄", "441900197509029177", "高级技师", "13602374951"),
        number=2,
    )
    wide = (
        Cell(2, 0, 1, 2, "从业履历", Place(table=2, row=3)),
        Cell(2, 2, 1, 2, "1996年起做维修电工。", Place(table=2, row=3)),
    )
    form = paper("单位名称：云川市启工学校", "明细一 领衔人", replace(people, rows=3, cells=(*people.cells, *wide)))
    assert told(form, "leader.name") == "谭伟雄"
    assert not [name for name in form.fields if name.startswith("members")]


def test_revisions_of_a_form_are_no_schedule() -> None:
    revisions = table(("版次", "修订内容", "编制", "日期"), ("A/0", "首次发布", "人力资源部", "2019-03-01"))
    form = paper(
        "项目名称：座椅骨架变形控制", "计划开始：2025-09-01", "计划结束：2026-08-31", revisions, title=PROPOSAL
    )
    assert form.schedule == ()


def test_a_code_of_a_unit_is_nobody_s_identity_number() -> None:
    people = table(
        ("姓名", "技能等级", "证件号"),
        ("闫志鹏", "技师", "11022419900119407X"),
        ("屈家明", "技师", "110224199103306116"),
    )
    told_of = ("领办人姓名：贾振国", "统一社会信用代码：911101158923232262", "团队（不含领办人）人数：4", "团队成员")
    assert outcomes(paper(*told_of, people), rule="team-size-mismatch") != []


@pytest.mark.parametrize(
    ("rows", "asked"),
    [
        ((("总计", "8.2", "其中：申请补助 5，自筹 3.2"),), 50000),
        ((("总计", "5.70", "申请区级补助 5.00，学校配套 0.70"),), 50000),
        ((("合计", "8", ""), ("申请补助", "5", ""), ("单位自筹", "3", "")), 50000),
    ],
)
def test_what_is_asked_of_the_state_stands_at_the_end_of_a_budget(
    rows: tuple[tuple[str, ...], ...], asked: float
) -> None:
    costs = table(("用途", "金额（万元）", "备注"), ("材料费", "3.2", ""), ("培训费", "5", ""), *rows)
    assert told(paper("经费概算", costs, title=PROPOSAL), "project.funding_requested") == asked


def test_a_bare_budget_s_unit_is_that_of_what_is_asked_too() -> None:
    costs = table(
        ("资金明细（单位：万元）",),
        ("备件费", "4.4"),
        ("教学费", "2.6"),
        ("资料费", "1"),
        ("合计", "8"),
        ("申请补助", "5"),
    )
    assert told(paper(costs, title=PROPOSAL), "project.funding_requested") == 50000


def test_costs_in_one_line_keep_their_thousands() -> None:
    lines = (
        "经费预算（单位：元）",
        "软件开发费：38,000   演练耗材费：12,000",
        "培训与交流费：16,000   资料费：4,000",
        "预算总额：70,000",
    )
    form = paper(*lines, title=PROPOSAL)
    assert [row.amount for row in form.budget] == [38000, 12000, 16000, 4000]


def test_a_schedule_stands_for_a_period_that_nobody_gives_but_breaks_no_rule() -> None:
    def judged(end: str) -> list[str]:
        plan = table(("时间", "任务"), ("2024.07.15-2024.12.31", "选点、制定方案"), (f"2025.01.01-{end}", "示范与总结"))
        form = paper("项目名称：乔木移植示范", "项目内容：师带徒", plan, title="大兴区技能大师工作室建设项目申报书")
        return outcomes(form, rule="project-period-over-one-year", policy="daxing")

    assert judged("2025.05.31") == []
    assert judged("2026.05.31") == ["unknown"]


def test_numbers_of_another_series_that_agree_by_chance_prove_nothing() -> None:
    people = table(
        ("姓名", "技能等级", "证书编号"),
        ("钟美凤", "三级/高级工", "1434631299024043830037"),
        ("袁伟棠", "三级/高级工", "6702355932337583874409"),
        ("叶柏年", "三级/高级工", "1304497443414074859162"),
        ("黎彩云", "四级/中级工", "1304497443414075859162"),
    )
    form = paper("领办人姓名：刘炽洪", "团队成员", people)
    assert outcomes(form, rule="certificate-level-mismatch") == []


def test_a_list_within_the_last_box_of_a_page_stays_when_the_form_goes_on() -> None:
    def at(page: int, top: float) -> Place:
        return Place(page=page, table=1, box=(50.0, top, 500.0, top + 20))

    people = table(("姓名", "技能等级"), ("游志鹏", "二级/技师"), ("卢家宝", "三级/高级工"), number=2)
    first = (
        Cell(0, 0, 1, 1, "丙 工作室团队", at(1, 100)),
        Cell(1, 0, 1, 1, "", at(1, 120), tables=(people,)),
    )
    second = (Cell(0, 0, 1, 1, "丁 建室目标", at(2, 50)), Cell(1, 0, 1, 1, "形成改造方案。", at(2, 70)))
    form = paper(Table(2, 1, first, at(1, 100)), Table(2, 1, second, at(2, 50)), kind="pdf")
    assert [told(form, f"members[{n}].name") for n in (1, 2)] == ["游志鹏", "卢家宝"]
