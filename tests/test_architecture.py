"""The import rules of the house, checked from the source so they cannot drift."""

import ast
import subprocess
import sys
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BASE = {
    "types", "errors", "settings", "identity", "precision", "boundaries", "seal", "writing",
    "digests", "integrity", "schema", "language", "odds", "offsets", "quoted",
}  # fmt: skip
STAGES = {"articles", "sentences", "quotes", "toponyms", "coordinates", "resolve", "evidence"}
RECORDED = {"mapped", "records", "decisions", "exports"}
EXTRA = {
    "types": set(),
    "offsets": {"types"},
    "errors": set(),
    "settings": {"errors"},
    "identity": set(),
    "odds": set(),
    "quoted": {"types"},
    "language": {"errors", "types", "settings", "integrity", "schema"},
    "writing": {"errors"},
    "answering": {"errors"},
    "digests": {"errors", "settings", "writing"},
    "integrity": {"errors", "settings", "digests"},
    "schema": {"errors", "types"},
    "precision": {"types", "errors", "settings", "integrity", "schema"},
    "boundaries": {"types", "errors", "settings", "integrity", "schema"},
    "locks": {"errors"},
    "web": {"errors", "settings"},
    "intake": {"errors", "types", "settings", "language", "articles", "web", "seal"},
    "gazetteer": BASE | {"locks", "web"},
    "toponyms": BASE | {"gazetteer"},
    "resolve": BASE | {"gazetteer"},
    "mapped": BASE | {"integrity", "schema"},
    "engine": BASE | STAGES | {"gazetteer"},
    "naming": {"mapped"},
    "decisions": {"types", "precision", "quoted", "evidence"},
    "review": {"types", "settings", "integrity", "schema", "decisions", "mapped"},
    "exports": BASE | {"mapped", "records", "decisions"},
    "case": BASE | RECORDED | {"intake", "articles", "coordinates", "web"},
    "snapshot": BASE | {"mapped", "records"},
    "serve": BASE | {"origins"},
    "evaluation": BASE | {"articles", "engine", "gazetteer"},
}
COMPOSERS = {
    "cli", "cli_asked", "cli_case", "cli_case_decide", "cli_case_words", "cli_check", "cli_engine",
    "cli_gazetteer", "cli_map", "cli_parse", "cli_reading", "cli_statuses", "__init__", "__main__",
}  # fmt: skip
SHARED = {
    "components.state",
    "components.cached",
    "components.front",
    "components.dialog",
    "components.making",
    "components.casework",
    "components.getting",
    "components.views",
}
UI = {"streamlit", "streamlit_folium", "folium", "components", "app"}
SHIPPED = ("geo", "components")
IDS_AND_DISTANCE = ("distance", "unions", "courses")  # of geo.boundaries: no geometry in them
HEAVY = ["streamlit", "geopandas", "pandas", "matplotlib", "pyproj", "folium", "scipy"]


@cache
def nodes(path):
    """Every node of a file's syntax."""
    return list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


