"""The bill of materials names all there is, and every licence in it is allowed."""

import json
import sys
import tomllib
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from tests.test_packaging import PINNED
from workshop import __main__ as command
from workshop import bill as made

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def rules():
    return made.Rules()


@pytest.fixture(scope="module")
def parts(rules):
    return made.parts(rules)


def test_every_licence_is_known_and_allowed(rules, parts):
    assert [wrong for part in parts if (wrong := rules.refuse(part))] == []


def test_everything_that_is_locked_or_shipped_is_named(parts):
    named = {(part.kind, part.name, part.version) for part in parts}
    assert len(named) == len(parts)
    for lock in ROOT.glob("requirements*.lock"):
        assert lock.name in made.LOCKS
        for name, version in PINNED.findall(lock.read_text(encoding="utf-8")):
            assert ("pypi", name, version) in named
    assert ("npm", "leaflet", "1.9.4") in named
    npm = {part.name: part.scope for part in parts if part.kind == "npm"}
    assert {name for name, scope in npm.items() if scope == "required"} == {"leaflet"}
    assert {"esbuild", "@esbuild/linux-x64", "typescript", "@biomejs/biome"} <= set(npm)
    manifest = json.loads((ROOT / "data" / "manifest.json").read_text(encoding="utf-8"))
    names = {f"data/{held['path']}" for held in manifest["files"]}
    assert {part.name for part in parts if part.kind == "data"} == names


def test_the_bill_is_one_by_cyclonedx_and_the_same_each_time(parts):
    words = made.bill(parts)
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(words) is None
    assert made.bill(parts) == words
    held = json.loads(words)
    assert len(held["components"]) == len(parts)
    scopes = {c["name"]: c["scope"] for c in held["components"]}
    assert scopes["streamlit"] == scopes["leaflet"] == "required"
    assert scopes["pytest"] == scopes["hatchling"] == scopes["uv"] == "excluded"
    purls = {c["name"]: c.get("purl") for c in held["components"]}
    assert purls["@esbuild/linux-x64"].startswith("pkg:npm/%40esbuild/linux-x64@")
    numpy = [c for c in held["components"] if c["name"] == "numpy"]
    assert {c["purl"] for c in numpy} == {f"pkg:pypi/numpy@{c['version']}" for c in numpy}
    assert all(c["licenses"] for c in held["components"])
    assert made.bill(parts[1:]) != words


PERMITTED = ["MIT", "MIT AND BSD-3-Clause", "GPL-3.0-only OR MIT", "(MIT OR GPL-2.0-only) AND ISC"]
REFUSED = ["GPL-3.0-only", "MIT AND GPL-3.0-only", "AGPL-3.0-or-later", "LGPL-2.1-only",
           "Apache-2.0 WITH LLVM-exception", "SSPL-1.0", "Nonsense-1.0", "MIT AND", "BSD License",
           "(MIT OR GPL-2.0-only) AND GPL-3.0-only"]  # fmt: skip


@pytest.mark.parametrize("expression", PERMITTED)
def test_an_expression_with_an_allowed_way_is_permitted(rules, expression):
    assert rules.permits(expression)


@pytest.mark.parametrize("expression", REFUSED)
def test_any_other_expression_is_refused(rules, expression):
    part = made.Part(kind="pypi", name="some", version="1", licence=expression)
    assert rules.refuse(part) == f"some 1: {expression} is not allowed"


@pytest.mark.parametrize("kind", ["pypi", "npm", "data"])
def test_an_unknown_licence_is_refused(rules, kind):
    part = made.Part(kind=kind, name="some", version="1", licence="")
    assert "no licence is known" in rules.refuse(part)
    part = made.Part(kind=kind, name="some", version="1", licence="as is")
    assert "is not allowed" in rules.refuse(part)


def test_a_package_that_is_not_here_and_not_stated_has_no_licence(rules):
    assert rules.licence_of("no-such-package-anywhere") == ""


def test_no_rule_is_idle_and_each_exception_has_its_reason(rules, parts):
    packages = {part.name: part for part in parts if part.kind == "pypi"}
    assert set(rules.stated) <= set(packages)
    for name, reason in rules.exceptions.items():
        assert len(reason) > 20
        assert not rules.permits(packages[name].licence), name
        assert packages[name].scope == "excluded", f"{name} would reach users"
    assert all(len(held["read"]) > 6 for held in rules.stated.values())
    assert set(rules.data) == {part.licence for part in parts if part.kind == "data"}


def test_the_command_writes_it_and_fails_on_what_is_not_allowed(tmp_path, monkeypatch, capsys):
    out, rules = tmp_path / "bill.json", tmp_path / "licences.toml"
    monkeypatch.setattr(sys, "argv", ["workshop", "bill", str(out)])
    with pytest.raises(SystemExit) as ended:
        command.main()
    assert ended.value.code == 0
    assert json.loads(out.read_text(encoding="utf-8"))["bomFormat"] == "CycloneDX"
    words = made._RULES.read_text(encoding="utf-8")
    assert "MPL-2.0" in tomllib.loads(words)["allowed"]
    rules.write_text(words.replace('  "MPL-2.0",\n', ""), encoding="utf-8")
    monkeypatch.setattr(made, "_RULES", rules)
    with pytest.raises(SystemExit) as ended:
        command.main()
    assert ended.value.code == 1
    assert ": MPL-2.0 is not allowed\n" in capsys.readouterr().err
