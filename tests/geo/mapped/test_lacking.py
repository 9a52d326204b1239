"""Names that the gazetteer lacks, told of the country they seem to lie in, or of none."""

from dataclasses import replace

from geo.mapped import Lacking, lacking
from geo.types import Status, Use
from tests.making import DIYALA, IRAQ, KYIV, MOSUL, RED_SEA, Read, Told, make_parse

UNKNOWN = Read(status=Status.UNKNOWN)
HERE = replace(MOSUL, admin=("Iraq", "Nineveh"))
THERE = replace(KYIV, admin=("Ukraine", "Kyiv City"))


def lacks(text, *names):
    return lacking(make_parse(Told(text, names)))


def test_a_name_within_a_place_lies_in_its_country():
    found = lacks("Zarqaz in Diyala was shelled.", ("Zarqaz", Read(DIYALA, within="in Diyala")),
                  ("Diyala", Read(DIYALA)))  # fmt: skip
    assert found == (Lacking(country="IQ", name="Iraq", names=("Zarqaz",)),)


def test_an_unknown_name_lies_where_its_sentence_does():
    found = lacks(
        "Kyiv was quiet. Kyiv slept. Zarqaz and Mosul were shelled.",
        ("Kyiv", Read(THERE)), ("Kyiv", Read(THERE)), ("Zarqaz", UNKNOWN), ("Mosul", Read(HERE)),
    )  # fmt: skip
    assert [(each.country, each.names) for each in found] == [("IQ", ("Zarqaz",))]


def test_a_sentence_of_two_countries_tells_nothing_and_the_article_does():
    found = lacks(
        "Mosul was quiet. Mosul slept. Between Kyiv and Mosul lies Zarqaz.",
        ("Mosul", Read(HERE)), ("Mosul", Read(HERE)), ("Kyiv", Read(THERE)),
        ("Mosul", Read(HERE)), ("Zarqaz", UNKNOWN),
    )  # fmt: skip
    assert [(each.country, each.names) for each in found] == [("IQ", ("Zarqaz",))]


def test_an_article_about_no_one_country_tells_nothing():
    found = lacks(
        "Mosul, Kyiv and Baku were quiet. Zarqaz was not.",
        ("Mosul", Read(HERE)), ("Kyiv", Read(THERE)),
        ("Baku", Read(replace(HERE, id="geonames:587084", country="AZ", admin=("Azerbaijan",)))),
        ("Zarqaz", UNKNOWN),
    )  # fmt: skip
    assert found == ()


def test_a_name_is_told_once_and_the_country_with_most_comes_first():
    found = lacks(
        "Zarqaz in Ukraine, Kyiv.\nMosul: Tarbelu, TARBELU, Malqaz.\nMosul again.",
        ("Zarqaz", Read(THERE, within="in Ukraine")), ("Kyiv", Read(THERE)),
        ("Mosul", Read(HERE)), ("Tarbelu", UNKNOWN), ("TARBELU", UNKNOWN), ("Malqaz", UNKNOWN),
        ("Mosul", Read(HERE)),
    )  # fmt: skip
    assert [(e.country, e.name, e.names) for e in found] == [
        ("IQ", "Iraq", ("Tarbelu", "Malqaz")),
        ("UA", "Ukraine", ("Zarqaz",)),
    ]


def test_what_is_placed_undecided_or_a_people_lacks_nothing():
    found = lacks(
        "Mosul, Paris, Zarqazis, Iraq and the Red Sea.",
        ("Mosul", Read(HERE)),
        ("Paris", Read(status=Status.AMBIGUOUS, rivals=(HERE, THERE))),
        ("Zarqazis", Read(status=Status.UNKNOWN, use=Use.DEMONYM)),
        ("Iraq", Read(IRAQ)),
        ("Red Sea", Read(RED_SEA)),
    )
    assert found == ()


def test_a_country_that_nothing_names_is_not_told():
    found = lacks("Mosul and Zarqaz.", ("Mosul", Read(MOSUL)), ("Zarqaz", UNKNOWN))
    assert found == ()  # the place has no holder to call the country by


def test_names_are_bounded():
    names = [f"Zarqaz{n}" for n in range(700)]
    text = f"Mosul: {', '.join(names)}."
    found = lacks(text, ("Mosul", Read(HERE)), *((name, UNKNOWN) for name in names))
    assert found[0].names == tuple(names[:500])


