"""What holds of every answer to every question of every set."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.answering import Answer, Assistant, open_assistant
from knowledge.periods import add_months
from knowledge.wording import normalise

SETS = sorted((Path(__file__).parents[1] / "question_sets").glob("questions_*.jsonl"))
TODAY = date(2026, 11, 21)
FIGURE = re.compile(r"\d+(?:\.\d+)?")
# A clause's label (第六条（二）3, 四（二）第1段), a numbered line and the number in 没有第35条 state nothing of the policy.
LABEL = re.compile(r"[）条]\d(?![\d.])|第\d+[段条]|(?m:^\d+\. )|一共\d+条|附件\d")
SPELLED = {"一": 1, "两": 2, "三": 3, "五": 5, "十": 10, "半年": 6}


def conversations() -> Iterator[tuple[str, list[str]]]:
    for path in SETS:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield row["id"], row.get("turns") or [row["q"]]


def last_answer(assistant: Assistant, turns: list[str]) -> Answer:
    context = None
    for turn in turns:
        reply = assistant.ask(turn, context=context, on=TODAY)
        context = reply.context
    return reply.answer


def figures(text: str) -> set[float]:
    return {float(f) for f in FIGURE.findall(text)}


def in_yuan(numbers: set[float]) -> set[float]:
    """The figures, and each as 万元 taken in 元 and the other way round."""
    return numbers | {n * 10_000 for n in numbers} | {n / 10_000 for n in numbers}


@pytest.fixture(scope="module")
def answers(assistant: Assistant) -> list[tuple[list[str], Answer]]:
    return [(turns, last_answer(assistant, turns)) for _, turns in conversations()]


def test_the_sets_are_there() -> None:
    assert len(SETS) >= 5
    assert sum(1 for _ in conversations()) >= 500


def test_every_quote_is_verbatim_in_its_clause(assistant: Assistant, answers: list[tuple[list[str], Answer]]) -> None:
    for turns, answer in answers:
        for cited in answer.citations:
            clause = assistant.library.packs[cited.clause.split("/")[0]].clauses[cited.clause]
            assert clause.holds(cited.quote), (turns, cited)


def test_every_figure_is_cited_or_stated_or_summed(
    assistant: Assistant, answers: list[tuple[list[str], Answer]]
) -> None:
    for turns, answer in answers:
        if answer.status != "answered":
            continue
        cited = "".join(
            assistant.library.packs[c.clause.split("/")[0]].clauses[c.clause].text for c in answer.citations
        )
        said = "".join(normalise(t) for t in turns)
        known = figures(cited) | figures(said) | {n for word, n in SPELLED.items() if word in cited}
        known |= {n for word, n in {"俩": 2, "仨": 3}.items() if word in said}
        known |= {n for word, n in {"two": 2, "three": 3, "four": 4, "five": 5}.items() if word in said}
        known |= {said.count("一个项目"), said.count("一个")}  # one of each year that is named
        spoken = {q for t in turns for q in _spoken(t)}
        known |= {float(m[2]) for m in LESS_LEADER.finditer(answer.text)}  # checked below, and counted with afterwards
        text = LABEL.sub("", APART.sub(_apart_rightly, answer.text))
        for pattern, checked in (
            (SHARED, _shared_rightly),
            (COUNTED, _counted_rightly),
            (WITHIN_A_YEAR, _within_a_year_rightly),
            (IN_A_ROW, _in_a_row_rightly),
            (DIVIDED, _divided_rightly),
            (RATIO, _ratio_rightly),
            (PARTED, _parted_rightly),
            (MADE_UP, _made_up_rightly),
            (HEADS_LEFT, _heads_left_rightly),
            (LESS_LEADER, _less_leader_rightly),
        ):
            text = pattern.sub(checked, text)
        printed_sum = any(sign in text for sign in ("合计", "×", "="))
        unexplained = {f for f in figures(text) if f not in in_yuan({*map(float, known)} | spoken)}
        if printed_sum:
            terms = [float(f) for f in FIGURE.findall(text)]
            unexplained = {f for f in unexplained if not _is_sum(f, terms)}
        assert not unexplained, (turns, answer.text, unexplained)


# A length counted from a named day: 从2023年6月15日起算3年，到2026年6月15日。
COUNTED = re.compile(r"从(\d+)年(\d+)月(?:(\d+)日)?起算(\d+)(年|个月)，到(\d+)年(\d+)月(?:(\d+)日)?。")


# A share of a printed sum: 占15万元÷65万元≈23.1%.
SHARED = re.compile(r"占(\d+)万元÷(\d+)万元≈([\d.]+)%。")


# A printed difference: 相差5000元－2000元=3000元.
APART = re.compile(r"([\d.]+)(万?元)－([\d.]+)(万?元)=([\d.]+)(万?元)")


def _apart_rightly(found: re.Match[str]) -> str:
    """The two amounts as they stand; their difference is checked here."""
    more, less, apart = (float(found[i]) * (10_000 if found[i + 1] == "万元" else 1) for i in (1, 3, 5))
    assert more - less == apart, found[0]
    return f"{found[1]}{found[2]}－{found[3]}{found[4]}"


def _shared_rightly(found: re.Match[str]) -> str:
    """The amounts as they stand; their share is checked here."""
    part, whole, share = map(float, found.groups())
    assert abs(100 * part / whole - share) < 0.06, found[0]
    return f"占{found[1]}万元÷{found[2]}万元。"


def _counted_rightly(found: re.Match[str]) -> str:
    """The start and the length as they stand; the end is checked here."""
    year, month, day, length, unit, end_year, end_month, end_day = found.groups()
    end = add_months(date(int(year), int(month), int(day or 1)), int(length) * (12 if unit == "年" else 1))
    assert (end.year, end.month) == (int(end_year), int(end_month)), found[0]
    assert end_day is None or end.day == int(end_day), found[0]
    return f"{year}年{month}月{day or ''}。{length}"


# A length counted from a day without its year: 从2月10日起算6个月，到8月10日。
WITHIN_A_YEAR = re.compile(r"从(\d+)月(\d+)日起算(\d+)个月，到(\d+)月(\d+)日。")


def _within_a_year_rightly(found: re.Match[str]) -> str:
    """The start and the length as they stand; the end is checked here."""
    month, day, length, end_month, end_day = map(int, found.groups())
    assert add_months(date(TODAY.year, month, day), length).timetuple()[1:3] == (end_month, end_day), found[0]
    return f"{month}月{day}日{length}"


# Years in a row, the first counted in: 从2024年起连续5年，到2028年满。
IN_A_ROW = re.compile(r"从(\d+)年起连续(\d+)年，到(\d+)年满。")


def _in_a_row_rightly(found: re.Match[str]) -> str:
    """The first year and the number of years as they stand; the last is checked here."""
    first, years, last = map(int, found.groups())
    assert first + years - 1 == last, found[0]
    return f"{first}年{years}年"


# An amount shared out, with what is taken off first: (13万元－5万元)÷2万元/人，要4人。
DIVIDED = re.compile(r"\(?([\d.]+万?元)((?:－[\d.]+万?元)*)\)?÷([\d.]+万?元)/人，要(\d+)人")


# How many times one amount another is: 40万元÷20万元=2倍，一份顶2份.
RATIO = re.compile(r"([\d.]+万?元)÷([\d.]+万?元)=([\d.]+)倍，一[份个]顶\3[份个]")


def _ratio_rightly(found: re.Match[str]) -> str:
    """The two amounts as they stand; their ratio is checked here."""
    assert abs(_yuan(found[1]) / _yuan(found[2]) - float(found[3])) < 0.006, found[0]
    return f"{found[1]}÷{found[2]}"


# An amount shared evenly: 10万元÷4=2.5万元/人.
PARTED = re.compile(r"([\d.]+万?元)÷(\d+)[=≈]([\d.]+万?元)/[人年]")


def _parted_rightly(found: re.Match[str]) -> str:
    """The amount and the number of parts as they stand; one part is checked here."""
    share = _yuan(found[1]) / int(found[2])
    assert abs(share - _yuan(found[3])) <= max(0.006 * 10_000, 0.006), found[0]
    return f"{found[1]}÷{found[2]}"


# How many of a unit make up an amount: 20万元÷5万元=4个.
MADE_UP = re.compile(r"([\d.]+万?元)÷([\d.]+万?元)=(\d+)[个年]（")


def _made_up_rightly(found: re.Match[str]) -> str:
    """The two amounts as they stand; the number is checked here."""
    assert math.ceil(_yuan(found[1]) / _yuan(found[2])) == int(found[3]), found[0]
    return f"{found[1]}÷{found[2]}（"


# Members beyond the number that is paid: 6人－5人=1人.
HEADS_LEFT = re.compile(r"(\d+)人－(\d+)人=(\d+)人拿不到")


def _heads_left_rightly(found: re.Match[str]) -> str:
    """The two numbers as they stand; their difference is checked here."""
    assert int(found[1]) - int(found[2]) == int(found[3]), found[0]
    return f"{found[2]}人"


def _divided_rightly(found: re.Match[str]) -> str:
    """The amounts as they stand; the number of persons is checked here."""
    amount, taken_off, share, persons = found.groups()
    rest = _yuan(amount) - sum(_yuan(part) for part in taken_off.split("－") if part)
    assert math.ceil(rest / _yuan(share)) == int(persons), found[0]
    return f"{amount}{taken_off}{share}"


# A team told with its leader: 9－1=8人.
LESS_LEADER = re.compile(r"(\d+)－1=(\d+)(?:人|个)")


def _less_leader_rightly(found: re.Match[str]) -> str:
    """The number that was told; that without the leader (the project that failed) is checked here."""
    assert int(found[1]) - 1 == int(found[2]), found[0]
    return f"{found[1]}人"


def _yuan(amount: str) -> float:
    return float(amount.rstrip("万元")) * (10_000 if "万" in amount else 1)


def _spoken(text: str) -> set[float]:
    """Numbers that the person wrote in characters or units (六百来平, 两年半), also what follows from them."""
    from knowledge.wording import find_quantities
    from knowledge.wording.numerals import NUMBER, parse_number

    found = {n for part in re.findall(NUMBER, normalise(text)) if (n := parse_number(part)) is not None}
    for quantity in find_quantities(normalise(text)):
        parts = (parse_number(part) for part in re.findall(NUMBER, quantity.spoken))
        found |= {part for part in parts if part is not None}
        months = round(quantity.number * 12)
        if quantity.unit == "age":  # 57岁零1个月, 按60退: what is left of the years until then
            left = {round((limit - quantity.number) * 12) - rest for limit in found for rest in (*found, 0.0)}
            found |= {float(part) for m in left if 0 <= m < 120 for part in divmod(m, 12)}
        found |= {quantity.number, float(months // 12), float(months % 12), round(quantity.number, 1)}
    return found


def _is_sum(figure: float, terms: list[float]) -> bool:
    """Whether the figure (in 万元, or in units) is a product or a sum of figures that are printed beside it."""
    if any(abs(a * b - f) < 1e-6 for f in (figure, figure * 10_000) for a in terms for b in terms if a != f != b):
        return True
    others = list(terms)
    others.remove(figure)
    sums = {0.0}
    for term in (t / 10_000 if t >= 1000 else t for t in others):
        sums |= {round(s + term, 4) for s in sums if s + term <= figure + 1e-6}
    return {figure, figure / 10_000} & {round(s, 4) for s in sums} != set()


def test_silence_cites_nothing_and_an_answer_something(answers: list[tuple[list[str], Answer]]) -> None:
    for turns, answer in answers:
        assert bool(answer.citations) == (answer.status == "answered"), (turns, answer)


def test_an_answer_is_no_heap_of_clauses(answers: list[tuple[list[str], Answer]]) -> None:
    for turns, answer in answers:
        is_list = re.search(r"^\d+\. ", answer.text, re.MULTILINE) is not None
        assert len(answer.citations) <= (12 if is_list or answer.policy == "both" else 6), (turns, answer.text)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_any_text_gets_a_reply(text: str) -> None:
    answer = ASSISTANT.ask(text, on=TODAY).answer

    assert answer.text


ASSISTANT = open_assistant()
