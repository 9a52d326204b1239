"""Set up this clone from nothing but Python: uv, an environment, a browser for the tests."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from geo.locks import locked
from workshop import scripts

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
UV = "DATELINE_UV"  # environment variable: a uv of the user's own, taken at their word
_HOME = ROOT / ".uv"  # what the set-up keeps for itself
_BIN = "Scripts" if os.name == "nt" else "bin"
_EXE = ".exe" if os.name == "nt" else ""
_SHELL = "chromium-headless-shell"  # Chromium without windows: a third less work for the same pages
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge")
_SETUP, _BUILD = "requirements-setup.lock", "requirements-build.lock"
_LOCKS = ("requirements.lock", "requirements-dev.lock")
_INPUTS = (
    "pyproject.toml",
    "hatch_build.py",
    "components/frontend/package-lock.json",
    _SETUP,
    _BUILD,
)
_HASHED = (
    "--require-build-hashes",
    *("--build-constraints", _BUILD),
    *("--preview-features", "build-dependency-hashes"),
)
_CHECKS = Path("tests", "frontend")  # tests of the page's scripts, and what they are checked with
_CLIP = 200  # characters of a tool's last line
_WHY = (  # what a tool's output tells, in small letters, and the sentence for it
    (
        ("hash mismatch", "do not match the hashes", "no trusted hash", "eintegrity"),
        "a package is not the one the lock files name, byte for byte; nothing of it was used",
    ),
    (
        (
            *("dns error", "failed to fetch", "error sending request", "could not connect"),
            *("newconnectionerror", "failed to establish", "name resolution", "connecttimeout"),
            *("network is unreachable", "network connectivity is disabled"),
            *("enotfound", "eai_again", "econnrefused", "enetunreach", "etimedout"),
        ),
        "the first set-up needs the network once, and it cannot be reached; connect and try again",
    ),
    (("no space left",), "the disk is full; free some room and run it again"),
)


def program(folder: Path, name: str) -> Path:
    """Return where an environment keeps the program `name`."""
    return folder / _BIN / (name + _EXE)


def find_uv() -> Path:
    """
    Return uv: the one that `DATELINE_UV` names, else ours, fetched by its hash where missing.

    A uv that merely lies on the machine is not used: nothing says which one it is.
    """
    if named := os.environ.get(UV):
        return Path(named)
    uv = _own_uv()
    if not uv.is_file():
        with _turn() as turn:
            _fetch_uv(turn)
    return uv


def environment(lock: str) -> Path:
    """
    Make or refresh `.venv` and the page's scripts, and return `.venv`; do nothing twice.

    Of two processes that set up at once the second waits. One that is killed leaves nothing that
    the next does not mend; on POSIX what it had started is waited for first.

    Parameters
    ----------
    lock
        Name of the lock file: `requirements.lock` or `requirements-dev.lock`.
    """
    venv = ROOT / ".venv"
    if _is_done(venv, lock):
        return venv
    try:
        with _turn() as turn:
            if _is_done(venv, lock):  # somebody else did it meanwhile
                return venv
            if _is_installed(venv, lock) and scripts.can_build(ROOT):
                _bundle()
            else:
                sys.stderr.write("dateline: installing (first time only) ...\n")
                _fetch_uv(turn)
                _make(venv, lock, turn)
    except KeyboardInterrupt:
        sys.stderr.write("dateline: stopped; run it again and it goes on\n")
        sys.exit(130)
    except OSError as cause:
        sys.exit(f"dateline: cannot set up in {ROOT} ({cause.strerror or cause})")
    return venv


@contextmanager
def _turn() -> Iterator[int]:
    """Wait until no other process sets this clone up; give the lock's descriptor."""
    _HOME.mkdir(exist_ok=True)

    def tell(who: str) -> None:
        sys.stderr.write(f"dateline: {who} is setting up {ROOT}; waiting until it has ended ...\n")

    with locked(_HOME / "lock", tell) as turn:
        yield turn


