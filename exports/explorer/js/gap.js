// The card of a cell: who could close the gap, by which path and why; then who is there, the statistics, the sources.

/** @param {string} region @param {string} domain */
function gapView(region, domain) {
  const cell = cellOf(region, domain);
  if (!cell) return missing();
  const title = `${regionName(region)} – ${domainName(domain)}`;
  return [
    make("p", { class: "crumbs" }, link("start", say("start"))),
    make("h1", { tabindex: "-1" }, title, " ", make("span", { class: "code" }, domain), " ", stateMark(cell)),
    make("p", { class: "lead" }, verdict(cell)),
    onSite(cell),
    answer(cell),
    cell.ways.length ? null : wording(),
    part(say("who_is_there", { place: inRegion(region) }), there(cell)),
    part(say("statistics"), statistics(cell), make("p", { class: "hint" }, say("statistics_mean"))),
    part(say("sources"), cellSources(cell)),
  ];
}

/**
 * The state of a cell in a sentence.
 * @param {any} cell
 */
function verdict(cell) {
  const missingLegs = cell.missing_legs.map((/** @type {string} */ leg) => label("leg", leg));
  const lacks = missingLegs.length ? ` ${say("lacks", { legs: joined(missingLegs) })}` : "";
  return `${count("seen", cell.count)}${say("semicolon")}${expected(cell)} ${say("expected_by")}.${lacks}`;
}

/**
 * Who has a plant here and sits elsewhere, and what the state would be if they counted here too.
 * @param {any} cell
 */
function onSite(cell) {
  if (!cell.on_site.length) return null;
  const { organisation } = data.establishments;
  return make(
    "section", {}, make("p", {}, `${say("on_site_head")}${say("colon")}`.trimEnd()),
    list(cell.on_site.map((/** @type {number} */ row) => [actorLink(organisation[row]), " – ", ...plant(row)])),
    cell.state_on_site === cell.state ? null : make("p", {}, say("on_site_state", { state: say(`state_${cell.state_on_site}`) })),
  );
}

/**
 * Where an establishment is, what is done there, since when that is told and by which page.
 * @param {number} row
 * @returns {Child[]}
 */
function plant(row) {
  const { told: done, announced, year, source: cited } = data.establishments;
  const what = announced[row] ? say("on_site_announced", { told: label("told", done[row]) }) : label("told", done[row]);
  return [`${plantTown(row)}${say("colon")}${what} (`, source(sourceOf(cited[row])), year[row] ? `, ${year[row]})` : ")"];
}

/** @param {number} row */
const plantTown = (row) => data.establishments[`town_${lang}`][row];

/**
 * Who could close it, each with the path and the evidence.
 * @param {any} cell
 */
function answer(cell) {
  if (cell.state === "to be confirmed") {
    return part(say("answer"), make("p", {}, say("waits", { state: say(`state_${cell.state_known}`) })), make("h3", {}, say("suggested_here")), list(cell.suggested.map((/** @type {number} */ o) => [actorLink(o)]), "reasons"));
  }
  const ways = /** @type {any[]} */ (cell.ways);
  if (isGap(cell) && !ways.length) return part(say("who_could_close"), make("p", {}, say("nobody_elsewhere")));
  if (!ways.length) return part(say("answer"), make("p", {}, unjudged(cell)));
  const others = Math.max(0, cell.candidates - ways.length);
  return make(
    "section", { class: "answer" }, make("h2", {}, say("who_could_close")),
    make("p", { class: "first" }, nearest(cell)), ...secondCompany(cell),
    make("ol", { class: "cards" }, ...ways.map((way) => closerCard(way, cell))),
    ways.length > 1 ? make("p", { class: "hint" }, say("in_order")) : null, wording(),
    others ? make("p", { class: "hint" }, count("others", others)) : null,
    make("p", { class: "tools" }, link(`graph?gap=${encodeURIComponent(`${cell.region}/${cell.domain}`)}`, say("show_as_graph"))),
  );
}

/** @param {any} cell */
const isGap = (cell) => ["empty", "thin", "single supplier", "helix-incomplete"].includes(cell.state);

/**
 * What is said of a cell that is no gap: that it is none, or why it is not judged.
 * @param {any} cell
 */
function unjudged(cell) {
  if (cell.state === "unknown") return say("not_judged_unknown");
  if (cell.state === "too few to tell") return say("not_judged_few");
  return `${say("no_gap")}${cell.count < Math.round(cell.expected) ? ` ${say("fewer", { p: number(cell.p_adjusted, 2) })}` : ""}`;
}

/**
 * The one of those who could close a gap with the shortest path, the first of them otherwise.
 * @param {any} cell
 */
const nearestOf = ({ ways }) => [...ways].sort((a, b) => (a.path.length || Infinity) - (b.path.length || Infinity))[0];

/**
 * Towns of the cell where one who could close it has a plant already.
 * @param {any} cell @param {number} actor
 */
function worksIn(cell, actor) {
  const { organisation, announced } = data.establishments;
  const built = cell.on_site.filter((/** @type {number} */ row) => organisation[row] === actor && !announced[row]);
  return [...new Set(built.map(plantTown))].join(", ");
}

/**
 * Who works there already, or who is the nearest and tied to whom.
 * @param {any} cell
 */
function nearest(cell) {
  const present = cell.ways.find((/** @type {any} */ way) => worksIn(cell, way.actor));
  if (present) return `${nameOf(present.actor)} (${placeName(present.actor)}) ${say("on_site_works", { town: worksIn(cell, present.actor) })}.`;
  const { actor, path } = nearestOf(cell);
  const who = { actor: nameOf(actor), region: placeName(actor) };
  return path.length ? say("answer_tied", { ...who, partner: nameOf(path[path.length - 1]), home: inRegion(cell.region), hops: count("hops", path.length - 1) }) : say("answer_untied", who);
}

