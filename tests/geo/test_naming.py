"""Names of files: what they say, and that any system takes them."""

import re
import unicodedata
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from geo.mapped import VOICES, Asked
from geo.naming import LONGEST, file_stem, said_of

DAY = date(2026, 11, 25)
DEVICES = re.compile(r"(?i)(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])")
WORDS = st.text(st.characters(exclude_categories=()), max_size=400)


@pytest.mark.parametrize(
    ("title", "said", "name"),
    [
        ("Shells fell on Mosul", (), "Shells-fell-on-Mosul_2026-11-25"),
        (
            "Shells fell: “on Mosul”",
            ("Nineveh", "direct quotes, Ann Lee"),
            "Shells-fell-on-Mosul_Nineveh_direct-quotes-Ann-Lee_2026-11-25",
        ),
        ("هجمات في ديالى", ("كركوك",), "هجمات-في-ديالى_كركوك_2026-11-25"),
        ("Харківщина: обстріли", (), "Харківщина-обстріли_2026-11-25"),
        ("北京の朝", (), "北京の朝_2026-11-25"),
        ("../../etc/passwd", (), "etc-passwd_2026-11-25"),
        ("C:\\CON.txt", ("NUL",), "C-CON-txt_NUL_2026-11-25"),
        ("\u202egnp.exe\u2066", (), "gnp-exe_2026-11-25"),
        ("Cafe\u0301 …  ", ("", "?"), "Café_2026-11-25"),
        ("\u0301\u3164", (), "article_2026-11-25"),
        ("", (), "article_2026-11-25"),
        ("a", ("b", "c", "d"), "a_b_c_2026-11-25"),
    ],
)
def test_a_name_says_article_place_filter_and_day_in_the_articles_letters(title, said, name):
    assert file_stem(title, said=said, made=DAY) == name


@given(WORDS, st.lists(WORDS, max_size=4), st.dates())
@example("CON", [], DAY)
@example("क्षि" * 90, ["Z" + "\u0301" * 300], DAY)
@example("\U0001f600 \ud800\x00/\\", [".", ".."], DAY)
def test_any_system_takes_any_name(title, said, made):
    name = file_stem(title, said=said, made=made)
    assert 0 < len(name.encode("utf-8")) <= LONGEST
    assert name.endswith(made.isoformat())
    assert name[0] not in "-_."
    assert not DEVICES.fullmatch(name)
    assert not re.search(r'[<>:"/\\|?*.\s]', name)
    kinds = {unicodedata.category(c)[0] for c in name if c not in "-_"}
    assert kinds <= {"L", "M", "N"}
    assert "--" not in name
    assert unicodedata.is_normalized("NFC", name)
    assert file_stem(title, said=said, made=made) == name


@given(WORDS)
def test_no_heap_of_marks_stands_on_a_letter(title):
    assert not re.search("[\u0300-\u036f]{4}", file_stem("a" + "\u0316" * 9 + title, made=DAY))


def test_a_long_title_is_cut_between_words_and_a_long_word_inside():
    assert file_stem("word " * 60, made=DAY) == "-".join(["word"] * 18) + "_2026-11-25"
    assert file_stem("Ж" * 500, made=DAY) == "Ж" * 45 + "_2026-11-25"


def test_what_a_map_is_cut_to_is_said_in_words():
    assert said_of(Asked(), None) == ()
    asked = Asked(place="adm1:IQ.15", speaker="Ann Lee", voice="direct", extent=(1, 2, 3, 4))
    assert said_of(asked, "Nineveh") == ("Nineveh", "direct quotes, Ann Lee", "part of the map")
    assert [said_of(Asked(voice=voice), None) for voice in VOICES] == [
        ("direct quotes",), ("reported speech",), ("the writer's words",),
    ]  # fmt: skip
