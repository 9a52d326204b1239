"""The record's own words: titles, origins, names, attributions, and what each field holds."""

from dataclasses import replace

import pytest

from geo.errors import DataError, ExportError
from geo.mapped import (
    STEPS,
    WORDS,
    Asked,
    answer,
    attribution,
    map_evidence,
    measure,
    passes,
    refuse_unknown,
    shade,
    survey,
)
from geo.mapped.attribution import Attribution
from geo.mapped.marks import key_of, make
from geo.mapped.reasons import why_not, wording
from geo.mapped.record import Excerpt, Spoken, Stamp
from geo.mapped.shapes import areas_of, depth, line_of
from geo.mapped.spoken import spoken_of
from geo.types import Around, Kind, Place, Precision, Span, Speaker, Status, Use
from tests.making import (
    DIYALA,
    ERBIL,
    IRAQ,
    KHANAQIN,
    KURDISTAN,
    KYIV,
    MOSUL,
    RED_SEA,
    TIGRIS,
    TIKRIT,
    Read,
    Said,
    Told,
    make_parse,
    town,
)

NEAR = Around(lon=43.118, lat=36.335, radius_km=10.0, words="near Mosul", nominal=True)
STAMP = Stamp(title="Floods", entry=7, head="ab" * 32, decided={})


def parse_of(text, *names, **more):
    return make_parse(Told(text, names, **more))


def excerpt(voice="writer", speaker=None, spoken=(), **more):
    return Excerpt(
        key="e237e09f815a:0-9", article="e237e09f815a", span=Span(0, 9), text="In Mosul.",
        paragraph=0, sentence=0, role="mentioned", names=((Span(3, 8), "geonames:99072@P1"),),
        precision=(Precision.P1, Precision.P1), quote=None, voice=voice, speaker=speaker,
        spoken=spoken, **more,
    )  # fmt: skip


def words_of(voice, name=None, title=None):
    who = None if name is None else Speaker(name=name, span=Span(0, 1), title=title)
    return Spoken(span=Span(0, 2), voice=voice, speaker=who)


BO = Speaker(name="Bo Lee", span=Span(0, 2))
CAGGINS = Speaker(name="Myles B. Caggins II", span=Span(0, 2), title="Colonel", role="spokesman")


@pytest.mark.parametrize(
    ("given", "who", "role", "how"),
    [
        (excerpt(), "The article\u2019s own words", "", ""),
        (excerpt("direct", BO), "Bo Lee", "", "direct quote"),
        (excerpt("reported", BO), "Bo Lee", "", "reported, not verbatim"),
        (
            excerpt("direct", CAGGINS),
            "Colonel Myles B. Caggins II",
            "spokesman",
            "direct quote",
        ),
        (excerpt("reported"), "Speaker not named", "", "reported, not verbatim"),
        (
            excerpt("direct", read=False),
            "Speaker not read: not in English",
            "",
            "direct quote",
        ),
        (excerpt("direct", BO, read=False), "Bo Lee", "", "direct quote"),
        (
            excerpt(spoken=(words_of("direct"),)),
            "Named by the article",
            "",
            "beside a quotation",
        ),
        (
            excerpt(spoken=(words_of("reported", "Bo"),)),
            "Named by the article",
            "",
            "beside reported words of Bo",
        ),
        (
            excerpt(spoken=(words_of("reported", "Bo"), words_of("direct", "Lee", "Dr"))),
            "Named by the article",
            "",
            "beside a quotation of Dr Lee",
        ),
        (
            excerpt(spoken=(words_of("direct", "Ann"), words_of("direct", "Lee"))),
            "Named by the article",
            "",
            "beside a quotation of Ann",
        ),
        (excerpt("direct", BO, (words_of("direct", "Ann"),)), "Bo Lee", "", "direct quote"),
    ],
)
def test_whose_words_name_a_place(given, who, role, how):
    assert attribution(given) == Attribution(who=who, role=role, how=how)


def test_an_excerpt_is_read_unless_it_is_said_not_to_be():
    assert excerpt().read is True


