"""Page, sheet, table, map file and JSON say the same of one article, whatever is asked of it."""

import os
import subprocess
import sys
from dataclasses import replace
from itertools import cycle, islice, product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from geo import Boundaries, answer, survey
from geo.mapped import VOICES, Asked
from geo.types import Around, By, Kind, Precision, Status, Use
from tests import parity
from tests.making import (
    APIA,
    DIYALA,
    ERBIL,
    ERBIL_PROVINCE,
    EUPHRATES,
    IRAQ,
    KHANAQIN,
    KURDISTAN,
    KYIV,
    MOSUL,
    NINEVEH,
    RED_SEA,
    SUVA,
    TIGRIS,
    TIKRIT,
    TORETSK,
    Read,
    Said,
    Told,
    make_parse,
    town,
)
from tests.storing import stored
from tests.strategies import asked, parses

ROOT = Path(__file__).parents[1]
CAPE_TOWN = town(3369157, "Cape Town", 18.42322, -33.92584, "ZA", "adm1:ZA.11")
RUTBA = replace(DIYALA, id="adm2:IQ.Rutba", name="Rutba", kind=Kind.DISTRICT, area=None)
DESERT = replace(EUPHRATES, id="ne:syrian-desert", name="Syrian Desert", kind=Kind.DESERT)


def ring(place, km, words, *, nominal=False, lat=None):
    disc = Around(
        lon=place.lon, lat=place.lat if lat is None else lat, radius_km=km, words=words,
        nominal=nominal,
    )  # fmt: skip
    fine = Precision.P2 if km <= 50 else Precision.P5
    return Read(place, precision=fine, around=disc, placed_by=By.RULE)


BETWEEN = ring(MOSUL, 54.3, "between Mosul and Tikrit", lat=35.5)
# Each is about something that screen, sheet and files once decided each for itself.
TEXTS = {
    "a filter that the sheet dropped": Told(
        "Khanaqin was dark. “Mosul is dark too,” said Ann Lee. Tikrit had light.",
        (("Khanaqin", Read(KHANAQIN)), ("Mosul", Read(MOSUL)), ("Tikrit", Read(TIKRIT))),
        ("Ann Lee",),
    ),
    "one sentence in two voices": Told(
        "Shells fell on Mosul on Monday.\n"
        "In Mosul, “We still hold Mosul and its bridge,” said a spokesman.",
        (("Mosul", Read(MOSUL)),) * 3,
        ("a spokesman",),
    ),
    "a ring of ten kilometres": Told(
        "A whale was seen near Cape Town.",
        (("Cape Town", ring(CAPE_TOWN, 10.0, "near Cape Town", nominal=True)),),
    ),
    "a ring at a distance": Told(
        "A lorry burned 20 km south of Mosul. “It came from Tikrit,” said Bo.",
        (("Mosul", ring(MOSUL, 8.3, "20 km south of Mosul", lat=36.155)), ("Tikrit", Read(TIKRIT))),
        ("Bo",),
    ),
    "a river and a desert": Told(
        "The Euphrates is low. Dust blew over the Syrian Desert and Khanaqin.",
        (("Euphrates", Read(EUPHRATES)), ("Syrian Desert", Read(DESERT)),
         ("Khanaqin", Read(KHANAQIN))),
    ),
    "a river with a line, a region, a province of it and a town there": Told(
        "Erbil was dark. “Kurdistan is dark,” said Ann Lee. Erbil Governorate had no light by the "
        "Tigris, and “Erbil waits,” said Bo. Mosul had light.",
        (("Erbil", Read(ERBIL)), ("Kurdistan", Read(KURDISTAN)),
         ("Erbil Governorate", Read(ERBIL_PROVINCE)), ("Tigris", Read(TIGRIS)),
         ("Erbil", Read(ERBIL)), ("Mosul", Read(MOSUL))),
        ("Ann Lee", "Bo"),
    ),
    "two names somewhere in a province, and one in a country": Told(
        "Qarna in Diyala was dark. “Qarna and Old Diyala wait,” said Ann Lee. Sedda in Iraq waits.",
        (("Qarna", Read(DIYALA, within="Qarna in Diyala")), ("Diyala", Read(DIYALA)),
         ("Qarna", Read(DIYALA, within="Qarna in Diyala")),
         ("Old Diyala", Read(DIYALA, within="Old Diyala")),
         ("Sedda", Read(IRAQ, within="Sedda in Iraq")), ("Iraq", Read(IRAQ))),
        ("Ann Lee",),
    ),
    "a district without a boundary": Told(
        "Rutba and Diyala had no rain, officials said.",
        (("Rutba", Read(RUTBA)), ("Diyala", Read(DIYALA))),
        reported=(Said("Rutba and Diyala had no rain", "officials"),),
    ),
    "a name in three of its forms": Told(
        "До Києва. Про Києві. KYIV waits for Toretsk.",
        (("Києва", Read(KYIV, form="Київ")), ("Києві", Read(KYIV, form="Київ")),
         ("KYIV", Read(KYIV)), ("Toretsk", Read(TORETSK, score=0.3))),
    ),
    "countries alone": Told(
        "Iraq waits. “Iraq waits,” said Ann Lee. Iraqis wait, and Baghdad says nothing.",
        (("Iraq", Read(IRAQ)), ("Iraq", Read(IRAQ)), ("Iraqis", Read(IRAQ, use=Use.DEMONYM)),
         ("Baghdad", Read(IRAQ, use=Use.ASSOCIATIVE))),
        ("Ann Lee",),
    ),
    "a town twice and a ring about it": Told(
        "Mosul. They met near Mosul. “Mosul!” said Bo.",
        (("Mosul", Read(MOSUL)), ("Mosul", ring(MOSUL, 10.0, "near Mosul", nominal=True)),
         ("Mosul", Read(MOSUL))),
        ("Bo",),
    ),
    "one disc for two towns": Told(
        "The road between Mosul and Tikrit is shut. Tikrit is shut.",
        (("Mosul", BETWEEN), ("Tikrit", replace(BETWEEN, place=TIKRIT)), ("Tikrit", Read(TIKRIT))),
    ),
    "both sides of the date line": Told(
        "Suva and Apia were hit. “Apia is flooded,” said Ann Lee.",
        (("Suva", Read(SUVA)), ("Apia", Read(APIA)), ("Apia", Read(APIA))),
        ("Ann Lee",),
    ),
    "every reason to be listed": Told(
        "Nineveh, Mosul, Tikrit and Nowhereton. Ships left the Red Sea for Iraq. Khanaqin. <b>&.",
        (("Nineveh", Read(replace(NINEVEH, area=None))),
         ("Mosul", Read(MOSUL, status=Status.REJECTED, placed_by=By.ANALYST)),
         ("Tikrit", Read(status=Status.AMBIGUOUS, rivals=(TIKRIT, MOSUL))),
         ("Nowhereton", Read()), ("Red Sea", Read(RED_SEA)), ("Iraq", Read(IRAQ)),
         ("Khanaqin", Read(KHANAQIN))),
        not_places=(("Ships", "ordinary word"),),
    ),
}  # fmt: skip
SAMPLE_WAYS = [
    Asked(),
    Asked(voice="direct", place="adm1:IQ.10@P4"),
    Asked(speaker="Myles B. Caggins II", voice="reported"),
]


