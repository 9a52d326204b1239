"""
Files made to do harm or to confuse: bombs, loops, cut off, locked, damaged, misnamed.

Each kind yields a name, the bytes, and how reading must end: "read", "refused", or "either" where
a damaged file may still give words.
"""

import base64
import io
import random
import re
import zipfile
import zlib
from pathlib import Path

FILES = Path(__file__).parent / "geo" / "intake" / "files"
WORDS = "Heavy rain has closed the road between Mosul and Duhok since Thursday. "
CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    'relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/'
    '2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ODT_TYPE = "application/vnd.oasis.opendocument.text"
OFFICE = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
LAUGHS = (
    "<!DOCTYPE z ["
    + "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10 if i else "ha" * 5}">' for i in range(10))
    + "]>"
)
OF_A_FILE = '<!DOCTYPE z [<!ENTITY s SYSTEM "file:///etc/passwd">]>'
BLOWUP = f'<!DOCTYPE z [<!ENTITY a "{"x" * 50_000}">]>'
_BLOCK = 1 << 20
QUOTED = 50_000  # times an entity is used in the blow-up


def zipped(parts, *, packed=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packed) as held:
        for name, content in parts:
            held.writestr(name, content)
    return out.getvalue()


def docx(body, head='<?xml version="1.0"?>', more=()):
    xml = f"{head}<w:document {W}><w:body>{body}</w:body></w:document>"
    return zipped(
        [
            ("[Content_Types].xml", CONTENT_TYPES),
            ("_rels/.rels", RELATIONS),
            ("word/document.xml", xml),
            *more,
        ]
    )


def odt(body, head='<?xml version="1.0"?>', more=()):
    xml = (
        f"{head}<office:document-content {OFFICE}><office:body><office:text>{body}"
        "</office:text></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as held:
        held.writestr(zipfile.ZipInfo("mimetype"), ODT_TYPE)
        for name, content in [("content.xml", xml), *more]:
            held.writestr(name, content)
    return out.getvalue()


def pdf(objects, *, root=1):
    """A PDF of objects as they are given, with a right table of where they stand."""
    out, at = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, start=1):
        at.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(at) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in at)
    return out + b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(at) + 1,
        root,
        start,
    )


def stream(content, words=b""):
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (words, len(content), content)


