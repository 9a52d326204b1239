"""The gazetteer's commands: what they print, and how they refuse."""

import io
import subprocess
import sys
from pathlib import Path

import pytest

from geo import cli
from geo.gazetteer import Gazetteer
from tests.tables import packed, row, serving_tables

ROOT = Path(__file__).parents[1]


@pytest.fixture
def dateline(monkeypatch, capfd, tmp_path):
    """Run the command in this process, with an empty user's folder: (status, output, errors)."""
    monkeypatch.setenv("DATELINE_DATA", str(tmp_path / "home"))
    monkeypatch.delenv("DATELINE_GEONAMES_URL", raising=False)

    def run(*words):
        monkeypatch.setattr(sys, "argv", ["dateline", *map(str, words)])
        status = 0
        try:
            cli.main()
        except SystemExit as ended:
            status = ended.code or 0
        out, err = capfd.readouterr()
        return status, out, err

    return run


@pytest.fixture
def villages(tmp_path):
    path = tmp_path / "villages.csv"
    path.write_text("Village,LAT,LON,also\nZarqaz,34.1,44.2,Old Zarqaz\n", encoding="utf-8")
    return path


def test_from_install_to_remove(dateline, villages):
    assert "0 installed in" in dateline("gazetteer", "list")[1]
    status, out, err = dateline(
        "gazetteer", "install", villages, "--column", "name=Village", "--column", "alternates=also",
        "--kind", "site", "--name", "camps",
    )  # fmt: skip
    assert status == 0, err
    assert out.startswith("installed camps-")
    assert "1 places, 2 names" in out
    assert "villages.csv" in out
    status, out, _ = dateline("gazetteer", "lookup", "Old Zarqaz")
    assert status == 0
    assert "Zarqaz (site), Salahuddin, Iraq" in out
    status, out, _ = dateline("gazetteer", "info")
    assert out.splitlines()[0].startswith("embedded-")
    assert out.splitlines()[1].startswith("camps-")
    assert "camps: camps-" in dateline("gazetteer", "list")[1]
    assert dateline("gazetteer", "check")[0] == 0
    assert dateline("gazetteer", "remove", "camps")[:2] == (0, "camps is removed\n")
    assert dateline("gazetteer", "lookup", "Old Zarqaz")[0] == 1


def test_an_article_is_parsed_with_what_is_installed(dateline, villages, tmp_path):
    article = tmp_path / "a.txt"
    article.write_text("Militants attacked a checkpoint in Zarqaz, in Iraq.", encoding="utf-8")
    dateline("gazetteer", "install", villages, "--column", "name=Village")
    done = subprocess.run(
        [sys.executable, "-m", "geo.cli", "parse", str(article), "--format", "csv"],
        cwd=ROOT, capture_output=True, check=True, text=True,
    )  # fmt: skip
    assert "villages:" in done.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["install", "nowhere.zip"], "there is no 'nowhere.zip'"),
        (["install", "{villages}"], "has no column for name"),
        (["install", "{villages}", "--column", "Village"], "has no ="),
        (["install", "{villages}", "--column", "hue=Village"], "is none of name"),
        (["install", "{villages}", "--name", "../x"], "no name for a gazetteer"),
        (["install", "{villages}", "--max-size", "many"], "'many' is no size"),
        (["install", "{villages}", "--max-size", "0GB"], "'0GB' is no size"),
        (["install", "{villages}", "--max-size", "-5"], "'-5' is no size"),
        (["install", "{villages}", "--max-size", "10B"], "allow it with --max-size"),
        (["remove", "camps"], "no gazetteer 'camps' is installed"),
    ],
)
def test_a_mistake_is_one_clear_sentence(dateline, villages, words, said):
    filled = [word.format(villages=villages) for word in words]
    status, out, err = dateline("gazetteer", *filled)
    assert (status, out) == (2, "")
    assert said in err
    assert err.strip().startswith("dateline: ")
    assert "Traceback" not in err


def test_a_country_is_fetched_by_name_with_its_licence(dateline, monkeypatch):
    rows = [row(99_000_001, "Tarbelu", lat=13.6, lon=24.4, admin1="55")]
    with serving_tables({"/export/dump/SD.zip": packed("SD", rows)}) as server:
        monkeypatch.setenv("DATELINE_GEONAMES_URL", server.url)
        status, out, err = dateline("gazetteer", "install", "SD", "--yes")
    assert status == 0, err
    assert out.startswith("installed sd-")
    assert "1 places" in out
    assert f"{server.url}/SD.zip: " in err
    assert "GeoNames, CC BY 4.0: name them where you publish" in err
    assert "Tarbelu (town), North Darfur, Sudan" in dateline("gazetteer", "lookup", "Tarbelu")[1]
    assert dateline("gazetteer", "remove", "sd")[:2] == (0, "sd is removed\n")


def test_a_damaged_one_is_told_and_can_be_removed(dateline, villages, tmp_path):
    dateline("gazetteer", "install", villages, "--column", "name=Village")
    folder = next(path for path in (tmp_path / "home" / "gazetteer").iterdir() if path.is_dir())
    whole = (folder / "places.arrow").read_bytes()
    (folder / "places.arrow").write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    status, _, err = dateline("gazetteer", "check")
    assert status == 1
    assert "places.arrow" in err
    (folder / "places.arrow").unlink()
    assert "places.arrow is missing; install it again" in dateline("gazetteer", "list")[1]
    status, _, err = dateline("gazetteer", "lookup", "Zarqaz")
    assert status == 2
    assert "dateline gazetteer remove villages" in err
    assert dateline("gazetteer", "remove", "villages")[0] == 0
    assert dateline("gazetteer", "lookup", "Baghdad")[0] == 0


def test_the_shipped_gazetteer_alone_is_opened_without_layers(dateline, villages):
    dateline("gazetteer", "install", villages, "--column", "name=Village")
    assert Gazetteer.open().id.startswith(Gazetteer.open(layered=False).id + "+villages-")


class Terminal(io.StringIO):
    """A person's answers."""

    def isatty(self):
        return True


def test_what_is_read_is_told_and_a_person_is_asked(dateline, villages, monkeypatch):
    words = ("gazetteer", "install", villages, "--column", "name=Village")
    told = f"villages.csv: 1 rows, {villages.stat().st_size} bytes"
    monkeypatch.setattr(sys, "stdin", Terminal("n\n"))
    status, out, err = dateline(*words)
    assert (status, out.strip()) == (2, "")
    assert told in err
    assert "Go on?" in err
    assert "nothing was installed, as you wish" in err
    status, _, err = dateline(*words, "--yes")
    assert (status, told in err, "Go on?" in err) == (0, True, False)
    monkeypatch.setattr(sys, "stdin", Terminal("\n"))
    assert dateline(*words)[0] == 0
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    status, _, err = dateline(*words)
    assert (status, told in err, "Go on?" in err) == (0, True, False)
