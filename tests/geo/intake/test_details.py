"""What of each format is read and what is left out, as docs/intake.md says."""

from datetime import date

import pytest

from geo.intake import read_documents
from geo.intake.dates import date_line, day_of
from geo.intake.formats import docx as word
from geo.intake.formats import html, mail, odt
from geo.intake.formats.blocks import paragraphs
from geo.intake.languages import language_of
from tests.hostile_files import docx as make_docx
from tests.hostile_files import odt as make_odt

MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
TABLE = 'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'


def run(words):
    return f"<w:r><w:t>{words}</w:t></w:r>"


def text_of(room, data):
    (found,) = room.read(data, "")
    return found.text


def test_a_docx_is_read_as_reviewed():
    body = (
        f"<w:p>{run('The army ')}<w:ins>{run('left')}</w:ins>"
        "<w:del><w:r><w:delText>took</w:delText></w:r></w:del>"
        f"<w:moveFrom>{run(' Aleppo')}</w:moveFrom>{run(' Homs.')}</w:p>"
    )
    assert text_of(word, make_docx(body)) == "The army left Homs."


def test_a_docx_keeps_rows_breaks_and_links_and_says_a_frame_once():
    cell = "<w:tc><w:p>{}</w:p></w:tc>".format
    body = (
        f"<w:p>{run('Homs')}<w:r><w:tab/></w:r>{run('4')}<w:r><w:br/></w:r>{run('Hama')}</w:p>"
        f"<w:p><w:hyperlink>{run('Zakho')}</w:hyperlink></w:p>"
        f"<w:tbl><w:tr>{cell(run('Duhok'))}{cell(run('80'))}</w:tr>"
        f"<w:tr>{cell(run('Erbil'))}{cell(run('90'))}</w:tr></w:tbl>"
        f"<w:p><mc:AlternateContent {MC}><mc:Choice>{run('A frame')}</mc:Choice>"
        f"<mc:Fallback>{run('A frame')}</mc:Fallback></mc:AlternateContent></w:p>"
    )
    assert text_of(word, make_docx(body)) == (
        "Homs\t4\nHama\n\nZakho\n\nDuhok\t80\nErbil\t90\n\nA frame"
    )


def test_an_odt_is_read_as_reviewed_without_notes_and_with_its_rows():
    body = (
        "<text:tracked-changes><text:p>The army took Homs.</text:p></text:tracked-changes>"
        "<text:p>The army<text:s/>left<text:note><text:p>They say.</text:p></text:note>"
        " Homs<text:tab/>and<text:line-break/>Hama.</text:p>"
        f"<table:table {TABLE}><table:table-row><table:table-cell><text:p>Duhok</text:p>"
        "</table:table-cell><table:table-cell><text:p>80</text:p></table:table-cell>"
        "</table:table-row></table:table><text:p>After.</text:p>"
    )
    assert text_of(odt, make_odt(body)) == ("The army left Homs\tand\nHama.\n\nDuhok\t80\n\nAfter.")


def test_blocks_of_html_are_paragraphs_and_scripts_are_none():
    page = (
        "<div>One<p>two<br>three</p><script>no()</script> four <b>and</b> five</div>"
        "<table><tr><td>Duhok</td><td>80</td></tr><tr><td>Erbil</td></tr></table><!-- no -->"
        "<ul><li>six</li></ul>"
    )
    assert paragraphs(page) == ("One\n\ntwo\nthree\n\nfour and five\n\nDuhok\t80\n\nErbil\n\nsix")
    assert paragraphs("") == paragraphs("<script>x</script>") == ""


@pytest.mark.parametrize(
    ("data", "charset", "words"),
    [
        ("Łódź".encode(), "", "Łódź"),
        ("Łódź".encode("utf-8-sig"), "", "Łódź"),
        ("Łódź".encode("utf-16"), "", "Łódź"),
        ("Łódź".encode("iso8859-2"), "iso-8859-2", "Łódź"),
        (b"<meta charset=windows-1251>" + "Київ".encode("cp1251"), "", "Київ"),
        (b'<?xml version="1.0" encoding="koi8-u"?>' + "Київ".encode("koi8-u"), "", "Київ"),
        (b"<meta charset=idna>" + "Київ".encode(), "", "Київ"),
        ("“Homs”".encode("cp1252"), "", "“Homs”"),
    ],
)
def test_a_page_is_read_in_its_encoding(data, charset, words):
    assert html.characters(data, charset).endswith(words)


