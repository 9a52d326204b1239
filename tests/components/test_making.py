"""A session's texts: made once, one at a time, within what a page can show."""

import pickle

import pytest

from components.making import Desk
from components.views import choices, panel, shown
from components.views import map as map_view
from geo import ArticleError, Pool, WorkError, default_engine, map_evidence, read_article, survey
from tests import chores

ENGINE = "dateline-1"
ONE = b"Shells hit Homs on Monday. Aleppo was quiet."
OTHER = b"Rockets fell on Kharkiv."


class Held:
    """A job that ends when the test says so."""

    def __init__(self, data):
        self.data, self.stage, self.seconds, self.stopped = data, "", 12.4, False

    def wait(self, _seconds):
        return False

    def stop(self):
        self.stopped = True

    def result(self):
        return pickle.dumps(f"made of {self.data.decode()}")


class Counter:
    """A pool that only counts what is asked for."""

    def __init__(self):
        self.jobs, self.before, self.expected = [], None, shown.make_packed

    def submit(self, function, data):
        assert function is self.expected
        self.jobs.append(Held(data))
        return self.jobs[-1]

    def ahead(self, job):
        assert job in self.jobs
        return self.before


@pytest.fixture
def pool():
    return Counter()


@pytest.fixture
def desk(pool):
    return Desk(pool)


def test_a_text_is_made_once_however_often_it_is_brought(desk, pool):
    desk.begin(ONE, ENGINE)
    desk.begin(ONE, ENGINE)
    assert desk.finish() == (ONE, f"made of {ONE.decode()}")
    assert desk.made(ONE, ENGINE) == f"made of {ONE.decode()}"
    assert len(pool.jobs) == 1


def test_a_text_brought_again_is_ready_without_work(desk, pool):
    desk.begin(ONE, ENGINE)
    desk.finish()
    desk.begin(ONE, ENGINE)
    assert desk.is_busy
    assert desk.wait(0)
    assert desk.progress() is None
    assert desk.finish() == (ONE, f"made of {ONE.decode()}")
    assert len(pool.jobs) == 1


def test_another_engine_makes_it_anew(desk):
    desk.begin(ONE, ENGINE)
    desk.finish()
    assert desk.made(ONE, "dateline-2") is None


def test_another_text_ends_the_work_on_the_first(desk, pool):
    desk.begin(ONE, ENGINE)
    desk.begin(OTHER, ENGINE)
    assert [job.stopped for job in pool.jobs] == [True, False]


def test_stopping_leaves_nothing_to_wait_for(desk, pool):
    desk.begin(ONE, ENGINE)
    assert not desk.wait(0)
    desk.stop()
    assert pool.jobs[0].stopped
    assert desk.wait(0)
    assert desk.finish() is None
    assert desk.made(ONE, ENGINE) is None


def test_only_the_last_twelve_are_kept(desk):
    texts = [f"Text {number} of Homs.".encode() for number in range(13)]
    for text in texts:
        desk.begin(text, ENGINE)
        desk.finish()
    assert [desk.made(text, ENGINE) is None for text in texts] == [True] + [False] * 12


def test_the_way_it_has_come_is_said(desk, pool):
    assert desk.progress() is None
    desk.begin(ONE, ENGINE)
    size = "12 seconds, 44 bytes"
    pool.before = 2
    assert desk.progress().words == f"Waiting, 2 before you. {size}"
    pool.before = None
    assert desk.progress().words == f"Starting. {size}"
    pool.jobs[0].stage = "names"
    assert desk.progress().words == f"Step 3 of 5: finding names. {size}"
    assert desk.progress().share == pytest.approx(0.4)


