"""Gazetteers from GeoNames' tables: what is read, how it lies over the shipped one, what breaks."""

import contextlib
import io
import json
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.engine import default_engine
from geo.errors import DataError
from geo.gazetteer import Gazetteer, fold
from geo.gazetteer.home import Installed
from geo.gazetteer.install import Options, install, remove, verify
from geo.gazetteer.install import gather as gathering
from geo.gazetteer.install.build import build
from geo.gazetteer.install.divisions import Divisions
from geo.gazetteer.install.features import kind_of
from geo.gazetteer.install.journal import Journal
from geo.gazetteer.layer import Layer
from geo.settings import data_folder
from geo.types import Kind
from tests.geo.gazetteer.conftest import place_line, silent

pytestmark = pytest.mark.usefixtures("home")
NEW = 99_999_001  # no GeoNames id yet
KHANAQIN = 94591


def test_a_new_village_is_found_at_once(put):
    before = Gazetteer.open()
    assert not before.knows("Qaraq Mil")
    put("iq", place_line(NEW, "Qaraq Mil", alternates="Qaraqmil,قرق ميل", people=120))
    after = Gazetteer.open()
    assert after.id != before.id
    assert len(after) == len(before) + 1
    (match,) = after.lookup("Qaraqmil")
    place = match.place
    assert (place.id, place.kind, place.population) == (f"geonames:{NEW}", Kind.TOWN, 120)
    assert (place.lon, place.lat) == (45.39, 34.35)
    assert (place.admin, place.admin1) == (("Iraq", "Diyala"), "adm1:IQ.10")
    assert (place.feature, place.source) == ("PPL", "geonames")
    assert after.lookup("قرق ميل")[0].place == place
    assert after.lookup("Qarak Mill")[0].how == "tolerant"
    assert after.place(f"geonames:{NEW}") == place


def test_opening_again_is_free_until_something_changes(put):
    put("iq", place_line(NEW, "Qaraq Mil"))
    first = Gazetteer.open()
    assert Gazetteer.open() is first
    put("iq", place_line(NEW, "Qaraq Mil"), place_line(NEW + 1, "Qaraq Sul"))
    assert Gazetteer.open().knows("Qaraq Sul")
    remove("iq")
    assert not Gazetteer.open().knows("Qaraq Mil")
    assert Gazetteer.open().id == Gazetteer.open(layered=False).id


def test_a_small_table_is_settled_as_often_as_there_is_something_to_settle(put, monkeypatch):
    told = []
    commit = Journal.commit
    monkeypatch.setattr(Journal, "commit", lambda self: told.append(self) or commit(self))
    put("iq", place_line(NEW, "Qaraq Mil"))
    assert len(told) == 7 + 1 + 2  # the stages, the table, the heaps of one name and its skeleton
    told.clear()
    put("iq", place_line(NEW, "Qaraq Mil"), place_line(NEW + 1, "Zuqaq"))
    assert len(told) == 7 + 1 + 4


def test_the_engine_s_id_tells_what_is_installed(put):
    from geo.resolve import RuleResolver
    from geo.settings import Settings

    bare = RuleResolver(Gazetteer.open(), Settings()).id
    put("iq", place_line(NEW, "Qaraq Mil"))
    assert RuleResolver(Gazetteer.open(), Settings()).id != bare


def test_what_both_have_is_found_once_as_the_shipped_one_has_it(put):
    shipped = Gazetteer.open().place(f"geonames:{KHANAQIN}")
    put(
        "iq",
        place_line(KHANAQIN, "Elsewhere", alternates="Xaneqin-i Kon", lat="1", lon="1"),
        place_line(99237, "Republic", feature="PCLI", letter="A", admin1="00", alternates="Erak"),
        place_line(96965, "Muhafazat", feature="ADM1", letter="A", alternates="Diyale Wilayeti"),
        place_line(99_999_002, "Harris", country="US", admin1="TX", admin2="201", feature="ADM2",
                   letter="A", alternates="Harris Kontea"),
    )  # fmt: skip
    gazetteer = Gazetteer.open()
    found = gazetteer.lookup("Khanaqin")
    assert [m.place.id for m in found].count(shipped.id) == 1
    assert gazetteer.lookup("Xaneqin-i Kon")[0].place == shipped
    assert gazetteer.lookup("Erak")[0].place.id == "country:IQ"
    assert gazetteer.lookup("Diyale Wilayeti")[0].place.id == "adm1:IQ.10"
    assert gazetteer.lookup("Harris Kontea")[0].place.id == "uscensus:48201"
    assert gazetteer.place("geonames:96965").id == "adm1:IQ.10"


