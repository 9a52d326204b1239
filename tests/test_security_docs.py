"""What docs/security.md says is so: its variables, its files, its links."""

import re
from pathlib import Path

from geo import seal

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
OURS = re.compile(r"`((?:geo|tests|components|docs|\.streamlit)/[\w./-]*)`")
LINK = re.compile(r"\]\((?!https?:)([^)#]*)(?:#([\w-]+))?\)")


def headings(text):
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


def test_every_variable_is_told_with_its_value():
    for name, value in {**seal.REPORTS, **seal.REQUESTS}.items():
        assert f"`{name}={value}`" in PAGE


def test_every_file_it_names_is_there():
    named = OURS.findall(PAGE)
    assert len(named) > 5
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_links_lead_somewhere():
    for page in ("SECURITY.md", "README.md", "docs/security.md"):
        path = ROOT / page
        text = path.read_text(encoding="utf-8")
        for file, anchor in LINK.findall(text):
            target = (path.parent / file).resolve() if file else path
            assert target.is_file(), (page, file)
            if anchor:
                assert anchor in headings(target.read_text(encoding="utf-8")), (page, anchor)


def test_readers_of_the_readme_find_it():
    assert "docs/security.md" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert "docs/security.md#how-to-report-a-fault" in (ROOT / "SECURITY.md").read_text()
