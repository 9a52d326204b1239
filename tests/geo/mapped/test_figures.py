"""Exact figures of the record's parts: boxes, labels, the one filter, what is asked."""

import pytest

from geo.errors import ExportError
from geo.mapped import Asked, map_evidence, read_extent
from geo.mapped.asked import is_within
from geo.mapped.bounds import bounds_of
from tests.making import DIYALA, MOSUL, Read, Told, make_parse

LETTERS = {
    "Arab": "بغداد", "Armn": "Երևան", "Beng": "ঢাকা", "Bopo": "ㄅㄆ", "Hani": "北京",
    "Cyrl": "Москва", "Deva": "दिल्ली", "Ethi": "አዲስ", "Geor": "თბილისი", "Grek": "Αθήνα",
    "Gujr": "સુરત", "Hang": "서울", "Hebr": "חיפה", "Hira": "ひめじ", "Kana": "トーキョー",
    "Khmr": "ភ្នំពេញ", "Laoo": "ວຽງຈັນ", "Mong": "ᠮᠣᠩᠭᠣᠯ", "Mymr": "ရန်ကုန်", "Sinh": "කොළඹ",
    "Syrc": "ܐܡܕ", "Taml": "மதுரை", "Telu": "గుంటూరు", "Thaa": "މާލެ", "Thai": "ภูเก็ต",
    "Tibt": "ལྷ་ས",
}  # fmt: skip


def mark_called(form, **article):
    parse = make_parse(Told("Mosul.", (("Mosul", Read(MOSUL, form=form)),), article=article))
    return map_evidence([parse]).marks[0]


@pytest.mark.parametrize("script", LETTERS)
def test_each_script_is_known_by_its_letters(script):
    mark = mark_called(LETTERS[script])
    assert (mark.name, mark.lang) == (LETTERS[script], f"und-{script}")
    assert mark_called(f"1 - {LETTERS[script]} Latin").lang == f"und-{script}"
    assert mark_called(LETTERS[script], language="fr").lang == "fr"


def test_latin_letters_are_the_articles_language():
    assert mark_called("Mossoul", language="fr").lang == "fr"
    assert mark_called("Mossoul").lang == "en"
    assert mark_called("").name == "Mosul"
    assert mark_called("", language="fr").lang == "en"


def test_a_long_name_is_cut_at_a_word():
    assert mark_called("ab " * 40).name == ("ab " * 26).strip()
    assert mark_called("a" * 80).name == "a" * 80
    assert mark_called("a" * 81).name == "a" * 80
    assert mark_called("a \n  b").name == "a b"
    assert mark_called("x" * 79 + " yy").name == "x" * 79


def test_the_commonest_form_is_the_name():
    reads = [Read(MOSUL, form=form) for form in ("A", "B", "B")]
    parse = make_parse(Told("Mosul Mosul Mosul", tuple(("Mosul", read) for read in reads)))
    assert [m.name for m in map_evidence([parse]).marks] == ["B"]


def test_a_name_in_the_tray_is_on_one_line_and_bounded():
    name = "Now\there " + "x" * 80
    parse = make_parse(Told(name, ((name, Read()),)))
    (row,) = map_evidence([parse]).tray
    assert row.name == ("Now here " + "x" * 80)[:60]


BOXES = [
    ([(10.0, 0.0, 0.0), (20.0, 5.0, 0.0)], (10.0, 0.0, 20.0, 5.0)),
    ([(20.0, 5.0, 0.0), (10.0, 0.0, 0.0), (15.0, -5.0, 0.0)], (10.0, -5.0, 20.0, 5.0)),
    ([(-170.0, 0.0, 0.0), (170.0, 0.0, 0.0)], (170.0, 0.0, -170.0, 0.0)),
    ([(-89.0, 0.0, 0.0), (90.0, 0.0, 0.0)], (-89.0, 0.0, 90.0, 0.0)),
    ([(-91.0, 0.0, 0.0), (90.0, 0.0, 0.0)], (90.0, 0.0, -91.0, 0.0)),
    ([(0.0, 0.0, 0.0), (100.0, 0.0, 0.0), (-120.0, 0.0, 0.0)], (-120.0, 0.0, 100.0, 0.0)),
    ([(180.0, 1.0, 0.0)], (180.0, 1.0, 180.0, 1.0)),
    ([(-180.0, 1.0, 0.0)], (-180.0, 1.0, -180.0, 1.0)),
    ([(5.0, 0.0, 0.0), (5.0, 0.0, 0.0)], (5.0, 0.0, 5.0, 0.0)),
]


@pytest.mark.parametrize(("discs", "box"), BOXES)
def test_the_box_of_points(discs, box):
    assert bounds_of(discs) == box


