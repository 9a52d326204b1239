// What components/whole.py sends of a case: a page of what is asked of it.

/** The first and last day of a bar, its excerpts, and how many of them the filter keeps. */
export type Bar = [string, string, number, number];

export interface Timeline {
  bars: Bar[];
  unit: string;
  undated: number;
}

export interface View {
  tab: "evidence" | "article" | "places" | "unplaced";
  tabs: [string, string, number][];
  sorts: [string, string][];
  sort: string;
  page: number;
  last: number;
  first: number;
  count: number;
  rows: any[];
  told: string;
  place: { id: string; name: string; where: string; told: string; lang: string } | null;
  filters: { key: string; words: string }[];
  timeline: Timeline;
  choices: Record<string, [string, string][]>;
  chosen: Record<string, string>;
}
