"""What people see of a check: masked numbers, the terminal, the page, what a second check shows."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser
from rich.cells import cell_len
from rich.console import Console

from checkers.report.compare import compare
from checkers.report.html import to_html
from checkers.report.masking import mask_numbers, masked
from checkers.report.model import CheckReport, DocumentReading, FieldReading, Finding, Passed
from checkers.report.text import print_report, wrapped
from checkers.report.texts import fault_title, field_title, rule_title
from checkers.report.view import Titles, headline, ordered
from knowledge.errors import InputError

CONTRACT_RULES = (
    "file-unreadable file-encrypted file-unsupported file-too-large document-kind-unrecognised material-missing field-blank "
    "placeholder-left signature-missing seal-missing date-missing id-number-invalid id-birth-date-mismatch id-sex-mismatch "
    "uscc-invalid phone-invalid date-invalid certificate-level-mismatch licence-expired name-mismatch id-number-mismatch "
    "unit-name-mismatch uscc-mismatch team-size-mismatch budget-sum-mismatch period-reversed schedule-outside-period "
    "duplicate-member unit-type-not-eligible unit-not-registered-locally leader-not-frontline leader-skill-level-too-low "
    "leader-near-retirement leader-merit-missing training-qualification-missing venue-area-below-minimum support-missing "
    "project-missing unit-already-has-studio project-period-not-three-years listed-as-dishonest unit-not-local "
    "leader-not-in-service dedicated-account-missing team-too-small project-direction-unclear restricted-industry "
    "project-period-over-one-year project-material-missing master-already-leads-studio funding-over-cap "
)

NUMBER = "441900196801011234"
MASKED = "4419***********1234"


def finding(rule: str, outcome: Any = "fail", **parts: Any) -> Finding:
    return Finding(**({"rule": rule, "outcome": outcome, "message": f"{rule} 有问题", "fix": "改一改"} | parts))


def document(file: str, kind: str, **fields: str) -> DocumentReading:
    read = {name.replace("__", "."): FieldReading(value=value, where="表1 第3行") for name, value in fields.items()}
    return DocumentReading(file=file, kind=kind, pages=0, fields=read)


FORM = document("申报书.docx", "application_form", unit__name="云川精工有限公司", leader__id_number=NUMBER)
PROPOSAL = document("立项书.docx", "project_proposal", project__name="夹具改进")
CARD = document("身份证.jpg", "id_card", leader__name="江一舟")


def report(*findings: Finding, verdict: Any = "fix", documents: Any = (FORM, PROPOSAL), **parts: Any) -> CheckReport:
    return CheckReport(
        policy="yunchuan", as_of="2026-11-21", verdict=verdict, documents=documents, findings=findings,
        **({"passed": (Passed(rule="phone-invalid"),)} | parts),
    )  # fmt: skip


AREA = finding(
    "venue-area-below-minimum", subject="unit.training_area_m2", clause="yunchuan/3.2", quote="场地不少于800平方米",
    file="申报书.docx", where="表1 第7行", message="实训场地写的是 650 平方米，要不少于 800 平方米。",
    fix="核对面积；不够的先补足场地。",
)  # fmt: skip
RETIREMENT = finding(
    "leader-near-retirement", "warn", subject="leader.birth_date", clause="yunchuan/2.1", file="申报书.docx"
)
CARD_MISSING = finding(
    "material-missing", subject="id_card:江一舟", message="缺少江一舟的身份证。", fix="补一份复印件。"
)
POST = finding("leader-not-frontline", "human", subject="leader.post")
PERIOD = finding("period-reversed", subject="project.end", file="立项书.docx", where="表2 第4行")
HONOURS = finding("leader-merit-missing", "unknown", subject="leader.honours", file="申报书.docx")


def label(clause: str) -> str:
    return f"第{clause.rpartition('/')[2]}条"


TITLES = Titles("云川市工作室办法", label, ("这份文件是征求意见稿。",))


def printed(*args: Any, width: int = 80) -> str:
    out = io.StringIO()
    print_report(args[0], Console(file=out, width=width), TITLES, *args[1:])
    return out.getvalue()


# --- identity numbers


@st.composite
def identity_numbers(draw: st.DrawFn) -> str:
    born = draw(st.dates(min_value=date(1930, 1, 1), max_value=date(2049, 12, 31)))
    region = draw(st.from_regex(r"[1-9][0-9]{5}", fullmatch=True))
    return region + born.strftime("%Y%m%d") + draw(st.from_regex(r"[0-9]{3}[0-9X]", fullmatch=True))


@given(identity_numbers(), st.data())
def test_an_identity_number_is_masked_however_it_is_written(number: str, data: st.DataObject) -> None:
    gap = st.sampled_from(["", " ", "　", "\u00a0", "\n", "\u200b", "\u202e"])
    written = "".join(digit + data.draw(gap) for digit in number[:-1]) + number[-1]
    if data.draw(st.booleans()):
        written = written.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789X"})
    before, after = (
        data.draw(st.sampled_from(["", "身份证号：", "共3人，"])),
        data.draw(st.sampled_from(["", "。", "，电话12345678901"])),
    )

    assert mask_numbers(before + written + after) == f"{before}{number[:4]}***********{number[-4:]}{after}"


@given(st.from_regex(r"[1-8][0-9]{16}[0-9X]", fullmatch=True))
def test_a_mistyped_identity_number_is_masked_too(number: str) -> None:
    spaced = f"{number[:6]} {number[6:14]} {number[14:]}"

    for shown in (mask_numbers(f"号码{number}"), mask_numbers(f"号码{spaced}")):
        assert number[4:14] not in shown.replace(" ", "") or number.startswith(("11", "12", "13", "51", "52", "53"))


@given(st.text(alphabet="0123456789 年月日-.X４号\n", max_size=60))
def test_masking_leaves_nothing_to_mask_and_never_fails(text: str) -> None:
    once = mask_numbers(text)

    assert mask_numbers(once) == once


@pytest.mark.parametrize(
    "text",
    [
        "统一社会信用代码 91441900MA4ULXXX7A",
        "统一社会信用代码 914419007123456789",
        "联系电话 13800138000 13900139000",
        "经费 100000 200000 300000 元",
        "2026-01-01 至 2028-12-31，共 36 个月",
        "2025.01.01-2025.12.31 2026.01.01-2026.12.31",
        "2025-1-1 2025-12-31 2026-1-1 2026-12-31",
        "20250101 20251231 20260101",
        "证书编号 S000044190012241000001",
        "账号 6222021302008765432",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert mask_numbers(text) == text


def test_a_code_of_an_institution_stays_but_a_number_like_it_with_a_birth_date_does_not() -> None:
    assert mask_numbers("12440000456789012") == "12440000456789012"
    assert mask_numbers("124400001234567896").count("*") in (0, 11)
    assert mask_numbers("120101199003070012") == "1201***********0012"


def test_a_masked_report_holds_no_number_in_any_text() -> None:
    shown = masked(report(finding("id-number-invalid", message=f"写的是 {NUMBER}", file=f"{NUMBER}.jpg")))

    assert NUMBER not in shown.model_dump_json()
    assert shown.documents[0].fields["leader.id_number"].value == MASKED


# --- words


@pytest.mark.parametrize("rule", CONTRACT_RULES.split())
def test_every_rule_of_the_contract_has_words(rule: str) -> None:
    assert re.search("[一-鿿]", rule_title(rule))
    assert re.search("[一-鿿]", fault_title(rule))


def test_a_listed_field_is_named_with_its_number() -> None:
    assert field_title("members[12].name") == "成员12 姓名"


# --- summary and order


@pytest.mark.parametrize(
    ("verdict", "findings", "words"),
    [
        ("ready", (), "可以提交"),
        ("ready", (POST,), "可以提交"),
        ("fix", (AREA, RETIREMENT, HONOURS, POST), "还有 3 处要改"),
        ("ineligible", (AREA,), "不符合条件"),
        ("unreadable", (), "看不清"),
    ],
)
def test_the_summary_says_the_verdict_and_counts_what_can_be_mended(verdict: str, findings: Any, words: str) -> None:
    assert headline(report(*findings, verdict=verdict)) == words


def test_the_worst_comes_first_then_the_order_of_the_documents() -> None:
    mixed = report(POST, HONOURS, RETIREMENT, PERIOD, AREA, CARD_MISSING)

    assert ordered(mixed) == [CARD_MISSING, AREA, PERIOD, RETIREMENT, HONOURS, POST]


# --- terminal


def test_the_terminal_says_the_summary_before_the_findings_and_what_passed_after() -> None:
    shown = printed(report(POST, AREA, CARD_MISSING))

    wanted = ["还有 2 处要改", "征求意见稿", "共 3 处", "缺少材料", "整套材料", "实训场地面积", "申报书.docx · 表1 第7行",
              "第3.2条「场地不少于800平方米」", "怎么改：核对面积", "请人判断（1 处）", "已核对无误的有 1 项", "不是审核结论"]  # fmt: skip
    positions = [shown.index(words) for words in wanted]
    assert positions == sorted(positions)


def test_nothing_printed_is_wider_than_the_terminal_or_holds_a_number() -> None:
    shown = printed(report(AREA, finding("id-number-invalid", message=f"号码 {NUMBER} 校验位不对。")), width=40)

    assert NUMBER not in shown
    assert MASKED in shown
    assert all(sum(1 + (ord(c) > 0x2E80) for c in line.rstrip()) <= 40 for line in shown.splitlines())


@given(st.text(alphabet="场地不足，。「」 A1x平方米", max_size=80), st.integers(16, 40))
def test_wrapping_loses_nothing_and_starts_no_line_with_a_comma(text: str, width: int) -> None:
    lines = wrapped(text, width)

    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(cell_len(line) <= width for line in lines)
    # Runs of stops, or one right behind an opening quote, are no text and leave nowhere to break.
    if not re.search("[，。」 ]{3}|「[，。」 ]|^[，。」 ]|[!-~]{10}", text):
        assert not any(line.startswith(("，", "。", "」")) for line in lines)


def test_a_stop_behind_a_space_stays_with_the_word_before_it() -> None:
    assert wrapped("11。。「「「不 。", 16) == ["11。。「「「", "不 。"]


def test_markup_and_control_characters_from_files_are_plain_text() -> None:
    shown = printed(report(finding("name-mismatch", file="[red]a\x1b[31m\u202e.docx", message="[bold]张\x07三[/bold]")))

    assert "[bold]张三[/bold]" in shown
    assert "[red]a[31m.docx" in shown
    assert "\x1b" not in shown
    assert "\u202e" not in shown


# --- a second check


def test_what_is_mended_left_and_new_is_told_apart_though_files_are_renamed() -> None:
    renamed = document("申报书（改）.docx", "application_form")
    worded_anew = AREA.model_copy(update={"file": "申报书（改）.docx", "message": "实训场地写的是 700 平方米。"})
    progress = compare(
        report(AREA, RETIREMENT, PERIOD), report(worded_anew, PERIOD, POST, documents=(renamed, PROPOSAL))
    )

    assert progress.mended == (RETIREMENT,)
    assert progress.left == (worded_anew, PERIOD)
    assert progress.new == (POST,)
    assert progress.unseen == ()


def test_of_two_like_findings_one_mended_leaves_one() -> None:
    first, second = (
        finding("placeholder-left", file="申报书.docx", where=f"表1 第{row}行", message=f"第{row}行有提示没删")
        for row in (2, 5)
    )
    progress = compare(report(first, second), report(second))

    assert (progress.mended, progress.left, progress.new) == ((first,), (second,), ())


def test_but_the_same_rule_in_another_kind_of_document_is_another_finding() -> None:
    on_proposal = finding("signature-missing", file="立项书.docx")
    progress = compare(report(finding("signature-missing", file="申报书.docx")), report(on_proposal))

    assert len(progress.mended) == 1
    assert progress.new == (on_proposal,)


def test_what_stood_in_a_paper_that_is_not_handed_in_again_is_not_called_mended() -> None:
    mismatch = finding("name-mismatch", subject="leader.name", file="申报书.docx")
    progress = compare(report(PERIOD, AREA, mismatch), report(documents=(FORM,)))

    assert progress.unseen == (PERIOD, mismatch)
    assert progress.mended == (AREA,)


def test_but_a_rule_that_now_holds_is_mended_and_so_is_a_paper_that_was_missing() -> None:
    after = report(documents=(CARD,), passed=(Passed(rule="period-reversed", subject="project.end"),))
    progress = compare(report(PERIOD, CARD_MISSING), after)

    assert progress.mended == (PERIOD, CARD_MISSING)


def test_checks_against_two_policies_are_not_compared() -> None:
    with pytest.raises(InputError):
        compare(report(), report().model_copy(update={"policy": "other"}))


def test_the_terminal_tells_what_changed() -> None:
    shown = printed(report(AREA, POST), report(AREA, PERIOD))

    assert "改好 1 处，还剩 1 处，新出现 1 处" in shown
    assert "改好的：起止日期颠倒" in shown
    assert "实训场地面积（上次就有）" in shown
    assert "领办人在一线岗位（新出现）" in shown


# --- the page


SIZES = {"phone": (380, 760), "desktop": (1280, 860)}
LONG = finding(
    "unit-name-mismatch", file="一份名字特别长的申报材料" * 6 + "A" * 60 + ".docx", where="表12 第34行",
    message="X" * 120 + "与执照上的名称不一致", subject="unit.name",
)  # fmt: skip


def page_of(*findings: Finding, earlier: CheckReport | None = None, **parts: Any) -> str:
    return to_html(report(*findings, **parts), TITLES.policy, label, earlier, TITLES.notes)


def test_the_page_needs_nothing_from_outside() -> None:
    page = page_of(AREA, POST, earlier=report(PERIOD))

    assert "<script" not in page
    assert not re.search(r"https?:|\ssrc=|\shref=|@import|url\(", page)
    assert "default-src 'none'" in page


def test_markup_from_files_stays_text_on_the_page() -> None:
    page = page_of(finding("name-mismatch", file="<img src=x>.docx", message="<script>alert(1)</script>"))

    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "<img" not in page


def test_the_page_masks_numbers_in_findings_and_fields() -> None:
    page = page_of(finding("id-number-invalid", message=f"写的是 {NUMBER}"))

    assert NUMBER not in page
    assert page.count(MASKED) == 2


def test_a_value_that_was_read_unsurely_says_so() -> None:
    unsure = document("扫描件.pdf", "other").model_copy(
        update={"fields": {"unit.name": FieldReading(value="云川", where="第1页", doubtful=True)}, "pages": 2}
    )

    page = page_of(documents=(unsure,))
    assert "云川（没看准）" in page
    assert "其他文件 · 2 页" in page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_the_page_reads_well_at_every_width(browser: Browser, tmp_path: Path, size: str, scheme: Any) -> None:
    file = tmp_path / "report.html"
    file.write_text(page_of(LONG, AREA, CARD_MISSING, RETIREMENT, HONOURS, POST, earlier=report(AREA, PERIOD)), "utf-8")
    width, height = SIZES[size]
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
    asked, complaints = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(file.as_uri())

    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert asked == [file.as_uri()]
    assert complaints == []
    assert page.get_by_role("heading", level=1).inner_text() == "还有 5 处要改"
    # The style sheet is let through by its hash.
    assert page.evaluate("getComputedStyle(document.querySelector('main')).maxWidth") != "none"
    assert not page.get_by_text("电话号码", exact=True).is_visible()
    page.get_by_text("已核对无误的有 1 项").click()
    assert page.get_by_text("电话号码", exact=True).is_visible()
    page.close()
