"""Boxes and lines whose answers are not blank though they look like labels, titles or several people's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checkers.extraction.field import Paper
from checkers.extraction.signing import find_signings
from checkers.reading.document import Document, Table
from tests.checkers.test_office_layouts import CERTIFICATE, LEADER, MEMBERS, NUMBER, PROPOSAL, lines, paper, table


def values(read: Paper) -> dict[str, object]:
    return {name: found.value for name, found in read.fields.items()}


def blanks(read: Paper) -> list[str]:
    return [blank.field for blank in read.blanks]


def test_two_questions_with_a_stroke_between_gaps_are_both_answered() -> None:
    read = paper(table(("1", "职工人数 / 技能人才人数", "69人 / 40人"), ("2", "领衔人姓名 / 性别", f"{LEADER} / 男")))
    assert values(read) | {"unit.staff_count": 69.0, "unit.skilled_staff_count": 40.0} == values(read)
    assert (values(read)["leader.name"], values(read)["leader.sex"]) == (LEADER, "男")
    assert blanks(read) == []


def test_two_questions_with_a_stroke_and_no_answer_are_both_blank() -> None:
    read = paper(table(("1", "单位名称", "云川公司"), ("2", "领衔人姓名 / 性别", " / ")))
    assert blanks(read) == ["leader.name", "leader.sex"]


def test_an_answer_that_repeats_the_words_of_its_question_is_what_follows_them() -> None:
    read = paper(
        *lines("2．由哪个单位承担，谁负责？", "答：承担单位：云川机械有限公司", f"　　项目负责人：{LEADER}"),
        title=PROPOSAL,
    )
    assert values(read)["unit.name"] == "云川机械有限公司"


def test_an_answer_with_several_questions_words_answers_each() -> None:
    read = paper(
        *lines(
            "12．领办人姓名、性别？",
            f"答：姓名：{LEADER}　　性别：男",
            "13．从事的职业（工种）和年限？",
            "答：职业（工种）：焊工　　从业年限：21年",
            "14．职业技能等级和证书编号？",
            f"答：等级：高级技师　　证书编号：{CERTIFICATE}",
            "15．工作室名称和职业方向？",
            f"答：名称：{LEADER}技能大师工作室　　职业方向：焊工",
        )
    )
    told = values(read)
    assert (told["leader.name"], told["leader.sex"]) == (LEADER, "男")
    assert (told["leader.occupation"], told["leader.years_in_trade"]) == ("焊工", 21.0)
    assert (told["leader.skill_level"], told["leader.certificate_number"]) == ("高级技师", CERTIFICATE)
    assert told["studio.name"] == f"{LEADER}技能大师工作室"


def test_an_answer_with_other_words_before_its_colon_stays_whole() -> None:
    read = paper(*lines("1．单位详细地址是哪里？", "答：云川市东街道：工业路5号"))
    assert values(read)["unit.address"] == "云川市东街道:工业路5号"


def test_a_member_told_of_in_one_line_is_not_the_leader() -> None:
    told = (f"　　成员{n}　姓名：{name}　身份证号：{i}　　　　　 技能等级：{level}　证书编号：{c}" for n, (name, i, level, c, _) in enumerate(MEMBERS, 1))  # fmt: skip
    read = paper(*lines("B 部分　关于技能大师（领办人）", "13．居民身份证号码？", f"答：{NUMBER}", *told))
    assert "leader.name" not in read.fields
    assert [values(read)[f"members[{n}].name"] for n in (1, 2)] == [person[0] for person in MEMBERS]


WIDE = {(0, 0): (1, 2), (2, 0): (1, 2), (3, 0): (1, 2), (4, 0): (1, 2)}


def cards(title: str, goal: str) -> Table:
    return table(
        ("A　项目概况", ""),
        ("项目名称\n细长轴工艺攻关", "开始日期\n2025/04/01"),
        (title, ""),
        (f"项目目标（300字以内）\n{goal}", ""),
        ("预期成果（200字以内）\n工艺标准一份", ""),
        spans=WIDE,
    )


def test_a_lettered_title_above_boxes_with_their_answers_is_no_blank() -> None:
    assert blanks(paper(cards("B　项目内容", "误差在三微米以内"), title=PROPOSAL)) == []


def test_an_empty_box_among_boxes_with_their_answers_is_a_blank() -> None:
    assert blanks(paper(cards("项目内容\n", "误差在三微米以内"), title=PROPOSAL)) == ["project.content"]


@pytest.mark.parametrize(("unit", "amount"), [("万元", 17000.0), ("元", 1.7)])
def test_the_unit_in_the_title_above_a_table_within_a_box_is_that_of_its_amounts(unit: str, amount: float) -> None:
    costs = table(("支出内容", "金额"), ("材料费", "1.7"), ("检测费", "0.7"), ("合计", "2.4"), number=2)
    outer = table(("项目名称", "工艺攻关"), (f"D　预算明细（单位：{unit}）", ""), ("", ""), spans={(1, 0): (1, 2), (2, 0): (1, 2)})  # fmt: skip
    cells = tuple(replace(c, text="\n\n", tables=(costs,)) if c.row == 2 else c for c in outer.cells)
    read = paper(replace(outer, cells=cells), title=PROPOSAL)
    assert [row.amount for row in read.budget][:1] == [amount]


def test_an_achievement_with_its_kind_in_brackets_is_an_answer() -> None:
    read = paper(
        table(
            ("单位名称\n云川机械有限公司", "法定代表人\n李强"),
            (f"领办人姓名\n{LEADER}", "性别\n男"),
            ("技术成果\n管口对中夹具研制（技术革新成果）", "岗位\n焊接班班长"),
            ("工作场地\n单位提供固定场地", "设备设施\n焊机等共三十台"),
        )
    )
    assert values(read)["leader.achievements"] == "管口对中夹具研制(技术革新成果)"
    assert blanks(read) == []


@pytest.mark.parametrize(("figures", "blank"), [(("2025", "6", "1"), []), (("", "", ""), ["project.start"])])
def test_a_date_below_year_month_and_day_beside_its_question_is_one_answer(
    figures: tuple[str, str, str], blank: list[str]
) -> None:
    read = paper(
        table(
            ("项目期限", "开始日期", "年", "月", "日", "结束日期", "2028年5月31日"),
            ("", "按公历填写", *figures, "", ""),
            ("项目名称", "工艺攻关", "", "", "", "", ""),
            spans={(0, 0): (2, 1), (0, 5): (2, 1), (0, 6): (2, 1), (2, 1): (1, 6)},
        ),
        title=PROPOSAL,
    )
    assert blanks(read) == blank
    assert ("project.start" in read.fields) is (blank == [])


def test_people_side_by_side_under_the_name_of_them_all_are_several() -> None:
    rows = zip(*(person[:4] for person in MEMBERS), strict=True)
    asked = ("姓　名", "身份证号", "技能等级", "证书编号")
    read = paper(
        table(
            ("成员名册", "项　目", "成员1", "成员2"),
            *(("", words, *told) for words, told in zip(asked, rows, strict=True)),
            spans={(0, 0): (5, 1)},
        )
    )
    assert [values(read)[f"members[{n}].name"] for n in (1, 2)] == [person[0] for person in MEMBERS]
    assert [values(read)[f"members[{n}].id_number"] for n in (1, 2)] == [person[1] for person in MEMBERS]


LETTER = (
    "云川市人力资源和社会保障局：",
    f"按照年度申报通知要求，我单位经研究，拟由{LEADER}同志领衔申报设立“{LEADER}技能大师工作室”。现将有关情况函告如下，并承诺所附材料真实、合法、有效。",
)


@pytest.mark.parametrize(("name", "signed"), [(LEADER, True), ("　　　　", False)])
def test_a_letter_to_an_office_is_signed_by_who_writes_it(name: str, signed: bool) -> None:
    end = ("特此函达。", f"负责人（签章）：{name}", "二〇二五年七月六日")
    found = find_signings(Document("函.docx", "docx", 0, tuple(lines(*LETTER, *end))))
    assert [s.done for s in found if s.role == "signature"] == [signed]


def test_but_what_stands_below_an_offices_name_alone_is_the_offices() -> None:
    found = find_signings(Document("表.docx", "docx", 0, tuple(lines(LETTER[0], "负责人（签章）：", "年　月　日"))))
    assert found == ()