def test_half_of_the_places_are_enough_and_fewer_are_not():
    names = (("Mosul", Read(HERE)), ("Kyiv", Read(THERE)), ("Zarqaz", UNKNOWN))
    found = lacks("Mosul was quiet. Kyiv slept. Zarqaz was not.", *names)
    assert found == (Lacking(country="IQ", name="Iraq", names=("Zarqaz",)),)
    more = ("Baku", Read(replace(HERE, id="geonames:587084", country="AZ", admin=("Azerbaijan",))))
    text = "Mosul was quiet. Kyiv slept. Baku too. Zarqaz was not."
    assert lacks(text, *names[:2], more, names[2]) == ()


def test_the_country_with_more_places_leads_wherever_it_is_named():
    found = lacks(
        "Mosul was quiet. Kyiv slept. Kyiv woke. Zarqaz was not.",
        ("Mosul", Read(HERE)), ("Kyiv", Read(THERE)), ("Kyiv", Read(THERE)), ("Zarqaz", UNKNOWN),
    )  # fmt: skip
    assert found == (Lacking(country="UA", name="Ukraine", names=("Zarqaz",)),)


def test_a_country_is_called_by_its_own_name():
    found = lacks("Iraq and Zarqaz.", ("Iraq", Read(IRAQ)), ("Zarqaz", UNKNOWN))
    assert found == (Lacking(country="IQ", name="Iraq", names=("Zarqaz",)),)
    other = replace(HERE, admin=("Republic of Iraq",))
    names = (("Mosul", Read(other)), ("Iraq", Read(IRAQ)), ("Zarqaz", UNKNOWN))
    assert [each.name for each in lacks("Mosul, Iraq: Zarqaz.", *names)] == ["Republic of Iraq"]


def test_what_lies_in_no_country_tells_nothing():
    found = lacks(
        "Mosul was quiet. Ships left Zarqaz for the Red Sea, the Red Sea and the Red Sea.",
        ("Mosul", Read(HERE)), ("Zarqaz", UNKNOWN), ("Red Sea", Read(RED_SEA)),
        ("Red Sea", Read(RED_SEA)), ("Red Sea", Read(RED_SEA)),
    )  # fmt: skip
    assert found == (Lacking(country="IQ", name="Iraq", names=("Zarqaz",)),)


def test_a_name_within_a_place_is_that_countrys_whatever_stands_beside_it():
    found = lacks(
        "Kyiv was quiet. Kyiv slept, and Zarqaz in Diyala was shelled.",
        ("Kyiv", Read(THERE)), ("Kyiv", Read(THERE)), ("Zarqaz", Read(DIYALA, within="in Diyala")),
        ("Diyala", Read(DIYALA)),
    )  # fmt: skip
    assert found == (Lacking(country="IQ", name="Iraq", names=("Zarqaz",)),)


def test_a_people_within_a_place_and_what_a_person_refused_lack_nothing():
    found = lacks(
        "Zarqazis of Diyala, Malqaz and Diyala.",
        ("Zarqazis", Read(DIYALA, within="of Diyala", use=Use.DEMONYM)),
        ("Diyala", Read(DIYALA)),
        ("Malqaz", Read(status=Status.REJECTED)),
        ("Diyala", Read(DIYALA)),
    )
    assert found == ()


def test_countries_with_as_many_names_come_by_their_codes():
    found = lacks(
        "Kyiv: Malqaz. Mosul: Zarqaz.",
        ("Kyiv", Read(THERE)), ("Malqaz", UNKNOWN), ("Mosul", Read(HERE)), ("Zarqaz", UNKNOWN),
    )  # fmt: skip
    assert [(e.country, e.names) for e in found] == [("IQ", ("Zarqaz",)), ("UA", ("Malqaz",))]


def test_a_name_is_told_on_one_line_and_cut():
    long = "Zarqaz" + "a" * 80
    found = lacks(
        f"Mosul: Tar\t belu, Tar belu, {long}.",
        ("Mosul", Read(HERE)), ("Tar\t belu", UNKNOWN), ("Tar belu", UNKNOWN), (long, UNKNOWN),
    )  # fmt: skip
    assert [each.names for each in found] == [("Tar belu", long[:60])]


def test_an_article_without_places_or_without_strange_names_lacks_nothing():
    assert lacks("Zarqaz.", ("Zarqaz", UNKNOWN)) == ()
    assert lacks("Mosul.", ("Mosul", Read(HERE))) == ()
    assert lacks("Nothing.") == ()
