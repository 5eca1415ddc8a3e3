"""Layouts as offices make them: letters, clauses, cards, lists without lines, boxes for each digit. Each is read, and one
fact that is changed in it is found."""

from __future__ import annotations

from datetime import date

import pytest

from checkers.extraction import extract
from checkers.extraction.field import Paper
from checkers.reading.document import Block, Cell, Document, Paragraph, Picture, Place, Table
from checkers.rules import check_dossier
from knowledge.pack import load_library

FORM, PROPOSAL = "云川市技能大师工作室申报书", "云川市技能大师工作室项目立项书"
LEADER, NUMBER, CERTIFICATE = "方启明", "441900198208123519", "S000044000000011000007"
MEMBERS = (
    ("唐小雨", "441900199003122584", "技师", "S000044000000012000455", "技术攻关"),
    ("罗文海", "430102198811052512", "高级工", "S000044000000013000126", "带徒传技"),
)


def lines(*texts: str) -> list[Block]:
    return [Paragraph(text, Place(paragraph=n)) for n, text in enumerate(texts, 2)]


def table(
    *rows: tuple[str, ...], number: int = 1, spans: dict[tuple[int, int], tuple[int, int]] | None = None
) -> Table:
    """Rows of texts; `spans` are rows and columns that a cell covers, whose other places hold ""."""
    covered = {
        (r + i, c + j)
        for (r, c), (tall, wide) in (spans or {}).items()
        for i in range(tall)
        for j in range(wide)
        if i or j
    }
    cells = tuple(
        Cell(r, c, *(spans or {}).get((r, c), (1, 1)), text, Place(table=number, row=r + 1))
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
        if (r, c) not in covered
    )
    return Table(len(rows), max(len(row) for row in rows), cells, Place(table=number))


def paper(*blocks: Block, title: str = FORM) -> Paper:
    return extract(Document("申报.docx", "docx", 0, (Paragraph(title, Place(paragraph=1), True), *blocks)))[0]


def rules(*blocks: Block, title: str = FORM, policy: str = "dongguan") -> set[str]:
    """The rules that a paper breaks, those of the papers that are left out here apart."""
    judged = check_dossier(load_library().pack(policy), [paper(*blocks, title=title)], [], date(2025, 9, 1))
    return {f.rule for f, _ in judged.findings if f.outcome in ("fail", "warn")}


ROSTERS = {
    "in brackets": lambda people: lines("团队成员：" + "、".join(f"{n}（{le}，身份证号{i}，证书编号{c}，负责{r}）" for n, i, le, c, r in people) + "。"),
    "between semicolons": lambda people: lines("团队成员：" + "；".join(f"{n}，{le}，身份证号{i}，证书编号{c}，负责{r}" for n, i, le, c, r in people) + "。"),
    "with strokes": lambda people: lines("成员名单", "姓名/身份证号/技能等级/证书编号/分工", *("/".join(p) for p in people)),
    "with bars": lambda people: lines("成员名单", *(f"{n}｜{le}｜{i}｜{c}｜{r}" for n, i, le, c, r in people)),
    "told in a box": lambda people: [table(("成员", "情况"), *((n, f"身份证号：{i}\n技能等级：{le}\n证书编号：{c}\n分工：{r}") for n, i, le, c, r in people))],
    "as questions": lambda people: [table(*((f"C{k} 成员{k}", f"{n}；身份证号{i}；{le}；证书编号{c}；负责{r}") for k, (n, i, le, c, r) in enumerate(people, 1)))],
    "below two rows of headers": lambda people: [table(("序号", "姓名", "技能证书", "", "身份证号"), ("", "", "等级", "编号", ""), *((str(k), n, le, c, i) for k, (n, i, le, c, _) in enumerate(people, 1)), spans={(0, 0): (2, 1), (0, 1): (2, 1), (0, 2): (1, 2), (0, 4): (2, 1)})],
}  # fmt: skip


