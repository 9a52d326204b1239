"""
Whichever door is used, nothing is reached, no name is looked up, and nothing is left behind.

Watched from outside the process: by strace, and in a network of its own that leads nowhere.
The page with its clicks is watched in `tests/browser`.
"""

import itertools
import json
import os
import re
import subprocess
import sys
from fnmatch import fnmatch

import pytest

from geo.proof.server import free_port
from tests import hostile_files
from tests.seal.conftest import DIGESTS, FONTS, ROOT, SAMPLE

pytestmark = pytest.mark.slow

DATELINE = ("-m", "geo.cli")
OWN = ".local/share/dateline"
LIBRARY = """
import sys
from pathlib import Path
import geo
article = geo.read_article(Path(sys.argv[1]).read_bytes())
parse = geo.default_engine().parse(article)
assert len(geo.to_result(parse)["toponyms"]) > 10
"""
PICTURE = """
from datetime import UTC, datetime
boundaries = geo.Boundaries.open()
options = geo.SnapshotOptions(made=datetime(2026, 1, 1, tzinfo=UTC), format="svg")
assert geo.draw_map(geo.map_evidence([parse]), boundaries=boundaries, options=options)
import os
assert "MPLCONFIGDIR" not in os.environ
"""
# Settings of the user's that would open the seal; the promise wins.
CONTRARY = {"ORT_DISABLE_TELEMETRY": "0", "HF_HUB_OFFLINE": "0", "PROJ_NETWORK": "ON"}


def kept(home, *patterns):
    """Whether the home holds one file of each pattern in our own folder, and no other."""
    files = sorted(home.files())
    return len(files) == len(patterns) and all(
        fnmatch(file, f"{OWN}/{pattern}")
        for file, pattern in zip(files, sorted(patterns), strict=True)
    )


@pytest.mark.parametrize("settings", [{}, CONTRARY], ids=["plain", "contrary"])
def test_the_command_parses(traced, long_article, settings):
    assert traced.watch(*DATELINE, "parse", long_article, own=(OWN,), **settings) == ()
    assert kept(traced, DIGESTS)


@pytest.mark.parametrize("form", ["geojson", "csv"])
def test_the_command_parses_into_every_form(traced, form):
    assert traced.watch(*DATELINE, "parse", str(SAMPLE), "--format", form, own=(OWN,)) == ()
    assert kept(traced, DIGESTS)


FOREIGN = ["article.md", "page.html", "chromium.mhtml", "columns.pdf", "writer.docx", "writer.odt",
           "writer.rtf", "python.eml", "feed.rss", "articles.csv"]  # fmt: skip


def test_the_command_reads_foreign_files(traced):
    files = [str(ROOT / "tests/geo/intake/files" / name) for name in FOREIGN]
    assert traced.watch(*DATELINE, "parse", *files, "--format", "jsonl", own=(OWN,)) == ()
    assert kept(traced, DIGESTS)


def test_hostile_files_reach_nobody(traced):
    ends = ("abroad.docx", "abroad.odt", "abroad.rss", "abroad.xhtml", "linked.docx",
            "redirect.html", "javascript.pdf", "secret.docx")  # fmt: skip
    families = (hostile_files.entities, hostile_files.pages, hostile_files.documents,
                hostile_files.papers, hostile_files.notes)  # fmt: skip
    for name, data, _ in itertools.chain.from_iterable(family() for family in families):
        if name in ends:
            (traced.work / name).write_bytes(data)
    files = sorted(str(path) for path in traced.work.iterdir())
    assert len(files) == len(ends)
    words = (*DATELINE, "parse", *files, "--format", "jsonl")
    assert traced.watch(*words, own=(OWN,), statuses=(0, 1)) == ()


@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
def test_the_command_draws(traced, ending):
    words = ("map", str(SAMPLE), "--out", str(traced.work / f"map.{ending}"))
    assert traced.watch(*DATELINE, *words, own=(OWN,)) == ()
    assert kept(traced, DIGESTS, *FONTS)
    assert [path.name for path in traced.work.iterdir()] == [f"map.{ending}"]


def test_a_folder_that_cannot_be_written_is_done_without(traced):
    scratch = traced.work / "scratch"
    scratch.mkdir()
    words = ("map", str(SAMPLE), "--out", str(traced.work / "map.png"))
    more = {"DATELINE_DATA": os.path.join(os.devnull, "none"), "TMPDIR": str(scratch)}  # noqa: PTH118
    assert traced.watch(*DATELINE, *words, **more) == ()
    assert traced.names() == set()
    assert list(scratch.iterdir()) == []


def test_a_font_of_the_users_is_not_remembered_in_the_users_cache(traced):
    fonts = traced.folder / ".fonts"
    fonts.mkdir()
    (fonts / "mine.ttf").write_bytes((ROOT / "data/fonts/NotoSans-Bold.ttf").read_bytes())
    words = ("map", str(SAMPLE), "--out", str(traced.work / "map.png"))
    assert traced.watch(*DATELINE, *words, own=(OWN,)) == ()


