"""`dateline case`: a contract other programs rely on, each line of it."""

import hashlib
import json
import re
import sqlite3
import sys
from pathlib import Path

import pytest

from tests.commanding import runner
from tests.copying import begin

SAMPLE = Path(__file__).parents[1] / "data" / "articles" / "inherent-resolve.txt"
FILES = Path(__file__).parent / "geo" / "intake" / "files"
HOMS = "Shells fell on Homs on Monday. “We left Tikrit,” said Ann Lee."
HEX = re.compile(r"[0-9a-f]{64}")


@pytest.fixture
def dateline(monkeypatch, capfdbinary):
    """Run the command in this process, as Ann: (status, output, errors)."""
    monkeypatch.setenv("DATELINE_WHO", "Ann")
    return runner(monkeypatch, capfdbinary)


@pytest.fixture
def case(dateline, tmp_path):
    """A case with one article of two names."""

    def of_two_names(path):
        assert dateline("case", "new", path, "--title", "One")[0] == 0
        assert dateline("case", "add", path, "-", stdin=HOMS.encode())[0] == 0

    path = tmp_path / "one.gpkg"
    begin(path, of_two_names)
    return path


def answer(told):
    status, out, err = told
    assert (status, err) == (0, "")
    return json.loads(out)


def lines(told):
    status, out, err = told
    assert (status, err) == (0, "")
    return [json.loads(line) for line in out.splitlines()]


def refused(told, *said, status=2):
    found, out, err = told
    assert (found, out) == (status, "")
    assert err.startswith("dateline: ")
    assert err.count("\n") == 1
    for words in said:
        assert words in err


def id_of(text):
    return hashlib.sha256(text.encode()).hexdigest()


def test_new_makes_a_case_told_by_its_first_bytes(dateline, tmp_path):
    path = tmp_path / "case.of-any-name"
    made = answer(dateline("case", "new", path, "--title", "Mosul, spring", "--json"))
    assert made == {
        "case": str(path), "title": "Mosul, spring", "entry": 1, "head": made["head"],
    }  # fmt: skip
    assert HEX.fullmatch(made["head"])
    first = path.read_bytes()
    assert first.startswith(b"SQLite format 3\0")
    assert first[68:72] == b"GPKG"
    assert answer(dateline("case", "list", path, "--json"))["articles"] == []


def test_new_takes_the_title_from_the_file(dateline, tmp_path):
    assert answer(dateline("case", "new", tmp_path / "spring.gpkg", "--json"))["title"] == "spring"


@pytest.mark.parametrize("content", [b"", b"mine", None])
def test_new_never_writes_over_a_file(dateline, tmp_path, content):
    path = tmp_path / "there.gpkg"
    if content is None:
        dateline("case", "new", path)
        content = path.read_bytes()
    else:
        path.write_bytes(content)
    refused(dateline("case", "new", path), "there.gpkg", "is there already")
    assert path.read_bytes() == content
    assert [p.name for p in tmp_path.iterdir()] == ["there.gpkg"]


def test_new_says_where_nothing_can_be_made(dateline, tmp_path):
    refused(dateline("case", "new", tmp_path / "no" / "folder.gpkg"), "folder.gpkg")


def test_add_prints_a_line_for_each_input(dateline, case, tmp_path):
    folder = tmp_path / "in"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.txt").write_text("Two were hurt in Erbil.", encoding="utf-8")
    (folder / "deep" / "b.txt").write_text("Kirkuk was quiet.", encoding="utf-8")
    (folder / ".hidden.txt").write_text("Basra.", encoding="utf-8")
    (folder / "c.pdf").write_bytes(b"\x89PNG\r\n\x1a\n")
    status, out, err = dateline("case", "add", case, folder, "-", "--json", stdin=HOMS.encode())
    made = [json.loads(line) for line in out.splitlines()]
    assert status == 1
    assert err.count("\n") == 1
    assert "c.pdf" in err
    assert [Path(m["input"]).name for m in made] == ["a.txt", "c.pdf", "b.txt", "-"]
    assert set(made[1]) == {"input", "error"}
    assert made[0] == {
        "input": str(folder / "a.txt"), "source": "s2", "article": id_of("Two were hurt in Erbil."),
        "new": True, "same_as": None, "names": 1, "listed": 0,
    }  # fmt: skip
    assert made[3] == {
        "input": "-", "source": "s1", "article": id_of(HOMS), "new": False, "same_as": None,
        "names": 2, "listed": 0,
    }  # fmt: skip


