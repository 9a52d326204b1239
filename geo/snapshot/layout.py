"""Where every number and every name of a map stands, before anything is drawn."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from geo.mapped import shade
from geo.snapshot.basemap import HOME, NAMED, View, country_words, inner
from geo.snapshot.labels import Fixed, Sign, aside, beside, farther, read_as_own
from geo.snapshot.lettering import Setting, settings
from geo.snapshot.page import Box
from geo.snapshot.placing import Choice, place
from geo.snapshot.spots import COLLAR, Spot

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray


_SIZES = ((30, 7.2, 1.9), (85, 6.5, 1.65), (10_000, 5.7, 1.4))  # marks up to; points; disc's mm
_GROWS = (0.0, 0.12, 0.3, 0.55)  # mm that a disc is larger by its class of excerpts
_DOT = 0.55  # mm: radius of a place whose number stands aside
_COVERED = 9.0  # cost of a number that hides another mark's place
_ON_LINE = 0.2  # cost of each place of a number on a line that is farther from its middle
_SAME = 0.7  # mm within which two places are one to the eye
_ASIDE_AT_MOST = 400  # numbers that look for room: a page has no more of it
_TRIED = 300  # names that are tried, at the most
_KEPT = 120  # of the free places of a name, the best
_MANY = 60  # marks from which fewer places are tried for each number and name
_OVER_LINE = 1.0  # cost of a name across a border
_ABROAD = 6.0  # cost of an area's number and name that stand in another country
_BESIDE_LAND = 8.0  # cost of a country's name that does not stand on it
_ON_MARKS = 4.5  # cost of a country's name on an area or a river that is a mark
_INSIDE = 36  # points tried inside an area


@dataclass(frozen=True, slots=True)
class Label:
    """A mark's name as it stands on the map: its box in mm, and how it is set."""

    box: Box
    setting: Setting
    leader: bool  # whether a line joins it to its sign

    @property
    def words(self) -> str:
        """The words written, cut or not."""
        return " ".join(self.setting.lines)


@dataclass(frozen=True, slots=True)
class Layout:
    """Numbers, names and the lines that join them; all in mm, by the number of the mark."""

    discs: dict[int, Sign]
    labels: dict[int, Label]
    leaders: dict[int, tuple[tuple[float, float], ...]]  # from the place to the number or name
    countries: dict[str, Label]  # by id: those named, and those of the marks

    def signs(self, spots: Sequence[Spot]) -> list[BaseGeometry]:
        """Return, in mm, the numbers, places and names that are set, and the lines between."""
        small = {spot.mark.number for spot in spots if spot.small and spot.mark.shown}
        made = [
            Point(s.x, s.y).buffer(s.radius + (COLLAR if n in small and not s.aside else 0.1), 8)
            for n, s in self.discs.items()
        ]
        points = [spot for spot in spots if spot.bare]
        made += [Point(spot.x, spot.y).buffer(_DOT + 0.2, 4) for spot in points]
        made += [shapely.LineString(line) for line in self.leaders.values()]
        names = [*self.labels.values(), *self.countries.values()]
        return made + [mm_box(label.box) for label in names]


@dataclass(frozen=True, slots=True)
class Scene:
    """What a layout is made of."""

    view: View
    spots: tuple[Spot, ...]
    lands: Mapping[str, BaseGeometry]  # what is seen of each country, in metres
    named: Mapping[str, str]  # names of the countries that are named, by id
    homes: Mapping[str, str]  # and of those that the marks lie in
    furniture: tuple[Box, ...]


def arrange(scene: Scene) -> Layout:
    """
    Place every number and as many names as there is room for.

    Parameters
    ----------
    scene : Scene
        The marks on the sheet and what lies round them.

    Returns
    -------
    Layout
        The same for the same scene.
    """
    return _Arranging(scene).made()


