"""What reads foreign files reaches nobody, runs nothing, writes nothing and takes little."""

import subprocess
import sys
from pathlib import Path

import pytest

from geo.errors import ArticleError
from geo.intake.kinds import Kind
from geo.intake.reader import Reader
from geo.intake.walls import Bounds

ROOT = Path(__file__).parents[3]
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="the kernel's part is Linux's")
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="limits are POSIX's")
HTML = b"<html><body><p>Heavy rain has closed the road between Mosul and Duhok.</p></body></html>"


def within(words, *, shut="walls.shut_in()"):
    """What a program says that runs within the walls."""
    script = f"import ctypes, os, socket, subprocess\nfrom geo.intake import walls\n{shut}\n{words}"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout.strip() or f"ended with {done.returncode}: {done.stderr.splitlines()[-1:]}"


def tried(words):
    return f"try:\n    {words}\n    print('done')\nexcept PermissionError:\n    print('refused')"


REACHING = [
    "socket.socket()",
    "socket.getaddrinfo('192.0.2.1', 80)",
    "socket.create_connection(('127.0.0.1', 9))",
    "subprocess.run(['true'])",
    "os.system('true')",
    "os.execv('/bin/true', ['true'])",
]


@pytest.mark.parametrize("words", REACHING)
def test_python_reaches_nobody_and_runs_nothing(words):
    assert within(tried(words)) == "refused"


@LINUX
@pytest.mark.parametrize(
    ("call", "given"),
    [("socket", "(2, 1, 0)"), ("socket", "(10, 2, 0)"), ("socket", "(1, 1, 0)"),
     ("execve", "(b'/bin/true', None, None)"), ("ptrace", "(0, 0, 0, 0)"),
     ("kill", "(os.getpid(), 0)"), ("syscall", "(425, 1, 0)")],
)  # fmt: skip
def test_native_code_is_refused_by_the_kernel(call, given):
    words = f"c = ctypes.CDLL(None, use_errno=True)\nprint(c.{call}{given}, ctypes.get_errno())"
    assert within(words) == "-1 13"
    assert within(words, shut="") != "-1 13"  # it is the walls that refuse


@LINUX
def test_the_kernel_holds_it_on_this_machine():
    assert within("", shut="print(walls.shut_in())") == "True"


@LINUX
def test_threads_of_native_code_are_held_too():
    words = (
        "import threading\n"
        "c = ctypes.CDLL(None, use_errno=True)\n"
        "t = threading.Thread(target=lambda: print(c.socket(2, 1, 0), ctypes.get_errno()))\n"
        "t.start()\nt.join()"
    )
    assert within(words) == "-1 13"


@POSIX
def test_no_file_is_written(tmp_path):
    path = tmp_path / "a"
    opened = f"open({str(path)!r}, 'wb', 0)"
    words = f"try:\n    {opened}.write(b'a')\nexcept OSError as e:\n    print(e.errno)"
    assert within(words, shut="walls.bound(100)") == "27"  # EFBIG
    assert not path.exists() or path.read_bytes() == b""


@LINUX
def test_memory_is_bounded():
    words = "try:\n    bytes(300_000_000)\nexcept MemoryError:\n    print('no more')"
    assert within(words, shut="walls.bound(100)") == "no more"
    assert within(words + "\nelse:\n    print('enough')", shut="walls.bound(400)") == "enough"


@POSIX
def test_processor_time_is_bounded_for_each_file():
    assert within("while True: pass", shut="walls.allow_seconds(1)").startswith("ended with -24")
    words = "walls.allow_seconds(1)\nsum(range(10**7))\nwalls.allow_seconds(1)\nprint('in time')"
    assert within(words) == "in time"


def test_one_process_reads_many_files_and_ends_with_its_user():
    with Reader() as reader:
        first = reader.read(Kind.HTML, HTML, "it")
        process = reader._process
        assert reader.read(Kind.HTML, HTML, "it") == first
        assert reader._process is process
    assert process.poll() is not None


def test_a_child_that_was_killed_is_replaced_for_the_next_file():
    with Reader() as reader:
        reader.read(Kind.HTML, HTML, "it")
        reader._process.kill()
        with pytest.raises(ArticleError, match=r"'a\.html' took more time or memory"):
            reader.read(Kind.HTML, HTML, "'a.html'")
        assert "Mosul" in reader.read(Kind.HTML, HTML, "it")[0]["text"]


@POSIX
def test_a_file_that_takes_too_long_ends_in_a_sentence():
    slow = b"<html><body>" + b"<p>The army left Homs, and Hama too.</p>" * 200_000
    with Reader(Bounds(seconds=1)) as reader, pytest.raises(ArticleError, match="took more time"):
        reader.read(Kind.HTML, slow, "it")


@POSIX
def test_the_child_ends_with_its_parent():
    script = (
        "import os\nfrom geo.intake.reader import Reader\nfrom geo.intake.kinds import Kind\n"
        f"reader = Reader()\nreader.read(Kind.HTML, {HTML!r}, 'it')\n"
        "print(reader._process.pid, flush=True)\nos._exit(0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    pid = int(done.stdout)
    while Path(f"/proc/{pid}").exists() and "geo.intake" in _words_of(pid):
        pass


def _words_of(pid):
    try:
        return Path(f"/proc/{pid}/cmdline").read_text()
    except OSError:
        return ""


def saying(words):
    """A child that says the same whatever it is asked."""
    return (
        f"import sys; out = sys.stdout.buffer; out.write({words!r}); out.flush(); "
        "sys.stdin.buffer.read()"
    )


@pytest.mark.parametrize(
    "answer",
    [b"[]", b"{}", b'{"found": 5}', b'{"found": [5, {"text": 5, "title": {}, "notes": 5}]}',
     b"\xff", b"[" * 9, b'{"error": "a\\nb\\u0000c"}'],
)  # fmt: skip
def test_an_answer_of_any_form_is_documents_or_a_sentence(monkeypatch, answer):
    from geo.intake import read_documents, reader

    monkeypatch.setattr(reader, "_BOOT", saying(len(answer).to_bytes(8) + answer))
    try:
        found = read_documents(HTML, name="a.html")
    except ArticleError as refused:
        said = str(refused)
    else:
        said = " ".join(document.text for document in found)
    assert said.isprintable()


def test_an_answer_without_end_is_given_up(monkeypatch):
    from geo.intake import reader

    monkeypatch.setattr(reader, "_BOOT", saying((1 << 60).to_bytes(8)))
    with Reader() as at_work, pytest.raises(ArticleError, match="made to do harm"):
        at_work.read(Kind.HTML, HTML, "it")
