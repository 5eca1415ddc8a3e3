"""Forms that ask below, right of or far above their answers, in words that nobody knows, or several things in one line."""

from __future__ import annotations

from datetime import date

import pytest

from checkers.extraction import extract
from checkers.extraction.field import Paper
from checkers.extraction.kinds import kind_of, kind_of_blocks
from checkers.extraction.signing import find_signings
from checkers.extraction.values import read_name
from checkers.reading.document import Block, Cell, Document, Format, Paragraph, Place, Table
from checkers.rules import check_dossier
from checkers.rules.statements import find_statements
from knowledge.pack import load_library

FORM, PROPOSAL = "云川市技能大师工作室申报书", "云川市技能大师工作室建设项目申报表"


def lines(*texts: str, start: int = 2) -> list[Block]:
    return [Paragraph(text, Place(paragraph=n)) for n, text in enumerate(texts, start)]


def table(*rows: tuple[tuple[str, int] | str, ...], number: int = 1) -> Table:
    """Rows of cells: a text, or a text and how many columns it covers."""
    cells: list[Cell] = []
    width = 0
    for r, row in enumerate(rows):
        column = 0
        for cell in row:
            text, span = cell if isinstance(cell, tuple) else (cell, 1)
            cells.append(Cell(r, column, 1, span, text, Place(table=number, row=r + 1, column=column + 1)))
            column += span
        width = max(width, column)
    return Table(len(rows), width, tuple(cells), Place(table=number))


def paper(*blocks: Block, title: str = FORM, kind: Format = "docx") -> Paper:
    return extract(Document("申报.docx", kind, 0, (Paragraph(title, Place(paragraph=1), True), *blocks)))[0]


def told(read: Paper) -> dict[str, object]:
    return {name: found.value for name, found in read.fields.items()}


def outcomes(read: Paper, rule: str, policy: str = "daxing") -> list[str]:
    judged = check_dossier(load_library().pack(policy), [read], [], date(2025, 9, 1))
    return [f.outcome for f, _ in judged.findings if f.rule == rule]


# ---- questions below and right of their answers ----


def test_captions_in_brackets_below_their_answers_ask_for_them() -> None:
    rows = table(
        ("91110115MAX5562F0U", "企业", "崔卫国"),
        ("（统一社会信用代码）", "（单位性质）", "（法定代表人）"),
        ("112", "70", "无"),
        ("（职工人数）", "（其中技能人才数）", "（某事之有无）"),
    )
    read = told(paper(*lines("一、申报单位"), rows))
    assert (read["unit.uscc"], read["unit.type"], read["unit.legal_representative"]) == (
        "91110115MAX5562F0U", "enterprise", "崔卫国",
    )  # fmt: skip
    assert (read["unit.staff_count"], read["unit.skilled_staff_count"]) == (112.0, 70.0)


def test_labels_behind_an_arrow_ask_for_what_stands_left_of_them() -> None:
    rows = table(
        ("一层操作间，分三区", "← 工作场地"), ("检测仪器27台", "← 设备设施"), ("《工作室管理制度》已印发", "← 管理制度")
    )
    read = told(paper(*lines("四、单位支持"), rows))
    assert read["support.venue"] == "一层操作间,分三区"
    assert read["support.equipment"] == "检测仪器27台"
    assert read["support.management_rules"] == "《工作室管理制度》已印发"


def test_captions_may_stand_in_a_line_below_their_answers() -> None:
    blocks = lines(
        "马占山汽车维修工技能大师工作室      4",
        "（拟建工作室名称）      （团队人数，技能大师不计入）",
        "首创分段保压法，单车排查时间由4小时缩短到1小时。",
        "▲ 上框为主要业绩与贡献",
    )
    read = told(paper(*blocks))
    assert read["studio.name"] == "马占山汽车维修工技能大师工作室"
    assert read["studio.team_size"] == 4.0
    assert read["leader.achievements"] == "首创分段保压法,单车排查时间由4小时缩短到1小时。"


def test_but_a_remark_in_brackets_is_no_caption_of_the_line_above() -> None:
    read = told(paper(*lines("申报单位：海格机电有限公司", "（须与证照一致）", "联系人：温立新")))
    assert (read["unit.name"], read["unit.contact_name"]) == ("海格机电有限公司", "温立新")


# ---- questions in a line above a row of boxes, and rows of both ----


