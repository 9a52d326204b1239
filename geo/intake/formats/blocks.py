"""HTML to paragraphs, all of it: for what is no page, such as a mail or an entry of a feed."""

from __future__ import annotations

import re

import lxml.html
from lxml import etree

_UNSEEN = frozenset({"script", "style", "head", "template", "noscript", "svg", "object", "title"})
_BLOCKS = ["address", "article", "aside", "blockquote", "center", "dd", "div", "dl", "dt", "p"]
_BLOCKS += ["figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header"]
_BLOCKS += ["li", "main", "nav", "ol", "pre", "section", "table", "ul"]
_ENDS = dict.fromkeys(_BLOCKS, "\n\n") | {"tr": "\n", "td": "\t", "th": "\t"}
_BEGINS = dict.fromkeys(_BLOCKS, "\n\n") | {"br": "\n", "hr": "\n\n", "tr": "\n"}
_PARSER = lxml.html.HTMLParser(remove_comments=True, remove_pis=True)
_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,200}\?>")


def paragraphs(html: str) -> str:
    """
    Return the words of HTML, a blank line between blocks.

    Parameters
    ----------
    html : str
        A page, or a piece of one.

    Returns
    -------
    str
        "" where it holds no words.
    """
    tree = tree_of(html)
    if tree is None:
        return ""
    parts: list[str] = []
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            parts += (_ENDS.get(element.tag, ""), _flat(element.tail))
        elif element.tag in _UNSEEN:
            walk.skip_subtree()
        else:
            parts += (_BEGINS.get(element.tag, ""), _flat(element.text))
    words = "".join(parts)
    blocks = re.split(r"\n\s*\n", re.sub(r"[^\S\n\t]+", " ", words))
    return "\n\n".join(stripped for block in blocks if (stripped := _lines(block)))


def tree_of(html: str) -> lxml.html.HtmlElement | None:
    """Return HTML as a tree; None where it holds nothing."""
    bare = _DECLARATION.sub("", html, count=1)
    if not bare.strip():
        return None
    try:
        return lxml.html.document_fromstring(bare, parser=_PARSER)
    except etree.ParserError:  # "Document is empty"
        return None


def _flat(words: str | None) -> str:
    return re.sub(r"\s+", " ", words or "")


def _lines(block: str) -> str:
    return "\n".join(line.strip() for line in block.split("\n")).strip()
