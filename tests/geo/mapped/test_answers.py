"""Exact answers on articles made by hand, each read and judged."""

from dataclasses import replace

import pytest

from geo.errors import ExportError
from geo.mapped import Asked, attribution, map_evidence, refuse_unknown, survey
from geo.mapped.record import Counts
from geo.types import Around, By, Precision, Quote, Span, Status, Use
from tests.making import (
    APIA,
    DIYALA,
    EUPHRATES,
    IRAQ,
    KHANAQIN,
    KYIV,
    MOSUL,
    NINEVEH,
    RED_SEA,
    SUVA,
    TIKRIT,
    TORETSK,
    Read,
    Said,
    Told,
    make_parse,
)

SHELLS = "Shells fell on Mosul on Monday."
HOLD = "In Mosul, “We still hold Mosul and its bridge,” said a spokesman."
TWICE = Told(f"{SHELLS}\n{HOLD}", (("Mosul", Read(MOSUL)),) * 3)

WIDE = Told(
    "Diyala was quiet. Khanaqin was not.\n"
    "“Roads in Diyala are closed,” said Ann Lee. Bo said that Khanaqin had no water.\n"
    "Iraq waits. Iraqis wait near Mosul. Baghdad said no. Ships left the Red Sea. Nowhereton.",
    (
        ("Diyala", Read(DIYALA)),
        ("Khanaqin", Read(KHANAQIN)),
        ("Diyala", Read(DIYALA)),
        ("Khanaqin", Read(KHANAQIN, score=0.95)),
        ("Iraq", Read(IRAQ)),
        ("Iraqis", Read(IRAQ, use=Use.DEMONYM)),
        (
            "Mosul",
            Read(
                MOSUL,
                precision=Precision.P2,
                around=Around(
                    lon=43.118, lat=36.335, radius_km=10.0, words="near Mosul", nominal=True
                ),
                score=0.4,
                placed_by=By.RULE,
            ),
        ),
        ("Baghdad", Read(IRAQ, use=Use.ASSOCIATIVE)),
        ("Red Sea", Read(RED_SEA)),
        ("Nowhereton", Read()),
    ),
    speakers=("Ann Lee",),
    reported=(Said("Khanaqin had no water", "Bo"),),
    not_places=(("Ships", "ordinary word"),),
)


def wide(**asked):
    return map_evidence([make_parse(WIDE)], Asked(**asked))


def told(shown):
    """Key, names, excerpts, held and whether shown, of each mark."""
    return [(m.key, m.names, m.excerpts, m.held, m.shown) for m in shown.marks]


def test_an_excerpt_is_an_article_a_span_and_a_quote():
    shown = map_evidence([make_parse(TWICE)])
    start, end = len(SHELLS) + 1, len(SHELLS) + 1 + len(HOLD)
    digest = shown.articles[0][:12]
    assert [e.key for e in shown.excerpts] == [
        f"{digest}:0-{len(SHELLS)}",
        f"{digest}:{start}-{end}",
        f"{digest}:{start}-{end}:q0",
    ]
    assert told(shown) == [("geonames:99072@P1", 3, 3, 3, True)]
    assert [e.voice for e in shown.excerpts] == ["writer", "writer", "direct"]
    assert [e.text for e in shown.excerpts] == [SHELLS, HOLD, HOLD]
    assert [e.names for e in shown.excerpts] == [
        ((Span(15, 20), "geonames:99072@P1"),),
        ((Span(3, 8), "geonames:99072@P1"),),
        ((Span(25, 30), "geonames:99072@P1"),),
    ]


@pytest.mark.parametrize(("voice", "names"), [("writer", 2), ("direct", 1), ("reported", 0)])
def test_each_voice_keeps_its_own(voice, names):
    shown = map_evidence([make_parse(TWICE)], Asked(voice=voice))
    assert told(shown) == [("geonames:99072@P1", names, names, names, names > 0)]
    counts = shown.counts
    assert (counts.names, counts.on_map, counts.hidden, counts.excerpts) == (
        3, names, 3 - names, names,
    )  # fmt: skip


