"""The bill of materials: every package and data file, its licence, and whether that is allowed."""

from __future__ import annotations

import importlib.metadata
import json
import os
import re
import tomllib
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.model.license import DisjunctiveLicense, LicenseExpression
from cyclonedx.output.json import JsonV1Dot6
from license_expression import ExpressionError, get_spdx_licensing
from packageurl import PackageURL

from geo.settings import VERSION

if TYPE_CHECKING:
    from importlib.metadata import PackageMetadata

ROOT = Path(__file__).resolve().parents[1]
_RULES = Path(__file__).with_name("licences.toml")
# how a lock's packages are used: by who runs Dateline, or by who builds or tests it
LOCKS = {
    "requirements.lock": ComponentScope.REQUIRED,
    "requirements-dev.lock": ComponentScope.EXCLUDED,
    "requirements-build.lock": ComponentScope.EXCLUDED,
    "requirements-setup.lock": ComponentScope.EXCLUDED,
}
# what npm fetches: what a browser is given and what bundles it, and what checks the page's scripts
_NPM_LOCKS = ("components/frontend/package-lock.json", "tests/frontend/package-lock.json")
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)
_CLASSIFIER = "License :: OSI Approved :: "
_SPACE = uuid.UUID("5c4f25a4-6d2b-5a3e-9f0e-0d2b8f6b1c77")  # of our bills' numbers
_SPDX = get_spdx_licensing()


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Something that Dateline is made of."""

    kind: str  # "pypi", "npm" or "data"
    name: str
    version: str
    licence: str  # SPDX, or for data the manifest's words; "" where none is known
    scope: ComponentScope = ComponentScope.REQUIRED
    sha: tuple[HashAlgorithm, str] | None = None


class Rules:
    """What `licences.toml` says."""

    def __init__(self) -> None:
        """Read the file."""
        held: dict[str, Any] = tomllib.loads(_RULES.read_text(encoding="utf-8"))
        self.allowed = frozenset(held["allowed"])
        self.words: dict[str, str] = held["words"]
        self.stated: dict[str, dict[str, str]] = held["stated"]
        self.exceptions: dict[str, str] = held["exceptions"]
        self.data: dict[str, str] = held["data"]

    def refuse(self, part: Part) -> str | None:
        """Return what is wrong with a part's licence, None where it is allowed."""
        if not part.licence:
            return f"{part.name} {part.version}: no licence is known; read it and state it"
        if part.kind == "data":
            known = part.licence in self.data
        else:
            known = part.name in self.exceptions or self.permits(part.licence)
        return None if known else f"{part.name} {part.version}: {part.licence} is not allowed"

    def permits(self, expression: str) -> bool:
        """Return whether an SPDX expression leaves a way that is allowed throughout."""
        try:
            return self._permits(_SPDX.parse(expression, validate=True))
        except ExpressionError:
            return False

    def _permits(self, parsed: Any) -> bool:  # noqa: ANN401 - the library has no types
        if isinstance(parsed, _SPDX.AND):
            return all(map(self._permits, parsed.args))
        if isinstance(parsed, _SPDX.OR):
            return any(map(self._permits, parsed.args))
        return parsed.render() in self.allowed

    def licence_of(self, name: str) -> str:
        """Return a package's licence: as stated, else as its metadata has it; "" if unknown."""
        if name in self.stated:
            return self.stated[name]["licence"]
        try:
            told = importlib.metadata.metadata(name)
        except importlib.metadata.PackageNotFoundError:
            return ""
        if expression := _field(told, "License-Expression"):
            return expression
        classified = [c.removeprefix(_CLASSIFIER) for c in told.get_all("Classifier") or ()]
        said = [self.words[c] for c in classified if c in self.words]
        if said:
            return " AND ".join(dict.fromkeys(said))
        own = _field(told, "License")
        own = self.words.get(own, own)
        return own if _is_spdx(own) else ""


def _field(told: PackageMetadata, name: str) -> str:
    return str(told[name]) if name in told else ""


def _is_spdx(words: str) -> bool:
    try:
        return _SPDX.parse(words, validate=True) is not None
    except ExpressionError:
        return False


def parts(rules: Rules, root: Path = ROOT) -> list[Part]:
    """Return everything that is installed, shipped, or builds and tests what is."""
    return [*_packages(rules, root), *_browser(root), *_data(root)]


def _packages(rules: Rules, root: Path) -> list[Part]:
    found: dict[tuple[str, str], Part] = {}
    for lock, scope in LOCKS.items():
        for name, version in _PIN.findall((root / lock).read_text(encoding="utf-8")):
            part = Part(
                kind="pypi",
                name=name,
                version=version,
                licence=rules.licence_of(name),
                scope=scope,
            )
            found.setdefault((name, version), part)
    return list(found.values())


def _browser(root: Path) -> list[Part]:
    locks = [json.loads((root / lock).read_text(encoding="utf-8")) for lock in _NPM_LOCKS]
    return [
        Part(
            kind="npm",
            name=path.removeprefix("node_modules/"),
            version=held["version"],
            licence=held.get("license", ""),
            scope=ComponentScope.EXCLUDED if held.get("dev") else ComponentScope.REQUIRED,
        )
        for lock in locks
        for path, held in lock["packages"].items()
        if path
    ]


def _data(root: Path) -> list[Part]:
    manifest = json.loads((root / "data" / "manifest.json").read_text(encoding="utf-8"))
    return [
        Part(
            kind="data",
            name=f"data/{held['path']}",
            version=held["date"],
            licence=held["licence"],
            sha=(HashAlgorithm.SHA_256, held["sha256"]),
        )
        for held in manifest["files"]
    ]


def bill(found: list[Part]) -> str:
    """Return a bill of materials in CycloneDX 1.6, as JSON; the same parts give the same bill."""
    made = Bom(serial_number=uuid.uuid5(_SPACE, repr(found)))
    own = Component(
        name="dateline", version=VERSION, type=ComponentType.APPLICATION, bom_ref="dateline"
    )
    own.licenses.add(LicenseExpression("MIT"))
    made.metadata.component = own
    made.metadata.timestamp = datetime.fromtimestamp(
        int(os.environ.get("SOURCE_DATE_EPOCH", "0")), UTC
    )
    components = [_component(part) for part in found]
    made.components.update(components)
    made.register_dependency(own, components)
    return str(JsonV1Dot6(made).output_as_string(indent=1)) + "\n"


def _component(part: Part) -> Component:
    data = part.kind == "data"
    scope, _, own = part.name.rpartition("/")  # npm has names in scopes
    made = Component(
        name=part.name,
        version=part.version,
        type=ComponentType.DATA if data else ComponentType.LIBRARY,
        scope=part.scope,
        bom_ref=f"{part.kind}:{part.name}@{part.version}",
        purl=None if data else PackageURL(part.kind, scope or None, own, part.version),
    )
    if part.licence:
        kind = DisjunctiveLicense(name=part.licence) if data else LicenseExpression(part.licence)
        made.licenses.add(kind)
    if part.sha:
        made.hashes.add(HashType(alg=part.sha[0], content=part.sha[1]))
    return made


def write(path: Path) -> list[str]:
    """
    Write the bill, and return what is wrong with the licences in it.

    Parameters
    ----------
    path : Path
        Of the JSON file.

    Returns
    -------
    list of str
        One sentence for each part whose licence is unknown or not allowed.
    """
    rules = Rules()
    found = parts(rules)
    path.write_text(bill(found), encoding="utf-8", newline="\n")
    return [wrong for part in found if (wrong := rules.refuse(part))]