def _run(turn: int, *words: str | Path) -> None:
    """Run a command in the clone; its failure ends ours with one sentence."""
    # The system's certificates: an office's or a mirror's own are in no bundle.
    trust = {"UV_SYSTEM_CERTS": "true", "UV_PYTHON_DOWNLOADS": "never", **os.environ}
    trust["PIP_USER"] = "0"  # it cannot be together with --target
    log = _HOME / "setup.log"
    with log.open("wb") as output:
        done = subprocess.run(  # noqa: S603 - fixed words
            [str(w) for w in words],
            cwd=ROOT,
            check=False,
            env=trust,
            stdout=output,
            stderr=subprocess.STDOUT,
            pass_fds=() if os.name == "nt" else (turn,),  # the lock outlives us with the child
        )
    if done.returncode:
        said = log.read_text(encoding="utf-8", errors="replace")
        named = " ".join(str(w) for w in words[:4])
        sys.exit(f"dateline: {_explain(said, named)} (all that was said is in {log})")


def _explain(said: str, named: str) -> str:
    """Return one sentence for a tool's output."""
    small = said.casefold()
    for words, sentence in _WHY:
        if any(word in small for word in words):
            return sentence
    last = next((line.strip() for line in reversed(said.splitlines()) if line.strip()), "no word")
    return f"setting up stopped at `{named} ...`: {last[:_CLIP]}"


def _own_uv() -> Path:
    pin = (ROOT / _SETUP).read_text(encoding="utf-8").partition("\nuv==")[2].split()[0]
    return _HOME / f"uv-{pin}" / "bin" / ("uv" + _EXE)


def _fetch_uv(turn: int) -> None:
    """Put our uv where `find_uv` looks, all of it or nothing."""
    home = _own_uv().parents[1]
    if os.environ.get(UV) or _own_uv().is_file():
        return
    sys.stderr.write("dateline: fetching uv ...\n")
    fresh = _HOME / "uv.new"
    shutil.rmtree(fresh, ignore_errors=True)
    pinned = ("--require-hashes", "--no-deps", "--only-binary", ":all:", "-r", _SETUP)
    _run(turn, *_installer(turn), "-q", "--target", fresh, *pinned)
    shutil.rmtree(home, ignore_errors=True)
    fresh.replace(home)


def _installer(turn: int) -> tuple[str | Path, ...]:
    """Return the first words of a command that installs packages: pip's, else a machine's uv's."""
    pip = ("-m", "pip", "install", "--disable-pip-version-check")
    if _can("-m", "pip", "--version"):
        return (sys.executable, *pip)
    if _can("-c", "import ensurepip, venv"):  # Debian ships them apart
        _run(turn, sys.executable, "-m", "venv", "--clear", _HOME / "pip")
        return (program(_HOME / "pip", "python"), *pip)
    if uv := shutil.which("uv"):
        return (uv, "pip", "install", "--python", sys.executable)
    sys.exit("dateline: this Python has neither venv nor pip; install python3-venv, or uv")


def _can(*words: str) -> bool:
    probe = [sys.executable, *words]
    return not subprocess.run(probe, check=False, capture_output=True).returncode  # noqa: S603 - fixed words


def _make(venv: Path, lock: str, turn: int) -> None:
    """Install what a lock names and the clone itself; a mark stands while that is unfinished."""
    uv, python, unfinished = find_uv(), program(venv, "python"), _HOME / "unfinished"
    other = next(name for name in _LOCKS if name != lock)
    both = _is_done(venv, other)
    # A package half put there looks whole to an installer, so what a killed set-up left goes.
    if unfinished.exists() or not _works(python):
        unfinished.touch()
        both = False
        shutil.rmtree(venv, ignore_errors=True)  # uv clears none that lacks its pyvenv.cfg
        _run(turn, uv, "venv", "--quiet", "--python", sys.executable, venv)
    unfinished.touch()
    for name in _LOCKS:
        _stamp(venv, name).unlink(missing_ok=True)
    install = ("pip", "install", "--quiet", "--python", python, *_HASHED)
    _run(turn, uv, *install, "--require-hashes", "-r", lock)
    if not both:
        _run(turn, uv, *install, "--no-deps", "--reinstall-package", "dateline", "-e", ".")
    unfinished.unlink()
    for name in (lock, other) if both else (lock,):
        _stamp(venv, name).write_text(_digest(name))


def _bundle() -> None:
    """Bundle the page's scripts anew: one of them is another."""
    try:
        scripts.build(ROOT)
    except subprocess.CalledProcessError:
        sys.exit("dateline: the page's scripts cannot be bundled; esbuild said above why")


def _works(python: Path) -> bool:
    """Return whether this is the Python of a whole environment."""
    if not python.is_file():
        return False
    probe = [str(python), "-I", "-c", "import sys; sys.exit(sys.prefix == sys.base_prefix)"]
    return not subprocess.run(probe, check=False, capture_output=True).returncode  # noqa: S603 - fixed words