def test_add_may_be_run_again(dateline, case):
    before = case.read_bytes()
    again = answer(dateline("case", "add", case, "-", "--json", stdin=HOMS.encode()))
    assert (again["new"], again["source"]) == (False, "s1")
    listed = answer(dateline("case", "list", case, "--json"))
    assert listed["entry"] == 2
    assert len(listed["articles"][0]["sources"]) == 1
    assert len(before) == len(case.read_bytes())


def test_one_text_from_two_sites_is_one_article_with_two_sources(dateline, case):
    said = ("--url", "https://b.example/1", "--publisher", "B", "--published", "2021-02-28")
    made = answer(dateline("case", "add", case, "-", *said, "--json", stdin=HOMS.encode()))
    assert (made["new"], made["source"], made["same_as"]) == (True, "s2", "s1")
    (article,) = answer(dateline("case", "list", case, "--json"))["articles"]
    first, second = article["sources"]
    assert first["url"] is first["publisher"] is first["published"] is None
    assert second == {
        "source": "s2", "url": "https://b.example/1", "publisher": "B", "published": "2021-02-28",
        "retrieved": second["retrieved"], "sha256": id_of(HOMS),
    }  # fmt: skip
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", second["retrieved"])


def test_a_title_given_holds(dateline, case):
    dateline("case", "add", case, "-", "--title", "My\ttitle\n", stdin=b"Basra was quiet.")
    assert answer(dateline("case", "list", case, "--json"))["articles"][1]["title"] == "My title"


def test_lines_of_articles_are_articles(dateline, case, tmp_path):
    rows = [
        {"id": 1, "text": "Basra was quiet.", "title": "One", "published": "2021"},
        {"id": 2},
        {"id": 3, "text": "Mosul fell.", "title": "\ud800 two", "url": "https://a.example/2",
         "published": "2021-03-04T05:06:07Z"},
    ]  # fmt: skip
    docs = tmp_path / "docs.jsonl"
    docs.write_text("\n".join(json.dumps(row) for row in rows))
    status, out, err = dateline("case", "add", case, docs, "--json")
    made = [json.loads(line) for line in out.splitlines()]
    assert (status, err.count("\n")) == (1, 2)
    assert ["error" in m for m in made] == [True, True, False]
    kept = answer(dateline("case", "list", case, "--json"))["articles"][1]
    assert kept["title"] == "? two"
    assert kept["sources"][0]["published"] == "2021-03-04"


@pytest.mark.parametrize(
    ("words", "said"),
    [(("--published", "soon"), "soon"), (("--published", "2021-13-01"), "2021-13-01")],
)
def test_add_refuses_what_is_no_date(dateline, case, words, said):
    refused(dateline("case", "add", case, SAMPLE, *words), said)
    assert answer(dateline("case", "list", case, "--json"))["entry"] == 2


def test_add_takes_an_address_and_says_what_failed(dateline, case, monkeypatch):
    from contextlib import contextmanager

    from geo.intake import address
    from geo.web import Answer

    @contextmanager
    def server(url, guard, _):
        assert guard.max_bytes == 100_000_000
        found = url.endswith("/there")
        status, reason = (200, "OK") if found else (404, "Not Found")
        blocks = iter([b"Basra ", b"was quiet."])
        yield Answer(url=url, status=status, reason=reason, headers={}, blocks=blocks)

    monkeypatch.setattr(address, "opened", server)
    site = "https://a.example"
    status, out, _ = dateline("case", "add", case, f"{site}/there", f"{site}/not", "--json")
    first, second = [json.loads(line) for line in out.splitlines()]
    assert (status, first["article"]) == (1, id_of("Basra was quiet."))
    assert "404 Not Found" in second["error"]
    kept = answer(dateline("case", "list", case, "--json"))["articles"][1]
    assert kept["sources"][0]["url"] == f"{site}/there"


