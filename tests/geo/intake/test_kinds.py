"""A file's kind is told by what is in it, whatever its name, and plain text stays plain."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import ArticleError
from geo.intake.kinds import Kind, tell
from tests.growth import MOST, growth
from tests.strategies import hostile_texts

ROOT = Path(__file__).parents[3]
MAIL = b"From: a@example.org\nTo: b@example.org\nSubject: Flood\n\nHoms was calm."
BLINK = (
    b"From: <Saved by Blink>\nSnapshot-Content-Location: https://a.example/\nSubject: a\n"
    b"MIME-Version: 1.0\nContent-Type: multipart/related;\n\tboundary=b\n\n"
)
KINDS = [
    (b"Shells hit Homs.\n\nAleppo was quiet.", Kind.TEXT),
    (b"", Kind.TEXT),
    (b"# Homs\nsays #Homs", Kind.TEXT),  # one sign of Markdown is none
    (b"* 120 tents\n* 80 tents", Kind.TEXT),
    (b"The <b>army</b> left.", Kind.TEXT),
    (b"if a < b and b > c: <p>", Kind.TEXT),
    (b"From: Homs\nThe army left.", Kind.TEXT),
    (b"Date: 12 March\nSubject: Homs\n\nThe army left.", Kind.TEXT),
    (b"Note: text, title and all", Kind.TEXT),
    (b"title, text and pictures", Kind.TEXT),
    (b'{"text" is no JSON', Kind.TEXT),
    (b'{"id": 1}', Kind.TEXT),
    (b"%PDF-1.4", Kind.PDF),
    (b"\n\njunk%PDF-1.4", Kind.PDF),
    (b"{\\rtf1 a}", Kind.RTF),
    (b"\xef\xbb\xbf{\\rtf1 a}", Kind.RTF),
    (b"<!DOCTYPE html><p>", Kind.HTML),
    (b"\xef\xbb\xbf  <!-- saved --> <html lang=en>", Kind.HTML),
    (b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "a" "b"><html>', Kind.HTML),
    ("<html><p>a".encode("utf-16"), Kind.HTML),
    (b"<div><p>a</p><p>b</p><p>c</p><p>d</p></div>", Kind.HTML),  # a page without its head
    (b"<rss version='2.0'>", Kind.FEED),
    (b'<?xml version="1.0"?><!-- a --><feed xmlns="http://www.w3.org/2005/Atom">', Kind.FEED),
    (b"<rdf:RDF xmlns:rdf='a'>", Kind.FEED),
    (MAIL, Kind.MAIL),
    (MAIL.replace(b"\n", b"\r\n"), Kind.MAIL),
    (BLINK, Kind.MHTML),
    (b'{"id": 1, "text": "Homs"}\n{"id": 2}', Kind.JSONL),
    (b"id,title,text\n1,a,b", Kind.CSV),
    (b'"Title";"Text"\n"a";"b"', Kind.CSV),
    (b"status,metadata,media\nsuccess,{},[]", Kind.CSV),
    (b"---\ntitle: Homs\n---\n\nThe army left.", Kind.MARKDOWN),
    (b"# Homs\n\nThe **army** left.", Kind.MARKDOWN),
    (b"Homs\n====\n\n[The army](https://a.example) left.", Kind.MARKDOWN),
]


@pytest.mark.parametrize(("data", "kind"), KINDS, ids=range(len(KINDS)))
def test_what_a_file_is(data, kind):
    assert tell(data, "it") is kind


@pytest.mark.parametrize(
    "path",
    [*(ROOT / "data/articles").glob("*.txt"), *(ROOT / "docs/gallery/articles").glob("*.txt"),
     *(ROOT / "tests/pins/articles").glob("*.txt")],
    ids=lambda path: path.name,
)  # fmt: skip
def test_articles_in_plain_text_are_plain_text(path):
    assert tell(path.read_bytes(), path.name) is Kind.TEXT


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"PK\x03\x04 xl/workbook.xml [Content_Types].xml PK\x05\x06", "no text document"),
        (
            b"PK\x03\x04 mimetypeapplication/vnd.oasis.opendocument.spreadsheet PK\x05\x06",
            "no text document",
        ),
        (b"PK\x03\x04 a.txt PK\x05\x06", "unpack it"),
        (b"PK\x03\x04 a.txt", "cut off"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "locked with a password"),
        (b"\xd0\xcf\x11\xe0 WordDocument", "an old Office file"),
        (b"From a@example.org Fri Mar 12 08:30:00 2021\nFrom: a", "mailbox"),
    ],
)
def test_what_holds_no_article_is_refused_with_the_remedy(data, says):
    with pytest.raises(ArticleError, match=says) as caught:
        tell(data, "'a.docx'")
    assert str(caught.value).startswith("'a.docx' is ")


@given(st.binary(max_size=400))
def test_any_bytes_are_something_or_refused(data):
    with suppress(ArticleError):
        assert isinstance(tell(data, "it"), Kind)


@given(hostile_texts())
def test_any_text_is_something(text):
    assert isinstance(tell(text.encode("utf-8", "surrogatepass"), "it"), Kind)


@pytest.mark.parametrize(
    "unit",
    ["<!-- a -->", "<!--", "<", "<p ", "a: b\n", "a:\n ", "---\n", "a: b\n---\n", "[a](", "**a",
     "#", '{"a":', "[", "text,title,", "From: a\nTo: b\n", "<?xml ", "<!DOCTYPE "],
)  # fmt: skip
def test_telling_takes_time_linear_in_the_file(unit):
    def make(size):
        return (unit * (size // len(unit))).encode()

    assert growth(make, lambda data: tell(data, "it"), 100_000) < MOST