/**
 * Why only companies are named, and who else can deliver elsewhere.
 * @param {any} cell
 */
function secondCompany(cell) {
  if (cell.state !== "single supplier" || !cell.only.length) return [];
  const told = [make("p", {}, say("second_company", { n: number(cell.count), names: cell.only.map(nameOf).join(", ") }))];
  const unasked = /** @type {number[]} */ (cell.unasked);
  const names = [...new Set(unasked.map(placeName))].map((place) => `${unasked.filter((o) => placeName(o) === place).map(nameOf).join(", ")} (${place})`);
  return names.length ? [...told, make("p", {}, say("second_others", { names: names.join(say("semicolon")) }))] : told;
}

/** @param {any} way @param {any} cell */
function closerCard(way, cell) {
  const path = way.path.length
    ? make("details", { open: way.path.length === 2 }, make("summary", {}, `${say(way.within ? "path_within" : "path_outside", { place: inRegion(cell.region) })} (${count("hops", way.path.length - 1)})`), chain(way.path))
    : make("p", { class: "hint" }, say("no_path", { hops: cell.hops, place: inRegion(cell.region) }), " ", make("span", { class: "tools" }, link(`path?from=${encodeURIComponent(data.organisations.id[way.actor])}`, say("path_start"))));
  const towns = worksIn(cell, way.actor);
  return make(
    "li", {}, make("h3", {}, actorLink(way.actor), make("span", { class: "where" }, ` ${placeName(way.actor)}, ${label("leg", way.leg)}`)),
    towns ? make("p", {}, make("strong", {}, capital(say("on_site_works", { town: towns })))) : null,
    list(reasons(way.actor, cell.domain), "reasons"), path,
  );
}

/** @param {any} cell */
function there(cell) {
  const actors = activeIn(cell.region, cell.domain, STRENGTHS);
  if (!actors.length) return make("p", {}, say("nobody_seen"));
  const heads = /** @type {[string, string][]} */ ([[say("name"), ""], [say("leg"), ""], [say("strength"), ""], [say("evidence"), "why"]]);
  return grid(say("who_is_there", { place: inRegion(cell.region) }), heads, actors.map((o) => [
    actorLink(o), legsOf(o), strengthWords(o, cell.domain), make("span", {}, ...reasons(o, cell.domain)[0]),
  ]));
}

/**
 * Whether an organisation can deliver in a domain, and by which rule that is said.
 * @param {number} o
 * @param {string} domain
 */
function strengthWords(o, domain) {
  const row = strengthRow(o, domain);
  return row < 0 ? "–" : `${label("strength", data.strengths.strength[row])} (${label("strength-rule", data.strengths.rule[row])})`;
}

/** @param {any} cell */
function statistics(cell) {
  const range = (/** @type {any} */ one) => (one.lq === null ? "–" : say("range", { value: number(one.lq, 2), low: number(one.lq_low, 2), high: number(one.lq_high, 2) }));
  const parts = (/** @type {string} */ what, /** @type {Record<string, number>} */ counts) => (
    Object.entries(counts).filter(([, n]) => n).map(([one, n]) => `${label(what, one)}${say("colon")}${number(n)}`).join(", ") || say("none")
  );
  return facts([
    [say("state"), [make("strong", {}, say(`state_${cell.state}`)), isGap(cell) ? ` – ${say(`rule_${cell.state}`)}` : ""]],
    [say("seen_here"), number(cell.count)],
    [say("expected_here"), number(cell.expected, 1)],
    [say("beside"), parts("strength", { "takes-part": cell.takes_part, support: cell.support })],
    [say("without_domain"), number(cell.without_domain)],
    [say("only_supplier"), cell.only.length ? cell.only.flatMap((/** @type {number} */ o, /** @type {number} */ n) => (n ? [", ", actorLink(o)] : [actorLink(o)])) : null],
    [say("legs"), parts("leg", cell.legs)],
    [say("smes"), cell.size_unknown ? count("smes_bound", cell.size_unknown, { least: cell.sme_least, most: cell.sme_most, known: cell.sme }) : number(cell.sme)],
    [say("federal"), cell.federal ? number(cell.federal) : say("none")],
    [say("lq"), range(cell)],
    [say("p_adjusted"), number(cell.p_adjusted, 3)],
    [say("located"), percent(cell.located)],
    [say("share_seen"), cell.seen_share === null ? say("not_estimated") : percent(cell.seen_share)],
    [say("eu_programmes"), `${number(cell.eu.count)} (${number(cell.eu.expected, 1)})${say("semicolon")}${say("lq")} ${range(cell.eu)}`],
    [say("latent"), cell.latent ? say("latent_means") : null],
    [say("perimeter"), worded("perimeter", data.counted.perimeter)],
    [say("ask_again"), make("code", {}, cell.evidence)],
  ]);
}

/**
 * Pages that the counts of a cell rest on.
 * @param {any} cell
 */
function cellSources(cell) {
  const actors = new Set([...activeIn(cell.region, cell.domain, STRENGTHS), ...cell.ways.map((/** @type {any} */ way) => way.actor)]);
  const rows = rowsOf("claims", "domain", cell.domain).filter((row) => actors.has(data.claims.organisation[row]));
  const pages = once(rows.map((row) => data.claims.source[row])).map(sourceOf);
  return [make("p", { class: "hint" }, count("pages", pages.length)), make("ul", { class: "pages" }, ...pages.map((page) => make("li", {}, source(page, page))))];
}

/** What stands where an address leads to nothing. */
function missing() {
  return [make("h1", { tabindex: "-1" }, say("not_found")), make("p", {}, say("not_found_here", { what: here() })), make("p", {}, link("start", say("start")))];
}
