"""Pages as a scanner or a telephone gives them: skewed, noisy, squeezed by JPEG."""

from __future__ import annotations

import io
from pathlib import Path
from random import Random

import numpy as np
import pypdfium2
from fpdf import FPDF
from PIL import Image, ImageFilter

from tests.dossiers.pdf import fix_dates

DOTS_PER_INCH = 170


def pages_of(pdf: bytes) -> list[Image.Image]:
    """The pages of a PDF as pictures."""
    document = pypdfium2.PdfDocument(pdf)
    return [page.render(scale=DOTS_PER_INCH / 72).to_pil().convert("RGB") for page in document]


def worn(picture: Image.Image, rng: Random) -> Image.Image:
    """The picture turned by up to two degrees, a little blurred, with noise and uneven light."""
    turned = picture.rotate(rng.uniform(-2, 2), resample=Image.Resampling.BICUBIC, fillcolor=(246, 245, 242))
    soft = turned.filter(ImageFilter.GaussianBlur(rng.uniform(0.2, 0.6)))
    pixels = np.asarray(soft, dtype=np.float32)
    noise = np.random.default_rng(rng.randrange(2**32)).normal(0, rng.uniform(3, 7), pixels.shape[:2])
    light = np.linspace(rng.uniform(0.93, 1), rng.uniform(0.93, 1), pixels.shape[1])
    changed = np.clip((pixels + noise[..., None]) * light[None, :, None], 0, 255)
    return Image.fromarray(changed.astype(np.uint8))


def jpeg(picture: Image.Image, rng: Random) -> bytes:
    """The picture as a JPEG of middling quality."""
    stream = io.BytesIO()
    picture.save(stream, "JPEG", quality=rng.randrange(55, 82))
    return stream.getvalue()


def scan_pdf(pdf: bytes, path: Path, rng: Random) -> None:
    """A PDF of worn pictures, a page each."""
    out = FPDF(unit="pt")
    fix_dates(out)
    out.set_margin(0)
    out.set_auto_page_break(False)
    for picture in pages_of(pdf):
        width, height = (side * 72 / DOTS_PER_INCH for side in picture.size)
        out.add_page(format=(width, height))
        out.image(io.BytesIO(jpeg(worn(picture, rng), rng)), x=0, y=0, w=width, h=height)
    out.output(str(path))


def scan_picture(path: Path, rng: Random) -> None:
    """Wears a picture file in place."""
    with Image.open(path) as picture:
        changed = worn(picture.convert("RGB"), rng)
    if path.suffix == ".jpg":
        path.write_bytes(jpeg(changed, rng))
    else:
        changed.save(path)
