// What the page's scripts share: the store that each of them finds on the page's window.

/** Parts of one version of an article by name: "panel", "map", "ground", "code", "look". */
export type Parts = Record<string, any>;

export interface Store {
  versions: Map<string, Parts>;
  /** Who waits for a version, or for "panel", the panel's own script. */
  waiting: [string, (parts: any) => void][];
  /** Hears which box of the world the map shows. */
  sight: ((box: number[]) => void) | null;
  panel: ((store: Store, component: Component) => void) | null;
  /** Parts by their digests. */
  held?: Map<string, any>;
  /** By version: the digest of each part by its name. */
  lists?: Map<string, Record<string, string>>;
  complete?: () => void;
  tended?: boolean;
  copyExcerpt?: (button: HTMLElement, said: HTMLElement, excerpt: any) => Promise<void>;
  escape?: (() => void) | null;
  arrive?: ((address: string) => void) | null;
  tell?: () => void;
  /** Takes the keys pressed in the map's frame. */
  press?: (event: KeyboardEvent) => void;
  /** Whether the menu to publish is opened as soon as there is one. */
  publish?: boolean;
  box?: number[];
  told?: number[];
  /** The view of the map that the reader left. */
  left?: { articles: string; center: L.LatLng; zoom: number };
}

/** What Streamlit calls a component's script with. */
export interface Component {
  data: any;
  parentElement: HTMLElement;
  setTriggerValue: (name: string, value: unknown) => void;
  setStateValue: (name: string, value: unknown) => void;
}

declare global {
  interface Window {
    datelineKept?: Store;
    dateline: { show: (...asked: any[]) => void };
    L: typeof L;
    Streamlit?: { setComponentValue: (value: unknown) => void };
    __GLOBAL_DATA__?: Record<string, unknown>;
  }
}
