"""matplotlib is loaded in a folder of ours, and the program's own settings are as before."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from geo.errors import ExportError
from geo.snapshot import library

ROOT = Path(__file__).parents[3]
LOAD = """
import os
from geo.snapshot import library
library.load()
library.load()
import matplotlib
print(matplotlib.get_cachedir())
print(os.environ.get("MPLCONFIGDIR"), os.environ.get("FONTCONFIG_FILE"))
"""


def printed(**more):
    done = subprocess.run(
        [sys.executable, "-c", LOAD],
        cwd=ROOT,
        env={**os.environ, **more},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


def test_the_programs_own_variables_are_as_before(tmp_path):
    assert "MPLCONFIGDIR" not in os.environ
    folder = str(tmp_path / "matplotlib")
    assert printed(DATELINE_DATA=str(tmp_path)) == [folder, "None None"]
    mine = {"MPLCONFIGDIR": "/mine", "FONTCONFIG_FILE": "/mine.conf"}
    assert printed(DATELINE_DATA=str(tmp_path), **mine) == [folder, "/mine /mine.conf"]


def test_a_name_of_a_folder_that_is_markup_is_escaped(tmp_path):
    odd = tmp_path / "a & <b>"
    assert printed(DATELINE_DATA=str(odd))[0] == str(odd / "matplotlib")
    assert "a &amp; &lt;b&gt;" in (odd / "matplotlib" / "fonts.conf").read_text()


def test_no_folder_at_all_is_a_sentence(monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.delitem(sys.modules, "matplotlib.font_manager", raising=False)
    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(ExportError, match="No space left on device"):
        library.load()
