// Where the reader is: the address says it all (#nl/gap/BE3/V3), so that a view can be sent.

/** @typedef {{ lang: string, view: string, ids: string[], asked: URLSearchParams }} Place */

/**
 * The address of a view in the language of the page.
 * @param {string} route
 * @param {string} [language]
 */
const address = (route, language = lang) => `#${language}/${route}`;

/**
 * A route of parts that may hold any sign.
 * @param {...string} parts
 */
const route = (...parts) => parts.map(encodeURIComponent).join("/");

/** @returns {Place} */
function place() {
  const [path, query] = location.hash.replace(/^#/, "").split("?");
  const parts = path.split("/").map((text) => {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  });
  const language = told.languages.includes(parts[0]) ? String(parts.shift()) : lang;
  return { lang: language, view: parts[0] || "start", ids: parts.slice(1), asked: new URLSearchParams(query) };
}

/** The route of where the reader is, without the language. */
const here = () => location.hash.replace(/^#/, "").split("/").slice(1).join("/") || "start";

/** @param {string} to @param {boolean} [replace] */
function go(to, replace = false) {
  if (replace) history.replaceState(null, "", address(to));
  else location.hash = address(to);
}

/** @param {number} o */
const actorRoute = (o) => route("actor", data.organisations.id[o]);
/** @param {number} o @param {string} [name] */
const actorLink = (o, name) => link(actorRoute(o), name || nameOf(o), { class: "name" });
/** @param {number} p */
const projectLink = (p) => link(route("project", data.projects.id[p]), data.projects.acronym[p] || data.projects.title[p] || "?");
/** @param {number} c */
const callLink = (c) => link(route("call", data.calls.id[c]), data.calls.title[c] || data.calls.id[c], { lang: "en" });
/** @param {string} code */
const domainLink = (code) => link(`select?domain=${encodeURIComponent(code)}`, domainWithId(code));
/** @param {string} code */
const topicLink = (code) => link(`select?topic=${encodeURIComponent(code)}`, label("topics", code));
