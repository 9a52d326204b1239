// What components/views/panel.py sends of one article, and what the reader chooses of it.

export interface Choice {
  place: string | null;
  speaker: string | null;
  speech: Voice | null;
  tab: Tab | null;
  name: number | null;
  rival: string | null;
}
export type Tab = "evidence" | "article" | "places" | "unplaced";
export type Voice = "direct" | "reported" | "writer";

export interface Place {
  id: string;
  name: string;
  kind: string;
  where: string;
  group: "area" | "point" | "country";
  drawn: boolean;
  ring: boolean;
  number: number | null;
  names: number[];
  inside: string | null;
  within: string[];
  times: number;
  analyst: unknown;
}

/** A piece of text, and what it stands in. */
export interface Part {
  t: string;
  name?: number;
  quote?: number;
  other?: string;
}

export interface Excerpt {
  id: string;
  sentence: number;
  paragraph: number;
  parts: Part[];
  places: string[];
  facets: string[];
  marks: string[];
  voice: Voice;
  speaker: string | null;
  said: { who: string; role: string; how: string };
  role: string;
  precision: string;
  before: string;
  after: string;
  quote: number | null;
  analyst: Signed | null;
}

/** Who decided, when and why, beside the engine's answer. */
export interface Signed {
  who: string;
  when: string;
  why: string;
  engine: string;
  score: number | null;
  entry: number;
  /** What was said of the name's place in the whole case, "" where it was said of the name. */
  place?: string;
}

export interface Reading {
  id: string;
  name: string;
  label: string;
  where: string;
  away: string;
  called: string;
  score: number;
  reasons: string[];
}

export interface Receipt {
  verdict: string;
  chosen: boolean;
  analyst: Signed | null;
  margin: number;
  left: number;
  most: number;
  readings: Reading[];
}

export interface Row {
  name: string;
  times: number;
  reason: string;
  code: string;
  names: number[];
}

export interface View {
  version: string;
  paragraphs: { number: number; head: boolean; sentences: Sentence[] }[];
  excerpts: Excerpt[];
  places: Place[];
  names: Name[];
  receipts: { rows: any[]; places: any[]; reasons: string[] };
  unplaced: Row[];
  peoples: Row[];
  others: Row[];
  speakers: string[];
  quotes: (string | null)[];
  cited: { work: string | null; url: string | null };
}

export interface Sentence {
  index: number;
  parts: Part[];
}

export interface Name {
  name: string;
  receipt: number;
  sentence: number;
  paragraph: number;
}
