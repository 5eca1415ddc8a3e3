"""Families of layouts, drawn at random: two questions in a box, codes and units, ticked levels, two languages, contracts,
letters, people abreast, wide tables. Filled in properly they get no fail and no warn but the policy's own."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from checkers.extraction import extract
from checkers.extraction.field import Paper
from checkers.reading.document import Block, Cell, Document, Paragraph, Picture, Place, Table
from checkers.rules import check_dossier
from knowledge.pack import load_library

UNIT, PLACE, LEADER = "海格机电有限公司", "东莞市南城街道", "方启明"
NUMBER, CERTIFICATE = "441900198208123519", "S000044000000011000007"
MEMBERS = (
    ("唐小雨", "441900199003122584", "技师", "S000044000000012000455", "技术攻关"),
    ("罗文海", "441900198811052516", "高级工", "S000044000000013000126", "带徒传技"),
    ("贺兰", "441900199205164125", "技师", "S000044000000012000333", "资料整理"),
)
LEVELS = ("高级技师", "技师", "高级工", "中级工")
# What every form asks: words by which it may ask, the answer, the unit in which it is given.
UNIT_ROWS = (
    (("单位名称", "单位全称", "申报单位"), UNIT, ""),
    (("法定代表人", "法人代表"), "魏俊辉", ""),
    (("注册地", "注册登记地"), PLACE, ""),
    (("单位地址", "通讯地址"), f"{PLACE}兴业街32号", ""),
    (("联系人", "经办人"), "温立新", ""),
    (("联系电话", "联系人电话"), "13812345678", ""),
    (("职工总数", "职工人数"), "126", "人"),
    (("技能人才数", "技能人才人数"), "52", "人"),
    (("技能实训场地面积", "实训场地面积"), "320", "平方米"),
)
LEADER_ROWS = (
    (("姓名", "领办人姓名"), LEADER, ""),
    (("性别",), "男", ""),
    (("出生日期", "出生年月"), "1982-08-12", "年月日"),
    (("身份证号", "公民身份号码"), NUMBER, ""),
    (("移动电话", "手机"), "13987654321", ""),
    (("岗位", "现任岗位"), "焊接车间班组长", ""),
    (("职业（工种）", "从事职业（工种）"), "焊工", ""),
    (("技能等级", "职业技能等级"), "高级技师", ""),
    (("证书编号", "技能等级证书编号"), CERTIFICATE, ""),
    (("从业年限", "从事本职业年限"), "25", "年"),
)
STUDIO_ROWS = (
    (("工作室名称",), "方启明焊工技能大师工作室", ""),
    (("团队成员人数（不含领办人）", "成员人数（领办人除外）"), "3", "人"),
)
SECTIONS = (
    (("单位", "申报单位情况", "单位信息"), "UNIT", UNIT_ROWS),
    (("领办人", "领办人情况", "领办人信息"), "MASTER", LEADER_ROWS),
    (("工作室", "工作室情况", "工作室信息"), "STUDIO", STUDIO_ROWS),
)
EXPECTED = {
    "unit.name": UNIT, "unit.legal_representative": "魏俊辉", "leader.name": LEADER, "leader.id_number": NUMBER,
    "leader.skill_level": "高级技师", "studio.team_size": 3.0, "members[1].name": "唐小雨", "members[3].name": "贺兰",
    "members[2].skill_level": "高级工",
}  # fmt: skip
OF_THE_POLICY = {"leader-merit-missing", "support-missing", "unit-type-not-eligible", "project-missing"}


def sex(number: str) -> str:
    return "男" if int(number[16]) % 2 else "女"


class Sheets:
    """The blocks of a document as they are put one below another."""

    def __init__(self, title: str) -> None:
        self.blocks: list[Block] = []
        self.tables = 0
        self.line(title)

    def line(self, *texts: str) -> None:
        for text in texts:
            self.blocks.append(Paragraph(text, Place(paragraph=len(self.blocks) + 1)))

    def table(self, *rows: tuple[str, ...], spans: tuple[int, ...] = ()) -> None:
        self.tables += 1
        cells: list[Cell] = []
        for r, row in enumerate(rows):
            column = 0
            for n, text in enumerate(row):
                wide = spans[n] if spans else 1
                cells.append(Cell(r, column, 1, wide, text, Place(table=self.tables, row=r + 1)))
                column += wide
        width = max(c.column + c.column_span for c in cells)
        self.blocks.append(Table(len(rows), width, tuple(cells), Place(table=self.tables)))

    def seal(self) -> None:
        self.blocks.append(Picture(Place(paragraph=len(self.blocks) + 1), 120, 120, True))

    def document(self, name: str) -> Document:
        return Document(name, "docx", 0, tuple(self.blocks))


Asked = list[tuple[str, str, str]]


def two_in_a_box(sheet: Sheets, asked: Asked, draw: st.DrawFn) -> None:
    stroke = draw(st.sampled_from(("／", "/")))
    rows = []
    for n in range(0, len(asked) - 1, 2):
        (one, told, unit), (other, more, unit_of_more) = asked[n], asked[n + 1]
        rows.append(
            (f"{one}{stroke}{other}", f"{told}{unit if unit != '年月日' else ''} {stroke} {more}{unit_of_more}")
        )
    rows += [(label, told + unit) for label, told, unit in asked[len(asked) - len(asked) % 2 :]]
    sheet.table(*rows)


def coded(sheet: Sheets, asked: Asked, draw: st.DrawFn) -> None:
    letter, dash = draw(st.sampled_from("ABC")), draw(st.sampled_from(("—", "-", "")))
    number = draw(st.sampled_from((f"{letter}{{n}}. ", "")))
    head = ("代码", "指标名称", "计量单位", "填报内容")
    body = [(f"{letter}{n:02d}", number.format(n=n) + label, unit or dash, told) for n, (label, told, unit) in enumerate(asked, 1)]  # fmt: skip
    sheet.table(head, *body)


def above(sheet: Sheets, asked: Asked, draw: st.DrawFn) -> None:
    unit_in_label = draw(st.booleans())
    cells = [
        f"{label}（{unit}）\n{told}"
        if unit_in_label and unit in ("人", "平方米")
        else f"{label}\n{told}{unit.replace('年月日', '')}"
        for label, told, unit in asked
    ]
    for n in range(0, len(cells), 3):
        sheet.table(tuple(cells[n : n + 3]))


def in_columns(sheet: Sheets, asked: Asked, draw: st.DrawFn) -> None:
    width = draw(st.integers(3, 8))
    for n in range(0, len(asked), width):
        part = asked[n : n + width]
        sheet.table(tuple(a[0] for a in part), tuple(told + unit.replace("年月日", "") for _, told, unit in part))


def printed(sheet: Sheets, asked: Asked, draw: st.DrawFn) -> None:
    colon = draw(st.sampled_from(("：", ":")))
    pairs = [(f"{label}{colon}", told + unit.replace("年月日", "")) for label, told, unit in asked]
    if len(pairs) % 2:
        pairs.append(("", ""))
    sheet.table(*((*pairs[n], *pairs[n + 1]) for n in range(0, len(pairs), 2)))


def numbered(sheet: Sheets, asked: Asked, draw: st.DrawFn) -> None:
    mark = draw(st.sampled_from(("{}. ", "{}．", "（{}）", "{}、")))
    sheet.line(*(f"{mark.format(n)}{label}：　{told} {unit.replace('年月日', '')}" for n, (label, told, unit) in enumerate(asked, 1)))  # fmt: skip


def agreed(sheet: Sheets, asked: Asked, draw: st.DrawFn) -> None:
    gap = draw(st.sampled_from(("  ", " ", "__")))
    for n in range(0, len(asked), 4):
        sheet.line("，".join(f"{label}：{gap}{told}{gap}{unit.replace('年月日', '')}" for label, told, unit in asked[n : n + 4]) + "。")  # fmt: skip


def bare(unit: str) -> str:
    return unit.replace("年月日", "")


def spaced(sheet: Sheets, asked: Asked, draw: st.DrawFn) -> None:
    a_line, rule = draw(st.integers(1, 3)), draw(st.sampled_from(("__", "_", "")))
    pairs = [
        f"{'  '.join(label) if len(label) == 2 else label}：{rule}{told}{bare(unit)}{rule}"
        for label, told, unit in asked
    ]
    sheet.line(*("　".join(pairs[n : n + a_line]) for n in range(0, len(pairs), a_line)))


def marked(sheet: Sheets, asked: Asked, draw: st.DrawFn) -> None:
    mark = draw(st.sampled_from(("*{}", "{}*", "★{}", "{}（必填）", "{} Item Name", "{}\nItem Name")))
    sheet.table(*((mark.format(label), told + bare(unit)) for label, told, unit in asked))


def remarked(sheet: Sheets, asked: Asked, draw: st.DrawFn) -> None:
    head = draw(
        st.sampled_from((("项目", "内容", "备注"), ("填报项", "填报内容", "填写说明"), ("栏目", "内容", "核验意见")))
    )
    remark = draw(st.sampled_from(("", "与证照一致", "√", "已核")))
    sheet.table(head, *((label, told + bare(unit), remark) for label, told, unit in asked))


def framed(sheet: Sheets, asked: Asked, draw: st.DrawFn) -> None:
    frame = draw(st.sampled_from(("【{}】{}", "〔{}〕{}", "● {}：{}", "◆{}: {}", "{} —— {}", "{} → {}", "{}……{}")))
    sheet.line(*(frame.format(label, told + bare(unit)) for label, told, unit in asked))


def below(sheet: Sheets, asked: Asked, draw: st.DrawFn) -> None:
    label_line = draw(st.sampled_from(("{1}", "{1}：", "{0}. {1}：")))
    for n, (label, told, unit) in enumerate(asked, 1):
        sheet.line(label_line.format(n, label), told + bare(unit))


WAYS = (two_in_a_box, coded, above, in_columns, printed, numbered, agreed, spaced, marked, remarked, framed, below)


def members(sheet: Sheets, draw: st.DrawFn) -> None:
    """The members in a table, with ticked levels, two things in a column, a column for each, or in cards."""
    way = draw(st.sampled_from(("rows", "ticked", "shared", "grouped", "across", "abreast", "sentences")))
    blank = draw(st.integers(0, 2))
    if way == "rows":
        head = ("编号", "姓名(1)", "公民身份号码(2)", "技能等级(3)", "证书编号(4)", "分工(5)")
        rows = [(f"C4-{n}", *person) for n, person in enumerate(MEMBERS, 1)]
        sheet.table(head, *rows, *((f"C4-{n}", "", "", "", "", "") for n in range(4, 4 + blank)))
    elif way == "ticked":
        mark = draw(st.sampled_from("☑√■"))
        rows = [(n, i, "\n".join(f"{mark if level == own else '□'}{level}" for level in LEVELS), c, r) for n, i, own, c, r in MEMBERS]  # fmt: skip
        sheet.table(("姓名", "身份证号", "技能等级（打√）", "证书编号", "分工"), *rows)
    elif way == "shared":
        rows = [(f"{n}（{sex(i)}）", i, f"{level}／{c}", r) for n, i, level, c, r in MEMBERS]
        sheet.table(("姓名（性别）", "身份证号", "等级／证书编号", "分工"), *rows, *(("", "", "", ""),) * blank)
    elif way == "grouped":
        sheet.tables += 1
        at = Place(table=sheet.tables, row=1)
        top = [Cell(0, 0, 1, 2, "成员", at), Cell(0, 2, 1, 2, "技能证书", at), Cell(0, 4, 2, 1, "工作室\n分工", at)]
        top += [Cell(1, n, 1, 1, text, at) for n, text in enumerate(("姓名", "身份证号", "等级", "编号"))]
        body = [Cell(r, c, 1, 1, text, Place(table=sheet.tables, row=r + 1)) for r, row in enumerate(MEMBERS, 2) for c, text in enumerate(row)]  # fmt: skip
        sheet.blocks.append(Table(len(MEMBERS) + 2, 5, (*top, *body), Place(table=sheet.tables)))
    elif way == "across":
        words = ("姓名", "身份证号", "技能等级", "证书编号", "承担任务")
        sheet.table(("项目", "成员1", "成员2", "成员3"), *((words[k], *(m[k] for m in MEMBERS)) for k in range(5)))
    elif way == "abreast":
        words = ("姓名", "身份证号", "技能等级", "证书编号", "分工")
        cells = [Cell(0, 2 * n, 1, 2, f"成员 {n + 1}", Place(table=9, row=1)) for n in range(3)]
        for n, person in enumerate(MEMBERS):
            told = [f"{word}\n{text}" for word, text in zip(words, person, strict=True)] + [f"性别\n{sex(person[1])}"]
            cells += [Cell(1 + k // 2, 2 * n + k % 2, 1, 1, text, Place(table=9, row=2)) for k, text in enumerate(told)]
        sheet.blocks.append(Table(4, 6, tuple(cells), Place(table=9)))
    else:
        number = draw(st.sampled_from(("", "1．", "（1）")))
        for n, i, level, c, r in MEMBERS:
            sheet.line(f"{number}{n}（身份证号{i}），{level}，证书编号{c}，负责{r}；")


DATE = "2025年8月25日"
OFFICES = (
    "主管部门意见", "批准意见", "区级主管部门意见", "核准单位意见", "市级主管部门意见", "镇街人社分局意见", "公示情况",
    "专家组评审意见", "审核单位意见",
)  # fmt: skip


def signed(sheet: Sheets, draw: st.DrawFn, date: str = DATE) -> None:
    """The places to sign, done by the applicant on `date`, beside those of offices that nobody has filled in."""
    office, open_date = draw(st.sampled_from(OFFICES)), "    年    月    日"
    own = f"同意申报。\n领办人（签名）：{LEADER}\n所在单位（公章）：\n{date}"
    boxes: tuple[tuple[tuple[str, ...], ...], ...] = (
        (("单\n位\n意\n见", own), ("\n".join(office), f"（盖章）\n{open_date}")),
        (("领办人及单位声明", office), (own, f"（盖章）\n\n{open_date}")),
        ((office, "申报单位意见"), (f"负责人签字：\n（公章）\n{open_date}", f"领办人签字：{LEADER}\n（公章）\n{date}")),
        (("领办人签字", LEADER, "日期", date), ("单位盖章", "", "", "")),
        (("签章栏", ""), ("领办人", f"{LEADER}（签字）  {date}"), ("单位", f"（盖章）  {date}")),
        (
            (f"领办人签名：{LEADER}", "单位盖章：", f"日期：{date}"),
            (f"{office}：", "", ""),
            ("经办人：", "负责人：", "日期："),
        ),
    )
    lines: tuple[tuple[str, ...], ...] = (
        ("申报单位（公章）", f"领办人（签名）：{LEADER}", date, office, "（公章）", open_date),
        (f"领办人（签字）：{LEADER}      单位（盖章）：", f"日期：{date}"),
        ("以上属实。", f"声明人：{LEADER}（签名）", date, "单位名称（盖章）：海格机电有限公司"),
    )
    n = draw(st.integers(0, len(boxes) + len(lines) - 1))
    if n < len(boxes):
        sheet.table(*boxes[n])
    else:
        sheet.line(*lines[n - len(boxes)])
    sheet.seal()


@st.composite
def applications(draw: st.DrawFn, date: str = DATE) -> Document:
    """An application form in one of the families, section by section, signed on `date`."""
    sheet = Sheets("云川市技能大师工作室申报书")
    translated = draw(st.booleans())
    number = draw(st.sampled_from(("", "{}、", "第{}部分  ", "表{}  ", "■ ")))
    way = draw(st.sampled_from(WAYS))
    for n, (titles, foreign, rows) in enumerate(SECTIONS):
        title = number.format("一二三"[n]) + draw(st.sampled_from(titles))
        sheet.line(f"{title} {foreign}" if translated and not number else title)
        way(sheet, [(draw(st.sampled_from(words)), told, unit) for words, told, unit in rows], draw)
    sheet.line(draw(st.sampled_from(("团队成员", "工作室成员", "成员名册"))))
    members(sheet, draw)
    signed(sheet, draw, date)
    return sheet.document("申报书.docx")


COSTS = (("设备购置", 30000, 0), ("材料", 13000, 7000), ("培训", 7000, 23000))
PHASES = (("2025-10-01", "2026-06-30", "方案论证"), ("2026-07-01", "2027-12-31", "实施攻关"), ("2028-01-01", "2028-09-30", "总结验收"))  # fmt: skip


@st.composite
def proposals(draw: st.DrawFn) -> Document:
    """A proposal with its phases and costs in tables by parts, across, in lines or in sentences."""
    sheet = Sheets(draw(st.sampled_from(("云川市技能大师工作室项目立项书", "关于“钢构焊接攻关”项目立项的报告"))))
    sheet.line("项目名称：钢构焊接攻关", f"承担单位：{UNIT}", f"项目负责人：{LEADER}", "本项目自  2025.10.01  起至  2028.09.30  止。")  # fmt: skip
    sheet.line(
        "一、项目目标", "提高一次合格率。", "二、项目内容", "开展焊接变形试验。", "三、项目成果", "规程2份、工装1套。"
    )
    sheet.line("四、进度")
    phases = draw(st.sampled_from(("columns", "groups", "sentence")))
    if phases == "columns":
        words = draw(
            st.sampled_from((("阶段", "起", "止", "任务"), ("编号", "自", "至", "任务"), ("#", "开始", "结束", "任务")))
        )
        sheet.table(words, *((str(n), *phase) for n, phase in enumerate(PHASES, 1)))
    elif phases == "groups":
        at = Place(table=8, row=1)
        top = (Cell(0, 0, 1, 2, "时间", at), Cell(0, 2, 2, 1, "节点任务", at), Cell(1, 0, 1, 1, "开始", at), Cell(1, 1, 1, 1, "完成", at))  # fmt: skip
        body = [Cell(r, c, 1, 1, text, at) for r, row in enumerate(PHASES, 2) for c, text in enumerate(row)]
        sheet.blocks.append(Table(5, 3, (*top, *body), Place(table=8)))
    else:
        sheet.line("分三个阶段推进：" + "；".join(f"{start}至{end}，{task}" for start, end, task in PHASES) + "。")
    sheet.line("五、经费")
    money = [(title, public + own) for title, public, own in COSTS]
    costs = draw(st.sampled_from(("parts", "across", "lines", "sentence", "numbered")))
    if costs == "parts":
        whole = draw(st.sampled_from(("小计（元）", "合计（元）", "金额（元）")))
        at = Place(table=7, row=1)
        top = (Cell(0, 0, 2, 1, "科目", at), Cell(0, 1, 1, 2, "其中（元）", at), Cell(0, 3, 2, 1, whole, at), Cell(1, 1, 1, 1, "财政资助", at), Cell(1, 2, 1, 1, "单位自筹", at))  # fmt: skip
        rows = [(t, f"{p:,}.00", f"{o:,}.00", f"{p + o:,}.00") for t, p, o in (*COSTS, ("合计", 50000, 30000))]
        body = [Cell(r, c, 1, 1, text, at) for r, row in enumerate(rows, 2) for c, text in enumerate(row)]
        sheet.blocks.append(Table(6, 4, (*top, *body), Place(table=7)))
    elif costs == "across":
        sheet.table(("科目", *(t for t, _ in money), "合计"), ("金额", *(f"{m}元" for _, m in money), "80000元"))
    elif costs == "lines":
        mark = draw(st.sampled_from(("：", "  ")))
        sheet.line(
            "项目总预算：80000元", *(f"{n}．{t}{mark}{m}元（按市场询价）；" for n, (t, m) in enumerate(money, 1))
        )
    elif costs == "sentence":
        sheet.line("项目总预算80000元，其中" + "，".join(f"{t}{m}元" for t, m in money) + "。拟申请财政资助人民币伍万元整（¥50,000.00），其余由单位自筹。")  # fmt: skip
    else:
        sheet.table(("#", "费用项", "金额（元）", "依据"), *((str(n), t, str(m), "按实") for n, (t, m) in enumerate(money, 1)), ("", "合计", "80000", ""))  # fmt: skip
    sheet.line(f"项目负责人（签字）：{LEADER}", "承担单位（盖章）：")
    sheet.seal()
    sheet.line("2025年8月25日")
    return sheet.document("立项书.docx")


def findings(*papers: Paper) -> list[tuple[str, str, str]]:
    """What is wrong with papers and does not come from papers that are left out here, or from the policy."""
    judged = check_dossier(load_library().pack("dongguan"), list(papers), [], date(2025, 9, 1))
    return [
        (f.rule, f.outcome, f.message)
        for f, _ in judged.findings
        if f.outcome in ("fail", "warn")
        and f.rule not in OF_THE_POLICY
        and not (f.rule == "material-missing" and (f.subject or "").split(":")[0] not in ("application_form", "project_proposal"))
    ]  # fmt: skip


@settings(max_examples=100, deadline=None, derandomize=True)
@given(applications())
def test_an_application_in_any_family_is_read_and_gets_no_finding(document: Document) -> None:
    (paper,) = extract(document)
    assert {n: paper.fields[n].value for n in EXPECTED if n in paper.fields} == EXPECTED
    assert [f for f in findings(paper) if f[0] != "material-missing"] == []


@settings(max_examples=40, deadline=None, derandomize=True)
@given(applications(date="    年    月    日"))
def test_but_the_applicants_own_date_is_missed_beside_those_of_offices(document: Document) -> None:
    assert "date-missing" in {rule for rule, _, _ in findings(*extract(document))}


@settings(max_examples=80, deadline=None, derandomize=True)
@given(proposals())
def test_a_proposal_in_any_family_is_read_and_gets_no_finding(document: Document) -> None:
    (paper,) = extract(document)
    assert paper.kind == "project_proposal"
    assert [row.amount for row in paper.budget] == [30000.0, 20000.0, 30000.0]
    assert paper.number("project.budget_total") == 80000.0
    assert [str(row.end) for row in paper.schedule] == [end for _, end, _ in PHASES]
    assert [f for f in findings(paper) if f[0] != "material-missing"] == []
