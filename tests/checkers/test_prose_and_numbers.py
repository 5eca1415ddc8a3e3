"""People told of in sentences, schedules below decimal numbers, places to sign without a colon, titles in a row."""

from __future__ import annotations

import pytest

from tests.checkers.made_papers import PROPOSAL, outcomes, paper, stated, table, told


def test_people_are_told_of_one_in_a_paragraph() -> None:
    form = paper(
        "跟着他干的人",
        "第一位是权小燕，身份证号码110224198602022180，服装制版师技师（二级），证书编号1997354903382842883289，在工作室里的分工是：立体裁剪。",
        "第二位是谈俊，身份证号码110115199006242550，服装制版师高级工（三级），证书编号2048644775294333429972，在工作室里的分工是：电脑放码。",
    )
    assert told(form, "members[1].name") == "权小燕"
    assert told(form, "members[1].skill_level") == "技师"
    assert told(form, "members[2].id_number") == "110115199006242550"
    assert told(form, "members[2].role") == "电脑放码"


@pytest.mark.parametrize("numbers", [("3.1　", "3.2　"), ("（一）", "（二）"), ("一、", "二、")])
def test_phases_are_numbered_in_any_way(numbers: tuple[str, str]) -> None:
    first, second = numbers
    proposal = paper(
        "3　进度",
        f"{first}2025-10-01 ～ 2026-03-31　参数试验，场地与制度完善",
        f"{second}2026-04-01 ～ 2028-12-31　资料汇总，期满考核",
        title=PROPOSAL,
    )
    assert [str(row.end) for row in proposal.schedule] == ["2026-03-31", "2028-12-31"]
    assert not any(b.field == "project.schedule" for b in proposal.blanks)


def test_a_place_to_sign_and_one_to_seal_stand_in_a_line_without_colons() -> None:
    form = paper("申报人签名　　　　　盖章　", "2026年4月10日")
    assert [s.label for s in form.signings if s.role == "signature" and not s.done] == ["申报人签名"]


def test_a_title_in_a_row_is_no_place_to_sign() -> None:
    form = paper(
        table(("4.4", "单位自筹", "5.0"), ("5", "签署", ""), ("5.1", "负责人（签字）：路长河", "")), kind="pdf"
    )
    assert [(s.label, s.done) for s in form.signings if s.role == "signature"] == [("负责人(签字)", True)]


def test_a_master_who_leads_a_studio_elsewhere_is_told_of() -> None:
    said = "技能大师2022年起在云川市福瑞祥大酒店有限公司领办“路长河中式面点技能大师工作室”（第三批，正常运行）。"
    assert stated(paper(said)).get("leader.existing_studios") == 1.0


def test_a_master_who_leads_none_is_not() -> None:
    assert stated(paper("技能大师未领办其他工作室，2022年起在本单位任班组长。")).get("leader.existing_studios") in (
        None,
        0.0,
    )


def test_questions_begin_with_a_number_and_ask() -> None:
    form = paper(
        "1. 问：机构的全称是什么（与登记证照一致）？",
        "答：云川市童语职业培训有限公司",
        "10. 问：领办人姓名、性别？",
        "答：路长河，男",
        "14. 问：职业（工种）、技能等级和证书编号？",
        "答：职业为保育师，技能等级为一级/高级技师，证书编号5799918312352081054341",
        "20. 问：第1位成员的情况？",
        "答：姓名权小燕，女，身份证号码110224198602022180，保育师三级/高级工，证书编号6857503362286463580180，在工作室负责课程开发。",
        "21. 问：第2位成员的情况？",
        "答：姓名谈俊，男，身份证号码110115199006242550，保育师二级/技师，证书编号8147685292324963789767，在工作室负责实训教学。",
    )
    assert told(form, "unit.name") == "云川市童语职业培训有限公司"
    assert told(form, "leader.certificate_number") == "5799918312352081054341"
    assert told(form, "members[1].role") == "课程开发"
    assert told(form, "members[2].skill_level") == "技师"


def test_a_table_of_one_row_in_a_proposal_tells_of_the_leader() -> None:
    form = paper(table(("领办人姓名", "路长河"), ("身份证号码", "110115199006242550")))
    who = table(("姓名", "性别", "身份证号码", "等级"), ("路长河", "男", "110224198602022180", "技师"))
    proposal = paper("表 1 承担单位与负责人", who, title=PROPOSAL)
    assert outcomes(form, proposal, rule="id-number-mismatch") == ["fail"]


@pytest.mark.parametrize("told_of_team", ["含领办人1人、成员2人", "成员2人（不含领办人）", "含领办人共3人"])
def test_the_parts_of_a_team_are_its_leader_and_its_members(told_of_team: str) -> None:
    people = table(
        ("姓名", "身份证号码", "等级"),
        ("权小燕", "110224198602022180", "高级工"),
        ("谈俊", "110115199006242550", "高级工"),
        number=2,
    )
    form = paper(table(("领办人姓名", "路长河"), ("团队人数", told_of_team)), "成员名单", people)
    assert "fail" not in outcomes(form, rule="team-size-mismatch")


def test_a_remark_and_a_title_beside_the_place_to_sign_are_none_themselves() -> None:
    form = paper(
        table(
            ("承诺与签章", "", ""),
            ("领办人签名", "路长河", "亲笔"),
            ("单位印章", "", "加盖公章"),
            ("日期", "2025年3月18日", "年月日填全"),
        )
    )
    assert [(s.label, s.done) for s in form.signings if s.role == "signature"] == [("领办人签名", True)]
