// A selection of actors by filters, as a list that can be taken along.

const FILTERS = ["country", "region", "area", "domain", "topic", "leg", "strength", "kind", "size", "programme", "from", "to"];
const MOST_ROWS = 100;

/**
 * The organisations that the filters keep.
 * @param {URLSearchParams} asked
 */
function selected(asked) {
  const table = data.organisations;
  const get = (/** @type {string} */ name) => asked.get(name) || "";
  const country = get("country") || "BE";
  const [from, to] = [Number(get("from") || -Infinity), Number(get("to") || Infinity)];
  const years = get("from") || get("to");
  const within = (/** @type {number | null} */ year) => !years || (year !== null && year >= from && year <= to);
  const programme = get("programme");
  const topic = get("topic") ? topicMembers(get("topic")) : null;
  return [...table.id.keys()].filter((o) => {
    if (country !== "all" && (country === "foreign" ? isBelgian(o) : table.country[o] !== country)) return false;
    if (!isActor(o)) return false;
    if (get("region") && table.region[o] !== (get("region") === "unknown" ? "" : get("region"))) return false;
    if (get("area") && !(table.nuts3[o].startsWith(get("area")) || (get("area") === "BE10" && table.region[o] === "BE1"))) return false;
    if (get("leg") && !(get("leg") === "unknown" ? !table.legs[o] : table.legs[o].split(" ").includes(get("leg")))) return false;
    if (get("kind") && table.kind[o] !== get("kind")) return false;
    if (get("size") && table.size[o] !== (get("size") === "unknown" ? "" : get("size"))) return false;
    if (topic && !topic.has(o)) return false;
    if ((get("domain") || years) && !activities(o).some(([domain, year]) => within(year) && (!get("domain") || domain === get("domain")))) return false;
    if (get("strength") && !rowsOf("strengths", "organisation", o).some((row) => data.strengths.strength[row] === get("strength") && (!get("domain") || data.strengths.domain[row] === get("domain")))) return false;
    return !programme || projectsOf(o).some((p) => data.projects.programme[p] === programme && within(data.projects.year[p]));
  }).sort(byName);
}

/**
 * Who works on a topic, as the program has it: who says so itself, coordinates a project that speaks of it, or takes part
 * in several. One participation makes nobody an actor.
 * @param {string} topic
 */
function topicMembers(topic) {
  const rows = rowsOf("mentions", "topic", topic);
  const { organisation, project } = data.mentions;
  const found = new Set(rows.map((row) => organisation[row]).filter((o) => o >= 0));
  /** @type {Map<number, number>} */
  const parts = new Map();
  for (const p of once(rows.map((row) => project[row]))) {
    for (const o of membersOf(p)) parts.set(o, (parts.get(o) || 0) + 1);
    for (const row of rowsOf("parts", "project", p)) if (data.parts.role[row] === "coordinator") found.add(data.parts.organisation[row]);
  }
  for (const [o, n] of parts) if (n > 1) found.add(o);
  return found;
}

/** @param {URLSearchParams} asked */
function selectView(asked) {
  const found = selected(asked);
  const form = filterForm(asked);
  const rows = found.map((o) => [actorLink(o), legsOf(o), placeShort(o), domainsNamed(domainsOf(o)), number(projectsOf(o).length)]);
  const heads = /** @type {[string, string][]} */ ([[say("name"), ""], [say("leg"), ""], [say("seat"), ""], [say("domains"), ""], [say("projects"), "number"]]);
  const table = () => grid(say("actors"), heads, rows.slice(0, MOST_ROWS));
  const box = make("div", {}, rows.length ? table() : make("p", {}, nobodyFits(asked, form)));
  const all = rows.length > MOST_ROWS ? button(count("show_all", rows.length), (event) => {
    box.replaceChildren(grid(say("actors"), heads, rows));
    /** @type {HTMLElement} */ (event.target).remove();
  }) : null;
  const query = asked.toString();
  return [
    make("h1", { tabindex: "-1" }, say("actors")),
    form,
    make("p", { role: "status", class: "lead" }, count("actors", found.length), asked.get("topic") ? `. ${say("topic_means")}` : ""),
    make("p", { class: "tools" }, button(say("as_csv"), () => saveSelection(found)), " ", link(`graph?${query || "country=BE"}`, say("show_as_graph"))),
    box, all,
  ];
}

/**
 * That nobody fits: among how many was looked, and for what.
 * @param {URLSearchParams} asked
 * @param {Element} form
 */
