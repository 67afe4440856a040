// Calls, purchases, skills, time line, money, seats at the table, and what is not known.

const MOST_DOMAINS = 3; // in a field of a table

/**
 * Domains by their names, the first of them where there are many; a dash for none.
 * @param {string[]} domains
 */
function domainsNamed(domains) {
  const links = domains.slice(0, MOST_DOMAINS).map((code) => link(`select?domain=${code}`, domainName(code)));
  const more = domains.length - links.length;
  return listed(more > 0 ? [...links, count("more", more)] : links);
}

function callsView() {
  const { programme, deadline } = data.calls;
  const table = (/** @type {string} */ title, /** @type {any[]} */ chances) => part(title, grid(
    title,
    [[say("call"), ""], [say("deadline"), "day"], [say("domains"), ""], [say("verdict"), ""], [say("missing_in_all"), ""], .../** @type {[string, string][]} */ (regionsShown().map((region) => [shortRegion(region), "number"]))],
    chances.map((one) => [
      make("span", {}, callLink(one.call), make("span", { class: "where" }, ` ${programme[one.call]}`)), deadline[one.call] ? day(deadline[one.call]) : "–", domainsNamed(one.domains),
      whoAnswers(one), listed(missingFrom(one)), ...regionsShown().map((region) => (one.domains.length ? number(one.parts[region]?.[0] ?? 0) : "–")),
    ]),
    "calls",
  ));
  const states = [...new Set(data.chances.map((/** @type {any} */ one) => one.status))];
  return [
    make("h1", { tabindex: "-1" }, say("calls")), make("p", { class: "lead" }, say("calls_lead", { day: day(data.on) })), make("p", { class: "hint" }, say("actors_by_region"), lang === "en" ? "" : ` ${say("wording")}`),
    ...states.map((status) => {
      const chances = data.chances.filter((/** @type {any} */ one) => one.status === status);
      return table(`${capital(worded("call", status))} (${number(chances.length)})`, chances);
    }),
    states.length ? null : make("p", {}, say("calls_none")),
  ];
}

/**
 * Whether regions can answer a call alone or only together, and which of them alone.
 * @param {any} one
 */
const whoAnswers = ({ verdict, whole }) => `${worded("verdict", verdict)}${whole.length ? ` (${whole.map(shortRegion).join(", ")})` : ""}`;

/**
 * The domains and topics of a call that no region can answer.
 * @param {any} one
 */
function missingFrom({ missing: [domains, topics] }) {
  return [...domains.map((/** @type {string} */ code) => domainLink(code)), ...topics.map(topicLink)];
}

/** A figure as its page hedges it: more than 80; 100 – 120.
 * @param {string} told @param {string | null} high @param {string} qualifier */
function hedged(told, high, qualifier) {
  const key = `qualifier_${qualifier}`;
  return high ? `${told} – ${high}` : qualifier && has(key) ? say(key, { told }) : told;
}

/** What a value of a purchase file is of: a contract, a budget, upkeep ...
 * @param {any} told */
function worth(told) {
  const value = hedged(money(told.value), told.high && money(told.high), told.qualifier);
  return has(`amount_${told.kind}`) ? say(`amount_${told.kind}`, { told: value }) : value;
}

const MOST_INVITED = 6;

/**
 * Links one after the other, a dash where there are none.
 * @param {any[]} nodes
 */
const listed = (nodes) => nodes.length ? make("span", {}, ...nodes.flatMap((one, i) => [i ? say("semicolon") : "", one])) : "–";

function purchasesView() {
  return [
    make("h1", { tabindex: "-1" }, say("purchases")), make("p", { class: "lead" }, say("purchases_lead")),
    data.purchases.length ? make("ul", { class: "cards purchases" }, ...data.purchases.map(purchaseCard)) : make("p", {}, say("purchases_none")),
  ];
}

/** @param {any} file */
function purchaseCard({ names, year, values, primes, invite, nobody }) {
  const worths = values.map((/** @type {any} */ told) => make("span", {}, `${worth(told)}${told.year ? ` (${told.year})` : ""} `, told.source < 0 ? "" : source(sourceOf(told.source)), told.note[lang] ? make("span", { class: "hint" }, ` ${told.note[lang]}`) : null));
  const invited = (/** @type {string} */ region) => {
    const here = invite.filter((/** @type {any[]} */ [who, where]) => who >= 0 && where === region);
    const shown = here.slice(0, MOST_INVITED).map((/** @type {any[]} */ [who, , within]) => make("span", {}, actorLink(who), within ? ` (${say("in_business")})` : ""));
    return make("div", {}, make("h4", {}, say("invite_in", { region: shortRegion(region) })), shown.length ? list(here.length > MOST_INVITED ? [...shown, count("more", here.length - MOST_INVITED)] : shown, "reasons") : make("p", {}, "–"));
  };
  return make(
    "li", {}, make("h2", {}, names[lang], year ? make("span", { class: "where" }, ` ${year}`) : null),
    facts([
      [say("primes"), primes.some((/** @type {number} */ o) => o >= 0) && listed(primes.filter((/** @type {number} */ o) => o >= 0).map((/** @type {number} */ o) => actorLink(o)))],
      [say("value"), worths.length && list(worths, "reasons")],
      [say("nobody_works"), nobody.length && listed(nobody.map((/** @type {string} */ code) => topicLink(code)))],
    ]),
    make("div", { class: "invited" }, ...regionsShown().map(invited)),
  );
}

