"""Rebuild the shipped data: `python -m geo.build boundaries MAP`, `gazetteer` or `manifest`."""

from __future__ import annotations

import argparse
from pathlib import Path

from geo.settings import data_folder


def main() -> None:
    """Run the builder that is named, then refresh the manifest's checksums."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("what", choices=("boundaries", "gazetteer", "manifest"))
    reader.add_argument("source", nargs="?", type=Path, help="world_map.gpkg of qgis-common")
    asked = reader.parse_args()
    folder = data_folder()
    if asked.what == "boundaries":
        from geo.build import boundaries  # noqa: PLC0415 - build-time libraries

        if asked.source is None:
            reader.error("boundaries are built from world_map.gpkg; give its path")
        boundaries.build(folder, asked.source)
    if asked.what == "gazetteer":
        from geo.build import gazetteer  # noqa: PLC0415 - build-time libraries

        gazetteer.build(folder)
    from geo.build import manifest  # noqa: PLC0415 - only where something was built

    manifest.build(folder)


if __name__ == "__main__":
    main()