DEGREE = 111.19508  # kilometres of a meridian
RINGS = [
    ((0.0, 0.0, DEGREE), (-1.0, -1.0, 1.0, 1.0)),
    ((10.0, 60.0, DEGREE), (7.9997, 59.0, 12.0003, 61.0)),  # asin(sin 1 / cos 60) is 2.0003
    ((179.5, 0.0, DEGREE), (178.5, -1.0, -179.5, 1.0)),
    ((-179.5, 0.0, DEGREE), (179.5, -1.0, -178.5, 1.0)),
    ((0.0, 89.5, DEGREE), (-180.0, 88.5, 180.0, 90.0)),
    ((0.0, -89.5, DEGREE), (-180.0, -90.0, 180.0, -88.5)),
    ((0.0, 0.0, 0.0), (0.0, 0.0, 0.0, 0.0)),
]


@pytest.mark.parametrize(("disc", "box"), RINGS)
def test_the_box_of_a_ring(disc, box):
    assert bounds_of([disc]) == pytest.approx(box, abs=1e-4)


def test_a_ring_round_a_pole_takes_every_meridian_with_other_marks_too():
    box = bounds_of([(10.0, 0.0, 0.0), (0.0, 89.5, DEGREE)])
    assert box == pytest.approx((-180.0, 0.0, 180.0, 90.0))


INSIDE = [
    ((1.0, 2.0, 3.0, 4.0), 1.0, 2.0, True), ((1.0, 2.0, 3.0, 4.0), 3.0, 4.0, True),
    ((1.0, 2.0, 3.0, 4.0), 0.9, 3.0, False), ((1.0, 2.0, 3.0, 4.0), 3.1, 3.0, False),
    ((1.0, 2.0, 3.0, 4.0), 2.0, 1.9, False), ((1.0, 2.0, 3.0, 4.0), 2.0, 4.1, False),
    ((170.0, 2.0, -170.0, 4.0), 170.0, 3.0, True), ((170.0, 2.0, -170.0, 4.0), -170.0, 3.0, True),
    ((170.0, 2.0, -170.0, 4.0), 169.9, 3.0, False), ((170.0, 2.0, -170.0, 4.0), -169.9, 3.0, False),
]  # fmt: skip


@pytest.mark.parametrize(("box", "lon", "lat", "inside"), INSIDE)
def test_what_lies_in_a_box(box, lon, lat, inside):
    assert is_within(box, lon, lat) is inside


def test_the_edges_of_the_world_make_a_box():
    for words in ("-180,-90,180,90", "180,-90,-180,90", "179.9,0,180,0.1"):
        assert read_extent(words) == tuple(float(part) for part in words.split(","))
    for sides in ((0, -90.1, 1, 0), (0, 0, 1, 90.1), (-180.1, 0, 1, 1), (0, 0, 180.1, 1),
                  (1, 0, 1, 1), (0, 1, 1, 1), (0, 2, 1, 1)):  # fmt: skip
        with pytest.raises(ExportError, match=r"extent \(.*\) is no box: give west,south"):
            Asked(extent=sides)
    with pytest.raises(ExportError, match="extent '1,2' is no box"):
        read_extent("1,2")
    with pytest.raises(ExportError, match="^extent '" + "9" * 80 + "' is no box"):
        read_extent("9" * 200)
    with pytest.raises(ExportError, match="voice 'loud' is not known: choose direct, reported"):
        Asked(voice="loud")


def test_what_is_asked_in_plain_values():
    asked = Asked(place="é", speaker="s", extent=(1, 2, 3, 4), more=(("b", "2"), ("a", "1")))
    assert asked.to_plain() == {
        "extent": [1, 2, 3, 4], "more": {"a": "1", "b": "2"}, "place": "é", "speaker": "s",
        "voice": None,
    }  # fmt: skip
    assert asked.to_json() == (
        '{"extent": [1, 2, 3, 4], "more": {"a": "1", "b": "2"}, "place": "é", "speaker": "s", '
        '"voice": null}'
    )
    assert asked.more == (("a", "1"), ("b", "2"))


def test_what_a_key_leads_to():
    parse = make_parse(
        Told("Mosul, Diyala. “Mosul,” said Bo.", (("Mosul", Read(MOSUL)), ("Diyala", Read(DIYALA)),
                                                 ("Mosul", Read(MOSUL))), ("Bo",))
    )  # fmt: skip
    shown = map_evidence([parse])
    assert shown.mark("adm1:IQ.10@P4").name == "Diyala"
    assert (shown.mark("x"), shown.mark(None)) == (None, None)
    first, _, last = shown.names
    assert shown.resolution(first) is parse.resolutions[0]
    assert (shown.quote(first), shown.quote(last)) == (None, parse.quotes[0])
    assert [name.voice for name in shown.names] == ["writer", "writer", "direct"]
    assert [(name.parse, name.index) for name in shown.names] == [(0, 0), (0, 1), (0, 2)]


@pytest.mark.parametrize(("score", "sure"), [(0.5, True), (0.499, False)])
def test_one_half_is_sure(score, sure):
    parse = make_parse(Told("Mosul.", (("Mosul", Read(MOSUL, score=score)),)))
    shown = map_evidence([parse])
    assert shown.marks[0].sure is sure
    assert shown.counts.unsure == (not sure)
