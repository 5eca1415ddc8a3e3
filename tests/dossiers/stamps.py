"""The red round seal and the drawn signature as pictures."""

from __future__ import annotations

import io
import math
from functools import lru_cache
from random import Random

from PIL import Image, ImageDraw, ImageFont

from tests.dossiers.fonts import face_number, font_path

RED = (205, 25, 30)


@lru_cache
def font(size: int) -> ImageFont.FreeTypeFont:
    """The CJK font at a size in pixels."""
    return ImageFont.truetype(str(font_path()), size, index=face_number(font_path()))


def star(centre: float, radius: float) -> list[tuple[float, float]]:
    """The points of a five-pointed star."""
    points = []
    for step in range(10):
        length = radius if step % 2 == 0 else radius * 0.382
        angle = math.pi * step / 5 - math.pi / 2
        points.append((centre + length * math.cos(angle), centre + length * math.sin(angle)))
    return points


@lru_cache
def seal_picture(owner: str, size: int = 300) -> Image.Image:
    """A round red seal with its owner's name round the edge, on nothing."""
    picture = Image.new("RGBA", (size, size), (0, 0, 0, 0))
    draw = ImageDraw.Draw(picture)
    draw.ellipse((6, 6, size - 6, size - 6), outline=(*RED, 230), width=max(4, size // 45))
    draw.polygon(star(size / 2, size * 0.16), fill=(*RED, 230))
    glyph = size // 9
    spread = min(300, 20 * len(owner))
    for index, char in enumerate(owner):
        angle = math.radians(-90 - spread / 2 + spread * (index + 0.5) / len(owner))
        tile = Image.new("RGBA", (glyph * 2, glyph * 2), (0, 0, 0, 0))
        ImageDraw.Draw(tile).text((glyph, glyph), char, font=font(glyph), fill=(*RED, 235), anchor="mm")
        tile = tile.rotate(-math.degrees(angle) - 90, resample=Image.Resampling.BICUBIC)
        middle = size / 2 + size * 0.37 * math.cos(angle), size / 2 + size * 0.37 * math.sin(angle)
        picture.alpha_composite(tile, (round(middle[0] - glyph), round(middle[1] - glyph)))
    return picture


@lru_cache
def signature_picture(name: str) -> Image.Image:
    """A name as if written by hand: slanted, each character a little off."""
    rng = Random(name)
    picture = Image.new("RGBA", (90 * len(name) + 60, 140), (0, 0, 0, 0))
    for index, char in enumerate(name):
        tile = Image.new("RGBA", (120, 130), (0, 0, 0, 0))
        ImageDraw.Draw(tile).text((60, 65), char, font=font(78), fill=(20, 20, 60, 255), anchor="mm")
        picture.alpha_composite(tile.rotate(rng.uniform(-12, 4)), (85 * index, rng.randrange(0, 10)))
    return picture.transform(picture.size, Image.Transform.AFFINE, (1, 0.25, -20, 0, 1, 0), Image.Resampling.BICUBIC)


def png(picture: Image.Image) -> io.BytesIO:
    """The picture as a PNG file in memory."""
    stream = io.BytesIO()
    picture.save(stream, "PNG")
    stream.seek(0)
    return stream
