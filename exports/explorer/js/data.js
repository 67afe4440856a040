// The data of the page, and what belongs together in them.

const told = JSON.parse(/** @type {HTMLElement} */ (document.getElementById("told")).textContent || "");
/** @type {Record<string, any>} */
let data = {};
/** @type {Map<string, Map<number | string, number[]>>} */
const indexes = new Map();

/** Unpack the data, which takes the browser some hundredths of a second. */
async function unpack() {
  const text = /** @type {HTMLElement} */ (document.getElementById("data")).textContent || "";
  const bytes = Uint8Array.from(atob(text.trim()), (letter) => letter.charCodeAt(0));
  const Unpacker = /** @type {any} */ (globalThis).DecompressionStream;
  const stream = new Blob([bytes]).stream().pipeThrough(new Unpacker("deflate"));
  data = JSON.parse(await new Response(stream).text());
}

/**
 * Numbers of the rows of a table that have a value in a column.
 * @param {string} table
 * @param {string} column
 * @param {number | string} value
 */
function rowsOf(table, column, value) {
  const name = `${table}.${column}`;
  let index = indexes.get(name);
  if (!index) {
    index = new Map();
    for (const [row, one] of data[table][column].entries()) {
      const rows = index.get(one);
      if (rows) rows.push(row);
      else index.set(one, [row]);
    }
    indexes.set(name, index);
  }
  return index.get(value) || [];
}

/**
 * Number of a record by its id, of an organisation by its number in any register too (pic-940929392); -1 where there is none.
 * @param {string} table
 * @param {string} id
 */
function numberOf(table, id) {
  const own = rowsOf(table, "id", id)[0];
  if (own !== undefined || table !== "organisations") return own ?? -1;
  const { kind, value, organisation } = data.identifiers;
  const [register, ...rest] = id.split("-");
  return organisation[rowsOf("identifiers", "value", rest.join("-")).find((row) => kind[row] === register) ?? -1] ?? -1;
}

/**
 * Name of an organisation in the language of the page.
 * @param {number} organisation
 */
function nameOf(organisation) {
  const table = data.organisations;
  return table[lang][organisation] || table.name[organisation] || table.id[organisation] || "?";
}

/**
 * Texts that are there, each once.
 * @param {...string} texts
 */
const told_ = (...texts) => [...new Set(texts)].filter(Boolean);

/**
 * All names of an organisation; none of number -1.
 * @param {number} o
 * @returns {string[]}
 */
function namesOf(o) {
  const { name, en, nl, fr, de } = data.organisations;
  return told_(name[o], en[o], nl[o], fr[o], de[o], ...rowsOf("names", "organisation", o).map((row) => data.names.name[row]));
}

/** @param {number} organisation */
const isBelgian = (organisation) => ["BE", ""].includes(data.organisations.country[organisation]);

/** @param {number} number */
const sourceOf = (number) => (number < 0 ? "" : data.sources[number]);

/**
 * Whether it is the page of an aggregator or an encyclopaedia.
 * @param {string} address
 */
const isWeak = (address) => data.weak.some((/** @type {number} */ number) => data.sources[number] === address);

/** @param {string} region @param {string} domain */
const cellOf = (region, domain) => data.cells.find((/** @type {any} */ c) => c.region === region && c.domain === domain);

/** @param {Iterable<number>} values */
const once = (values) => [...new Set(values)].filter((value) => value >= 0);

/**
 * What an organisation is active in and in which year: by its claims, abroad by its projects, whose claims are not told.
 * @param {number} organisation
 * @returns {[string, number | null][]}
 */
function activities(organisation) {
  const { domains, year } = data.projects;
  if (!isBelgian(organisation)) return projectsOf(organisation).flatMap((p) => domains[p].split(" ").filter(Boolean).map((/** @type {string} */ one) => [one, year[p]]));
  return rowsOf("claims", "organisation", organisation).map((row) => [data.claims.domain[row], data.claims.year[row]]);
}

/**
 * Domains of an organisation, in the order of the domains.
 * @param {number} organisation
 */
function domainsOf(organisation) {
  const own = new Set(activities(organisation).map(([domain]) => domain));
  return Object.keys(data.domains).filter((domain) => own.has(domain));
}

/** @param {number} organisation */
const projectsOf = (organisation) => once(rowsOf("parts", "organisation", organisation).map((row) => data.parts.project[row]));

/** @param {number} project */
const membersOf = (project) => once(rowsOf("parts", "project", project).map((row) => data.parts.organisation[row]));

/** Who can deliver, who only takes part, who supports others. */
const STRENGTHS = ["capable", "takes-part", "support"];

/**
 * Row of the strength of an organisation in a domain, -1 where nothing is known.
 * @param {number} o
 * @param {string} domain
 */
const strengthRow = (o, domain) => rowsOf("strengths", "organisation", o).find((row) => data.strengths.domain[row] === domain) ?? -1;
/**
 * @param {number} o
 * @param {string} domain
 * @returns {string}
 */
const strengthOf = (o, domain) => data.strengths.strength[strengthRow(o, domain)] || "capable";

/**
 * Organisations of a region in a domain: those of some strengths, who can deliver first.
 * @param {string} region
 * @param {string} domain
 * @param {string[]} [kept]
 */
function activeIn(region, domain, kept = STRENGTHS.slice(0, 2)) {
  const table = data.organisations;
  const all = once(rowsOf("claims", "domain", domain).map((row) => data.claims.organisation[row]));
  const here = all.filter((o) => table.country[o] === "BE" && table.region[o] === region && isActor(o) && kept.includes(strengthOf(o, domain)));
  const order = (/** @type {number} */ o) => STRENGTHS.indexOf(strengthOf(o, domain));
  return here.sort((a, b) => order(a) - order(b) || byName(a, b));
}

/**
 * Bodies of the EU and NATO in Belgium, and the state itself, are no actors.
 * @param {number} o
 */
const isActor = (o) => data.organisations.level[o] !== "international" && data.organisations.kind[o] !== "state";

/** @param {number} a @param {number} b */
const byName = (a, b) => nameOf(a).localeCompare(nameOf(b), lang) || a - b;
