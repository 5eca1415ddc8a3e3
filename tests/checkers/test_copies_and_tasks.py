"""Copies with backs beside the fronts, certificates of an institute named after a level, tasks in a table of their own."""

from __future__ import annotations

import pytest

from checkers.extraction.card_pages import split_cards
from checkers.extraction.cards import read_id_card, read_skill_certificate
from checkers.extraction.field import Found
from checkers.extraction.people import _each_once
from checkers.extraction.plausible import may_be
from checkers.reading.document import Paragraph, Place

# Two invented people; the numbers of nobody.
_FRONTS = (("林试亮", "441900197803110398"), ("汤试彬", "440981198603094858"))
_CARD_HEIGHT = 187.0


def _line(text: str, left: float, top: float) -> Paragraph:
    return Paragraph(text, Place(page=1, box=(left, top, left + 12.0 * len(text), top + 16.0)))


def _page(back_left: float, back_down: float) -> tuple[Paragraph, ...]:
    lines = []
    for n, (name, number) in enumerate(_FRONTS):
        top = 65.0 + n * (_CARD_HEIGHT + max(back_down - 10.0, 0.0))
        lines += [
            _line(f"姓名 {name}", 57, top),
            _line(f"公民身份号码 {number}", 57, top + 114),
            _line("中华人民共和国", back_left, top + back_down),
            _line("居民身份证", back_left, top + back_down + 26),
            _line("签发机关 某市公安局", back_left - 45, top + back_down + 92),
        ]
    return tuple(sorted(lines, key=lambda b: b.place.box[1] if b.place.box else 0.0))


@pytest.mark.parametrize(("back_left", "back_down"), [(406.0, 8.0), (120.0, 190.0)], ids=["beside", "below"])
def test_each_name_keeps_its_own_number_wherever_the_backs_stand(back_left: float, back_down: float) -> None:
    cards = [read_id_card(card) for card in split_cards(_page(back_left, back_down))]
    named = [(c["leader.name"].value, c["leader.id_number"].value) for c in cards if "leader.name" in c]
    assert named == list(_FRONTS)


@pytest.mark.parametrize(
    ("lines", "level"),
    [
        (("本证书由某市技师学院颁发，通过职业技能等级认定，", "姓名：顾试燕", "职业技能等级：三级/高级工"), "高级工"),
        (("本证书由某市技师学院颁发", "姓名：顾试燕", "技师"), "技师"),
        (("本证书由某市技师学院颁发", "姓名：顾试燕"), None),
    ],
    ids=["in the box", "in a line alone", "not told"],
)
def test_the_institute_that_issues_a_certificate_tells_no_level(lines: tuple[str, ...], level: str | None) -> None:
    fields = read_skill_certificate(tuple(Paragraph(line, Place()) for line in lines))
    assert (fields["leader.skill_level"].value if "leader.skill_level" in fields else None) == level


def _told(table: int, **values: str) -> dict[str, Found]:
    return {key: Found(value, value, Place(table=table)) for key, value in values.items()}


def test_a_table_of_tasks_lists_nobody_twice() -> None:
    people = [_told(3, name="田试波", id_number="1"), _told(4, name="田试波", role="质量检测")]
    each = _each_once(people)
    assert [p["name"].value for p in each] == ["田试波"]
    assert each[0]["role"].value == "质量检测"


@pytest.mark.parametrize("second", [{"table": 3, "role": "质量检测"}, {"table": 4, "id_number": "1"}])
def test_somebody_listed_twice_with_data_or_in_one_table_stays_twice(second: dict[str, object]) -> None:
    table = second.pop("table")
    assert isinstance(table, int)
    again = _told(table, name="田试波", **{k: str(v) for k, v in second.items()})
    assert len(_each_once([_told(3, name="田试波", id_number="1"), again])) == 2


@pytest.mark.parametrize(
    ("name", "possible"),
    [
        ("某区试镇人民政府(街道办事处)", False),
        ("试街道办事处", False),
        ("某公司驻外办事处", True),
        ("某试制药有限公司", True),
    ],
)
def test_an_authority_that_recommends_is_not_the_applying_unit(name: str, possible: bool) -> None:
    assert may_be("unit.name", name, name) is possible
