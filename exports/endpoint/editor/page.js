"use strict";
// The editor knows the graph: its prefixes, classes and properties, and the questions of the library with their forms.
// Text from data only ever becomes text, never markup.

/** @typedef {{ name: string, title: string, question: string, parameters: [string, string, boolean, string][] }} Asked */
/** @typedef {{ build: string, prefixes: Record<string, string>, classes: string[], properties: string[], choices: Record<string, string[][]>, queries: Asked[] }} Material */

/** @param {string} id @returns {any} */
const byId = (id) => document.getElementById(id);

/**
 * @param {string} tag @param {Record<string, any>} attributes @param {...(Node | string)} children
 * @returns {any}
 */
function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) if (value !== false) element.setAttribute(key, String(value));
  element.append(...children);
  return element;
}

/** The first column of text beside the first of numbers, as bars. */
class Bars {
  /** @param {any} yasr */
  constructor(yasr) {
    this.yasr = yasr;
    this.label = "Chart";
    this.priority = 1;
    this.hideFromSelection = false;
  }
  columns() {
    const found = this.yasr.results;
    const rows = (found && found.getBindings && found.getBindings()) || [];
    const names = (found && found.getVariables && found.getVariables()) || [];
    /** @param {string} name */
    const numeric = (name) => rows.some((/** @type {any} */ row) => row[name]) && rows.every((/** @type {any} */ row) => !row[name] || /#(integer|decimal|double|float)$/.test(row[name].datatype || ""));
    const value = names.filter(numeric).pop();
    return { rows, value, name: names.find((/** @type {string} */ one) => !numeric(one)) };
  }
  canHandleResults() {
    const { value, name } = this.columns();
    return Boolean(value && name);
  }
  draw() {
    const { rows, value, name } = this.columns();
    const shown = rows.slice(0, 60).filter((/** @type {any} */ row) => row[value]);
    const most = Math.max(1, ...shown.map((/** @type {any} */ row) => Number(row[value].value)));
    const bars = shown.flatMap((/** @type {any} */ row) => {
      const number = Number(row[value].value);
      const title = row[name] ? row[name].value : "";
      return [make("span", {}, title), make("span", {}, make("meter", { min: 0, max: most, value: Math.max(0, number), "aria-label": title }), ` ${row[value].value}`)];
    });
    this.yasr.resultsEl.replaceChildren(make("div", { class: "bars" }, ...bars), make("p", { class: "hint" }, rows.length > 60 ? `The first 60 of ${rows.length} rows.` : ""));
  }
  getIcon() {
    return make("span", { "aria-hidden": "true" }, "▤");
  }
}

/** @param {any} Yasgui @param {Material} known */
function teach(Yasgui, known) {
  const { Yasqe, Yasr } = Yasgui;
  const prefixes = Object.entries(known.prefixes).map(([name, iri]) => `${name}: <${iri}>`);
  Yasqe.forkAutocompleter("prefixes", { name: "our-prefixes", persistenceId: null, get: () => Promise.resolve(prefixes) });
  Yasqe.forkAutocompleter("class", { name: "our-classes", persistenceId: null, bulk: true, get: () => Promise.resolve(known.classes) });
  Yasqe.forkAutocompleter("property", { name: "our-properties", persistenceId: null, bulk: true, get: () => Promise.resolve(known.properties) });
  Yasqe.defaults.autocompleters = ["variables", "our-prefixes", "our-classes", "our-properties"];
  Yasr.registerPlugin("bars", Bars);
  Yasr.defaults.pluginOrder = ["table", "bars", "response"];
}

/** @param {Asked} asked @param {Material} known */
function fields(asked, known) {
  return asked.parameters.map(([name, type, required, help]) => {
    const choices = known.choices[type === "area" || type === "region_code" ? "region" : type] || [];
    const list = `choices-${name}`;
    const options = choices.map(([code, told]) => make("option", { value: code }, told));
    const field = make("input", { name, required, list: choices.length ? list : false, autocomplete: "off" });
    return make("label", {}, `${name}${required ? " (needed)" : ""}`, field, make("small", {}, help), make("datalist", { id: list }, ...options));
  });
}

/** @param {Asked} asked @param {any} yasgui */
async function ask(asked, yasgui) {
  const given = new URLSearchParams();
  for (const field of byId("parameters").elements) if (field.name && field.value.trim()) given.append(field.name, field.value.trim());
  const address = (/** @type {string} */ form) => `/queries/${asked.name}?${new URLSearchParams([...given, ["format", form]])}`;
  const answer = await fetch(address("rq"));
  const text = (await answer.text()).replace(/^# (parameter|column) .*\n/gm, "");
  byId("told").textContent = answer.ok ? "" : text;
  byId("downloads").hidden = !answer.ok;
  if (!answer.ok) return;
  byId("as-csv").href = address("csv");
  byId("as-json").href = address("json");
  const tab = yasgui.getTab() || yasgui.addTab(true);
  tab.getYasqe().setValue(text);
  tab.query().catch(() => {});
}

/** @param {Asked} asked @param {Material} known @param {any} yasgui */
function choose(asked, known, yasgui) {
  byId("question").textContent = asked.question;
  const form = byId("parameters");
  form.hidden = false;
  form.replaceChildren(...fields(asked, known), make("button", { type: "submit" }, "Ask"));
  form.onsubmit = (/** @type {Event} */ event) => {
    event.preventDefault();
    ask(asked, yasgui);
  };
}

async function begin() {
  /** @type {Material} */
  const known = await (await fetch("/editor/material.json")).json();
  byId("build").textContent = `Build ${known.build}`;
  const Yasgui = /** @type {any} */ (window)["Yasgui"];
  teach(Yasgui, known);
  const endpoint = `${location.origin}/sparql`;
  const yasgui = new Yasgui(byId("yasgui"), {
    requestConfig: { endpoint, method: "POST", acceptHeaderGraph: "text/turtle,*/*;q=0.9" },
    copyEndpointOnNewTab: true,
    persistenceId: "dirskg",
    endpointCatalogueOptions: { getData: () => [{ endpoint }], keys: [] },
  });
  const library = byId("library");
  byId("names").append(...known.queries.map((query) => make("option", { value: query.name }, query.title)));
  library.oninput = () => {
    const asked = known.queries.find((query) => query.name === library.value);
    if (asked) choose(asked, known, yasgui);
  };
  document.body.dataset.ready = "yes";
}

begin();
