"""What the offer of a country's table says, and what it says has changed."""

import pytest

from components.views import offer, shown
from components.views.offer import Answers, Change
from geo import Lacking, default_engine, lacking, read_article

SUDAN = Lacking(country="SD", name="Sudan", names=("Tarbelu", "Malqaz"))
VILLAGES = (
    b"Fighters burned Tarbelu and Malqaz, two villages in North Darfur, Sudan, on Monday.\n"
    b"People of Tarbelu fled to El Fasher."
)


def answers(*places, article="a"):
    return Answers(article=article, engine="e", places=places)


def test_one_name_is_not_worth_an_offer():
    parse = default_engine().parse(read_article(VILLAGES.replace(b" and Malqaz", b"")))
    assert [each.names for each in lacking(parse)] == [("Tarbelu",)]
    assert offer.offered(parse) == ()


def test_an_article_on_villages_is_offered_their_countrys_table():
    made = shown.make(shown.untold, VILLAGES)
    assert made.lacking == (SUDAN,)
    assert {name for _, name, key, _ in made.answers.places if not key.startswith("geo")} >= {
        "Tarbelu",
        "Malqaz",
    }


def test_the_sample_needs_no_other_table():
    made = shown.make(shown.untold, b"Shells hit Homs and Aleppo in Syria.")
    assert made.lacking == ()


def test_the_size_is_told_where_it_was_asked():
    plain = "2 names in Sudan are not in the shipped data. GeoNames\u2019 table of Sudan"
    assert offer.offer(SUDAN, None) == f"{plain} has most villages."
    assert offer.offer(SUDAN, 2_345_678) == f"{plain} (2.3 MB) has most villages. Get it?"
    assert offer.offer(SUDAN, 0) == f"{plain} (of unknown size) has most villages. Get it?"


def test_a_reader_who_may_not_install_is_told_who_may():
    said = offer.ask_another(SUDAN)
    assert said.endswith("Whoever runs this server can add GeoNames\u2019 table of Sudan:"
                         " dateline gazetteer install SD")  # fmt: skip


def test_many_names_are_a_line():
    many = Lacking(country="SD", name="Sudan", names=tuple(f"N{i}" for i in range(15)))
    assert offer.named(many) == f"{', '.join(f'N{i}' for i in range(12))} and 3 more"
    assert offer.named(SUDAN) == "Tarbelu, Malqaz"


def test_changes_are_told_once_with_how_often():
    before = answers(
        (0, "Tarbelu", "", ""),
        (9, "Tarbelu", "", ""),
        (20, "Malqaz", "within:adm1:SD.55", "somewhere in North Darfur"),
        (30, "Homs", "geonames:1", "Homs, town in Syria"),
        (40, "Kani", "geonames:2", "Kani, town in Japan"),
        (50, "Lost", "geonames:3", "Lost, town in Scotland"),
    )
    after = answers(
        (0, "Tarbelu", "geonames:9", "Tarbelu, town in Sudan"),
        (9, "Tarbelu", "geonames:9", "Tarbelu, town in Sudan"),
        (20, "Malqaz", "geonames:8", "Malqaz, town in Sudan"),
        (30, "Homs", "geonames:1", "Homs, town in Syria"),
        (40, "Kani", "geonames:7", "Kani, town in Sudan"),
        (60, "New", "geonames:6", "New, town in Sudan"),
    )
    found = offer.changes(before, after)
    assert found == (
        Change(name="Tarbelu", before="", after="Tarbelu, town in Sudan", times=2),
        Change(
            name="Malqaz", before="somewhere in North Darfur", after="Malqaz, town in Sudan",
            times=1,
        ),
        Change(name="Kani", before="Kani, town in Japan", after="Kani, town in Sudan", times=1),
        Change(name="Lost", before="Lost, town in Scotland", after="", times=1),
        Change(name="New", before="", after="New, town in Sudan", times=1),
    )  # fmt: skip
    assert offer.became("Sudan", found) == (
        "GeoNames\u2019 table of Sudan is in use: 4 names now with a place of their own, "
        "2 names read in another way."
    )
    assert list(offer.rows(found))[:2] == [
        "Tarbelu (2 times): not placed \u2192 Tarbelu, town in Sudan",
        "Malqaz: somewhere in North Darfur \u2192 Malqaz, town in Sudan",
    ]


def test_no_change_is_said_too():
    same = answers((0, "Homs", "geonames:1", "Homs, town in Syria"))
    assert offer.changes(same, same) == ()
    assert offer.became("Sudan", ()).endswith("No answer of this article changed.")


def test_one_change_is_one_name():
    found = (Change(name="Kani", before="", after="Kani, town in Sudan", times=1),)
    assert "in use: 1 name now with a place of its own." in offer.became("Sudan", found)


def test_a_long_list_is_cut_and_says_so():
    found = tuple(Change(name=f"N{i}", before="", after="x", times=1) for i in range(302))
    lines = list(offer.rows(found))
    assert len(lines) == 301
    assert lines[-1] == "and 2 more"


@pytest.mark.parametrize(
    ("told", "share", "words"),
    [
        (("", 0, 0), 0.0, "Starting."),
        (("ask", 0, 0), 0.0, "Step 1 of 6: asking for the table."),
        (("fetch SD.zip", 1_500_000, 3_000_000), 1.5 / 6, "fetching the table, 1.5 MB of 3.0 MB."),
        (("fetch SD.zip", 1_500_000, 0), 1 / 6, "fetching the table, 1.5 MB so far."),
        (("read SD.zip", 10, 40), 2.25 / 6, "Step 3 of 6: reading its places."),
        (("check", 1, 1), 1.0, "Step 6 of 6: checking it."),
    ],
)
def test_how_far_it_has_come(told, share, words):
    got, said = offer.progress(*told)
    assert got == pytest.approx(share)
    assert said.endswith(words)