def test_one_of_the_same_name_and_kind_close_by_is_the_same(put):
    shipped = Gazetteer.open(layered=False).lookup("Qara Tapa")
    known = next(m.place for m in shipped if not m.place.id.startswith("geonames:"))
    at = {"alternates": "", "lat": known.lat + 0.03, "lon": known.lon - 0.05}
    put(
        "iq",
        place_line(NEW, "Qara Tapa", **at),
        place_line(NEW + 1, "Qara Tapa", **at, letter="H", feature="STM"),
        place_line(NEW + 2, "Qara Tapa", lat=known.lat + 0.5, lon=known.lon),
    )
    found = [m.place.id for m in Gazetteer.open().lookup("Qara Tapa")]
    assert known.id in found
    assert f"geonames:{NEW}" not in found
    assert {f"geonames:{NEW + 1}", f"geonames:{NEW + 2}"} <= set(found)


def test_a_code_without_a_division_is_placed_by_the_polygon(put):
    put(
        "fr",
        place_line(NEW, "Zzarville", country="FR", admin1="84", lat="45.78", lon="3.08"),
        place_line(NEW + 1, "Zzarat", country="IQ", admin1="99", lat="0", lon="-30"),
        place_line(NEW + 2, "Zzaregion", country="IQ", admin1="99", feature="ADM1", letter="A"),
    )
    gazetteer = Gazetteer.open()
    inland = gazetteer.lookup("Zzarville")[0].place
    assert inland.admin == ("France", "Puy-de-Dôme")
    assert inland.admin1 == "adm1:FR.98"
    assert gazetteer.lookup("Zzarat")[0].place.admin == ("Iraq", "Zzaregion")
    assert gazetteer.lookup("Zzarat")[0].place.admin1 is None
    assert gazetteer.lookup("Zzaregion")[0].place.admin == ("Iraq",)


def test_a_division_of_another_level_is_known_by_name_and_point(put):
    put(
        "fr",
        place_line(NEW, "Département du Puy-de-Dôme", alternates="Puy-de-Dôme,Puèi de Doma",
                   country="FR", admin1="84", admin2="63", feature="ADM2", letter="A",
                   lat="45.78", lon="3.08"),
        place_line(NEW + 1, "Auvergne-Rhône-Alpes", alternates="AURA Zz", country="FR",
                   admin1="84", feature="ADM1", letter="A", lat="45.5", lon="4.5"),
        place_line(NEW + 2, "Puy-de-Dôme", country="FR", admin1="84", letter="T", feature="MT",
                   alternates="Zz Mont", lat="45.77", lon="2.96"),
        place_line(NEW + 3, "Zzbourg", country="FR", admin1="84", admin2="63",
                   lat="45.78", lon="3.08"),
    )  # fmt: skip
    gazetteer = Gazetteer.open()
    assert gazetteer.lookup("Puèi de Doma")[0].place.id == "adm1:FR.98"
    assert gazetteer.place(f"geonames:{NEW}").id == "adm1:FR.98"
    region = gazetteer.lookup("AURA Zz")[0].place
    assert (region.id, region.admin, region.admin1) == (f"geonames:{NEW + 1}", ("France",), None)
    assert gazetteer.lookup("Zz Mont")[0].place.kind is Kind.MOUNTAINS
    assert gazetteer.lookup("Zzbourg")[0].place.admin[:2] == ("France", "Puy-de-Dôme")


