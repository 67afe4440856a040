"use strict";
// Answers as bars and as a map. Text from data only ever becomes text, never markup.

/** @type {{ words: Record<string, string>, map: Record<string, [string, string, number, number]> }} */
let told = { words: {}, map: {} };

/** @param {typeof told} known */
function learn(known) {
  told = known;
}

/**
 * Words of the page, with places filled.
 * @param {string} key @param {Record<string, string | number>} values
 */
const say = (key, values = {}) => told.words[key].replace(/\{(\w+)\}/g, (_, name) => String(values[name]));

/** @param {number} value */
const written = (value) => new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 2 }).format(value);

/**
 * @param {string} tag @param {Record<string, any>} attributes @param {...(Node | string)} children
 * @returns {any}
 */
function make(tag, attributes, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

/**
 * The same for a picture.
 * @param {string} tag @param {Record<string, any>} attributes @param {...(Node | string)} children
 */
function draw(tag, attributes, ...children) {
  return filled(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

/** @param {Element} element @param {Record<string, any>} attributes @param {(Node | string)[]} children @returns {any} */
function filled(element, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) if (value !== false) element.setAttribute(key, String(value));
  element.append(...children);
  return element;
}

/**
 * Rows as people read them: without types and languages, ids in short, and a record leads to its page here.
 * @param {any} Yasr @param {Record<string, string>} prefixes
 */
const rowsOf = (Yasr, prefixes) =>
  class extends Yasr.plugins.table {
    /** @param {any} config */
    draw(config) {
      return super.draw({ compact: true, ...config });
    }
    /** @param {any} binding @param {Record<string, string>} own */
    getUriLinkFromBinding(binding, own) {
      return super.getUriLinkFromBinding(binding, { ...prefixes, ...own }).replace(/(?<= href=['"])https:\/\/w3id\.org\/dirskg(?=\/(id|graph)\/)/, "");
    }
  };

/**
 * The rows of an answer, its columns of words, and the last column in which every value is a number, but no year.
 * @param {any} yasr @returns {{ rows: any[], names: string[], value: string | undefined }}
 */
function answered(yasr) {
  const found = yasr.results;
  const rows = (found && found.getBindings && found.getBindings()) || [];
  const names = (found && found.getVariables && found.getVariables()) || [];
  /** @param {string} name */
  const numeric = (name) => rows.every((/** @type {any} */ row) => !row[name] || /#(integer|decimal|double|float)$/.test(row[name].datatype || ""));
  const told = names.filter((/** @type {string} */ name) => rows.some((/** @type {any} */ row) => row[name]));
  /** @param {string} name */
  const year = (name) => rows.every((/** @type {any} */ row) => !row[name] || /^(19|20)\d\d$/.test(row[name].value));
  return { rows, names: told.filter((/** @type {string} */ name) => !numeric(name)), value: told.filter((/** @type {string} */ name) => numeric(name) && !year(name)).pop() };
}

/** What Yasgui asks of a way to show answers. */
class Shown {
  /** @param {any} yasr @param {string} label @param {string} sign */
  constructor(yasr, label, sign) {
    this.yasr = yasr;
    this.label = label;
    this.sign = sign;
    this.priority = 1;
    this.hideFromSelection = false;
  }
  getIcon() {
    return make("i", { "aria-hidden": "true" }, this.sign); // Yasgui hides every span of a button on a phone
  }
}

/** The first column of text, or else of ids, beside the last of numbers, as bars. */
class Bars extends Shown {
  /** @param {any} yasr */
  constructor(yasr) {
    super(yasr, say("chart"), "▤");
  }
  columns() {
    const { rows, names, value } = answered(this.yasr);
    return { rows, value, name: names.find((name) => rows.every((row) => !row[name] || row[name].type !== "uri")) || names[0] };
  }
  canHandleResults() {
    const { value, name } = this.columns();
    return Boolean(value && name);
  }
  draw() {
    const { rows, value, name } = this.columns();
    if (!value || !name) return;
    const shown = rows.slice(0, 60).filter((row) => row[value]);
    const most = Math.max(1, ...shown.map((row) => Number(row[value].value)));
    const bars = shown.flatMap((row) => {
      const number = Number(row[value].value);
      const title = row[name] ? row[name].value : "";
      return [make("span", {}, title), make("span", {}, make("meter", { min: 0, max: most, value: Math.max(0, number), "aria-label": title }), ` ${written(number)}`)];
    });
    const note = rows.length > 60 ? say("first_rows", { shown: 60, all: rows.length }) : "";
    this.yasr.resultsEl.replaceChildren(make("div", { class: "bars" }, ...bars), make("p", { class: "hint" }, note));
  }
}

// Where the number of a region stands, in the square of the map.
const REGIONS = /** @type {Record<string, [number, number]>} */ ({ BE1: [470, 283], BE2: [430, 150], BE3: [690, 470] });

/**
 * The area of Belgium that a value names: a region, or a province for what lies within one; blank for none.
 * @param {any} value
 */
function areaOf(value) {
  const code = value ? (/(?:^|[/#])(BE[123][0-9]{0,2})$/.exec(value.value) || [])[1] || "" : "";
  return code.slice(0, 4) in told.map ? code.slice(0, 4) : code in REGIONS ? code : "";
}

/** The value of each area, where each has one row; else how many rows it has. */
class OnMap extends Shown {
  /** @param {any} yasr */
  constructor(yasr) {
    super(yasr, say("map"), "◈");
  }
  column() {
    const { rows, names } = answered(this.yasr);
    return names.find((name) => rows.some((row) => areaOf(row[name])));
  }
  canHandleResults() {
    return Boolean(this.column());
  }
  draw() {
    const { rows, value } = answered(this.yasr);
    const column = this.column() || "";
    const placed = rows.map((row) => [areaOf(row[column]), row]).filter(([area]) => area);
    // Provinces are shown when rows name any; who names the region alone is then without a place.
    const wide = placed.every(([area]) => area in REGIONS);
    /** @type {Map<string, any[]>} */
    const here = new Map();
    for (const [area, row] of placed) if (wide || area in told.map) here.set(area, [...(here.get(area) || []), row]);
    const single = value && [...here.values()].every((found) => found.length === 1 && found[0][value]);
    const numbers = new Map([...here].map(([area, found]) => [area, single ? Number(found[0][/** @type {string} */ (value)].value) : found.length]));
    const without = rows.length - [...here.values()].reduce((sum, found) => sum + found.length, 0);
    const caption = single ? say("map_value", { column: value || "" }) : say("map_rows");
    const note = without ? [make("p", { class: "hint" }, say("map_without", { rows: without }))] : [];
    this.yasr.resultsEl.replaceChildren(make("figure", { class: "map" }, make("figcaption", {}, caption), belgium(numbers, wide, caption), ...note));
  }
}

/**
 * Belgium with a number and a tint for each area.
 * @param {Map<string, number>} numbers @param {boolean} wide @param {string} title
 */
function belgium(numbers, wide, title) {
  const most = Math.max(0, ...numbers.values());
  /** @param {string} province */
  const areaWith = (province) => (wide ? province.slice(0, 3) : province);
  // Brussels lies within another, and above it.
  const codes = Object.keys(told.map).sort((a, b) => Number(a === "BE10") - Number(b === "BE10"));
  const shapes = codes.map((code) => {
    const n = numbers.get(areaWith(code));
    const step = n !== undefined && n > 0 ? 1 + Math.min(3, Math.floor((4 * n) / (most * 1.0001))) : 0;
    const tip = `${told.map[code][0]}: ${n === undefined ? "–" : written(n)}`;
    return draw("path", { d: told.map[code][1], class: `p${step}`, "fill-rule": "evenodd" }, draw("title", {}, tip));
  });
  const places = wide ? Object.entries(REGIONS) : codes.map((code) => /** @type {[string, [number, number]]} */ ([code, [told.map[code][2], told.map[code][3]]]));
  const marks = places.map(([code, [x, y]]) => {
    const n = numbers.get(code);
    return draw("text", { x, y: y + 9 }, n === undefined ? "–" : written(n));
  });
  return draw("svg", { viewBox: "-10 0 1020 830", role: "img", "aria-label": title }, ...shapes, ...marks);
}
