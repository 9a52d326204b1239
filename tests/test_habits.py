"""No test asserts what a clock says, and none waits for nothing: both fail on a busy machine."""

import ast
from functools import cache
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
CLOCKS = {"perf_counter", "perf_counter_ns", "monotonic", "monotonic_ns", "time", "time_ns",
          "process_time", "process_time_ns", "thread_time", "thread_time_ns"}  # fmt: skip
PAUSES = {"sleep", "wait_for_timeout"}
READ_ELSEWHERE = {  # files that read a clock, and what for
    "browser/conftest.py": "gives a server that never answers up",
    "geo/test_digests.py": "dates a file of the test's own into the past",
    "guide.py": "says how long each step of the guide took",
    "growth.py": "the processor's seconds of one size, beside those of another",
    "mutation/__main__.py": "says how long a run took",
}
FILES = [
    path for path in sorted(TESTS.rglob("*.py")) if path.relative_to(TESTS).parts[0] != "benchmarks"
]


def name_of(path):
    return path.relative_to(TESTS).as_posix()


def calls(tree):
    """Names of what is called on `time`, on a page or by itself: perf_counter, sleep."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name):
            yield node.func.id
        elif isinstance(node.func, ast.Attribute):
            owner = node.func.value
            of_time = isinstance(owner, ast.Name) and owner.id in {"time", "asyncio"}
            if of_time or node.func.attr in PAUSES:
                yield node.func.attr


@cache
def called(path):
    return set(calls(ast.parse(path.read_bytes())))


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_it_neither_pauses_nor_asserts_a_clock(path):
    found = called(path)
    assert not found & PAUSES
    assert name_of(path) in READ_ELSEWHERE or not found & CLOCKS


def test_what_reads_a_clock_is_named_with_its_reason():
    there = {name_of(path) for path in FILES if called(path) & CLOCKS}
    assert there == set(READ_ELSEWHERE)


def test_such_calls_would_be_seen():
    words = "import time\ntime.sleep(1)\npage.wait_for_timeout(5)\nassert time.perf_counter() < 5"
    assert set(calls(ast.parse(words))) == {"sleep", "wait_for_timeout", "perf_counter"}
