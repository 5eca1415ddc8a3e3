"""Files made to hurt: each is answered in time and in bounds, and the good file beside it is read."""

from __future__ import annotations

import resource
import struct
import time
import zipfile
import zlib
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path

import docx
import pypdfium2
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from checkers.reading import FileReading, read_files
from tests.checkers.conftest import Read, document_of, lines_of, make_pdf

SECONDS = 20.0
MEMORY_KB = 1024 * 1024
WORD_BODY = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>%s</w:body></w:document>'
Make = Callable[[Path], object]


def _word(text: str) -> bytes:
    word = docx.Document()
    word.add_paragraph(text)
    data = BytesIO()
    word.save(data)
    return data.getvalue()


def _word_with(body: str) -> Make:
    """Makes a Word file of raw content."""

    def make(path: Path) -> None:
        with zipfile.ZipFile(BytesIO(_word("x"))) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
            for name in source.namelist():
                target.writestr(name, (WORD_BODY % body) if name == "word/document.xml" else source.read(name))

    return make


def _cell(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}<w:p/></w:tc>"


def _nested_tables(depth: int) -> str:
    content = "<w:p><w:r><w:t>最里层</w:t></w:r></w:p>"
    for _ in range(depth):
        content = f"<w:tbl><w:tr>{_cell(content)}</w:tr></w:tbl>"
    return content


def _wide_spans() -> str:
    cells = "".join(_cell("", f'<w:gridSpan w:val="{300_000_000}"/>') for _ in range(50))
    return f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"


def _merged_rows() -> str:
    rows = "".join(f"<w:tr>{_cell('', '<w:vMerge/>')}{_cell('')}</w:tr>" for _ in range(6_000))
    return f"<w:tbl>{rows}</w:tbl>"


def _external_entity(path: Path) -> None:
    _word_with("")(path)
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    start = f'<!DOCTYPE d [<!ENTITY e0 "ha"><!ENTITY x SYSTEM "file:///etc/passwd">{bomb}]>'
    parts["word/document.xml"] = (start + WORD_BODY % "<w:p><w:r><w:t>&x;&e9;</w:t></w:r></w:p>").encode()
    with zipfile.ZipFile(path, "w") as target:
        for name, data in parts.items():
            target.writestr(name, data)


def _zip_bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(8):
            with archive.open(f"{number}.docx", "w") as entry:
                for _ in range(45):
                    entry.write(bytes(1024 * 1024))


def _nested_zip_bomb(path: Path) -> None:
    _zip_bomb(path)
    once = path.read_bytes()
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("内.zip", once)


