"""Forms that a clerk rewrote in everyday words, cards for each person, task books; and what papers tell in other words
than the rule that looks for it."""

from __future__ import annotations

import pytest

from checkers.extraction.kinds import kind_of, named_other, names_both
from checkers.extraction.labels import match_label, match_section
from checkers.reading.document import Block, Document, Paragraph, Place
from tests.checkers.made_papers import PROPOSAL, outcomes, paper, stated, table, told

UNIT = table(("单位名字", "云川市青禾书画馆"), ("信用代码", "12110115591261367R"), ("什么单位", "企业"))


def document(*lines: str, name: str = "材料.docx") -> Document:
    blocks: tuple[Block, ...] = tuple(Paragraph(line, Place(paragraph=n)) for n, line in enumerate(lines, 1))
    return Document(name, "docx", 0, blocks)


def test_everyday_words_head_a_list_of_people_a_budget_and_a_schedule() -> None:
    people = table(
        ("姓名", "干什么", "手艺等级", "本本编号", "身份证"),
        ("权小燕", "画心修复", "高级工（三级）", "S000044190021223000318", "110224198602022180"),
        ("谈俊", "材料与锦绫", "高级工（三级）", "S000044190021223000319", "110115199006242550"),
        number=2,
    )
    form = paper(UNIT, "班子", people)
    assert told(form, "members[1].role") == "画心修复"
    assert told(form, "members[2].certificate_number") == "S000044190021223000319"
    costs = table(
        ("花在哪里", "多少", "怎么算的"),
        ("画料", "3.2", "请政府出1.2，单位出2"),
        ("拍摄", "1.8", "请政府出0.8，单位出1"),
        ("总共", "5", "请政府支持2，单位自己出3"),
    )
    phases = table(
        ("哪天到哪天", "干什么"),
        ("2026/1/1～2026/6/30", "收画料"),
        ("2026/7/1～2026/12/31", "展示总结"),
        number=2,
    )
    proposal = paper("花钱清单（万元）", costs, "时间怎么排", phases, title=PROPOSAL)
    assert [row.amount for row in proposal.budget] == [32000.0, 18000.0]
    assert told(proposal, "project.budget_total") == 50000.0
    assert told(proposal, "project.funding_requested") == 20000.0
    assert len(proposal.schedule) == 2


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ("想请政府支持", "project.funding_requested"),
        ("整个项目花费", "project.budget_total"),
        ("公司出钱情况", "support.funding"),
        ("到哪天完", "project.end"),
        ("谁跑这件事", "unit.contact_name"),
        ("装备保障", "support.equipment"),
        ("经费如何记账？", "support.dedicated_account"),
    ],
)
def test_money_and_times_are_asked_for_in_everyday_words(words: str, field: str) -> None:
    label = match_label(words)
    assert label is not None
    assert label.field == field


def test_a_post_in_a_workshop_is_no_label() -> None:
    assert match_label("制香工坊掌作师傅") is None
    form = paper(table(("现司职事", "制香工坊掌作师傅", "手提电话", "13649802751")))
    assert told(form, "leader.post") == "制香工坊掌作师傅"


def test_cards_of_people_say_in_brackets_whose_they_are() -> None:
    assert match_section("人员登记卡（领办人）") == "leader"
    assert match_section("人员登记卡（成员二）") == "members"

    def card(number: int, whose: str, name: str, code: str) -> Block:
        return table(
            (f"人员登记卡（{whose}）",),
            ("姓 名", name, "性 别", "男", "一寸照片\n粘贴处"),
            ("证件号码", code, "学历：大专", "技能等级", "三级/高级工"),
            number=number,
        )

    form = paper(card(1, "领办人", "谭兆明", "511325198305203556"), card(2, "成员一", "蒲勇军", "450881198707262939"))
    assert (told(form, "leader.name"), told(form, "leader.id_number")) == ("谭兆明", "511325198305203556")
    assert (told(form, "members[1].name"), told(form, "members[1].sex")) == ("蒲勇军", "男")
    assert told(form, "members[1].id_number") == "450881198707262939"


def test_a_second_table_of_the_same_people_adds_to_the_first() -> None:
    who = table(
        ("编号", "成员", "居民身份证号"), ("C1", "权小燕", "110224198602022180"), ("C2", "谈俊", "110115199006242550")
    )
    level = table(
        ("编号", "成员", "技能级别", "证号", "任务分工"),
        ("C1", "权小燕", "三级/高级工", "4400007211506773084349", "工艺评定"),
        ("C2", "谈俊", "三级/高级工", "4400002481604823035516", "工装设计"),
        number=2,
    )
    form = paper("成员身份", who, "成员技能与分工", level)
    assert told(form, "members[1].skill_level") == "高级工"
    assert told(form, "members[2].id_number") == "110115199006242550"
    assert not [name for name in form.fields if name.startswith("members[3]")]


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (
            ("云川市技能大师工作室建设项目申报书（任务书）", "领办人、技能等级、单位名称、统一社会信用代码、技能大师"),
            "project_proposal",
        ),
        (("云川市技能大师工作室申报书", "项目名称、项目目标"), "application_form"),
    ],
)
def test_a_title_within_a_longer_one_is_none_of_its_own(lines: tuple[str, ...], kind: str) -> None:
    assert kind_of(document(*lines)) == kind


