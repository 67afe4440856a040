// Sheets of projects and calls.

/** @param {string} id */
function projectView(id) {
  const p = numberOf("projects", id);
  if (p < 0) return missing();
  const { acronym, title, programme, call, year, start, end, money: amount, domains, source: cited, category } = data.projects;
  const part_ = (/** @type {number} */ o) => /** @type {number} */ (rowsOf("parts", "project", p).find((row) => data.parts.organisation[row] === o));
  const leads = (/** @type {number} */ o) => Number(data.parts.role[part_(o)] === "coordinator");
  const members = membersOf(p).sort((a, b) => leads(b) - leads(a) || Number(!isBelgian(a)) - Number(!isBelgian(b)) || byName(a, b));
  const rows = members.map((o) => [actorLink(o), placeName(o), label("role", data.parts.role[part_(o)]), data.parts.money[part_(o)] === null ? "–" : money(data.parts.money[part_(o)])]);
  const codes = domains[p].split(" ").filter(Boolean);
  return [
    make("h1", { tabindex: "-1" }, acronym[p] || title[p]),
    title[p] === acronym[p] ? null : make("p", { class: "lead", lang: "en" }, title[p]),
    facts([
      [say("programme"), told_(programme[p], category[p]).join(" · ")],
      [say("call"), call[p] < 0 ? null : callLink(call[p])],
      [say("year"), year[p] && String(year[p])],
      [say("runs"), [start[p], end[p]].filter(Boolean).map(day).join(" – ")],
      [say("money"), amount[p] === null ? null : money(amount[p])],
      [say("domains"), codes.length ? codes.flatMap((/** @type {string} */ code, /** @type {number} */ i) => [i ? ", " : "", domainLink(code)]) : null],
      [say("source"), cited[p] < 0 ? null : source(sourceOf(cited[p]))],
    ]),
    part(say("topics"), mentionsOf("project", p)),
    part(say("participants"), grid(say("participants"), [[say("name"), ""], [say("seat"), ""], [say("role"), ""], [say("money"), "number"]], rows)),
  ];
}

/** @param {string} id */
function callView(id) {
  const c = numberOf("calls", id);
  if (c < 0) return missing();
  const { title, programme, category, year, opens, deadline, money: amount, source: cited } = data.calls;
  const chance = data.chances.find((/** @type {any} */ one) => one.call === c);
  const projects = rowsOf("projects", "call", c);
  return [
    make("p", { class: "crumbs" }, link("calls", say("calls"))),
    make("h1", { tabindex: "-1" }, title[c] || data.calls.id[c]),
    facts([
      [say("programme"), told_(programme[c], category[c]).join(" · ")],
      [say("year"), year[c] && String(year[c])],
      [say("opens"), opens[c] && day(opens[c])],
      [say("deadline"), deadline[c] ? day(deadline[c]) : say("unknown_date")],
      [say("budget"), amount[c] === null ? null : money(amount[c])],
      [say("state"), chance ? worded("call", chance.status) : null],
      [say("verdict"), chance ? whoAnswers(chance) : null],
      [say("domains"), chance?.domains.length ? chance.domains.flatMap((/** @type {string} */ code, /** @type {number} */ i) => [i ? ", " : "", domainLink(code)]) : null],
      [say("missing_in_all"), chance && missingFrom(chance).length ? listed(missingFrom(chance)) : null],
      [say("source"), cited[c] < 0 ? null : source(sourceOf(cited[c]))],
    ]),
    part(say("topics"), mentionsOf("call", c)),
    chance?.domains.length ? part(say("verdict"), make("p", { class: "hint" }, say("able_in_domains")), make("div", { class: "invited" }, ...regionsShown().map((region) => ableIn(region, chance)))) : null,
    part(say("projects"), projects.length ? list(projects.map((p) => [projectLink(p), ` – ${data.projects.title[p]}`])) : null),
  ];
}

/**
 * Who of a region can deliver in one of the domains of a call, for whom most speaks first.
 * @param {string} region
 * @param {{ domains: string[], named: number[] }} chance
 */
function ableIn(region, { domains, named }) {
  const able = new Set(domains.flatMap((domain) => activeIn(region, domain, STRENGTHS.slice(0, 1))));
  const here = named.filter((o) => able.has(o));
  return make("div", {}, make("h3", {}, `${shortRegion(region)} (${number(here.length)})`), ...(here.length ? folded(here.map((o) => [actorLink(o)]), 12) : [make("p", {}, "–")]));
}

/** @param {string} column @param {number} number_ */
function mentionsOf(column, number_) {
  const rows = rowsOf("mentions", column, number_);
  const { topic, sentence, source: cited } = data.mentions;
  const topics = /** @type {string[]} */ ([...new Set(rows.map((row) => topic[row]))]);
  return rows.length ? list(topics.map((code) => [
    make("strong", {}, topicLink(code)), " – ", ...rows.filter((row) => topic[row] === code).flatMap((row, i) => [i ? say("semicolon") : "", quoted(sentence[row]), " ", source(sourceOf(cited[row]))]),
  ])) : null;
}
