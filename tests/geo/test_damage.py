"""Damaged data are noticed by every door, in a sentence, and no answer comes from them."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from geo import settings
from geo.boundaries import Boundaries
from geo.engine import default_engine
from geo.errors import DataError
from geo.gazetteer import Gazetteer, strip_affix
from geo.intake import read_documents
from geo.integrity import REMEDY, digest_of, faults, require, verify
from tests.damage import (
    BOUNDARIES,
    CAN_DO_WITHOUT,
    DOORS,
    EVERY,
    FONTS,
    GAZETTEER,
    KINDS,
    LEXICON,
    MODELS,
    ROOT,
    Copy,
    fault_of,
)

FOUND = {
    "missing": "is missing",
    "empty": "is empty",
    "cut short": "has been cut short",
    "one bit": "has been altered (wrong checksum)",
    "foreign": "is another kind of file",
}


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """The data as links, with a home that remembers digests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATELINE_DATA", str(tmp_path_factory.mktemp("home")))
        yield Copy(tmp_path_factory.mktemp("copy"))


@pytest.fixture(scope="module")
def whole(copy):
    """What each door says of undamaged data, all but the picture's."""
    return {door: copy.ask(door) for door in ("parse", "evaluate", "lookup")}


@pytest.mark.parametrize("kind", KINDS)
def test_the_command_refuses_each_file_it_reads(copy, kind):
    wrong = {}
    for door, names in (
        ("parse", (*GAZETTEER, *LEXICON, "scale.csv", "manifest.json")),
        ("lookup", (*GAZETTEER, "manifest.json")),
        ("evaluate", BOUNDARIES),
        ("map", BOUNDARIES[:1]),
    ):
        assert set(names) <= set(DOORS[door][1])
        for name in names:
            with copy.damaged(kind, name):
                if fault := fault_of(door, name, copy.ask(door)):
                    wrong[door, name] = fault
    assert not wrong


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_damage_has_its_own_words(copy, kind):
    names = sorted(set(EVERY) - {"manifest.json"})
    with copy.damaged(kind, *names):
        sentences = {p.path: p.sentence for p in verify(copy.data)}
        assert faults(copy.data, *names) == sentences
    assert sorted(sentences) == names
    for name, sentence in sentences.items():
        assert sentence.startswith(f"{copy.data / name} {FOUND[kind]}"), sentence
        assert sentence.endswith(f"; {REMEDY}")


@pytest.mark.parametrize("kind", KINDS)
def test_without_a_model_the_rules_answer_and_the_command_says_so(copy, whole, kind):
    for name in MODELS:
        with copy.damaged(kind, name):
            answer = copy.ask("parse")
        assert not fault_of("parse", name, answer)
        assert "rules alone" in answer.err
        result, usual = (json.loads(a.out) for a in (answer, whole["parse"]))
        assert result["engine"] != usual["engine"]


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_door_does_not_read_changes_no_answer(copy, whole, kind):
    for door, usual in whole.items():
        assert (usual.status, usual.sentences) == (0, [])
        unread = set(EVERY) - set(DOORS[door][1])
        with copy.damaged(kind, *sorted(unread)):
            answer = copy.ask(door)
        if door == "evaluate":  # its report ends in how long it took
            assert answer.status == usual.status
            continue
        assert answer == usual


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_the_map_is_set_in_another_type_and_says_so(copy, kind):
    with copy.damaged(kind, *FONTS):
        answer = copy.ask("map")
    assert answer.status == 0
    for name in FONTS:
        assert [s for s in answer.sentences if name in s and "DejaVu" in s], name
    picture = (copy.root / "map.svg").read_text(encoding="utf-8")
    assert "fonts missing or altered, DejaVu used: NotoSans-Regular.ttf" in picture


@pytest.mark.parametrize("name", [GAZETTEER[2], LEXICON[1], BOUNDARIES[0], "manifest.json"])
def test_the_page_says_which_file(copy, monkeypatch, name):
    from components import cached

    cached._check.clear()
    monkeypatch.setattr(settings, "_HERE", copy.root / "geo")
    with copy.damaged("one bit", name):
        at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    cached._check.clear()
    assert not at.exception
    assert at.title[0].value == "Dateline cannot start"
    assert name in " ".join(text.value for text in at.text)