def test_an_excerpt_leads_to_each_of_its_marks_once():
    keys = ("geonames:1@P1", "country", "geonames:2@P1", "geonames:1@P1")
    names = tuple((Span(i, i + 1), key) for i, key in enumerate(keys))
    assert replace(excerpt(), names=names).marks == ("geonames:1@P1", "geonames:2@P1")


MONDAY = parse_of("Mosul was hit.", ("Mosul", Read(MOSUL)), article={"title": "Monday"})
TUESDAY = parse_of("Kyiv was hit.", ("Kyiv", Read(KYIV)), article={"title": "Tuesday"})
TEXTS = [parse.article.id for parse in (MONDAY, TUESDAY)]


def test_a_map_is_called_by_its_headline_and_of_a_case_of_several_by_the_case():
    one, two = map_evidence([MONDAY]), map_evidence([MONDAY, TUESDAY])
    assert (one.title, two.title) == ("Monday", "Monday")
    assert replace(one, stamp=STAMP).title == "Monday"
    assert replace(two, stamp=STAMP).title == "Floods"
    assert replace(map_evidence([]), stamp=STAMP).title == "Floods"


def test_a_map_says_what_it_was_made_of():
    one, two = map_evidence([MONDAY]), map_evidence([MONDAY, TUESDAY])
    assert one.origin == f"text sha256 {TEXTS[0]}"
    assert two.origin == f"text sha256 {TEXTS[0]} {TEXTS[1]}"
    head = f"case head {'ab' * 32}, entry 7; "
    assert replace(one, stamp=STAMP).origin == f"{head}text sha256 {TEXTS[0]}"
    assert replace(two, stamp=STAMP).origin == f"{head}2 articles"
    assert replace(map_evidence([]), stamp=STAMP).origin == f"{head}0 articles"
    many = replace(two, articles=tuple(map(str, range(1200))), stamp=STAMP)
    assert many.origin == f"{head}1,200 articles"


def test_a_stamp_says_of_no_speaker_that_anybody_decided_unless_it_is_told():
    assert STAMP.speakers == {}


def test_a_mark_is_found_by_its_key_alone():
    shown = map_evidence([MONDAY, TUESDAY])
    assert shown.mark("geonames:703448@P1") is shown.marks[1]
    assert shown.mark("geonames:703448") is None
    assert shown.mark(None) is None


@pytest.mark.parametrize(
    ("selected", "name"),
    [
        ("around:43.118,36.335,10@P2", "near Mosul"),
        ("geonames:703448@P1", "Київ"),  # the mark's name, in the article's letters
        ("geonames:703448", "Kyiv"),
        ("geonames:703448@P9", "Kyiv"),
        ("geonames:99072", "Mosul"),
        ("adm1:IQ.10", "Diyala"),
        ("adm1:IQ.99", "adm1:IQ.99"),
        ("", ""),
        ("geonames:1@P1", "geonames:1@P1"),
    ],
)
def test_what_is_selected_is_named(selected, name):
    shown = map_evidence([
        parse_of(
            "Nowhereton. They met near Mosul, in Київ and in Diyala.",
            ("Nowhereton", Read()), ("Mosul", Read(MOSUL, precision=Precision.P2, around=NEAR)),
            ("Київ", Read(KYIV, form="Київ")), ("Diyala", Read(replace(DIYALA, id="p:1"))),
        )
    ])  # fmt: skip
    assert shown.name_of(selected) == name


def test_a_names_answer_and_quote_are_the_parses():
    parse = parse_of(
        "Mosul. “Kyiv waits,” said Bo.", ("Mosul", Read(MOSUL)), ("Kyiv", Read(KYIV)),
        speakers=("Bo",),
    )  # fmt: skip
    shown = map_evidence([TUESDAY, parse])
    assert [shown.resolution(name) for name in shown.names[1:]] == list(parse.resolutions)
    assert [shown.quote(name) for name in shown.names] == [None, None, parse.quotes[0]]


def test_the_tray_of_places_has_no_people_and_no_words_of_another_kind():
    shown = map_evidence([
        parse_of(
            "Iraq, Iraqis and Ships.", ("Iraq", Read(IRAQ)),
            ("Iraqis", Read(IRAQ, use=Use.DEMONYM)), not_places=(("Ships", "ordinary word"),),
        )
    ])  # fmt: skip
    assert [row.name for row in shown.tray] == ["Iraq", "Iraqis", "Ships"]
    assert [row.name for row in shown.tray_of_places] == ["Iraq"]


