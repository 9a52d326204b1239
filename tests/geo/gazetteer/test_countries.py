"""GeoNames' own table of a country: from a server of the test's own, in GeoNames' form."""

import errno
import json
import socket
from pathlib import Path

import pytest

from geo.errors import DataError
from geo.gazetteer import Gazetteer
from geo.gazetteer.home import gazetteers_folder, installed
from geo.gazetteer.install import (
    BASE_URL,
    Options,
    has_table,
    install,
    install_table,
    measure_table,
    offered,
    read_stage,
    remove_table,
)
from geo.gazetteer.install.countries import address_of
from geo.locks import locked
from geo.web import fetch as web
from tests.geo.gazetteer.conftest import silent
from tests.tables import packed, row, serving_tables

pytestmark = pytest.mark.usefixtures("home")
VILLAGES = [
    row(99_000_001 + n, f"Tarbelu {n}", lat=13.6 + n / 1e4, lon=24.4, admin1="55",
        alternates=f"Tarbalou {n},تربيلو {n}")
    for n in range(500)
]  # fmt: skip


def quiet(_words):
    """Tell nobody."""


@pytest.fixture
def server(home, monkeypatch):  # noqa: ARG001 - which forgets the address first
    """GeoNames' tables of Sudan and of South Sudan, asked under the address that is set."""
    files = {
        "/export/dump/SD.zip": packed("SD", VILLAGES),
        "/export/dump/SS.zip": packed(
            "SS", [row(99_100_000, "Malqaz", lat=7.7, lon=28.0, country="SS")]
        ),
    }
    with serving_tables(files) as state:
        monkeypatch.setenv(BASE_URL, state.url)
        yield state


def test_geonames_own_address_is_known_and_the_variable_goes_before(monkeypatch):
    assert address_of("sd") == "https://download.geonames.org/export/dump/SD.zip"
    monkeypatch.setenv(BASE_URL, "https://mirror.example/tables/")
    assert address_of("SD") == "https://mirror.example/tables/SD.zip"


@pytest.mark.parametrize("words", ["", "S", "SDN", "S1", "../SD", "S/", "?S"])
def test_only_two_letters_make_an_address(words):
    with pytest.raises(DataError, match="give its two letters"):
        address_of(words)


@pytest.mark.parametrize("words", ["tables", "file:///tables", "ftp://mirror.example"])
def test_the_variable_must_be_an_address_of_the_web(monkeypatch, words):
    monkeypatch.setenv(BASE_URL, words)
    with pytest.raises(DataError, match=f"{BASE_URL} is .*begins with https://"):
        install(["SD"], Options(), silent)


def test_a_country_is_installed_by_its_two_letters(server):
    install(["SD"], Options(), silent)
    assert server.asked == ["/export/dump/SD.zip"]
    found = Gazetteer.open().lookup("Tarbalou 7")
    assert [match.place.id for match in found] == ["geonames:99000008"]
    assert found[0].place.admin == ("Sudan", "North Darfur")
    assert has_table("SD")
    assert has_table("sd")
    assert not has_table("SS")


def test_nothing_is_asked_until_a_country_is_named(server):
    assert not has_table("SD")
    Gazetteer.open().lookup("Tarbelu 7")
    assert address_of("SD").endswith("/SD.zip")
    assert server.asked == []


def test_its_size_is_told_and_nothing_of_it_is_kept(server, home):
    size = measure_table(quiet, "SD")
    assert size == len(server.files["/export/dump/SD.zip"])
    assert not home.exists()
    assert not has_table("SD")


def test_it_is_installed_once_and_taken_away_again(server):
    told = []
    assert install_table(told.append, "SD") == len(VILLAGES)
    assert install_table(told.append, "SD") == len(VILLAGES)
    assert server.asked == ["/export/dump/SD.zip"]
    stages = [read_stage(words)[0] for words in told]
    assert stages[0] == "fetch SD.zip"
    assert stages[-1] == "check"
    assert {words.partition(" ")[0] for words in stages} == {"fetch", "hash", "write", "check"}
    remove_table("SD")
    remove_table("SD")
    assert not has_table("SD")
    assert not Gazetteer.open().knows("Tarbelu 7")


def test_a_gazetteer_of_the_users_own_is_neither_replaced_nor_removed(server, tmp_path):
    own = tmp_path / "own.csv"
    own.write_text("name,lat,lon\nZarqaz,13.1,24.2\n", encoding="utf-8")
    install([str(own)], Options(name="sd"), silent)
    with pytest.raises(DataError, match="called 'sd' already; it was left as it is"):
        install_table(quiet, "SD")
    remove_table("SD")
    assert Gazetteer.open().knows("Zarqaz")
    assert server.asked == []


