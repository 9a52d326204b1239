"""Mails and web pages saved as mail (MHTML) to articles."""

from __future__ import annotations

from email import policy
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime
from typing import TYPE_CHECKING

from geo.intake.formats.blocks import paragraphs
from geo.intake.formats.html import characters, page, tidy
from geo.intake.found import Found, UnreadableError

if TYPE_CHECKING:
    from email.message import EmailMessage, MIMEPart

_SAVED_FROM, _SAVED_BY = "snapshot-content-location", "saved by"
_ENCRYPTED = frozenset(
    {"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"}
)
_SIGNATURES = ("signed-data", "certs-only")  # of pkcs7-mime, which are not secret
_MOST_HTML = 10_000_000  # bytes of a page in it
_FORWARDED = ("fwd:", "fw:", "re:", "wg:", "tr:")


def read(data: bytes, url: str) -> list[Found]:
    """Return the article of a mail, or of a page saved as one."""
    message = BytesParser(policy=policy.default).parsebytes(data)
    kind = message.get_content_type()
    if kind in _ENCRYPTED and message.get_param("smime-type") not in _SIGNATURES:
        msg = "is encrypted; open it in your mail program and save its words as plain text"
        raise UnreadableError(msg)
    if message[_SAVED_FROM] or _SAVED_BY in str(message["from"] or "").lower():
        return [_saved_page(message, url)]
    return [_mail(message)]


def _saved_page(message: EmailMessage, url: str) -> Found:
    """Return the article of the page that a browser saved; its date is not the article's."""
    part = _page_part(message)
    address = url or str(message[_SAVED_FROM] or part["content-location"] or "")
    found = page(_characters(part), address if address.startswith("http") else "")
    found.url = found.url or address
    found.title = found.title or str(message["subject"] or "")
    return found


def saved_markup(data: bytes) -> str:
    """Return the characters of the page in a page saved as mail (MHTML)."""
    return _characters(_page_part(BytesParser(policy=policy.default).parsebytes(data)))


def _page_part(message: EmailMessage) -> EmailMessage:
    part = next((p for p in message.walk() if p.get_content_type() == "text/html"), None)
    if part is None:
        msg = "is a saved page without a page in it; save it again from the browser"
        raise UnreadableError(msg)
    return part


def _mail(message: EmailMessage) -> Found:
    title = str(message["subject"] or "").strip()
    while title.lower().startswith(_FORWARDED):
        title = title.partition(":")[2].strip()
    name, address = parseaddr(str(message["from"] or ""))
    attached = [part.get_filename() or part.get_content_type() for part in _attachments(message)]
    return Found(
        text=_body(message),
        title=title,
        byline=name or address,
        published=_day(message),
        language=str(message["content-language"] or "").partition(",")[0],
        notes=tuple(f"what is attached was not read: {name}" for name in attached),
    )


def _body(message: EmailMessage) -> str:
    plain = message.get_body(("plain",))
    rich = message.get_body(("related", "html"))
    if rich is not None and rich.get_content_maintype() == "multipart":
        rich = next((p for p in rich.walk() if p.get_content_type() == "text/html"), None)
    text = "" if plain is None else _characters(plain).strip()
    if rich is not None:
        whole = tidy(paragraphs(_characters(rich)))
        if len(whole) > 2 * len(text):  # "see this mail in your browser"
            text = whole
    if not text:
        msg = "is a mail without words; what is attached to it can be saved and given by itself"
        raise UnreadableError(msg)
    return _unfolded(text) if plain is not None and _is_flowed(plain) else text


def _is_flowed(part: MIMEPart) -> bool:
    return str(part.get_param("format") or "").lower() == "flowed"


def _unfolded(text: str) -> str:
    """Join the lines that a mail program has cut, which end in a blank (RFC 3676)."""
    return "".join(
        line.rstrip("\r\n") if line.rstrip("\r\n").endswith(" ") and line[:3] != "-- " else line
        for line in text.splitlines(keepends=True)
    )


def _attachments(message: EmailMessage) -> list[EmailMessage]:
    if not message.is_multipart():
        return []
    return [part for part in message.walk() if part.get_content_disposition() == "attachment"]


def _characters(part: MIMEPart) -> str:
    content = part.get_payload(decode=True)
    data = content if isinstance(content, bytes) else b""
    if len(data) > _MOST_HTML:
        msg = f"has {len(data):,} bytes of words, the limit is {_MOST_HTML:,}; split it"
        raise UnreadableError(msg)
    return characters(data, str(part.get_content_charset() or ""))


def _day(message: EmailMessage) -> str:
    try:
        return parsedate_to_datetime(str(message["date"])).date().isoformat()
    except (TypeError, ValueError, IndexError):
        return ""
