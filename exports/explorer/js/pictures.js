// What the graph shows: a picture a view, each laid out by rule in rows and columns, so that no name lies on another.

const COLUMN = 190; // room for a mark and its name
const WIDER = 260; // the same where there are few columns
const FEW = 4;
const PHONE = 640; // pixels: below it a window is that of a phone
const ROW = 58;
const MOST_MARKS = 84;
const LEAST_SCALE = 0.8; // pixels for a unit of a picture in a wide window, so that its names are read
const WIDEST = 1176; // pixels of a picture in the widest window
const DEEPEST = 12; // marks under each other in a group before it takes another column, where the window has room for it
const MOST_COUNTRIES = 36;

/**
 * @param {number} o
 * @param {string} [role]
 * @returns {string}
 */
function lookOf(o, role) {
  const { legs, region, country } = data.organisations;
  const leg = legs[o].split(" ")[0] || (isBelgian(o) ? "unknown" : "country");
  return `${leg}|${role || (isBelgian(o) ? region[o] || "unknown" : "foreign")}`;
}

/**
 * @param {number} o
 * @param {number} x
 * @param {number} y
 * @param {string} [role]
 * @returns {Mark}
 */
const actorMark = (o, x, y, role) => ({ id: `o${o}`, label: isBelgian(o) ? nameOf(o) : `${nameOf(o)} (${data.organisations.country[o]})`, x, y, look: lookOf(o, role), to: `graph?around=${encodeURIComponent(data.organisations.id[o])}`, tip: `${nameOf(o)}\n${[legsTold(o), placeName(o)].filter(Boolean).join(", ")}` });

/** @typedef {{ head: string, marks: ((x: number, y: number) => Mark)[] }} Group */

/**
 * Groups under their headings: beside each other and as deep as the window asks for, below each other on a phone.
 * @param {Group[]} groups
 * @param {number} top
 * @param {number} [wide_] of a column
 * @param {number} [most] marks under each other
 */
function blocks(groups, top, wide_ = COLUMN, most = DEEPEST) {
  /** @type {Mark[]} */
  const marks = [];
  /** @type {{ text: string, x: number, y: number, room: number }[]} */
  const heads = [];
  const filled = groups.filter((group) => group.marks.length);
  const columns = (/** @type {number} */ rows) => filled.reduce((sum, { marks: own }) => sum + Math.ceil(own.length / rows) + 0.35, -0.35);
  if (innerWidth < PHONE) {
    let y = top;
    for (const { head, marks: own } of filled) {
      heads.push({ text: head, x: wide_ / 2, y: y - ROW, room: 2 * wide_ });
      own.forEach((mark, i) => marks.push(mark((i % 2) * wide_, y + Math.floor(i / 2) * ROW)));
      y += (Math.ceil(own.length / 2) + 1) * ROW;
    }
    return { marks, heads, width: wide_ };
  }
  const room = Math.min(innerWidth, WIDEST) / LEAST_SCALE / wide_;
  while (columns(most) > room && most < MOST_MARKS) most += 1;
  let column = 0;
  for (const { head, marks: own } of filled) {
    const wide = Math.ceil(own.length / most);
    const deep = Math.ceil(own.length / wide);
    heads.push({ text: head, x: (column + (wide - 1) / 2) * wide_, y: top - ROW, room: (wide + 0.35) * wide_ });
    own.forEach((mark, i) => marks.push(mark((column + Math.floor(i / deep)) * wide_, top + (i % deep) * ROW)));
    column += wide + 0.35;
  }
  return { marks, heads, width: Math.max(0, column - 1.35) * wide_ };
}

/**
 * Organisations by the place of their seat.
 * @param {number[]} all
 * @returns {Group[]}
 */
function byPlace(all) {
  const table = data.organisations;
  const home = [...regionsShown(), ""].map((region) => ({
    head: regionName(region), marks: all.filter((o) => isBelgian(o) && table.region[o] === region).map((o) => (/** @type {number} */ x, /** @type {number} */ y) => actorMark(o, x, y)),
  }));
  const abroad = all.filter((o) => !isBelgian(o)).map((o) => (/** @type {number} */ x, /** @type {number} */ y) => actorMark(o, x, y));
  return [...home, { head: say("abroad"), marks: abroad }];
}

/**
 * Lines between those that are shown.
 * @param {number[]} all
 * @returns {Line[]}
 */
function linesAmong(all) {
  const inside = new Set(all);
  return all.flatMap((a) => [...tiesOf(a)].filter(([b]) => b > a && inside.has(b)).map(([b, tie]) => lineOf(a, b, tie)));
}

/**
 * @param {number} a
 * @param {number} b
 * @param {Tie} tie
 * @returns {Line}
 */
const lineOf = (a, b, tie) => ({ from: `o${a}`, to: `o${b}`, width: 1 + Math.min(4, tie.weight), tip: [`${nameOf(a)} – ${nameOf(b)}`, ...tie.projects.slice(0, 6).map((p) => data.projects.acronym[p]), ...tie.ties.map((row) => label("tie", data.ties.kind[row]))].join("\n") });