@pytest.mark.parametrize("name", ["leaflet/leaflet.js", "page/frame/map.js"])
def test_what_the_browser_is_given_is_checked_too(copy, tmp_path, monkeypatch, name):
    import shutil

    shutil.copytree(ROOT / "static", tmp_path / "static")
    (tmp_path / "data").symlink_to(copy.data)
    monkeypatch.setattr(settings, "_HERE", tmp_path / "geo")
    assert verify() == ()
    script = tmp_path / "static" / name
    content = script.read_bytes()
    for harmed in (content[:-9], content.replace(b"function", b"Function", 1), b"", None):
        script.unlink() if harmed is None else script.write_bytes(harmed)
        (problem,) = verify()
        assert str(script) in problem.sentence
        assert "reinstall dateline" in problem.sentence


def test_the_library_raises_for_each(copy):
    for name in (*GAZETTEER, *BOUNDARIES, *LEXICON):
        door = Boundaries.open if name in BOUNDARIES else default_engine
        for kind in ("cut short", "one bit"):
            with copy.damaged(kind, name), pytest.raises(DataError, match=name):
                door(copy.data)
    for kind in KINDS:
        with copy.damaged(kind, GAZETTEER[-1]), pytest.raises(DataError, match=r"places\.arrow"):
            Gazetteer.open(copy.data)


def rewritten(copy, change):
    """Write another true manifest: the digest is that of its content."""
    path = copy.data / "manifest.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    del content["sha256"]
    change(content)
    path.unlink()
    path.write_text(json.dumps({**content, "sha256": digest_of(content)}), encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda m: m.update(format=0), "is of an older version"),
        (lambda m: m.update(format=99), "is of a newer version"),
        (lambda m: m["files"].clear(), "lexicon is not in the manifest"),
    ],
)
def test_a_manifest_of_another_version_is_named(tmp_path, change, said):
    copy = Copy(tmp_path)
    rewritten(copy, change)
    with pytest.raises(DataError, match=said):
        require(copy.data, "lexicon/")


@pytest.mark.parametrize(
    "content",
    ["[]", "7", "{}", '{"files": 7}', "[" * 100_000, '{"format": 1, "files": [], "sha256": "0"}'],
)
def test_a_manifest_that_is_none_is_named(tmp_path, content):
    copy = Copy(tmp_path)
    (copy.data / "manifest.json").unlink()
    (copy.data / "manifest.json").write_text(content)
    with pytest.raises(DataError, match=r"manifest\.json .*reinstall dateline"):
        default_engine(copy.data)


def test_a_folder_or_a_pipe_in_a_file_s_place_is_named(tmp_path):
    import os

    copy = Copy(tmp_path)
    path = copy.data / "gazetteer" / "meta.json"
    path.unlink()
    path.mkdir()
    with pytest.raises(DataError, match=r"meta\.json is no file"):
        Gazetteer.open(copy.data)
    path.rmdir()
    os.mkfifo(path)
    with pytest.raises(DataError, match=r"meta\.json is no file"):
        Gazetteer.open(copy.data)


def test_nothing_that_the_engine_needs_counts_as_dispensable():
    assert not set(CAN_DO_WITHOUT) & {*GAZETTEER, *LEXICON, *BOUNDARIES}


def test_a_web_page_is_not_blamed_for_a_damaged_list(copy):
    page = (ROOT / "tests" / "geo" / "intake" / "files" / "page.html").read_bytes()
    with copy.shipped():
        assert read_documents(page)[0].title
        for kind, found in FOUND.items():
            with copy.damaged(kind, "lexicon/navigation.txt"), pytest.raises(DataError) as error:
                read_documents(page)
            assert f"navigation.txt {found}" in str(error.value)


def test_a_name_with_an_affix_is_not_looked_up_by_a_damaged_list(copy):
    with copy.shipped():
        assert strip_affix("lake tharthar")[0] == "tharthar"
        for kind, found in FOUND.items():
            with copy.damaged(kind, "lexicon/affixes.csv"), pytest.raises(DataError) as error:
                strip_affix("lake tharthar")
            assert f"affixes.csv {found}" in str(error.value)
