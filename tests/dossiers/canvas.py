"""One way to draw on two grounds: a picture and a PDF page, both measured in millimetres."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from fpdf import FPDF
from PIL import Image, ImageDraw

from tests.dossiers.fonts import pdf_font_path
from tests.dossiers.stamps import font

Colour = tuple[int, int, int]
BLACK: Colour = (25, 25, 25)


class Canvas(Protocol):
    """A ground to draw cards on."""

    def text(self, x: float, y: float, words: str, size: float, colour: Colour = BLACK, middle: bool = False) -> None:
        """Words whose top left (or top middle) is at this place; size in mm."""

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        line: Colour,
        fill: Colour | None = None,
        pen: float = 0.3,
    ) -> None:
        """A rectangle."""

    def image(self, picture: Image.Image, x: float, y: float, width: float) -> None:
        """A picture of this width."""

    def save(self, path: Path) -> None:
        """Writes the file."""


class PictureCanvas:
    """A picture at some dots a millimetre."""

    def __init__(self, width: float, height: float, dots: float = 7.0, ground: Colour = (255, 255, 255)) -> None:
        self.dots = dots
        self.picture = Image.new("RGB", (round(width * dots), round(height * dots)), ground)
        self.draw = ImageDraw.Draw(self.picture)

    def text(self, x: float, y: float, words: str, size: float, colour: Colour = BLACK, middle: bool = False) -> None:
        """See Canvas."""
        place = x * self.dots, y * self.dots
        self.draw.text(place, words, font=font(round(size * self.dots)), fill=colour, anchor="ma" if middle else "la")

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        line: Colour,
        fill: Colour | None = None,
        pen: float = 0.3,
    ) -> None:
        """See Canvas."""
        corners = tuple(value * self.dots for value in (x, y, x + width, y + height))
        self.draw.rectangle(corners, outline=line, fill=fill, width=max(1, round(pen * self.dots)))

    def image(self, picture: Image.Image, x: float, y: float, width: float) -> None:
        """See Canvas."""
        pixels = round(width * self.dots)
        small = picture.resize((pixels, round(picture.height * pixels / picture.width)))
        self.picture.paste(small, (round(x * self.dots), round(y * self.dots)), small)

    def save(self, path: Path) -> None:
        """See Canvas."""
        self.picture.save(path, quality=86) if path.suffix == ".jpg" else self.picture.save(path)


class PdfCanvas:
    """One PDF page with real text."""

    def __init__(self, width: float, height: float) -> None:
        self.pdf = FPDF(unit="mm", format=(width, height))
        self.pdf.set_auto_page_break(False)
        self.pdf.add_font("cjk", "", str(pdf_font_path()))
        self.pdf.add_page()

    def text(self, x: float, y: float, words: str, size: float, colour: Colour = BLACK, middle: bool = False) -> None:
        """See Canvas."""
        self.pdf.set_font("cjk", size=size * 72 / 25.4)
        self.pdf.set_text_color(*colour)
        left = x - self.pdf.get_string_width(words) / 2 if middle else x
        self.pdf.text(left, y + size * 1.05, words)

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        line: Colour,
        fill: Colour | None = None,
        pen: float = 0.3,
    ) -> None:
        """See Canvas."""
        self.pdf.set_line_width(pen)
        self.pdf.set_draw_color(*line)
        if fill:
            self.pdf.set_fill_color(*fill)
        self.pdf.rect(x, y, width, height, style="DF" if fill else "D")

    def image(self, picture: Image.Image, x: float, y: float, width: float) -> None:
        """See Canvas."""
        self.pdf.image(picture, x=x, y=y, w=width)

    def save(self, path: Path) -> None:
        """See Canvas."""
        from tests.dossiers.pdf import fix_dates

        fix_dates(self.pdf)
        self.pdf.output(str(path))
