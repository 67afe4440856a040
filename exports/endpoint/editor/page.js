"use strict";
// The editor knows the graph: its prefixes, classes and properties, and the questions of the library with their forms.
// Text from data only ever becomes text, never markup.

/** @typedef {{ name: string, title: string, question: string, parameters: [string, string, boolean, string][] }} Asked */
/** @typedef {{ build: string, words: Record<string, string>, map: Record<string, [string, string, number, number]>, prefixes: Record<string, string>, classes: string[], properties: string[], choices: Record<string, string[][]>, queries: Asked[] }} Material */

/** @param {string} id @returns {any} */
const byId = (id) => document.getElementById(id);

/** @param {any} Yasgui @param {Material} known */
function teach(Yasgui, known) {
  const { Yasqe, Yasr } = Yasgui;
  const prefixes = Object.entries(known.prefixes).map(([name, iri]) => `${name}: <${iri}>`);
  Yasqe.forkAutocompleter("prefixes", { name: "our-prefixes", persistenceId: null, get: () => Promise.resolve(prefixes) });
  Yasqe.forkAutocompleter("class", { name: "our-classes", persistenceId: null, bulk: true, get: () => Promise.resolve(known.classes) });
  Yasqe.forkAutocompleter("property", { name: "our-properties", persistenceId: null, bulk: true, get: () => Promise.resolve(known.properties) });
  Yasqe.defaults.autocompleters = ["variables", "our-prefixes", "our-classes", "our-properties"];
  Yasr.registerPlugin("table", rowsOf(Yasr, known.prefixes));
  Yasr.registerPlugin("bars", Bars);
  Yasr.registerPlugin("map", OnMap);
  Yasr.defaults.pluginOrder = ["table", "bars", "map", "response"];
}

/** @param {Asked} asked @param {Material} known */
function fields(asked, known) {
  return asked.parameters.map(([name, type, required, help]) => {
    const choices = known.choices[type === "area" || type === "region_code" ? "region" : type] || [];
    const list = `choices-${name}`;
    const options = choices.map(([code, told]) => make("option", { value: code }, told));
    const field = make("input", { name, required, list: choices.length ? list : false, autocomplete: "off" });
    return make("label", {}, `${name}${required ? ` (${say("needed")})` : ""}`, field, make("small", { lang: "en" }, help), make("datalist", { id: list }, ...options));
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
  form.replaceChildren(...fields(asked, known), make("button", { type: "submit" }, say("ask")));
  form.onsubmit = (/** @type {Event} */ event) => {
    event.preventDefault();
    ask(asked, yasgui);
  };
}

async function begin() {
  byId("soon").hidden = false;
  /** @type {Material} */
  const known = await (await fetch(`/editor/material.json?lang=${document.documentElement.lang}`)).json();
  learn(known);
  byId("build").textContent = `${say("build")} ${known.build}`;
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
  byId("soon").remove();
  document.body.dataset.ready = "yes";
}

begin();
