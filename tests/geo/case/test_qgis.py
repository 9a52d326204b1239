"""A case in QGIS itself, where Debian's is there: it opens looking right, and an edit is named."""

import json
import subprocess
from pathlib import Path

import pytest

from geo.case import Case, verify
from tests.geo.case.keeping import TEXT, added, made

PYTHON = Path("/usr/bin/python3")  # of Debian's QGIS, which no package of PyPI has
SCRIPT = Path(__file__).with_name("in_qgis.py")


def has_qgis():
    if not PYTHON.exists():
        return False
    asked = [PYTHON, "-c", "import importlib.util as u; exit(u.find_spec('qgis') is None)"]
    return subprocess.run(asked, check=False).returncode == 0


pytestmark = pytest.mark.skipif(not has_qgis(), reason="no QGIS (apt-get install python3-qgis)")


@pytest.fixture
def path(tmp_path):
    path = made(tmp_path, TEXT)
    with Case.open(path, write=True) as case:
        added(case, "Two were hurt in Mosul and in Diyala.")
    return path


def in_qgis(path, *wish):
    picture = path.with_suffix(".png")
    env = {"HOME": str(path.parent), "LC_ALL": "C.UTF-8"}
    asked = [PYTHON, SCRIPT, path, picture, *wish]
    done = subprocess.run(asked, env=env, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1]), picture


def faults(path):
    with Case.open(path) as case:
        return verify(case).faults


def test_qgis_opens_a_case_with_its_own_styles(path):
    said, picture = in_qgis(path)
    layers = said["layers"]
    assert {layer["crs"] for layer in layers.values()} == {"EPSG:4326"}
    assert layers["places"]["shown"] == {
        "exact place": 2, "unsure place": 1, "near this place, or somewhere in the ring": 0,
        "an area or a river: a point in it": 1,
    }  # fmt: skip
    assert layers["evidence"]["shown"] == {"name on the map": 5, "name of a wider place": 2}
    assert layers["areas"]["shown"] == {"province or country": 1, "area without an exact edge": 0}
    assert {name: layer["named"] for name, layer in layers.items()} == {
        "places": "name", "evidence": None, "areas": None,
    }  # fmt: skip
    assert said["errors"] == []
    assert picture.stat().st_size > 5_000


def test_opening_in_qgis_changes_nothing(path):
    before = path.read_bytes()
    in_qgis(path)
    assert faults(path) == ()
    assert path.read_bytes() == before


def test_a_place_moved_in_qgis_is_named(path):
    assert in_qgis(path, "edit")[0]["edited"]
    (fault,) = faults(path)
    assert fault.check == "layers"
    assert "places" in fault.where + fault.sentence