def test_a_folder_of_tables_is_read_together(tmp_path):
    folder = tmp_path / "tables"
    folder.mkdir()
    places = place_line(NEW, "Qaraq Mil", admin2="7") + place_line(NEW + 1, "Qaraq Sul", admin2="8")
    with zipfile.ZipFile(folder / "IQ.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("readme.txt", "read me")
        archive.writestr("IQ.txt", places)
    (folder / "readme.txt").write_text("no table", encoding="utf-8")
    (folder / "admin2Codes.txt").write_text("IQ.10.7\tKifri\tKifri\t1\n", encoding="utf-8")
    (folder / "admin1CodesASCII.txt").write_text("IQ.10\tDiyala\tDiyala\t2\n", encoding="utf-8")
    names = [
        f"1\t{NEW}\tku\tQereq Mil\t\t\t\t\t\t",
        f"2\t{NEW}\tlink\thttps://example.org/Qaraq\t\t\t\t\t\t",
        f"3\t{NEW}\tpost\t32001\t\t\t\t\t\t",
        "4\t1\ten\tNowhere Installed\t\t\t\t\t\t",
    ]
    (folder / "alternateNamesV2.txt").write_text("\n".join(names) + "\n", encoding="utf-8")
    install([str(folder)], Options(), silent)
    gazetteer = Gazetteer.open()
    place = gazetteer.lookup("Qereq Mil")[0].place
    assert place.admin == ("Iraq", "Diyala", "Kifri")
    assert gazetteer.lookup("Qaraq Sul")[0].place.admin == ("Iraq", "Diyala")
    assert not gazetteer.knows("32001")
    assert not gazetteer.knows("Nowhere Installed")
    assert "iq-" in gazetteer.id


def test_the_most_populous_comes_first_and_kinds_obey_affixes(put):
    lines = [place_line(NEW + n, "Zuqaq", people=n * 10) for n in range(60)]
    put("iq", *lines, place_line(NEW + 99, "Zuqaq", letter="H", feature="STM"))
    gazetteer = Gazetteer.open()
    found = gazetteer.lookup("Zuqaq", limit=5)
    assert [m.place.population for m in found] == [590, 580, 570, 560, 550]
    assert gazetteer.lookup("Zuqaq River")[0].place.kind is Kind.RIVER
    assert len(gazetteer.lookup("Zuqaq", limit=100)) == 61


@pytest.mark.parametrize(
    ("letter", "code", "kind"),
    [
        ("A", "PCLI", Kind.COUNTRY), ("A", "PCLH", Kind.REGION), ("A", "ADM1", Kind.PROVINCE),
        ("A", "ADM3", Kind.DISTRICT), ("P", "PPLX", Kind.TOWN), ("H", "STMI", Kind.RIVER),
        ("H", "LKI", Kind.LAKE), ("H", "WLL", Kind.SITE), ("T", "MTS", Kind.MOUNTAINS),
        ("T", "DSRT", Kind.DESERT), ("T", "ISL", Kind.ISLAND), ("T", "PLN", Kind.REGION),
        ("S", "AIRP", Kind.SITE), ("L", "CONT", Kind.CONTINENT), ("H", "STRT", Kind.SEA),
        ("", "", Kind.SITE),
    ],
)  # fmt: skip
def test_features_are_kinds_a_reader_knows(letter, code, kind):
    assert kind_of(letter, code) is kind


BAD = {
    "short": ("1\tOne\tcolumn\n", "3 columns where a GeoNames table has 19"),
    "cut": (place_line(NEW, "Cut")[:-5], "cut short"),
    "id": (place_line("x7", "Bad"), "x7"),
    "huge id": (place_line("9" * 30, "Bad"), "is not an id"),
    "latitude": (place_line(NEW, "Bad", lat="91"), "'91' is not a latitude"),
    "nan": (place_line(NEW, "Bad", lon="nan"), "'nan' is not a longitude"),
    "name": (place_line(NEW, ""), "is not a name"),
    "country": (place_line(NEW, "Bad", country="Iraq"), "'Iraq' is not a country"),
    "class": (place_line(NEW, "Bad", letter="Q"), "'Q' is not a feature class"),
    "people": (place_line(NEW, "Bad", people="many"), "many"),
}


@pytest.mark.parametrize(("line", "said"), BAD.values(), ids=BAD)
def test_a_damaged_line_is_named_and_the_old_one_stays(put, line, said):
    put("iq", place_line(NEW, "Qaraq Mil"))
    before = Gazetteer.open()
    with pytest.raises(DataError, match=r"iq\.txt line 3: ") as error:
        put("iq", place_line(NEW + 1, "Qaraq Sul"), place_line(NEW + 2, "Qaraq Bul"), line)
    assert said in str(error.value)
    assert Gazetteer.open() is before
    assert before.knows("Qaraq Mil")


def test_text_that_is_not_utf_8_is_named(tmp_path):
    table = tmp_path / "iq.txt"
    table.write_bytes(place_line(NEW, "Qaraq").encode() + place_line(NEW, "Qáraq").encode("cp1252"))
    with pytest.raises(DataError, match=r"iq\.txt line 2: the text is not UTF-8"):
        install([str(table)], Options(), silent)


@pytest.mark.parametrize("damage", ["cut", "altered", "empty", "two tables", "no zip"])
def test_a_damaged_zip_is_named(home, tmp_path, damage):
    packed = io.BytesIO()
    lines = "".join(place_line(NEW + n, f"Qaraq {n}") for n in range(500))
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        if damage != "empty":
            archive.writestr("IQ.txt", lines)
        if damage == "two tables":
            archive.writestr("SY.txt", lines)
    content = bytearray(packed.getvalue())
    if damage == "altered":
        content[len(content) // 2] ^= 0xFF
    path = tmp_path / "IQ.zip"
    path.write_bytes({"cut": content[:-300], "no zip": b"<html>"}.get(damage, content))
    with pytest.raises(DataError, match=r"IQ\.zip"):
        install([str(path)], Options(), silent)
    assert not list(home.rglob("*.json"))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "no table"),
        ("name,lat\nx,1\n", "no table"),
        ("IQ.10\tDiyala\tDiyala\t2\n", "no table of GeoNames places"),
    ],
)
def test_a_foreign_file_is_named(tmp_path, content, said):
    path = tmp_path / "other.txt"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DataError, match=said) as error:
        install([str(path)], Options(), silent)
    assert "other.txt" in str(error.value)


