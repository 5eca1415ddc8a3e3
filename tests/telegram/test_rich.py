"""Texts as Telegram's HTML, cut where its limit asks for it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.conversation import Span
from bot.telegram.rich import html_of, split_spans, utf16_length
from tests.telegram.standin import telegram_reads

SPANS = st.lists(
    st.builds(Span, st.text(min_size=1, max_size=60), st.sampled_from(["plain", "bold", "quote", "small"])), max_size=12
)


@given(SPANS, st.integers(10, 80))
def test_pieces_keep_to_the_limit_and_lose_nothing_but_line_breaks(spans: list[Span], limit: int) -> None:
    pieces = split_spans(spans, limit)
    assert all(utf16_length("".join(s.text for s in piece)) <= limit for piece in pieces)
    whole = "".join(s.text for s in spans)
    assert "".join(s.text for piece in pieces for s in piece).replace("\n", "") == whole.replace("\n", "")


@given(SPANS)
def test_whatever_stands_in_a_message_telegram_reads_its_html(spans: list[Span]) -> None:
    telegram_reads(html_of([*spans, Span("完")]))


def test_a_cut_falls_at_the_end_of_a_sentence_and_the_style_goes_on() -> None:
    sentence = "甲" * 29 + "。"
    first, second = split_spans([Span(sentence * 3, "bold")], 70)
    assert [s.text for s in first] == [sentence * 2]
    assert [(s.text, s.style) for s in second] == [(sentence, "bold")]


def test_a_character_outside_the_basic_plane_counts_twice() -> None:
    first, second = split_spans([Span("😀" * 6)], 10)
    assert ("".join(s.text for s in first), "".join(s.text for s in second)) == ("😀" * 5, "😀")
