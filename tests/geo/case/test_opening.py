"""A case's file opened: where it lies, who else holds it, what was left beside it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from geo.case import Case, looks_like_case, verify
from geo.case.opening import is_on_network
from tests.geo.case.keeping import added, made

ROOT = Path(__file__).parents[3]
MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/home /home nfs4 rw 0 0
/dev/sdb1 /home/ann/disk ext4 rw 0 0
//nas/share /mnt/a\\040b cifs rw 0 0
me@host: /mnt/far fuse.sshfs rw 0 0
proc /proc proc rw 0 0
odd
"""


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/data/x.gpkg", False), ("/home/ann/x.gpkg", True), ("/homes/x.gpkg", False),
        ("/home/ann/disk/x.gpkg", False), ("/mnt/a b/x.gpkg", True), ("/mnt/far/x.gpkg", True),
    ],
)  # fmt: skip
def test_a_network_drive_is_known_by_the_mounts(path, found):
    assert is_on_network(Path(path), MOUNTS) is found


def test_a_case_on_a_network_drive_is_never_put_into_wal(tmp_path, monkeypatch):
    from geo.case import opening

    path = made(tmp_path)
    monkeypatch.setattr(opening, "is_on_network", lambda _: True)
    with Case.open(path, write=True) as case:
        assert case.connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert case.connection.execute("PRAGMA synchronous").fetchone() == (2,)
        added(case)
        assert not path.with_name(f"{path.name}-wal").exists()
    with Case.open(path) as case:
        assert verify(case).ok


def test_a_case_that_is_open_is_in_wal_and_a_copy_of_it_has_everything(tmp_path):
    path = made(tmp_path)
    with Case.open(path, write=True) as case:
        assert case.connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert case.connection.execute("PRAGMA synchronous").fetchone() == (2,)
        added(case)
        assert path.with_name(f"{path.name}-wal").stat().st_size == 0  # all is in the file itself
        copy = tmp_path / "copy.gpkg"
        shutil.copyfile(path, copy)
    with Case.open(copy) as case:
        assert len(case.ids()) == 1
        assert verify(case).ok


def test_only_what_begins_as_a_geopackage_looks_like_a_case(tmp_path):
    path = made(tmp_path)
    renamed = path.rename(tmp_path / "case.txt")
    text = tmp_path / "text.gpkg"
    text.write_text("Shells fell on Homs.")
    assert looks_like_case(renamed)
    assert looks_like_case(str(renamed))
    for other in (text, tmp_path, tmp_path / "none", "https://a.example/x.gpkg", "-", "\0"):
        assert not looks_like_case(other)


def where_nothing_is_written(folder, *words):
    """Run the command where the folder can be read and not written: (status, output, errors)."""
    command = [sys.executable, "-m", "geo.cli", *map(str, words)]
    if os.geteuid() == 0:  # who may write everywhere but on a disk that lets nobody
        if shutil.which("unshare") is None:
            pytest.skip("no `unshare` to make a read-only disk with; run as another user")
        script = 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && exec "$@"'
        command = ["unshare", "-m", "sh", "-c", script, str(folder), *command]
    else:
        for path in (folder, *folder.iterdir()):
            path.chmod(path.stat().st_mode & ~0o222)
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    finally:
        folder.chmod(0o700)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("mode", ["delete", "wal"])
def test_a_case_where_nothing_is_written_is_read_and_not_changed(tmp_path, mode):
    import sqlite3

    path = made(tmp_path, "Shells fell on Mosul.")
    db = sqlite3.connect(path)
    db.execute(f"PRAGMA journal_mode = {mode}")
    db.close()
    before = path.read_bytes()
    status, out, err = where_nothing_is_written(tmp_path, "case", "list", path, "--json")
    assert (status, err) == (0, "")
    assert json.loads(out)["entry"] == 2
    status, out, err = where_nothing_is_written(tmp_path, "case", "verify", path, "--json")
    assert (status, err) == (0, "")
    status, out, err = where_nothing_is_written(tmp_path, "case", "add", path, ROOT / "README.md")
    assert (status, out) == (2, "")
    assert "copy it to where you may write" in err
    assert err.count("\n") == 1
    assert path.read_bytes() == before


@pytest.mark.parametrize("ending", ["-wal", "-journal"])
def test_a_case_that_was_not_closed_is_put_in_order_only_where_it_may_be_written(tmp_path, ending):
    path = made(tmp_path)
    path.with_name(path.name + ending).write_bytes(b"left by a killed program")
    status, out, err = where_nothing_is_written(tmp_path, "case", "list", path)
    assert (status, out) == (2, "")
    assert f"{path.name}{ending}" in err
    assert err.count("\n") == 1
