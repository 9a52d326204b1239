"""What the documents name is there: files, modules, commands, variables; and one count of names."""

import importlib.util
import re
from pathlib import Path

import pytest
import typer

from geo.cli import app
from workshop import counts

ROOT = Path(__file__).parents[1]
PAGES = sorted(
    path
    for folder in ("*.md", "docs/**/*.md", "data/**/*.md", "tests/**/*.md")
    for path in ROOT.glob(folder)
    if path.name != "CHANGELOG.md"  # tells what once was
)
LINK = re.compile(r"\]\((?!https?:)([^)#\s]*)(?:#([\w-]+))?\)")
CODE = re.compile(r"```[^\n]*\n(.*?)```|`([^`\n]+)`", re.DOTALL)
TOPS = ("app.py", "components", "data", "docs", "geo", "tests", "workshop", ".streamlit")
FILE = re.compile(rf"(?<![\w./~$-])((?:{'|'.join(map(re.escape, TOPS))})(?:/[\w.*-]+)+/?)")
MODULE = re.compile(r"(?<![\w.])python(?:3)? -m ((?:geo|workshop|tests)[\w.]*)")
SCRIPT = re.compile(r"(?<![\w.])python(?:3)? ((?:geo|workshop|tests)/[\w./]+)")
DOTTED = re.compile(r"(?<![\w./-])((?:geo|workshop|components|tests)(?:\.[a-z_]\w*)+)(?![\w/])")
VARIABLE = re.compile(r"\b(DATELINE_[A-Z_]+)\b")
COMMAND = re.compile(r"^(?:\S+/)?dateline((?: [a-z]+)*)(.*)$")
OPTION = re.compile(r"(?<![\w-])(--[a-z][a-z-]*)")


def text_of(page):
    return page.read_text(encoding="utf-8")


def code_of(page):
    """Each piece of a page that is set as code, a fenced line at a time."""
    for fenced, inline in CODE.findall(text_of(page)):
        yield from (line.strip() for line in (fenced or inline).splitlines() if line.strip())


def name_of(page):
    return page.relative_to(ROOT).as_posix()


def headings(text):
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


def missing_files(code):
    return [
        named
        for named in FILE.findall(code)
        if not (list(ROOT.glob(named.rstrip("/"))) if "*" in named else (ROOT / named).exists())
    ]


def missing_modules(code):
    """Modules to run and dotted names in code that are neither a module nor something in one."""
    runnable = [m.rstrip(".") for m in MODULE.findall(code)]
    lost = [m for m in runnable if not (module_file(m) or module_file(f"{m}.__main__"))]
    lost += [s for s in SCRIPT.findall(code) if not (ROOT / s).is_file()]
    return lost + [d for d in DOTTED.findall(code) if not (module_file(d) or is_in_module(d))]


def module_file(name):
    path = ROOT.joinpath(*name.split("."))
    return path.with_suffix(".py").is_file() or (path / "__init__.py").is_file() or path.is_dir()


def is_in_module(dotted):
    module, _, attribute = dotted.rpartition(".")
    if not module_file(module) or importlib.util.find_spec(module) is None:
        return False
    return hasattr(importlib.import_module(module), attribute)


def lost_words_of_command(line):
    """Words of a `dateline` command and options told beside it that the program does not know."""
    found = COMMAND.match(line)
    if found is None:
        return []
    command, words = typer.main.get_command(app), found[1].split()
    for word in words:
        within = getattr(command, "commands", {})
        if word not in within:
            return [word] if within else []
        command = within[word]
    known = {
        option for c in family(command) for p in c.params for option in (*p.opts, *p.secondary_opts)
    }
    return [option for option in OPTION.findall(found[2]) if option not in known | {"--help"}]


def family(command):
    yield command
    for child in getattr(command, "commands", {}).values():
        yield from family(child)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page):
    for file, anchor in LINK.findall(text_of(page)):
        target = (page.parent / file).resolve() if file else page
        assert target.exists(), file
        if anchor:
            assert anchor in headings(text_of(target)), (file, anchor)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_files_and_modules_it_names_are_there(page):
    lost = [name for code in code_of(page) for name in missing_files(code) + missing_modules(code)]
    assert lost == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_commands_and_options_it_names_are_known(page):
    lost = [word for code in code_of(page) for word in lost_words_of_command(code)]
    assert lost == []


def test_variables_the_pages_name_are_read_by_the_program():
    source = "".join(
        path.read_text(encoding="utf-8")
        for folder in ("geo", "components", "workshop")
        for path in (ROOT / folder).rglob("*.py")
    )
    named = {name for page in PAGES for name in VARIABLE.findall(text_of(page))}
    assert len(named) > 3
    assert {name for name in named if f'"{name}"' not in source} == set()


