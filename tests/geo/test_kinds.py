"""Kinds of text and of names that a reader takes in at once, each in several variants."""
# ruff: noqa: E501, RUF001 - a row a text; marks that look alike are what is tested

import json
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from geo.articles import read_article
from geo.engine import default_engine
from geo.toponyms.tokens import tokenise
from geo.types import By, Span, Use

PASSAGES = json.loads((Path(__file__).parents[1] / "gold/passages.json").read_text("utf-8"))

# Text, and every name in it that has a place, with the place's country.
PLACED = {
    "addresses, handles and hashtags": [
        ("See https://example.org/London/Ohio for more.", []),
        ("Write to desk@paris.example or to Rome.Desk@news.example today.", []),
        ("RT @Kabul_Post: shells fell on #Kherson https://t.example/Abc", [("Kherson", "UA")]),
        ("#Aleppo #Idlib @Homs_Media: shelling in #Tikrit", [("Aleppo", "SY"), ("Idlib", "SY"), ("Tikrit", "IQ")]),
        ("Read news.example/Gaza/Rafah or www.beirut.example for the list.", []),
        ("A convoy left Mosul, @Baghdad_Now wrote.", [("Mosul", "IQ")]),
    ],
    "names with an apostrophe, a hyphen or a bracket": [
        ("Camps in Cox's Bazar shelter a million people.", [("Cox's Bazar", "BD")]),
        ("Police in Bishop’s Stortford closed a road.", [("Bishop’s Stortford", "GB")]),
        ("Men were shot in King's Lynn on Monday.", [("King's Lynn", "GB")]),
        ("He left Val-d'Oise for Côte d'Ivoire.", [("Val-d'Oise", "FR"), ("Côte d'Ivoire", "CI")]),
        ("Frankfurt (Oder) lies on the river.", [("Frankfurt (Oder)", "DE")]),
        ("Guinea–Bissau voted, and so did Timor‑Leste.", [("Guinea–Bissau", "GW"), ("Timor‑Leste", "TL")]),
        ("A storm hit St. John’s in Newfoundland.", [("St. John’s", "CA"), ("Newfoundland", "CA")]),
    ],
    "streets, houses and ships": [
        ("The embassy at 15 Rue de Rivoli was shut.", []),
        ("A crowd blocked Sudan Street in Tripoli, Libya.", [("Tripoli", "LY"), ("Libya", "LY")]),
        ("The Hotel Paris in Jerusalem burned.", [("Jerusalem", "IL")]),
        ("HMS Lancaster and USS Boise left Aden.", [("Aden", "YE")]),
        ("The Moskva sank off Odesa.", [("Odesa", "UA")]),
        ("INS Kolkata sailed from Mumbai.", [("Mumbai", "IN")]),
    ],
    "countries beside people of their name": [
        ("Jordan said the refugees will stay. Michael Jordan sent money.", [("Jordan", "JO")]),
        ("Chad said its troops had left. Chad Smith wrote the report.", [("Chad", "TD")]),
        ("Jordan will host talks in Aqaba. Jordan Peters of the UN welcomed it.", [("Jordan", "JO"), ("Aqaba", "JO")]),
        ("Georgia has agreed. Georgia Meloni, a nurse, has not.", [("Georgia", "GE")]),
        ("Jordan denied it, but Ali Jordan, a driver, did not.", [("Jordan", "JO")]),
        ("Ali Jordan left Amman. Jordan said he was tired.", [("Amman", "JO")]),
        ("Chad said so. Ali Chad left Abeche. Chad said it would help.", [("Chad", "TD"), ("Abeche", "TD"), ("Chad", "TD")]),
    ],
    "a part is not its whole": [
        ("Police in Northern Ireland and in Ireland said so.", [("Northern Ireland", "GB"), ("Ireland", "IE")]),
        ("Camps stand near Ras al-‘Ayn and ‘Ayn al-‘Arab in Syria.", [("Ras al-‘Ayn", "SY"), ("Ayn al-‘Arab", "SY"), ("Syria", "SY")]),
        ("He lives in 's-Hertogenbosch.", [("'s-Hertogenbosch", "NL")]),
        ("Rain fell on Western Australia and Northern Syria.", [("Western Australia", "AU"), ("Syria", "SY")]),
        ("Boats crossed Lake Chad from Niger.", [("Lake Chad", ""), ("Niger", "NE")]),
    ],
    "rows, lists and tables": [
        ("Mosul,3,5\nTikrit,2,0\nSinjar,0,1", [("Mosul", "IQ"), ("Tikrit", "IQ"), ("Sinjar", "IQ")]),
        ("Bor 12\nMalakal 40\nBentiu 3", [("Bor", "SS"), ("Malakal", "SS"), ("Bentiu", "SS")]),
        ("Affected: 1) Bor 2) Malakal 3) Bentiu; 4) Juba.", [("Bor", "SS"), ("Malakal", "SS"), ("Bentiu", "SS"), ("Juba", "SS")]),
        ("Hit: (a) Kupiansk, (b) Sumy, (c) Chuhuiv.", [("Kupiansk", "UA"), ("Sumy", "UA"), ("Chuhuiv", "UA")]),
        ("Taiz\t14\nIbb\t3\nMarib\t0", [("Taiz", "YE"), ("Ibb", "YE"), ("Marib", "YE")]),
        ("• Gao: 4\n• Kidal: 2\n• Mopti: 9", [("Gao", "ML"), ("Kidal", "ML"), ("Mopti", "ML")]),
    ],
    "reports of short sentences, again and again": [
        ("\n".join(f"{h}:00 Sumy was hit. {h}:30 Kharkiv was hit." for h in range(8, 20)), [("Sumy", "UA"), ("Kharkiv", "UA")] * 12),
        ("Mosul was hit. " * 20, [("Mosul", "IQ")] * 20),
        ("\n\n".join(f"May {d} - Bakhmut was shelled {d} times. Kupiansk was quiet." for d in range(1, 11)), [("Bakhmut", "UA"), ("Kupiansk", "UA")] * 10),
        ("Hawija was shelled on Monday.", [("Hawija", "IQ")]),
        ("\n".join(f"{d} June: Tikrit was calm." for d in range(1, 9)), [("Tikrit", "IQ")] * 8),
    ],
    "bodies, stations, teams and ships in other languages": [
        ("Forty families sleep in the Lycée de Nouna.", []),
        ("Nurses of the Hospital de Cobán are on strike.", []),
        ("He studied at the Universidad de Antioquia in Bogotá.", [("Bogotá", "CO")]),
        ("She heard it on Radio Kandadji in Niamey.", [("Niamey", "NE")]),
        ("The Banco de Antigua and the Diócesis de Quibdó sent rice.", []),
        ("The BRP Iloilo left Manila.", [("Manila", "PH")]),
        ("The Hôpital de Goma took them in.", []),
    ],
    "people by what they are called": [
        ("A nurse named Jordan is among the missing in Daraa.", [("Daraa", "SY")]),
        ("A surgeon surnamed Berlin works in Khartoum.", [("Khartoum", "SD")]),
        ("A lawyer called Calabar was held in Kaduna.", [("Kaduna", "NG")]),
        ("Two farmers named Cuenca left Quito.", [("Quito", "EC")]),
        ("Another driver, nicknamed Kampala, waits in Bunia.", [("Bunia", "CD")]),
        ("A town called Mueda was burned in Mozambique.", [("Mueda", "MZ"), ("Mozambique", "MZ")]),
        ("The mayor named Paris as the host.", [("Paris", "FR")]),
    ],
    "towns called after mountains and lakes": [
        ("Trucks left Mount Hagen for Lae.", [("Mount Hagen", "PG"), ("Lae", "PG")]),
        ("The hurricane hit Lake Charles in Louisiana.", [("Lake Charles", "US"), ("Louisiana", "US")]),
        ("Miners in Mount Isa went on strike.", [("Mount Isa", "AU")]),
        ("A shop burned in Lake City, Florida.", [("Lake City", "US"), ("Florida", "US")]),
        ("Schools in Mount Vernon, Washington, closed.", [("Mount Vernon", "US"), ("Washington", "US")]),
        ("A ferry sank on Lake Mombasa.", []),
    ],
    "capitals that tell nothing": [
        ("haifa, israel", [("haifa", "IL"), ("israel", "IL")]),
        ("TURKEY SHELLS KOBANI, SDF SAYS. TURKEY DENIES IT.", [("TURKEY", "TR"), ("KOBANI", "SY"), ("TURKEY", "TR")]),
        ("the kids ate turkey from a china plate", []),
        ("THEY LEFT US IN THE DARK, AID WORKERS TOLD US", []),
        ("US STRIKES SYRIA AND IRAQ, OFFICIALS SAY", [("US", "US"), ("SYRIA", "SY"), ("IRAQ", "IQ")]),
        ("they walked from mosul to erbil and dohuk", [("mosul", "IQ"), ("erbil", "IQ"), ("dohuk", "IQ")]),
        ("Clashes In The North Of Aleppo And In The Streets Of Homs", [("Aleppo", "SY"), ("Homs", "SY")]),
    ],
}  # fmt: skip
EACH = [
    pytest.param(text, placed, id=f"{kind}-{i}")
    for kind, rows in PLACED.items()
    for i, (text, placed) in enumerate(rows)
]


