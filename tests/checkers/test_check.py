"""Whole checks through the command: filled reference forms pass, their defects are named, bad input is one line."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from random import Random

import pytest
from PIL import Image

from bot.cli import main
from checkers.check import PICTURE, kinds_in
from checkers.forms import write_forms
from knowledge.pack import load_library
from tests.checkers.form_filling import fill_form
from tests.dossiers.people import certificate_number, id_number, uscc

RNG = Random(7)
LEADER_ID = id_number(RNG, date(1980, 3, 15), "男", "110115")
COMMON = {
    "unit.name": "北京云川机械有限公司",
    "unit.type": "enterprise",
    "unit.uscc": uscc(RNG, "enterprise", "110115"),
    "unit.registered_place": "北京市大兴区",
    "unit.legal_representative": "何宇文",
    "unit.address": "北京市大兴区云川路8号",
    "unit.contact_name": "柳梅婉",
    "unit.contact_phone": "010-60200001",
    "unit.staff_count": "260",
    "unit.skilled_staff_count": "120",
    "unit.existing_studios": "0",
    "occupation.relation": "none",
    "studio.name": "方志强焊工技能大师工作室",
    "studio.occupation": "焊工",
    "studio.team_size": "3",
    "leader.name": "方志强",
    "leader.sex": "male",
    "leader.birth_date": "1980年3月15日",
    "leader.phone": "13900001234",
    "leader.id_number": LEADER_ID,
    "leader.post": "焊接车间一线班组长",
    "leader.status": "in_service",
    "leader.occupation": "焊工",
    "leader.years_in_trade": "20年",
    "leader.skill_level": "高级技师",
    "leader.certificate_number": certificate_number(RNG, "高级技师"),
    "leader.existing_studios": "0",
    "leader.apprentices": "累计带徒12名，其中4人取得高级工证书，成为车间骨干。",
    "leader.achievements": "主持革新厚板焊接工艺，年节约成本约30万元。",
    "support.funding": "每年安排经费8万元，列入年度预算",
    "support.venue": "提供独立工作场地120平方米",
    "support.equipment": "焊接机器人1套、氩弧焊机6台",
    "support.dedicated_account": "已设立工作室资金专门科目，单独核算",
    "support.management_rules": "已制定工作室管理制度",
    "studio.tasks": "明确工作职责，每年完成攻关1项、带徒4名",
    "project.name": "厚板免清根焊接工法推广",
    "project.direction": "process",
    "project.restricted": "no",
    "project.start": "2026年3月1日",
    "project.end": "2027年2月28日",
    "project.funding_requested": "50000",
    "project.goal": "焊接工效提高三成，形成可推广的工法。",
    "project.content": "开展免清根焊接工艺攻关，编制工艺规范，组织师带徒培训。",
    "project.outputs": "工艺规范1份，培训焊工40人次。",
    "project.budget_total": "60000",
    "declaration.signature": "方志强",
    "declaration.seal": "有",
    "declaration.date": "2026年2月10日",
    "技能实操经验和掌握的技艺": "二十年焊接经验，掌握双面双弧焊。",
    "先进操作方法或生产记录": "首创免清根焊法。",
    "相关职业、岗位技能人才梯队": "高级技师2人、技师6人、高级工30人。",
    "技能人才培养、选拔、使用、评价和激励制度": "已建立评聘和奖励制度。",
}
MEMBERS = [
    {
        "name": name,
        "id_number": id_number(RNG, date(year, 6, 8), sex, "110115"),
        "skill_level": "高级工",
        "certificate_number": certificate_number(RNG, "高级工"),
        "role": role,
    }
    for name, year, sex, role in (
        ("褚芳莉", 1988, "女", "工艺编制"),
        ("沈宇志", 1985, "男", "设备调试"),
        ("邹琴芳", 1990, "女", "技能培训"),
    )
]
BUDGET = [["材料费", "30000", "按用量"], ["培训费", "20000", "四期"], ["资料费", "10000", "印刷"]]
SCHEDULE = [
    ["2026年3月—2026年8月", "工艺攻关", "试验报告"],
    ["2026年9月—2027年2月", "推广培训", "工艺规范"],
]
AS_OF = ["--policy", "daxing", "--as-of", "2026-02-15"]


def filled(folder: Path, **changes: str) -> list[Path]:
    """Both forms of the pack, filled in with the common values and some others."""
    paths = write_forms(load_library().pack("daxing"), folder)
    for path in paths:
        fill_form(path, {**COMMON, **changes}, MEMBERS, BUDGET, SCHEDULE).save(str(path))
    return paths


def report_of(capsys: pytest.CaptureFixture[str], paths: list[Path]) -> tuple[int, dict[str, object]]:
    status = main(["check", *map(str, paths), *AS_OF, "--json"])
    return status, json.loads(capsys.readouterr().out)


def test_the_reference_forms_filled_in_pass(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, report = report_of(capsys, filled(tmp_path))

    told = [f for f in report["findings"] if f["outcome"] != "human"]
    assert (report["verdict"], told) == ("ready", [])
    assert status == 0
    assert {d["kind"] for d in report["documents"]} == {"application_form", "project_proposal"}


@pytest.mark.parametrize(
    ("changes", "rule", "outcome"),
    [
        ({"project.funding_requested": "50001"}, "funding-over-cap", "fail"),
        ({"project.end": "2027年3月31日"}, "project-period-over-one-year", "warn"),
        ({"leader.id_number": LEADER_ID[:-1] + ("0" if LEADER_ID[-1] != "0" else "1")}, "id-number-invalid", "fail"),
        ({"project.budget_total": "61000"}, "budget-sum-mismatch", "fail"),
        ({"declaration.signature": ""}, "signature-missing", "fail"),
    ],
)
def test_but_a_defect_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], changes: dict[str, str], rule: str, outcome: str
) -> None:
    status, report = report_of(capsys, filled(tmp_path, **changes))

    found = {(f["rule"], f["outcome"]) for f in report["findings"]}
    assert (rule, outcome) in found
    assert status == 1


def test_identity_numbers_are_masked_in_the_report_and_plain_in_the_applicant_s_copy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = filled(tmp_path, **{"project.funding_requested": "50001", "leader.phone": "139"})
    page, copies = tmp_path / "r.html", tmp_path / "copies"
    main(["check", *map(str, paths), *AS_OF, "--html", str(page), "--annotate", str(copies)])

    printed = capsys.readouterr().out + page.read_text(encoding="utf-8")
    assert LEADER_ID not in printed
    assert "批注" in printed
    assert len(list(copies.glob("*_批注.docx"))) == 2


def test_a_second_check_says_what_was_mended(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = filled(tmp_path / "one", **{"project.funding_requested": "50001"})
    main(["check", *map(str, first), *AS_OF, "--json"])
    before = tmp_path / "before.json"
    before.write_text(capsys.readouterr().out, encoding="utf-8")

    main(["check", *map(str, filled(tmp_path / "two")), *AS_OF, "--before", str(before)])
    assert "改好 1 处，还剩" in capsys.readouterr().out


def test_a_file_that_is_not_there_is_one_clear_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "没有这个文件.docx", "--policy", "daxing"]) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


def test_a_file_that_cannot_be_read_does_not_keep_the_others_from_being_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "坏.pdf"
    broken.write_bytes(b"%PDF-1.7\n\x00broken")
    _, report = report_of(capsys, [broken, *filled(tmp_path / "forms")])

    assert any(f["rule"] == "file-unreadable" and f["file"] == "坏.pdf" for f in report["findings"])
    assert len(report["documents"]) == 2


def test_a_glance_tells_the_kinds_and_leaves_pictures_for_the_check(tmp_path: Path) -> None:
    picture = tmp_path / "执照.png"
    Image.new("RGB", (900, 600), "white").save(picture)
    assert kinds_in(picture) == (PICTURE,)
    form = next(path for path in write_forms(load_library().pack("daxing"), tmp_path) if "申报表" in path.name)
    assert kinds_in(form) == ("application_form",)
