// Search over names, towns, topics and their other words, projects, calls, purchase files and domains: any language, without accents, misspelt too.

/** @typedef {{ type: string, key: number | string, name: string, words: string[], folded: string }} Entry */

/** @type {Entry[] | null} */
let entries = null;
/** @type {Map<string, number[]>} Entries by the words that stand in them. */
const dictionary = new Map();
const MOST_FOUND = 12;

/**
 * Text without case, accents and signs; F-35 is f35, and Belgium, België and belge are one word.
 * @param {string} text
 */
const fold = (text) =>
  text.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase().replaceAll("ß", "ss").replaceAll("ø", "o").replaceAll("æ", "ae").replaceAll("ł", "l")
    .replace(/[^\p{L}\p{N}]+/gu, " ").replace(/\b([a-z]{1,3}) (?=\d)/g, "$1").replace(/\bbelg(?:ie|ium|ique|ien|es?|ische?|ian)\b/g, "belg").trim();

function searchIndex() {
  if (entries) return entries;
  /** @type {Entry[]} */
  const found = [];
  const add = (/** @type {string} */ type, /** @type {number | string} */ key, /** @type {string} */ name) => {
    const folded = fold(name);
    if (folded) found.push({ type, key, name, folded, words: folded.split(" ") });
  };
  const { name, en, nl, fr, de } = data.organisations;
  for (const o of name.keys()) for (const one of new Set([name[o], en[o], nl[o], fr[o], de[o]])) if (one) add("organisation", o, one);
  for (const [row, o] of data.names.organisation.entries()) if (o >= 0) add("organisation", o, data.names.name[row]);
  for (const o of name.keys()) if (isBelgian(o)) for (const one of new Set([townOf(o), ...told.languages.map((/** @type {string} */ to) => data.organisations[`town_${to}`][o])])) if (one) add("seat", o, one);
  for (const [code, names] of Object.entries(data.labels.topics || {})) for (const one of new Set([...names, ...(data.words[code] || [])])) add("topic", code, one);
  for (const area of Object.keys(data.map)) for (const one of new Set(told.languages.map((/** @type {string} */ to) => data.map[area][to]))) if (one) add("area", area, one);
  for (const [place, { names }] of data.purchases.entries()) for (const one of new Set(Object.values(names))) if (one) add("purchase", place, one);
  for (const [code, names] of Object.entries(data.domains)) for (const one of new Set([...names, code])) add("domain", code, one);
  for (const [code, names] of Object.entries(data.regions)) for (const one of new Set([...names, code])) add("region", code, one);
  for (const p of data.projects.id.keys()) for (const one of new Set([data.projects.acronym[p], data.projects.title[p]])) add("project", p, one);
  for (const c of data.calls.id.keys()) add("call", c, data.calls.title[c]);
  for (const [place, entry] of found.entries()) {
    for (const word of new Set(entry.words)) {
      const places = dictionary.get(word);
      if (places) places.push(place);
      else dictionary.set(word, [place]);
    }
  }
  entries = found;
  return found;
}

/**
 * How many letters must change, swap, come or go to make one word of another; more than `most` is told as most + 1.
 * @param {string} a
 * @param {string} b
 * @param {number} most
 */
function distance(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before = /** @type {number[]} */ ([]);
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > most) return most + 1;
    [before, last] = [last, row];
  }
  return last[b.length];
}

/**
 * How well each entry has a word: 4 as it is, 3 begun with it, 2 within, 1 misspelt.
 * @param {string} word
 */
function fits(word) {
  /** @type {Map<number, number>} */
  const scores = new Map();
  const most = word.length >= 8 ? 2 : word.length >= 4 ? 1 : 0;
  for (const [known, places] of dictionary) {
    let score = known === word ? 4 : known.startsWith(word) ? 3 : word.length > 2 && known.includes(word) ? 2 : 0;
    if (!score && most && (distance(word, known, most) <= most || (known.length > word.length && distance(word, known.slice(0, word.length), most - 1) <= most - 1))) score = 1;
    if (score) for (const place of places) if ((scores.get(place) || 0) < score) scores.set(place, score);
  }
  return scores;
}

/**
 * Records that a text finds, the best first.
 * @param {string} text
 * @returns {Entry[]}
 */
function find(text) {
  const all = searchIndex();
  const wanted = fold(text);
  const words = wanted.split(" ").filter(Boolean);
  if (!words.length) return [];
  const each = words.map(fits);
  const record = (/** @type {Entry} */ { type, key }) => `${type === "seat" ? "organisation" : type} ${key}`;
  const first = [...each[0].keys()];
  let kept = first.filter((place) => each.every((scores) => scores.has(place)));
  if (!kept.length && words.length > 1) {
    // Words of several names of one record: défense belge is in La Défense and Belgian Defence.
    const named = each.map((scores) => new Set([...scores.keys()].map((place) => record(all[place]))));
    kept = first.filter((place) => named.every((records) => records.has(record(all[place]))));
  }
  /** @type {[number, number][]} */
  const scored = [];
  for (const place of kept) {
    let score = each.reduce((sum, scores) => sum + (scores.get(place) || 0), 0) / words.length + (each[0].get(place) === 4 ? 0.2 : 0);
    const { type, key, folded } = all[place];
    // Who sits in a town comes after what is called like it.
    if (type === "seat") score -= 1;
    else if (folded === wanted) score += 4;
    else if (folded.startsWith(wanted)) score += 1;
    if (type === "topic" || type === "domain") score += 0.5;
    if (type === "organisation" && !isBelgian(Number(key))) score -= 0.5;
    scored.push([score, place]);
  }
  scored.sort((a, b) => b[0] - a[0] || all[a[1]].name.length - all[b[1]].name.length || a[1] - b[1]);
  // Where something is called as it was typed, nobody looks for what is only spelt alike.
  const least = scored.length && scored[0][0] >= 4 ? 1.6 : 0;
  const seen = new Set();
  return [...byNumber(text), ...scored.filter(([score]) => score >= least).map(([, place]) => all[place])].filter((one) => !seen.has(record(one)) && seen.add(record(one)));
}

