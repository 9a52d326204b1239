"""Standard output that fails, and the statuses a command ends with."""

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.geo.test_writing import POSIX, on_a_full_disk

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "data" / "articles" / "inherent-resolve.txt"
FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")


def dateline(*words, **options):
    """Run the command as a process of its own, with its errors kept."""
    return subprocess.run(
        [sys.executable, "-m", "geo.cli", *map(str, words)],
        cwd=ROOT, stderr=subprocess.PIPE, text=True, check=False, timeout=300, **options,
    )  # fmt: skip


def one_sentence(done):
    assert done.stderr.startswith("dateline: "), done.stderr
    assert done.stderr.count("\n") == 1, done.stderr
    return done.stderr


@FULL
@pytest.mark.parametrize(
    "words",
    [
        ("parse", SAMPLE),
        ("parse", SAMPLE, "--format", "csv"),
        ("gazetteer", "info"),
        ("--version",),
    ],
    ids=["json", "csv", "info", "version"],
)
def test_a_full_output_is_one_sentence(words):
    with Path("/dev/full").open("wb") as full:
        done = dateline(*words, stdout=full)
    assert done.returncode == 2
    assert "cannot write to standard output (No space left on device)" in one_sentence(done)


@POSIX
def test_a_file_that_takes_no_more_is_one_sentence(tmp_path):
    with (tmp_path / "out.json").open("wb") as out:
        done = dateline("parse", SAMPLE, stdout=out, **on_a_full_disk())
    assert done.returncode == 2
    assert "cannot write to standard output" in one_sentence(done)


@POSIX
@pytest.mark.parametrize("lines", [0, 1])
def test_a_reader_that_leaves_is_no_error(tmp_path, lines):
    docs = tmp_path / "docs.jsonl"
    row = json.dumps({"id": "a", "text": "Shells hit Homs. Aleppo was quiet."})
    docs.write_text(f"{row}\n" * 200, encoding="utf-8")
    running = subprocess.Popen(
        [sys.executable, "-m", "geo.cli", "parse", str(docs), "--format", "jsonl"],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    for _ in range(lines):
        assert json.loads(running.stdout.readline())["id"] == "a"
    running.stdout.close()
    assert running.stderr.read() == b""
    running.stderr.close()
    assert running.wait(timeout=300) == 128 + signal.SIGPIPE


@POSIX
def test_closed_streams_are_no_traceback():
    def call(closed, article="-"):
        return subprocess.run(
            ["sh", "-c", f'exec "$0" -m geo.cli parse "$1" {closed}', sys.executable, article],
            cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
            timeout=300,
        )  # fmt: skip

    without_input, without_output = call("<&-"), call(">&-", SAMPLE)
    assert without_input.returncode == without_output.returncode == 2
    assert "standard input is closed" in one_sentence(without_input)
    assert "cannot write to standard output (it is closed)" in one_sentence(without_output)
    assert call("2>&-").returncode == 2
    assert call("2>&-", SAMPLE).returncode == 0


@POSIX
def test_a_full_disk_leaves_the_old_picture(tmp_path):
    out = tmp_path / "map.png"
    out.write_bytes(b"the old picture")
    done = dateline("map", SAMPLE, "--out", out, stdout=subprocess.DEVNULL, **on_a_full_disk())
    assert done.returncode == 2
    assert f"cannot write '{out}'" in one_sentence(done)
    assert out.read_bytes() == b"the old picture"
    assert [path.name for path in tmp_path.iterdir()] == ["map.png"]


@POSIX
def test_a_full_disk_leaves_the_installed_gazetteer(tmp_path):
    table = tmp_path / "mine.csv"
    home = {**os.environ, "DATELINE_DATA": str(tmp_path / "home")}
    table.write_text("name,lat,lon\nZarqaz,33,44\n")
    install = ("gazetteer", "install", table)
    assert dateline(*install, env=home, stdout=subprocess.DEVNULL).returncode == 0
    table.write_text("name,lat,lon\n" + "".join(f"Zarqaz {n},33,44\n" for n in range(400)))
    done = dateline(*install, stdout=subprocess.DEVNULL, **on_a_full_disk(home))
    assert done.returncode == 2
    said = [line for line in done.stderr.splitlines() if line.startswith("dateline: ")]
    assert len(said) == 1
    assert "free some room" in said[0]
    found = dateline("gazetteer", "lookup", "Zarqaz", env=home, stdout=subprocess.PIPE)
    assert "mine:" in found.stdout
    again = dateline(*install, env=home, stdout=subprocess.PIPE)
    assert "400 places" in again.stdout


def test_the_statuses_are_those_of_the_manual(tmp_path):
    manual = (ROOT / "docs" / "command.md").read_text(encoding="utf-8")
    told = {int(number) for number in re.findall(r"^\| (\d+) \|", manual, re.MULTILINE)}
    assert told == {0, 1, 2, 3, 130, 141}
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text("Shells hit Homs.")
    bad.write_bytes(b"")
    quiet = {"stdout": subprocess.DEVNULL}
    assert dateline("parse", good, **quiet).returncode == 0
    assert dateline("parse", good, bad, **quiet).returncode == 1
    assert dateline("parse", bad, **quiet).returncode == 2
    assert dateline("parse", good, "--format", "none", **quiet).returncode == 2


@POSIX
def test_an_interrupted_command_says_130(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    running = subprocess.Popen(
        [sys.executable, "-m", "geo.cli", "parse", str(tmp_path / "pipe")],
        cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip
    with (tmp_path / "pipe").open("wb"):  # opens once the command waits for the article
        running.send_signal(signal.SIGINT)
        assert running.wait(timeout=300) == 130
    assert b"Traceback" not in running.stderr.read()
    running.stderr.close()
