// Ties between organisations: what they rest on, and the paths over them. Weights and reasons are those that the program gives.

/** @typedef {{ weight: number, reason: number, projects: number[], ties: number[] }} Tie */

const MOST_HOPS = 4;
// The reason of a project, by whether it is a recent one; the less, the better (graph/network/reasons.py).
const WORKED = [1, 0];
/** @type {Map<number, Map<number, Tie>>} */
const partners = new Map();

/**
 * All that an organisation is tied to, with what each tie rests on.
 * @param {number} organisation
 */
function tiesOf(organisation) {
  let found = partners.get(organisation);
  if (found) return found;
  found = new Map();
  partners.set(organisation, found);
  /** @param {number} other @returns {Tie} */
  const tie = (other) => {
    const known = found?.get(other) || { weight: 0, reason: Infinity, projects: [], ties: [] };
    found?.set(other, known);
    return known;
  };
  for (const project of projectsOf(organisation)) {
    for (const other of membersOf(project)) {
      if (other === organisation) continue;
      const one = tie(other);
      one.projects.push(project);
      one.weight += data.projects.share[project];
      one.reason = Math.min(one.reason, WORKED[data.projects.recent[project]]);
    }
  }
  const rows = [...rowsOf("ties", "from", organisation), ...rowsOf("ties", "to", organisation)];
  /** @type {Set<string>} */
  const kinds = new Set();
  for (const row of rows) {
    const other = data.ties.from[row] === organisation ? data.ties.to[row] : data.ties.from[row];
    if (other < 0 || other === organisation) continue;
    const one = tie(other);
    one.ties.push(row);
    // Several rows of one kind between two are one tie.
    const kind = `${other} ${data.ties.kind[row]}`;
    if (!kinds.has(kind)) one.weight += data.ties.weight[row];
    kinds.add(kind);
    one.reason = Math.min(one.reason, data.ties.reason[row]);
  }
  return found;
}

/**
 * Paths between two organisations, at most `most`: fewer ties first, then better reasons, then stronger ties. Funders are no bridges. Each
 * path goes without the bodies in between on those before it, so that it stands where they fall away.
 * @param {number} from @param {number} to @param {number} [most]
 */
function pathsBetween(from, to, most = 3) {
  /** @type {Set<number>} */
  const used = new Set();
  /** @type {number[][]} */
  const paths = [];
  while (paths.length < most) {
    const path = cheapest(from, to, used, paths.some((one) => one.length === 2));
    if (!path) break;
    paths.push(path);
    for (const between of path.slice(1, -1)) used.add(between);
  }
  return paths;
}

/**
 * @param {number} from
 * @param {number} to
 * @param {Set<number>} without
 * @param {boolean} roundabout whether the tie between the two is left out
 */
function cheapest(from, to, without, roundabout) {
  /** @type {Map<number, { reason: number, cost: number, before: number }>[]} */
  const layers = [new Map([[from, { reason: 0, cost: 0, before: -1 }]])];
  const seen = new Set([from]);
  for (let hop = 1; hop <= MOST_HOPS; hop += 1) {
    /** @type {Map<number, { reason: number, cost: number, before: number }>} */
    const next = new Map();
    for (const [here, reached] of layers[hop - 1]) {
      if (here !== from && data.organisations.funder[here]) continue;
      for (const [other, tie] of tiesOf(here)) {
        if (seen.has(other) || without.has(other) || !(tie.weight > 0) || (roundabout && here === from && other === to)) continue;
        const [reason, cost] = [reached.reason + tie.reason, reached.cost + 1 / tie.weight];
        const known = next.get(other);
        const better = !known || reason < known.reason || (reason === known.reason && cost < known.cost);
        if (better) next.set(other, { reason, cost, before: here });
      }
    }
    layers.push(next);
    if (next.has(to)) {
      const path = [to];
      for (let i = hop; i > 0; i -= 1) path.unshift(/** @type {any} */ (layers[i].get(path[0])).before);
      return path;
    }
    for (const other of next.keys()) seen.add(other);
  }
  return null;
}

/**
 * A tie in words: the projects and other ties that it rests on, each with its source.
 * @param {number} a
 * @param {number} b
 * @returns {Child[][]}
 */
function explained(a, b) {
  const tie = tiesOf(a).get(b);
  if (!tie) return [];
  const projects = tie.projects.map((p) => {
    const { programme, year, source: cited, title } = data.projects;
    const when = [programme[p], year[p]].filter(Boolean).join(" ");
    return [projectLink(p), ` (${when})`, title[p] && title[p] !== data.projects.acronym[p] ? make("span", { lang: "en" }, ` – ${title[p]}`) : null, " ", source(sourceOf(cited[p]))];
  });
  return [...projects, ...tie.ties.map((row) => tieWords(row))];
}

/**
 * A tie other than a project, in its own direction; on the sheet of the `reader` without its name where it comes first.
 * @param {number} row
 * @param {number} [reader]
 * @returns {Child[]}
 */
function tieWords(row, reader = -1) {
  return [...tieTold(row, reader), " ", source(sourceOf(data.ties.source[row]))];
}

/**
 * A tie in words, without its page.
 * @param {number} row
 * @param {number} reader
 * @returns {Child[]}
 */
function tieTold(row, reader) {
  const { from, to, kind, year, note } = data.ties;
  const when = year[row] ? ` (${year[row]})` : "";
  const more = note[row] ? [say("colon"), shortly(note[row])] : [];
  const known = from[row] === reader;
  return [known ? null : actorLink(from[row]), `${known ? "" : " "}${label("tie", kind[row])} `, actorLink(to[row]), when, ...more];
}
