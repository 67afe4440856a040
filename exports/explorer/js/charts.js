// Charts that carry the message: heat map, map of the provinces, bars, time line. Each has a table or text that says the same.

/** Regions in the order in which the gap report has them. */
const regionsShown = () => Object.keys(data.regions).sort((a, b) => orderOf(a) - orderOf(b));
/** @param {string} region */
const orderOf = (region) => data.cells.findIndex((/** @type {any} */ c) => c.region === region);
/** @param {string} state */
const stateClass = (state) => `state s-${state.replace(/[^a-z]/g, "-")}`;

/** Domain x region: who is seen, how many are expected, and the state. Each cell opens its gap card. */
function heatMap() {
  const regions = regionsShown();
  const heads = [say("domain"), ...regions.map(shortRegion), say("place_unknown")];
  const rows = Object.keys(data.domains).map((domain) =>
    make(
      "tr", {},
      make("th", { scope: "row" }, domainName(domain), make("span", { class: "code" }, ` ${domain}`)),
      ...regions.map((region) => heatCell(region, domain)),
      make("td", { class: "placeless" }, placeless(cellOf("", domain))),
    ),
  );
  const head = make("tr", {}, ...heads.map((text, i) => make("th", { scope: "col", class: i === heads.length - 1 ? "placeless" : null }, text)));
  return make(
    "table", { class: "heat" }, make("caption", {}, say("heat_caption", { told: data.counted.told[lang], perimeter: worded("perimeter", data.counted.perimeter) })),
    make("thead", {}, head), make("tbody", {}, ...rows),
  );
}

/**
 * How many of an unknown place can deliver, + those that only take part.
 * @param {any} cell
 */
const placeless = (cell) => `${number(cell?.count ?? 0)}${beside(cell)}`;
/** @param {any} cell */
const beside = (cell) => cell?.takes_part ? ` + ${number(cell.takes_part)}` : "";

/** @param {string} region @param {string} domain */
function heatCell(region, domain) {
  const cell = cellOf(region, domain);
  if (!cell) return make("td", {}, "–");
  const name = `${domainName(domain)}, ${regionName(region)}: ${count("seen", cell.count)}, ${expected(cell)}, ${stateWords(cell)}`;
  const inside = [
    make("b", {}, number(cell.count)), make("span", {}, `${beside(cell)} (${number(cell.expected, 1)})`),
    make("span", { class: "word" }, stateShort(cell)),
  ];
  return make(
    "td", { class: stateClass(cell.state) },
    make("a", { href: address(route("gap", region, domain)), "aria-label": name }, ...inside),
  );
}

/**
 * The legs that a cell lacks: no academia.
 * @param {any} cell
 */
const legsMissing = (cell) => say(`lacking_${cell.missing_legs.length > 1 ? "several" : cell.missing_legs[0]}`);

/**
 * The state in a word or two: of a missing leg, which one.
 * @param {any} cell
 */
const stateShort = (cell) => (cell.state === "helix-incomplete" ? legsMissing(cell) : say(`state_${cell.state}`));

/**
 * The same on the colour that it has in the table.
 * @param {any} cell
 */
const stateMark = (cell) => make("span", { class: stateClass(cell.state) }, stateShort(cell));

/** @param {any} cell */
const stateWords = (cell) => `${say(`state_${cell.state}`)}${cell.state === "helix-incomplete" ? ` (${legsMissing(cell)})` : ""}`;

/** What the fields of the heat map mean, only those that occur. */
function heatLegend() {
  const states = [...new Set(data.cells.filter((/** @type {any} */ c) => c.region).map((/** @type {any} */ c) => c.state))];
  const order = Object.keys(told.words[lang]).filter((key) => key.startsWith("state_")).map((key) => key.slice(6));
  states.sort((a, b) => order.indexOf(a) - order.indexOf(b));
  return make("details", { class: "legend" }, make("summary", {}, say("what_states_mean")), facts(states.map((state) => [
    say(`state_${state}`), [make("span", { class: stateClass(state), "aria-hidden": "true" }), say(`rule_${state}`)],
  ])));
}

/** Where the ties of a region begin on the map, and where the number of each pair stands. */
const ANCHORS = /** @type {Record<string, [number, number]>} */ ({ BE1: [470, 274], BE2: [250, 150], BE3: [690, 545] });
const BENDS = /** @type {Record<string, [number, number]>} */ ({ "BE1 BE2": [390, 170], "BE1 BE3": [640, 330], "BE2 BE3": [330, 560] });

/** The ties between the regions as lines over the map, the wider the more. */
function arcs() {
  const across = data.pairs.filter((/** @type {any} */ pair) => pair.area !== pair.other && pair.ties);
  const most = Math.max(1, ...across.map((/** @type {any} */ pair) => pair.ties));
  return across.flatMap((/** @type {any} */ pair) => {
    const [a, b] = [pair.area, pair.other].sort();
    const [from, to, bend] = [ANCHORS[a], ANCHORS[b], BENDS[`${a} ${b}`]];
    if (!from || !to || !bend) return [];
    const [x, y] = [0, 1].map((i) => (from[i] + 2 * bend[i] + to[i]) / 4);
    const name = `${regionName(a)} – ${regionName(b)}: ${count("ties", pair.ties)}`;
    return [
      draw("path", { d: `M${from} Q${bend} ${to}`, class: "arc", "stroke-width": 3 + (14 * pair.ties) / most }, draw("title", {}, name)),
      draw("circle", { cx: x, cy: y, r: 24, class: "knot" }), draw("text", { x, y: y + 9, class: "tied" }, number(pair.ties)),
    ];
  });
}

