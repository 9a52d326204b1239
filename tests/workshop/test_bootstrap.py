"""Setting up: in turn, whole or not at all, and only what the lock files name."""

import base64
import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from geo.locks import locked
from workshop import bootstrap, scripts

ROOT = Path(__file__).parents[2]
BACKEND = """
import base64, hashlib, zipfile

def build_editable(folder, config_settings=None, metadata_directory=None):
    name = "dateline-0.1.0-py3-none-any.whl"
    files = {"dateline-0.1.0.dist-info/METADATA": "Metadata-Version: 2.1\\nName: dateline\\nVersion: 0.1.0\\n",
             "dateline-0.1.0.dist-info/WHEEL": "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n"}
    files["dateline-0.1.0.dist-info/RECORD"] = "".join(f"{n},,\\n" for n in files)
    with zipfile.ZipFile(folder + "/" + name, "w") as archive:
        for path, words in files.items():
            archive.writestr(path, words)
    return name
"""  # noqa: E501 - a file of a wheel


def wheel(folder, name, requires=()):
    """Put a wheel of one module in a folder and return its line of a lock."""
    inside = f"{name}-1.0.dist-info"
    needs = "".join(f"Requires-Dist: {r}\n" for r in requires)
    files = {
        f"{name}.py": "HERE = True\n",
        f"{inside}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n{needs}",
        f"{inside}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    lines = []
    for path, words in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(words.encode()).digest()).rstrip(b"=")
        lines.append(f"{path},sha256={digest.decode()},{len(words.encode())}\n")
    files[f"{inside}/RECORD"] = "".join(lines) + f"{inside}/RECORD,,\n"
    path = folder / f"{name}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for inner, words in files.items():
            archive.writestr(inner, words)
    return f"{name}==1.0 --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"


@pytest.fixture
def clone(tmp_path, monkeypatch):
    """A clone whose packages are a handful of wheels beside it; the network is not asked."""
    tool = os.environ.get("UV") or next(map(str, (ROOT / ".uv").glob("uv-*/bin/uv")), None)
    assert tool, "no uv: run ./test, which sets one up, or set UV"
    wheels, folder = tmp_path / "wheels", tmp_path / "clone"
    wheels.mkdir()
    for name in ("static/leaflet", "static/page", "components/frontend", "workshop"):
        (folder / name).mkdir(parents=True)
    (folder / "static/leaflet/.lock").touch()
    (folder / "components/frontend/package-lock.json").touch()
    (folder / "workshop/scripts.py").touch()
    (folder / "static/page/.stamp").write_text(scripts._digest(folder), encoding="utf-8")
    (folder / "hatch_build.py").touch()
    (folder / "backend.py").write_text(BACKEND, encoding="utf-8")
    (folder / "pyproject.toml").write_text(
        '[build-system]\nrequires = ["helper"]\nbuild-backend = "backend"\nbackend-path = ["."]\n'
        '[project]\nname = "dateline"\nversion = "0.1.0"\n', encoding="utf-8",
    )  # fmt: skip
    first, second = wheel(wheels, "alpha"), wheel(wheels, "beta")
    shutil.copy(ROOT / "requirements-setup.lock", folder)
    (folder / "requirements-build.lock").write_text(wheel(wheels, "helper"), encoding="utf-8")
    (folder / "requirements.lock").write_text(first, encoding="utf-8")
    (folder / "requirements-dev.lock").write_text(first + second, encoding="utf-8")
    monkeypatch.setattr(bootstrap, "ROOT", folder)
    monkeypatch.setattr(bootstrap, "_HOME", folder / ".uv")
    monkeypatch.setenv("DATELINE_UV", tool)
    monkeypatch.setenv("UV_NO_INDEX", "1")
    monkeypatch.setenv("UV_FIND_LINKS", str(wheels))
    monkeypatch.setenv("UV_CACHE_DIR", str(tmp_path / "cache"))
    return folder


def modules(clone):
    """The modules that an environment has of ours."""
    script = "import importlib.util as u; print(*[n for n in ('alpha', 'beta') if u.find_spec(n)])"
    python = bootstrap.program(clone / ".venv", "python")
    done = subprocess.run([python, "-c", script], capture_output=True, check=True, text=True)
    return done.stdout.split()


def test_what_a_lock_names_is_installed_once(clone, capsys, monkeypatch):
    assert bootstrap.environment("requirements.lock") == clone / ".venv"
    assert modules(clone) == ["alpha"]
    assert "installing" in capsys.readouterr().err
    monkeypatch.setattr(bootstrap, "_make", None)  # would fail if it were asked
    bootstrap.environment("requirements.lock")
    assert capsys.readouterr().err == ""