class _Arranging:
    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.inside = scene.view.frame.box.grown(-0.4)
        self.shown = [spot for spot in scene.spots if spot.mark.shown and not spot.out]
        _, self.size, self.radius = next(s for s in _SIZES if len(self.shown) <= s[0])
        self.blocks = [mm_box(box.grown(0.6)) for box in scene.furniture]
        self.layout = Layout({}, {}, {}, {})
        lands = [spot_mm(scene.view, shape) for shape in scene.lands.values()]
        shapely.prepare(lands)
        self.lands = lands
        self.lines = shapely.union_all([land.boundary for land in lands]) if lands else Point()
        shapely.prepare(self.lines)
        shapes = [s.shape if s.shape is not None else s.line for s in self.shown if not s.vast]
        self.painted = shapely.union_all(
            [spot_mm(scene.view, shape) for shape in shapes if shape is not None]
        )
        shapely.prepare(self.painted)

    def made(self) -> Layout:
        points = [spot for spot in self.shown if spot.shape is None]
        self._discs(points)
        self._countries()
        named = [s for s in self.shown if _is_named(s)]
        self._names(named[:_TRIED])
        self._bare_discs()
        left_out = [s for s in self.scene.spots if _is_named(s) and not (s.mark.shown or s.out)]
        self._names(left_out[:_TRIED])
        return self.layout

    # Numbers.

    def _discs(self, points: list[Spot]) -> None:
        """Set each number on its place, or aside with a leader where the place has no room."""
        places = _array([(spot.x, spot.y) for spot in points if spot.bare])
        fixed = Fixed(self.inside, self.blocks)
        found = place([self._disc_choices(s, places, fixed) for s in points[:_ASIDE_AT_MOST]])
        for spot in points[_ASIDE_AT_MOST:]:
            self.layout.discs[spot.mark.number] = Sign(spot.x, spot.y, self._radius(spot))
        for spot, choice in zip(points, found, strict=False):
            if choice is None:
                continue
            radius = self._radius(spot)
            sign = Sign(*choice.box.centre, radius, aside=choice.leader is not None)
            self.layout.discs[spot.mark.number] = sign
            if choice.leader:
                self.layout.leaders[spot.mark.number] = ((spot.x, spot.y), (sign.x, sign.y))

    def _radius(self, spot: Spot) -> float:
        grown = 0.0 if spot.shape is not None else _GROWS[shade(spot.mark.excerpts)]
        return self.radius + grown

    def _disc_choices(self, spot: Spot, places: NDArray[np.float64], fixed: Fixed) -> list[Choice]:
        radius = self._radius(spot)
        reach = radius + (1.0 if spot.small else 0.25)
        own = []
        for at, (x, y) in enumerate(spot.along or [(spot.x, spot.y)]):
            far = np.hypot(places[:, 0] - x, places[:, 1] - y)
            hidden = int(((far > _SAME) & (far < reach + _DOT * 0.6)).sum())
            box = Box(x - reach, y - reach, 2 * reach, 2 * reach)
            own.append(Choice(box, _COVERED * hidden + _ON_LINE * at))
        spokes = 6 if len(self.shown) > _MANY else 16
        moved = fixed.free(list(aside(spot.x, spot.y, radius + 0.2, spokes)))
        moved = [c for c in moved if not _covers(c.box, places)]
        moved = self._same_side(spot, moved)
        return [*own, *moved]

    def _same_side(self, spot: Spot, choices: list[Choice]) -> list[Choice]:
        """Return the choices that lie in no other country than the place."""
        if not choices:
            return []
        x, y = _array([choice.box.centre for choice in choices]).T
        abroad = np.zeros(len(choices), dtype=bool)
        for land in self.lands:
            if not shapely.contains_xy(land, spot.x, spot.y):
                abroad |= shapely.contains_xy(land, x, y)
        return [choice for choice, out in zip(choices, abroad, strict=True) if not out]

    def _fixed(self) -> Fixed:
        """Return what is set already and cannot move."""
        return Fixed(self.inside, [*self.blocks, *self.layout.signs(self.scene.spots)])

    # Names.

    def _countries(self) -> None:
        """Place the names of countries that are named or hold marks, before all others."""
        fixed = self._fixed()
        keys = [*self.scene.named, *(k for k in self.scene.homes if k not in self.scene.named)]
        for key in keys:  # one by one: the first are the most important
            options = self._country(key, fixed)
            taken = [label.box for label in self.layout.countries.values()]
            free = [o for o in options if not any(box.overlap(o[0].box) for box in taken)]
            if free:
                choice, setting = min(free, key=lambda option: option[0].cost)
                self.layout.countries[key] = Label(choice.box, setting, leader=False)

    def _names(self, spots: Sequence[Spot]) -> None:
        """Place the names of marks."""
        fixed = self._fixed()
        options = [self._options(spot, fixed) for spot in spots]
        found = place([[choice for choice, _ in each] for each in options])
        for spot, each, choice in zip(spots, options, found, strict=True):
            if choice is not None:
                self._settle(spot, choice, next(s for c, s in each if c is choice))

    def _options(self, spot: Spot, fixed: Fixed) -> list[tuple[Choice, Setting]]:
        ways = settings(spot.mark.name, spot.style(self.size))
        made = self._of_area if spot.shape is not None else self._of_point
        found = [(c, way) for way in ways for c in made(spot, way, fixed)]
        found.sort(key=lambda each: each[0].cost)
        return found[: _KEPT // (4 if len(self.shown) > _MANY else 1)]

    def _of_point(self, spot: Spot, way: Setting, fixed: Fixed) -> list[Choice]:
        sign = self.layout.discs.get(spot.mark.number)
        if sign is None:
            sign = Sign(spot.x, spot.y, _DOT + 0.2)
        elif spot.small and not sign.aside:
            sign = Sign(sign.x, sign.y, sign.radius + COLLAR)
        w, h = way.w + 0.3, way.h
        extra = 0.25 * (len(way.lines) - 1)
        choices = fixed.free([*beside(sign, w, h), *farther(sign, w, h)])
        lone = sign.aside or spot.line is not None
        own = [(sign.x, sign.y)] if lone else [(sign.x, sign.y), (spot.x, spot.y)]
        choices = read_as_own(choices, own, self._others(spot))
        twice = 1.0 if sign.aside else 0.0  # a leader to the number, and one from it
        return [
            Choice(
                c.box, c.cost + extra + self._over(c.box) + (twice if c.leader else 0.0), c.leader
            )
            for c in choices
        ]

    def _others(self, spot: Spot) -> NDArray[np.float64]:
        number = spot.mark.number
        points = [(s.x, s.y) for s in self.scene.spots if s.bare and s is not spot]
        points += [(s.x, s.y) for n, s in self.layout.discs.items() if n != number]
        return _array(points)

    def _over(self, box: Box) -> float:
        return _OVER_LINE if self.lines.intersects(mm_box(box)) else 0.0

    def _of_area(self, spot: Spot, way: Setting, fixed: Fixed) -> list[Choice]:
        """Return where an area's name and number may stand: inside it, else joined by a line."""
        disc = 2 * self.radius + 0.3 if spot.mark.shown else 0.0
        w, h = max(way.w, disc) + 0.4, way.h + disc
        shape = spot_mm(self.scene.view, spot.room)
        shapely.prepare(shape)
        extra = 0.25 * (len(way.lines) - 1)
        points = [(spot.x, spot.y), *inner(self.scene.view.frame, spot.room)[:_INSIDE]]
        boxes = [Box(x - w / 2, y - h / 2, w, h) for x, y in points]
        choices = [
            Choice(box, extra + 0.05 * at + _outside(shape, box)) for at, box in enumerate(boxes)
        ]
        sign = Sign(spot.x, spot.y, _DOT)
        led = [Choice(c.box, c.cost + 6.0 + extra, c.leader) for c in farther(sign, w, h)]
        own = {choice.box for choice in self._same_side(spot, led)}
        led = [c if c.box in own else replace(c, cost=c.cost + _ABROAD) for c in led]
        return fixed.free([*choices, *led])

    def _country(self, key: str, fixed: Fixed) -> list[tuple[Choice, Setting]]:
        shape = self.scene.lands.get(key)
        if shape is None:
            return []
        named = key in self.scene.named
        words = country_words(self.scene.named.get(key) or self.scene.homes[key])
        way = next(iter(settings(words, NAMED if named else HOME)))
        on_sheet = spot_mm(self.scene.view, shape)
        shapely.prepare(on_sheet)
        w, h = way.w + 1.0, way.h + 0.4
        boxes = [
            Box(x - w / 2, y - h / 2, w, h)
            for x, y in _spread(inner(self.scene.view.frame, shape, 34), 3 * _INSIDE)
        ]
        options = [
            Choice(b, 0.04 * at + _outside(on_sheet, b) + self._on_marks(b))
            for at, b in enumerate(boxes)
        ]
        if named:  # a country too small for its name has it beside
            largest = max(getattr(on_sheet, "geoms", [on_sheet]), key=lambda part: part.area)
            middle = largest.representative_point()
            reach = math.sqrt(largest.area / math.pi)
            around = list(beside(Sign(middle.x, middle.y, reach + 0.8), w, h))
            if any(on_sheet.covers(mm_box(box)) for box in boxes):  # crowded, not small
                around = self._off_others(key, around)
            options += [replace(choice, cost=choice.cost + _BESIDE_LAND) for choice in around]
        choices = fixed.free(options)
        return [(choice, way) for choice in choices]

    def _off_others(self, key: str, choices: Iterable[Choice]) -> list[Choice]:
        """Return the choices on no other country, which the name would seem to name."""
        others = [
            land for name, land in zip(self.scene.lands, self.lands, strict=True) if name != key
        ]
        return [c for c in choices if not any(land.intersects(mm_box(c.box)) for land in others)]

    def _on_marks(self, box: Box) -> float:
        return _ON_MARKS if self.painted.intersects(mm_box(box)) else 0.0

    def _settle(self, spot: Spot, choice: Choice, way: Setting) -> None:
        """Note where a name stands, and the number and the line that go with it."""
        number, box = spot.mark.number, choice.box
        if spot.shape is None:
            start = (spot.x, spot.y)
            if spot.line is not None and number in self.layout.discs:
                start = (self.layout.discs[number].x, self.layout.discs[number].y)
            line = self.layout.leaders.get(number, (start,))
            if choice.leader:
                self.layout.leaders[number] = (*line, choice.leader[1])
            self.layout.labels[number] = Label(box, way, leader=choice.leader is not None)
            return
        disc = box.h - way.h
        name = Box(box.centre[0] - way.w / 2, box.y, way.w, way.h)
        self.layout.labels[number] = Label(name, way, leader=choice.leader is not None)
        if choice.leader:
            self.layout.leaders[number] = ((spot.x, spot.y), choice.leader[1])
        if disc:
            at = (box.centre[0], box.bottom - disc / 2)
            self.layout.discs[number] = Sign(*at, self.radius, aside=choice.leader is not None)

    def _bare_discs(self) -> None:
        """Set the numbers of areas that found no room for their name."""
        spots = [
            s
            for s in self.shown
            if s.shape is not None and _is_named(s) and s.mark.number not in self.layout.discs
        ]
        fixed, r = self._fixed(), self.radius
        options = []
        for spot in spots:
            points = [(spot.x, spot.y), *inner(self.scene.view.frame, spot.room)[:_INSIDE]]
            boxes = [Box(x - r, y - r, 2 * r, 2 * r) for x, y in points]
            options.append(fixed.free([Choice(b, 0.1 * at) for at, b in enumerate(boxes)]
                                      + list(aside(spot.x, spot.y, r))))  # fmt: skip
        for spot, choice in zip(spots, place(options), strict=True):
            if choice is not None:
                sign = Sign(*choice.box.centre, r, aside=choice.leader is not None)
                self.layout.discs[spot.mark.number] = sign
                if choice.leader:
                    self.layout.leaders[spot.mark.number] = ((spot.x, spot.y), (sign.x, sign.y))


def _spread(points: list[tuple[float, float]], most: int) -> list[tuple[float, float]]:
    """Return the first third of so many points, and the others evenly from the rest."""
    first = most // 3
    rest = points[first:]
    step = max(1, -(-len(rest) // (most - first)))
    return [*points[:first], *rest[::step]]


def _is_named(spot: Spot) -> bool:
    """Return whether a mark has a name and a number of its own on the map: no row in an area."""
    return spot.shape is None or not spot.mark.somewhere


def spot_mm(view: View, shape: BaseGeometry) -> BaseGeometry:
    """Return a shape in metres of the projection as it lies on the sheet, in mm."""
    frame = view.frame

    def move(xy: NDArray[np.float64]) -> NDArray[np.float64]:
        x = frame.box.x + (xy[:, 0] - frame.left) / frame.scale
        y = frame.box.y + (frame.top - xy[:, 1]) / frame.scale
        return np.column_stack([x, y])

    return shapely.transform(shape, move)


def _outside(shape: BaseGeometry, box: Box) -> float:
    """Return the cost of what of a box does not lie on its area."""
    whole = mm_box(box)
    if shape.covers(whole):
        return 0.0
    return 1.5 + 5.0 * (1.0 - float(shapely.intersection(shape, whole).area / whole.area))


def _covers(box: Box, places: NDArray[np.float64]) -> bool:
    """Return whether a box lies on a place."""
    half = [box.w / 2 + _DOT * 0.5, box.h / 2 + _DOT * 0.5]
    return bool((np.abs(places - box.centre) < half).all(axis=1).any())


def mm_box(box: Box) -> BaseGeometry:
    """Return a box on the sheet as a shape in mm."""
    return shapely.box(box.x, box.y, box.right, box.bottom)


def _array(points: list[tuple[float, float]]) -> NDArray[np.float64]:
    return np.array(points, dtype=float).reshape(-1, 2)