def test_the_worlds_table_makes_no_countrys_wanted(tmp_path):
    table = tmp_path / "allCountries.txt"
    table.write_text(VILLAGES[0], encoding="utf-8")
    install([str(table)], Options(), silent)
    assert has_table("SD")
    assert has_table("SS")


@pytest.mark.usefixtures("server")
def test_a_damaged_gazetteer_is_no_table():
    install_table(quiet, "SD")
    (installed()[0].folder / "meta.json").write_text("{", encoding="utf-8")
    assert not has_table("SD")


def test_a_stage_is_told_a_bounded_number_of_times():
    told = []
    report = offered._reporter(told.append)
    for done in range(100_000):
        report("read SD.zip", done, 100_000)
    assert len(told) == 200
    assert read_stage(told[-1]) == ("read SD.zip", 99_500, 100_000)
    assert read_stage("") == ("", 0, 0)


@pytest.mark.parametrize("work", [measure_table, install_table])
def test_no_network_is_one_sentence(monkeypatch, work):
    def unreachable(*_, **__):
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", unreachable)
    with pytest.raises(DataError) as error:
        work(quiet, "SD")
    said = str(error.value)
    assert said.startswith("https://download.geonames.org/export/dump/SD.zip could not be fetched")
    assert "Temporary failure in name resolution" in said
    assert "check the address and the connection" in said


@pytest.mark.parametrize("work", [measure_table, install_table])
def test_geonames_address_may_not_mean_this_machine(monkeypatch, work):
    for address in ("127.0.0.1", "10.0.0.7", "169.254.169.254"):
        found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443))]
        monkeypatch.setattr(web.socket, "getaddrinfo", lambda *_, found=found, **__: found)
        with pytest.raises(DataError, match=rf"at a \S+ address \({address}\); it was not asked"):
            work(quiet, "SD")


@pytest.mark.parametrize("work", [measure_table, install_table])
def test_a_table_that_is_too_large_is_refused(server, monkeypatch, work):  # noqa: ARG001 - asked
    monkeypatch.setattr(offered, "MOST_BYTES", 1000)
    with pytest.raises(DataError, match=r"more than the 1\.0 kB that one file may have"):
        work(quiet, "SD")
    assert not has_table("SD")


def test_a_table_that_unpacks_too_large_is_refused(server, monkeypatch):
    monkeypatch.setattr(offered, "MOST_BYTES", len(server.files["/export/dump/SD.zip"]) + 1)
    with pytest.raises(DataError, match=r"holds .* more than the"):
        install_table(quiet, "SD")
    assert not has_table("SD")


def test_a_country_that_geonames_has_not_is_one_sentence(server):
    with pytest.raises(DataError, match=r"ZZ\.zip was refused: 404"):
        measure_table(quiet, "ZZ")
    assert server.asked == ["/export/dump/ZZ.zip"]


@pytest.mark.parametrize("where", ["fetching", "building"])
@pytest.mark.usefixtures("server")
def test_a_full_disk_is_one_sentence_and_the_old_answers_stay(monkeypatch, where):
    install_table(quiet, "SS")
    opened = Path.open

    def full(path, mode="r", *rest, **more):
        wanted = ".SD.zip.part" if where == "fetching" else ".building-sd"
        if set(mode) & set("wa") and wanted in str(path):
            raise OSError(errno.ENOSPC, "No space left on device")
        return opened(path, mode, *rest, **more)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", full)
        with pytest.raises(DataError, match=r"cannot write in .*No space left on device"):
            install_table(quiet, "SD")
    assert Gazetteer.open().knows("Malqaz")
    assert not has_table("SD")
    assert install_table(quiet, "SD") == len(VILLAGES)


def test_two_do_not_fetch_into_one_folder(server):
    folder = gazetteers_folder()
    folder.mkdir(parents=True)
    with (
        locked(folder / ".installing.lock"),
        pytest.raises(DataError, match="another installation holds"),
    ):
        install_table(quiet, "SD")
    assert server.asked == []
    assert install_table(quiet, "SD") == len(VILLAGES)


def test_a_download_that_broke_off_goes_on(server):
    server.cut = -100
    with pytest.raises(DataError, match="try again: it goes on where it stopped"):
        install_table(quiet, "SD")
    note = json.loads((gazetteers_folder() / ".fetched" / ".SD.zip.note").read_text())
    assert note["bytes"] == len(server.files["/export/dump/SD.zip"])
    server.cut = None
    assert install_table(quiet, "SD") == len(VILLAGES)
