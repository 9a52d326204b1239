"""Set up this clone from nothing but Python: uv, an environment, a browser for the tests."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
UV_VERSION = "0.13.9"
_BIN = "Scripts" if os.name == "nt" else "bin"
_EXE = ".exe" if os.name == "nt" else ""
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge")
_INPUTS = ("pyproject.toml", "hatch_build.py", "components/frontend/package-lock.json")


def program(folder: Path, name: str) -> Path:
    """Return where an environment keeps the program `name`."""
    return folder / _BIN / (name + _EXE)


def run(*words: str | Path) -> None:
    """Run a command in the clone; its failure ends ours with one sentence."""
    # The system's certificates: an office's or a mirror's own are in no bundle.
    trust = {"UV_SYSTEM_CERTS": "true", **os.environ}
    done = subprocess.run([str(w) for w in words], cwd=ROOT, check=False, env=trust)  # noqa: S603 - fixed words
    if done.returncode:
        named = " ".join(str(w) for w in words[:4])
        sys.exit(f"dateline: setting up stopped: `{named} ...` ended with {done.returncode}")


def find_uv() -> Path:
    """Return uv: the machine's, else one of our own under `.uv`."""
    found = shutil.which("uv")
    if found:
        return Path(found)
    home = ROOT / ".uv"
    uv = program(home, "uv")
    if uv.is_file():
        return uv
    sys.stderr.write("dateline: fetching uv ...\n")
    if _can_make_environments():
        run(sys.executable, "-m", "venv", home)
        run(
            program(home, "python"),
            "-m",
            "pip",
            "install",
            "-q",
            "--disable-pip-version-check",
            f"uv=={UV_VERSION}",
        )
        return uv
    pip = (sys.executable, "-m", "pip")
    if subprocess.run([*pip, "--version"], check=False, capture_output=True).returncode:  # noqa: S603 - fixed words
        sys.exit("dateline: this Python has neither venv nor pip; install python3-venv, or uv")
    run(
        *pip,
        "install",
        "-q",
        "--target",
        home / "lib",
        "--disable-pip-version-check",
        f"uv=={UV_VERSION}",
    )
    return home / "lib" / "bin" / ("uv" + _EXE)


def _can_make_environments() -> bool:
    """Return whether `python -m venv` works here (Debian ships it apart)."""
    probe = [sys.executable, "-c", "import ensurepip, venv"]
    return not subprocess.run(probe, check=False, capture_output=True).returncode  # noqa: S603 - fixed words


def environment(lock: str) -> Path:
    """
    Make or refresh `.venv` from a lock file and return it; do nothing twice.

    Parameters
    ----------
    lock
        Name of the lock file: `requirements.lock` or `requirements-dev.lock`.
    """
    venv = ROOT / ".venv"
    stamp = venv / f".{lock}.stamp"
    wanted = _digest(lock)
    if (
        stamp.is_file()
        and stamp.read_text() == wanted
        and (ROOT / "static/leaflet/.lock").is_file()
    ):
        return venv
    sys.stderr.write("dateline: installing (first time only) ...\n")
    uv = find_uv()
    python = program(venv, "python")
    if not python.is_file():
        run(uv, "venv", "--quiet", "--python", sys.executable, venv)
    install = ("pip", "install", "--quiet", "--python", python)
    run(uv, *install, "--require-hashes", "-r", lock)
    run(uv, *install, "--no-deps", "--reinstall-package", "dateline", "-e", ".")
    stamp.write_text(wanted)
    return venv


def _digest(lock: str) -> str:
    """Return a digest of everything the environment is made from."""
    digest = hashlib.sha256(f"{sys.version}{ROOT}".encode())
    for name in (lock, *_INPUTS):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def find_chromium(python: Path) -> str | None:
    """
    Return a Chromium for the browser tests, installing one where permitted.

    The order is: `CHROMIUM`, a browser on the machine, playwright's own if it
    is there, the system's package manager when we are root, and last
    playwright's download.
    """
    return (
        os.environ.get("CHROMIUM")
        or _installed()
        or _playwrights(python)
        or (_from_packages("chromium") and _installed())
        or _download(python)
    )


def _installed() -> str | None:
    return next(filter(None, map(shutil.which, _BROWSERS)), None)


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