/**
 * All fields of the heat map, with the ties across regions of those that are active in a domain.
 * @returns {Picture}
 */
function wholePicture() {
  const regions = ["BE2", "BE1", "BE3"].filter((region) => data.regions[region]);
  const domains = Object.keys(data.domains);
  // On a phone a domain stands above its row, so that the picture is as narrow as the window.
  const narrow = innerWidth < PHONE;
  const [step, pitch] = narrow ? [125, 88] : [WIDER, 54];
  /** @type {Mark[]} */
  const marks = [];
  /** @type {Line[]} */
  const lines = [];
  const most = Math.max(1, ...data.cells.map((/** @type {any} */ c) => c.count));
  domains.forEach((domain, row) => {
    const members = regions.map((region) => activeIn(region, domain));
    regions.forEach((region, i) => {
      const cell = cellOf(region, domain);
      if (!cell) return;
      marks.push({
        id: `${region}/${domain}`, label: `${number(cell.count)} (${number(cell.expected, 1)})`, x: i * step, y: row * pitch, look: `cell|${region}`,
        size: 4 + 12 * Math.sqrt(cell.count / most), to: route("gap", region, domain), tip: `${domainName(domain)}, ${regionName(region)}\n${say(`state_${cell.state}`)}`,
      });
    });
    for (const [i, j] of [[0, 1], [1, 2], [0, 2]]) {
      if (!members[i] || !members[j]) continue;
      const other = new Set(members[j]);
      const n = members[i].reduce((sum, a) => sum + [...tiesOf(a).keys()].filter((b) => other.has(b)).length, 0);
      if (n) lines.push({ from: `${regions[i]}/${domain}`, to: `${regions[j]}/${domain}`, width: 1 + Math.sqrt(n), tip: `${domainName(domain)}${say("colon")}${regionName(regions[i])} – ${regionName(regions[j])}\n${count("ties", n)}` });
    }
  });
  const heads = [...regions.map((region, i) => ({ text: shortRegion(region), x: i * step, y: -ROW - (narrow ? 12 : 0) })), ...domains.map((domain, row) => (narrow ? { text: domainName(domain), x: step, y: row * pitch - 32, room: 3 * step } : { text: domainName(domain), x: -step * 0.4, y: row * pitch, end: true }))];
  return { title: say("graph_whole"), marks, lines, heads, legend: regions.map((region) => [`cell|${region}`, regionName(region)]), note: say("graph_whole_note") };
}

/**
 * One organisation and those that it is tied to; partners abroad by country.
 * @param {number} o
 * @returns {Picture}
 */
function egoPicture(o) {
  const ties = [...tiesOf(o)].sort((a, b) => b[1].weight - a[1].weight);
  const home = ties.filter(([other]) => isBelgian(other)).map(([other]) => other);
  const shown = home.slice(0, MOST_MARKS - MOST_COUNTRIES).sort(byName);
  /** @type {Map<string, number>} */
  const abroad = new Map();
  for (const [other] of ties) if (!isBelgian(other)) abroad.set(data.organisations.country[other], (abroad.get(data.organisations.country[other]) || 0) + 1);
  const countries = [...abroad].sort((a, b) => b[1] - a[1]).slice(0, MOST_COUNTRIES);
  const groups = byPlace(shown);
  groups[groups.length - 1] = { head: say("abroad"), marks: countries.map(([code, n]) => (x, y) => ({ id: `c${code}`, label: `${countryName(code)} ${number(n)}`, x, y, look: "country|foreign", size: 7 + Math.min(9, Math.sqrt(n)), to: route("actor", data.organisations.id[o]) })) };
  const { marks, heads, width } = blocks(groups, 3 * ROW, COLUMN, DEEPEST / 2);
  const lines = [...shown.map((other) => lineOf(o, other, /** @type {Tie} */ (tiesOf(o).get(other)))), ...countries.map(([code]) => ({ from: `o${o}`, to: `c${code}` }))];
  const centre = { ...actorMark(o, width / 2, 0), size: 16, to: actorRoute(o) };
  return { title: say("graph_around", { name: nameOf(o) }), marks: [centre, ...marks], lines, heads, legend: legendOf([o, ...shown]), note: ties.length ? (home.length > shown.length ? count("left_out", home.length - shown.length) : "") : say("no_ties") };
}

/**
 * Who could help, those in between, and who is active.
 * @param {any} cell
 * @returns {Picture}
 */
