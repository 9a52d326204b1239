"""The whole engine on inputs nobody should trust; ten thousand of them in bench_fuzz.py."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzzing import MAKERS, hostile_input, parse_of
from tests.strategies import hostile_texts

EACH = 28  # of 11 makers: some 300 inputs


@pytest.mark.parametrize("maker", range(len(MAKERS)), ids=[m.__name__ for m in MAKERS])
def test_every_offset_is_exact_on_hostile_inputs(maker):
    parses = [parse_of(hostile_input(maker + len(MAKERS) * i)) for i in range(EACH)]
    assert any(parses)


def test_an_input_is_the_same_on_every_run():
    assert [hostile_input(n) for n in range(30)] == [hostile_input(n) for n in range(30)]


@settings(max_examples=100, deadline=None)
@given(st.one_of(hostile_texts(), st.binary(max_size=300)))
def test_every_offset_is_exact_on_generated_inputs(data):
    parse_of(data)


def test_a_long_chain_of_apostrophes_is_no_bottomless_name():
    parse = parse_of("Ma" + "'ra" * 20_000)
    assert parse is not None