function skillsView() {
  const { told, asked, trained } = data.skills;
  const actors = (/** @type {number[]} */ ids) => ids.filter((one) => one >= 0).map((one) => actorLink(one));
  const offered = (/** @type {number[][]} */ [named, works]) => {
    const ways = /** @type {[string, number[]][]} */ ([["named_by", named], ["in_project_of", works]]).filter(([, ids]) => ids.length);
    return ways.length ? listed(ways.map(([key, ids]) => make("span", {}, `${say(key)} `, listed(actors(ids))))) : say("unknown");
  };
  const wanted = asked.map((/** @type {any} */ one) => [
    one.names[lang], number(one.records), domainsNamed(one.domains), ...regionsShown().map((region) => offered(one.offers[region] ?? [[], []])),
    listed(one.sources.map((/** @type {number} */ cited) => source(sourceOf(cited)))),
  ]);
  const bodies = [...trained].sort((/** @type {any[]} */ a, /** @type {any[]} */ b) => byName(a[0], b[0])).map((/** @type {any[]} */ [who, region, domains, community]) => [actorLink(who), region ? shortRegion(region) : say("unknown"), worded("community", community), domainsNamed(domains)]);
  const places = regionsShown().map((region) => /** @type {[string, string]} */ ([shortRegion(region), ""]));
  const notes = told[lang].map((/** @type {string} */ one) => make("p", {}, ...one.split("`").map((part, i) => (i % 2 ? make("code", {}, part) : part))));
  return [
    make("h1", { tabindex: "-1" }, say("skills")),
    ...(wanted.length ? [...notes, part(say("skills_asked"), grid(say("skills_asked"), [[say("competence"), ""], [say("records_asking"), "number"], [say("domains"), ""], ...places, [say("source"), ""]], wanted))] : []),
    bodies.length ? part(say("skills_trained"), grid(say("skills_trained"), [[say("name"), ""], [say("region"), ""], [say("community"), ""], [say("domains"), ""]], bodies)) : null,
    wanted.length ? null : part(say("unknown_title"), ...notes),
  ];
}

function timelineView() {
  const all = data.milestones;
  const years = all.map((/** @type {any} */ one) => Number(one.date.slice(0, 4))).filter(Boolean);
  const [first, last] = [Math.min(...years), Math.max(...years) + 1];
  const x = (/** @type {string} */ date) => {
    const [y, m, d] = date.split("-").map(Number);
    return 10 + ((y - first + ((m || 7) - 1) / 12 + ((d || 1) - 1) / 365) / Math.max(1, last - first)) * 180;
  };
  const strip = (/** @type {any} */ one) => draw(
    "svg", { viewBox: "0 0 200 24", class: "strip", "aria-hidden": "true" },
    draw("line", { x1: 10, x2: 190, y1: 12, y2: 12, class: "axis" }),
    one.date ? draw("circle", { cx: x(one.date), cy: 12, r: 6, class: one.status === "done" ? "done" : "due" }) : null,
  );
  const rows = all.map((/** @type {any} */ one) => [
    one.date ? day(one.date) : say("no_date"), strip(one), titled(one), worded("milestone", one.status),
    one.owner < 0 ? say("no_owner") : actorLink(one.owner),
    make("span", {}, ...seatMarks(one.places)),
    one.source < 0 ? "–" : source(sourceOf(one.source)),
  ]);
  const tables = all.filter((/** @type {any} */ one) => one.owner >= 0 && Object.values(one.places).some((place) => place !== NO_TABLE)).length;
  const seated = all.filter((/** @type {any} */ one) => regionsShown().every((region) => one.places[region] === "seat")).length;
  const heads = /** @type {[string, string][]} */ ([[say("date"), "day"], [years.length ? `${first} – ${last}` : "", "strips"], [say("milestone"), ""], [say("state"), ""], [say("owner"), ""], [say("regional_seats"), ""], [say("source"), ""]]);
  return [make("h1", { tabindex: "-1" }, say("timeline")), make("p", { class: "lead" }, say("timeline_lead", { all: all.length, dated: years.length, owned: all.filter((/** @type {any} */ one) => one.owner >= 0).length }), " ", tables ? say(seated ? "timeline_seated" : "timeline_seatless", { tables, seated }) : ""), rows.length ? grid(say("timeline"), heads, rows) : make("p", {}, say("timeline_none"))];
}