def test_a_form_of_studio_and_project_is_both() -> None:
    assert names_both("技能大师工作室及建设项目申报书")
    assert not names_both("技能大师工作室建设项目申报书")


def test_a_paper_of_any_shape_is_what_its_file_is_called() -> None:
    text = ("湿法制粒三判法应用说明", "2020年列入公司岗位标准操作规程，不合格率由1.8%降至0.4%。")
    assert kind_of(document(*text, name="成果证明材料.docx")) == "achievement_proof"
    assert kind_of(document(*text, name="附件3.docx")) == "other"
    assert named_other(document("关于认定2023年度技能大师工作室的通知", "各有关单位："))


LISTED = "leader-skill-level-too-low"


@pytest.mark.parametrize(
    ("level", "occupation", "expected"),
    [
        ("无（该岗位尚未列入国家职业分类大典，无等级证书）", "书画修复员", ["human"]),
        ("该职业尚无国家职业标准，不涉及等级证书", "书画修复员", ["human"]),
        ("三级/高级工", "书画修复员（未列入职业分类大典及新职业）", ["human"]),
        ("三级/高级工", "书画修复员", ["warn"]),
        ("二级/技师", "书画修复员（未列入职业分类大典及新职业）", []),
    ],
)
def test_no_certificate_is_asked_for_where_the_occupation_is_not_listed(
    level: str, occupation: str, expected: list[str]
) -> None:
    leader = table(("姓名", "路长河"), ("职业（工种）", occupation), ("技能等级", level), number=2)
    form = paper(UNIT, "领办人情况", leader)
    assert outcomes(form, rule=LISTED, policy="daxing") == expected


def test_what_a_form_says_of_occupations_that_are_not_listed_states_nothing() -> None:
    form = paper(
        UNIT, "说明：职业未列入《职业分类大典》的，不填证书编号。", table(("技能等级", "三级/高级工"), number=2)
    )
    assert "occupation.listed" not in stated(form)


@pytest.mark.parametrize("answer", ["正在申办职业培训资质，目前尚未取得", "拟于年底办理", "尚未取得"])
def test_a_qualification_that_is_applied_for_is_lacking(answer: str) -> None:
    form = paper(table(("单位类别", "行业协会"), ("行业培训（培养）资质", answer)))
    assert outcomes(form, rule="training-qualification-missing") == ["fail"]


def test_a_count_with_the_leader_in_brackets_counts_him() -> None:
    people = table(
        ("姓名", "身份证号", "技能等级", "分工"),
        ("权小燕", "110224198602022180", "三级/高级工", "画心修复"),
        ("谈俊", "110115199006242550", "三级/高级工", "锦绫"),
        number=2,
    )
    count = "团队成员共__3__人（含领办大师1人）。"
    form = paper(UNIT, table(("领办人", "路长河"), number=3), "团队成员", people, count)
    assert outcomes(form, rule="team-size-mismatch", policy="daxing") == []
    assert outcomes(form, rule="team-too-small", policy="daxing") == ["fail"]


def test_a_title_gives_the_lines_below_it_their_unit() -> None:
    lines = (
        "D03 经费预算（万元）",
        "明细 1：工装加工 金额：4.20 其中财政：2.00",
        "明细 2：课程录制 金额：3.00 其中财政：1.80",
        "预算合计：7.20",
        "申请财政资金：3.80",
        "Z01 签章",
        "联系电话：13800138000",
    )
    proposal = paper(*lines, title=PROPOSAL)
    assert [row.amount for row in proposal.budget] == [42000.0, 30000.0]
    assert told(proposal, "project.budget_total") == 72000.0
    assert told(proposal, "project.funding_requested") == 38000.0


def test_the_remark_beside_a_total_says_what_is_asked_of_the_state() -> None:
    costs = table(
        ("列支项目", "金额", "来源"),
        ("采集模块", "2.9", "区补助经费"),
        ("研修", "1.6", "单位自筹"),
        ("总额", "4.5", "申请2.9 自筹1.6"),
    )
    proposal = paper("经费登记卡（万元）", costs, title=PROPOSAL)
    assert told(proposal, "project.funding_requested") == 29000.0


def test_a_stay_in_a_licence_is_no_schedule() -> None:
    form = paper(table(("法定代表人", "刘志强", "登记证书有效期", "2023年2月20日至2028年2月 19 日")))
    assert not form.schedule
    assert told(form, "unit.licence_valid_until") is not None


def test_a_unit_seals_where_it_is_asked_for_its_mark() -> None:
    form = paper(table(("领办员工签字", "路长河"), ("企业签章", "")))
    assert [s.label for s in form.signings if s.role == "signature"] == ["领办员工签字"]


