"""What hypothesis feeds the engine: text nobody should trust, and articles made of it."""
# ruff: noqa: RUF001 - marks and letters that look alike are what is tested

from dataclasses import replace

from hypothesis import strategies as st

from geo.articles import read_article
from geo.errors import GeoError
from geo.mapped import VOICES, Asked
from geo.types import Around, By, Precision, Status, Use
from tests.making import (
    APIA,
    DIYALA,
    ERBIL,
    ERBIL_PROVINCE,
    EUPHRATES,
    IRAQ,
    KHANAQIN,
    KURDISTAN,
    MOSUL,
    RED_SEA,
    SUVA,
    TIGRIS,
    TIKRIT,
    Read,
    Said,
    Told,
    make_parse,
)

MARKS = ["“", "”", "‘", "’", '"', "'", "„", "«", "»", "``", "''"]
PIECES = [
    *MARKS,
    *[".", "!", "?", "...", "…", "،", "؟", "。", ":", ";", ",", "—", " – ", "(", ")", "\n", "\n\n"],
    *[" ", "  ", "\t", "\u00a0", "\u200b", "\u202e", "\r\n", "\x00", "\ufeff", "\ud800"],
    *["said", "says", "he", "she", "they", "told", "according to", "added", "that", "who"],
    *["Colonel Caggins", "Myles B. Caggins II", "the spokesman", "Gen.", "U.S.", "B.", "the SDF"],
    *["ISIS’s", "Jalawla's", "’90s", "Back To Top", "Read more", "NAME:", "Khanaqin", "near"],
    *["<script>alert(1)</script>", "<img onerror=x>", "ا", "e\u0301", "漢字", "🙂", "I"],
]


def hostile_texts(max_pieces=60):
    """Text with marks, names, cues, controls and markup in any order."""
    soup = st.lists(st.sampled_from(PIECES), max_size=max_pieces)
    spaced = st.tuples(soup, st.sampled_from(["", " "])).map(lambda pair: pair[1].join(pair[0]))
    anything = st.text(st.characters(exclude_categories=()), max_size=200)
    return st.one_of(spaced, anything)


def _read(text):
    try:
        return read_article(text)
    except GeoError:
        return None


def articles():
    """Articles read from hostile text."""
    return hostile_texts().map(_read).filter(lambda article: article is not None)


NEAR_MOSUL = Around(lon=43.118, lat=36.335, radius_km=10.0, words="near Mosul")
BETWEEN = Around(lon=43.4, lat=35.5, radius_km=54.3, words="between Mosul and Tikrit")
READS = {
    "Mosul": [
        Read(MOSUL),
        Read(MOSUL, score=0.31, placed_by=By.RULE),
        Read(MOSUL, precision=Precision.P2, around=NEAR_MOSUL, placed_by=By.RULE),
        Read(MOSUL, precision=Precision.P5, around=BETWEEN),
        Read(MOSUL, status=Status.REJECTED, placed_by=By.ANALYST),
        Read(status=Status.AMBIGUOUS, rivals=(MOSUL, TIKRIT)),
    ],
    "Tikrit": [Read(TIKRIT, precision=Precision.P5, around=BETWEEN), Read(TIKRIT)],
    "Diyala": [Read(DIYALA), Read(replace(DIYALA, area=None))],
    "Khanaqin": [
        Read(KHANAQIN, found_by=By.RULE),
        Read(DIYALA, within="Khanaqin in Diyala", placed_by=By.RULE),
    ],
    "Iraq": [Read(IRAQ), Read(IRAQ, use=Use.ASSOCIATIVE)],
    "Iraqis": [Read(IRAQ, use=Use.DEMONYM), Read(use=Use.DEMONYM)],
    "Euphrates": [Read(EUPHRATES)],
    "Tigris": [Read(TIGRIS)],
    "Kurdistan": [Read(KURDISTAN)],
    "Erbil": [Read(ERBIL), Read(ERBIL_PROVINCE)],
    "Red Sea": [Read(RED_SEA)],
    "Suva": [Read(SUVA)],
    "Apia": [Read(APIA)],
    "Nowhereton": [Read()],
}
FRAMES = [
    "Shells fell on {} on Monday.", "In {}, “We still hold {} and its bridge,” said a spokesman.",
    "“Two were hurt,” said a resident of {}.", "Officials said that roads in {} were closed.",
    "{} and {} were quiet.", "=1+1 at {}, \t@{}\u202e\U0001f642", "Nothing else\nhappened.",
]  # fmt: skip


@st.composite
def parses(draw, most=8):
    """Parses that fit together, of every use, status and kind of place."""
    sentences, names = [], []
    for frame in draw(st.lists(st.sampled_from(FRAMES), max_size=most)):
        held = [draw(st.sampled_from(sorted(READS))) for _ in range(frame.count("{}"))]
        names += [(name, draw(st.sampled_from(READS[name]))) for name in held]
        sentences.append(frame.format(*held))
    text = "\n".join(sentences) or "Nothing."
    cue = "Officials said that "
    clauses = dict.fromkeys(s.removeprefix(cue) for s in sentences if s.startswith(cue))
    reported = [Said(clause, "Officials") for clause in clauses]
    speakers = draw(st.lists(st.sampled_from([None, "Ann Lee", "Bo"]), max_size=most))
    return make_parse(
        Told(text, tuple(names), tuple(speakers), tuple(reported), (("Nothing", "ordinary word"),))
    )


@st.composite
def asked(draw):
    """Anything a reader may ask of the parses above."""
    places = [
        "geonames:99072",
        "geonames:99072@P1",
        "adm1:IQ.10",
        "adm1:IQ.10@P4",
        "country:IQ",
        "around:43.118,36.335,10@P2",
        "adm1:XX.00",
        "supplement:kurdistan-region-iq",
        "supplement:kurdistan-region-iq@P5",
        "adm1:IQ.11@P4",
        "supplement:tigris@P5",
    ]
    extents = [(40.0, 30.0, 50.0, 40.0), (170.0, -30.0, -160.0, 0.0), (-180.0, -90.0, 180.0, 90.0)]
    return Asked(
        place=draw(st.sampled_from([None, None, *places])),
        speaker=draw(st.sampled_from([None, None, "Ann Lee", "Officials", "Nobody"])),
        voice=draw(st.sampled_from([None, None, *VOICES])),
        extent=draw(st.sampled_from([None, None, *extents])),
    )