def test_a_changed_script_is_bundled_and_nothing_is_installed(clone, capsys, monkeypatch):
    bootstrap.environment("requirements.lock")
    capsys.readouterr()
    monkeypatch.setattr(bootstrap, "_make", None)  # would fail if it were asked
    shutil.copy(ROOT / ".uv/esbuild", clone / ".uv/esbuild")
    script = clone / "components/frontend/part.js"
    script.write_text("export default function part() { return 'one'; }", encoding="utf-8")
    bootstrap.environment("requirements.lock")
    assert '"one"' in (clone / "static/page/part.js").read_text(encoding="utf-8")
    script.write_text("export default function part() { return", encoding="utf-8")
    with pytest.raises(SystemExit, match="cannot be bundled"):
        bootstrap.environment("requirements.lock")
    assert '"one"' in (clone / "static/page/part.js").read_text(encoding="utf-8")
    assert "installing" not in capsys.readouterr().err


def test_without_node_no_script_is_checked(monkeypatch):
    monkeypatch.setattr(bootstrap.shutil, "which", lambda _name: None)
    assert bootstrap.find_script_checks() == []


def test_what_checks_the_scripts_is_fetched_once_and_by_its_lock(clone, monkeypatch):
    shutil.copytree(ROOT / "tests/frontend", clone / "tests/frontend")
    (clone / ".uv").mkdir()
    asked = []
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: f"/bin/{name}")
    monkeypatch.setattr(bootstrap, "_run", lambda _turn, *words: asked.append(words))
    checks = bootstrap.find_script_checks()
    assert bootstrap.find_script_checks() == checks
    ((npm, ci, *rest),) = asked
    assert (npm, ci) == ("/bin/npm", "ci")
    assert "--ignore-scripts" in rest
    lint, types, tests = checks
    assert lint[0] == types[0] == tests[0] == "/bin/node"
    assert str(clone / "tests/frontend/placing.test.js") in tests
    (clone / "tests/frontend/package-lock.json").write_text("{}", encoding="utf-8")
    bootstrap.find_script_checks()
    assert len(asked) == 2


def test_two_locks_do_not_undo_each_other(clone, capsys):
    bootstrap.environment("requirements.lock")
    bootstrap.environment("requirements-dev.lock")
    assert modules(clone) == ["alpha", "beta"]
    capsys.readouterr()
    for lock in ("requirements.lock", "requirements-dev.lock"):
        bootstrap.environment(lock)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-build.lock"])
def test_a_package_that_is_not_the_locked_one_is_refused(clone, name):
    path = clone / name
    words = path.read_text(encoding="utf-8")
    path.write_text(words[:-5] + ("0000\n" if words[-5:-1] != "0000" else "1111\n"), "utf-8")
    with pytest.raises(SystemExit, match="not the one the lock files name") as ended:
        bootstrap.environment("requirements.lock")
    assert str(ended.value).count("\n") == 0
    path.write_text(words, encoding="utf-8")
    bootstrap.environment("requirements.lock")
    assert modules(clone) == ["alpha"]


def test_a_build_requirement_that_no_lock_names_is_refused(clone):
    (clone / "requirements-build.lock").write_text("", encoding="utf-8")
    with pytest.raises(SystemExit, match="not the one the lock files name"):
        bootstrap.environment("requirements.lock")


def test_a_package_cut_off_half_way_is_mended(clone, monkeypatch):
    bootstrap.environment("requirements.lock")
    module = next((clone / ".venv").rglob("alpha.py"))
    run = bootstrap._run

    def killed(turn, *words):
        if "-r" in words:
            module.unlink()  # what is left looks whole to an installer
            raise SystemError
        run(turn, *words)

    (clone / "hatch_build.py").write_text("# changed\n", encoding="utf-8")
    monkeypatch.setattr(bootstrap, "_run", killed)
    with pytest.raises(SystemError):
        bootstrap.environment("requirements.lock")
    monkeypatch.setattr(bootstrap, "_run", run)
    bootstrap.environment("requirements.lock")
    assert modules(clone) == ["alpha"]
    assert not (clone / ".uv" / "unfinished").exists()


@pytest.mark.parametrize("damage", ["pyvenv.cfg", "bin/python"])
def test_an_environment_cut_off_half_way_is_made_anew(clone, damage):
    bootstrap.environment("requirements.lock")
    (clone / ".venv" / damage).unlink()
    (clone / ".venv" / ".requirements.lock.stamp").unlink()
    bootstrap.environment("requirements.lock")
    assert modules(clone) == ["alpha"]


