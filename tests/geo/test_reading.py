"""A text is read once: what is mended, what stays, and where each letter stood before."""
# ruff: noqa: E501, RUF001 - a row a text; marks, blanks and letters that look alike are tested

import json
import textwrap
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import ArticleError, default_engine, read_article, to_result
from geo.articles.normalise import VERSION, mend, normalise
from geo.offsets import Offsets
from geo.types import Original, Span, Use
from tests.growth import MOST, growth
from tests.strategies import hostile_texts

PASSAGES = json.loads((Path(__file__).parents[1] / "gold/passages.json").read_text("utf-8"))

MENDED = {
    "soft hyphens": [
        ("Kha\xadrtoum fell.", "Khartoum fell."),
        ("Ouaga\xaddou\xadgou", "Ouagadougou"),
        ("Бах\xadмут", "Бахмут"),
        ("Addis\xad Ababa", "Addis Ababa"),
        ("Seve\xad\nrodo\xad\n  netsk", "Severodonetsk"),
        ("Tim\xad\xadbuktu", "Timbuktu"),
    ],
    "invisible characters": [
        ("Ky\u200civ", "Kyiv"),
        ("Khar\u2060kiv", "Kharkiv"),
        ("Хар\u200bків", "Харків"),
        ("Port \u200bSudan", "Port Sudan"),
        ("\ufeffMosul\ufeff fell", "Mosul fell"),
        ("Mo\u200dsul,\u200bKirkuk", "Mosul,Kirkuk"),
        ("\u200eMosul\u200f and Port\u202c Sudan", "Mosul and Port Sudan"),
        ("Αθή\u200bνα", "Αθήνα"),
    ],
    "invisible characters that are needed": [
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("کورد\u200cستان", "کورد\u200cستان"),
        ("ភ្នំ\u200bពេញ", "ភ្នំ\u200bពេញ"),
        ("👩\u200d🚀", "👩\u200d🚀"),
        ("क्\u200dष", "क्\u200dष"),
        ("في \u202bMosul\u202c اليوم", "في \u202bMosul\u202c اليوم"),
    ],
    "character references": [
        ("Bagh&shy;dad", "Baghdad"),
        ("Tel&#39;afar", "Tel'afar"),
        ("Cox&rsquo;s Bazar", "Cox’s Bazar"),
        ("S&atilde;o&nbsp;Tom&eacute;", "São Tomé"),
        ("Port&amp;nbsp;Sudan &#x2014; calm", "Port Sudan — calm"),
        ("Smith &amp; Sons, AT&T; and &madeup;", "Smith & Sons, AT&T; and &madeup;"),
        ("&amp;amp;amp;eacute;", "é"),
    ],
    "blanks": [
        ("Burkina  Faso", "Burkina Faso"),
        ("Deir\xa0ez-Zor", "Deir ez-Zor"),
        ("Port\u2009Sudan, New\u202fDelhi", "Port Sudan, New Delhi"),
        ("Addis\u2003Ababa, San\u3000Salvador", "Addis Ababa, San Salvador"),
        ("  20 \xa0 km  south \n of  Mosul ", "20 km south of Mosul"),
        ("Mosul\t3\nTikrit     2", "Mosul\t3\nTikrit\t2"),
    ],
    "line ends": [
        ("Line one.\r\nMosul fell.\r\n\r\nEnd.", "Line one.\nMosul fell.\n\nEnd."),
        ("Homs.\rHama.", "Homs.\nHama."),
        ("Homs.\u2028Hama.\u2029Idlib.", "Homs.\nHama.\nIdlib."),
        ("Homs.\x0cHama.", "Homs.\nHama."),
        ("Troops left South\r\nSudan for the north.", "Troops left South Sudan for the north."),
    ],
    "words cut at a line's end": [
        ("They shelled Severo-\ndonetsk again.", "They shelled Severodonetsk again."),
        ("The road to Deir ez-\nZor is cut.", "The road to Deir ez-Zor is cut."),
        ("A Turkish-\nbacked force came.", "A Turkish-backed force came."),
        ("It fled Ras al-\nayn at dawn.", "It fled Ras al-ayn at dawn."),
        ("The Abu-Kamal road. To Abu-\nkamal it is far.", "The Abu-Kamal road. To Abu-kamal it is far."),
        ("He fled Croix-\ndes-Bouquets.", "He fled Croix-des-Bouquets."),
        ("Їх вивезли з Харко-\nва вночі.", "Їх вивезли з Харкова вночі."),
    ],
    "names over a line's end": [
        ("The convoy reached Abu\nKamal by night.", "The convoy reached Abu Kamal by night."),
        ("A blast in Port\nSudan killed two.", "A blast in Port Sudan killed two."),
        ("The town of Khan\nSheikhoun fell.", "The town of Khan Sheikhoun fell."),
        ("Gunmen struck in Burkina\nFaso on Friday.", "Gunmen struck in Burkina Faso on Friday."),
        ("Talks in Addis\nAbaba failed,\nhe said.", "Talks in Addis Ababa failed, he said."),
        ("It is cold, said Samir\nHaddad, as\nsnow fell.", "It is cold, said Samir Haddad, as snow fell."),
    ],
    "lines that stay": [
        (text, text)
        for text in (
            "Homs falls\nThe army entered. It stayed.",
            "Rebels take Mosul\nBaghdad said on Monday that it would fight on and that more would come.",
            "Mosul,3,5\nTikrit,2,0\nBaiji,1,9",
            "Bor 12\nMalakal 40\nBentiu 3",
            "Mosul, Iraq\nErbil, Iraq\nKirkuk, Iraq",
            "Needs are these:\n- water in Gao\n- bread in Ansongo",
            "1. Secure the road.\n2. Hold it.",
            "Q: Where were you?\nA: In Kfar Kila.",
            "jets over morek\nfires in latamna\nsecond jet over suran",
            "SHELLS HIT TAL ABYAD AND AIN ISSA, ONE DEAD\nPOWER CUT IN KOBANI\nSDF COMMANDER SAYS TALKS GO ON",
            "From: Desk\nSubject: Sumy\nDate: 3 May",
            "8:00 Kharkiv was hit. 8:30 Sumy was hit.\n9:00 Kharkiv was hit. 9:30 Sumy was hit.",
            "قصف حمص\nهدوء في حماة",
        )
    ],
    "doubled apostrophes": [
        ("''We left,'' he said.", '"We left," he said.'),
        ("``We left,'' he said.", '"We left," he said.'),
        ("He said ''no''.", 'He said "no".'),
        ("'''We left'''", "'''We left'''"),
        ("'We left,' he said.", "'We left,' he said."),
    ],
}  # fmt: skip
EACH = [
    pytest.param(raw, text, id=f"{kind}-{i}")
    for kind, rows in MENDED.items()
    for i, (raw, text) in enumerate(rows)
]