def test_numbered_questions_in_one_line_head_the_boxes_below() -> None:
    blocks: list[Block] = [
        *lines("2.6 现任职务及岗位     2.7 从事本工种年数"), table(("木器漆车间调色班长", "28")),
        *lines("2.12 在职在聘说明     2.13 是否已领办其他工作室", start=4), table(("在职在聘，合同至2028年", "否"), number=2),
    ]  # fmt: skip
    read = paper(*lines("二、领办人信息", start=9), *blocks)
    assert told(read)["leader.post"] == "木器漆车间调色班长"
    assert told(read)["leader.years_in_trade"] == 28.0
    stated = {s.fact: s.value for s in find_statements([read])}
    assert stated == {"leader.status": "in_service", "leader.existing_studios": 0.0}


def test_a_question_numbered_on_two_levels_is_no_answer_to_the_one_before_it() -> None:
    heads = ("2.6 现任职务及岗位", "2.7 何以为凭据")
    read = told(paper(*lines("二、领办人信息"), table(heads, ("调色班长", "车间考评表"))))
    assert read["leader.post"] == "调色班长"


def test_answers_between_two_rows_of_labels_are_no_headers() -> None:
    rows = table(
        (("名　称", 2), ("统一社会信用代码", 2)), (("海格机电有限公司", 2), ("91110115MA30QQ4517", 2)),
        ("性　质", "注 册 地 点", "法 人 代 表", "实训场地面积"), ("企业", "云川市", "崔文博", "640平方米"),
        ("职 工 人 数", "技能职工人数", "评优评先次数", "厂报期数"), ("503人", "188人", "无", "无"),
    )  # fmt: skip
    read = told(paper(*lines("甲、申报单位"), rows))
    assert (read["unit.name"], read["unit.uscc"]) == ("海格机电有限公司", "91110115MA30QQ4517")
    assert (read["unit.legal_representative"], read["unit.staff_count"]) == ("崔文博", 503.0)


def test_a_label_broken_in_two_lines_is_no_label_with_its_answer() -> None:
    rows = table(("实训场所\n建筑面积", "九百六十平方米", "开户账号", "42273500464361850"))
    assert told(paper(rows))["unit.training_area_m2"] == 960.0


# ---- people ----


def test_two_people_side_by_side_have_their_own_answers() -> None:
    rows = table(
        (("领 办 人", 2), ("工作室联络人", 2)), ("姓　名", "韩永志", "姓　名", "叶锐"),
        ("移动电话", "13973811900", "移动电话", "13734540027"), ("技能等级", "高级技师（一级）", "技能等级", "技师（二级）"),
    )  # fmt: skip
    read = told(paper(rows))
    assert (read["leader.name"], read["leader.phone"]) == ("韩永志", "13973811900")
    assert (read["leader.skill_level"], read["unit.contact_name"]) == ("高级技师", "叶锐")


def test_names_may_stand_below_other_words_than_name() -> None:
    rows = table(
        ("参加人员", "居民身份证号", "分工"), ("贺书宁", "120222198501177561", "数据整理"),
        ("韩美玲", "370112199104133082", "现场验证"),
    )  # fmt: skip
    read = told(paper(*lines("五、团队"), rows))
    assert (read["members[1].name"], read["members[2].name"]) == ("贺书宁", "韩美玲")


@pytest.mark.parametrize(
    ("text", "name"), [("叶锐　男", "叶锐"), ("曾伟坤手机18609295594", "曾伟坤"), ("方启明（签字）", "方启明")]
)
def test_a_name_ends_where_the_next_question_begins(text: str, name: str) -> None:
    read = read_name(text)
    assert read is not None
    assert read.value == name


# ---- plans ----


def test_a_row_that_names_a_group_of_costs_is_no_empty_question() -> None:
    rows = table(
        ("经费来源", "支出内容", "金额"), ("一、申请区级补助", "", ""), ("", "材料", "1.20"), ("", "培训", "3.60"),
        ("", "小 计", "4.80"), ("二、单位自筹", "", ""), ("", "材料", "6.60"), ("", "小 计", "6.60"), ("合 计", "", "11.40"),
    )  # fmt: skip
    read = paper(*lines("4. 经费预算（万元）"), rows, title=PROPOSAL)
    assert [b.field for b in read.blanks if b.field == "project.funding_requested"] == []
    assert told(read)["project.budget_total"] == 114000.0
    assert outcomes(read, "budget-sum-mismatch") == []


def test_sums_side_by_side_are_no_budget() -> None:
    heads = ("申请区级补助（万元）", "单位自筹（万元）", "总投入（万元）")
    read = told(paper(table(heads, ("4.80", "6.10", "10.90")), title=PROPOSAL))
    assert (read["project.funding_requested"], read["project.budget_total"]) == (48000.0, 109000.0)
    assert "project.budget_items" not in read


def test_a_line_of_the_contents_asks_nothing() -> None:
    read = told(paper(*lines("目　录", "一、项目概要………………………… 1", "三、实施进度………………………… 2"), title=PROPOSAL))
    assert not [name for name in read if name.startswith("project.")]


