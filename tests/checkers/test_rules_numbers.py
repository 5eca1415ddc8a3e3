"""Numbers and periods: standards' own examples, boundaries, and properties over many of them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from checkers.extraction.field import PartialDate
from checkers.rules.area import is_local
from checkers.rules.numbers import (
    IdNumber,
    certificate_level,
    check_character,
    id_check_digit,
    phone_sound,
    read_id_number,
    uscc_problem,
)
from checkers.rules.periods import last_day, lengths
from checkers.rules.words import says_none
from knowledge.pack import load_library

ON = date(2025, 8, 1)
LIBRARY = load_library()

births = st.dates(date(1930, 1, 1), ON)
regions = st.sampled_from(["441900", "110115", "110224", "362201", "000000"])
orders = st.integers(0, 999)
alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
codes = st.text(alphabet, min_size=17, max_size=17).map(lambda first: first + check_character(first))


def number_of(region: str, birth: date, order: int) -> str:
    first = f"{region}{birth:%Y%m%d}{order:03d}"
    return first + id_check_digit(first)


@given(regions, births, orders)
def test_a_sound_identity_number_tells_birth_and_sex_whatever_its_region(region: str, birth: date, order: int) -> None:
    number = number_of(region, birth, order)

    assert read_id_number(number, ON) == IdNumber(number, birth, "男" if order % 2 else "女")


@given(regions, births, orders, st.integers(0, 16), st.integers(1, 9))
def test_but_no_digit_of_it_may_be_another(region: str, birth: date, order: int, place: int, by: int) -> None:
    number = number_of(region, birth, order)
    wrong = number[:place] + str((int(number[place]) + by) % 10) + number[place + 1 :]

    assert isinstance(read_id_number(wrong, ON), str)


@given(regions, births, orders, st.integers(0, 15))
def test_and_no_two_neighbours_may_change_places(region: str, birth: date, order: int, place: int) -> None:
    number = number_of(region, birth, order)
    wrong = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assume(wrong != number)

    assert isinstance(read_id_number(wrong, ON), str)


@given(regions, births, orders)
def test_spaces_dashes_and_full_width_digits_do_not_matter(region: str, birth: date, order: int) -> None:
    number = number_of(region, birth, order)
    wide = "".join(chr(ord(c) + 0xFEE0) for c in number)

    for written in (f"{number[:6]} {number[6:14]}-{number[14:]}", number.lower(), wide):
        assert read_id_number(written, ON) == read_id_number(number, ON)


@pytest.mark.parametrize(
    ("number", "problem"),
    [
        ("11010519491231002X", None),  # GB 11643's own example
        ("440524188001010014", "birth"),  # its second: nobody born in 1880 applies
        ("110105194912310020", "check"),
        ("11010519491331002X", "birth"),
        ("1101051949123100", "length"),
        ("110105491231002", "length"),
        ("无", "length"),
    ],
)
def test_known_identity_numbers(number: str, problem: str | None) -> None:
    read = read_id_number(number, ON)

    assert (None if isinstance(read, IdNumber) else read) == problem


@pytest.mark.parametrize(("days", "sound"), [(-1, True), (0, True), (1, False)])
def test_nobody_is_born_after_the_day_of_the_check(days: int, sound: bool) -> None:
    number = number_of("441900", ON + timedelta(days=days), 1)

    assert isinstance(read_id_number(number, ON), IdNumber) is sound


@given(codes, st.integers(0, 17), st.integers(1, 30))
def test_a_credit_code_catches_every_single_slip(code: str, place: int, by: int) -> None:
    wrong = code[:place] + alphabet[(alphabet.index(code[place]) + by) % 31] + code[place + 1 :]

    assert uscc_problem(code) is None
    assert uscc_problem(wrong) == "check"


@pytest.mark.parametrize("code", ["91441900MA5ABCDEI", "91441900MA5ABCDE1OO", "91441900", "９１４４"])
def test_a_code_of_another_length_or_alphabet_is_none(code: str) -> None:
    assert uscc_problem(code) == "length"


@pytest.mark.parametrize(
    ("phone", "sound"),
    [
        ("13800001234", True), ("138 0000 1234", True), ("+86 138-0000-1234", True), ("0769-22001234", True),
        ("(0769)22001234", True), ("010-60201234转802", True), ("22001234", True), ("400-800-1234", True),
        ("13800001234/0769-22001234", True), ("13800001234、13900001234", True),
        ("1380000123", False), ("138000012345", False), ("23800001234", False), ("12800001234", False),
        ("0769-220012345", False), ("张三", False), ("", False),
    ],
)  # fmt: skip
def test_telephones(phone: str, sound: bool) -> None:
    assert phone_sound(phone) is sound


@pytest.mark.parametrize(
    ("number", "level"),
    [
        ("S000044010001231000001", "高级技师"), ("S000044010001232000001", "技师"), ("Y000044010001233000001", "高级工"),
        ("J000044010001234000001", "中级工"), ("S000044010001235000001", "初级工"), ("S000044010001236000001", None),
        ("1000044010001233000001", "高级工"), ("1719001234500123", None), ("S00004401000123100000", None),
    ],
)  # fmt: skip
def test_the_level_in_a_certificate_s_number(number: str, level: str | None) -> None:
    assert certificate_level(number) == level


@given(st.dates(date(2020, 1, 1), date(2040, 12, 31)), st.integers(1, 5))
def test_a_period_of_whole_years_is_whole_to_its_last_day_and_to_its_anniversary(start: date, count: int) -> None:
    assume((start.month, start.day) != (2, 29))
    anniversary = start.replace(year=start.year + count)

    for end in (anniversary - timedelta(days=1), anniversary):
        assert lengths(day(start), day(end)) == [float(count)]


@given(st.dates(date(2020, 1, 1), date(2040, 12, 31)), st.integers(0, 2000), st.integers(1, 60))
def test_a_longer_period_is_longer(start: date, days: int, longer: int) -> None:
    [one] = lengths(day(start), day(start + timedelta(days=days)))
    [two] = lengths(day(start), day(start + timedelta(days=days + longer + 1)))

    assert one < two


def day(on: date) -> PartialDate:
    return PartialDate(on.year, on.month, on.day)


@given(st.integers(2020, 2040), st.integers(1, 12), st.integers(1, 12))
def test_months_are_counted_with_their_last_day(year: int, month: int, count: int) -> None:
    end = PartialDate(year + (month + count - 2) // 12, (month + count - 2) % 12 + 1)
    first = lengths(PartialDate(year, month), end)[0]

    assert first == pytest.approx(count / 12, abs=0.01)
    assert (last_day(end) + timedelta(days=1)).day == 1


@pytest.mark.parametrize(
    ("policy", "address", "local"),
    [
        ("dongguan", "广东省东莞市长安镇振业路1号", True), ("dongguan", "东莞松山湖科技十路", True), ("dongguan", "松山湖", True),
        ("dongguan", "广东省深圳市宝安区东莞路1号", False), ("dongguan", "陕西省西安市长安区", False), ("dongguan", "广东省", None),
        ("dongguan", "", None), ("daxing", "北京市大兴区黄村镇", True), ("daxing", "北京市黄村镇兴华大街", True),
        ("daxing", "北京市朝阳区大兴路", False), ("daxing", "北京市海淀区上地街道", False), ("daxing", "北京市", None),
        ("daxing", "黑龙江省大兴安岭地区", False), ("daxing", "北京经济技术开发区荣华路", None), ("daxing", "本区", True),
    ],
)  # fmt: skip
def test_where_an_address_lies(policy: str, address: str, local: bool | None) -> None:
    assert is_local(LIBRARY.pack(policy).policy, address) is local


@pytest.mark.parametrize(
    "text",
    [
        "无",
        "暂无。",
        "/",
        "——",
        "没有",
        "未设立",
        "暂未设立专门账目",
        "暂未提供",
        "N/A",
        "不具备",
        "无，本单位暂不提供资金支持",
    ],
)
def test_words_that_say_there_is_nothing(text: str) -> None:
    assert says_none(text)


@pytest.mark.parametrize(
    "text",
    [
        "无偿提供场地200平方米",
        "未来三年带徒10名",
        "从无到有建立制度",
        "已设立",
        "无尘车间一间",
        "无，本单位另行安排资金",
        "无，单位无偿提供场地",
        "没有辜负期望，带徒12名，成绩突出，多人获奖",
    ],
)
def test_but_not_those_that_only_begin_so(text: str) -> None:
    assert not says_none(text)