@pytest.mark.parametrize(("raw", "text"), EACH)
def test_what_is_mended_and_what_stays(raw, text):
    assert normalise(raw) == text
    assert normalise(text) == text


def test_a_list_under_a_heading_keeps_its_rows_when_they_are_set_in():
    raw = "• At least 840 families in\n  Zakho need help.\n• The road is cut."
    assert normalise(raw) == "• At least 840 families in Zakho need help.\n• The road is cut."


def test_paragraphs_told_by_their_indent_stay_two():
    raw = (
        "   The army said on Monday that it had entered Waer and that no\n"
        "shots were fired by its men or by those who had left the town.\n"
        "   The Red Crescent followed with nine lorries of flour."
    )
    first, second = normalise(raw).split("\n\n")
    assert first.endswith("left the town.")
    assert second.startswith("The Red Crescent")


def answers(article):
    """What is found and where it is put, without where it stands."""
    return [
        (" ".join(r.toponym.surface.split()), r.place.id if r.place else None, r.precision)
        for r in default_engine().parse(article).resolutions
    ]


def wrapped(width):
    return lambda text: "\n".join(textwrap.fill(line, width) for line in text.split("\n"))


VARIANTS = {
    "blanks doubled": lambda text: text.replace(" ", "  "),
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "NFD": lambda text: unicodedata.normalize("NFD", text),
    "quotes doubled": lambda text: text.replace("“", "''").replace("”", "''"),
    "quotes straight": lambda text: text.translate(str.maketrans("“”‘’", "\"\"''")),
    "wrapped at 40": wrapped(40),
    "wrapped at 60": wrapped(60),
    "wrapped at 72": wrapped(72),
}


@pytest.mark.parametrize("variant", VARIANTS)
def test_how_a_gold_passage_is_set_changes_no_answer(variant):
    for passage in PASSAGES:
        article = read_article(VARIANTS[variant](passage["text"]))
        if article.text != passage["text"]:
            assert answers(article) == answers(read_article(passage["text"])), passage["id"]


MESS = st.sampled_from(["", "\xad", "\u200b", "\u2060", "&shy;", "\ufeff", "&#8203;"])
BLANKS = st.sampled_from([" ", "  ", "\xa0", "\u2009", "&nbsp;", " \xa0"])
LETTERS = st.text(alphabet="abcdeéñKМх", min_size=1, max_size=4)


@st.composite
def messy(draw):
    """A text of words with what does not belong in them, and where each begins and ends."""
    raw, found = "", []
    for _ in range(draw(st.integers(1, 8))):
        if raw:
            raw += draw(BLANKS)
        parts = draw(st.lists(LETTERS, min_size=1, max_size=3))
        form = draw(st.sampled_from(["NFC", "NFD"]))
        word = "".join(parts)
        start = len(raw)
        raw += unicodedata.normalize(form, parts[0])
        for part in parts[1:]:
            raw += draw(MESS) + unicodedata.normalize(form, part)
        found.append((word, start, len(raw)))
    return raw, found


