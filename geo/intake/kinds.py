"""What a file is, told by what it holds and never by how its name ends."""

from __future__ import annotations

import csv
import io
import json
import re
from enum import StrEnum

from geo.errors import ArticleError

_LOOK = 4096  # characters and bytes at the start that tell
_PDF_WITHIN = 1024  # bytes before a PDF's first words, as its readers allow
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_END_OF_ZIP, _LONGEST_END = b"PK\x05\x06", 66_000  # bytes from the end, with a comment
_OPENDOCUMENT, _ENTRY = b"application/vnd.oasis.opendocument.text", 200  # in the first entry
_RTF = re.compile(rb"\s*\{\s*\\rtf")
_COMMENTS = r"(?>(?:<!--(?:(?!-->).)*-->\s*)*)"
_HTML = re.compile(
    rf"\s*{_COMMENTS}(?:<\?xml[^>]{{0,200}}>\s*)?{_COMMENTS}"
    r"<(?:!doctype\s+html|html|head|body|article|main|meta|title)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(
    r"</?(?:p|div|br|span|a|h[1-6]|ul|li|table|td|article|section)\b[^<>]{0,300}>", re.IGNORECASE
)
_MANY_TAGS = 8  # of HTML within what is looked at: a page without its beginning
_FEED = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<[!?][^<>]{0,500}>\s*)*<(?:\w{1,20}:)?(?:rss|feed|rdf)\b",
    re.IGNORECASE,
)
_HEADER = re.compile(r"[!-9;-~]{1,60}:[ \t]?[^\n]{0,998}(?:\n[ \t][^\n]{0,998})*\n?")
_OF_MAIL = frozenset(
    {"from", "to", "subject", "date", "message-id", "mime-version", "received", "return-path",
     "delivered-to", "content-type", "reply-to"}
)  # fmt: skip
_MAIL_HEADERS = 3  # of a mail's own, at least
_MAILBOX = re.compile(r"From \S+[ \t]+\w{3} \w{3} [ \d]\d ")
_MARKDOWN = (
    re.compile(r"^#{1,6} \S", re.MULTILINE),
    re.compile(r"\[[^\[\]\n]{1,300}\]\(\S{1,500}\)"),
    re.compile(r"(?<!\*)\*\*\w[^*\n]{0,300}\*\*"),
    re.compile(r"^(?:```|~~~)", re.MULTILINE),
    re.compile(r"^\w[^\n]{0,200}\n(?:={3,}|-{3,})[ ]*$", re.MULTILINE),
)
_FRONT_MATTER = re.compile(
    r"---\n(?:[A-Za-z_-]{1,40}:[^\n]{0,500}\n|[ \t-][^\n]{0,500}\n){1,50}---\n"
)
_SIGNS_OF_MARKDOWN = 2  # kinds of them, at least

# Columns of a table of articles, in the words of whoever makes one; the last row of each is
# what auto-archiver writes into a sheet.
COLUMNS = {
    "text": ("text", "content", "body", "article", "fulltext", "full_text", "text content"),
    "title": ("title", "headline", "upload title"),
    "published": ("published", "date", "pubdate", "publication_date", "upload timestamp"),
    "url": ("url", "link", "address", "source_url"),
    "publisher": ("publisher", "source", "site", "outlet", "newspaper"),
    "byline": ("byline", "author", "authors"),
    "language": ("language", "lang"),
}
ARCHIVED = frozenset({"status", "metadata", "media"})  # auto-archiver's own table
_DELIMITERS = ",;\t|"


class Kind(StrEnum):
    """What a file is."""

    TEXT = "text"
    MARKDOWN = "Markdown"
    HTML = "HTML"
    MHTML = "MHTML"
    PDF = "PDF"
    DOCX = "DOCX"
    ODT = "ODT"
    RTF = "RTF"
    MAIL = "mail"
    FEED = "feed"
    JSONL = "JSON lines"
    CSV = "CSV"


