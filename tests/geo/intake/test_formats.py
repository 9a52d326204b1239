"""Real files of each kind, made by real software, arrive with title, date and words right."""

import io
import json
from datetime import date
from pathlib import Path

import pytest

from geo.articles import read_article
from geo.errors import ArticleError
from geo.intake import Kind, read_documents
from geo.intake.reader import Reader

FILES = Path(__file__).with_name("files")
TITLE = "Flood closes the road between Mosul and Duhok"
DAY = date(2021, 3, 12)
SHARED = []  # who reads
DESK, COURIER = "The Example Desk", "The Example Courier"
BODY = """\
Heavy rain has closed the road between Mosul and Duhok since Thursday, and some four hundred \
families have left their homes in Zakho, near the border with Turkey.
“The bridge at Faysh Khabur is under water, and nobody can cross it before the weekend,” a \
spokesman for the provincial government said.
Lorries wait in a queue that is 20 km long south of Duhok, among them those that carry flour to \
Tal Afar and Sinjar.
Shelters in Erbil
Two schools in Erbil have been opened as shelters. The Red Crescent said it had sent tents from \
Kirkuk, and that more would come from Baghdad.
120 tents for Zakho
80 tents for Tal Afar
The governor of Nineveh asked farmers along the Tigris to move their animals to higher ground.
""".splitlines()
OF_THE_PAGE = [  # what stands on the page beside the article
    "cookie", "Paris", "Sport", "Naples", "Lyon", "Samarra", "Copyright", "Geneva", "newsletter",
    "Basra",
]  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def at_work():
    """One process for all of these files: each is started in a second."""
    with Reader() as reader:
        SHARED.append(reader)
        yield
    SHARED.clear()


def read(name):
    return read_data((FILES / name).read_bytes(), name)


def read_data(data, name=""):
    return read_documents(data, name=name, reader=SHARED[0])


def one(name):
    (document,) = read(name)
    return document


def plain(line):
    return line.lstrip("-•* \t").replace('"', "“", 1).replace('"', "”").strip()


def lines(document):
    """The article's lines, without bullets and with one sort of quotation marks."""
    return [plain(line) for line in document.article().text.split("\n") if line.strip()]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("article.md", Kind.MARKDOWN),
        ("page.html", Kind.HTML),
        ("chromium.mhtml", Kind.MHTML),
        ("writer.pdf", Kind.PDF),
        ("pandoc.docx", Kind.DOCX),
        ("writer.docx", Kind.DOCX),
        ("pandoc.odt", Kind.ODT),
        ("writer.odt", Kind.ODT),
        ("pandoc.rtf", Kind.RTF),
        ("writer.rtf", Kind.RTF),
        ("python.eml", Kind.MAIL),
    ],
)
def test_a_real_file_arrives_whole(name, kind):
    document = one(name)
    assert document.kind is kind
    assert document.data == (FILES / name).read_bytes()
    assert (document.article().title, document.published, document.language) == (TITLE, DAY, "en")
    found = lines(document)
    assert found[0] == TITLE
    assert found[-len(BODY) :] == BODY
    assert set(found[1 : -len(BODY)]) <= {DESK, f"By {DESK}", "12 March 2021"}
    article = document.article()
    assert (article.published, article.language, article.url) == (DAY, "en", document.url)


@pytest.mark.parametrize(
    "name",
    ["article.md", "page.html", "chromium.mhtml", "columns.pdf", "writer.pdf", "pandoc.docx",
     "pandoc.odt", "writer.odt", "writer.rtf", "python.eml"],
)  # fmt: skip
def test_who_wrote_it_is_told(name):
    assert one(name).byline == DESK


@pytest.mark.parametrize("name", ["page.html", "chromium.mhtml"])
def test_a_page_gives_its_article_and_nothing_beside_it(name):
    document = one(name)
    assert (document.publisher, document.url) == (COURIER, "https://courier.example/2021/flood")
    for word in OF_THE_PAGE:
        assert word not in document.text
    assert document.text.count("Thursday evening, seen from the east") <= 1
    assert document.article().publisher == COURIER


def test_two_columns_with_hyphens_are_read_in_order_and_words_are_whole():
    document = one("columns.pdf")
    assert (document.title, document.published, document.byline) == (TITLE, DAY, DESK)
    found = lines(document)
    assert found[:3] == [TITLE, f"By {DESK}", "12 March 2021"]
    assert found[3:5] == BODY[:2]
    assert found[5].startswith(BODY[2])
    assert [line.split()[0] for line in found[6:]] == ["Two", "The", "In", "On", "Ferries"]
    text = "\n".join(found)
    for word in ("families", "Baghdad", "transportation", "municipalities", "Unprecedented"):
        assert word in text.replace("\n", " ")
    assert COURIER not in text  # its running head
    assert "-\n" not in text
    assert not any(line.isdecimal() for line in found)


def test_a_mail_names_what_is_attached():
    assert one("python.eml").notes == ("what is attached was not read: map of the road.pdf",)


def test_a_mail_of_html_in_another_encoding_is_read():
    document = one("html-only.eml")
    assert (document.title, document.language) == ("Повінь під Одесою", "uk")
    title, flood, ferry = document.text.split("\n\n")
    assert title == document.title
    assert flood == (
        "Дощі затопили дорогу між Одесою та Ізмаїлом, і чотириста родин залишили свої домівки у"
        " Рені."
    )
    assert ferry == "Пором через Дунай стоїть."


