"""The page says of a coordinate what it is: the text's own, as finely as it is written."""

from components.views import panel, receipt
from geo import default_engine, read_article, survey

TEXT = "A depot at 36.34N 43.13E burned. Another at 33.3152° N, 44.3661° E stood."


def test_a_receipt_says_where_a_coordinate_lies_and_how_finely_it_is_written():
    parse = default_engine().parse(read_article(TEXT))
    coarse, fine = (receipt.build(found)["verdict"] for found in parse.resolutions)
    assert coarse == (
        "read as 36.34N 43.13E, coordinate in Nineveh, Iraq; "
        "drawn with a radius of 1 km, as finely as it is written"
    )
    assert fine == "read as 33.3152° N, 44.3661° E, coordinate in Baghdad, Iraq"


def test_a_receipt_says_that_a_coordinate_lies_in_no_country():
    parse = default_engine().parse(read_article("A ship at 25.41N 71.31W sank."))
    (found,) = parse.resolutions
    assert "coordinate in no country" in receipt.build(found)["verdict"]


def test_the_list_of_places_says_how_finely_a_coordinate_is_written():
    parse = default_engine().parse(read_article(TEXT))
    places = panel.build(survey([parse])).places
    assert [(place["name"], place["where"]) for place in places] == [
        ("36.34N 43.13E", "coordinate in Nineveh, Iraq, to within 1 km"),
        ("33.3152° N, 44.3661° E", "coordinate in Baghdad, Iraq"),
    ]