def test_lines_that_a_mail_program_cut_are_whole():
    letter = (
        b"From: a@example.org\nTo: b@example.org\nSubject: Re: Fwd: Flood\n"
        b"Content-Type: text/plain; format=flowed\n\nThe road is \nclosed.\nNobody came.\n"
    )
    (found,) = mail.read(letter, "")
    assert (found.title, found.text) == ("Flood", "The road is closed.\nNobody came.")


@pytest.mark.parametrize(
    ("head", "day"),
    [
        (["Flood", "12 March 2021"], "2021-03-12"),
        (["Flood", "Published: March 12, 2021 at 8.30"], "2021-03-12"),
        (["Flood", "By The Desk | 2021-03-12"], "2021-03-12"),
        (["Flood", "12 de marzo de 2021"], "2021-03-12"),
        (["Повінь", "12 березня 2021"], "2021-03-12"),
        (["12 March 2021", "Flood"], "2021-03-12"),
        (["The massacre of 12 March 2021 is remembered", "Homs"], ""),
        (
            [
                "Flood",
                "Rain fell on 12 March 2021 as it had fallen for a week, and nobody was out.",
            ],
            "",
        ),
        (["Flood", "12/03/2021"], ""),
        (["Flood", "On 12 March 2021 shells hit Homs."], ""),
        (["Flood", "On 12 March 2021 shells hit Homs"], ""),
        (["Flood", "Shells hit Homs on 12 March 2021"], ""),
        (["Flood", "Updated on 12 March 2021, 08:30 GMT"], "2021-03-12"),
        (["Flood", "By The Example Desk, Mosul \u00b7 12 March 2021"], "2021-03-12"),
        (["Flood", "99 March 2021"], ""),
        ([], ""),
    ],
)
def test_a_line_that_is_a_date_and_little_else_dates_an_article(head, day):
    assert date_line(head) == day


def test_a_day_that_may_be_two_is_none():
    assert day_of("2021-03-12T08:30:00+03:00") == "2021-03-12"
    assert day_of("Fri, 12 Mar 2021 08:30:00 +0300") == "2021-03-12"
    assert day_of("03/04/2021") == day_of("soon") == day_of("") == ""


@pytest.mark.parametrize(
    ("text", "declared", "stated", "language"),
    [
        ("Heavy rain has closed the road between Mosul and Duhok since Thursday.", "", False, "en"),
        ("Heavy rain has closed the road between Mosul and Duhok.", "en_GB", False, "en-GB"),
        (
            "De fortes pluies ont coupé la route entre Mossoul et Dahouk jeudi.",
            "en-US",
            False,
            "fr",
        ),
        ("De fortes pluies ont coupé la route entre Mossoul et Dahouk jeudi.", "en", True, "en"),
        (
            "Дощі затопили дорогу між Одесою та Ізмаїлом, і родини пішли.",
            "nonsense tag",
            False,
            "uk",
        ),
        ("4", "de", False, "de"),
        ("4", "", False, ""),
    ],
)
def test_the_words_tell_the_language_before_what_a_page_declares(text, declared, stated, language):
    assert language_of(text, declared, is_stated=stated) == language


def test_the_day_a_file_was_made_is_not_the_day_of_its_article():
    data = make_docx("<w:p><w:r><w:t>Shells hit Homs.</w:t></w:r></w:p>")
    (document,) = read_documents(data)
    assert document.published is None
    (document,) = read_documents(b"# Homs\n\nOn **12 March 2021** shells hit Homs and Hama.\n")
    assert document.published is None
    (document,) = read_documents(b"# Homs\n\n**12 March 2021**\n\nShells hit Homs and Hama.\n")
    assert document.published == date(2021, 3, 12)