def test_what_every_printer_says_of_a_mark():
    shown = map_evidence([
        parse_of(
            "They met near Mosul and in Kurdistan.",
            ("Mosul", Read(MOSUL, precision=Precision.P2, around=NEAR, score=0.4)),
            ("Kurdistan", Read(KURDISTAN, score=2 / 3)),
        )
    ])  # fmt: skip
    ring, region = shown.marks
    assert ring.attributes == {
        "mark": "around:43.118,36.335,10@P2", "number": 1, "name": "near Mosul", "lang": "en",
        "place": "geonames:99072", "class": "P2", "figure": "ring", "km": 10.0, "nominal": True,
        "areas": None, "line": None, "holder": "adm1:IQ.15", "score": 0.4, "sure": False,
        "by": "model",
    }  # fmt: skip
    assert region.attributes["score"] == 0.6667
    assert region.attributes["areas"] == " ".join(region.areas)
    assert len(region.areas) > 1


def test_a_survey_without_words_gives_the_same_figures():
    found = survey([
        parse_of(
            "Mosul and Iraq. “Kyiv waits,” said Bo.", ("Mosul", Read(MOSUL)), ("Iraq", Read(IRAQ)),
            ("Kyiv", Read(KYIV)), speakers=("Bo",),
        )
    ])  # fmt: skip
    slim = found.slim()
    assert (slim.parses, slim.excerpts, slim.tray, slim.outlines) == ((), (), (), ())
    assert (slim.rows, slim.marks, slim.origins) == (found.rows, found.marks, found.origins)
    assert slim.bounds == found.bounds
    for asked in (Asked(), Asked(voice="direct"), Asked(place="geonames:99072")):
        figures, shown = measure(slim, asked), answer(found, asked)
        assert (figures.asked, figures.counts, figures.marks) == (asked, shown.counts, shown.marks)
        assert shown.asked == asked


def test_of_two_articles_with_one_text_the_later_is_taken_and_its_place_is_the_firsts():
    later = replace(MONDAY, article=replace(MONDAY.article, title="Late on Monday"))
    assert survey([MONDAY, TUESDAY, later]).parses == (later, TUESDAY)


def rows_of(text, *names, **more):
    return survey([parse_of(text, *names, **more)]).rows


def test_each_name_has_what_a_filter_asks_about():
    town, people, unknown = rows_of(
        "“Khanaqin waits,” said Bo. Iraqis wait for Nowhereton.", ("Khanaqin", Read(KHANAQIN)),
        ("Iraqis", Read(IRAQ, use=Use.DEMONYM)), ("Nowhereton", Read()), speakers=("Bo",),
    )  # fmt: skip
    assert (town.parse, town.index, town.mark, town.reason) == (0, 0, "geonames:94591@P1", None)
    assert (town.holder, town.voice, town.speaker) == ("adm1:IQ.10", "direct", "Bo")
    assert (town.lon, town.lat, town.inside) == (KHANAQIN.lon, KHANAQIN.lat, frozenset())
    assert town.places == {
        "geonames:94591", "geonames:94591@P1", "adm1:IQ.10", "adm1:IQ.10@P4", "country:IQ",
        "country:IQ@P6",
    }  # fmt: skip
    assert (people.mark, people.reason, people.excerpt) == (None, "people", None)
    assert (people.voice, people.speaker, people.index) == ("writer", None, 1)
    assert (unknown.mark, unknown.reason, unknown.places) == (None, "unknown", frozenset())
    assert (unknown.lon, unknown.lat, unknown.holder) == (None, None, None)


def test_a_disc_is_selected_by_itself_and_by_what_it_is_measured_from():
    disc, region, inside = rows_of(
        "They met near Mosul, in Diyala and in Khanaqin.",
        ("Mosul", Read(MOSUL, precision=Precision.P2, around=NEAR)), ("Diyala", Read(DIYALA)),
        ("Khanaqin", Read(KHANAQIN)),
    )  # fmt: skip
    assert disc.places == {
        "around:43.118,36.335,10@P2", "around:43.118,36.335,10", "geonames:99072", "adm1:IQ.15",
        "adm1:IQ.15@P4", "country:IQ", "country:IQ@P6",
    }  # fmt: skip
    assert (disc.lon, disc.lat) == (43.118, 36.335)
    assert region.places == {"adm1:IQ.10", "adm1:IQ.10@P4", "country:IQ", "country:IQ@P6"}
    assert (inside.inside, region.inside) == ({"adm1:IQ.10@P4"}, frozenset())


