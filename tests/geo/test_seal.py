"""Our dependencies' reports are off before they can be loaded, whichever door is used."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from geo import seal, serve

ROOT = Path(__file__).parents[2]
# Prints what the environment says when onnxruntime is looked for, and whether it was.
WATCH = """
import os, sys
class Watch:
    def find_spec(self, name, path=None, target=None):
        if name == "onnxruntime":
            print("looked for with", os.environ.get("ORT_DISABLE_TELEMETRY"))
sys.meta_path.insert(0, Watch())
"""
PARSE = "from geo import read_article; default_engine().parse(read_article(b'He left Mosul.'))"
DOORS = {
    "library": f"from geo import default_engine; {PARSE}",
    "engine": f"from geo.engine import default_engine; {PARSE}",
    "tagger": "from geo.toponyms.tagger import Tagger; Tagger.open()",
    "command": "import geo.cli, sys; sys.argv[1:] = ['parse', {sample!r}]; geo.cli.main()",
    "page": f"from components.cached import default_engine; {PARSE}",
    "build": f"import workshop.recogniser; from geo.engine import default_engine; {PARSE}",
}


@pytest.fixture
def clean(monkeypatch):
    """The environment of a user who set everything the other way round."""
    for name in (*seal.REPORTS, *seal.REQUESTS):
        monkeypatch.setenv(name, "contrary")


@pytest.mark.usefixtures("clean")
@pytest.mark.parametrize("door", DOORS)
def test_no_door_loads_onnxruntime_before_its_reports_are_off(door):
    sample = str(ROOT / "data" / "articles" / "inherent-resolve.txt")
    script = WATCH + DOORS[door].replace("{sample!r}", repr(sample))
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "looked for with 1" in done.stdout
    assert done.stdout.count("looked for with") == done.stdout.count("looked for with 1")


@pytest.mark.usefixtures("clean")
def test_a_contrary_setting_of_the_users_is_replaced():
    seal.silence()
    assert {name: os.environ[name] for name in seal.REPORTS} == dict(seal.REPORTS)
    assert {os.environ[name] for name in seal.REQUESTS} == {"contrary"}


@pytest.mark.usefixtures("clean")
def test_a_process_of_our_own_makes_no_requests_either():
    seal.close()
    wanted = {**seal.REPORTS, **seal.REQUESTS}
    assert {name: os.environ[name] for name in wanted} == wanted


@pytest.mark.usefixtures("clean")
def test_the_server_is_started_with_everything_off(monkeypatch):
    started = []
    monkeypatch.setattr(os, "execve", lambda *words: started.append(words))
    monkeypatch.setattr(serve, "choose_port", lambda *_: 8501)
    serve.serve(browser=False)
    ((program, words, environment),) = started
    assert program == words[0] == sys.executable
    wanted = {**seal.REPORTS, **seal.REQUESTS}
    assert {name: environment[name] for name in wanted} == wanted


@pytest.mark.usefixtures("clean")
def test_projections_fetch_no_grids():
    script = "from geo import seal; seal.close(); import pyproj.network as n; "
    script += "print(n.is_network_enabled())"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"


def test_the_page_reports_nothing_however_it_is_started(monkeypatch):
    for name in seal.REQUESTS:
        monkeypatch.delenv(name, raising=False)
    done = subprocess.run(
        [sys.executable, "-m", "streamlit", "config", "show"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "\ngatherUsageStats = false\n" in done.stdout
    assert "\nshowEmailPrompt = false\n" in done.stdout
