// What the page's scripts share and what they find in the window, for the type checker alone: it never reaches the page.
declare const vis: {
  Network: new (container: Element, data: object, options: object) => VisNetwork;
  DataSet: new (rows: object[]) => { update(rows: object[]): void };
};

interface VisNetwork {
  fit(options?: object): void;
  focus(id: number | string, options?: object): void;
  moveTo(options: object): void;
  getScale(): number;
  getPositions(): Record<string, { x: number; y: number }>;
  getBoundingBox(id: number | string): { left: number; top: number; right: number; bottom: number };
  canvasToDOM(point: { x: number; y: number }): { x: number; y: number };
  on(event: string, act: (event: any) => void): void;
  selectNodes(ids: (number | string)[]): void;
  destroy(): void;
  redraw(): void;
}

interface Table {
  [column: string]: any[];
}

interface Mark {
  id: string;
  label: string;
  x: number;
  y: number;
  look: string; // key of LOOKS
  size?: number;
  to?: string; // the view that a click opens
  tip?: string;
}

interface Line {
  from: string;
  to: string;
  width?: number;
  tip?: string;
}

interface Picture {
  title: string;
  marks: Mark[];
  lines: Line[];
  legend: [string, string][]; // look and words
  heads?: { text: string; x: number; y: number; end?: boolean; room?: number }[]; // those at an end stand right-aligned, with room to the left
  column?: number; // room for a mark and its name
  note?: string;
}

interface Window {
  explorer: object;
}
