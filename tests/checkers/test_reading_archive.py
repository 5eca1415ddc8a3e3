"""Folders and ZIPs: every file under its own name, whatever the name was written in."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest

from checkers.reading import read_files
from checkers.reading.characters import clean_name
from knowledge.errors import InputError
from tests.checkers.conftest import Read, document_of, lines_of


def _word(text: str) -> bytes:
    word = docx.Document()
    word.add_paragraph(text)
    data = BytesIO()
    word.save(data)
    return data.getvalue()


def _zip(path: Path, entries: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return path


def test_a_folder_is_read_in_the_order_of_names(tmp_path: Path, read: Read) -> None:
    (tmp_path / "材料" / "附件").mkdir(parents=True)
    for name in ("b.docx", "a.docx", "附件/c.docx", ".hidden", "~$a.docx", "Thumbs.db"):
        (tmp_path / "材料" / name).write_bytes(_word(name))
    readings = read(tmp_path / "材料")
    assert [reading.name for reading in readings] == ["a.docx", "b.docx", "附件/c.docx"]
    assert [lines_of(document_of(reading)) for reading in readings] == [["a.docx"], ["b.docx"], ["附件/c.docx"]]


def test_a_zip_gives_its_files_and_their_bytes(tmp_path: Path, read: Read) -> None:
    archive = _zip(tmp_path / "全部.zip", {"申报书.docx": _word("一"), "__MACOSX/._申报书.docx": b"x", "空/": b""})
    (reading,) = read(archive)
    assert (reading.name, lines_of(document_of(reading))) == ("申报书.docx", ["一"])
    assert reading.path.read_bytes() == zipfile.ZipFile(archive).read("申报书.docx")
    assert "申报书" not in reading.path.name


def test_gbk_names_are_read(tmp_path: Path, read: Read) -> None:
    # Four bytes of ASCII hold the place of two Chinese characters in GBK.
    data = _zip(tmp_path / "a.zip", {"abcd.docx": _word("一")}).read_bytes()
    (tmp_path / "a.zip").write_bytes(data.replace(b"abcd.docx", "申报".encode("gbk") + b".docx"))
    assert [reading.name for reading in read(tmp_path / "a.zip")] == ["申报.docx"]


def test_a_name_that_falsely_claims_to_be_utf8_is_read(tmp_path: Path, read: Read) -> None:
    data = _zip(tmp_path / "a.zip", {"申报.docx": _word("一")}).read_bytes()
    (tmp_path / "a.zip").write_bytes(data.replace("申报".encode(), "申报啊".encode("gbk")))
    assert [reading.name for reading in read(tmp_path / "a.zip")] == ["申报啊.docx"]


def test_a_zip_in_a_zip_is_read_but_not_a_third(tmp_path: Path, read: Read) -> None:
    third = _zip(tmp_path / "3.zip", {"c.docx": _word("三")}).read_bytes()
    second = _zip(tmp_path / "2.zip", {"b.docx": _word("二"), "里.zip": third}).read_bytes()
    first, inner, deepest = read(_zip(tmp_path / "1.zip", {"a.docx": _word("一"), "内.zip": second}))
    assert [first.name, inner.name, deepest.name] == ["a.docx", "内.zip/b.docx", "内.zip/里.zip"]
    assert lines_of(document_of(inner)) == ["二"]
    assert deepest.failure is not None
    assert deepest.failure.rule == "file-unsupported"


def test_entries_of_one_name_are_all_read(tmp_path: Path, read: Read) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.docx", _word("一"))
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.docx", _word("二"))
    readings = read(tmp_path / "a.zip")
    assert [lines_of(document_of(reading)) for reading in readings] == [["一"], ["二"]]
    assert len({reading.name for reading in readings}) == 2


def test_an_encrypted_entry_fails_alone(tmp_path: Path, read: Read) -> None:
    data = bytearray(_zip(tmp_path / "a.zip", {"a.docx": _word("一"), "b.docx": _word("二")}).read_bytes())
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(signature) + flags] |= 1
    (tmp_path / "a.zip").write_bytes(data)
    locked, good = read(tmp_path / "a.zip")
    assert locked.failure is not None
    assert locked.failure.rule == "file-encrypted"
    assert lines_of(document_of(good)) == ["二"]


def test_progress_is_told_file_by_file(tmp_path: Path) -> None:
    archive = _zip(tmp_path / "a.zip", {"a.docx": _word("一"), "b.docx": _word("二")})
    said: list[tuple[int, int]] = []
    with read_files([archive], lambda done, total, _: said.append((done, total))):
        assert said == [(1, 2), (2, 2)]


def test_what_was_unpacked_goes_away(tmp_path: Path) -> None:
    with read_files([_zip(tmp_path / "a.zip", {"a.docx": _word("一")})]) as intake:
        path = intake.files[0].path
        assert path.exists()
    assert not path.exists()
    assert not intake.folder.exists()


def test_a_path_where_nothing_is_raises(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"没有\.docx"):
        read_files([tmp_path / "没有.docx"])


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("C:\\材料\\申报书.docx", "C:/材料/申报书.docx"),
        ("申报书\u202efdp.exe", "申报书fdp.exe"),
        ("a\x1b[31m.docx", "a[31m.docx"),
        ("..", "未命名"),
    ],
)
def test_names_are_safe_to_show(name: str, shown: str) -> None:
    assert clean_name(name) == shown