def test_a_number_out_of_order_heads_what_follows() -> None:
    blocks = lines("项目产出：检修图解1册、接头4套", "3. 月度安排", "（此处无表）")
    assert told(paper(*blocks, title=PROPOSAL))["project.outputs"] == "检修图解1册、接头4套"
    listed = lines("项目产出：", "1. 检修图解1册", "2. 接头4套")
    assert "接头4套" in str(told(paper(*listed, title=PROPOSAL))["project.outputs"])


def test_a_sentence_may_tell_from_when_to_when_a_project_runs() -> None:
    read = told(paper(*lines("4．项目从 2025年9月1日开始，到 2027年8月31日结束。"), title=PROPOSAL))
    assert (str(read["project.start"]), str(read["project.end"])) == ("2025-09-01", "2027-08-31")


# ---- what is left open, and what papers state ----


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("故障模拟台架____套，诊断课程1门", True), ("申请专利XX件", True), ("专利2件、课程1门", False),
        ("XX型机床改造1台", False), ("现有职工__126__人", False),
    ],
)  # fmt: skip
def test_a_number_left_open_in_a_text_is_a_left_over(text: str, left: bool) -> None:
    read = paper(table(("产出成果：", text)), title=PROPOSAL)
    assert bool(read.left_overs) is left


def test_another_question_in_the_same_box_is_no_answer_to_the_first() -> None:
    answer = "在职在聘，签有劳动合同。是否已领办其他工作室：□是　☑否"
    stated = {s.fact: s.value for s in find_statements([paper(table(("在岗情况", answer)))])}
    assert stated == {"leader.status": "in_service", "leader.existing_studios": 0.0}


@pytest.mark.parametrize(
    "text",
    [
        "说明：韩永志技能大师工作室已于2024年被认定为“大兴区技能大师工作室”，目前正常运转。",
        "工作室 ☑已被认定 □尚未认定 为“大兴区技能大师工作室”。",
    ],
)
def test_a_studio_that_is_recognised_already_hands_in_its_project_only(text: str) -> None:
    read = paper(*lines(text), title=PROPOSAL)
    assert ("studio.recognised", "yes") in {(s.fact, s.value) for s in find_statements([read])}
    assert "fail" not in outcomes(read, "material-missing")


def test_boxes_below_a_question_of_their_own_answer_it() -> None:
    blocks = lines("P.8 是否属于《北京市新增产业的禁止和限制目录》范围", "√ 是 □否")
    stated = {s.fact: s.value for s in find_statements([paper(*blocks, title=PROPOSAL)])}
    assert stated == {"project.restricted": "yes"}


# ---- kinds, and who signs ----


def test_a_title_that_is_a_line_of_its_own_tells_the_kind() -> None:
    form = table(("单位名称", "海格机电"), ("统一社会信用代码", "9"), ("法定代表人", "李"), ("技能等级", "技师"))
    blocks = (*lines("云川市技能大师工作室建设项目申报材料", "说明"), form)
    assert kind_of(Document("材料.docx", "docx", 0, tuple(blocks))) == "project_proposal"


def test_a_line_that_names_several_copies_is_the_title_of_none() -> None:
    card = lines(
        "吕少康 身份证、技能等级证书复印件", "姓名 吕少康", "性别 男　民族 汉", "出生 1994年3月3日", "住址 石排镇埔心1号",
        "公民身份号码 441900199403038090", "签发机关 某市公安局", "有效期限 2020.04.14-2040.04.14",
    )  # fmt: skip
    assert kind_of_blocks(tuple(card)) == "id_card"


def test_a_certificate_whose_title_was_not_recognised_is_one() -> None:
    card = lines(
        "Certificate of Occupational Ski11 Level", "姓名：苏培基", "证件类型：居民身份证", "职业名称：中式烹调师",
        "职业技能等级：一级/高级技师", "证书编号：4419935693392211004880",
    )  # fmt: skip
    assert kind_of_blocks(tuple(card)) == "skill_certificate"


def test_a_name_written_above_the_words_signs_on_a_recognised_page() -> None:
    def at(text: str, left: float, top: float) -> Paragraph:
        return Paragraph(text, Place(1, paragraph=round(top), box=(left, top, left + 60, top + 11)), sure=0.9)

    done = find_signings(Document("立项书", "scan", 1, (at("曾庆波", 170, 166), at("主持人（签章）", 90, 183))))
    other = find_signings(Document("立项书", "scan", 1, (at("曾庆波", 170, 20), at("主持人（签章）", 90, 183))))
    assert [s.done for s in done if s.role == "signature"] == [True]
    assert [s.done for s in other if s.role == "signature"] == [False]