@pytest.mark.parametrize("name", ["../x", "A b", "", "x" * 60])
def test_a_name_that_is_no_file_s_is_refused(tmp_path, name):
    path = tmp_path / "iq.txt"
    path.write_text(place_line(NEW, "Qaraq"), encoding="utf-8")
    if name:
        with pytest.raises(DataError, match="no name for a gazetteer"):
            install([str(path)], Options(name=name), silent)
    with pytest.raises(DataError, match="no gazetteer"):
        remove(name)


def test_a_folder_that_cannot_be_made_is_named(tmp_path, monkeypatch):
    blocked = tmp_path / "file"
    blocked.write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("DATELINE_DATA", str(blocked))
    table = tmp_path / "iq.txt"
    table.write_text(place_line(NEW, "Qaraq"), encoding="utf-8")
    with pytest.raises(DataError, match="cannot write in"):
        install([str(table)], Options(), silent)
    assert Gazetteer.open().id == Gazetteer.open(layered=False).id


def _stopping(after):
    """Return a report that ends the work at the report of this number."""
    left = [after]

    def report(*_):
        left[0] -= 1
        if left[0] < 0:
            raise KeyboardInterrupt

    return report


def _bytes(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_an_interrupted_build_goes_on_to_the_same_bytes(plan_of, tmp_path, monkeypatch):
    monkeypatch.setattr(gathering, "_CHUNK_ROWS", 40)
    monkeypatch.setattr("geo.gazetteer.install.build._TELL", 16)
    names = ("Qaraq", "Sul", "Tepe", "Mil", "Bani", "قرق", "Qâra")
    lines = [
        place_line(NEW + n, f"{names[n % 7]} {names[n % 5]}", admin1=n % 20, admin2=n % 3, people=n)
        for n in range(300)
    ]
    table = tmp_path / "table.txt"
    table.write_text("".join(lines), encoding="utf-8")
    divisions = Divisions(data_folder())
    counted = []
    whole = build(plan_of(table, tmp_path / "whole"), divisions, lambda *told: counted.append(told))
    plan = plan_of(table, tmp_path / "parts")
    stops = 0
    for after in (0, 3, 7, 11, 5, 1, 40, 30, 2, 25):
        try:
            build(plan, divisions, _stopping(after))
        except KeyboardInterrupt:
            stops += 1
            assert not (tmp_path / "parts" / "made.json").exists()
    made = build(plan, divisions, silent)
    assert stops > 5
    assert made.name == whole.name
    assert _bytes(made) == _bytes(whole)
    assert not list((tmp_path / "parts").glob(".building*"))
    assert {told[0] for told in counted} >= {"read table.txt", "hash names", "hash alike", "check"}


def test_a_table_that_changed_is_read_afresh(plan_of, tmp_path):
    divisions = Divisions(data_folder())
    table = tmp_path / "table.txt"
    table.write_text(place_line(NEW, "Qaraq"), encoding="utf-8")
    with pytest.raises(KeyboardInterrupt):
        build(plan_of(table, tmp_path / "at"), divisions, _stopping(3))
    table.write_text(place_line(NEW, "Tuqaq") + place_line(NEW + 1, "Suqaq"), encoding="utf-8")
    layer = Layer(build(plan_of(table, tmp_path / "at"), divisions, silent))
    assert [layer.knows(name) for name in ("qaraq", "tuqaq", "suqaq")] == [False, True, True]


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=50)
        .map(str.strip)
        .filter(bool),
        min_size=1,
        max_size=40,
    )
)
def test_every_name_put_in_is_found(plan_of, tmp_path_factory, names):
    folder = tmp_path_factory.mktemp("names")
    table = folder / "table.txt"
    lines = [place_line(NEW + at, name, ascii="") for at, name in enumerate(names)]
    table.write_text("".join(lines), encoding="utf-8", newline="")
    layer = Layer(build(plan_of(table, folder / "out"), Divisions(data_folder()), silent))
    assert len(layer) == len(names)
    for row, name in enumerate(names):
        assert layer.place(row).name == name
        assert layer.find(f"geonames:{NEW + row}").id == f"geonames:{NEW + row}"
        if fold(name):
            assert row in layer.rows(fold(name))
    assert layer.names == len({fold(name) for name in names} - {""})
    assert layer.find("geonames:7") is None
    assert not layer.knows("not among them 0123")


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("built")
    table = folder / "table.txt"
    table.write_text(
        "".join(place_line(NEW + n, f"Qaraq {n % 50}", people=n) for n in range(200)), "utf-8"
    )
    from geo.gazetteer.install.build import Plan
    from geo.gazetteer.install.commands import GeoNamesTable

    plan = Plan(
        name="made", label="geonames", options="", folder=folder / "out",
        sources=(GeoNamesTable(path=table),),
    )  # fmt: skip
    return build(plan, Divisions(data_folder()), silent)