def fields(document):
    return (document.title, document.published, document.publisher, document.byline, document.url)


def test_lines_of_json_are_articles():
    one_, other = read("articles.jsonl")
    assert fields(one_) == ("Flood near Duhok", DAY, COURIER, DESK, "https://courier.example/1")
    assert fields(other) == (
        "Ferry stopped",
        date(2021, 3, 13),
        None,
        None,
        "https://courier.example/2",
    )
    assert one_.text == "Heavy rain has closed the road between Mosul and Duhok."
    assert json.loads(one_.data)["id"] == "a1"


def test_rows_of_a_table_are_articles_and_what_is_left_out_is_said():
    one_, other = read("articles.csv")
    assert fields(one_) == ("Flood near Duhok", None, COURIER, None, "https://courier.example/1")
    assert one_.text == (
        "Flood near Duhok\n\nHeavy rain has closed the road between Mosul and Duhok.\n\n"
        "Lorries wait."
    )
    assert one_.notes == (
        "rows without words were left out: 2",
        "the date '12/03/2021' is not plain; write it as 2021-03-12",
    )
    assert fields(other) == (
        "Ferry stopped",
        date(2021, 3, 13),
        None,
        None,
        "https://courier.example/2",
    )


def test_auto_archivers_table_is_read_and_never_run():
    document = one("auto-archiver.csv")
    assert fields(document) == ("Post 17", DAY, None, None, "https://channel.example/s/17")
    assert document.text == (
        'Post 17\n\nShelling reported near Izmail at dawn.\nThe port\'s "second" gate is closed.'
    )
    assert document.notes == ("rows without words were left out: 2",)


def test_a_sheet_of_auto_archivers_is_read():
    sheet = (
        "Link,Archive status,Upload Title,Text Content,Upload Timestamp\n"
        "https://channel.example/s/17,success,Post 17,Shelling near Izmail.,2021-03-12T06:05:00\n"
    )
    (document,) = read_data(sheet.encode())
    assert fields(document) == ("Post 17", DAY, None, None, "https://channel.example/s/17")


def test_the_entries_of_a_feed_are_articles():
    one_, other = read("feed.rss")
    assert fields(one_) == ("Flood near Duhok", DAY, COURIER, DESK, "https://courier.example/1")
    assert one_.text == (
        "Flood near Duhok\n\nHeavy rain has closed the road between Mosul and Duhok.\n\n"
        "Lorries wait & drivers sleep in Zakho."
    )
    assert one_.notes == ("entries without words were left out: 1",)
    assert fields(other) == (
        "Ferry stopped",
        date(2021, 3, 13),
        COURIER,
        None,
        "https://courier.example/3",
    )
    french = one("feed.atom")
    assert (french.title, french.published, french.language) == ("Crue", DAY, "fr")
    assert french.byline == "La rédaction"


@pytest.mark.parametrize("name", ["articles.csv", "feed.rss", "feed.atom", "auto-archiver.csv"])
def test_what_one_article_of_several_was_read_from_reads_as_the_same(name):
    for document in read(name):
        (again,) = read_data(document.data)
        assert again.text == document.text
        assert fields(again) == fields(document)


@pytest.mark.parametrize("name", sorted(path.name for path in FILES.iterdir()))
def test_the_ending_of_a_name_tells_nothing(name):
    data = (FILES / name).read_bytes()
    if name.endswith((".typ", ".md")) and name != "article.md":
        return
    named = read_data(data, "article.txt")
    assert [d.text for d in named] == [d.text for d in read_data(data, name)]


def test_plain_text_is_read_as_it_ever_was():
    path = Path(__file__).parents[3] / "data/articles/inherent-resolve.txt"
    (document,) = read_documents(path.read_bytes(), name=path.name)
    assert document.is_plain
    assert document.article() == read_article(path.read_bytes())
    assert document.source() == {}


def test_a_scan_is_told_from_a_text():
    from PIL import Image

    pages = [Image.new("L", (600, 800), 255) for _ in range(3)]

    out = io.BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:])
    with pytest.raises(ArticleError, match=r"'scan\.pdf' is a scan: its 3 pages are pictures"):
        read_data(out.getvalue(), "scan.pdf")


@pytest.mark.parametrize("strength", [2, 3, 4, 6])
def test_a_locked_pdf_is_named_as_such(strength, tmp_path):
    import pikepdf

    with pikepdf.open(FILES / "writer.pdf") as held:
        lock = pikepdf.Encryption(
            owner="a", user="b", R=strength, aes=strength > 3, metadata=strength > 3
        )
        held.save(tmp_path / "locked.pdf", encryption=lock)
    with pytest.raises(ArticleError, match=r"'locked\.pdf' is a PDF locked with a password"):
        read_data((tmp_path / "locked.pdf").read_bytes(), "locked.pdf")


def test_a_pdf_with_some_pages_of_pictures_says_which(tmp_path):

    import pikepdf
    from PIL import Image

    out = io.BytesIO()
    Image.new("L", (600, 800), 255).save(out, "PDF")
    with (
        pikepdf.open(FILES / "writer.pdf") as held,
        pikepdf.open(io.BytesIO(out.getvalue())) as scan,
    ):
        held.pages.extend(scan.pages)
        held.save(tmp_path / "mixed.pdf")
    (document,) = read_data((tmp_path / "mixed.pdf").read_bytes())
    assert document.notes == ("page 2 is a picture, and was not read",)