def test_a_name_somewhere_in_a_division_is_a_row_of_its_own_in_it():
    somewhere, division = rows_of(
        "Qarna-Old  Town in Diyala.", ("Qarna-Old  Town", Read(DIYALA, within="in Diyala")),
        ("Diyala", Read(DIYALA)),
    )  # fmt: skip
    assert somewhere.mark == "within:adm1:IQ.10:qarna-old-town@P4"
    assert (somewhere.holder, division.holder) == ("adm1:IQ.10", None)
    assert (somewhere.inside, division.inside) == ({"adm1:IQ.10@P4"}, frozenset())
    long = "Qarna" + "a" * 80
    (row,) = rows_of(f"{long} in Diyala.", (long, Read(DIYALA, within="in Diyala")))
    assert row.mark == f"within:adm1:IQ.10:{long.casefold()[:40]}@P4"


def test_a_placed_name_without_words_is_listed():
    parse = replace(MONDAY, evidence=())
    shown = map_evidence([parse])
    assert (shown.marks, shown.excerpts) == ((), ())
    assert [(row.name, row.reason) for row in shown.tray] == [("Mosul", "no-words")]


def test_the_tray_has_a_row_for_each_name_and_reason_with_every_place_of_it():
    first = parse_of(
        "Iraq waits. Iraqis wait. Nowhereton. Iraq.\nShips and Ships.", ("Iraq", Read(IRAQ)),
        ("Iraqis", Read(IRAQ, use=Use.DEMONYM)), ("Nowhereton", Read()), ("Iraq", Read(IRAQ)),
        not_places=(("Ships", "ordinary word"),),
    )  # fmt: skip
    second = parse_of("Nowhereton.", ("Nowhereton", Read()), not_places=())
    tray = survey([first, second]).tray
    assert [(row.name, row.times, row.reason, row.names) for row in tray] == [
        ("Iraq", 2, "country", ((0, 0), (0, 3))),
        ("Nowhereton", 2, "unknown", ((0, 2), (1, 0))),
        ("Iraqis", 1, "people", ((0, 1),)),
        ("Ships", 2, "not-a-place", ()),
    ]
    assert tray[3].words == "judged not to be a place: ordinary word"


@pytest.mark.parametrize(
    ("read", "reason"),
    [
        (Read(MOSUL, precision=Precision.P0), "undecided"),
        (Read(MOSUL, precision=Precision.P6), "country"),
        (Read(MOSUL, precision=Precision.P7), "sea-or-air"),
        (Read(IRAQ, within="Name in Iraq"), "within-country"),
        (Read(RED_SEA, within="Name in the Red Sea"), "within-sea"),
        (Read(replace(DIYALA, area=None)), "no-boundary"),
        (Read(replace(MOSUL, kind=Kind.CONTINENT)), "continent"),
        (Read(replace(MOSUL, kind=Kind.CONTINENT), use=Use.DEMONYM), "people"),
        (Read(MOSUL, use=Use.ASSOCIATIVE), "institution"),
        (Read(IRAQ, around=NEAR, precision=Precision.P2), None),
        (Read(replace(DIYALA, area=None), precision=Precision.P1), None),
    ],
)
def test_why_a_name_is_not_on_the_map(read, reason):
    (resolution,) = parse_of("Name.", ("Name", read)).resolutions
    assert why_not(resolution) == reason


def test_what_has_no_place_has_no_key_and_makes_no_mark():
    parse = parse_of("Nowhereton.", ("Nowhereton", Read()))
    (resolution,) = parse.resolutions
    assert key_of(resolution) is None
    with pytest.raises(ValueError, match=r"^'Nowhereton' has no place to mark$"):
        make(1, [(parse.article, resolution)])


