"""Messages as Telegram's HTML, cut where Telegram's limit asks for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from bot.conversation import Span
from knowledge.patterns import compiled

# Telegram counts what is left after the tags are read, in UTF-16 units.
MESSAGE_LIMIT = 4096
_TAGS = {"bold": ("<b>", "</b>"), "quote": ("<blockquote>", "</blockquote>"), "small": ("<i>", "</i>")}
# Where a text may be cut, best first: after a paragraph, a line, a sentence, a clause.
_CUTS = (compiled(r"\n\n+"), compiled(r"\n"), compiled(r"[。！？!?]+[」”）)]*"), compiled(r"[；;，,、]"))
# Cutting earlier than this share of the limit would leave a stub.
_EARLIEST = 0.4


def html_of(spans: Iterable[Span]) -> str:
    """The pieces as Telegram's HTML, everything in them escaped."""
    parts = []
    for span in spans:
        opening, closing = _TAGS.get(span.style, ("", ""))
        text = escape(span.text, quote=False)
        parts.append(f"{opening}{text}{closing}" if text.strip() else text)
    return "".join(parts)


def utf16_length(text: str) -> int:
    """How long Telegram takes `text` to be."""
    return len(text) + sum(ord(c) > 0xFFFF for c in text)


def split_spans(spans: Iterable[Span], limit: int = MESSAGE_LIMIT) -> list[tuple[Span, ...]]:
    """The pieces in messages of at most `limit` units, cut at the ends of lines and sentences; styles go on in the next."""
    rest = [span for span in spans if span.text]
    messages: list[tuple[Span, ...]] = []
    while rest:
        whole = "".join(span.text for span in rest)
        if utf16_length(whole) <= limit:
            messages.append(tuple(rest))
            break
        first, rest = _divided(rest, _cut(whole, limit))
        messages.append(tuple(first))
    return messages


def _cut(text: str, limit: int) -> int:
    """The number of characters before the best cut within the limit."""
    most = 0
    used = 0
    for character in text:
        used += 2 if ord(character) > 0xFFFF else 1
        if used > limit:
            break
        most += 1
    earliest = int(most * _EARLIEST)
    for pattern in _CUTS:
        ends = [m.end() for m in pattern.finditer(text, 0, most) if m.end() > earliest]
        if ends:
            return ends[-1]
    return most


def _divided(spans: list[Span], at: int) -> tuple[list[Span], list[Span]]:
    """The pieces before and after a character; line breaks at the cut go."""
    first: list[Span] = []
    rest: list[Span] = []
    for span, start in _placed(spans):
        before, after = span.text[: max(0, at - start)], span.text[max(0, at - start) :]
        if before:
            first.append(Span(before, span.style))
        if after:
            rest.append(Span(after, span.style))
    while rest and not rest[0].text.lstrip("\n"):
        rest.pop(0)
    if rest:
        rest[0] = Span(rest[0].text.lstrip("\n"), rest[0].style)
    return first, rest


def _placed(spans: list[Span]) -> Iterator[tuple[Span, int]]:
    start = 0
    for span in spans:
        yield span, start
        start += len(span.text)