def test_files_of_any_kind_are_added_with_what_they_say_of_themselves(dateline, case):
    files = [FILES / name for name in ("page.html", "writer.pdf", "feed.rss")]
    status, out, _ = dateline("case", "add", case, *files, "--json")
    made = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    assert [m["input"] for m in made] == [
        *map(str, files[:2]), f"{files[2]}:1", f"{files[2]}:2"
    ]  # fmt: skip
    kept = answer(dateline("case", "list", case, "--json"))["articles"][1:]
    title = "Flood closes the road between Mosul and Duhok"
    assert [a["title"] for a in kept] == [title, title, "Flood near Duhok", "Ferry stopped"]
    (page,) = kept[0]["sources"]
    said = {name: page[name] for name in ("url", "publisher", "published", "sha256")}
    assert said == {
        "url": "https://courier.example/2021/flood", "publisher": "The Example Courier",
        "published": "2021-03-12", "sha256": hashlib.sha256(files[0].read_bytes()).hexdigest(),
    }  # fmt: skip
    assert kept[3]["sources"][0]["url"] == "https://courier.example/3"
    assert answer(dateline("case", "verify", case, "--json"))["ok"] is True
    again = dateline("case", "add", case, *files, "--json")[1].splitlines()
    assert [json.loads(line)["new"] for line in again] == [False] * 4


def test_list_tells_articles_and_their_sources(dateline, case):
    told = answer(dateline("case", "list", case, "--json"))
    assert {k: v for k, v in told.items() if k not in {"head", "articles"}} == {
        "case": str(case), "title": "One", "entry": 2,
    }  # fmt: skip
    (article,) = told["articles"]
    assert {k: v for k, v in article.items() if k not in {"sources", "near"}} == {
        "article": id_of(HOMS), "title": HOMS[:30], "language": "en", "names": 2, "on_map": 2,
        "listed": 0, "decided": 0, "story": None,
    }  # fmt: skip
    status, out, err = dateline("case", "list", case)
    assert (status, err) == (0, "")
    assert f"head {told['head']}" in out
    assert id_of(HOMS)[:8] in out


def test_list_tells_near_duplicates(dateline, case):
    story = " ".join(
        f"Shells fell on quarter {n} of Mosul and {n + 3} were hurt." for n in range(12)
    )
    texts = [story, f"Another headline\n\n{story[:400]}", "Basra was quiet on Monday, they said."]
    for text in texts:
        dateline("case", "add", case, "-", stdin=text.encode())
    told = answer(dateline("case", "list", case, "--json"))["articles"]
    ids = [article["article"] for article in told]
    assert [article["near"] for article in told] == [[], [ids[2]], [ids[1]], []]
    assert dateline("case", "list", case)[1].count("(near-duplicates: 1)") == 2


def test_show_is_the_object_of_parse_with_who_decided(dateline, case):
    shown = answer(dateline("case", "show", case, id_of(HOMS)[:8], "--json"))
    parsed = json.loads(dateline("parse", "-", stdin=HOMS.encode())[1])
    assert [t.pop("decided") for t in shown["toponyms"]] == [None, None]
    assert [q.pop("decided") for q in shown["quotes"]] == [None]
    assert shown.pop("unfit") == []
    assert shown == parsed
    out = dateline("case", "show", case, id_of(HOMS))[1]
    assert re.search(r"15:19  Homs  .*\(geonames:\d+\), P1  model", out)