/**
 * Organisations by a number of a register.
 * @param {string} text
 * @returns {Entry[]}
 */
function byNumber(text) {
  const digits = text.replace(/[^0-9]/g, "");
  if (digits.length < 6 || /[a-z]{6}/i.test(text)) return [];
  const { organisation, value } = data.identifiers;
  const rows = [...value.keys()].filter((row) => value[row].replace(/[^0-9]/g, "").endsWith(digits) && organisation[row] >= 0);
  return rows.map((row) => ({ type: "organisation", key: organisation[row], name: nameOf(organisation[row]), words: [], folded: "" }));
}

/** @param {Entry} entry */
function entryRoute({ type, key }) {
  if (type === "organisation" || type === "seat") return actorRoute(Number(key));
  if (type === "purchase") return "purchases";
  if (type === "project") return route("project", data.projects.id[key]);
  if (type === "call") return route("call", data.calls.id[key]);
  return `select?${type}=${encodeURIComponent(key)}`;
}

/**
 * What an entry is, in words.
 * @param {Entry} entry
 */
function entryKind({ type, key, name }) {
  if (type === "organisation") return [name === nameOf(Number(key)) ? "" : name, legsTold(Number(key)), placeName(Number(key))].filter(Boolean).join(" · ");
  if (type === "seat") return [legsTold(Number(key)), townOf(Number(key)), placeName(Number(key))].filter(Boolean).join(" · ");
  if (type === "topic") return [say("topic"), label("topics", String(key)) === name ? "" : name].filter(Boolean).join(" · ");
  if (type === "area") return say("area");
  if (type === "project") return `${say("project")} · ${[data.projects.programme[key], data.projects.year[key]].filter(Boolean).join(" ")}`;
  return say(type);
}

/** @param {Entry} entry */
function entryName({ type, key, name }) {
  if (type === "organisation" || type === "seat") return nameOf(Number(key));
  if (type === "area") return regionName(String(key));
  if (type === "purchase") return data.purchases[Number(key)].names[lang];
  if (type === "topic") return label("topics", String(key));
  if (type === "domain") return domainWithId(String(key));
  if (type === "region") return regionName(String(key));
  if (type === "project") return data.projects.acronym[key] || name;
  return name;
}

/** The field at the top: a combobox whose choices open with Enter or a click. */
function searchBox() {
  const status = make("p", { id: "search-status", class: "unseen", role: "status" });
  const matches = make("ul", { id: "matches", role: "listbox", "aria-label": say("search"), hidden: true });
  const field = /** @type {HTMLInputElement} */ (make("input", {
    id: "search", type: "search", autocomplete: "off", spellcheck: "false", role: "combobox", "aria-autocomplete": "list",
    "aria-expanded": "false", "aria-controls": "matches", placeholder: say("search_hint"), "aria-label": say("search"),
  }));
  let chosen = -1;
  const close = () => {
    matches.hidden = true;
    chosen = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  };
  const mark = (/** @type {number} */ place) => {
    const items = [...matches.querySelectorAll("[role=option]")];
    if (!items.length) return;
    chosen = (place + items.length) % items.length;
    items.forEach((item, i) => item.setAttribute("aria-selected", String(i === chosen)));
    field.setAttribute("aria-activedescendant", items[chosen].id);
    items[chosen].scrollIntoView({ block: "nearest" });
  };
  const show = () => {
    const found = find(field.value);
    const shown = found.slice(0, MOST_FOUND);
    matches.replaceChildren(...shown.map((entry, i) => make(
      "li", { id: `match-${i}`, role: "option", "aria-selected": "false", onmousedown: (/** @type {Event} */ e) => e.preventDefault(), onclick: () => open(entryRoute(entry)) },
      make("span", { class: "name" }, entryName(entry)), make("span", { class: "where" }, ` ${entryKind(entry)}`),
    )));
    const sizes = { organisations: data.organisations.id.length, projects: data.projects.id.length, calls: data.calls.id.length, topics: Object.keys(data.labels.topics || {}).length, domains: Object.keys(data.domains).length, regions: Object.keys(data.regions).length };
    if (fold(field.value) && !found.length) matches.append(make("li", { class: "none" }, say("found_nothing", sizes)));
    matches.hidden = !fold(field.value);
    field.setAttribute("aria-expanded", String(!matches.hidden));
    chosen = -1;
    status.textContent = !fold(field.value) ? "" : found.length ? count("found", found.length) : say("found_nothing", sizes);
  };
  const open = (/** @type {string} */ to) => {
    field.value = "";
    close();
    go(to);
  };
  field.addEventListener("input", show);
  field.addEventListener("focus", () => field.value && show());
  field.addEventListener("blur", () => setTimeout(close, 150));
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") mark(chosen + 1);
    else if (event.key === "ArrowUp") mark(chosen - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && !matches.hidden) {
      const found = find(field.value);
      if (found.length) open(entryRoute(found[Math.max(0, chosen)]));
    } else return;
    event.preventDefault();
  });
  return make("div", { class: "search", role: "search" }, field, matches, status);
}
