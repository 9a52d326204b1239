"""What is held between two openings of a case: read once, and never passed for what is new."""

from geo import Answer, Case, Memory, Terms, What
from geo.case import deciding, keeping, undo
from geo.types import Status
from tests.geo.case.keeping import TEXT, hand, made

NO = Answer(what=What.NOT_A_PLACE)


def read(path, article, memory):
    with Case.open(path, memory=memory) as case:
        return case.settled(article)


def article_of(path):
    with Case.open(path) as case:
        return case.ids()[0]


def test_an_article_is_read_once(tmp_path, monkeypatch):
    path = made(tmp_path, TEXT)
    article, memory, times = article_of(path), Memory(), []
    unpacked = keeping.unpacked
    monkeypatch.setattr(keeping, "unpacked", lambda record: times.append(1) or unpacked(record))
    assert read(path, article, memory) is read(path, article, memory)
    assert len(times) == 1
    assert read(path, article, None) == read(path, article, memory)


def test_what_another_program_decides_meanwhile_is_seen(tmp_path):
    path = made(tmp_path, TEXT)
    article, memory = article_of(path), Memory()
    before = read(path, article, memory)
    with Case.open(path, write=True) as case:
        deciding.decide_mentions(case, "Mosul", article, NO, Terms(hand=hand()))
    decided = read(path, article, memory)
    assert [r.status for r in decided.parse.resolutions].count(Status.REJECTED) == 2
    with Case.open(path, write=True) as case:
        undo(case, None, hand())
    assert read(path, article, memory) == before


def test_a_write_that_fails_leaves_nothing_of_it(tmp_path, monkeypatch):
    path = made(tmp_path, TEXT)
    article, memory = article_of(path), Memory()
    before = read(path, article, memory)

    def fail(*_):
        msg = "no room"
        raise OSError(msg)

    monkeypatch.setattr(deciding, "derive", fail)
    try:
        with Case.open(path, write=True, memory=memory) as case:
            deciding.decide_mentions(case, "Mosul", article, NO, Terms(hand=hand()))
    except OSError:
        pass
    assert read(path, article, memory) == before


def test_no_more_articles_are_held_than_asked_for(tmp_path):
    path = made(tmp_path, TEXT, "Mosul.", "Tikrit.")
    memory = Memory(most=2)
    with Case.open(path, memory=memory) as case:
        ids = case.ids()
        for article in ids:
            case.settled(article)
    assert tuple(memory.settled) == tuple(memory.parses) == ids[1:]


def test_what_is_in_the_case_no_more_is_held_no_more(tmp_path):
    path = made(tmp_path, TEXT, "Mosul.")
    memory = Memory()
    with Case.open(path, memory=memory) as case:
        first, second = case.ids()
        for article in (first, second):
            case.settled(article)
    memory.keep_to({second})
    assert tuple(memory.settled) == tuple(memory.parses) == (second,)


def test_what_is_held_of_a_decision_is_what_the_log_says(tmp_path):
    path = made(tmp_path, TEXT)
    article, memory = article_of(path), Memory()
    with Case.open(path, write=True, memory=memory) as case:
        deciding.decide_mentions(case, "Mosul", article, NO, Terms(hand=hand()))
        held, entry = case.settled(article), case.log()[-1]
    assert {decided.when for decided in held.decided.values()} == {entry.when}
    assert held == read(path, article, None)
