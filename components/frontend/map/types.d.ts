// The records that the map's frame is sent, and what its parts share. Degrees are WGS 84, lon before lat.
import type { Geometry } from "geojson";

export type Point = [number, number];
/** Left, top, right, bottom in pixels; of the world: west, south, east, north in degrees. */
export type Box = [number, number, number, number];

export interface Mark {
  id: string;
  name: string;
  kind: string;
  shape: "area" | "line" | "point" | "near" | "fuzzy";
  area: string | null;
  line: string | null;
  lon: number;
  lat: number;
  radius_km: number;
  wide: boolean;
  somewhere: boolean;
  /** Id of the division that holds it. */
  inside: string | null;
  note: string;
  data: {
    class: string;
    number: number;
    sure: boolean;
    score: number;
    figure: string;
    [name: string]: string | number | boolean;
  };
}

/** A mark with its layer on the map, and the disc of its number where it has one. */
export type Drawn = Omit<Mark, "shape"> & { shape: any; disc?: HTMLElement };

export interface Body {
  id: string;
  name: string;
  anchors: Point[];
  geometry: Geometry;
  focus?: boolean;
  vast?: boolean;
}

export interface Ground {
  /** Unwrapped: east may lie beyond 180. */
  bounds: Box;
  limit: Box;
  land: Body[];
  divisions: Body[];
  outlines: { id: string; geometry: Geometry }[];
  shapes: Body[];
  disputed: Geometry[];
  disputes: string[];
  waters: { lakes: Geometry; rivers: Geometry }[];
  towns: { id: string; name: string; at: Point }[];
}

export interface MapData {
  articles: string;
  marks: Mark[];
  listed: { name: string; times: number; reason: string; outlined: boolean }[];
  nominal: Record<string, number[]>;
  spoken: string[];
  steps: { from: number; words: string }[];
  credit: string;
  tiles: string;
  ground: Ground;
}

export interface Ghost {
  id: string;
  label: string;
  note: string;
  at: Point;
  origin: Point | null;
  geometry: Geometry | null;
  land: Geometry[] | null;
  limit: Box | null;
}

/** What is asked: the mark chosen, the counts of each mark, and another choice to be seen. */
export interface State {
  selected: string | null;
  drawn: number[][] | null;
  told: { root: Record<string, any>; marks: number[][] };
  ghost: Ghost | null;
}

/** A name that may stand on the map. */
export interface Name {
  inner: HTMLElement;
  marker: L.Marker;
  anchors: Point[];
  mark: string | null;
  name: string;
  words: string;
  ground: Geometry | null;
  bounds?: L.LatLngBounds;
}

/** A place where a name may stand; `line` joins it to its mark, in pixels. */
export interface Choice {
  at: any;
  point: { x: number; y: number };
  box: Box;
  line?: Point[];
  drawn?: Point[];
  cost?: number;
  boxes?: Box[];
}

/** What the parts of the map share. */
export interface Scene {
  map: L.Map;
  data: MapData;
  root: HTMLElement;
  calm: boolean;
  near: (lon: number) => number;
  /** Areas that marks paint, each once, and all that are marks, by id. */
  painted: Set<string | null>;
  filled: Set<string | null>;
  shapes: Map<string, Body>;
  marks: Map<string, Drawn>;
  renderers: Record<string, L.SVG>;
  asked: State;
  /** Names, excerpts and held of each mark by its number: as asked, and whatever place is chosen. */
  counted: Map<number, number[]>;
  drawn: Map<number, number[]>;
  chosen: L.LayerGroup;
  ghostLayer: L.LayerGroup;
  ghost: Ghost | null;
  /** The view to go back to, where showing another choice moved the map. */
  before: { center: L.LatLng; zoom: number } | null;
  labels: Name[];
  /** Where spots are put together: which are now, and which never stood by themselves yet. */
  crowd: {
    state: string;
    hidden: Set<string>;
    waiting: Map<string, Mark>;
    spots: string[];
    clusters: Cluster[];
    signs: L.LayerGroup;
  } | null;
  leaders: L.Polyline;
  ways: Way[];
  homeZoom: number;
  /** Whether the press now ending moved the map, and whether the reader ever took hold of it. */
  dragged: boolean;
  touched: boolean;
  /** Rows of the legend that come and go. */
  rows: { ghosted: HTMLElement | null; leftOut: HTMLElement | null };
  choose: (id: string, at: L.LatLng) => void;
}

/** Marks with one sign for all of them. */
export interface Cluster {
  x: number;
  y: number;
  marks: string[];
  inside: string | null;
  at: L.LatLng;
}

/** A town to find one's way by. */
export interface Way {
  id: string;
  name: string;
  at: Point;
  latlng: L.LatLng;
  node: HTMLElement | null;
  size?: [number, number];
  filled?: boolean;
}