def test_a_register_is_dated_where_somebody_signed_it() -> None:
    form = paper(table(("内容属实。\n领办人签字：路长河\n登记单位盖章：\n登记日期：2025年4月16日",)))
    assert told(form, "declaration.date") is not None


CAREER = "2003.07—2010.02　云川市恒岳模具厂　模具钳工\n2010.03至今　云川市恒岳模具厂　钳加工班组长"


def test_where_somebody_worked_is_no_plan_of_a_project() -> None:
    form = paper(UNIT, table(("简历", CAREER), number=2))
    plan = table(("项目名称", "工装升级"), ("开始时间", "2026年1月1日"), ("结束时间", "2028年12月31日"))
    proposal = paper(plan, title=PROPOSAL)
    assert outcomes(form, proposal, rule="schedule-outside-period") == []


def test_who_pays_stands_below_a_total_with_spaces_between_its_words() -> None:
    costs = table(
        ("用 途", "金 额"),
        ("种苗农资", "2.6"),
        ("培训讲课", "1.9"),
        ("共 计", "4.5"),
        ("其中 请拨", "2.5"),
        ("自 筹", "2.0"),
    )
    proposal = paper("用款计划（万元）", costs, title=PROPOSAL)
    assert [row.title for row in proposal.budget] == ["种苗农资", "培训讲课"]
    assert outcomes(proposal, rule="budget-sum-mismatch", policy="daxing") == []


def test_a_total_in_the_title_of_a_table_gives_way_to_its_own_row() -> None:
    costs = table(
        ("Item No.", "科目 Item", "金额 Amount"),
        ("1", "试验耗材费", "6.4"),
        ("2", "检测费", "6.8"),
        ("总计 Total", "", "10.5"),
    )
    proposal = paper("预算 Budget（万元 RMB 10k）", costs, title=PROPOSAL)
    assert told(proposal, "project.budget_total") == 105000.0


def test_a_line_with_its_answer_asks_for_none_below_it() -> None:
    form = paper(table(("合规状态", "失信联合惩戒：未列入\n已设工作室：无", "其他申报：无")))
    assert stated(form) == {"unit.dishonest": "no", "unit.existing_studios": 0.0}
    assert outcomes(form, rule="listed-as-dishonest") != ["fail"]


def test_a_letter_names_its_unit_before_what_it_calls_itself() -> None:
    letter = "云川市青源园林绿化服务中心（以下简称本中心，统一社会信用代码：12110115400837256F）系云川市事业单位。"
    assert (
        told(paper("云川市人力资源和社会保障局：", letter, title=PROPOSAL), "unit.name") == "云川市青源园林绿化服务中心"
    )


def test_the_words_of_the_next_seal_are_no_signature() -> None:
    form = paper("大师签名：____________ 学校公章：", "填写日期：2025年9月29日")
    assert [(s.role, s.done) for s in form.signings if s.role == "signature"] == [("signature", False)]


def test_the_start_and_the_end_of_a_project_stand_in_one_line() -> None:
    proposal = paper("项目起：2026年1月1日  项目止：2026年12月31日", title=PROPOSAL)
    assert str(told(proposal, "project.start")) == "2026-01-01"
    assert str(told(proposal, "project.end")) == "2026-12-31"


def test_a_head_count_with_its_share_is_an_answer() -> None:
    form = paper(table(("会长（法定代表人）", "莫焕章", "单位人数", "46人，其中技能人才33人")))
    assert told(form, "unit.staff_count") == 46.0
    assert not form.blanks


def test_rules_are_known_by_their_title_in_running_text() -> None:
    own = "协会每年安排13万元。已印发《技能大师工作室管理办法》（2025年第19号文），明确职责分工。"
    assert told(paper(UNIT, "工作室条件", own), "support.management_rules") is not None
    policys = "按照《云川市技能大师工作室管理办法》提出申请，公司提供场地。"
    assert told(paper(UNIT, policys), "support.management_rules") is None


def test_the_unit_that_recommends_its_own_master_seals_its_opinion() -> None:
    unit = table(("推荐单位", "云川市莞香制作技艺行业协会"), ("单位类别", "行业协会"))
    sign = table(("本人签名：殷树培", "推荐单位意见：同意推荐。\n（印章）\n2025年11月24日"), number=2)
    form = paper(unit, sign)
    assert [(s.role, s.done) for s in form.signings if s.role == "seal"] == [("seal", False)]


def test_a_row_with_an_amount_heads_no_budget() -> None:
    rows = (
        ("第一步（2025年10月1日—2026年5月31日）", "工艺梳理"),
        ("费用", ""),
        ("教材编写：", "6.0万元"),
        ("实训耗材：", "9.0万元"),
        ("设备添置：", "10.0万元"),
        ("费用合计：", "25万元"),
    )
    proposal = paper("进程", table(*rows), title=PROPOSAL)
    assert outcomes(proposal, rule="budget-sum-mismatch") == []
