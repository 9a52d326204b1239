"""Digests are remembered while a file is the same, and never longer."""

import json
import os
import time

import pytest

from geo import digests
from geo.digests import SMALL, remembered

OLD = time.time_ns() - 3_600_000_000_000
FIRST, SECOND = b"1" * SMALL, b"2" * SMALL


@pytest.fixture
def home(tmp_path, monkeypatch):
    folder = tmp_path / "home"
    monkeypatch.setenv("DATELINE_DATA", str(folder))
    return folder


@pytest.fixture
def reads(monkeypatch):
    """The files that were read through."""
    found, read = [], digests.sha256_of
    monkeypatch.setattr(digests, "sha256_of", lambda path: (found.append(path.name), read(path))[1])
    monkeypatch.setattr(digests, "_SETTLED_NS", -1)  # no wait until a file counts as settled
    return found


def digest(path, **options):
    with remembered() as memory:
        return memory.of(path, **options)


def test_a_large_file_is_read_once(home, tmp_path, reads):
    path = tmp_path / "large"
    path.write_bytes(FIRST)
    once = digest(path)
    assert digest(path) == once
    assert reads == ["large"]
    assert digest(path, fresh=True) == once
    assert reads == ["large"] * 2
    assert (home / digests.NAME).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("how", ["in place, its time set back", "replaced", "longer"])
def test_a_change_is_noticed(home, tmp_path, reads, how):
    path = tmp_path / "large"
    path.write_bytes(FIRST)
    os.utime(path, ns=(OLD, OLD))
    before = digest(path)
    if how == "replaced":
        (tmp_path / "other").write_bytes(SECOND)
        os.utime(tmp_path / "other", ns=(OLD, OLD))
        (tmp_path / "other").replace(path)
    else:
        path.write_bytes(SECOND + b"2" * (how == "longer"))
        os.utime(path, ns=(OLD, OLD))
    assert digest(path) != before
    assert reads == ["large"] * 2
    assert (home / digests.NAME).is_file()


def test_a_small_file_is_read_every_time(home, tmp_path, reads):
    path = tmp_path / "small"
    path.write_bytes(b"1")
    assert digest(path) == digest(path)
    assert reads == ["small"] * 2
    assert not home.exists()


def test_a_file_just_written_is_not_remembered(home, tmp_path):
    path = tmp_path / "large"
    path.write_bytes(FIRST)
    digest(path)
    assert not home.exists()


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{", b"[]", b'{"format": 1}', b'{"format": 1, "files": []}', b"[" * 100_000,
        b'{"format": 1, "files": {"a": [1, 2]}}', b'{"format": 2, "files": {}}', b"\xff",
        b'{"format": 1, "files": {"a": [1, 2, 3, 4, "no digest"]}}',
        b'{"format": 1, "files": {"a": [1, 2, 3, "4", "' + b"0" * 64 + b'"]}}',
    ],
)  # fmt: skip
def test_a_damaged_memory_is_begun_anew(home, tmp_path, reads, content):
    path = tmp_path / "large"
    path.write_bytes(FIRST)
    digest(path)
    (home / digests.NAME).write_bytes(content)
    digest(path)
    digest(path)
    assert reads == ["large"] * 2


@pytest.mark.skipif(os.name == "nt", reason="modes of POSIX")
def test_a_memory_that_others_can_write_is_not_believed(home, tmp_path, reads):
    path = tmp_path / "large"
    path.write_bytes(FIRST)
    digest(path)
    memory = home / digests.NAME
    content = json.loads(memory.read_bytes())
    content["files"][str(path)][4] = "0" * 64
    assert reads == ["large"]
    memory.write_text(json.dumps(content))
    assert digest(path) == "0" * 64  # the owner's own forgery is
    memory.chmod(0o622)
    assert digest(path) != "0" * 64


def test_no_home_and_no_room_cost_nothing_but_time(tmp_path, monkeypatch, reads):
    path = tmp_path / "large"
    path.write_bytes(FIRST)
    (tmp_path / "file").write_bytes(b"")
    for blocked in (tmp_path / "file", tmp_path / "file" / "below"):
        monkeypatch.setenv("DATELINE_DATA", str(blocked))
        assert digest(path) == digest(path)
    assert reads == ["large"] * 4


def test_the_memory_is_bounded(home, tmp_path, reads, monkeypatch):
    monkeypatch.setattr(digests, "_MOST_FILES", 2)
    for name in "abc":
        (tmp_path / name).write_bytes(FIRST)
        digest(tmp_path / name)
    kept = json.loads((home / digests.NAME).read_bytes())["files"]
    assert list(kept) == [str(tmp_path / "b"), str(tmp_path / "c")]
    assert reads == ["a", "b", "c"]