function nobodyFits(asked, form) {
  const set = /** @type {NodeListOf<HTMLSelectElement>} */ (form.querySelectorAll(".set select"));
  const everybody = selected(new URLSearchParams(asked.get("country") ? { country: String(asked.get("country")) } : {}));
  return say("selection_empty", { n: everybody.length, filters: joined([...set].map((one) => one.selectedOptions[0]?.text ?? one.value)) });
}

/** @param {number[]} found */
function saveSelection(found) {
  const table = data.organisations;
  const head = ["id", say("name"), say("leg"), say("kind"), say("country"), say("region"), "NUTS 3", say("town"), say("size"), say("domains"), say("projects"), say("homepage")];
  const rows = found.map((o) => [
    table.id[o], nameOf(o), legsOf(o), worded("kind", table.kind[o]), countryName(table.country[o] || "BE"), table.region[o] && regionName(table.region[o]), table.nuts3[o], townOf(o),
    label("size", table.size[o]), domainsOf(o).join(" "), projectsOf(o).length, table.homepage[o],
  ]);
  save("dirskg-selection.csv", "text/csv;charset=utf-8", csv(head, rows));
}

/**
 * The filters that can be set; a change opens the view with it.
 * @param {URLSearchParams} asked
 * @param {string} [view]
 */
function filterForm(asked, view = "select") {
  const { kind, country, size } = data.organisations;
  const sorted = (/** @type {[string, string][]} */ pairs) => pairs.sort((a, b) => a[1].localeCompare(b[1], lang));
  const occurring = (/** @type {string[]} */ values) => [...new Set(values)].filter(Boolean);
  const belgian = [...kind.keys()].filter(isBelgian);
  const years = occurring(data.projects.year).map(Number).sort((a, b) => a - b);
  const lower = Math.min(...years.filter((y) => y > 1900));
  const span = years.length ? Array.from({ length: years[years.length - 1] - lower + 1 }, (_, i) => String(lower + i)) : [];
  /** @type {Record<string, [string, string][]>} */
  const choices = {
    country: [["", countryName("BE")], ["all", say("all_countries")], ["foreign", say("abroad")], ...sorted(occurring(country).filter((c) => c !== "BE").map((c) => [c, countryName(c)]))],
    region: [["", say("any")], ...regionsShown().map((r) => /** @type {[string, string]} */ ([r, regionName(r)])), ["unknown", say("place_unknown")]],
    area: [["", say("any")], ...Object.keys(data.map).map((a) => /** @type {[string, string]} */ ([a, regionName(a)]))],
    domain: [["", say("any")], ...Object.keys(data.domains).map((d) => /** @type {[string, string]} */ ([d, domainWithId(d)]))],
    topic: [["", say("any")], ...sorted(Object.keys(data.labels.topics || {}).map((t) => [t, label("topics", t)]))],
    leg: [["", say("any")], ...Object.keys(data.labels.leg || {}).map((l) => /** @type {[string, string]} */ ([l, label("leg", l)])), ["unknown", say("leg_unknown")]],
    strength: [["", say("any")], ...STRENGTHS.map((s) => /** @type {[string, string]} */ ([s, label("strength", s)]))],
    kind: [["", say("any")], ...sorted(occurring(belgian.map((o) => kind[o])).map((k) => [k, worded("kind", k)]))],
    size: [["", say("any")], ...occurring(size).map((s) => /** @type {[string, string]} */ ([s, label("size", s)])), ["unknown", say("unknown")]],
    programme: [["", say("any")], ...sorted(occurring(data.projects.programme).map((p) => [p, p]))],
    from: [["", say("any")], ...span.map((y) => /** @type {[string, string]} */ ([y, y]))],
    to: [["", say("any")], ...span.map((y) => /** @type {[string, string]} */ ([y, y]))],
  };
  const form = make("form", { class: "filters", "aria-label": say("filters"), onsubmit: (/** @type {Event} */ e) => e.preventDefault() });
  for (const name of FILTERS) {
    const field = /** @type {HTMLSelectElement} */ (make("select", { id: `filter-${name}` }, ...choices[name].map(([value, text]) => make("option", { value }, text))));
    field.value = (asked.get(name) || "").replace(/^BE$/, ""); // Belgium is the first choice, asked for or not
    field.addEventListener("change", () => {
      const next = new URLSearchParams([...asked].filter(([key]) => FILTERS.includes(key)));
      if (field.value) next.set(name, field.value);
      else next.delete(name);
      kept = `filter-${name}`;
      go(`${view}?${next}`);
    });
    form.append(make("label", { class: field.value ? "set" : null }, make("span", {}, say(name)), field));
  }
  form.append(button(say("reset"), () => go(view === "graph" ? "graph?country=BE" : view)));
  return form;
}
