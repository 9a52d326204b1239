"""Zips that hold more than they seem to, and tables beyond all bounds."""

import io
import struct
import zipfile

import pytest

from geo.errors import DataError
from geo.gazetteer.install import Options, install
from geo.gazetteer.install import commands as installing
from geo.gazetteer.install.bounds import SMALL, size
from geo.gazetteer.install.lines import count_lines, unpacked
from tests.geo.gazetteer.conftest import place_line, silent

pytestmark = pytest.mark.usefixtures("home")
ROW = place_line(99_999_001, "Qaraq").encode()


def packed(path, members, method=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def test_a_zip_of_one_repeated_row_is_not_unpacked(tmp_path, home):
    path = packed(tmp_path / "IQ.zip", {"IQ.txt": ROW * (2 * SMALL // len(ROW))})
    assert path.stat().st_size < SMALL // 100
    with pytest.raises(DataError, match=r"more than 100 times as much.*not unpacked"):
        install([str(path)], Options(), silent)
    assert not list(home.rglob("*.json"))


def test_a_small_table_may_repeat_itself(tmp_path):
    path = packed(tmp_path / "IQ.zip", {"IQ.txt": ROW * 5000})
    assert unpacked(path) > 100 * path.stat().st_size
    assert count_lines(path) == 5000
    install([str(path)], Options(), silent)


@pytest.mark.parametrize("told", [10, 10_000_000])
def test_a_zip_that_lies_of_its_size_gives_no_byte_more(tmp_path, told):
    path = packed(tmp_path / "IQ.zip", {"IQ.txt": ROW * 5000})
    content = bytearray(path.read_bytes())
    at = content.rindex(b"PK\x01\x02")
    content[at + 24 : at + 28] = struct.pack("<I", told)
    path.write_bytes(content)
    assert unpacked(path) == told
    if told < 5000 * len(ROW):
        with pytest.raises(DataError, match=r"cannot read .*IQ\.zip"):
            count_lines(path)
    else:
        assert count_lines(path) == 5000


def test_a_limit_of_size_holds_for_what_is_unpacked_and_can_be_raised(tmp_path):
    path = packed(tmp_path / "IQ.zip", {"IQ.txt": ROW * 50})
    held = 50 * len(ROW)
    with pytest.raises(DataError, match=r"IQ\.zip holds .* allow it with --max-size"):
        install([str(path)], Options(max_bytes=held - 1), silent)
    install([str(path)], Options(max_bytes=held), silent)


def test_a_table_has_no_more_rows_than_the_world(tmp_path, monkeypatch):
    monkeypatch.setattr(installing, "MAX_ROWS", 49)
    path = packed(tmp_path / "IQ.zip", {"IQ.txt": ROW * 50})
    with pytest.raises(DataError, match=r"IQ\.zip has 50 rows, more than the 49"):
        install([str(path)], Options(), silent)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_packing_that_unpacks_without_bound_is_refused(tmp_path, method):
    path = packed(tmp_path / "IQ.zip", {"IQ.txt": ROW * 50}, method)
    with pytest.raises(DataError, match="packed in a way that GeoNames does not use"):
        install([str(path)], Options(), silent)


def test_an_encrypted_zip_is_named(tmp_path):
    path = packed(tmp_path / "IQ.zip", {"IQ.txt": ROW})
    content = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + offset] |= 1
    path.write_bytes(content)
    with pytest.raises(DataError, match=r"IQ\.zip is encrypted"):
        install([str(path)], Options(), silent)


def test_a_zip_in_a_zip_is_no_table(tmp_path):
    inner = io.BytesIO()
    packed(inner, {"IQ.txt": ROW})
    path = packed(tmp_path / "IQ.zip", {"IQ.zip": inner.getvalue()})
    with pytest.raises(DataError, match=r"holds 0 tables"):
        install([str(path)], Options(), silent)


@pytest.mark.parametrize("name", ["../../IQ.txt", "/etc/IQ.txt", "a/b/IQ.txt", "C:\\\\IQ.txt"])
def test_no_file_is_written_under_a_name_from_a_zip(tmp_path, home, name):
    path = packed(tmp_path / "IQ.zip", {name: ROW})
    install([str(path)], Options(name="iq"), silent)
    made = {file.name for file in tmp_path.rglob("*") if file.is_file()}
    assert not any(file.endswith(".txt") for file in made)
    assert all(file == path or home in file.parents for file in tmp_path.rglob("*") if file != home)


def test_rows_are_counted_once_until_the_file_changes(tmp_path):
    path = tmp_path / "iq.txt"
    path.write_bytes(ROW * 3)
    assert count_lines(path) == 3
    path.write_bytes(ROW * 4)
    assert count_lines(path) == 4


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "0 bytes"), (999, "999 bytes"), (1000, "1.0 kB"), (1_700_000_000, "1.7 GB")],
)
def test_sizes_are_said_in_words(count, words):
    assert size(count) == words