def _lying_zip(path: Path) -> None:
    """An entry that declares 900 bytes and holds 300 MB."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("a.docx", "w") as entry:
        for _ in range(300):
            entry.write(bytes(1024 * 1024))
    data = path.read_bytes()
    path.write_bytes(data.replace(struct.pack("<L", 300 * 1024 * 1024), struct.pack("<L", 900)))


def _traversal(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("../outside.docx", "/outside.docx", "..\\..\\outside.docx"):
            archive.writestr(name, b"x")


def _overlapping(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("a.docx", "b.docx"):
            archive.writestr(name, b"x" * 100)
    data = bytearray(path.read_bytes())
    second = data.find(b"PK\x01\x02", data.find(b"PK\x01\x02") + 1)
    data[second + 42 : second + 46] = bytes(4)
    path.write_bytes(data)


def _word_bomb(path: Path) -> None:
    with zipfile.ZipFile(BytesIO(_word("x"))) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name != "word/document.xml":
                target.writestr(name, source.read(name))
        with target.open("word/document.xml", "w") as part:
            part.write(WORD_BODY.partition("%s")[0].encode())
            for _ in range(250):
                part.write(b"<w:p/>" * 170_000)


def _blank_pages(path: Path) -> None:
    pdf = pypdfium2.PdfDocument.new()
    for _ in range(10_000):
        pdf.new_page(595, 842)
    pdf.save(path)


def _flate_bomb(path: Path) -> None:
    packer = zlib.compressobj(9)
    once = b"".join([*(packer.compress(b"q " * 1024 * 512) for _ in range(2_000)), packer.flush()])
    _raw_pdf(path, zlib.compress(once, 9), "[/FlateDecode /FlateDecode]")


def _form_loop(path: Path) -> None:
    _raw_pdf(path, b"/F Do", "null", "/XObject << /F 4 0 R >>")


def _raw_pdf(path: Path, content: bytes, filters: str, resources: str = "") -> None:
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << {resources} >> >>".encode(),
        f"<< /Length {len(content)} /Filter {filters} /Subtype /Form /BBox [0 0 9 9] /Resources << {resources} >> >>".encode()
        + b"\nstream\n" + content + b"\nendstream",
    ]  # fmt: skip
    data = b"%PDF-1.7\n"
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    start = len(data)
    data += f"xref\n0 5\n0000000000 65535 f \n{table}trailer << /Size 5 /Root 1 0 R >>\n".encode()
    path.write_bytes(data + f"startxref\n{start}\n%%EOF".encode())


def _crowded_page(path: Path) -> None:
    canvas = Canvas(str(path))
    canvas.setFont("Helvetica", 1)
    for number in range(3_000):
        canvas.drawString(1, number / 4, "4419001968031500" * 8)
        canvas.line(0, number / 4, 500, number / 4)
        canvas.line(number / 6, 0, number / 6, 800)
    canvas.save()


def _huge_picture(path: Path) -> None:
    Image.MAX_IMAGE_PIXELS = None
    Image.new("1", (20_000, 20_000)).save(path, "PNG")


def _truncated(path: Path) -> None:
    path.write_bytes(_word("x")[:-2_000])


def _truncated_pdf(path: Path) -> None:
    path.write_bytes(make_pdf(path, pages=1).read_bytes()[:700])


def _truncated_picture(path: Path) -> None:
    data = BytesIO()
    Image.effect_noise((1500, 1500), 90).save(data, "JPEG")
    path.write_bytes(data.getvalue()[:40_000])


def _noise(path: Path) -> None:
    Image.effect_noise((2_000, 2_000), 120).convert("RGB").save(path, "PNG")


def _bytes(data: bytes) -> Make:
    return lambda path: path.write_bytes(data)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FAILING: list[tuple[str, Make, str]] = [
    ("空.docx", _bytes(b""), "file-unreadable"),
    ("截断.docx", _truncated, "file-unreadable"),
    ("截断.pdf", _truncated_pdf, "file-unreadable"),
    ("截断.jpg", _truncated_picture, "file-unreadable"),
    ("旧.docx", _bytes(OLE + bytes(600)), "file-unsupported"),
    ("加密.docx", _bytes(OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le")), "file-encrypted"),
    ("文本.pdf", _bytes("单位名称：某某公司".encode("gbk")), "file-unsupported"),
    ("富文本.docx", _bytes(b"{\\rtf1 x}"), "file-unsupported"),
    ("网页.doc", _bytes(b"<html>x</html>"), "file-unsupported"),
    ("乱.docx", _bytes(b"\x00\x01\x02\x03" * 100), "file-unsupported"),
    ("压缩.rar", _bytes(b"Rar!\x1a\x07"), "file-unsupported"),
    ("大.docx", _bytes(bytes(51 * 1024 * 1024)), "file-too-large"),
    ("大.png", _huge_picture, "file-too-large"),
    ("实体.docx", _external_entity, "file-unreadable"),
    ("重叠.zip", _overlapping, "file-unreadable"),
    ("撑大.docx", _word_bomb, "file-too-large"),
    ("炸弹.zip", _zip_bomb, "file-too-large"),
    ("套弹.zip", _nested_zip_bomb, "file-too-large"),
]
BOUNDED: list[tuple[str, Make]] = [
    ("说谎.zip", _lying_zip),
    ("穿越.zip", _traversal),
    ("宽.docx", _word_with(_wide_spans())),
    ("并.docx", _word_with(_merged_rows())),
    ("深.docx", _word_with(_nested_tables(200))),
    ("白页.pdf", _blank_pages),
    ("炸弹.pdf", _flate_bomb),
    ("循环.pdf", _form_loop),
    ("挤.pdf", _crowded_page),
    ("噪声.png", _noise),
]


@pytest.mark.parametrize(("name", "make", "rule"), FAILING, ids=[name for name, *_ in FAILING])
def test_it_fails_with_its_rule_and_the_good_file_is_read(
    name: str, make: Make, rule: str, tmp_path: Path, read: Read
) -> None:
    make(tmp_path / name)
    failure = _read_beside_a_good_one(tmp_path, name, read)[0].failure
    assert failure is not None
    assert failure.rule == rule
    assert failure.message
    assert failure.fix


@pytest.mark.parametrize(("name", "make"), BOUNDED, ids=[name for name, _ in BOUNDED])
def test_it_is_answered_in_bounds_and_the_good_file_is_read(name: str, make: Make, tmp_path: Path, read: Read) -> None:
    make(tmp_path / name)
    before = {path for path in tmp_path.parent.rglob("*") if "outside" in path.name}
    assert _read_beside_a_good_one(tmp_path, name, read)
    assert {path for path in tmp_path.parent.rglob("*") if "outside" in path.name} == before


def _read_beside_a_good_one(folder: Path, name: str, read: Read) -> list[FileReading]:
    (folder / "好.docx").write_bytes(_word("好文件"))
    start = time.monotonic()
    *bad, good = read(folder / name, folder / "好.docx")
    assert time.monotonic() - start < SECONDS
    assert lines_of(document_of(good)) == ["好文件"]
    return bad


@pytest.mark.parametrize(("name", "make"), [(name, make) for name, make, *_ in (*FAILING, *BOUNDED)])
def test_its_readers_stay_within_their_memory(name: str, make: Make, tmp_path: Path) -> None:
    make(tmp_path / name)
    # A process counts the memory of the one it was started from: a fresh one starts the readers.
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as fresh:
        assert fresh.submit(_peak_of_reading, tmp_path / name).result() < MEMORY_KB


def _peak_of_reading(path: Path) -> int:
    with read_files([path]) as intake:
        assert intake.files
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss


def test_deeply_nested_tables_keep_their_text_or_say_why_not(tmp_path: Path, read: Read) -> None:
    for depth, name in ((40, "深.docx"), (200, "更深.docx")):
        _word_with(_nested_tables(depth))(tmp_path / name)
    deep, deeper = read(tmp_path / "深.docx", tmp_path / "更深.docx")
    assert "最里层" in repr(document_of(deep))
    assert deeper.failure is not None or "最里层" in repr(deeper.document)


def test_blank_pages_are_counted_and_what_is_left_out_is_said(tmp_path: Path, read: Read) -> None:
    _blank_pages(tmp_path / "白页.pdf")
    document = document_of(read(tmp_path / "白页.pdf")[0])
    assert document.pages == 10_000
    assert any("10000" in note for note in document.notes)
