"""People's wording in one normal form."""

from __future__ import annotations

import pytest

from knowledge.pack.display import years
from knowledge.wording import find_quantities, mask_quantities, normalise
from knowledge.wording.english import correct_latin, gloss
from knowledge.wording.numerals import parse_number


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("東莞評選補貼多少錢", "东莞评选补贴多少钱"),
        ("Ａ类　１０万", "a类 10万"),
        ("<b>启动资金</b>多少😀", "启动资金 多少"),
        ("场地\u200b多大\x07", "场地多大"),
        ("  \n ", ""),
        ("🤔🤔", ""),
    ],
)
def test_it_normalises(typed: str, normal: str) -> None:
    assert normalise(typed) == normal


def test_a_very_long_message_keeps_its_beginning_and_its_end() -> None:
    normal = normalise("东莞" + "啊" * 100_000 + "启动资金多少")

    assert len(normal) <= 1201
    assert normal.startswith("东莞")
    assert normal.endswith("启动资金多少")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("10", 10), ("1,000", 1000), ("10万", 100_000), ("10w", 100_000), ("1万2", 12_000), ("1千", 1000), ("六百", 600),
        ("六百五", 650), ("一千零五十", 1050), ("十二万", 120_000), ("十", 10), ("二十三", 23), ("俩", 2), ("仨", 3), ("两千", 2000),
        ("一二三", 123), ("三点五", 3.5), ("壹拾万", 100_000), ("5万零1", 50_001), ("5万零一百", 50_100), ("1万2千5百", 12_500),
    ],
)  # fmt: skip
def test_it_reads_numbers(text: str, number: float) -> None:
    assert parse_number(text) == pytest.approx(number)


@pytest.mark.parametrize(
    ("text", "number", "unit", "bound"),
    [
        ("场地六百来平", 600, "m2", "about"),
        ("800㎡", 800, "m2", "exact"),
        ("不到一千平", 1000, "m2", "below"),
        ("十万块", 100_000, "yuan", "exact"),
        ("补贴10w", 100_000, "yuan", "exact"),
        ("一年半", 1.5, "year", "exact"),
        ("三年零两个月", 3 + 2 / 12, "year", "exact"),
        ("一年零九天", 1 + 9 / 365, "year", "exact"),
        ("一年零半个月", 1 + 0.5 / 12, "year", "exact"),
        ("两年零十个半月", 2 + 10.5 / 12, "year", "exact"),
        ("一年又三个礼拜", 1 + 21 / 365, "year", "exact"),
        ("十一个半月", 11.5 / 12, "year", "exact"),
        ("差一个半月满三年", 3 - 1.5 / 12, "year", "exact"),
        ("半年", 0.5, "year", "exact"),
        ("快三年", 3, "year", "below"),
        ("三年多", 3, "year", "above"),
        ("差半年满三年", 2.5, "year", "exact"),
        ("5个工作日", 5, "workday", "exact"),
        ("俩人", 2, "person", "exact"),
        ("58岁", 58, "age", "exact"),
        ("就850够不够", 850, "number", "exact"),
        ("申请5万零1元", 50_001, "yuan", "exact"),
        ("五万零一够吗", 50_001, "yuan", "exact"),
    ],
)
def test_it_finds_quantities(text: str, number: float, unit: str, bound: str) -> None:
    (quantity,) = find_quantities(normalise(text))

    assert (quantity.number, quantity.unit, quantity.bound) == (pytest.approx(number), unit, bound)


@pytest.mark.parametrize("text", ["2025年12月31日", "第十二条", "每年一次", "一平不多"])
def test_but_dates_ordinals_and_sayings_are_no_quantities(text: str) -> None:
    assert find_quantities(normalise(text)) == []


def test_a_bound_settles_a_boundary() -> None:
    (below,) = find_quantities("不到一千平")
    (above,) = find_quantities("一千多平")

    assert below.value < 1000 < above.value


def test_it_masks_quantities_by_unit_and_keeps_who_is_counted() -> None:
    text = "a类,团队3个成员,场地900平,10万"

    assert mask_quantities(text, find_quantities(text)) == "a类,团队P成员,场地M,Y"


def test_it_glosses_english_questions_only() -> None:
    assert gloss("how much startup funding in class a") == "多少钱 启动资金 in a类"
    assert gloss("东莞的vip怎么申请award") == "东莞的vip怎么申请award"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("donguan", "dongguan"), ("certifcate", "certificate"), ("dongguan", "dongguan"), ("zijin", "zijin")],
)
def test_it_puts_slips_in_latin_words_right(typed: str, meant: str) -> None:
    assert correct_latin(typed, ["dongguan", "daxing"]) == meant


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (10 / 365, "10天"),
        (0.5 / 12, "半个月"),
        (0.5, "6个月"),
        (11.5 / 12, "11个半月"),
        (1 - 3 / 365, "差3天满1年"),
        (1 + 2 / 365, "1年零2天"),
        (1 + 0.5 / 12, "1年零半个月"),
        (2.5, "2年半"),
        (2 + 11 / 12, "2年11个月"),
        (3.0, "3年"),
    ],
)
def test_lengths_are_shown_as_people_say_them(number: float, shown: str) -> None:
    assert years(number) == shown