/** The provinces with the number of actors whose province is known, and the ties between the regions. */
function provinces() {
  const table = data.organisations;
  /** @type {Record<string, number>} */
  const here = {};
  let without = 0;
  const actors = once(data.claims.organisation).filter((o) => table.country[o] === "BE" && isActor(o));
  for (const o of actors) {
    const code = table.nuts3[o].slice(0, 4) || (table.region[o] === "BE1" ? "BE10" : "");
    if (code) here[code] = (here[code] || 0) + 1;
    else without += 1;
  }
  const most = Math.max(1, ...Object.values(here));
  const shapes = Object.entries(data.map).map(([code, { outline, x, y }]) => {
    const n = here[code] || 0;
    const step = n ? 1 + Math.min(3, Math.floor((4 * n) / (most + 1))) : 0;
    const name = `${regionName(code)}: ${count("actors", n)}`;
    const shape = draw("path", { d: outline, class: `province p${step}`, "fill-rule": "evenodd" }, draw("title", {}, name));
    return draw("a", { href: address(`select?area=${code}`), "aria-label": name }, shape);
  });
  const numbers = Object.entries(data.map).map(([code, { x, y }]) => draw("text", { x, y: y + 9 }, number(here[code] || 0)));
  // The smallest lies within another, and above it.
  shapes.sort((a, b) => (a.getAttribute("href")?.endsWith("BE10") ? 1 : 0) - (b.getAttribute("href")?.endsWith("BE10") ? 1 : 0));
  const picture = draw("svg", { viewBox: "-10 0 1020 830", class: "map", role: "group", "aria-label": say("map_title") }, ...shapes, ...arcs(), ...numbers);
  const note = without ? [make("p", { class: "hint" }, count("province_unknown", without))] : [];
  return make("figure", {}, make("figcaption", {}, say("map_caption", { n: actors.length })), picture, ...note, make("p", { class: "hint" }, say("map_source")));
}

/** Ties between the regions: seen against what the number of ties of each actor leads to expect. */
function regionTies() {
  const across = data.pairs.filter((/** @type {any} */ pair) => pair.area !== pair.other);
  const most = Math.max(1, ...across.map((/** @type {any} */ pair) => Math.max(pair.ties, pair.expected || 0)));
  const x = (/** @type {number} */ value) => 6 + (value / most) * 300;
  const rows = across.map((/** @type {any} */ pair) => {
    const { area, other, ties, expected, low, high, state } = pair;
    const bar = draw(
      "svg", { viewBox: "0 0 330 30", preserveAspectRatio: "xMinYMid", class: "bar", "aria-hidden": "true" },
      draw("rect", { x: x(0), y: 8, width: Math.max(1, x(ties) - x(0)), height: 14, class: "seen" }),
      expected ? draw("line", { x1: x(expected), x2: x(expected), y1: 3, y2: 27, class: "chance" }) : null,
    );
    return make(
      "li", {}, make("strong", {}, `${regionName(area)} – ${regionName(other)}`), bar,
      make("span", {}, `${count("ties", ties)}${say("semicolon")}${say("ties_expected", { expected: number(expected, 0), low: number(low, 2), high: number(high, 2) })}${say("colon")}${worded("pair", state)}`),
    );
  });
  return make("figure", {}, make("figcaption", {}, say("ties_caption")), make("ul", { class: "pairs" }, ...rows));
}

/**
 * Bars of parts that follow each other, one a year, each with its sum and what that rests on.
 * @param {string} title
 * @param {number[]} years
 * @param {[string, number[]][]} layers
 * @param {(value: number) => string} write
 * @param {string[]} beside what stands beside each year
 * @param {string} note
 */
function bars(title, years, layers, write, beside, note) {
  const sums = years.map((_, i) => layers.reduce((sum, [, values]) => sum + values[i], 0));
  const most = Math.max(1, ...sums);
  const rows = years.map((year, i) => {
    let left = 0;
    const parts = layers.map(([name, values], layer) => {
      const width = (values[i] / most) * 100;
      left += width;
      return draw("rect", { x: left - width, y: 0, width, height: 10, class: `layer l${layer}` }, draw("title", {}, `${name}${say("colon")}${write(values[i])}`));
    });
    const bar = draw("svg", { viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" }, ...parts);
    return make("tr", {}, make("th", { scope: "row" }, String(year)), make("td", { class: "stack" }, bar), make("td", { class: "number" }, write(sums[i])), make("td", { class: "number hint" }, beside[i]));
  });
  const key = layers.map(([name], layer) => make("span", { class: "key" }, make("span", { class: `swatch l${layer}`, "aria-hidden": "true" }), name));
  return make("figure", {}, make("figcaption", {}, title), make("p", { class: "keys" }, ...key), make("table", { class: "bars" }, make("tbody", {}, ...rows)), make("p", { class: "hint" }, note));
}