def _stamp(venv: Path, lock: str) -> Path:
    return venv / f".{lock}.stamp"


def _is_done(venv: Path, lock: str) -> bool:
    return _is_installed(venv, lock) and scripts.is_fresh(ROOT)


def _is_installed(venv: Path, lock: str) -> bool:
    """Return whether `.venv` was made from just these files."""
    stamp = _stamp(venv, lock)
    try:
        return stamp.read_text() == _digest(lock) and (ROOT / "static/leaflet/.lock").is_file()
    except OSError:
        return False


def _digest(lock: str) -> str:
    """Return a digest of everything the environment is made from."""
    digest = hashlib.sha256(f"{sys.version}{ROOT}".encode())
    for name in (lock, *_INPUTS):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def find_script_checks() -> list[list[str]]:
    """
    Return the commands that lint, type and test the page's scripts, with their tools set up.

    Returns
    -------
    list of list of str
        Words of each, to be run in the clone; none where the machine has no Node.
    """
    node, npm = shutil.which("node"), shutil.which("npm")
    if not (node and npm):
        return []
    home, lock = _HOME / "frontend", ROOT / _CHECKS / "package-lock.json"
    stamp, modules = home / ".lock", home / "node_modules"
    if not stamp.is_file() or stamp.read_bytes() != lock.read_bytes():
        sys.stderr.write("dateline: fetching what checks the page's scripts ...\n")
        with _turn() as turn:
            shutil.rmtree(home, ignore_errors=True)
            home.mkdir()
            for name in ("package.json", lock.name):
                shutil.copy(ROOT / _CHECKS / name, home)
            _run(turn, npm, "ci", "--prefix", home, *scripts.NPM)
            stamp.write_bytes(lock.read_bytes())
    tests = sorted((ROOT / _CHECKS).glob("*.test.js"))
    return [
        [node, str(modules / "@biomejs/biome/bin/biome"), "check", "--error-on-warnings"],
        [node, str(modules / "typescript/bin/tsc"), "--project", "jsconfig.json"],
        [node, "--test", "--test-reporter=dot", *map(str, tests)],
    ]


def find_chromium(python: Path) -> str | None:
    """
    Return a Chromium for the browser tests, installing one where permitted.

    The order is: `CHROMIUM`, one without windows on the machine or from the system's package
    manager when we are root, another browser on the machine, playwright's own if it is there,
    the package manager again, and last playwright's download.
    """
    return (
        os.environ.get("CHROMIUM")
        or _installed(_SHELL)
        or (_from_packages(_SHELL) and _installed(_SHELL))
        or _installed(*_BROWSERS)
        or _playwrights(python)
        or (_from_packages("chromium") and _installed(*_BROWSERS))
        or _download(python)
    )


def _installed(*names: str) -> str | None:
    return next(filter(None, map(shutil.which, names)), None)


def _playwrights(python: Path) -> str | None:
    script = (
        "from playwright.sync_api import sync_playwright as p\n"
        "with p() as w: print(w.chromium.executable_path)"
    )
    done = subprocess.run([python, "-c", script], check=False, capture_output=True, text=True)  # noqa: S603 - fixed words
    path = done.stdout.strip()
    return path if path and Path(path).is_file() else None


def find_strace() -> str | None:
    """Return strace for the proof from outside, installing it where permitted; Linux alone."""
    return shutil.which("strace") or (_from_packages("strace") and shutil.which("strace")) or None


def _from_packages(name: str) -> bool:
    """Install a package of the system's when we are root there; return whether it was tried."""
    if os.name == "nt" or os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    sys.stderr.write(f"dateline: installing {name} for the tests ...\n")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update", "-qq"], ["install", "-y", "-qq", name]):
        subprocess.run(  # noqa: S603 - fixed words
            ["apt-get", *words],  # noqa: S607 - the system's own
            check=False,
            stdout=subprocess.DEVNULL,
            env=quiet,
        )
    return True


def _download(python: Path) -> str | None:
    words = [str(python), "-m", "playwright", "install", "chromium"]
    try:
        subprocess.run(words, check=False, capture_output=True, timeout=300)  # noqa: S603 - fixed words
    except subprocess.TimeoutExpired:
        return None
    return _playwrights(python)
