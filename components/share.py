"""Share view: the link that brings back what is on screen."""

from __future__ import annotations

import streamlit as st

from components import state

_HTML = """<label>Link to this view
<input readonly aria-label="Link to this view"></label>
<button type="button">Copy link</button><span role="status"></span>"""

_CSS = """
label { display: block; font: inherit; color: var(--st-text-color); }
input {
  display: block; width: 100%; box-sizing: border-box; margin: 6px 0 10px; padding: 8px 10px;
  font: inherit; color: inherit; background: var(--st-secondary-background-color);
  border: 1px solid var(--st-border-color); border-radius: 8px;
}
button {
  font: inherit; font-weight: 600; padding: 8px 16px; border-radius: 8px; cursor: pointer;
  color: var(--st-background-color); background: var(--st-text-color);
  border: 1px solid var(--st-text-color);
}
span { margin-left: 10px; }
"""

_JS = """
export default function (component) {
  const root = component.parentElement;
  const field = root.querySelector("input");
  const said = root.querySelector("[role=status]");
  const now = () => { field.value = window.location.href; };
  now();
  field.onfocus = () => { now(); field.select(); };
  root.querySelector("button").onclick = async () => {
    now();
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      said.textContent = "Copied";
    } catch (refused) {
      said.textContent = document.execCommand("copy") ? "Copied" : "Press Ctrl+C";
    }
  };
}
"""

_LINK = st.components.v2.component("dateline_share", html=_HTML, css=_CSS, js=_JS)


def render(digest: str, *, key: str) -> None:
    """
    Draw the button and what it opens.

    Parameters
    ----------
    digest
        SHA-256 of the article's text, in hexadecimal digits.
    key
        Tells two of these apart.
    """
    with st.popover("Share view", key=f"{key}-menu"):
        _LINK(key=f"{key}-link")
        if state.kept_article() is not None:
            st.caption(
                "The link opens this article, with the same place and filters, wherever this page "
                "is open on the same case; no word of its text is in it."
            )
        elif state.is_whole():
            st.caption(
                "The link opens the whole case, with the same place and filters, wherever this "
                "page is open on the same case; no word of its texts is in it."
            )
        elif state.article_data() is None:
            st.caption("The link opens the sample article with the same place and filters.")
        else:
            st.caption(
                "Your article's text is never put in a link: opened elsewhere, this one says so "
                "and shows the sample. To hand on what you see, take a snapshot."
            )
        what = "The last entry of the case" if state.is_whole() else "SHA-256 of the article's text"
        st.caption(f"{what}, to compare it by: `{digest}`")
