// The words of the page, and how its language writes numbers, money and dates.

const LOCALES = { en: "en-GB", nl: "nl-BE", fr: "fr-BE", de: "de-BE" };
/** @type {string} */
let lang = told.lang;
const locale = () => LOCALES[/** @type {keyof typeof LOCALES} */ (lang)];

/**
 * A string with its {places} filled; whole numbers are written as the language does.
 * @param {string} key
 * @param {Record<string, any>} [values]
 */
function say(key, values = {}) {
  const text = told.words[lang][key];
  if (text === undefined) throw new Error(`no string ${key}`);
  return text.replace(/\{(\w+)\}/g, (/** @type {string} */ whole, /** @type {string} */ name) => {
    const value = values[name];
    return value === undefined ? whole : typeof value === "number" ? number(value) : value;
  });
}

/**
 * The string for a number of things: KEY_zero, KEY_one or KEY_other, by the rule of the language.
 * @param {string} key
 * @param {number} n
 * @param {Record<string, any>} [values]
 */
function count(key, n, values = {}) {
  const none = n === 0 && told.words[lang][`${key}_zero`] !== undefined;
  const form = none ? "zero" : new Intl.PluralRules(locale()).select(n) === "one" ? "one" : "other";
  return say(`${key}_${form}`, { n, ...values });
}

/** @param {string} key */
const has = (key) => told.words[lang][key] !== undefined;

/** @param {number | null | undefined} value @param {number} [digits] */
function number(value, digits = 0) {
  if (value === null || value === undefined) return "–";
  // As the reports round: 26.25 is 26.2 in both. The checker of types does not know roundingMode yet.
  const form = /** @type {any} */ ({ minimumFractionDigits: digits, maximumFractionDigits: digits, roundingMode: "halfEven" });
  return new Intl.NumberFormat(locale(), form).format(value);
}

/** @param {number | null | undefined} share @param {number} [digits] at most */
const percent = (share, digits = 0) =>
  share === null || share === undefined ? "–" : new Intl.NumberFormat(locale(), { style: "percent", maximumFractionDigits: digits }).format(share);

/**
 * An amount in millions of euro, in thousands where it is small.
 * @param {number} euro
 */
function money(euro) {
  const style = /** @type {const} */ ({ style: "currency", currency: "EUR" });
  const size = euro < 1e6 ? { maximumFractionDigits: 0 } : /** @type {const} */ ({ notation: "compact", maximumSignificantDigits: 3 });
  return new Intl.NumberFormat(locale(), { ...style, ...size }).format(euro < 1e6 ? Math.round(euro / 1000) * 1000 : euro);
}

/**
 * A date as precise as it is told: 2026, 2026-09 or 2026-09-29.
 * @param {string} text
 */
function day(text) {
  const [year, month, date] = text.split("-").map(Number);
  if (!/^\d{4}(-\d\d(-\d\d)?)?$/.test(text) || !month) return text;
  const form = /** @type {const} */ ({ year: "numeric", month: "long", timeZone: "UTC" });
  return new Intl.DateTimeFormat(locale(), date ? { ...form, day: "numeric" } : form).format(Date.UTC(year, month - 1, date || 1));
}

/**
 * Name of a code of a list of the graph (leg, size, function ...).
 * @param {string} scheme
 * @param {string} code
 */
const label = (scheme, code) => data.labels[scheme]?.[code]?.[told.languages.indexOf(lang)] || code;

/** @param {string} code */
const regionName = (code) => data.regions[code]?.[told.languages.indexOf(lang)] || (code.length === 2 ? countryName(code) : data.map[code]?.[lang] || districtName(code)) || code || say("place_unknown");

/**
 * In a region, with the article that its name takes: in het Brussels Hoofdstedelijk Gewest.
 * @param {string} code
 */
const inRegion = (code) => (has(`in_${code}`) ? say(`in_${code}`) : say("in_place", { region: regionName(code) }));

/**
 * The name of a region with its article: la Flandre.
 * @param {string} code
 */
const theRegion = (code) => (has(`the_${code}`) ? say(`the_${code}`) : regionName(code));

/**
 * How many are expected in a cell.
 * @param {any} cell
 */
const expected = (cell) => count("expected", cell.expected, { expected: number(cell.expected, 1) });

/**
 * A region in one word, where room is scarce.
 * @param {string} code
 */
const shortRegion = (code) => (has(`short_${code}`) ? say(`short_${code}`) : regionName(code));

/** @param {string} code */
const districtName = (code) => data.areas[code]?.[told.languages.indexOf(lang)];

/** @param {string} code */
const domainName = (code) => data.domains[code]?.[told.languages.indexOf(lang)] || code;

/** @param {string} code */
const domainWithId = (code) => `${domainName(code)} (${code})`;

/**
 * Words for a code that the page has a string for, else the code.
 * @param {string} start
 * @param {string} code
 */
const worded = (start, code) => (has(`${start}_${code}`) ? say(`${start}_${code}`) : code);

/**
 * Name of a country; the EU writes Greece and the United Kingdom in its own way.
 * @param {string} code
 */
function countryName(code) {
  const iso = { EL: "GR", UK: "GB" }[code] || code;
  if (!/^[A-Z]{2}$/.test(iso)) return code || say("country_unknown");
  try {
    return new Intl.DisplayNames(locale(), { type: "region" }).of(iso) || code;
  } catch {
    return code;
  }
}

/**
 * The place of a seat below the region: its district, else its province; in Brussels both languages have a name for it.
 * @param {number} o
 */
function areaName(o) {
  const { nuts3, region } = data.organisations;
  const name = districtName(nuts3[o]) || districtName(nuts3[o].slice(0, 4));
  return name && region[o] !== "BE1" ? `${name}, ${regionName(region[o])}` : regionName(region[o]);
}

/**
 * Where an organisation sits: its region, else its country.
 * @param {number} o
 */
function placeName(o) {
  const { country, region } = data.organisations;
  return country[o] === "BE" || !country[o] ? regionName(region[o]) : countryName(country[o]);
}

/**
 * A text as a heading begins.
 * @param {string} text
 */
const capital = (text) => text.slice(0, 1).toLocaleUpperCase(locale()) + text.slice(1);

/**
 * The same in one word, in a table.
 * @param {number} o
 */
const placeShort = (o) => (isBelgian(o) ? shortRegion(data.organisations.region[o]) : placeName(o));

/**
 * Texts joined as the language does: a, b and c.
 * @param {string[]} texts
 */
const joined = (texts) => new Intl.ListFormat(locale(), { type: "conjunction" }).format(texts);

/**
 * The town of a seat.
 * @param {number} o
 * @returns {string}
 */
const townOf = (o) => data.organisations[`town_${lang}`][o];