function gapPicture(cell) {
  const active = activeIn(cell.region, cell.domain);
  const ways = cell.ways.filter((/** @type {any} */ way) => way.path.length);
  const helpers = cell.ways.map((/** @type {any} */ way) => way.actor);
  const ends = once(ways.map((/** @type {any} */ way) => way.path[way.path.length - 1]));
  const between = once(ways.flatMap((/** @type {any} */ way) => way.path.slice(1, -1))).concat(ends.filter((o) => !active.includes(o))).filter((o) => !helpers.includes(o));
  const group = (/** @type {string} */ head, /** @type {number[]} */ all, /** @type {string} */ role) => ({ head, marks: all.slice(0, 36).map((o) => (/** @type {number} */ x, /** @type {number} */ y) => actorMark(o, x, y, role)) });
  const column = innerWidth < PHONE ? COLUMN : WIDER;
  const { marks, heads } = blocks([group(say("role_help"), helpers, "help"), group(say("role_between"), [...new Set(between)], "between"), group(say("role_active"), active, "active")], 0, column);
  /** @type {Map<string, Line>} */
  const lines = new Map();
  for (const way of ways) for (let i = 1; i < way.path.length; i += 1) lines.set(`${way.path[i - 1]} ${way.path[i]}`, { ...lineOf(way.path[i - 1], way.path[i], tiesOf(way.path[i - 1]).get(way.path[i]) || { weight: 1, reason: Infinity, projects: [], ties: [] }) });
  return {
    title: `${regionName(cell.region)} – ${domainWithId(cell.domain)}${say("colon")}${stateWords(cell)}`, column, marks, lines: [...lines.values()], heads,
    legend: [["industry|help", say("role_help")], ["industry|between", say("role_between")], ["industry|active", say("role_active")], ...legendOf([...active, ...between, ...helpers], true)],
    note: active.length > 36 ? count("left_out", active.length - 36) : "",
  };
}

/**
 * The paths between two, below each other.
 * @param {number} from
 * @param {number} to
 * @returns {Picture}
 */
function pathPicture(from, to) {
  const paths = pathsBetween(from, to);
  const step = COLUMN * 1.25;
  const far = Math.max(2, ...paths.map((path) => path.length)) - 1;
  const middle = ((paths.length - 1) * ROW * 1.6) / 2;
  /** @type {Map<string, Mark>} */
  const marks = new Map([[`o${from}`, actorMark(from, 0, middle)], [`o${to}`, actorMark(to, far * step, middle)]]);
  /** @type {Line[]} */
  const lines = [];
  paths.forEach((path, row) => {
    path.slice(1, -1).forEach((o, i) => {
      if (!marks.has(`o${o}`)) marks.set(`o${o}`, actorMark(o, ((i + 1) * far * step) / (path.length - 1), row * ROW * 1.6 + (paths.length > 1 && row * ROW * 1.6 === middle ? 0.1 : 0)));
    });
    for (let i = 1; i < path.length; i += 1) lines.push(lineOf(path[i - 1], path[i], /** @type {Tie} */ (tiesOf(path[i - 1]).get(path[i]))));
  });
  return { title: say("graph_path", { from: nameOf(from), to: nameOf(to) }), column: step, marks: [...marks.values()], lines, heads: [], legend: legendOf(paths.flat()), note: paths.length ? "" : say("path_none", { from: nameOf(from), to: nameOf(to), hops: MOST_HOPS }) };
}

/**
 * Those that the filters keep, the best tied first where they are too many.
 * @param {URLSearchParams} asked
 * @returns {Picture}
 */
function selectedPicture(asked) {
  const found = selected(asked);
  const inside = new Set(found);
  const degree = new Map(found.map((o) => [o, [...tiesOf(o).keys()].filter((other) => inside.has(other)).length]));
  const first = [...found].sort((a, b) => (degree.get(b) || 0) - (degree.get(a) || 0) || byName(a, b)).slice(0, MOST_MARKS);
  const shown = first.sort(byName);
  const places = byPlace(shown);
  const columns = places.reduce((sum, { marks: own }) => sum + Math.ceil(own.length / DEEPEST), 0);
  const column = columns > FEW || innerWidth < PHONE ? COLUMN : WIDER;
  const { marks, heads } = blocks(places, 0, column);
  return { title: count("actors", found.length), column, marks, lines: linesAmong(shown), heads, legend: legendOf(shown), note: found.length > shown.length ? count("left_out", found.length - shown.length) : found.length ? "" : nobodyFits(asked, filterForm(asked)) };
}

/**
 * Shapes and colours that occur, in words.
 * @param {number[]} all
 * @param {boolean} [shapesOnly]
 * @returns {[string, string][]}
 */
function legendOf(all, shapesOnly = false) {
  const looks = all.map((o) => lookOf(o).split("|"));
  const legs = [...new Set(looks.map(([leg]) => leg))].map((leg) => /** @type {[string, string]} */ ([`${leg}|none`, leg === "unknown" ? say("leg_unknown") : leg === "country" ? say("abroad") : label("leg", leg)]));
  if (shapesOnly) return legs;
  const home = legs.filter(([look]) => look !== "country|none"); // those abroad have their colour
  const places = [...new Set(looks.map(([, one]) => one))].map((one) => /** @type {[string, string]} */ ([`cell|${one}`, one === "foreign" ? say("abroad") : regionName(one === "unknown" ? "" : one)]));
  return [...home, ...places];
}