@pytest.mark.parametrize("way", ROSTERS)
def test_a_list_of_people_is_read_and_its_count_held_against_the_head_count(way: str) -> None:
    told = ROSTERS[way](MEMBERS)
    read = paper(*told)
    assert [read.text(f"members[{n}].id_number") for n in (1, 2)] == [i for _, i, *_ in MEMBERS]
    assert [read.text(f"members[{n}].skill_level") for n in (1, 2)] == [level for _, _, level, *_ in MEMBERS]
    assert "team-size-mismatch" not in rules(
        *lines("工作室名称：方启明焊工技能大师工作室"), *told, *lines("除领办人外，另有成员2人。")
    )
    assert "team-size-mismatch" in rules(*told, *lines("除领办人外，另有成员4人。"))


SIZES = {
    "团队除领办人外四人": 4.0, "团队成员___4___人（领办人不计在内）：": 4.0, "合计（不含领办人）：4人": 4.0, "工作室团队共5人（含领办人），名单如下：": 5.0,
    "工作室团队名单（共五人，领办人列首位）": 5.0, "人数合计：5人（含领办人）": 5.0, "工作室成员应不少于3人": None, "培养技能人才12人": None,
    "团队成员3人获得技术能手称号": None,
}  # fmt: skip


@pytest.mark.parametrize("text", SIZES)
def test_a_sentence_tells_the_size_of_the_team(text: str) -> None:
    assert paper(*lines("单位名称：海格机电有限公司", text)).number("studio.team_size") == SIZES[text]


COSTS = {
    "lines without numbers": lines("经费预算（元）", "设备购置费 45000", "材料费 28000", "合计 {}"),
    "lines with rules": lines("预算总额___{w}___万元", "明细：", "设备购置费___4.5___万元", "材料费___2.8___万元"),
    "bullets with signs": lines("项目预算总额为￥{}元", "● 设备购置费：￥45,000.00", "● 材料费：￥28,000.00"),
    "a sentence": lines("总预算{}元。支出构成：设备购置费45,000元；材料费20,000元；培训费8,000元。"),
    "boxes for digits": [table(("科目", "金额", "", "", "", ""), ("", "万", "千", "百", "十", "元"), ("设备购置费", "4", "5", "0", "0", "0"), ("材料费", "2", "8", "0", "0", "0"), ("合计", *"{}"), spans={(0, 0): (2, 1), (0, 1): (1, 5)})],
    "questions": [table(("预算总额（元）", "{}"), ("Q1 设备购置费（元）", "45000"), ("Q2 材料费（元）", "28000"))],
    "years": [*lines("项目预算（万元）"), table(("支出内容", "第一年", "第二年", "合计"), ("设备购置费", "2.5", "2", "4.5"), ("材料费", "1.4", "1.4", "2.8"), ("合计", "3.9", "3.4", "{w}"))],
    "shares": [*lines("经费预算（单位：万元）"), table(("支出科目", "预算金额", "其中：申请资助", "其中：单位自筹"), ("设备购置费", "4.5", "2.5", "2"), ("材料费", "2.8", "1.4", "1.4"), ("合计", "{w}", "3.9", "3.4"))],
}  # fmt: skip


def filled(blocks: list[Block], total: int) -> list[Block]:
    """The blocks with a total in the place of its mark."""

    def told(text: str) -> str:
        return text.replace("{w}", f"{total / 10000:g}").replace("{}", str(total))

    made: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            made.append(Paragraph(told(block.text), block.place))
        elif isinstance(block, Table):
            # A digit a box: the mark stands for five of them.
            digits = iter(str(total))
            cells = tuple(
                Cell(c.row, c.column, c.row_span, c.column_span, next(digits) if c.text in ("{", "}", "#") else told(c.text), c.place)
                for c in block.cells
            )  # fmt: skip
            made.append(Table(block.rows, block.columns, cells, block.place))
    return made


COSTS["boxes for digits"] = [table(("科目", "金额", "", "", "", ""), ("", "万", "千", "百", "十", "元"), ("设备购置费", *"45000"), ("材料费", *"28000"), ("合计", *"#####"), spans={(0, 0): (2, 1), (0, 1): (1, 5)})]  # fmt: skip


