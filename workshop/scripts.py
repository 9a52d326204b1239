"""Bundle the page's scripts: one file for each that the page loads, by esbuild, nothing fetched."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
from pathlib import Path

SOURCE = Path("components", "frontend")
TARGET = Path("static", "page")
NPM = (  # what `npm ci` is told beside: all that a lock names, whatever the machine's npm is told
    *("--ignore-scripts", "--include=dev", "--include=optional"),
    *("--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"),
)
_TOOL = Path(".uv", "esbuild" + (".exe" if os.name == "nt" else ""))  # kept by the set-up
_STAMP = ".stamp"
_FRAME = "frame"  # the folder of the scripts that the map's frame takes as expressions
_WORDS = (
    *("--bundle", "--format=esm", "--target=es2022", "--charset=utf8", "--log-level=warning"),
    *("--minify-whitespace", "--minify-syntax"),  # names stay, for whoever looks into an error
    '--banner:js="use strict";',  # on a line of its own: Streamlit takes a single line for a path
)
_EXPORT = re.compile(r"export\{(\w+) as default\};\s*\Z")


def is_fresh(root: Path) -> bool:
    """Return whether the bundles are there, made from just these sources."""
    try:
        return (root / TARGET / _STAMP).read_text(encoding="utf-8") == _digest(root)
    except OSError:
        return False


def can_build(root: Path) -> bool:
    """Return whether esbuild is at hand."""
    return (root / _TOOL).is_file()


def keep_tool(modules: Path, root: Path) -> None:
    """
    Keep esbuild's own program, which needs no Node, for the next change of a script.

    Parameters
    ----------
    modules
        A `node_modules` that npm filled; what npm would run after an install is not needed.
    root
        The clone.

    Raises
    ------
    FileNotFoundError
        When npm left esbuild's program out, as it does where optional packages are turned off.
    """
    names = {"esbuild", "esbuild.exe"}
    found = [p for p in (modules / "@esbuild").rglob("esbuild*") if p.name in names and p.is_file()]
    if not found:
        msg = "npm installed no esbuild for this machine; are optional packages turned off?"
        raise FileNotFoundError(msg)
    tool = root / _TOOL
    tool.parent.mkdir(exist_ok=True)
    fresh = tool.with_name("esbuild.new")
    shutil.copy(found[0], fresh)
    fresh.replace(tool)


def build(root: Path) -> None:
    """
    Bundle every script at the top of `components/frontend`, and those of its frame.

    Parameters
    ----------
    root
        The clone, or the source package.

    Raises
    ------
    subprocess.CalledProcessError
        When a script cannot be bundled; esbuild has said why.
    """
    from workshop.manifest import measure  # noqa: PLC0415 - who asks `is_fresh` alone waits for less

    source, target, stamp = root / SOURCE, root / TARGET, _digest(root)
    fresh = target.with_name("page.new")
    shutil.rmtree(fresh, ignore_errors=True)
    entries = sorted([*source.glob("*.js"), *(source / _FRAME).glob("*.js")])
    words = [str(root / _TOOL), *map(str, entries), *_WORDS]
    subprocess.run([*words, f"--outbase={source}", f"--outdir={fresh}"], check=True)  # noqa: S603 - fixed words
    for script in (fresh / _FRAME).glob("*.js"):
        script.write_text(_expression(script.read_text(encoding="utf-8")), encoding="utf-8")
    measure(fresh)
    (fresh / _STAMP).write_text(stamp, encoding="utf-8")
    shutil.rmtree(target, ignore_errors=True)
    fresh.replace(target)


def _expression(module: str) -> str:
    """Return a module as an expression whose value is what it exports."""
    body, found = _EXPORT.subn(r"return \1;", module)
    if not found:
        msg = "a script of the frame has to export one function, as its default"
        raise ValueError(msg)
    return f"(() => {{\n{body}\n}})()\n"


def _digest(root: Path) -> str:
    """Return a digest of everything that the bundles are made from."""
    digest = hashlib.sha256()
    source = root / SOURCE
    made_from = [*source.rglob("*.js"), source / "package-lock.json", root / "workshop/scripts.py"]
    for path in sorted(made_from):
        digest.update(f"{path.relative_to(root).as_posix()}\n".encode() + path.read_bytes())
    return digest.hexdigest()