@cache
def imports(path):
    """Every module name `path` imports, at any depth in the file."""
    found = set()
    for node in nodes(path):
        if isinstance(node, ast.Import):
            found |= {a.name for a in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: use absolute imports"
            found |= {node.module, *(f"{node.module}.{a.name}" for a in node.names)}
    return found


def files(folder):
    return sorted((ROOT / folder).rglob("*.py"))


def room(path):
    """The room of geo/ that `path` belongs to: its folder, or its own name."""
    inside = path.relative_to(ROOT / "geo")
    return inside.parts[0] if len(inside.parts) > 1 else inside.stem


def geo_rooms_of(names):
    return {n.split(".")[1] for n in names if n.startswith("geo.")}


@pytest.mark.parametrize("path", [*files("geo"), *files("workshop")], ids=str)
def test_geo_and_its_builders_are_ui_free(path):
    assert not {name.split(".")[0] for name in imports(path)} & UI


@pytest.mark.parametrize("path", files("geo"), ids=str)
def test_geo_rooms_do_not_reach_sideways(path):
    own = room(path)
    if own in COMPOSERS:
        return
    allowed = EXTRA.get(own, BASE) | {own}
    reached = geo_rooms_of(imports(path))
    assert reached <= allowed, f"{own} imports {sorted(reached - allowed)}"


def module_of(path, root=ROOT):
    """The dotted name that `path` is imported by."""
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def reached(path, known):
    """The modules among `known` that `path` imports; a package, where it takes what is none."""
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from (a.name for a in node.names if a.name in known)
        elif isinstance(node, ast.ImportFrom):
            for taken in node.names:
                finest = f"{node.module}.{taken.name}"
                yield from {finest if finest in known else node.module} & known


def import_graph(root, paths):
    """Each module with those it imports, inside functions and for type checkers too."""
    names = {module_of(path, root): path for path in paths}
    return {name: set(reached(path, set(names))) - {name} for name, path in names.items()}


def test_no_module_imports_itself_through_others():
    import geo

    paths = [ROOT / "app.py", *(p for f in (*SHIPPED, "workshop") for p in files(f))]
    graph = import_graph(ROOT, paths)
    graph["geo"] |= {module for module, _ in geo._HOMES.values()}  # loaded on first use
    assert len(graph) > 200
    assert sum(map(len, graph.values())) > 500
    TopologicalSorter(graph).prepare()  # raises CycleError, which names the circle


@pytest.mark.parametrize(
    "second",
    [
        "from house.one import THING\n",
        "def call():\n    from house import one\n    return one\n",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import house.one\n",
    ],
)
def test_a_circle_is_seen_wherever_the_import_stands(tmp_path, second):
    (tmp_path / "house").mkdir()
    texts = {"__init__": "", "one": "from house.two import call\nTHING = 1\n", "two": second}
    for name, text in texts.items():
        (tmp_path / "house" / f"{name}.py").write_text(text, encoding="utf-8")
    graph = import_graph(tmp_path, sorted(tmp_path.rglob("*.py")))
    with pytest.raises(CycleError) as error:
        TopologicalSorter(graph).prepare()
    assert {"house.one", "house.two"} == set(error.value.args[1])


def test_rooms_of_geo_stand_in_one_order():
    graph = {}
    for path in files("geo"):
        if room(path) not in {"__init__", "__main__"}:
            graph.setdefault(room(path), set()).update(geo_rooms_of(imports(path)) - {room(path)})
    TopologicalSorter(graph).prepare()


def test_nothing_that_ships_needs_a_builder():
    for path in [ROOT / "app.py", *(p for folder in SHIPPED for p in files(folder))]:
        assert "workshop" not in {name.split(".")[0] for name in imports(path)}, path


def test_what_sets_a_clone_up_is_of_the_standard_library_alone():
    script = (
        "import sys\n"
        f"sys.path.insert(0, {str(ROOT)!r})\n"
        "from workshop import bootstrap\n"
        "print(*sorted({name.split('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", script], capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    assert {"geo", "workshop"} <= loaded
    assert loaded - sys.stdlib_module_names <= {"geo", "workshop", "__main__"}
    for door in ("run", "test"):
        assert imports(ROOT / door) - {"workshop.bootstrap"} <= sys.stdlib_module_names | {
            "workshop"
        }


@pytest.mark.parametrize("path", files("components"), ids=str)
def test_components_stay_apart(path):
    inside = path.relative_to(ROOT / "components").with_suffix("").parts
    own = f"components.{inside[0]}"
    every = {
        f"components.{p.relative_to(ROOT / 'components').parts[0]}" for p in files("components")
    }
    others = {name.removesuffix(".py") for name in every} - SHARED - {own, "components.__init__"}
    reached = {".".join(n.split(".")[:2]) for n in imports(path) if n.startswith("components.")}
    assert not reached & others
    deep = {n for n in imports(path) if n.startswith("geo.") and n.count(".") > 1}
    assert not deep, "components import from the geo package root only"


def test_views_are_pure():
    for path in files("components/views"):
        assert not any(n.split(".")[0].startswith("streamlit") for n in imports(path)), path


def test_state_and_caching_each_live_in_one_place():
    for path in [ROOT / "app.py", *files("components"), *files("geo")]:
        words = path.read_text(encoding="utf-8")
        owner = path.stem
        assert "st.session_state" not in words or owner == "state", path
        assert "st.query_params" not in words or owner == "state", path
        assert "st.cache" not in words or owner == "cached", path


def test_public_list_is_exact():
    import geo

    assert len(set(geo.__all__)) == len(geo.__all__)
    assert set(geo.__all__) == set(geo._HOMES)
    for name in geo.__all__:
        assert getattr(geo, name) is not None


def test_parsing_never_loads_the_drawing_libraries():
    script = (
        "import sys\n"
        "from geo import read_article, default_engine\n"
        "default_engine().parse(read_article(b'Shells hit Homs. Aleppo was quiet.'))\n"
        f"print(sorted(set({HEAVY!r}) & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_the_evidence_map_holds_no_geometry_and_draws_nothing():
    allowed = {
        f"geo.{room}"
        for room in ("types", "errors", "settings", "precision", "integrity", "schema", "mapped")
    }
    for path in files("geo/mapped"):
        for name in imports(path):
            own = name.startswith("geo.")
            ids = name.startswith(tuple(f"geo.boundaries.{x}" for x in IDS_AND_DISTANCE))
            pure = ids or ".".join(name.split(".")[:2]) in allowed
            assert not own or pure, (path, name)
            assert own or name.split(".")[0] in sys.stdlib_module_names, (path, name)


def test_json_and_tables_load_no_geometry():
    script = (
        "import sys\n"
        "from geo import read_article, default_engine\n"
        "from geo.mapped import map_evidence\n"
        "from geo.exports import contract, geojson, table\n"
        "text = b'Shells hit Homs. Fighters left Darfur. The Euphrates is low.'\n"
        "parse = default_engine().parse(read_article(text))\n"
        "shown = map_evidence([parse])\n"
        "assert {mark.figure for mark in shown.marks} == {'point', 'area', 'line'}\n"
        "for form in (contract, geojson, table):\n"
        "    assert 'Homs' in form.write(shown)\n"
        f"print(sorted(set({[*HEAVY, 'shapely']!r}) & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_what_reports_to_its_maker_is_loaded_in_one_place():
    # inside `geo`, whose import turns the reports off; whatever else loads it would come first
    every = [
        ROOT / "app.py",
        *(p for f in ("geo", "components", "workshop", "tests") for p in files(f)),
    ]
    found = {p.relative_to(ROOT).as_posix() for p in every if "onnxruntime" in imports(p)}
    assert found == {"geo/toponyms/tagger.py"}


MOST_WORDS = 20  # that may stand in code: more of them are a list, and lists are data
LISTS_IN_CODE = {  # files of geo with more, and why
    "__init__.py": "the public list, and where each name lives",
    "case/__init__.py": "the public list",
    "decisions/__init__.py": "the public list",
    "case/layering.py": "the columns of the layers",
    "gazetteer/folding.py": "what the index was built with",
    "gazetteer/inflection.py": "endings of cases, each with what stands in its place",
    "mapped/__init__.py": "the public list",
    "mapped/labels.py": "scripts and their letters",
    "resolve/phrases.py": "numbers, which a pattern is made of",
    "schema.py": "the tables that data has",
    "toponyms/features.py": "columns of the model's input",
}


def words_in(node):
    """How many words a literal of the source lists."""
    if isinstance(node, ast.Set | ast.List | ast.Tuple):
        return sum(isinstance(e, ast.Constant) and isinstance(e.value, str) for e in node.elts)
    if isinstance(node, ast.Dict):
        return sum(isinstance(k, ast.Constant) and isinstance(k.value, str) for k in node.keys)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        texts = ast.walk(node.func.value) if node.func.attr == "split" else ()
        found = [t.value for t in texts if isinstance(t, ast.Constant) and isinstance(t.value, str)]
        return max((len(text.replace("|", " ").split()) for text in found), default=0)
    return 0


def test_lists_of_words_are_data():
    found = set()
    for path in files("geo"):
        if any(words_in(node) > MOST_WORDS for node in nodes(path)):
            found.add(path.relative_to(ROOT / "geo").as_posix())
    assert found == set(LISTS_IN_CODE)


def test_a_list_of_words_would_be_seen():
    words = [f"word{i}" for i in range(MOST_WORDS + 1)]
    for code in (
        f"{set(words)}",
        f"{words}",
        f"{' '.join(words)!r}.split()",
        f"{dict.fromkeys(words)}",
    ):
        assert any(words_in(node) > MOST_WORDS for node in ast.walk(ast.parse(code)))


def test_no_registry_or_content_network_is_named():
    hosts = ("pypi.org", "pythonhosted", "npmjs", "unpkg", "jsdelivr", "cdnjs", "deb.debian")
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for name in listed.stdout.splitlines():
        path = ROOT / name
        if path == Path(__file__) or path.suffix in {".png", ".parquet", ".arrow", ".marisa"}:
            continue
        words = path.read_text(encoding="utf-8", errors="ignore") if path.is_file() else ""
        assert not any(host in words for host in hosts), name