@pytest.mark.parametrize("way", COSTS)
def test_costs_in_any_shape_are_added_up(way: str) -> None:
    asked = lines("项目名称：钢构焊接攻关", "承担单位：海格机电有限公司")
    assert "budget-sum-mismatch" not in rules(*asked, *filled(COSTS[way], 73000), title=PROPOSAL)
    assert "budget-sum-mismatch" in rules(*asked, *filled(COSTS[way], 83000), title=PROPOSAL)


def test_a_letter_tells_of_the_unit_and_of_who_leads() -> None:
    read = paper(
        *lines(
            "海格机电有限公司（统一社会信用代码：91441900MA5C7K3P29）系在东莞市长安镇注册的企业，法定代表人魏俊辉，现有职工326人。"
            "我单位实训场地约1,260平方米，其中焊接区600平方米。办公地址：东莞市长安镇振安东路118号。联系人温立新，电话13812345678。",
            f"工作室由{LEADER}同志领办。{LEADER}，男，1982年8月12日出生，身份证号{NUMBER}，现任焊接班组长，从事焊工21年，"
            f"持高级技师证书（证书编号{CERTIFICATE}），手机13987654321。",
        )
    )
    told = {
        "unit.name": "海格机电有限公司", "unit.uscc": "91441900MA5C7K3P29", "unit.type": "enterprise", "unit.registered_place": "东莞市长安镇",
        "unit.legal_representative": "魏俊辉", "unit.training_area_m2": 1260.0, "unit.address": "东莞市长安镇振安东路118号",
        "unit.contact_name": "温立新", "unit.contact_phone": "13812345678", "leader.name": LEADER, "leader.sex": "男",
        "leader.id_number": NUMBER, "leader.post": "焊接班组长", "leader.occupation": "焊工", "leader.skill_level": "高级技师",
        "leader.certificate_number": CERTIFICATE, "leader.phone": "13987654321",
    }  # fmt: skip
    assert {name: found.value for name, found in read.fields.items() if name in told} == told
    assert str(read.fields["leader.birth_date"].value) == "1982-08-12"


def test_clauses_with_wei_are_questions_and_answers() -> None:
    read = paper(*lines("1.1 申报单位为海格机电有限公司，单位性质为企业，统一社会信用代码91441900MA5C7K3P29。", "1.2 注册地为东莞市长安镇，办公地址为东莞市长安镇振安东路118号。"))  # fmt: skip
    assert read.text("unit.name") == "海格机电有限公司"
    assert read.text("unit.uscc") == "91441900MA5C7K3P29"
    assert read.text("unit.registered_place") == "东莞市长安镇"


EXISTING = (
    ("是否已设立相同职业（工种）的区级技能大师工作室：{}", "☑是　□否", "□是　☑否"),
    ("已设立同职业区级技能大师工作室___{}___个", "1", "0"),
    ("{}", "本单位已设有本职业区级技能大师工作室1个。", "本单位未设有本职业区级技能大师工作室。"),
    ("本单位有无同职业区级技能大师工作室：{}", "有", "无"),
)


@pytest.mark.parametrize(("asked", "there", "none"), EXISTING)
def test_a_studio_of_the_same_occupation_is_told_in_many_ways(asked: str, there: str, none: str) -> None:
    unit = lines("单位名称：海格机电有限公司")
    assert "unit-already-has-studio" in rules(*unit, *lines(asked.format(there)), policy="daxing")
    assert "unit-already-has-studio" not in rules(*unit, *lines(asked.format(none)), policy="daxing")


@pytest.mark.parametrize(
    "boxes", ["（√）企业（ ）行业协会", "企业☑　行业协会□", "☑企业　□行业协会", "企业（√）　行业协会（ ）"]
)
def test_boxes_stand_before_or_behind_their_options(boxes: str) -> None:
    read = paper(table(("单位名称", "海格机电有限公司"), ("单位类型", boxes)))
    assert read.text("unit.type") == "enterprise"