def test_an_address_is_asked_by_others_than_those_that_read(desk, pool):
    desk.begin(ONE, ENGINE)
    asking = Counter()
    asking.expected = choices.fetch
    desk.fetch("https://a.example/", asking)
    assert (len(pool.jobs), pool.jobs[0].stopped) == (1, True)
    assert asking.jobs[0].data == "https://a.example/"
    assert desk.is_reading
    assert desk.is_asking
    assert desk.progress().words == "Asking the address. 12 seconds"
    asking.before = 1
    assert desk.progress().words == "Waiting, 1 before you. 12 seconds"
    desk.begin(ONE, ENGINE)
    assert asking.jobs[0].stopped
    assert not desk.is_asking


def test_every_stage_of_the_work_has_words():
    told = []
    shown.make(told.append, ONE)
    assert told == list(shown.STAGES)


def test_what_is_made_is_what_the_views_say():
    made = shown.make(shown.untold, ONE)
    parse = default_engine().parse(read_article(ONE))
    assert shown.opened(made.parse) == (parse, None)
    assert made.map == map_view.build(map_evidence([parse]))
    assert made.panel == panel.pack(panel.build(survey([parse])))
    assert made.names == len(parse.resolutions)
    assert made.readings.of(0)[1] == tuple(c.place for c in parse.resolutions[0].candidates)


@pytest.mark.parametrize(
    ("bound", "least"), [("MOST_NAMES", "names"), ("MOST_BYTES", "bytes of excerpts")]
)
def test_more_than_a_page_can_show_is_refused_with_the_limit_and_the_remedy(
    monkeypatch, bound, least
):
    monkeypatch.setattr(shown, bound, 1)
    with pytest.raises(ArticleError, match=f"{least}, and the page shows up to 1; split it"):
        shown.make(shown.untold, ONE)


def test_a_desk_and_a_pool_make_an_article_together():
    pool = Pool(chores.nothing)
    desk = Desk(pool)
    desk.begin(ONE, ENGINE)
    data, made = desk.finish()
    assert data == ONE
    assert made == shown.make(shown.untold, ONE)
    desk.begin(b"\x00\x00", ENGINE)
    with pytest.raises(ArticleError):
        desk.finish()
    pool.close()


def test_a_full_queue_leaves_nothing_under_way():
    desk = Desk(Pool(chores.nothing, places=0))
    with pytest.raises(WorkError, match="try again"):
        desk.begin(ONE, ENGINE)
    assert desk.progress() is None


def test_files_are_read_by_a_child_and_kept_to_choose_from():
    pool = Pool(chores.nothing)
    desk = Desk(pool)
    desk.bring([("a.txt", ONE), ("b.txt", OTHER)])
    assert desk.is_reading
    assert desk.finish() is None  # no text is under way
    assert desk.take() is desk.brought
    assert desk.times_brought == 1
    assert [choice.words for choice in desk.brought.choices] == [ONE, OTHER]
    assert not desk.is_busy
    assert desk.take() is None
    pool.close()


def test_files_that_hold_no_article_leave_nothing_to_choose_from():
    pool = Pool(chores.nothing)
    desk = Desk(pool)
    desk.bring([("a.zip", b"PK\x03\x04")])
    with pytest.raises(ArticleError, match="cut off"):
        desk.take()
    assert desk.brought is None
    assert not desk.is_busy
    pool.close()


def test_a_text_ends_the_reading_of_files_and_is_no_file(desk, pool):
    pool.expected = choices.read
    desk.bring([("a.txt", ONE)])
    assert desk.progress().words == "Reading the files. 12 seconds, 44 bytes"
    pool.expected = shown.make_packed
    desk.begin(ONE, ENGINE)
    assert pool.jobs[0].stopped
    assert not desk.is_reading
    assert desk.take() is None
    assert desk.is_busy


def test_of_an_article_that_was_forgotten_nothing_is_held():
    desk = Desk(None)
    for article in ("gone", "kept"):
        desk.memory.parses[article] = ("mark", None)
        desk.memory.settled[article] = ((), None)
    desk.look = ("gone", "words", None), None
    desk.let_go("gone")
    assert set(desk.memory.parses) == set(desk.memory.settled) == {"kept"}
    assert desk.look is None