def placed_in(text):
    parse = default_engine().parse(read_article(text))
    return [
        (r.toponym.surface, r.place.country)
        for r in parse.resolutions
        if r.place is not None and r.within is None and r.toponym.use is not Use.DEMONYM
    ]


@pytest.mark.parametrize(("text", "placed"), EACH)
def test_what_has_a_place(text, placed):
    assert placed_in(text) == placed


@pytest.mark.parametrize(
    "text",
    ["La said so.", "Port is closed.", "New and old, he said.", "El spoke.", "Al went home."],
)
def test_the_beginning_of_a_name_is_none(text):
    assert placed_in(text) == []


def test_a_name_told_by_its_company_is_the_rules():
    parse = default_engine().parse(read_article("Bor 12\nMalakal 40\nBentiu 3"))
    assert {t.found_by for t in parse.toponyms} == {By.RULE}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("See https://a.example/Paris now", ["See", "now"]),
        ("@Moscow_Times said", ["said"]),
        ("ask a.b@c-d.example, please", ["ask", "please"]),
        ("either Kyiv/Lviv or 3/4", ["either", "Kyiv", "Lviv", "or", "3", "4"]),
        ("at a.example/Gaza: shells", ["at", "shells"]),
        ("five @ Homs", ["five", "Homs"]),
    ],
)
def test_words_of_addresses_are_no_words(text, words):
    assert [token.text for token in tokenise(text, Span(0, len(text)))] == words