def test_a_table_of_who_signs_has_a_row_for_each() -> None:
    signed = table(("角色", "签名/盖章", "日期"), ("领办人", "{}", "2025年8月25日"), ("申报单位", "", "2025年8月25日"))
    seal = Picture(Place(paragraph=9), 120, 120, True)
    assert not {"signature-missing", "seal-missing", "date-missing"} & rules(
        table(*(tuple(c.text.format(LEADER) for c in signed.cells if c.row == r) for r in range(3))), seal
    )
    assert "signature-missing" in rules(
        table(*(tuple(c.text.format("") for c in signed.cells if c.row == r) for r in range(3))), seal
    )


def test_a_date_below_year_month_and_day_is_one_answer() -> None:
    asked = table(("姓名", "性别", "出生日期", "", ""), ("", "", "年", "月", "日"), (LEADER, "男", "1982", "08", "12"), spans={(0, 0): (2, 1), (0, 1): (2, 1), (0, 2): (1, 3)})  # fmt: skip
    read = paper(*lines("领办人"), asked, table(("身份证号", NUMBER), number=2))
    assert str(read.fields["leader.birth_date"].value) == "1982-08-12"


def test_two_tables_side_by_side_are_read_apart() -> None:
    both = table(("时间", "任务", "", "科目", "金额（元）"), ("2025.10-2026.06", "调研", "", "设备费", "40000"), ("2026.07-2028.09", "攻关", "", "材料费", "20000"), spans={(0, 2): (3, 1)})  # fmt: skip
    read = paper(both, title=PROPOSAL)
    assert [row.amount for row in read.budget] == [40000.0, 20000.0]
    assert [str(row.end) for row in read.schedule] == ["2026-06", "2028-09"]


def test_a_box_with_an_unknown_question_between_known_ones_ends_the_answer() -> None:
    read = paper(table(("单位名称", "海格机电有限公司", "所属战线", "机械"), ("法定代表人", "魏俊辉", "联系人", "温立新"), ("职工总数", "326人", "联系电话", "13812345678")))  # fmt: skip
    assert read.text("unit.name") == "海格机电有限公司"


def test_small_print_below_labels_is_no_answer_where_answers_have_boxes_of_their_own() -> None:
    read = paper(
        table(
            ("单位名称\n须与营业执照一致", "云川机械有限公司", "注册地\n填至区（镇）", "云川市"),
            ("联系人\n负责申报事项", "温立新", "联系电话\n手机", "13812345678"),
            ("成员人数\n不含领办人", "2人", "单位类型\n按执照", "企业"),
        )
    )
    told = {name: found.value for name, found in read.fields.items()}
    assert (told["unit.registered_place"], told["unit.contact_name"], told["studio.team_size"]) == (
        "云川市",
        "温立新",
        2.0,
    )
    assert "不含领办人" in read.fields["studio.team_size"].label


@pytest.mark.parametrize("code", ["91441900MA5C7K3P29", ""])
def test_a_label_that_no_rule_looks_at_ends_the_answer_before_it(code: str) -> None:
    read = paper(
        table(
            ("单位名称", "云川机械有限公司", "成立时间", "2004年12月"),
            ("统一社会信用代码", code, "邮政编码", "523850"),
            ("法定代表人", "魏俊辉", "年度产出（万元）", "2000"),
        )
    )
    assert read.text("unit.name") == "云川机械有限公司"
    assert read.text("unit.legal_representative") == "魏俊辉"
    assert read.text("unit.uscc") == (code or None)
    assert [b.field for b in read.blanks] == ([] if code else ["unit.uscc"])


@pytest.mark.parametrize("row", [("例", "王某某", "441900199001010000", "技师", ""), ("", "（可加行）", "", "", "")])
def test_a_row_that_shows_how_to_fill_in_is_nobody(row: tuple[str, ...]) -> None:
    heads = ("序号", "姓名", "身份证号", "技能等级", "证书编号")
    people = [(str(n), name, number, level, code) for n, (name, number, level, code, _) in enumerate(MEMBERS, 1)]
    read = paper(table(heads, *((row, *people) if row[0] else (*people, row))))
    assert [read.text(f"members[{n}].name") for n in (1, 2, 3)] == ["唐小雨", "罗文海", None]
    assert (read.blanks, read.left_overs) == ((), ())


