"""An address in the dialog: offered where it was allowed, asked when pressed, read as files are."""

import pytest
from streamlit.testing.v1 import AppTest

from components import cached
from geo import ArticleError
from geo.intake import address
from tests.components.test_intake import _page, choose, shown
from tests.geo.intake.test_address import PAGE
from tests.geo.web.test_fetch import OUTSIDE, content, judge, look_up, moved, serving


@pytest.fixture
def allowed(monkeypatch):
    monkeypatch.setenv("DATELINE_FETCH", "yes")


class Done:
    """A job that ended before anybody looked."""

    stage, seconds = "", 0.0

    def __init__(self, function, args):
        self._call = function, args

    def wait(self, _seconds):
        return True

    def stop(self):
        pass

    def result(self):
        function, args = self._call
        return function(lambda _stage: None, *args)


class Here:
    """A pool that works in this process, where the test's own server is permitted."""

    def submit(self, function, *args):
        return Done(function, args)

    def ahead(self, _job):
        return None


@pytest.fixture
def outside(allowed, monkeypatch):  # noqa: ARG001 - it asks the page's own way
    real = address.Guard
    monkeypatch.setattr(
        address, "Guard", lambda **bounds: real(judge=judge, look_up=look_up, **bounds)
    )
    monkeypatch.setattr(cached, "_fetching_pool", Here)
    with serving(OUTSIDE) as server:
        server.url = f"http://outside.test:{server.port}"
        yield server


def page():
    return AppTest.from_function(_page, default_timeout=60).run()


def ask(url):
    at = page()
    at.text_input(key="intake-url").set_value(url)
    next(b for b in at.button if b.label == "Ask this address").click().run()
    while "Stop" in {button.label for button in at.button}:
        at.run()
    assert not at.exception
    return at


@pytest.mark.parametrize("value", [None, "", "no", "1", "YES"])
def test_without_leave_no_address_can_be_given(monkeypatch, value):
    monkeypatch.delenv("DATELINE_FETCH", raising=False)
    if value is not None:
        monkeypatch.setenv("DATELINE_FETCH", value)
    at = page()
    assert not at.text_input
    assert [b.label for b in at.button] == ["Map this article"]
    assert at.text[0].value.endswith("Nothing is sent anywhere.")
    with pytest.raises(ArticleError, match="asks for no address"):
        cached.fetch("https://a.example/")


@pytest.mark.usefixtures("allowed")
def test_the_page_says_before_it_is_pressed_what_the_button_sends():
    words = [text.value for text in page().text]
    assert words[0].endswith("Nothing is sent anywhere unless you have the address below asked.")
    assert words[1].startswith("This one asks the network")
    assert words[1].endswith("Nothing is asked before you press the button.")


@pytest.mark.usefixtures("allowed")
@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://127.0.0.1:9/secret", "it was not asked"),
        ("http://169.254.169.254/latest/meta-data/", "it was not asked"),
        ("http://[::ffff:127.0.0.1]/", "it was not asked"),
        ("file:///etc/passwd", "is no address of a page"),
        ("www.example.org/flood", "is no address of a page"),
        ("", "is no address of a page"),
    ],
)
def test_an_address_that_is_refused_gets_its_sentence_from_the_child(url, why):
    at = ask(url)
    assert why in at.error[0].value
    assert at.error[0].value.endswith(".")
    assert shown(at) == "None"
    assert at.text_input(key="intake-url").value == url  # to be put right


def test_a_page_is_asked_for_once_and_only_when_pressed(outside):
    outside.answers["/flood?id=7"] = [content(PAGE, "Content-Type: text/html")]
    url = f"{outside.url}/flood?id=7"
    at = page()
    at.text_input(key="intake-url").set_value(url).run()
    assert outside.asked == []
    at = ask(url.replace("http://", "http://me:secret@"))
    assert len(outside.asked) == 1
    assert at.text_input(key="intake-title-0").value == "Flood near Duhok"
    choose(at)
    assert f'"url": "{url}"' in shown(at)
    assert "secret" not in shown(at)
    assert len(outside.asked) == 1


def test_words_alone_are_read_and_keep_their_address(outside):
    outside.answers["/a.txt"] = [content(b"Shells hit Homs on Monday. Aleppo was quiet.")]
    assert f"{outside.url}/a.txt" in shown(choose(ask(f" {outside.url}/a.txt\n")))


def test_a_way_inside_is_refused_and_what_is_no_article_told(outside):
    outside.answers["/a"] = [moved("http://127.0.0.3/secret")]
    outside.answers["/b"] = [content(b"PK\x03\x04")]
    assert "at a private address" in ask(f"{outside.url}/a").error[0].value
    assert "is a ZIP or Office file" in ask(f"{outside.url}/b").error[0].value