def test_a_district_with_a_shape_is_counted_in_its_division():
    district = replace(DIYALA, id="adm2:a", kind=Kind.DISTRICT, area="adm2:a")
    (row,) = rows_of("Kifri.", ("Kifri", Read(district)))
    assert row.holder == "adm1:IQ.10"


def test_half_a_letter_in_the_text_is_text_all_the_same():
    shown = map_evidence([parse_of("Mosul \ud800 waits.", ("Mosul", Read(MOSUL)))])
    assert shown.counts.on_map == 1


def test_an_altered_text_is_called_by_its_title_cut():
    article = replace(MONDAY.article, title="x" * 90, text="Mosul was hut.")
    with pytest.raises(ExportError) as refused:
        map_evidence([replace(MONDAY, article=article)])
    assert str(refused.value) == (
        f"the text of '{'x' * 80}' does not match its sha256: read it again"
    )


def test_a_reason_without_words_is_an_error_that_says_what_to_do():
    with pytest.raises(DataError) as refused:
        wording("no such reason")
    assert str(refused.value) == (
        "data/reasons.csv has no wording for 'no such reason'; run `dateline check`"
    )


def test_outlines_are_countries_named_as_such_once_each():
    ukraine = replace(IRAQ, id="country:UA", country="UA", name="Ukraine", area="country:UA")
    shown = map_evidence([
        parse_of(
            "Baghdad, Ukraine, Iraq, Ukraine, Mosul and Nowhereton.",
            ("Baghdad", Read(IRAQ, use=Use.ASSOCIATIVE)), ("Ukraine", Read(ukraine)),
            ("Iraq", Read(IRAQ)), ("Ukraine", Read(ukraine)), ("Mosul", Read(MOSUL)),
            ("Nowhereton", Read()),
        )
    ])  # fmt: skip
    assert shown.outlines == (ukraine, IRAQ)


def test_engines_and_publishers_are_told_once():
    first = replace(MONDAY, engine="b-1", article=replace(MONDAY.article, publisher="The Times"))
    second = replace(TUESDAY, engine="a-1", article=replace(TUESDAY.article, publisher="The Times"))
    third = parse_of("Tikrit was hit. Mosul too.", ("Tikrit", Read(TIKRIT)), ("Mosul", Read(MOSUL)))
    shown = map_evidence([first, second, replace(third, engine="b-1")])
    assert shown.engine == "b-1 a-1"
    assert shown.articles == (first.article.id, second.article.id, third.article.id)
    assert [(m.name, m.sources) for m in shown.marks] == [("Mosul", 2), ("Kyiv", 1), ("Tikrit", 1)]
    assert (shown.counts.articles, shown.counts.sources) == (3, 2)
    kept = answer(survey([first, second, third]), Asked(place="geonames:99072"))
    assert (kept.counts.articles, kept.counts.sources, kept.counts.excerpts) == (2, 2, 2)


def test_a_name_that_a_filter_hides_says_so_and_a_listed_one_keeps_its_reason():
    parse = parse_of("Mosul and Iraq. Kyiv.", ("Mosul", Read(MOSUL)), ("Iraq", Read(IRAQ)),
                     ("Kyiv", Read(KYIV)))  # fmt: skip
    names = map_evidence([parse], Asked(place="country:IQ")).names
    assert [(n.reason, n.on_map, n.excerpt is None) for n in names] == [
        (None, True, False), ("country", False, False), ("left-out", False, True),
    ]  # fmt: skip
    assert [n.mark for n in names] == ["geonames:99072@P1", None, "geonames:703448@P1"]
    hidden = map_evidence([parse], Asked(voice="direct")).names
    assert [n.reason for n in hidden] == ["left-out", "country", "left-out"]
    assert [n.excerpt for n in hidden] == [None, None, None]


def test_a_filter_asks_for_all_at_once():
    (row,) = rows_of("“Mosul waits,” said Bo.", ("Mosul", Read(MOSUL)), speakers=("Bo",))
    whole = {"voice": "direct", "speaker": "Bo", "place": "adm1:IQ.15",
             "extent": (43.0, 36.0, 44.0, 37.0)}  # fmt: skip
    assert passes(row, Asked(**whole))
    assert passes(row, Asked(more=(("publisher", "X"),)))
    other = {"voice": "writer", "speaker": "Ann", "place": "adm1:IQ.10",
             "extent": (44.0, 36.0, 45.0, 37.0)}  # fmt: skip
    for name, value in other.items():
        assert not passes(row, Asked(**{**whole, name: value}))
        assert not passes(row, Asked(**{name: value}))
    (nowhere,) = rows_of("Nowhereton.", ("Nowhereton", Read()))
    assert not passes(nowhere, Asked(extent=(-180.0, -90.0, 180.0, 90.0)))


