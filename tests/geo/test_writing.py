"""A file is the old one or the new one, whole, whatever happens while it is written."""

import os
import random
import signal
import stat
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import ExportError
from geo.writing import replacing, told, write, write_text

ROOT = Path(__file__).parents[2]
LIMIT = 4096  # bytes a file may hold where the disk is full; the systems' own limit of a process
KILLS = 12
POSIX = pytest.mark.skipif(os.name == "nt", reason="limits, modes and signals of POSIX")


def child(script, *words, **options):
    """Run Python in a process of its own, with the clone at hand."""
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script), *map(str, words)],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=300, **options,
    )  # fmt: skip


def names(folder):
    """The names of everything in a folder, hidden files too."""
    return sorted(path.name for path in folder.iterdir())


def full_disk():
    """Let this process write no file longer than `LIMIT`: the write fails as on a full disk."""
    import resource

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (LIMIT, LIMIT))


def on_a_full_disk(env=os.environ):
    """Options of a process that may write no file longer than `LIMIT`, its bytecode none at all."""
    # Python keeps what a full disk cuts short of it, and ends on reading it the next time
    return {"preexec_fn": full_disk, "env": {**env, "PYTHONDONTWRITEBYTECODE": "1"}}


@given(old=st.none() | st.binary(max_size=50), new=st.binary(max_size=5000))
def test_what_is_written_is_read(tmp_path_factory, old, new):
    folder = tmp_path_factory.mktemp("write")
    path = folder / "file"
    if old is not None:
        path.write_bytes(old)
    write(path, new)
    assert path.read_bytes() == new
    assert names(folder) == ["file"]


def test_ends_of_lines_are_plain(tmp_path):
    write_text(tmp_path / "x", "é\n")
    assert (tmp_path / "x").read_bytes() == b"\xc3\xa9\n"


@POSIX
def test_permissions_are_kept_and_new_ones_follow_the_umask(tmp_path):
    before = os.umask(0o027)
    try:
        write(tmp_path / "new", b"1")
        (tmp_path / "old").write_bytes(b"0")
        (tmp_path / "old").chmod(0o604)
        write(tmp_path / "old", b"1")
        write(tmp_path / "own", b"1", mode=0o600)
    finally:
        os.umask(before)
    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("new", "old", "own")]
    assert modes == [0o640, 0o604, 0o600]


def test_a_link_stays_and_its_target_is_written(tmp_path):
    (tmp_path / "there").mkdir()
    target, link = tmp_path / "there" / "target", tmp_path / "link"
    target.write_bytes(b"old")
    link.symlink_to(target)
    write(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    (tmp_path / "open").symlink_to(tmp_path / "there" / "none-yet")
    write(tmp_path / "open", b"first")
    assert (tmp_path / "there" / "none-yet").read_bytes() == b"first"
    assert names(tmp_path / "there") == ["none-yet", "target"]


@POSIX
def test_what_is_no_file_is_written_to_as_it_is():
    write(Path(os.devnull), b"gone")
    assert Path(os.devnull).is_char_device()
    if Path("/dev/full").exists():
        with pytest.raises(OSError, match="No space left"):
            write(Path("/dev/full"), b"x")


@pytest.mark.parametrize("name", ["none/file", "folder", "x" * 300])
def test_what_cannot_be_written_raises_and_leaves_nothing(tmp_path, name):
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError):  # noqa: PT011 - which one is the system's affair
        write(tmp_path / name, b"new")
    assert names(tmp_path) == ["folder"]


@POSIX
def test_a_file_that_may_not_be_written_is_not_replaced(tmp_path, monkeypatch):
    path = tmp_path / "kept"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write all
    with pytest.raises(PermissionError):
        write(path, b"new")
    assert path.read_bytes() == b"old"


@pytest.mark.parametrize("error", [OSError, KeyboardInterrupt, ValueError])
def test_what_is_begun_and_fails_is_gone(tmp_path, error):
    path = tmp_path / "file"
    path.write_bytes(b"old")

    def fail():
        with replacing(path) as beside:
            beside.write_bytes(b"half")
            raise error

    with pytest.raises(error):
        fail()
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["file"]


