"""The text of a Word paragraph as it shows on paper: insertions and controls in, deletions and hidden text out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from checkers.reading.characters import clean

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH_TEXT: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"

CHECKED: Final = "☑"
UNCHECKED: Final = "□"
# What stands at these codes in Wingdings, Wingdings 2 and Wingdings 3; the codes may be moved up by F000.
_WINGDINGS: Final = {0xFE: CHECKED, 0xFD: "☒", 0xFC: "√", 0xFB: "×", 0xA8: UNCHECKED, 0x6F: UNCHECKED, 0x6E: "■"}
_WINGDINGS_2: Final = {
    0x52: CHECKED, 0x54: "☒", 0x53: "☒", 0x51: "☒", 0x50: "√", 0x4F: "×", 0xA3: UNCHECKED, 0x2A: UNCHECKED, 0xA2: "■",
}  # fmt: skip
_SYMBOL_FONTS: Final = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}
_PRIVATE_AREA: Final = 0xF000

# Elements whose content belongs to the text around them.
TRANSPARENT: Final = frozenset(
    f"{W}{name}"
    for name in ("ins", "moveTo", "smartTag", "customXml", "hyperlink", "fldSimple", "dir", "bdo", "sdtContent")
)
_BREAKS: Final = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": " ", f"{W}ptab": " ", f"{W}noBreakHyphen": "-"}
# Tags in which other paragraphs stand: a text box's are read at their anchor by the walk, not here.
_DRAWN: Final = frozenset((f"{W}drawing", f"{W}pict", f"{W}object", f"{MC}AlternateContent"))


def paragraph_text(paragraph: etree._Element) -> str:
    """The paragraph's visible text; line breaks are \\n, tabs spaces, check boxes ☑ and □."""
    return clean("".join(_pieces(paragraph)))


def is_on(element: etree._Element | None, attribute: str = f"{W}val") -> bool:
    """Whether a switch such as w:vanish or w14:checked is set; present without a value means on."""
    return element is not None and element.get(attribute, "1") not in ("0", "false", "off")


def _pieces(element: etree._Element) -> Iterator[str]:
    for child in element:
        tag = child.tag
        if tag == f"{W}r":
            yield from _run(child)
        elif tag == f"{W}sdt":
            yield from _control(child)
        elif tag in TRANSPARENT:
            yield from _pieces(child)
        elif tag == _MATH_TEXT:
            yield child.text or ""
        elif isinstance(tag, str) and tag.startswith(_MATH_TEXT[:-1]):
            yield from _pieces(child)


def _control(control: etree._Element) -> Iterator[str]:
    box = control.find(f"{W}sdtPr/{W14}checkbox")
    if box is not None:
        state = box.find(f"{W14}checked")
        yield CHECKED if state is not None and is_on(state, f"{W14}val") else UNCHECKED
        return
    content = control.find(f"{W}sdtContent")
    if content is not None:
        yield from _pieces(content)


def _run(run: etree._Element) -> Iterator[str]:
    properties = run.find(f"{W}rPr")
    if properties is not None and is_on(properties.find(f"{W}vanish")):
        return
    font = _font(properties)
    if _is_underlined(properties) and (blank := _blank_line(run)):
        yield blank
        return
    for child in run:
        tag = child.tag
        if tag == f"{W}t":
            yield _symbols(child.text or "", font)
        elif tag in _BREAKS:
            yield _BREAKS[tag]
        elif tag == f"{W}sym":
            yield _symbol(child.get(f"{W}char", ""), child.get(f"{W}font", ""))
        elif tag == f"{W}fldChar":
            yield from _form_box(child)


# A tab that is underlined shows as a line about as long as so many characters.
_TAB_WIDTH: Final = 4
# Fewer underlined spaces than this only stand around a value.
_SHORTEST_BLANK: Final = 4


def _is_underlined(properties: etree._Element | None) -> bool:
    line = properties.find(f"{W}u") if properties is not None else None
    return line is not None and line.get(f"{W}val", "single") != "none"


def _blank_line(run: etree._Element) -> str:
    """The line that an underlined run of nothing but spaces and tabs shows, "" where it holds more or is too short."""
    width = 0
    for child in run:
        if child.tag == f"{W}t" and not (child.text or "").strip():
            width += len(child.text or "")
        elif child.tag == f"{W}tab":
            width += _TAB_WIDTH
        elif child.tag != f"{W}rPr":
            return ""
    return "_" * width if width >= _SHORTEST_BLANK else ""


def _font(properties: etree._Element | None) -> str:
    fonts = properties.find(f"{W}rFonts") if properties is not None else None
    return str(fonts.get(f"{W}ascii", "")).lower() if fonts is not None else ""


def _symbols(text: str, font: str) -> str:
    """Text set in a symbol font, or in the private area, as the marks that show."""
    known = _SYMBOL_FONTS.get(font)
    if known is None:
        if not any(_PRIVATE_AREA <= ord(character) <= _PRIVATE_AREA + 0xFF for character in text):
            return text
        known = _WINGDINGS_2 | _WINGDINGS
    return "".join(_mark(ord(character), known, character) for character in text)


def _mark(code: int, known: dict[int, str], otherwise: str) -> str:
    private = _PRIVATE_AREA <= code <= _PRIVATE_AREA + 0xFF
    return known.get(code - _PRIVATE_AREA if private else code, "" if private else otherwise)


def _symbol(code: str, font: str) -> str:
    try:
        value = int(code, 16)
    except ValueError:
        return ""
    return _mark(value, _SYMBOL_FONTS.get(font.lower(), {}), chr(value) if 0x20 <= value < 0xD800 else "")


def _form_box(field: etree._Element) -> Iterator[str]:
    """A check box of the old form fields: its state, or its default."""
    box = field.find(f"{W}ffData/{W}checkBox")
    if box is None:
        return
    state = box.find(f"{W}checked")
    yield CHECKED if is_on(state if state is not None else box.find(f"{W}default")) else UNCHECKED


def drawings(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The drawings and old-style pictures that hang on a paragraph, those in its insertions and controls too."""
    for child in paragraph:
        if child.tag in _DRAWN:
            yield from _chosen(child)
        elif child.tag == f"{W}r" or child.tag == f"{W}sdt" or child.tag in TRANSPARENT:
            yield from drawings(child)


def _chosen(element: etree._Element) -> Iterator[etree._Element]:
    """Alternate content stands there twice or more, for newer and older programs: the first is taken."""
    if element.tag != f"{MC}AlternateContent":
        yield element
        return
    for option in (f"{MC}Choice", f"{MC}Fallback"):
        chosen = element.find(option)
        if chosen is not None and len(chosen):
            for child in chosen:
                yield from _chosen(child)
            return