def test_headers_of_places_to_sign_have_their_answers_below() -> None:
    rows = table(("声明内容", "技能大师签名", "单位公章及日期"), ("所填属实。", "孟向阳", "2025/09/01"))
    signed = {s.role: s.done for s in find_signings(Document("表", "scan", 1, (rows,)))}
    assert signed["signature"]
    assert signed["date"]


# ---- plain questions, letters, what is said to be lacking ----


def test_plain_questions_behind_a_dash_or_a_number_have_their_answers_behind_the_colon() -> None:
    asked = lines(
        "1. 申请方叫什么（写全）： 长风电气有限公司", "7. 实际在哪里生产经营： 云川市兴业路8号", "——移动电话："
    )
    form = paper(*asked)
    assert told(form) == {"unit.name": "长风电气有限公司", "unit.address": "云川市兴业路8号"}
    assert [b.field for b in form.blanks] == ["leader.phone"]
    plan = told(paper(*lines("6. 何时动手： 2025/10/1", "7. 何时完工： 2027年9月30日"), title=PROPOSAL))
    assert (str(plan["project.start"]), str(plan["project.end"])) == ("2025-10-01", "2027-09-30")


def test_costs_below_a_question_in_its_own_box_are_its_answer() -> None:
    costs = "预算：\n设备购置 22.2万（工装）；\n材料费 11万（试制）；\n培训费 7.4万（教材）。\n共计 40.6万元；启动资金申请 10万。"
    read = paper(table((costs, "单位解决其余")), title=PROPOSAL)
    assert "project.budget_total" not in {b.field for b in read.blanks}


@pytest.mark.parametrize(("added", "broken"), [("0.6", True), ("0.0", False)])
def test_who_pays_the_total_does_not_excuse_the_rows_above_it(added: str, broken: bool) -> None:
    rows = table(
        ("开支科目", "单位自筹", "申请财政", "小计"), ("设备购置", "18", "3", "21"), ("材料费", "9.7", "2", "11.7"),
        ("检测费", added, "-", added), (("合　计"), "27.7", "5", "32.7"),
    )  # fmt: skip
    read = paper(*lines("经费概算（单位：万元）"), rows, title=PROPOSAL)
    assert outcomes(read, "budget-sum-mismatch") == (["fail"] if broken else [])


@pytest.mark.parametrize(
    ("told", "lacks"),
    [
        ("工作室经费不单设账目，并在管理费里一起列支。", True), ("不另设专门账目", True), ("专门账目目前还没有", True),
        ("已单设会计科目，单独记账", False), ("不单设账户，但另有专门科目核算", False),
    ],
)  # fmt: skip
def test_an_account_that_is_said_to_be_lacking_is(told: str, lacks: bool) -> None:
    read = paper(table(("专账", told), ("场地", "一层操作间120平方米")))
    assert (outcomes(read, "dedicated-account-missing") == ["fail"]) is lacks


def test_who_has_retired_is_not_in_service_wherever_a_letter_says_so() -> None:
    letter = "齐德顺，男，1963年6月8日出生，手机号13816678403，已于2023年6月办理退休，现由公司聘为技术顾问。"
    stated = {s.fact: s.value for s in find_statements([paper(*lines(letter))])}
    assert stated["leader.status"] == "retired"


def test_people_numbered_in_a_sentence_are_each_read() -> None:
    letter = (
        "工作室连领衔人一共3人，除领衔人外的成员都是正式职工：（1）柏文涛，身份证号110224198808181873，技师；"
        "（2）边玉洁，身份证号110224199111259143，高级工。"
    )
    read = paper(*lines(letter))
    assert (told(read)["members[1].name"], told(read)["members[2].name"]) == ("柏文涛", "边玉洁")
    assert outcomes(read, "team-size-mismatch") == []


def test_a_question_asked_again_in_its_answer_is_answered_there() -> None:
    stated = {s.fact: s.value for s in find_statements([paper(table(("产业禁限目录", "是否列入：是，铸造在目录里")))])}
    assert stated == {"project.restricted": "yes"}


@pytest.mark.parametrize("task", ["工作任务", "承担任务", "主要工作"])
def test_what_is_done_in_a_phase_is_nobodys_task(task: str) -> None:
    rows = table(
        ("起止时间", task),
        ("2026年2月—2026年3月", "组建团队"),
        ("2026年4月—2026年6月", "试验"),
        ("2026年7月—2026年8月", "推广"),
    )
    assert len(paper(*lines("C  进度安排"), rows, title=PROPOSAL).schedule) == 3


def test_a_comma_parts_no_text_that_answers_two_questions() -> None:
    read = told(paper(*lines("工作规划及目标任务：已编制工作规划和年度任务，按季度检查落实")))
    assert read["support.work_plan"] == "已编制工作规划和年度任务,按季度检查落实"
