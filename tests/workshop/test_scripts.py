"""The page's scripts are bundled of their sources, all of them, and of nothing else."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from geo.integrity import verify
from workshop import scripts

ROOT = Path(__file__).parents[2]
ESBUILD = ROOT / ".uv" / ("esbuild.exe" if os.name == "nt" else "esbuild")


@pytest.fixture
def clone(tmp_path):
    """A clone with one script, one for the frame, and what they share."""
    assert ESBUILD.is_file(), "no esbuild: run ./test, which sets it up"
    for name in ("components/frontend/shared", "components/frontend/frame", ".uv", "workshop"):
        (tmp_path / name).mkdir(parents=True)
    shutil.copy(ESBUILD, tmp_path / ".uv")
    shutil.copy(ROOT / "workshop" / "scripts.py", tmp_path / "workshop")
    source = tmp_path / "components" / "frontend"
    (source / "package-lock.json").write_text("{}", encoding="utf-8")
    (source / "shared" / "words.js").write_text(
        "// a comment\nexport const said = 'Größe “so”';\nexport const unused = 'idle';\n", "utf-8"
    )
    for name in ("page.js", "frame/map.js"):
        up = "../" if "/" in name else "./"
        (source / name).write_text(
            f'import {{ said }} from "{up}shared/words.js";\n'
            "export default function tell(name) {\n  return said + name;\n}\n",
            encoding="utf-8",
        )
    return tmp_path


def built(clone, name):
    return (clone / "static" / "page" / name).read_text(encoding="utf-8")


def test_the_bundles_here_are_those_of_the_sources_here():
    assert scripts.is_fresh(ROOT), "a script changed: ./run and ./test bundle it anew"


def test_a_script_comes_with_what_it_imports_alone(clone):
    scripts.build(clone)
    for name in ("page.js", "frame/map.js"):
        words = built(clone, name)
        assert "Größe “so”" in words
        assert "idle" not in words
        assert "comment" not in words
        assert "import" not in words
        assert "\n" in words.strip()  # Streamlit takes a single line for a path
        assert '"use strict"' in words


def test_a_frame_s_script_is_an_expression(clone):
    scripts.build(clone)
    assert built(clone, "page.js").rstrip().endswith("export{tell as default};")
    words = built(clone, "frame/map.js").strip()
    assert words.startswith("(() => {")
    assert words.endswith("return tell;\n})()")


def test_a_frame_s_script_without_one_function_is_refused(clone):
    source = clone / "components/frontend/frame/map.js"
    source.write_text("export const a = 1, b = 2;", encoding="utf-8")
    with pytest.raises(ValueError, match="as its default"):
        scripts.build(clone)


def test_the_same_sources_give_the_same_bytes(clone):
    scripts.build(clone)
    first = (clone / "static" / "page" / "manifest.json").read_bytes()
    shutil.rmtree(clone / "static")
    scripts.build(clone)
    assert (clone / "static" / "page" / "manifest.json").read_bytes() == first


def test_each_bundle_is_in_the_manifest(clone):
    scripts.build(clone)
    folder = clone / "static" / "page"
    assert verify(folder) == ()
    listed = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["files"]
    assert [row["path"] for row in listed] == ["frame/map.js", "page.js"]
    (folder / "page.js").write_text("other", encoding="utf-8")
    assert len(verify(folder)) == 1


@pytest.mark.parametrize(
    "name", ["page.js", "shared/words.js", "shared/new.js", "package-lock.json"]
)
def test_bundles_are_stale_once_anything_they_are_made_of_is_another(clone, name):
    assert not scripts.is_fresh(clone)
    scripts.build(clone)
    assert scripts.is_fresh(clone)
    path = clone / "components" / "frontend" / name
    before = path.read_text(encoding="utf-8") if path.exists() else None
    path.write_text(f"{before}\n", encoding="utf-8")
    assert not scripts.is_fresh(clone)
    path.unlink() if before is None else path.write_text(before, encoding="utf-8")
    assert scripts.is_fresh(clone)


def test_what_cannot_be_bundled_leaves_the_bundles_before(clone):
    scripts.build(clone)
    before = built(clone, "page.js")
    (clone / "components/frontend/page.js").write_text("export default function (", "utf-8")
    with pytest.raises(subprocess.CalledProcessError):
        scripts.build(clone)
    assert built(clone, "page.js") == before
    assert not scripts.is_fresh(clone)


def test_a_build_cut_off_half_way_is_done_anew(clone):
    scripts.build(clone)
    page = clone / "static" / "page"
    page.rename(page.with_name("page.new"))
    assert not scripts.is_fresh(clone)
    scripts.build(clone)
    assert scripts.is_fresh(clone)


def test_the_tool_is_taken_from_what_npm_installed(clone):
    inside = clone / "node_modules" / "@esbuild" / "some-machine" / "bin"
    with pytest.raises(FileNotFoundError, match="optional packages"):
        scripts.keep_tool(clone / "node_modules", clone)
    inside.mkdir(parents=True)
    shutil.copy(ESBUILD, inside)
    (clone / ".uv" / ESBUILD.name).unlink()
    assert not scripts.can_build(clone)
    scripts.keep_tool(clone / "node_modules", clone)
    assert scripts.can_build(clone)
    scripts.build(clone)