def test_a_group_of_headers_before_an_empty_box_heads_both_columns_below() -> None:
    heads = (("序号", "姓名", "技能等级", "", "身份证号"), ("", "", "等级", "证书编号", ""))
    spans = {(0, 0): (2, 1), (0, 1): (2, 1), (0, 4): (2, 1)}
    rows = [(str(n), name, level, code, number) for n, (name, number, level, code, _) in enumerate(MEMBERS, 1)]
    read = paper(table(*heads, *rows, spans=spans))
    assert [read.text(f"members[{n}].certificate_number") for n in (1, 2)] == [m[3] for m in MEMBERS]


SUPPORTS = {
    "a stop": ("（一）场地保障。提供二号厂房独立工作间。", "（二）资金保障。无。"),
    "a frame": ("【场地】提供二号厂房独立工作间", "【资金】无"),
}


@pytest.mark.parametrize("way", SUPPORTS)
def test_labels_told_from_their_answers_by_other_marks_are_read(way: str) -> None:
    read = paper(*lines(*SUPPORTS[way]))
    assert (read.text("support.venue") or "").startswith("提供二号厂房")
    assert (read.text("support.funding") or "").startswith("无")


def test_an_empty_frame_among_answered_ones_is_a_blank() -> None:
    read = paper(*lines("【单位名称】云川机械有限公司", "【法定代表人】", "【单位类型】企业", "【注册地】云川市"))
    assert [b.field for b in read.blanks] == []  # one answer before it shows no habit
    told = lines(
        "【单位名称】云川机械有限公司", "【单位类型】企业", "【注册地】云川市", "【法定代表人】", "【联系人】温立新"
    )
    assert [b.field for b in paper(*told).blanks] == ["unit.legal_representative"]


def test_costs_that_fill_a_box_are_the_budget() -> None:
    costs = "设备购置费4.5万元；材料费2.8万元；培训费1.5万元"
    read = paper(table(("总经费", "8.8万元"), ("支出明细", costs)), title=PROPOSAL)
    assert [row.amount for row in read.budget] == [45_000, 28_000, 15_000]
    assert (
        paper(
            table(("总经费", "8.8万元"), ("资金来源", "财政资助5万元；单位自筹3.8万元；其他0万元")), title=PROPOSAL
        ).budget
        == ()
    )


def test_names_below_the_last_header_of_a_list_sign_it() -> None:
    heads = ("姓名", "身份证号", "技能等级", "本人签名")
    signed = paper(table(heads, *((name, number, level, name) for name, number, level, *_ in MEMBERS)))
    open_ = paper(table(heads, *((name, number, level, "") for name, number, level, *_ in MEMBERS)))
    assert [[s.done for s in read.signings] for read in (signed, open_)] == [[True], [False]]


def test_phases_with_who_leads_them_are_a_schedule() -> None:
    rows = (("1", "2025.10", "2026.06", "调研论证", LEADER), ("2", "2026.07", "2027.12", "试验", LEADER))
    read = paper(table(("阶段", "开始", "结束", "任务", "负责人"), *rows), title=PROPOSAL)
    assert [(str(r.start), str(r.end)) for r in read.schedule] == [("2025-10", "2026-06"), ("2026-07", "2027-12")]


def test_a_remark_that_speaks_of_signing_is_no_place_to_sign() -> None:
    assert paper(*lines("（打印后签字盖章）", f"领办人签字：{LEADER}")).signings[0].done
    assert [s.done for s in paper(*lines("（打印后签字盖章）", "领办人签字：")).signings if s.role == "signature"] == [
        False
    ]


def test_what_somebody_did_is_no_schedule_and_ends_with_its_tall_name() -> None:
    career = ("学习工作经历", "起止时间", "学校或单位", "岗位"), ("", "2004.7至今", "云川机械有限公司", "焊工")
    asked = ("单位信息", "法定代表人", "魏俊辉", ""), ("", "联系人", "温立新", "")
    read = paper(table(*career, *asked, spans={(0, 0): (2, 1), (2, 0): (2, 1)}))
    assert read.schedule == ()
    assert (read.text("unit.legal_representative"), read.text("unit.contact_name")) == ("魏俊辉", "温立新")