/**
 * The title of a milestone in the language of the page, else in English.
 * @param {any} one
 */
function titled(one) {
  return one.titles[lang] ? make("span", {}, one.titles[lang]) : make("span", { lang: "en" }, one.title);
}

const NO_TABLE = "no table"; // said of the seats of an owner in which regions do not sit

/**
 * Regions by whether they have a seat; a dash where none sits.
 * @param {Record<string, string>} places
 */
function seatMarks(places) {
  const kinds = [...new Set(Object.values(places))].filter((kind) => kind !== NO_TABLE);
  if (!kinds.length) return ["–"];
  if (kinds.every((kind) => kind === "none")) return [make("span", { class: "seatmark" }, say("no_seats"))];
  return kinds.map((kind) => make("span", { class: "seatmark" }, `${worded("place", kind)}${say("colon")}${regionsShown().filter((region) => places[region] === kind).map(shortRegion).join(", ")}`));
}

/**
 * Amounts of participations, summed by the keys that `keysOf` gives.
 * @param {(row: number) => string} keysOf
 */
function summed(keysOf) {
  /** @type {Map<string, { sum: number, known: number, all: number }>} */
  const found = new Map();
  for (const row of data.parts.organisation.keys()) {
    const key = keysOf(row);
    if (!key) continue;
    const one = found.get(key) || { sum: 0, known: 0, all: 0 };
    one.all += 1;
    if (data.parts.money[row] !== null) {
      one.sum += data.parts.money[row];
      one.known += 1;
    }
    found.set(key, one);
  }
  return found;
}

function moneyView() {
  const { organisation, project } = data.parts;
  const { country, region } = data.organisations;
  const home = (/** @type {number} */ row) => organisation[row] >= 0 && project[row] >= 0 && country[organisation[row]] === "BE" && isActor(organisation[row]);
  const year = (/** @type {number} */ row) => data.projects.year[project[row]];
  const cells = summed((row) => (home(row) && year(row) ? `${year(row)} ${region[organisation[row]]}` : ""));
  const years = [...new Set([...cells.keys()].map((key) => Number(key.split(" ")[0])))].sort((a, b) => a - b);
  const regions = [...regionsShown(), ""];
  const layers = regions.map((code) => /** @type {[string, number[]]} */ ([regionName(code), years.map((y) => cells.get(`${y} ${code}`)?.sum || 0)]));
  const byYear = summed((row) => (home(row) && year(row) ? String(year(row)) : ""));
  const ofYear = (/** @type {number} */ y) => say("of", { known: byYear.get(String(y))?.known ?? 0, all: byYear.get(String(y))?.all ?? 0 });
  const shown = layers.filter(([, values]) => values.some(Boolean));
  const whole = summed((row) => (home(row) ? "BE" : "")).get("BE") || { sum: 0, known: 0, all: 0 };
  const table = (/** @type {Map<string, any>} */ sums, /** @type {string} */ head, /** @type {(key: string) => string} */ name) => {
    const rows = [...sums].sort((a, b) => b[1].sum - a[1].sum || b[1].all - a[1].all);
    return grid(head, [[head, ""], [say("money"), "number"], [say("amount_known"), "number"]], rows.map(([key, { sum, known, all }]) => [name(key), known ? money(sum) : "–", say("of", { known, all })]));
  };
  const byRegion = summed((row) => (home(row) ? region[organisation[row]] || "?" : ""));
  const byCountry = summed((row) => (organisation[row] >= 0 ? country[organisation[row]] : ""));
  const byProgramme = summed((row) => (home(row) ? data.projects.programme[project[row]] : ""));
  return [
    make("h1", { tabindex: "-1" }, say("money")),
    make("p", { class: "lead" }, say("money_lead", { sum: money(whole.sum), known: whole.known, all: whole.all })),
    years.length ? bars(say("money_by_year"), years, shown, (value) => (value ? money(value) : "–"), years.map(ofYear), say("known_under_years")) : null,
    part(say("by_region"), table(byRegion, say("region"), (key) => regionName(key === "?" ? "" : key))),
    part(say("by_programme"), table(byProgramme, say("programme"), (key) => key)),
    part(say("by_country"), make("p", { class: "hint" }, say("country_means")), table(byCountry, say("country"), countryName)),
  ];
}

