"""Where the CJK font is, and a subset of it that is quick to put into a PDF."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from functools import lru_cache
from pathlib import Path

EXTRA_CHARACTERS = "㎡²☑☒□■√✓—–·…〔〕￥△昱砚霁翊煊〇"


@lru_cache
def font_path() -> Path:
    """The CJK font file of this machine."""
    if shutil.which("fc-match"):
        command = ["fc-match", "-f", "%{file}", "Noto Sans CJK SC:lang=zh-cn"]
        found = Path(subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip())
        if found.suffix.lower() in (".ttc", ".otf", ".ttf") and "cjk" in found.name.lower():
            return found
    raise FileNotFoundError("no CJK font found; install fonts-noto-cjk")


def face_number(path: Path) -> int:
    """The simplified Chinese face in a font collection."""
    return 2 if path.name.startswith("NotoSansCJK") and path.suffix == ".ttc" else 0


@lru_cache
def pdf_font_path() -> Path:
    """A temporary font file with the GB 2312 characters only."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    path = font_path()
    target = Path(tempfile.gettempdir()) / f"dossiers-{path.stem}-{path.stat().st_size}-v2.otf"
    if not target.exists():
        font = TTFont(path, fontNumber=face_number(path))
        options = subset.Options()
        options.layout_features = []
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=sorted(map(ord, gb2312_characters())))
        subsetter.subset(font)
        font.save(target)
    return target


def gb2312_characters() -> set[str]:
    """All characters that the generator writes."""
    found = {chr(code) for code in range(32, 127)} | set(EXTRA_CHARACTERS)
    for high in range(0xA1, 0xF8):
        for low in range(0xA1, 0xFF):
            try:
                found.add(bytes((high, low)).decode("gb2312"))
            except UnicodeDecodeError:
                continue
    return found
