"""The benchmark of twelve million places, on twenty thousand: same generator, same questions."""

import importlib.util
from pathlib import Path

import pytest

BENCH = Path(__file__).parents[2] / "benchmarks" / "bench_gazetteer_scale.py"
PLACES = 20_000
ASKED = 2_000  # names of each; the benchmark asks for ten times as many


@pytest.fixture(scope="module")
def figures(tmp_path_factory):
    spec = importlib.util.spec_from_file_location("bench_gazetteer_scale", BENCH)
    bench = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(bench)
    return bench.measure(tmp_path_factory.mktemp("scale"), PLACES, ASKED)


def test_everything_put_in_is_there(figures):
    assert figures["synthetic"]["places"] == PLACES
    assert figures["synthetic"]["names"] > 1.5 * PLACES
    assert figures["synthetic"]["found"] == 1.0
    assert figures["embedded"]["found"] > 0.999


def test_misspelt_names_are_found(figures):
    assert figures["synthetic"]["tolerant_found"] > 0.9
    assert figures["embedded"]["tolerant_found"] > 0.9


def test_building_keeps_little_in_memory(figures):
    assert figures["build"]["peak_mib"] < 600