def test_what_nobody_names_is_refused_in_a_sentence():
    found = survey([MONDAY])
    with pytest.raises(ExportError) as refused:
        refuse_unknown(found, Asked(place="geonames:1"))
    assert str(refused.value) == (
        "no excerpt is tied to the selected place 'geonames:1': clear the selection"
    )
    with pytest.raises(ExportError) as refused:
        refuse_unknown(found, Asked(speaker="Bo"))
    assert str(refused.value) == "no quote is given to the speaker 'Bo': the article has none"
    said = survey([
        parse_of("“Mosul waits,” said Bo. “So does Kyiv,” said Ann. “Yes,” he said.",
                 ("Mosul", Read(MOSUL)), ("Kyiv", Read(KYIV)), speakers=("Bo", "Ann"))
    ])  # fmt: skip
    refuse_unknown(said, Asked(speaker="Ann", place="geonames:99072"))
    with pytest.raises(ExportError, match="the article has Ann, Bo"):
        refuse_unknown(said, Asked(speaker="bo"))


def test_an_excerpts_parts_are_where_they_stand():
    text = "First.\n\nIn Mosul, “We hold Kyiv,” said Bo, who said that Tikrit fell.\n“Go on.”"
    parse = parse_of(
        text, ("Mosul", Read(MOSUL)), ("Kyiv", Read(KYIV)), ("Tikrit", Read(TIKRIT)),
        speakers=("Bo",), reported=(Said("Tikrit fell", "Bo"),),
    )  # fmt: skip
    writer, direct, reported = map_evidence([parse]).excerpts
    line = text.split("\n")[2]
    for each in (writer, direct, reported):
        assert (each.text, each.paragraph, each.sentence) == (line, 1, 1)
        assert (each.span.start, each.span.end) == (8, 8 + len(line))
        assert each.precision == (Precision.P1, Precision.P1)
        assert (each.role, each.article) == (parse.evidence[0].role, parse.article.id)
    assert [(e.quote, e.voice) for e in (writer, direct, reported)] == [
        (None, "writer"), (0, "direct"), (1, "reported"),
    ]  # fmt: skip

    def spoken(each):
        return [(each.text[s.span.start : s.span.end], s.voice) for s in each.spoken]

    assert spoken(writer) == [("We hold Kyiv,", "direct"), ("Tikrit fell", "reported")]
    assert spoken(direct) == [("Tikrit fell", "reported")]
    assert spoken(reported) == [("We hold Kyiv,", "direct")]


def test_an_excerpt_has_the_finest_and_the_coarsest_class_of_its_names():
    (mixed,) = map_evidence([
        parse_of("Diyala, Mosul and Kurdistan.", ("Diyala", Read(DIYALA)), ("Mosul", Read(MOSUL)),
                 ("Kurdistan", Read(KURDISTAN)))
    ]).excerpts  # fmt: skip
    assert mixed.precision == (Precision.P1, Precision.P5)


def test_a_letter_that_unicode_gives_no_name_is_a_letter_all_the_same():
    tangut = "\U00017000"
    (mark,) = map_evidence([parse_of("In Mosul.", ("Mosul", Read(MOSUL, form=tangut)))]).marks
    assert mark.name == tangut