@POSIX
def test_a_full_disk_leaves_the_old_file(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(b"old")
    done = child(
        """
        import sys
        from pathlib import Path
        from geo.writing import write
        try:
            write(Path(sys.argv[1]), b"x" * 100_000)
        except OSError as error:
            print(type(error).__name__)
        """,
        path,
        **on_a_full_disk(),
    )
    assert done.stdout == "OSError\n", done.stderr
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["file"]


BUILDS = {
    "manifest.json": "from workshop.manifest import measure; measure(path.parent)",
    "names.marisa": """
        import marisa_trie
        from workshop.gazetteer import _save
        _save(marisa_trie.Trie(map(str, range(50_000))), path)
        """,
    "places.arrow": """
        from workshop.gazetteer import _Entry, _write_columns
        from geo.types import Kind
        row = _Entry(id="geonames:1", name="x", kind=Kind.TOWN, lon=1, lat=1, country="IQ",
                     source="geonames")
        _write_columns([row] * 20_000, path)
        """,
    "homes.csv": "from workshop.counties import _write; _write(path, ['a'], [['b']] * 9000)",
}  # fmt: skip


@POSIX
@pytest.mark.parametrize("name", BUILDS)
def test_a_full_disk_leaves_the_old_data(tmp_path, name):
    others = [f"{n}.txt" for n in range(60)] if name == "manifest.json" else []
    for other in others:
        (tmp_path / other).write_bytes(b"listed")
    path = tmp_path / name
    path.write_bytes(b"old")
    script = "import sys\nfrom pathlib import Path\npath = Path(sys.argv[1])\n{}"
    script = script.format(textwrap.dedent(BUILDS[name]))
    done = child(script, path, **on_a_full_disk())
    assert done.returncode == 1
    assert "OSError" in done.stderr or "MARISA_IO_ERROR" in done.stderr  # the library's own
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == sorted([*others, name])
    assert child(script, path).returncode == 0
    assert path.stat().st_size > LIMIT
    assert names(tmp_path) == sorted([*others, name])


@POSIX
def test_a_process_killed_at_any_moment_leaves_one_of_both(tmp_path):
    path = tmp_path / "file"
    sizes = {b"a": 300_000, b"b": 700_000}
    write(path, b"a" * sizes[b"a"])
    script = """
        import sys
        from pathlib import Path
        from geo.writing import write
        print("ready", flush=True)
        while True:
            write(Path(sys.argv[1]), b"b" * 700_000)
            write(Path(sys.argv[1]), b"a" * 300_000)
    """
    draw = random.Random(7)  # noqa: S311 - moments, no secrets
    for _ in range(KILLS):
        running = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(script), str(path)],
            cwd=ROOT, stdout=subprocess.PIPE,
        )  # fmt: skip
        assert running.stdout.readline() == b"ready\n"
        seen = 0
        for _ in range(draw.randrange(1, 400)):  # a moment: so many looks at the file
            content = path.read_bytes()
            assert content == content[:1] * sizes[content[:1]]
            seen += 1
        running.kill()
        running.communicate()
        content = path.read_bytes()
        assert seen
        assert content == content[:1] * sizes[content[:1]]


@pytest.mark.parametrize(
    ("path", "why"),
    [("absent/map.svg", "No such file or directory"), (".", "Is a directory")],
)
def test_what_cannot_be_written_is_told_with_a_remedy(tmp_path, path, why):
    out = tmp_path / path
    with pytest.raises(ExportError) as error, told(out, "choose another"):
        write(out, b"")
    assert str(error.value) == f"cannot write {str(out)!r} ({why}); choose another"


@pytest.mark.parametrize("name", ["a\0b", "a\ud800b"])
def test_a_name_that_no_file_can_have_is_told_too(tmp_path, name):
    out = tmp_path / name
    with (
        pytest.raises(ExportError, match=r"cannot write .*; choose another"),
        told(out, "choose another"),
    ):
        write_text(out, "")
    assert not list(tmp_path.iterdir())