@given(messy())
def test_each_word_is_told_from_the_very_letters_it_was_made_of(made):
    raw, words = made
    draft = mend(raw)
    assert draft.text == " ".join(word for word, _, _ in words)
    offsets, at = Offsets(draft.steps()), 0
    for word, start, end in words:
        span = Span(at, at + len(word))
        assert offsets.original(span) == Span(start, end)
        assert offsets.inverse().original(Span(start, end)) == span
        at += len(word) + 1


LINES = st.lists(
    st.sampled_from(
        [
            "The army left Port",
            "Sudan",
            "and went",
            "- Homs",
            "a-",
            "b c",
            "",
            "  d",
            "E f.",
            "x" * 40,
        ]
    ),
    max_size=12,
).map("\n".join)
REFERENCES = st.text(alphabet="&#;38ampshy\u200b\xad \n-Ka'`\u0301\u037e", max_size=40)


@settings(max_examples=400)
@given(st.one_of(hostile_texts(), LINES, REFERENCES, messy().map(lambda made: made[0])))
def test_reading_twice_changes_nothing_more_and_the_map_never_turns_back(raw):
    draft = mend(raw)
    assert normalise(draft.text) == draft.text
    assert unicodedata.is_normalized("NFC", draft.text)
    offsets = Offsets(draft.steps())
    last = Span(0, 1) if raw else None
    for at in range(len(draft.text)):
        span = offsets.original(Span(at, at + 1))
        assert last.start <= span.start < span.end <= len(raw)
        assert last.end <= span.end
        last = span
    if draft.text:
        whole = offsets.original(Span(0, len(draft.text)))
        assert whole.start == offsets.original(Span(0, 1)).start
        assert whole.end == last.end


@given(st.one_of(hostile_texts(), LINES))
def test_what_was_sent_is_kept_where_it_differs_from_what_is_read(raw):
    try:
        article = read_article(raw)
    except ArticleError:
        return
    draft = mend(raw)
    assert article.normaliser == VERSION
    if draft.text == raw:
        assert article.original is None
    else:
        assert article.original == Original(text=raw, steps=draft.steps())


@pytest.mark.parametrize(
    "unit",
    ["\xada", "a", "a-", "&amp;", "&#115;hy;&", "a\u0301", "Port\n", "a-\nb ", "The army left\nHoms and\n", "\r\n",
     "\u200c ", "- a\n  b\n", "''", "a\t ", "Abu\nKamal, ", "a,b,c\n", "\u0301", " \n", "&" * 40 + ";"],
)  # fmt: skip
def test_reading_takes_time_that_grows_with_the_text(unit):
    def make(size):
        return unit * (size // len(unit.encode()))

    assert growth(make, lambda raw: Offsets(mend(raw).steps()), 20_000) < MOST


def test_the_text_and_where_each_name_stood_in_what_was_sent():
    raw = "Kha\xadrtoum  and Port\r\nSudan are calm, “all of it,” said Ann Lee in Addis\u2009Ababa."
    found = to_result(default_engine().parse(read_article(raw)), text=True)
    assert found["normaliser"] == VERSION
    assert found["original"] == raw
    names = {
        found["text"][t["start"] : t["end"]]: raw[t["original"]["start"] : t["original"]["end"]]
        for t in found["toponyms"]
    }
    assert names == {
        "Khartoum": "Kha\xadrtoum",
        "Port Sudan": "Port\r\nSudan",
        "Addis Ababa": "Addis\u2009Ababa",
    }
    (quote,) = found["quotes"]
    at = quote["original"]
    assert raw[at["start"] : at["end"]] == "all of it,"
    speaker = quote["speaker"]["original"]
    assert raw[speaker["start"] : speaker["end"]] == "Ann Lee"


def test_without_being_asked_the_json_has_neither_text():
    parse = default_engine().parse(read_article("Kha\xadrtoum is calm."))
    plain, whole = to_result(parse), to_result(parse, text=True)
    assert set(whole) - set(plain) == {"text", "original"}
    for row in whole["toponyms"]:
        del row["original"]
    assert {**whole, "text": None, "original": None} == {**plain, "text": None, "original": None}


def test_a_demonym_and_a_place_are_found_behind_what_cannot_be_seen():
    parse = default_engine().parse(read_article("Ira\u200bqi troops left Kir\xadkuk."))
    assert [(t.surface, t.use) for t in parse.toponyms] == [
        ("Iraqi", Use.DEMONYM),
        ("Kirkuk", Use.LITERAL),
    ]