def test_a_quotation_beside_the_name_is_told_and_is_not_the_names_voice():
    words = "“Two neighbours were wounded,” said a resident of Toretsk."
    parse = make_parse(Told(words, (("Toretsk", Read(TORETSK)),), ("a resident",)))
    (excerpt,) = map_evidence([parse]).excerpts
    assert excerpt.voice == "writer"
    assert excerpt.quote is None
    assert excerpt.speaker is None
    assert not excerpt.key.endswith(":q0")
    (spoken,) = excerpt.spoken
    assert words[spoken.span.start : spoken.span.end] == "Two neighbours were wounded,"
    assert (spoken.voice, spoken.speaker.name) == ("direct", "a resident")


def test_an_excerpt_without_a_quotation_beside_it_has_none():
    assert [len(e.spoken) for e in map_evidence([make_parse(TWICE)]).excerpts] == [0, 1, 0]


def test_marks_are_one_a_place_or_disc_and_class_in_reading_order():
    marks = wide().marks
    assert [(m.number, m.key, m.name, m.figure, m.km, m.nominal) for m in marks] == [
        (1, "adm1:IQ.10@P4", "Diyala", "area", 0.0, False),
        (2, "geonames:94591@P1", "Khanaqin", "point", 0.0, False),
        (3, "around:43.118,36.335,10@P2", "near Mosul", "ring", 10.0, True),
    ]
    assert [(m.areas, m.holder) for m in marks] == [
        (("adm1:IQ.10",), None),
        ((), "adm1:IQ.10"),
        ((), "adm1:IQ.15"),
    ]
    assert [(m.score, m.sure, m.by) for m in marks] == [
        (0.9, True, By.MODEL), (0.95, True, By.MODEL), (0.4, False, By.RULE),
    ]  # fmt: skip
    assert [m.place.id for m in marks] == ["adm1:IQ.10", "geonames:94591", "geonames:99072"]


def test_an_area_holds_its_own_excerpts_and_those_inside():
    assert told(wide()) == [
        ("adm1:IQ.10@P4", 2, 2, 4, True),
        ("geonames:94591@P1", 2, 2, 2, True),
        ("around:43.118,36.335,10@P2", 1, 1, 1, True),
    ]


def test_counts_of_everything():
    assert wide().counts == Counts(
        names=9, on_map=5, hidden=0, listed=4, peoples=1, others=1, marks=3, shown=3, unsure=1,
        excerpts=8, articles=1, sources=1,
    )  # fmt: skip


def test_what_is_not_on_the_map_has_a_code_and_its_wording():
    assert [(r.name, r.times, r.reason, r.words) for r in wide().tray] == [
        ("Iraq", 1, "country", "a whole country, shown as its outline"),
        ("Baghdad", 1, "institution", "an institution by its seat, not a place where something is"),
        ("Red Sea", 1, "sea", "a sea, too wide for a mark"),
        ("Nowhereton", 1, "unknown", "not found in the gazetteer"),
        ("Iraqis", 1, "people", "a people or an adjective, never drawn"),
        ("Ships", 1, "not-a-place", "judged not to be a place: ordinary word"),
    ]
    assert [place.id for place in wide().outlines] == ["country:IQ"]


def test_a_filter_leaves_marks_in_place_and_says_what_it_hides():
    shown = wide(voice="direct")
    assert told(shown) == [
        ("adm1:IQ.10@P4", 1, 1, 1, True),
        ("geonames:94591@P1", 0, 0, 0, False),
        ("around:43.118,36.335,10@P2", 0, 0, 0, False),
    ]
    assert [m.left_out for m in shown.marks] == [1, 2, 1]
    assert [m.number for m in shown.marks] == [1, 2, 3]
    assert (shown.counts.on_map, shown.counts.hidden, shown.counts.listed) == (1, 4, 4)
    assert [n.reason for n in shown.names] == [
        "left-out", "left-out", None, "left-out", "country", "people", "left-out", "institution",
        "sea", "unknown",
    ]  # fmt: skip
    assert shown.tray == wide().tray


def test_an_area_out_of_the_voice_still_holds_what_is_said_inside():
    assert told(wide(voice="reported"))[:2] == [
        ("adm1:IQ.10@P4", 0, 0, 1, False),
        ("geonames:94591@P1", 1, 1, 1, True),
    ]