def test_the_second_waits_and_finds_the_work_done(clone, capsys):
    bootstrap.environment("requirements.lock")
    capsys.readouterr()
    (clone / ".venv" / ".requirements.lock.stamp").rename(clone / "stamp")
    script = (
        "import pathlib, sys\n"
        "from geo.locks import locked\n"
        "with locked(pathlib.Path(sys.argv[1], '.uv', 'lock')):\n"
        "    print(0, flush=True)\n"
        "    input()\n"
        "    pathlib.Path(sys.argv[1], 'stamp').rename("
        "pathlib.Path(sys.argv[1], '.venv', '.requirements.lock.stamp'))\n"
    )
    first = subprocess.Popen(
        [sys.executable, "-c", script, clone],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert first.stdout.readline() == "0\n"
    second = subprocess.Popen(
        [sys.executable, "-c", _SET_UP, clone], cwd=ROOT, stderr=subprocess.PIPE, text=True
    )
    assert second.stderr.readline() == (
        f"dateline: process {first.pid} is setting up {clone}; waiting until it has ended ...\n"
    )
    first.communicate("\n")
    assert second.communicate()[1] == ""  # nothing was installed again
    assert second.returncode == 0


_SET_UP = (
    "import pathlib, sys\n"
    "from workshop import bootstrap\n"
    "bootstrap.ROOT = pathlib.Path(sys.argv[1])\n"
    "bootstrap._HOME = bootstrap.ROOT / '.uv'\n"
    "bootstrap.environment('requirements.lock')\n"
)


SAID = {
    "uv": "error: Failed to fetch: `x`\n  cause: dns error",
    "uv cannot connect": "cause: error sending request for url\n cause: Connection refused",
    "pip": "WARNING: Retrying after NewConnectionError('Failed to establish a new connection')",
    "npm": "npm error code ENOTFOUND\nnpm error network request failed",
    "npm refused": "npm error code ECONNREFUSED",
}


@pytest.mark.parametrize("said", SAID.values(), ids=SAID)
def test_offline_is_one_sentence(said):
    words = bootstrap._explain(said, "uv pip")
    assert words.startswith("the first set-up needs the network once")
    assert "\n" not in words


def test_any_other_failure_ends_with_the_tool_s_last_word():
    assert (
        bootstrap._explain("much\nboom\n\n", "uv pip") == "setting up stopped at `uv pip ...`: boom"
    )
    assert "no word" in bootstrap._explain("", "uv pip")


def test_a_folder_that_cannot_be_written_is_one_sentence(clone, monkeypatch):
    (clone / "file").touch()
    monkeypatch.setattr(bootstrap, "_HOME", clone / "file" / ".uv")
    with pytest.raises(SystemExit, match="cannot set up in"):
        bootstrap.environment("requirements.lock")


@pytest.mark.usefixtures("clone")
def test_uv_is_ours_and_all_of_it_or_nothing(monkeypatch):
    monkeypatch.delenv("DATELINE_UV")
    asked = []

    def run(_turn, *words):
        asked.append([str(w) for w in words])
        fresh = Path(words[words.index("--target") + 1])
        (fresh / "bin").mkdir(parents=True)
        (fresh / "bin" / "uv").write_text("half", encoding="utf-8")
        if len(asked) == 1:
            raise SystemError

    monkeypatch.setattr(bootstrap, "_run", run)
    monkeypatch.setattr(bootstrap, "_installer", lambda _turn: ("pip", "install"))
    with pytest.raises(SystemError):
        bootstrap.find_uv()
    uv = bootstrap.find_uv()
    assert uv.is_file()
    assert uv.parent.parent.name == "uv-0.13.9"
    assert bootstrap.find_uv() == uv
    assert len(asked) == 2
    assert "--require-hashes" in asked[0]
    assert asked[0][-2:] == ["-r", "requirements-setup.lock"]


def test_the_turn_is_taken_by_name(clone):
    (clone / ".uv").mkdir()
    with bootstrap._turn(), pytest.raises(Exception, match="wait"), locked(clone / ".uv" / "lock"):
        pass


@pytest.mark.parametrize(
    ("there", "can_be_had", "found"),
    [
        ({"chromium"}, set(), "chromium"),
        ({"chromium"}, {"chromium-headless-shell"}, "chromium-headless-shell"),
        ({"chromium", "chromium-headless-shell"}, set(), "chromium-headless-shell"),
        (set(), {"chromium"}, "chromium"),
        (set(), set(), None),
    ],
)
def test_a_browser_without_windows_comes_first(monkeypatch, there, can_be_had, found):
    machine = set(there)

    def install(name):
        machine.update({name} & can_be_had)
        return True

    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: name if name in machine else None)
    monkeypatch.setattr(bootstrap, "_from_packages", install)
    monkeypatch.setattr(bootstrap, "_playwrights", lambda _python: None)
    monkeypatch.setattr(bootstrap, "_download", lambda _python: None)
    assert bootstrap.find_chromium(Path("python")) == found
    monkeypatch.setenv("CHROMIUM", "mine")
    assert bootstrap.find_chromium(Path("python")) == "mine"