def test_what_fills_areas_and_what_runs_along_a_line():
    def first(read):
        return parse_of("Name.", ("Name", read)).resolutions[0]

    assert areas_of(first(Read(DIYALA))) == ("adm1:IQ.10",)
    for kind in (Kind.PROVINCE, Kind.DISTRICT, Kind.REGION, Kind.ISLAND, Kind.LAKE):
        assert areas_of(first(Read(replace(DIYALA, kind=kind)))) == ("adm1:IQ.10",)
    for kind in (Kind.TOWN, Kind.COUNTRY, Kind.SEA, Kind.RIVER, Kind.SITE):
        assert areas_of(first(Read(replace(DIYALA, kind=kind)))) == ()
    assert areas_of(first(Read(DIYALA, around=NEAR, precision=Precision.P2))) == ()
    assert areas_of(first(Read())) == ()
    assert line_of(first(Read(TIGRIS))) == "supplement:tigris"
    assert line_of(first(Read(TIGRIS, around=NEAR, precision=Precision.P2))) is None
    assert line_of(first(Read(MOSUL))) is None
    assert line_of(first(Read())) is None
    assert line_of(first(Read(replace(TIGRIS, kind=Kind.LAKE)))) is None


def test_an_area_that_holds_another_comes_before_it():
    sahel, darfur, south = ("country:ML", "country:TD"), ("adm1:SD.47", "adm1:SD.49"), ("adm1:A",)
    assert sorted([south, darfur, sahel], key=depth) == [sahel, darfur, south]
    assert sorted([darfur, ("country:ML",)], key=depth) == [("country:ML",), darfur]


def test_the_classes_are_called_by_their_excerpts():
    assert STEPS == (1, 2, 5, 10)
    assert [WORDS[shade(n)] for n in STEPS] == [
        "1 excerpt", "2 to 4 excerpts", "5 to 9 excerpts", "10 excerpts or more",
    ]  # fmt: skip


def test_an_article_speaks_of_all_that_its_names_could_mean():
    parse = parse_of(
        "MOSUL, Tikrit, Ships and Paris.", ("MOSUL", Read(MOSUL)),
        ("Tikrit", Read(status=Status.AMBIGUOUS, rivals=(TIKRIT, KHANAQIN))), ("Paris", Read()),
        not_places=(("Ships", "ordinary word"),),
    )  # fmt: skip
    river = parse_of("The River.", ("River", Read(replace(TIGRIS, name="Tigris River"))))
    assert spoken_of([parse]) == {
        "mosul", "tikrit", "ships", "paris", "geonames:99072", "geonames:90150", "geonames:94591",
    }  # fmt: skip
    assert spoken_of([river]) == {"river", "tigris river", "supplement:tigris"}
    assert spoken_of([]) == frozenset()


SAHEL = Place(id="supplement:sahel", name="Sahel", kind=Kind.REGION, lon=0.0, lat=15.0, country="")
MALI = replace(IRAQ, id="country:ML", name="Mali", country="ML", area="country:ML")
MOPTI = town(2453348, "Mopti", -4.18, 14.49, "ML", "adm1:ML.04")


def test_a_region_selects_what_lies_in_it_and_a_country_lies_in_none():
    erbil, region = rows_of(
        "Erbil in Kurdistan.", ("Erbil", Read(ERBIL)), ("Kurdistan", Read(KURDISTAN))
    )
    both = {"supplement:kurdistan-region-iq@P5", "supplement:kurdistan-region-iq"}
    assert erbil.inside == {"supplement:kurdistan-region-iq@P5"}
    assert both <= erbil.places
    assert {"geonames:95446", "adm1:IQ.11", "country:IQ"} <= erbil.places
    assert (region.inside, both <= region.places) == (frozenset(), True)
    mali, sahel, mopti = rows_of(
        "Mali, the Sahel, Mopti.", ("Mali", Read(MALI)), ("Sahel", Read(SAHEL)),
        ("Mopti", Read(MOPTI)),
    )  # fmt: skip
    assert (mali.inside, sahel.inside) == (frozenset(), frozenset())
    assert mopti.inside == {"supplement:sahel@P5"}
    assert "supplement:sahel" not in mali.places


def test_a_country_and_a_sea_are_held_by_no_mark():
    rows = rows_of(
        "Iraq, the Red Sea, Diyala and Khanaqin.", ("Iraq", Read(IRAQ)),
        ("Red Sea", Read(RED_SEA)), ("Diyala", Read(DIYALA)), ("Khanaqin", Read(KHANAQIN)),
    )  # fmt: skip
    assert [row.inside for row in rows] == [
        frozenset(), frozenset(), frozenset(), {"adm1:IQ.10@P4"},
    ]  # fmt: skip