@pytest.mark.parametrize("speaker", ["Ann Lee", "Bo"])
def test_a_speaker_keeps_what_he_said(speaker):
    shown = wide(speaker=speaker)
    assert [e.speaker.name for e in shown.excerpts] == [speaker]
    assert [m.key for m in shown.marks if m.shown] == [
        {"Ann Lee": "adm1:IQ.10@P4", "Bo": "geonames:94591@P1"}[speaker]
    ]


@pytest.mark.parametrize(
    ("place", "kept"),
    [
        ("adm1:IQ.10", [1, 2]),
        ("adm1:IQ.10@P4", [1, 2]),
        ("geonames:94591", [2]),
        ("geonames:94591@P1", [2]),
        ("geonames:99072", [3]),
        ("around:43.118,36.335,10", [3]),
        ("around:43.118,36.335,10@P2", [3]),
        ("adm1:IQ.15", [3]),
        ("country:IQ", [1, 2, 3]),
        ("adm1:FR.11", []),
    ],
)
def test_a_place_is_chosen_by_key_or_id_with_what_lies_inside(place, kept):
    assert [m.number for m in wide(place=place).marks if m.shown] == kept


def test_a_country_keeps_the_words_that_name_it_though_it_has_no_mark():
    assert [e.names[0][1] for e in wide(place="country:IQ").excerpts][-3:] == [
        "country", "around:43.118,36.335,10@P2", "institution",
    ]  # fmt: skip


def test_an_extent_keeps_what_lies_in_it_over_the_date_line_too():
    text = "Suva and Apia were hit. Mosul was not."
    names = (("Suva", Read(SUVA)), ("Apia", Read(APIA)), ("Mosul", Read(MOSUL)))
    parse = make_parse(Told(text, names))
    shown = map_evidence([parse], Asked(extent=(170.0, -30.0, -160.0, 0.0)))
    assert [(m.name, m.shown) for m in shown.marks] == [
        ("Suva", True), ("Apia", True), ("Mosul", False),
    ]  # fmt: skip
    assert shown.bounds == (170.0, -30.0, -160.0, 0.0)


def test_a_mark_is_called_by_its_own_name_and_not_by_a_case_of_it():
    text = "Shells hit KUPIANSK. Околиці Києва та Київ. До Києва."
    kupiansk = replace(MOSUL, id="geonames:703656", name="Kupiansk")
    names = (
        ("KUPIANSK", Read(kupiansk)),
        ("Києва", Read(KYIV, form="Київ")),
        ("Київ", Read(KYIV, form="Київ")),
        ("Києва", Read(KYIV, form="Київ")),
    )
    marks = map_evidence([make_parse(Told(text, names))]).marks
    assert [(m.name, m.lang, m.names) for m in marks] == [
        ("Kupiansk", "en", 1), ("Київ", "und-Cyrl", 3),
    ]  # fmt: skip
    named = make_parse(Told(text, names, article={"language": "uk"}))
    assert [m.lang for m in map_evidence([named]).marks] == ["en", "uk"]


def test_one_place_at_two_classes_is_two_marks():
    near = Around(lon=43.118, lat=36.335, radius_km=10.0, words="near Mosul")
    names = (
        ("Mosul", Read(MOSUL)),
        ("Mosul", Read(MOSUL, precision=Precision.P2, around=near)),
        ("Mosul", Read(MOSUL, precision=Precision.P5)),
    )
    marks = map_evidence([make_parse(Told("Mosul. They met near Mosul. Mosul.", names))]).marks
    assert [(m.key, m.figure, m.km, m.nominal) for m in marks] == [
        ("geonames:99072@P1", "point", 0.0, False),
        ("around:43.118,36.335,10@P2", "ring", 10.0, False),
        ("geonames:99072@P5", "ring", 40.0, True),
    ]