function seatsView() {
  const { seats, reached, occupied, voiceless } = data.seats;
  const replaceable = seats.some((/** @type {any} */ one) => one.substitutes.length);
  const rows = seats.map((/** @type {any} */ one) => [
    actorLink(one.organisation), one.entities.length ? joined(one.entities.map((/** @type {string} */ e) => worded("entity", e))) : one.fixed ? say("fixed_seat") : "–",
    label("leg", one.leg), placeShort(one.organisation), number(one.reaches), number(one.only),
    ...(replaceable ? [listed(one.substitutes.slice(0, 3).map((/** @type {number} */ o) => actorLink(o)))] : []),
  ]);
  const silent = voiceless.map((/** @type {any[]} */ [region, domain, leg, n]) => [regionName(region), link(route("gap", region, domain), domainName(domain)), label("leg", leg), number(n)]);
  return [
    make("h1", { tabindex: "-1" }, say("seats")), make("p", { class: "lead" }, say("seats_lead", { reached, occupied })),
    rows.length ? grid(say("seats"), [[say("name"), ""], [say("speaks_for"), ""], [say("leg"), ""], [say("seat"), ""], [say("reaches"), "number"], [say("only_this"), "number"], .../** @type {[string, string][]} */ (replaceable ? [[say("substitutes"), ""]] : [])], rows) : make("p", {}, say("seats_none")),
    silent.length ? part(say("voiceless"), make("p", { class: "hint" }, say("voiceless_means")), grid(say("voiceless"), [[say("region"), ""], [say("domain"), ""], [say("leg"), ""], [say("actors"), "number"]], silent)) : null,
  ];
}

function unknownView() {
  const { parts, anchors } = data.unseen;
  const table = data.organisations;
  const actors = once(data.claims.organisation).filter((o) => table.country[o] === "BE" && isActor(o));
  const lacking = /** @type {[string, (o: number) => boolean][]} */ ([["region", (o) => !table.region[o]], ["town", (o) => !townOf(o)], ["leg", (o) => !table.legs[o]], ["kind", (o) => !table.kind[o]], ["size", (o) => !table.size[o]], ["homepage", (o) => !table.homepage[o]]]);
  const where = (/** @type {any} */ row) => [row.domain && domainName(row.domain), row.region && (row.region === "unknown" ? say("place_unknown") : regionName(row.region)), row.leg && label("leg", row.leg)].filter(Boolean).join(", ") || countryName("BE");
  const order = ["", ...Object.keys(data.domains)]; // of the heat map
  const estimates = [...parts].sort((a, b) => order.indexOf(a.domain) - order.indexOf(b.domain)).map((/** @type {any} */ row) => [
    where(row), number(row.seen),
    row.estimate ? say("range", { value: number(row.estimate.value), low: number(row.estimate.low), high: number(row.estimate.high) }) : say("not_estimated"),
    row.estimate ? percent(row.estimate.share_seen) : "–", say(`method_${row.method}`),
  ]);
  // Euro and percents are written as such; a count whose unit is what it counts says it once.
  const figure = (/** @type {number} */ value, /** @type {string} */ unit) => (unit === "EUR" ? money(value) : unit === "percent" ? percent(value / 100, 1) : number(value));
  const unit = (/** @type {any} */ row) => (["EUR", "percent"].includes(row.unit) || worded("unit", row.unit) === worded("subject", row.subject) ? "" : worded("unit", row.unit));
  const told_ = anchors.map((/** @type {any} */ row) => [
    worded("subject", row.subject), [unit(row), row.programme, row.region && regionName(row.region), row.year && String(row.year), row.note[lang]].filter(Boolean).join(" · "),
    hedged(figure(row.value, row.unit), row.value_high && figure(row.value_high, row.unit), row.qualifier),
    row.own === null ? "–" : figure(row.own.value ?? row.own, row.unit), make("span", {}, `${row.publisher[lang]} `, source(row.source)),
  ]);
  return [
    make("h1", { tabindex: "-1" }, say("unknown_title")), make("p", { class: "lead" }, say("unknown_lead")),
    data.working ? part(say("domain_names"), make("p", {}, say("domains_working"))) : null,
    part(say("on_record"), grid(say("on_record"), [[say("what"), ""], [say("not_known"), "number"]], lacking.map(([name, none]) => [say(name), say("of", { known: actors.filter(none).length, all: actors.length })]))),
    part(say("completeness"), make("p", { class: "hint" }, say("completeness_means")), grid(say("completeness"), [[say("where"), ""], [say("seen_here"), "number"], [say("estimated"), "number"], [say("share_seen"), "number"], [say("method"), ""]], estimates)),
    part(say("anchors"), make("p", { class: "hint" }, say("anchors_means")), grid(say("anchors"), [[say("what"), ""], [say("detail"), "why"], [say("published"), "number"], [say("own_count"), "number"], [say("source"), ""]], told_)),
    part(say("about"), make("p", {}, say("about_text", { build: data.build, day: day(data.on) })), make("p", {}, say("map_licence")), make("p", {}, say("vis_licence"))),
  ];
}
