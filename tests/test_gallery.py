"""The gallery: every article has its picture, and docs/gallery.md shows every picture."""

import re

from PIL import Image

from tests import gallery

MOST = 250_000  # bytes of a picture


def test_every_picture_is_shown_and_every_article_is_drawn():
    words = (gallery.ROOT / "docs" / "gallery.md").read_text(encoding="utf-8")
    shown = re.findall(r"\]\(gallery/([a-z0-9-]+)\.png\)", words)
    drawn = [path.stem for path in gallery.GALLERY.glob("*.png")]
    assert len(shown) == len(set(shown)) >= 10
    assert set(shown) == set(drawn) == {"sample", "200-places", *map(_name, gallery.texts())}


def _name(path):
    return path.stem


def test_pictures_are_small_and_screen_and_sheet_stand_side_by_side():
    for path in gallery.GALLERY.glob("*.png"):
        assert path.stat().st_size < MOST
        with Image.open(path) as picture:
            wide = picture.width > 2 * picture.height
        assert wide == (path.stem in gallery.BESIDE)