def test_both_ends_of_between_are_one_disc_that_is_counted_in_no_division():
    disc = Around(lon=43.4, lat=35.5, radius_km=54.3, words="between Mosul and Tikrit")
    names = (
        ("Mosul", Read(MOSUL, precision=Precision.P5, around=disc)),
        ("Tikrit", Read(TIKRIT, precision=Precision.P5, around=disc)),
    )
    (mark,) = map_evidence([make_parse(Told("A road between Mosul and Tikrit.", names))]).marks
    assert (mark.key, mark.names, mark.excerpts, mark.holder) == (
        "around:43.400,35.500,54.3@P5", 2, 1, None,
    )  # fmt: skip


def test_a_river_is_a_ring_by_convention():
    names = (("Euphrates", Read(EUPHRATES)),)
    (mark,) = map_evidence([make_parse(Told("Along the Euphrates.", names))]).marks
    assert (mark.figure, mark.km, mark.nominal, mark.precision) == ("ring", 40.0, True, "P5")


def test_a_province_without_a_boundary_and_what_a_person_refused_are_listed():
    names = (
        ("Nineveh", Read(replace(NINEVEH, area=None))),
        ("Mosul", Read(MOSUL, status=Status.REJECTED, placed_by=By.ANALYST)),
        ("Tikrit", Read(status=Status.AMBIGUOUS, rivals=(TIKRIT, MOSUL))),
    )
    shown = map_evidence([make_parse(Told("Nineveh, Mosul and Tikrit.", names))])
    assert [(r.name, r.reason) for r in shown.tray] == [
        ("Nineveh", "no-boundary"), ("Mosul", "rejected"), ("Tikrit", "undecided"),
    ]  # fmt: skip
    assert (shown.counts.names, shown.counts.listed, shown.marks) == (3, 3, ())
    assert shown.bounds is None


def test_an_analysts_answer_makes_the_mark_the_analysts():
    names = (("Mosul", Read(MOSUL, score=0.99)), ("Mosul", Read(MOSUL, placed_by=By.ANALYST)))
    (mark,) = map_evidence([make_parse(Told("Mosul. Mosul.", names))]).marks
    assert (mark.by, mark.score) == (By.ANALYST, 0.99)


def test_two_articles_share_marks_and_count_their_sources():
    one = make_parse(replace(TWICE, article={"publisher": "A"}))
    two = make_parse(
        Told("Tikrit, then Mosul.", (("Tikrit", Read(TIKRIT)), ("Mosul", Read(MOSUL))))
    )
    shown = map_evidence([one, two])
    assert [(m.number, m.name, m.names, m.excerpts, m.sources) for m in shown.marks] == [
        (1, "Mosul", 4, 4, 2), (2, "Tikrit", 1, 1, 1),
    ]  # fmt: skip
    assert shown.articles == (one.article.id, two.article.id)
    assert (shown.counts.articles, shown.counts.sources) == (2, 2)


def test_an_unknown_place_or_speaker_is_refused_by_name():
    found = survey([make_parse(WIDE)])
    refuse_unknown(found, Asked(place="adm1:IQ.10", speaker="Bo"))
    with pytest.raises(ExportError, match=r"adm1:FR\.11"):
        refuse_unknown(found, Asked(place="adm1:FR.11"))
    with pytest.raises(ExportError, match="Ann Lee, Bo"):
        refuse_unknown(found, Asked(speaker="Nobody"))


@pytest.mark.parametrize(
    ("text", "name", "language", "who"),
    [
        ("“Mosul is quiet,” people say.", "Mosul", "en", "Speaker not named"),
        ("“Mosul est calme” dans la rue.", "Mosul", "fr", "Speaker not read: not in English"),
        ("«الموصل هادئة».", "الموصل", "en", "Speaker not read: not in English"),
        ("“The soup of الموصل is good, of Mosul is not.”", "Mosul", "en-GB", "Speaker not named"),
    ],
)
def test_nobody_is_said_to_be_unnamed_in_a_language_not_read(text, name, language, who):
    parse = make_parse(Told(text, ((name, Read(MOSUL)),)))
    quote = Quote(index=0, spans=(Span(1, len(text.rstrip(".")) - 1),), direct=True)
    (evidence,) = parse.evidence
    parse = replace(
        parse,
        article=replace(parse.article, language=language),
        quotes=(quote,),
        evidence=(replace(evidence, quote=quote),),
    )
    (excerpt,) = map_evidence([parse]).excerpts
    assert attribution(excerpt).who == who