def titled(text):
    return re.sub(
        r"[^\W\d_]+(?:['’][^\W\d_]+)*", lambda m: m[0][0].upper() + m[0][1:].lower(), text
    )


@cache
def places(text):
    parse = default_engine().parse(read_article(text))
    return Counter(
        (r.toponym.surface.casefold(), r.place.id)
        for r in parse.resolutions
        if r.place is not None and r.within is None and r.toponym.use is not Use.DEMONYM
    )


MOST_LOST = 0.04  # of the placed names, as promised; no more of others than were there before
MOST_ADDED = {"capitals": 27, "small letters": 17, "Title Case": 25}
CASES = {"capitals": str.upper, "small letters": str.lower, "Title Case": titled}


@pytest.mark.parametrize("case", CASES)
def test_the_gold_passages_keep_their_places_in_any_case(case):
    lost = added = total = 0
    for passage in PASSAGES:
        before, after = places(passage["text"]), places(CASES[case](passage["text"]))
        total += before.total()
        lost += (before - after).total()
        added += (after - before).total()
    assert total > 400
    assert lost <= MOST_LOST * total
    assert added <= MOST_ADDED[case]


# Text, and every name in it that has a place: kinds that their neighbours tell.
TOLD = {
    "people by one given name": [
        ("Samira phoned her aunt Hala from Amman.", [("Amman", "JO")]),
        ("Their sons, Yusuf, Karim and Tamim, were asleep when the wall fell.", []),
        ("“I buried Rima,” said her brother Nabil.", []),
        ("Halima spoke to Nizar. Nizar wept.", []),
        ("Her daughters Sara and Dina left Homs.", [("Homs", "SY")]),
        ("Amal and Yara were born in Tartus.", [("Tartus", "SY")]),
        ("Shells fell on Hala, in Sindh.", [("Hala", "PK"), ("Sindh", "PK")]),
    ],
    "ordinary words that are a line by themselves": [
        ("Peace. Union. Justice.", []),
        ("Union.\n\nTwo men met in Basra.", [("Basra", "IQ")]),
        ("Hope. Liberty. Independence.", []),
        ("Commerce.\nIndustry.\nUnion.", []),
        ("Turkey.", [("Turkey", "TR")]),
    ],
    "teams of a match, and firms of a market": [
        ("Valencia beat Granada 3-1; Parma drew with Torino.", []),
        ("Roma lost to Bologna 0-2.", []),
        ("Santander, Nokia and Shell rose on the exchange.", []),
        ("Getafe defeated Sevilla 1-0 on Sunday.", []),
        ("Nokia slumped in early trading.", []),
        ("The Denver Broncos and the New Orleans Saints lost.", []),
        ("Rebels beat men in Aleppo.", [("Aleppo", "SY")]),
    ],
    "sites by their word": [
        ("Rockets hit Aleppo airport at dawn.", [("Aleppo", "SY")]),
        ("Shells landed near the Zaporizhzhia nuclear power plant.", [("Zaporizhzhia", "UA")]),
        ("Flights left Kuwait International Airport.", [("Kuwait International Airport", "KW")]),
        ("Planes wait at Kabul International Airport.", [("Kabul International Airport", "AF")]),
        ("Many fled Zaatari camp.", [("Zaatari", "JO")]),
        ("Water rose behind Mosul Dam.", [("Mosul Dam", "IQ")]),
    ],
    "what befalls a place": [
        ("Ivanivka was shelled, in Donetsk region.", [("Ivanivka", "UA"), ("Donetsk", "UA")]),
        ("Gao did not fall. Timbuktu fell.", [("Gao", "ML"), ("Timbuktu", "ML")]),
        ("Kaya was attacked again.", [("Kaya", "BF")]),
        ("Manbij has not been taken.", [("Manbij", "SY")]),
        ("Smith was hit. Apple was targeted.", []),
        ("Kupiansk was not hit.", [("Kupiansk", "UA")]),
        ("Manbij was taken. Raqqa was not.", [("Manbij", "SY"), ("Raqqa", "SY")]),
        ("Gao did not fall. Kidal did. " * 3, [("Gao", "ML"), ("Kidal", "ML")] * 3),
        ("The bill fell. Smith did not.", []),
    ],
    "a state or the town of a like name": [
        ("Oklahoma said it would sue.", [("Oklahoma", "US")]),
        ("Kansas says no.", [("Kansas", "US")]),
        ("Dominican soldiers stopped a bus in Santiago.", [("Santiago", "DO")]),
        ("Lagos said it was ready.", [("Lagos", "NG")]),
        ("Iowa agreed to pay.", [("Iowa", "US")]),
    ],
    "names with their word of kind": [
        ("Fighting went on in Rakhine State.", [("Rakhine State", "MM")]),
        ("Kachin State and Shan State were quiet.", [("Kachin State", "MM"), ("Shan State", "MM")]),
        ("The Juba and Shabelle rivers burst their banks.", [("Juba", "SO"), ("Shabelle", "SO")]),
        ("The Kentucky Department of Education agreed.", [("Kentucky", "US")]),
        ("Taiwan, the Republic of China, voted.", [("Taiwan", "TW"), ("Republic of China", "TW")]),
        ("The People’s Republic of China agreed.", [("People’s Republic of China", "CN")]),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "placed"),
    [
        pytest.param(text, placed, id=f"{kind}-{i}")
        for kind, rows in TOLD.items()
        for i, (text, placed) in enumerate(rows)
    ],
)
def test_what_its_neighbours_tell(text, placed):
    assert placed_in(text) == placed