def test_a_home_that_names_its_folders_is_kept_to(traced):
    named = {name: str(traced.folder / name) for name in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME")}
    data = {"XDG_DATA_HOME": str(traced.folder / "data")}
    words = ("map", str(SAMPLE), "--out", str(traced.work / "map.png"))
    assert traced.watch(*DATELINE, *words, own=("data/dateline",), **named, **data) == ()
    assert traced.names() == {"data"}


def test_the_library_parses(traced, long_article):
    assert traced.watch("-c", LIBRARY, long_article, own=(OWN,)) == ()
    assert kept(traced, DIGESTS)


def test_the_library_draws(traced):
    assert traced.watch("-c", LIBRARY + PICTURE, str(SAMPLE), own=(OWN,)) == ()
    assert kept(traced, DIGESTS, *FONTS)


def test_a_plugged_in_recogniser(traced, tmp_path):
    spacy = pytest.importorskip("spacy", exc_type=ImportError)
    pipeline = spacy.blank("en")
    pipeline.add_pipe("entity_ruler").add_patterns([{"label": "GPE", "pattern": "Mosul"}])
    pipeline.to_disk(tmp_path / "pipeline")
    words = ("parse", str(SAMPLE), "--recogniser", f"spacy:{tmp_path / 'pipeline'}")
    # what spaCy imports asks whether this machine has IPv6: port 0 of loopback, to nobody
    assert traced.watch(*DATELINE, *words, own=(OWN,), ports=(0,)) == ()
    assert kept(traced, DIGESTS)


def test_a_gazetteer_of_the_users(traced):
    table = traced.work / "mine.csv"
    table.write_text("name,lat,lon\nZarqoosh,34.5,44.2\n", encoding="utf-8")
    assert traced.watch(*DATELINE, "gazetteer", "install", str(table), own=(OWN,)) == ()
    assert traced.watch(*DATELINE, "gazetteer", "lookup", "Zarqoosh", own=(OWN,)) == ()
    assert {file.split("/")[3] for file in traced.files()} == {"gazetteer", DIGESTS}


def test_the_other_commands(traced):
    corpus = traced.work / "corpus.jsonl"
    span = {"start": 8, "end": 13, "name": "Mosul", "lat": 36.34, "lon": 43.13}
    corpus.write_text(json.dumps({"id": "a", "text": "They in Mosul.", "toponyms": [span]}))
    for words in (("check",), ("gazetteer", "info"), ("--version",), ("evaluate", str(corpus))):
        assert traced.watch(*DATELINE, *words, own=(OWN,)) == (), words
    assert kept(traced, DIGESTS)


def test_the_command_in_a_network_that_leads_nowhere(enclosed, long_article):
    seen = enclosed.enclose(*DATELINE, "parse", long_article)
    assert (seen.status, seen.unrouted, seen.datagrams) == (0, 0, 0)
    assert kept(enclosed, DIGESTS)


def test_the_snapshot_in_a_network_that_leads_nowhere(enclosed):
    seen = enclosed.enclose(*DATELINE, "map", str(SAMPLE), "--out", str(enclosed.work / "m.pdf"))
    assert (seen.status, seen.unrouted, seen.datagrams) == (0, 0, 0)
    assert kept(enclosed, DIGESTS, *FONTS)


def test_the_library_in_a_network_that_leads_nowhere(enclosed, long_article):
    seen = enclosed.enclose("-c", LIBRARY, long_article)
    assert (seen.status, seen.unrouted, seen.datagrams) == (0, 0, 0)
    assert kept(enclosed, DIGESTS)


def test_the_server_starts_in_a_network_that_leads_nowhere(enclosed):
    port = free_port()
    seen = enclosed.enclose(*DATELINE, "serve", "--no-browser", "--port", str(port), port=port)
    assert (seen.status, seen.unrouted, seen.datagrams) == (0, 0, 0)
    assert enclosed.names() == set()


def test_the_network_counts_what_is_sent(enclosed):
    script = (
        "import socket\n"
        "for host in ('192.0.2.1', '2001:db8::1'):\n"
        "    kind = socket.AF_INET6 if ':' in host else socket.AF_INET\n"
        "    with socket.socket(kind, socket.SOCK_DGRAM) as out:\n"
        "        try:\n"
        "            out.sendto(b'x', (host, 53))\n"
        "        except OSError:\n"
        "            pass\n"
        "with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as out:\n"
        "    out.sendto(b'x', ('127.0.0.1', 53))\n"
    )
    seen = enclosed.enclose("-c", script)
    assert seen.status == 0
    assert seen.unrouted >= 2
    assert seen.datagrams == 1


def test_the_trace_sees_native_code(traced):
    """The collector itself, not silenced: what the proof is there to find."""
    script = "import onnxruntime"
    found = traced.watch("-c", script)
    assert any(re.search(r"changed .*/\.cache/Microsoft/.*deviceid", fault) for fault in found)
    assert traced.files()


def test_a_user_can_see_it(traced):
    done = subprocess.run(
        [sys.executable, *DATELINE, "check", "--network"],
        cwd=traced.work,
        env=traced.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0].startswith("Watching from outside with strace")
    assert [line.split(":")[0] for line in lines[1:4]] == [
        "a long parse",
        "a snapshot",
        "the dashboard's start",
    ]
    assert all("reached nothing, looked no name up" in line for line in lines[1:4])
    assert lines[4:] == ["Nothing left this machine."]
    assert kept(traced, DIGESTS, *FONTS)