def _ask_everything(folder):
    layer = Layer(folder)
    for row in range(0, 200, 7):
        layer.place(row)
    for n in range(50):
        layer.ranked(f"qaraq {n}", frozenset({Kind.TOWN}), 9)
        layer.tolerant(f"qarak {n}", "krk", frozenset(), 9)
        layer.find(f"geonames:{NEW + n}")


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_damaged_bytes_give_an_error_or_an_answer(built, tmp_path_factory, data):
    copy = tmp_path_factory.mktemp("damaged")
    names = sorted(path.name for path in built.iterdir())
    for name in names:
        (copy / name).write_bytes((built / name).read_bytes())
    path = copy / data.draw(st.sampled_from(names))
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at] = data.draw(st.integers(0, 255))
    path.write_bytes(content)
    with contextlib.suppress(DataError):
        _ask_everything(copy)


@pytest.mark.parametrize("damage", ["missing", "cut", "altered"])
def test_every_file_is_guarded(built, tmp_path, damage):
    for name in sorted(path.name for path in built.iterdir()):
        copy = tmp_path / f"{name}-copy"
        copy.mkdir()
        for path in built.iterdir():
            (copy / path.name).write_bytes(path.read_bytes())
        content = bytearray((copy / name).read_bytes())
        (copy / name).unlink()
        if damage == "cut":
            (copy / name).write_bytes(content[:-2])  # the last ends a line
        if damage == "altered":
            content[len(content) // 2] ^= 1
            (copy / name).write_bytes(content)
        with pytest.raises(DataError, match=rf"{name}"):
            verify(copy, silent)
        with pytest.raises(DataError, match=rf"{name}"):
            Gazetteer(data_folder(), (Installed(name="made", folder=copy),))


def test_a_damaged_layer_says_how_to_go_on(put):
    folder = put("iq", place_line(NEW, "Qaraq Mil"))
    (folder / "names.heads").unlink()
    with pytest.raises(DataError, match="dateline gazetteer remove iq"):
        Gazetteer(data_folder(), _installed())
    put("iq", place_line(NEW, "Qaraq Mil"))
    assert Gazetteer.open().knows("Qaraq Mil")


def _installed():
    from geo.gazetteer.home import installed

    return installed()


def test_a_pointer_that_leads_nowhere_is_named(put, home):
    put("iq", place_line(NEW, "Qaraq Mil"))
    for content in ("{", "[]", json.dumps({"folder": "../../etc"}), json.dumps({"folder": 7})):
        (home / "gazetteer" / "iq.json").write_text(content, encoding="utf-8")
        with pytest.raises(DataError, match="dateline gazetteer remove iq"):
            Gazetteer.open()
    remove("iq")
    assert default_engine() is not None
    assert not [path for path in (home / "gazetteer").iterdir() if path.is_dir()]