def packed_zeros(size):
    """Deflated zeros that unpack to `size` bytes, made of one packed block over and over."""
    packer = zlib.compressobj(9)
    head = packer.compress(b"") + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(bytes(_BLOCK)) + packer.flush(zlib.Z_FULL_FLUSH)
    end = packer.flush()[:-4]  # without the sum, which is of one block alone
    adler = (size % 65_521) << 16 | 1  # of zeros: RFC 1950
    return head + block * (size // _BLOCK) + end + adler.to_bytes(4, "big")


PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
CATALOG, PAGES = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"


def one_page(content, words=b""):
    return pdf([CATALOG, PAGES, PAGE, stream(content, words), FONT])


def bombs():
    paragraph = f"<w:p><w:r><w:t>{WORDS}</w:t></w:r></w:p>"
    yield "bomb.docx", docx(paragraph * 600_000), "refused"
    yield "blank-bomb.docx", docx("<w:p/>" + " " * 60_000_000), "refused"
    yield (
        "picture-bomb.docx",
        docx(paragraph, more=[("word/media/a.png", bytes(250_000_000))]),
        "refused",
    )
    yield (
        "parts.docx",
        docx(paragraph, more=[(f"word/p{i}.bin", b"") for i in range(6_000)]),
        "refused",
    )
    yield "bomb.odt", odt(f"<text:p>{WORDS}</text:p>" * 800_000), "refused"
    yield "blank-bomb.odt", odt(" " * 60_000_000), "refused"
    yield "blanks.odt", odt(f'<text:p>{WORDS}<text:s text:c="999999999"/></text:p>'), "read"
    yield "nested.zip", zipped([("a.zip", zipped([("b.txt", bytes(50_000_000))]))]), "refused"
    yield "bomb.pdf", one_page(packed_zeros(1 << 30), b"/Filter/FlateDecode"), "refused"
    twice = zlib.compress(packed_zeros(1 << 30), 9)
    yield "bomb-twice.pdf", one_page(twice, b"/Filter[/FlateDecode/FlateDecode]"), "refused"
    yield "fifty.html", b"<html><body>" + f"<p>{WORDS}</p>".encode() * 640_000, "refused"
    yield "fifty.txt", WORDS.encode() * 700_000, "refused"
    yield "fifty.md", b"# Flood\n\n**x** [a](b)\n\n" + WORDS.encode() * 700_000, "refused"
    yield "fifty.rtf", rb"{\rtf1 " + WORDS.encode() * 750_000 + b"}", "refused"
    yield "fifty.csv", b"title,text\n" + b'"a","' + WORDS.encode() * 750_000 + b'"', "refused"
    mail = b"From: a@example.org\nTo: b@example.org\nSubject: Flood\nContent-Type: text/html\n\n"
    yield "fifty.eml", mail + f"<p>{WORDS}</p>".encode() * 600_000, "refused"
    packed = mail[:-1] + b"Content-Transfer-Encoding: base64\n\n"
    yield "packed.eml", packed + base64.b64encode(f"<p>{WORDS}</p>".encode() * 200_000), "refused"


def entities():
    for name, head, use in (
        ("laughs", LAUGHS, "&l9;"),
        ("secret", OF_A_FILE, "&s;"),
        ("blow-up", BLOWUP, "&a;" * QUOTED),
        ("loop", '<!DOCTYPE z [<!ENTITY a "&b;"><!ENTITY b "&a;">]>', "&a;"),
        ("abroad", '<!DOCTYPE z SYSTEM "http://192.0.2.1/z.dtd">', ""),
    ):
        body = f"{WORDS}{use}"
        ends = "either" if name in {"abroad", "secret"} else "refused"
        yield f"{name}.docx", docx(f"<w:p><w:r><w:t>{body}</w:t></w:r></w:p>", head), ends
        yield f"{name}.odt", odt(f"<text:p>{body}</text:p>", head), ends
        meta = f"{head}<office:document-meta {OFFICE}>{use}</office:document-meta>"
        yield f"{name}-meta.odt", odt(f"<text:p>{WORDS}</text:p>", more=[("meta.xml", meta)]), ends
        rss = f"{head}<rss version='2.0'><channel><item><title>a</title><description>{body}</description></item></channel></rss>"
        yield f"{name}.rss", rss.encode(), "either"
        yield f"{name}.xhtml", f"{head}<html><body><p>{body}</p></body></html>".encode(), "either"


def pages():
    yield "deep.html", b"<html><body>" + b"<div>" * 200_000 + WORDS.encode(), "either"
    yield (
        "deep-closed.html",
        b"<html><body>" + b"<b><i>" * 50_000 + WORDS.encode() + b"</i></b>" * 50_000,
        "either",
    )
    yield "open.html", b"<html><body>" + b"<p " * 300_000, "either"
    yield "comments.html", b"<!--" * 100_000 + b"<html>" + WORDS.encode(), "either"
    yield "many-comments.html", b"<!-- a -->" * 300 + b"<html><body><p>" + WORDS.encode(), "read"
    yield "many-comments.txt", b"<!-- a -->" * 390 + WORDS.encode(), "read"
    yield (
        "attributes.html",
        b"<html><body><p "
        + b" ".join(b"a%d=1" % i for i in range(200_000))
        + b">"
        + WORDS.encode(),
        "either",
    )
    yield (
        "script.html",
        b"<html><head><script>"
        + b"x=1;" * 10_000
        + b"</script></head><body><div id=app></div></body></html>",
        "refused",
    )
    yield "empty.html", b"<html></html>", "refused"
    yield "nothing.html", b"<!doctype html>", "refused"
    yield "nul.html", b"<html><body><p>" + b"\0" * 1000 + WORDS.encode() + b"</p>", "either"
    yield (
        "table.html",
        b"<html><body><table>" + b"<tr><td>Mosul</td><td>4</td></tr>" * 50_000 + b"</table>",
        "either",
    )
    yield "tables.html", b"<html><body>" + b"<table><tr><td>" * 5_000 + WORDS.encode(), "either"
    yield (
        "charset.html",
        b"<html><head><meta charset=idna></head><body><p>" + WORDS.encode() * 9,
        "read",
    )
    yield (
        "unicode-escape.html",
        b"<html><head><meta charset=unicode_escape></head><body><p>" + WORDS.encode() * 9,
        "read",
    )
    yield (
        "utf-7.html",
        b"<html><head><meta charset=utf-7></head><body><p>" + WORDS.encode() * 9,
        "read",
    )
    yield "utf16.html", f"<html><body><p>{WORDS * 9}</p></body></html>".encode("utf-16"), "read"
    yield (
        "redirect.html",
        b'<html><head><meta http-equiv="refresh" content="0;url=http://192.0.2.1/"></head><body><p>'
        + WORDS.encode() * 9,
        "read",
    )
    yield (
        "date.html",
        b'<html><head><meta property="article:published_time" content="'
        + b"9" * 100_000
        + b'"></head><body><p>'
        + WORDS.encode() * 9,
        "read",
    )
    yield (
        "ld.html",
        b'<html><head><script type="application/ld+json">'
        + b"[" * 100_000
        + b"</script></head><body><p>"
        + WORDS.encode() * 9,
        "either",
    )


def documents():
    paragraph = f"<w:p><w:r><w:t>{WORDS}</w:t></w:r></w:p>"
    yield "deep.docx", docx("<w:p>" * 5_000 + "</w:p>" * 5_000), "refused"
    yield (
        "deep-table.docx",
        docx("<w:tbl><w:tr><w:tc>" * 80 + paragraph + "</w:tc></w:tr></w:tbl>" * 80),
        "either",
    )
    yield "empty.docx", docx(""), "refused"
    yield "unclosed.docx", docx("<w:p>"), "refused"
    yield "no-document.docx", zipped([("[Content_Types].xml", CONTENT_TYPES)]), "refused"
    yield "no-types.docx", zipped([("word/document.xml", "<a/>")]), "refused"
    yield (
        "sheet.xlsx",
        zipped([("[Content_Types].xml", CONTENT_TYPES), ("xl/workbook.xml", "<a/>")]),
        "refused",
    )
    yield (
        "sheet.ods",
        zipped(
            [("mimetype", "application/vnd.oasis.opendocument.spreadsheet")],
            packed=zipfile.ZIP_STORED,
        ),
        "refused",
    )
    yield "plain.zip", zipped([("a.txt", WORDS)]), "refused"
    yield "up.docx", docx(paragraph, more=[("../../up.txt", "a"), ("/etc/up", "a")]), "either"
    yield "same-twice.docx", docx(paragraph) + docx(paragraph), "either"
    yield (
        "linked.docx",
        docx(
            paragraph,
            more=[
                (
                    "word/_rels/document.xml.rels",
                    RELATIONS.replace(
                        'Target="word/document.xml"',
                        'TargetMode="External" Target="http://192.0.2.1/a"',
                    ),
                )
            ],
        ),
        "either",
    )
    yield "deep.odt", odt("<text:span>" * 20_000 + "</text:span>" * 20_000), "refused"
    yield (
        "deep-table.odt",
        odt(
            '<table:table xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><table:table-row><table:table-cell>'
            * 900
            + f"<text:p>{WORDS}</text:p>"
            + "</table:table-cell></table:table-row></table:table>" * 900
        ),
        "either",
    )
    yield "empty.odt", odt(""), "refused"
    yield "no-content.odt", zipped([("mimetype", ODT_TYPE)], packed=zipfile.ZIP_STORED), "refused"
    yield "old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096), "refused"
    yield "zero.docx", b"PK\x03\x04" + bytes(100), "refused"


def papers():
    text = b"BT /F 12 Tf 72 700 Td (Heavy rain has closed the road between Mosul and Duhok.) Tj ET"
    yield "page.pdf", one_page(text), "read"
    yield "head-only.pdf", b"%PDF-1.7\n", "refused"
    yield "noise.pdf", b"%PDF-1.7\n" + random.Random(1).randbytes(20_000), "refused"  # noqa: S311 - inputs, not secrets
    yield "kids-loop.pdf", pdf([CATALOG, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"]), "refused"
    yield "root-loop.pdf", pdf([b"1 0 R"]), "refused"
    yield (
        "count.pdf",
        pdf([CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 2000000000>>", PAGE, stream(text), FONT]),
        "either",
    )
    many = b" ".join(b"%d 0 R" % n for n in range(3, 2003))
    yield (
        "pages.pdf",
        pdf(
            [
                CATALOG,
                b"<</Type/Pages/Kids[" + many + b"]/Count 2000>>",
                *[b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"] * 2000,
            ]
        ),
        "refused",
    )
    yield "empty-page.pdf", one_page(b""), "refused"
    yield "arrays.pdf", pdf([CATALOG, PAGES, b"[" * 100_000 + b"]" * 100_000]), "refused"
    yield (
        "form-loop.pdf",
        pdf(
            [
                CATALOG,
                PAGES,
                PAGE.replace(b"/Font", b"/XObject<</X 6 0 R>>/Font"),
                stream(b"/X Do"),
                FONT,
                stream(
                    b"/X Do",
                    b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>",
                ),
            ]
        ),
        "refused",
    )
    yield "letters.pdf", one_page(b"BT /F 1 Tf " + b"(a) Tj 1 0 Td " * 300_000 + b"ET"), "either"
    yield "huge-font.pdf", one_page(text.replace(b" 12 Tf", b" 1e38 Tf")), "either"
    yield "nan.pdf", one_page(text.replace(b"72 700 Td", b"1e400 -1e400 Td")), "either"
    yield "prefix.pdf", b"junk\n" * 100 + one_page(text), "either"
    yield "prev-loop.pdf", one_page(text).replace(b"/Root", b"/Prev 9/Root"), "either"
    yield (
        "javascript.pdf",
        pdf(
            [
                CATALOG.replace(
                    b">>",
                    b"/OpenAction<</S/JavaScript/JS(app.launchURL\\('http://192.0.2.1'\\))>>>>",
                ),
                PAGES,
                PAGE,
                stream(text),
                FONT,
            ]
        ),
        "read",
    )
    image = b"/Type/XObject/Subtype/Image/Width 8/Height 8/ColorSpace/DeviceGray/BitsPerComponent 8"
    scan = [
        CATALOG,
        PAGES,
        PAGE.replace(b"/Font", b"/XObject<</X 6 0 R>>/Font"),
        stream(b"q 600 0 0 700 0 0 cm /X Do Q"),
        FONT,
        stream(bytes(64), image),
    ]
    yield "scan.pdf", pdf(scan), "refused"
    yield (
        "image-bomb.pdf",
        pdf(
            [
                *scan[:5],
                stream(
                    packed_zeros(1 << 28),
                    image.replace(b"Width 8/Height 8", b"Width 60000/Height 60000")
                    + b"/Filter/FlateDecode",
                ),
            ]
        ),
        "refused",
    )


def letters():
    head = b"From: a@example.org\nTo: b@example.org\nSubject: Flood near Duhok\nDate: Fri, 12 Mar 2021 08:30:00 +0300\n"
    yield "plain.eml", head + b"\n" + WORDS.encode(), "read"
    yield "empty.eml", head + b"\n", "refused"
    deep = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (i, i) for i in range(2_000)
    )
    yield "deep.eml", head + deep + b"\n" + WORDS.encode(), "either"
    rfc = b"Content-Type: message/rfc822\n\n" + head
    yield "within.eml", head + rfc * 2_000 + b"\n" + WORDS.encode(), "either"
    yield "headers.eml", head + b"X-A: b\n" * 200_000 + b"\n" + WORDS.encode(), "read"
    yield "long-header.eml", head + b"X-A: " + b"(" * 300_000 + b"\n\n" + WORDS.encode(), "read"
    yield (
        "subject.eml",
        head.replace(b"Flood near Duhok", b"=?utf-8?q?" + b"=41" * 100_000 + b"?=")
        + b"\n"
        + WORDS.encode(),
        "either",
    )
    yield (
        "comments.eml",
        head.replace(b"a@example.org", b"(" * 50_000 + b"a@example.org") + b"\n" + WORDS.encode(),
        "either",
    )
    yield (
        "charset.eml",
        head + b"Content-Type: text/plain; charset=nonsense\n\n" + WORDS.encode(),
        "read",
    )
    yield (
        "zlib.eml",
        head + b"Content-Type: text/plain; charset=zlib_codec\n\n" + WORDS.encode(),
        "read",
    )
    yield "base64.eml", head + b"Content-Transfer-Encoding: base64\n\n" + b"!!!!" * 10_000, "either"
    yield (
        "date.eml",
        head.replace(b"Fri, 12 Mar 2021", b"Fri, 99 Foo 99999999999") + b"\n" + WORDS.encode(),
        "read",
    )
    yield (
        "locked.eml",
        head
        + b'Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary=b\n\n--b\n\nx\n--b--\n',
        "refused",
    )
    yield (
        "smime.eml",
        head + b"Content-Type: application/pkcs7-mime; smime-type=enveloped-data\n\nMIIB",
        "refused",
    )
    yield (
        "box.mbox",
        b"From a@example.org Fri Mar 12 08:30:00 2021\n" + head + b"\n" + WORDS.encode(),
        "refused",
    )
    yield (
        "no-page.mhtml",
        b"From: <Saved by Blink>\nSnapshot-Content-Location: http://a.example/\nSubject: a\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: image/png\n\nx\n--b--\n",
        "refused",
    )


def tables():
    yield "rows.csv", b"title,text\n" + f'"Flood","{WORDS}"\n'.encode() * 10, "read"
    yield "no-words.csv", b"title,text\nFlood,\n", "refused"
    yield "header.csv", b"title,text\n", "refused"
    yield "quote.csv", b'title,text\n"Flood,' + WORDS.encode() * 100, "refused"
    yield "nul.csv", b"title,text\nFlood,\0\0" + WORDS.encode(), "either"
    yield "wide.csv", b"title,text," + b"a," * 1_900 + b"\n" + b"x," * 2_000 + b"\n", "read"
    yield "rows-bomb.csv", b"title,text\n" + b"a,b\n" * 1_000_000, "refused"
    archived = b'status,metadata,media\nsuccess,"%s",[]\n'
    good = b"{'url': 'https://a.example/', 'title': 'Flood', 'timestamp': datetime.datetime(2021, 3, 12, 8, 30), 'content': 'Heavy rain near Duhok.'}"
    yield "archived.csv", archived % good, "read"
    yield "nested.csv", archived % (b"(" * 100_000), "refused"
    yield "code.csv", archived % b"{'content': __import__('os').system('id')}", "refused"
    yield "repeat.csv", archived % b"{'content': 'a' * 10**10}", "refused"
    yield "deep.jsonl", b'{"text": "a"}\n' + b"[" * 200_000, "refused"
    yield "number.jsonl", b'{"text": "Mosul", "id": ' + b"1" * 1_000_000 + b"}\n", "either"
    yield "broken.jsonl", b'{"text": "Mosul"}\n{"text": ', "refused"
    yield "list.jsonl", b'{"text": "Mosul"}\n[1]\n', "refused"
    yield (
        "types.jsonl",
        b'{"text": "Mosul fell.", "title": {"a": 1}, "published": [1], "url": 5}\n',
        "read",
    )
    yield "surrogate.jsonl", rb'{"text": "Mosul \ud800 fell.", "title": "\udfff"}', "read"
    item = f"<item><title>a</title><description>{WORDS}</description></item>"
    rss = "<rss version='2.0'><channel><title>b</title>{}</channel></rss>"
    yield "feed.rss", rss.format(item).encode(), "read"
    yield "empty.rss", rss.format("").encode(), "refused"
    yield "items.rss", rss.format(item * 2_000).encode(), "refused"
    yield "deep.rss", rss.format("<item>" * 50_000).encode(), "either"
    yield "broken.rss", rss.format(item)[:-30].encode(), "either"


def notes():
    yield "open.rtf", rb"{\rtf1\ansi " + WORDS.encode(), "refused"
    yield (
        "deep.rtf",
        rb"{\rtf1 " + b"{" * 200_000 + b"}" * 200_000 + WORDS.encode() + b"}",
        "either",
    )
    yield "page.rtf", rb"{\rtf1\ansi\ansicpg99999 " + WORDS.encode() + b"}", "either"
    yield "unicode.rtf", rb"{\rtf1 " + rb"\u99999999 " * 1_000 + WORDS.encode() + b"}", "either"
    yield "hex.rtf", rb"{\rtf1 " + rb"\'zz" * 10_000 + WORDS.encode() + b"}", "either"
    yield "empty.rtf", rb"{\rtf1}", "refused"
    yield "words.txt", rb"{\rtf1\ansi " + WORDS.encode() + b"}", "read"
    yield "quotes.md", b"# a\n\n**b**\n\n" + b">" * 100_000 + WORDS.encode(), "either"
    yield "brackets.md", b"# a\n\n**b**\n\n" + b"[" * 100_000 + WORDS.encode(), "either"
    yield "stars.md", b"# a\n\n**b**\n\n" + b"*a **b " * 50_000 + WORDS.encode(), "either"
    yield (
        "lists.md",
        b"# a\n\n**b**\n\n" + b"".join(b" " * (2 * i) + b"- x\n" for i in range(500)),
        "either",
    )
    yield "front.md", b"---\n" + b"a: b\n" * 100_000 + b"---\n" + WORDS.encode(), "either"


def damaged():
    """Real files, cut off and with bytes altered, and each under the ending of another kind."""
    real = sorted(path for path in FILES.iterdir() if path.suffix not in {".md", ".typ"})
    chance = random.Random(11)  # noqa: S311 - inputs, not secrets
    for path in real:
        data = path.read_bytes()
        for share in (0.1, 0.5, 0.9):
            yield f"cut-{share}-{path.name}", data[: int(len(data) * share)], "either"
        for number in range(2):
            altered = bytearray(data)
            for _ in range(max(4, len(data) // 500)):
                altered[chance.randrange(len(data))] = chance.randrange(256)
            yield f"altered-{number}-{path.name}", bytes(altered), "either"
        if path.suffix not in {".csv", ".jsonl"}:
            yield f"{path.stem}-{path.suffix[1:]}.txt", data, "read"


NAMED = re.compile(r"[\w.-]+\Z")