def test_show_of_a_case_counts_it(dateline, case):
    told = answer(dateline("case", "show", case, "--json"))
    assert {k: told[k] for k in ("title", "entry", "articles", "sources", "names")} == {
        "title": "One", "entry": 2, "articles": 1, "sources": 1, "names": 2,
    }  # fmt: skip
    assert f"head: {told['head']}" in dateline("case", "show", case)[1]


@pytest.mark.parametrize("words", ["e237e09f", "zzzzzzzz", "%", "", "12345678" * 9])
def test_an_unknown_article_is_refused(dateline, case, words):
    refused(dateline("case", "show", case, words), "no article has it")


def test_digits_of_two_articles_are_refused(dateline, case):
    with sqlite3.connect(case) as db:
        first = id_of(HOMS)
        other = first[:20] + "0" * 44
        db.execute("CREATE TEMP TABLE two AS SELECT * FROM articles")
        db.execute("UPDATE two SET id = 7, article = ?", (other,))
        db.execute("INSERT INTO articles SELECT * FROM two")
    db.close()
    refused(dateline("case", "show", case, first[:20]), "give more digits")
    assert answer(dateline("case", "show", case, first[:40], "--json"))["id"] == first


def test_log_tells_each_entry_and_its_hash(dateline, case):
    first, second = lines(dateline("case", "log", case, "--json"))
    keys = {
        "entry", "when", "who", "tool", "what", "article", "span", "before", "after", "why",
        "undoes", "previous", "hash",
    }  # fmt: skip
    assert set(first) == set(second) == keys
    assert (first["entry"], first["what"], first["previous"]) == (1, "new", "0" * 64)
    assert (second["entry"], second["what"], second["previous"]) == (2, "add", first["hash"])
    assert (second["who"], second["article"]) == ("Ann", id_of(HOMS))
    for entry in (first, second):
        plain = {k: v for k, v in entry.items() if k != "hash"}
        words = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        assert hashlib.sha256(words.encode()).hexdigest() == entry["hash"]
    assert lines(dateline("case", "log", case, "--since", "1", "--json")) == [second]
    assert lines(dateline("case", "log", case, "--since", "2", "--json")) == []
    assert "add" in dateline("case", "log", case)[1].splitlines()[1]


def test_verify_of_a_whole_case(dateline, case):
    told = answer(dateline("case", "verify", case, "--json"))
    checks = dict.fromkeys(
        ("file", "chain", "originals", "texts", "words", "state", "layers"), True
    )
    head = answer(dateline("case", "list", case, "--json"))["head"]
    assert told == {"ok": True, "entries": 2, "head": head, "checks": checks, "faults": []}
    first = lines(dateline("case", "log", case, "--json"))[0]["hash"]
    assert answer(dateline("case", "verify", case, "--head", first, "--json"))["ok"]
    assert head in dateline("case", "verify", case)[1]


def test_verify_says_that_a_head_is_not_in_the_chain(dateline, case):
    status, out, err = dateline("case", "verify", case, "--head", "f" * 64)
    assert (status, out) == (1, "")
    assert "chain: log: the head ffff" in err
    told = json.loads(dateline("case", "verify", case, "--head", "f" * 64, "--json")[1])
    assert [k for k, v in told["checks"].items() if not v] == ["chain"]
    assert set(told["faults"][0]) == {"check", "where", "sentence"}


def test_who_is_said_or_set_or_the_login_name(dateline, case, monkeypatch):
    def last():
        return lines(dateline("case", "log", case, "--json"))[-1]["who"]

    dateline("case", "add", case, "-", "--who", "Bo\n Lee", stdin=b"Basra was quiet.")
    assert last() == "Bo Lee"
    dateline("case", "add", case, "-", stdin=b"Mosul was quiet.")
    assert last() == "Ann"
    monkeypatch.delenv("DATELINE_WHO")
    monkeypatch.setenv("LOGNAME", "cleo")
    dateline("case", "add", case, "-", stdin=b"Homs was quiet.")
    assert last() == "cleo"
    refused(dateline("case", "add", case, "-", "--who", " \t", stdin=b"x"), "--who")


