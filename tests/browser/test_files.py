"""Files of several kinds, brought to the page as a reader brings them."""

import re
from pathlib import Path

import pytest

FILES = Path(__file__).parents[1] / "geo" / "intake" / "files"
TITLE = "Flood closes the road between Mosul and Duhok"


def bring(page, *names):
    """Choose files in the dialog and send them."""
    page.frame_locator("iframe").first.locator("path.leaflet-interactive").first.wait_for()
    page.get_by_role("button", name="New article").first.click()
    dialog = page.get_by_role("dialog")
    dialog.locator("input[type=file]").set_input_files([FILES / name for name in names])
    dialog.get_by_text(Path(names[-1]).name).first.wait_for()
    dialog.get_by_role("button", name="Map this article").click()
    return dialog


def map_chosen(dialog):
    """Press the button of the article chosen, once the form of the one before is gone."""
    button = dialog.get_by_role("button", name="Map the article chosen")
    button.nth(1).wait_for(state="detached")
    button.click()


@pytest.mark.parametrize("name", ["columns.pdf", "writer.docx", "page.html", "python.eml"])
def test_a_file_is_read_its_fields_are_shown_and_it_is_mapped(open_page, name):
    page = open_page()
    dialog = bring(page, name)
    title = dialog.get_by_label("Title")
    title.wait_for()
    assert title.input_value() == TITLE
    for part, said in (("year", "2021"), ("month", "03"), ("day", "12")):
        assert dialog.get_by_label(f"{part}, Published").inner_text() == said
    title.fill("The flood near Duhok")
    map_chosen(dialog)
    page.get_by_role("heading", name="The flood near Duhok").first.wait_for()
    page.get_by_text(re.compile("12 March 2021")).first.wait_for()


def test_of_several_files_one_article_is_chosen(open_page):
    page = open_page()
    dialog = bring(page, "articles.csv", "feed.rss", "writer.odt")
    box = dialog.get_by_role("combobox", name=re.compile("One of 5 articles"))
    box.wait_for()
    box.click()
    page.get_by_role("option", name=re.compile("2. Ferry stopped")).click()
    dialog.get_by_label("Title").and_(page.locator("[value='Ferry stopped']")).wait_for()
    map_chosen(dialog)
    page.get_by_role("heading", name="Ferry stopped").first.wait_for()


def test_a_file_that_cannot_be_read_is_a_sentence_in_the_dialog(open_page, tmp_path):
    cut = tmp_path / "cut.docx"
    cut.write_bytes((FILES / "writer.docx").read_bytes()[:2000])
    page = open_page()
    dialog = bring(page, cut)
    dialog.get_by_text(re.compile("cut.docx' is .*cut off; get it again")).wait_for()
    assert page.get_by_text("Traceback").count() == 0