def tell(data: bytes, called: str) -> Kind:
    """
    Return what bytes are.

    Parameters
    ----------
    data : bytes
        The file.
    called : str
        What messages call it.

    Returns
    -------
    Kind
        TEXT where they are nothing else that is known.

    Raises
    ------
    ArticleError
        When they are a kind that holds no article, or none that can be read.
    """
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return Kind.PDF
    if data.startswith(_ZIP):
        return _zipped(data, called)
    if data.startswith(_OLE):
        msg = f"{called} {_of_ole(data)}"
        raise ArticleError(msg)
    if _RTF.match(data[:_LOOK].removeprefix(b"\xef\xbb\xbf")):
        return Kind.RTF
    return _written(_opening(data), data, called)


def header_of(line: str) -> tuple[str, list[str]]:
    """Return the delimiter and the column names of a table's first line, in small letters."""
    delimiter = max(_DELIMITERS, key=line.count)
    try:
        names = next(csv.reader(io.StringIO(line), delimiter=delimiter, strict=True), [])
    except csv.Error:
        names = []
    return delimiter, [name.strip().casefold() for name in names]


def _opening(data: bytes) -> str:
    """Return the first characters, for looking at alone."""
    head = data[:_LOOK]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", errors="replace")
    return re.sub(r"\r\n?", "\n", head.decode("utf-8-sig", errors="replace"))


def _zipped(data: bytes, called: str) -> Kind:
    """Tell by the names in it alone: it is unpacked where it can do no harm."""
    if _OPENDOCUMENT in data[:_ENTRY]:
        return Kind.ODT
    if b"word/document.xml" in data:
        return Kind.DOCX
    if _END_OF_ZIP not in data[-_LONGEST_END:]:
        msg = f"{called} is a ZIP or Office file that is cut off; get it again, whole"
        raise ArticleError(msg)
    if b"[Content_Types].xml" in data or b"opendocument" in data[:_ENTRY]:
        msg = f"{called} is an Office file but no text document; save its words as DOCX or text"
        raise ArticleError(msg)
    msg = f"{called} is a ZIP file; unpack it and give the files in it"
    raise ArticleError(msg)


def _of_ole(data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "is locked with a password; save a copy without one"
    return "is an old Office file; save it as DOCX, or as plain text"


def _written(head: str, data: bytes, called: str) -> Kind:
    """Return the kind of a file of characters."""
    if _MAILBOX.match(head):
        msg = f"{called} is a mailbox of several messages; save each as a file of its own (.eml)"
        raise ArticleError(msg)
    if _is_mail(head):
        return Kind.MHTML if _is_saved_page(head) else Kind.MAIL
    if _FEED.match(head):
        return Kind.FEED
    if _HTML.match(head) or len(_TAG.findall(head)) >= _MANY_TAGS:
        return Kind.HTML
    if _is_json_line(data):
        return Kind.JSONL
    if _is_table(head):
        return Kind.CSV
    return Kind.MARKDOWN if _is_markdown(head) else Kind.TEXT


def _is_mail(head: str) -> bool:
    found, at = set(), 0
    while (header := _HEADER.match(head, at)) is not None:
        found.add(header.group().partition(":")[0].lower())
        at = header.end()
    return len(found & _OF_MAIL) >= _MAIL_HEADERS and head[at : at + 1] in {"", "\n"}


def _is_saved_page(head: str) -> bool:
    words = head.partition("\n\n")[0].lower()
    return "multipart/related" in words and (
        "snapshot-content-location" in words or "saved by" in words
    )


def _is_json_line(data: bytes) -> bool:
    first = data.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")[0]
    if not first.startswith(b"{"):
        return False
    try:
        found = json.loads(first)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and isinstance(found.get("text"), str)


def _is_table(head: str) -> bool:
    _, names = header_of(head.partition("\n")[0])
    known = {name for column in COLUMNS.values() for name in column}
    holds_text = not known.isdisjoint(names) and not set(COLUMNS["text"]).isdisjoint(names)
    return len(names) > 1 and (
        set(names) >= ARCHIVED or (holds_text and len(known & set(names)) > 1)
    )


def _is_markdown(head: str) -> bool:
    if _FRONT_MATTER.match(head):
        return True
    return sum(sign.search(head) is not None for sign in _MARKDOWN) >= _SIGNS_OF_MARKDOWN