COMMANDS = [
    ("add", "-"), ("list",), ("show",), ("show", "e237e09f"), ("log",), ("verify",),
]  # fmt: skip


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_what_is_no_case_is_refused_by_every_command(dateline, tmp_path, words):
    verb, *rest = words
    files = {
        "missing.gpkg": None,
        "text.gpkg": b"An article of some length, " * 20,
        "empty.gpkg": b"",
        "short.gpkg": b"SQLite format 3\0",
    }
    for name, content in files.items():
        path = tmp_path / name
        if content is not None:
            path.write_bytes(content)
        refused(dateline("case", verb, path, *rest, stdin=b"x"), name)
        assert (path.read_bytes() if content is not None else None) == content


def foreign(path, *statements):
    db = sqlite3.connect(path)
    for words in statements:
        db.execute(words)
    db.commit()
    db.close()


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_files_of_others_are_refused_and_left_alone(dateline, tmp_path, words):
    verb, *rest = words
    other, package = tmp_path / "notes.db", tmp_path / "roads.gpkg"
    foreign(other, "CREATE TABLE notes (id)")
    foreign(package, "CREATE TABLE roads (id)", "PRAGMA application_id = 1196444487")
    for path, said in ((other, "SQLite file of another"), (package, "GeoPackage of another")):
        before = path.read_bytes()
        refused(dateline("case", verb, path, *rest, stdin=b"x"), said, path.name)
        assert path.read_bytes() == before


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_newer_case_is_refused(dateline, case, words):
    foreign(case, "UPDATE dateline_case SET format = 99")
    verb, *rest = words
    refused(dateline("case", verb, case, *rest, stdin=b"x"), "newer Dateline", "format 99")


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_damaged_case_is_a_sentence(dateline, case, words):
    data = bytearray(case.read_bytes())
    data[100:4000] = b"\xff" * 3900
    case.write_bytes(data)
    verb, *rest = words
    refused(dateline("case", verb, case, *rest, stdin=b"x"), case.name)


def test_a_busy_case_is_status_three(dateline, case, monkeypatch):
    from geo.case import opening

    monkeypatch.setattr(opening, "WAIT", 0.05)
    holder = sqlite3.connect(case, isolation_level=None)
    holder.execute("PRAGMA journal_mode = WAL")
    holder.execute("BEGIN IMMEDIATE")
    try:
        told = dateline("case", "add", case, "-", stdin=b"Basra was quiet.")
        refused(told, "busy", "try again", status=3)
        assert answer(dateline("case", "list", case, "--json"))["entry"] == 2  # readers never wait
    finally:
        holder.execute("ROLLBACK")
        holder.close()
    assert dateline("case", "add", case, "-", stdin=b"Basra was quiet.")[0] == 0


def test_a_closed_case_is_one_file(case):
    assert [p.name for p in case.parent.iterdir()] == [case.name]
    with sqlite3.connect(case) as db:
        assert db.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    db.close()


def test_hostile_words_come_back_as_they_were(dateline, case):
    text = "Shells hit Homs. <script>alert(1)</script> ' OR 1=1 -- \u202e =1+1 \U0001f642"
    made = answer(dateline("case", "add", case, "-", "--json", stdin=text.encode()))
    told = answer(dateline("case", "show", case, made["article"], "--json"))
    assert told["toponyms"][0]["name"] == "Homs"
    assert answer(dateline("case", "verify", case, "--json"))["ok"]


@pytest.mark.skipif(sys.platform == "win32", reason="no such file system there")
def test_a_name_with_odd_letters_is_a_file_all_the_same(dateline, tmp_path):
    path = tmp_path / "ein Fall?x=1#%41 «é».gpkg"
    assert dateline("case", "new", path)[0] == 0
    assert dateline("case", "add", path, "-", stdin=HOMS.encode())[0] == 0
    assert [p.name for p in tmp_path.iterdir()] == [path.name]
