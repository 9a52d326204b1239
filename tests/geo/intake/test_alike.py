"""One wire story on five sites, cut or under another headline, is one; two stories are two."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.intake.alike import groups
from tests.growth import MOST, growth
from tests.hostile import GENERATORS, sample
from tests.strategies import hostile_texts

STORY = sample()
PARAGRAPHS = [line for line in STORY.split("\n") if len(line) > 80]
OTHER = (
    "Farmers near Odesa said on Tuesday that the harvest of sunflowers would be the best in ten"
    " years, though the port had taken only half of what it took before the war. Silos in Izmail"
    " and Reni were full, and lorries waited for three days at the ferry over the Danube. "
)


def spun(text, share, seed=1):
    """A text of which a share of the words is replaced."""
    chance = random.Random(seed)  # noqa: S311 - inputs, not secrets
    return " ".join(
        f"w{chance.randrange(10**6)}" if chance.random() < share else word for word in text.split()
    )


def test_one_story_on_five_sites_is_one():
    head = "\n".join(PARAGRAPHS[: len(PARAGRAPHS) // 2])
    texts = [
        STORY,
        OTHER * 3,
        "Another headline altogether\n\n" + "\n".join(PARAGRAPHS),
        head,
        STORY.upper(),
        "Subscribe to our letter.\n" + "\n\n".join(PARAGRAPHS[2:]) + "\nAll rights reserved.",
    ]
    assert groups(texts) == ((0, 2, 3, 4, 5), (1,))


@pytest.mark.parametrize(("share", "alike"), [(0.0, True), (0.05, True), (0.1, True), (0.5, False)])
def test_how_many_words_may_differ(share, alike):
    assert (len(groups([STORY, spun(STORY, share)])) == 1) is alike


@pytest.mark.parametrize(("part", "alike"), [(0.2, True), (0.5, True), (0.9, True)])
def test_a_part_is_the_story(part, alike):
    words = STORY.split()
    cut = " ".join(words[: int(len(words) * part)])
    assert (len(groups([cut, STORY])) == 1) is alike


def test_two_stories_of_the_same_places_are_two():
    one = OTHER
    other = (
        "Odesa, Izmail, Reni and the Danube were named again on Tuesday, when the minister opened a"
        " road that had been closed since spring. Nobody spoke of farmers, sunflowers or silos;"
        " the ferry, he said, would be replaced by a bridge before the end of next year."
    )
    assert groups([one, other]) == ((0,), (1,))


def test_short_texts_are_one_only_where_they_are_the_same():
    assert groups(["Homs fell.", "Homs fell!", "homs  FELL", "Homs fell today.", "", " "]) == (
        (0, 1, 2),
        (3,),
        (4,),
        (5,),
    )
    short = "Shells hit Homs on Monday and Aleppo was quiet"
    assert groups([short, f"{short}, they said."]) == ((0,), (1,))


def test_none_are_none():
    assert groups([]) == ()


def test_what_is_alike_through_a_third_is_one_group():
    words = STORY.split()
    third = len(words) // 3
    first, last = words[: 2 * third], words[third:]
    texts = [" ".join(first), " ".join(last)]
    assert groups(texts) == ((0, 1),)
    ends = [" ".join(words[:third]), " ".join(words[2 * third :])]
    assert groups(ends) == ((0,), (1,))
    assert groups([*ends, STORY]) == ((0, 1, 2),)


def test_many_copies_are_one_group_in_any_order():
    texts = [spun(STORY, 0.03, seed) for seed in range(40)] + [
        spun(OTHER * 3, 0.02, s) for s in range(40)
    ]
    order = list(range(80))
    random.Random(3).shuffle(order)  # noqa: S311 - inputs, not secrets
    found = groups([texts[i] for i in order])
    assert {frozenset(order[i] for i in group) for group in found} == {
        frozenset(range(40)),
        frozenset(range(40, 80)),
    }


@given(st.lists(hostile_texts(), max_size=6))
def test_every_text_is_in_one_group_and_groups_stand_in_order(texts):
    found = groups(texts)
    assert sorted(i for group in found for i in group) == list(range(len(texts)))
    assert all(list(group) == sorted(group) for group in found)
    assert [group[0] for group in found] == sorted(group[0] for group in found)
    twice = groups([*texts, *texts])
    for i, text in enumerate(texts):
        if any(letter.isalnum() for letter in text):
            assert any({i, i + len(texts)} <= set(group) for group in twice)


@pytest.mark.parametrize(
    "name", ["capital words", "one letter", "quotes and one speaker", "digits"]
)
def test_the_time_is_linear_in_one_text(name):
    assert growth(GENERATORS[name], lambda text: groups([text, text]), 60_000) < MOST


def test_the_time_is_linear_in_copies():
    assert growth(lambda n: [OTHER] * (n // 100), groups, 50_000) < MOST


def test_the_time_is_linear_in_texts():
    assert (
        growth(lambda n: [spun(OTHER, 0.9, seed) for seed in range(n // 100)], groups, 50_000)
        < MOST
    )
