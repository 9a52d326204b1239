"""The check of the tests: what it changes, and that it tells a caught change from a missed one."""

import csv
import re
import shutil
import tomllib
from pathlib import Path

import pytest

pytest.importorskip("mutmut", reason="mutmut is not installed")

from geo.precision import scale
from geo.types import Precision
from tests.mutation.mutants import of_file, of_table
from tests.mutation.runner import _with_table

ROOT = Path(__file__).parents[1]
SCALE = "data/scale.csv"
HERE = ROOT / "tests" / "mutation"
ROOMS = tomllib.loads((HERE / "rooms.toml").read_text(encoding="utf-8"))
CODE = '''"""Words."""
from math import pi
KM = 3.0
WORDS = {"one": 1, "two": 2}
KINDS = frozenset({Kind.A, Kind.B})
PATTERN = re.compile(r"near ")
Voice = Literal["direct", "writer"]


def far(km: float = 5) -> bool:
    """Say it."""
    return km > KM and not isinstance(km, int)
'''


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    folder = tmp_path_factory.mktemp("code")
    (folder / "far.py").write_text(CODE, encoding="utf-8")
    return list(of_file(folder, "far.py"))


def test_each_constant_is_changed_once_a_literal_or_a_name(told):
    found = {(m.at, m.before, m.after) for m in told if m.at != "far"}
    assert found == {
        ("KM", "3.0", "4.0"),
        ("WORDS", '"one"', '"XXoneXX"'), ("WORDS", "1", "2"),
        ("WORDS", '"two"', '"XXtwoXX"'), ("WORDS", "2", "3"),
        ("KINDS", "{Kind.A, Kind.B}", "{Kind.B}"), ("KINDS", "{Kind.A, Kind.B}", "{Kind.A, }"),
        ("PATTERN", 'r"near "', 'r"XXnear XX"'),
    }  # fmt: skip


def test_a_function_is_changed_and_its_words_and_types_are_not(told):
    found = {(m.before, m.after) for m in told if m.at == "far"}
    assert found == {
        ("5", "6"),
        ("> KM", ">= KM"),
        ("km > KM and not isinstance(km, int)", "km > KM or not isinstance(km, int)"),
        ("not isinstance(km, int)", "isinstance(km, int)"),
    }


def test_a_changed_file_differs_in_that_alone_and_has_a_lasting_key(told, tmp_path):
    wider = next(m for m in told if (m.at, m.before) == ("KM", "3.0"))
    assert wider.code == CODE.replace("3.0", "4.0")
    (tmp_path / "far.py").write_text("\n\n" + CODE, encoding="utf-8")
    moved = next(m for m in of_file(tmp_path, "far.py") if (m.at, m.before) == ("KM", "3.0"))
    assert moved.key == wider.key
    assert len({m.key for m in told}) == len(told)


def test_each_cell_of_the_table_is_changed():
    rows = list(csv.reader((ROOT / SCALE).read_text(encoding="utf-8").splitlines()))
    found = list(of_table(ROOT, SCALE))
    assert len(found) == (len(rows) - 1) * len(rows[0])
    assert all(m.before != m.after for m in found)
    five = next(m for m in found if m.at == "P5 ucdp_where_prec")
    assert (five.before, five.after) == ("5", "6")
    changed = list(csv.reader(five.code.splitlines()))
    assert [row for row, before in zip(changed, rows, strict=True) if row != before] == [
        ["6" if cell == "5" else cell for cell in rows[6]]
    ]


def test_each_weight_is_another_number_and_the_remarks_stay():
    source = "data/weights/confidence.csv"
    text = (ROOT / source).read_text(encoding="utf-8")
    found = [m for m in of_table(ROOT, source) if m.at.endswith(" weight")]
    assert len(found) == sum(not line.startswith("#") for line in text.splitlines()) - 1
    assert all(float(m.after) == pytest.approx(float(m.before) + 1) for m in found)
    assert all(m.code.startswith(text[: text.index("sign,")]) for m in found)


def test_a_changed_table_is_listed_as_it_is_so_that_only_answers_can_betray_it():
    changed = next(m for m in of_table(ROOT, SCALE) if m.at == "P5 ucdp_where_prec")
    settings = _with_table(ROOT, SCALE, changed.code)
    folder = Path(re.search(r"Path\('(.+)'\)", settings.splitlines()[-1])[1])
    try:
        assert scale(folder)[Precision.P5].ucdp == 6
    finally:
        shutil.rmtree(folder)


def test_rooms_name_what_exists():
    for room in ROOMS.values():
        for path in (*room["sources"], *room["tests"]):
            assert (ROOT / path).exists(), path


def test_each_equivalent_change_has_a_reason_and_is_there():
    with (HERE / "equivalent.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))
    sources = {row["source"] for row in rows} - {"*"}
    made = {(s, m.at, m.before, m.after) for s in sources for m in of_file(ROOT, s)}
    for row in rows:
        assert len(row["reason"]) > 20
        change = (row["source"], row["at"], row["before"], row["after"])
        assert row["source"] == "*" or change in made, row
