"""A picture as plain shapes, drawn as SVG or PNG alike, with the measure of its letters.

All lengths are pixels of the PNG; the SVG scales. The letters are Noto Sans SC (SIL Open Font License), from a package.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

import pylopdf_fonts_zh_cn
from PIL import Image, ImageDraw, ImageFont

_FONT_FAMILY = "Noto Sans SC, PingFang SC, Microsoft YaHei, Noto Sans CJK SC, sans-serif"
# Drawn larger and reduced, so that circles and slanted lines are smooth.
_OVERSAMPLING = 2
# These do not begin a line.
_CLOSING = "，。；：、！？）」』》〕…"


@dataclass(frozen=True)
class Box:
    """A rectangle with rounded corners; an empty `fill` or `stroke` is not drawn."""

    x: float
    y: float
    width: float
    height: float
    fill: str = ""
    stroke: str = ""
    radius: float = 0


@dataclass(frozen=True)
class Line:
    """A line through points."""

    points: tuple[tuple[float, float], ...]
    stroke: str
    width: float = 2


@dataclass(frozen=True)
class Dot:
    """A disc about a point."""

    x: float
    y: float
    radius: float
    fill: str
    stroke: str
    width: float = 4


@dataclass(frozen=True)
class Letters:
    """One line of text; `x` is its start, middle or end, `y` its base line."""

    x: float
    y: float
    text: str
    size: int
    fill: str
    anchor: Literal["start", "middle", "end"] = "start"


Shape = Box | Line | Dot | Letters


@dataclass(frozen=True)
class Picture:
    """Shapes in the order in which they are drawn, on white; `title` says what is seen, for those who do not see."""

    width: int
    height: int
    title: str
    shapes: tuple[Shape, ...]


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(pylopdf_fonts_zh_cn.sans_path(), size)


def wrapped(text: str, size: int, width: float) -> list[str]:
    """`text` in lines no wider than `width`, but for a closing mark that hangs over."""
    lines = [""]
    for character in text:
        if _font(size).getlength(lines[-1] + character) > width and character not in _CLOSING:
            lines.append("")
        lines[-1] += character
    return lines


def to_svg(picture: Picture) -> str:
    """The picture as an SVG element that fills the width that it is given."""
    size = f'viewBox="0 0 {picture.width} {picture.height}" width="100%"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" font-family="{_FONT_FAMILY}">'
    ground = f'<rect width="{picture.width}" height="{picture.height}" fill="#ffffff"/>'
    body = "".join(map(_svg, picture.shapes))
    return f"{head}<title>{escape(picture.title)}</title>{ground}{body}</svg>"


def _svg(shape: Shape) -> str:
    if isinstance(shape, Box):
        paint = f'fill="{shape.fill or "none"}" stroke="{shape.stroke or "none"}" stroke-width="2"'
        at = f'x="{shape.x:g}" y="{shape.y:g}" width="{shape.width:g}" height="{shape.height:g}" rx="{shape.radius:g}"'
        return f"<rect {at} {paint}/>"
    if isinstance(shape, Line):
        points = quoteattr(" ".join(f"{x:g},{y:g}" for x, y in shape.points))
        return f'<polyline points={points} fill="none" stroke="{shape.stroke}" stroke-width="{shape.width:g}"/>'
    if isinstance(shape, Dot):
        paint = f'fill="{shape.fill}" stroke="{shape.stroke}" stroke-width="{shape.width:g}"'
        return f'<circle cx="{shape.x:g}" cy="{shape.y:g}" r="{shape.radius:g}" {paint}/>'
    at = f'x="{shape.x:g}" y="{shape.y:g}" font-size="{shape.size}" text-anchor="{shape.anchor}"'
    return f'<text {at} fill="{shape.fill}">{escape(shape.text)}</text>'


def to_png(picture: Picture) -> bytes:
    """The picture as a PNG file."""
    large = Image.new("RGB", (picture.width * _OVERSAMPLING, picture.height * _OVERSAMPLING), "#ffffff")
    draw = ImageDraw.Draw(large)
    for shape in picture.shapes:
        _paint(draw, shape)
    data = io.BytesIO()
    large.reduce(_OVERSAMPLING).save(data, "PNG", optimize=True)
    return data.getvalue()


def _paint(draw: ImageDraw.ImageDraw, shape: Shape) -> None:
    s = _OVERSAMPLING
    if isinstance(shape, Box):
        corners = (shape.x * s, shape.y * s, (shape.x + shape.width) * s, (shape.y + shape.height) * s)
        draw.rounded_rectangle(corners, shape.radius * s, shape.fill or None, shape.stroke or None, 2 * s)
    elif isinstance(shape, Line):
        draw.line([(x * s, y * s) for x, y in shape.points], shape.stroke, round(shape.width * s), "curve")
    elif isinstance(shape, Dot):
        outer = shape.radius + shape.width / 2
        corners = ((shape.x - outer) * s, (shape.y - outer) * s, (shape.x + outer) * s, (shape.y + outer) * s)
        draw.ellipse(corners, shape.fill, shape.stroke, round(shape.width * s))
    else:
        anchor = {"start": "ls", "middle": "ms", "end": "rs"}[shape.anchor]
        draw.text((shape.x * s, shape.y * s), shape.text, shape.fill, _font(shape.size * s), anchor=anchor)