def article(name):
    return stored("sample") if name == "sample" else make_parse(TEXTS[name])


def ways(found):
    """All that can be asked of an article: each voice, speaker, place and extent with each."""
    parse = found.parses[0]
    speakers = dict.fromkeys(q.speaker.name for q in parse.quotes if q.speaker)
    places = dict.fromkeys(
        key for row in found.rows if row.mark for key in (row.mark, row.mark.partition("@")[0])
    )
    west, south, east, north = found.bounds or (0.0, 0.0, 1.0, 1.0)
    boxes = [None, (west - 0.1, south - 0.1, east + 0.1, (south + north) / 2 + 0.1)]
    for voice, speaker, place, box in product(
        [None, *VOICES], [None, *speakers], [None, "country:IQ", *places], boxes
    ):
        yield Asked(voice=voice, speaker=speaker, place=place, extent=box)


def drawn(found, number):
    """One of an article's ways for the sheet, which takes long to draw: another for each text."""
    return next(islice(cycle(ways(found)), number * 7, None))


def check_files(found, question):
    shown = answer(found, question)
    said = parity.of_json(shown)
    assert parity.of_table(shown) == said.without_what_is_no_place()
    assert parity.of_map_file(shown) == said.without_what_is_no_place()
    return said


def check_page(found, question, said):
    keys = {row.mark for row in found.rows}
    if question.extent is None and (question.place is None or question.place in keys):
        assert parity.of_page(found, question) == said  # what the page offers to ask


@pytest.fixture(scope="module")
def boundaries():
    """The shapes a sheet is drawn with; its fonts, which say nothing, are left out of it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("geo.snapshot.files.font_faces", lambda _: "")
        yield Boundaries.open()


@pytest.mark.parametrize("name", ["sample", *TEXTS])
def test_page_and_files_agree_on_all_that_can_be_asked(name):
    found = survey([article(name)])
    for question in ways(found):
        check_page(found, question, check_files(found, question))


@pytest.mark.parametrize("question", SAMPLE_WAYS, ids=Asked.to_json)
def test_the_sheet_agrees_on_the_sample(boundaries, question):
    shown = answer(survey([stored("sample")]), question)
    assert parity.of_sheet(shown, boundaries) == parity.of_json(shown)


@pytest.mark.parametrize(("number", "name"), list(enumerate(TEXTS)), ids=str)
def test_the_sheet_agrees(boundaries, number, name):
    found = survey([article(name)])
    shown = answer(found, drawn(found, number))
    assert parity.of_sheet(shown, boundaries) == parity.of_json(shown)


@settings(max_examples=150, deadline=None)
@given(parses(), asked())
def test_page_and_files_agree_on_anything(parse, question):
    found = survey([parse])
    check_page(found, question, check_files(found, question))


@settings(
    max_examples=3, deadline=None, derandomize=True, database=None,
    phases=[Phase.generate], suppress_health_check=list(HealthCheck),
)  # fmt: skip
@given(parses(), asked())
def test_the_sheet_agrees_on_anything(boundaries, parse, question):
    shown = answer(survey([parse]), question)
    assert parity.of_sheet(shown, boundaries) == parity.of_json(shown)


@pytest.mark.parametrize("spoil", ["marks", "excerpts", "tray", "counts"])
def test_a_difference_would_be_seen(spoil):
    said = parity.of_json(answer(survey([stored("sample")]), Asked()))
    value = getattr(said, spoil)
    first = next(iter(value))
    assert replace(said, **{spoil: type(value)({**value, first: value[first] + 1})}) != said


@pytest.mark.slow
@pytest.mark.skipif("REFEREE" not in os.environ, reason="REFEREE names no outside referee to run")
def test_an_outside_referee_finds_the_same():
    path = ROOT / "data" / "articles" / "inherent-resolve.txt"
    done = subprocess.run(
        [sys.executable, os.environ["REFEREE"], "same", path], check=False, capture_output=True,
        text=True, cwd=ROOT,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
