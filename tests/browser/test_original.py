"""An article of a case beside the PDF or the page that it came as, the passage marked in it."""

import re
from pathlib import Path

import pytest

from geo import Hand, default_engine, read_documents
from geo.case import Arrival, Case, add
from tests.browser.conftest import OWN, serving
from tests.browser.test_axe import faults
from tests.browser.test_reader import heading

FILES = Path(__file__).parents[1] / "geo" / "intake" / "files"
CAME = ("columns.pdf", "page.html")


@pytest.fixture(scope="module")
def articles(tmp_path_factory):
    folder = tmp_path_factory.mktemp("original")
    path = folder / "home" / OWN / "one.gpkg"
    path.parent.mkdir(parents=True)
    ids = []
    with Case.new(path, "Floods", Hand(who="Ann")) as case:
        for name in CAME:
            data = (FILES / name).read_bytes()
            (document,) = read_documents(data, name=name)
            article = document.article(name=name)
            add(case, Arrival(input=name, name=name, data=data, article=article),
                default_engine(), Hand(who="Ann"))  # fmt: skip
            ids.append(article.id)
    return folder, path, ids


@pytest.fixture(scope="module")
def server(articles):
    folder, path, _ = articles
    with serving(folder, "--case", str(path), DATELINE_WHO="Ann") as ours:
        yield ours


def opened(open_page, article, **window):
    page = open_page(f"?article={article}", **window)
    heading(page, "Flood closes the road")
    page.get_by_role("button", name="Original").click()
    return page, page.get_by_role("dialog", name="The article as it came")


def test_a_pdf_is_shown_page_by_page(open_page, articles):
    page, dialog = opened(open_page, articles[2][0])
    dialog.get_by_text("The passage is marked.").wait_for()
    picture = dialog.get_by_role("img", name="Page 1 of the PDF, the passage marked")
    picture.wait_for()
    assert picture.evaluate("async (i) => { await i.decode(); return i.naturalWidth }") >= 990
    assert faults(page) == []
    dialog.get_by_label("Page, of 2").fill("2")
    page.keyboard.press("Enter")
    dialog.get_by_text("The passage was not found on this page").wait_for()
    dialog.get_by_role("img", name="Page 2 of the PDF").wait_for()
    page.keyboard.press("Escape")
    dialog.wait_for(state="detached")


def test_a_page_is_shown_with_nothing_in_it_that_runs(open_page, articles):
    page, dialog = opened(open_page, articles[2][1])
    dialog.get_by_text("The passage is marked.").wait_for()
    inside = dialog.frame_locator(".original iframe")
    inside.locator("mark").first.wait_for()
    assert re.search("Mosul|Duhok", inside.locator("mark").first.inner_text())
    assert inside.locator("mark").first.evaluate(
        "m => { const r = m.getBoundingClientRect(); return r.top >= 0 && r.top < innerHeight }"
    )
    assert faults(page) == []


def test_on_a_telephone_it_fits(open_page, articles):
    page, dialog = opened(open_page, articles[2][0], width=400, height=800)
    dialog.locator("img").wait_for()
    wide = page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0
    assert dialog.locator("img").bounding_box()["width"] <= 400
