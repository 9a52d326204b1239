"""
The sample's picture, warm, against a bare geopandas plot of the same polygons at the same dpi.

    python -m tests.benchmarks.bench_sheet [REPEATS]

Prints both medians in seconds of the processor and their ratio; 2.5 or less is wanted.
"""

from __future__ import annotations

import io
import statistics
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import geopandas as gpd
import shapely
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from geo import default_engine, read_article
from geo.boundaries import Boundaries, project
from geo.mapped import map_evidence
from geo.snapshot import SnapshotOptions, draw
from geo.snapshot.basemap import countries_seen
from geo.snapshot.chart import must_see
from geo.snapshot.content import compose
from geo.snapshot.files import drawing
from geo.snapshot.page import Box
from geo.snapshot.projection import choose, frame, seen

SAMPLE = Path(__file__).parents[2] / "data" / "articles" / "inherent-resolve.txt"
DPI = 300
A4 = (297 / 25.4, 210 / 25.4)  # inches


def main(repeats: int) -> None:
    """Time both and print their ratio."""
    boundaries = Boundaries.open()
    shown = map_evidence([default_engine().parse(read_article(SAMPLE.read_bytes()))])
    options = SnapshotOptions(made=datetime(2026, 11, 25, tzinfo=UTC), dpi=DPI)
    areas, code = polygons(shown, boundaries, options)
    ours = timed(lambda: draw(shown, boundaries=boundaries, options=options), repeats)
    bare = timed(lambda: plot(areas, code), repeats)
    print(f"sheet {ours:.2f} s, bare plot of {len(areas)} polygons {bare:.2f} s: {ours / bare:.2f}")


def polygons(shown, boundaries, options):
    """Return every country and division that the sheet draws, whole, in the sheet's projection."""
    with drawing():
        points = must_see(compose(shown, options).seen, boundaries)
    crs = choose(points)
    metres = shapely.get_coordinates(project(shapely.multipoints(points), crs.code))
    bounds = seen(frame(metres, crs, Box(16.0, 30.0, 164.0, 150.0), 60_000.0))
    countries = countries_seen(boundaries, bounds)
    homes = {mark.place.country for mark in shown.marks}
    divisions = [area for iso in sorted(homes) for area in boundaries.divisions(iso)]
    shapes = [area.geometry for area in (*countries, *divisions)]
    return gpd.GeoSeries(shapes, crs=4326), crs.code


def plot(areas, code):
    """Draw the polygons as geopandas does, on the same paper, to a PNG."""
    figure = Figure(figsize=A4)
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    areas.to_crs(code).plot(ax=axes, edgecolor="#444444", linewidth=0.4)
    figure.savefig(io.BytesIO(), format="png", dpi=DPI)


def timed(work, repeats):
    """Return the median seconds of the processor of some runs, after one to warm up."""
    work()
    taken = []
    for _ in range(repeats):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return statistics.median(taken)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