def test_every_room_stands_in_the_plan_of_the_house():
    plan = text_of(ROOT / "docs" / "architecture.md")
    every = {path.name for path in (ROOT / "geo").iterdir()}
    rooms = {name for name in every if not name.startswith(("_", "."))}
    told = {name for name in rooms if f"geo/{name}" in plan}
    assert rooms - told <= SMALL
    assert {f"{name}/" for name in ("components", "data", "geo", "tests", "workshop")} <= set(
        re.findall(r"`(\w+/)`", plan)
    )


SMALL = {  # one idea each, told by their first line
    "answering.py", "cli_asked.py", "cli_case.py", "cli_case_decide.py",
    "cli_case_words.py", "cli_check.py", "cli_engine.py",
    "cli_gazetteer.py", "cli_map.py", "cli_parse.py", "cli_reading.py", "cli_statuses.py",
    "digests.py", "identity.py",
    "locks.py", "naming.py", "odds.py", "origins.py", "quoted.py",
}  # fmt: skip


def test_every_page_can_be_found_from_the_readme():
    seen, ahead = set(), [ROOT / "README.md"]
    while ahead:
        page = ahead.pop()
        if page in seen or page.suffix != ".md":
            continue
        seen.add(page)
        ahead += [(page.parent / f).resolve() for f, _ in LINK.findall(text_of(page)) if f]
    assert {p for p in PAGES if p.parts[-2] in {"docs", ROOT.name}} <= seen


def test_the_gazetteer_is_counted_once_and_every_page_says_that_count():
    right = counts.counted()
    told = {page: counts.TOLD.findall(text_of(page)) for page in PAGES}
    wrong = [
        (name_of(page), count, what)
        for page, found in told.items()
        for count, _, what in found
        if count != right[what] and count not in counts.OTHERS
    ]
    assert wrong == [], "run: python -m workshop counts"
    for page in counts.PAGES:
        assert any(what == "places" for *_, what in told[ROOT / page]), page
    for page in ("README.md", "docs/gazetteer.md"):
        assert any(what == "names" for *_, what in told[ROOT / page]), page
    assert f"| distinct folded names | {right['names']} |" in text_of(ROOT / "docs/gazetteer.md")


def test_the_counts_are_written_where_a_page_tells_another(tmp_path):
    for page in counts.PAGES:
        (tmp_path / page).parent.mkdir(exist_ok=True)
        (tmp_path / page).write_text("111,111 places, 9,876,543\nnames; 200,000 places, 12 names\n")
    (tmp_path / "docs/gazetteer.md").write_text("| distinct folded names | 1 | 2 |\n")
    counts.build(tmp_path)
    right = counts.counted()
    expected = f"{right['places']} places, {right['names']}\nnames; 200,000 places, 12 names\n"
    assert (tmp_path / "README.md").read_text() == expected
    assert text_of(tmp_path / "docs/gazetteer.md") == (
        f"| distinct folded names | {right['names']} | 2 |\n"
    )


@pytest.mark.parametrize(
    ("find", "code"),
    [
        (missing_files, "geo/build/boundaries.py"),
        (missing_files, "tests/*/nobody.py"),
        (missing_modules, "python -m geo.build manifest"),
        (missing_modules, "geo.mapped.nothing"),
        (lost_words_of_command, "dateline draw FILE"),
        (lost_words_of_command, "dateline parse FILE --colour"),
        (lost_words_of_command, "dateline gazetteer forget NAME"),
    ],
)
def test_what_is_not_there_would_be_noticed(find, code):
    assert find(code)


def test_what_is_there_is_found():
    assert missing_files("geo/schema.py data/lexicon tests/benchmarks/*.py") == []
    assert missing_modules("python -m workshop manifest; geo.mapped.map_evidence") == []
    assert lost_words_of_command("dateline parse FILE... | - --format json") == []
    assert lost_words_of_command("dateline") == []


def test_the_readme_tells_the_figures_of_the_evaluation():
    report, readme = (text_of(ROOT / name) for name in ("docs/evaluation.md", "README.md"))
    for corpus, title in {"lgl": "LGL", "geovirus": "GeoVirus", "trnews": "TR-News"}.items():
        cells = re.search(rf"^\| {corpus} \(.*$", report, re.MULTILINE)[0].split("|")
        figures = [re.search(r"0(\.\d{3})", cells[i])[1] for i in (2, 3, 8)]
        told = re.search(rf"^\|[^|]*\({title}\) \|(.*)\|$", readme, re.MULTILINE)[1]
        assert told.replace(" ", "").split("|") == figures
