// The sheet of an actor: everything on record, each with its source, its grade and its year; and what is not known.

/** @param {string} id */
function actorView(id) {
  const o = numberOf("organisations", id);
  if (o < 0) return missing();
  const table = data.organisations;
  if (table.id[o] !== id) go(actorRoute(o), true);
  const projects = projectsOf(o).sort((a, b) => (data.projects.year[b] || 0) - (data.projects.year[a] || 0) || a - b);
  // Spellings that differ in capitals alone are one name.
  const names = namesOf(o).filter((name, i, all) => [nameOf(o), ...all.slice(0, i)].every((other) => other.toLowerCase() !== name.toLowerCase()));
  return [
    make("h1", { tabindex: "-1" }, nameOf(o)),
    make("p", { class: "lead" }, told_(legsTold(o), worded("kind", table.kind[o]), placeName(o)).join(" · ")),
    make("p", { class: "tools" }, link(`graph?around=${encodeURIComponent(table.id[o])}`, say("show_as_graph")), " ", link(`path?from=${encodeURIComponent(table.id[o])}`, say("path_start"))),
    facts([
      [say("other_names"), names.join(say("semicolon"))],
      [say("identifiers"), identifiers(o)],
      [say("seat"), [told_(townOf(o), isBelgian(o) ? areaName(o) : "", countryName(table.country[o] || "BE")).join(", "), ...toldBy(o, townOf(o) ? "town" : "region")]],
      [say("kind"), table.kind[o] && isBelgian(o) ? [worded("kind", table.kind[o]), ...toldBy(o, "kind")] : null],
      [say("level"), table.level[o] && [label("level", table.level[o]), ...toldBy(o, "level")]],
      [say("size"), table.size[o] && [label("size", table.size[o]), ...toldBy(o, "size")]],
      [say("homepage"), table.homepage[o] && [source(table.homepage[o]), ...toldBy(o, "homepage")]],
      [say("defence_tie"), say(table.defence[o] ? "yes_documented" : "none_documented")],
    ]),
    part(say("functions"), functionsPart(o)),
    part(say("establishments"), establishmentsPart(o)),
    part(say("domains"), domainsPart(o)),
    projects.length ? wording() : null,
    part(say("topics"), topicsPart(o)),
    part(say("projects"), projectsPart(o, projects)),
    part(say("ties_of"), tiesPart(o)),
    part(say("not_known"), unknownPart(o)),
    make("div", { class: "report" }, part(say("report_error"), errorPart(o))),
  ];
}

/**
 * The page that tells a fact, since when and how surely.
 * @param {number} o
 * @param {string} fact
 * @returns {Child[]}
 */
function toldBy(o, fact) {
  const { confidence, year, source: cited, fact: facts_ } = data.told;
  const row = rowsOf("told", "organisation", o).find((one) => facts_[one] === fact);
  if (row === undefined) return [];
  const grade = say("grade", { grade: label("confidence", confidence[row]) });
  return [make("span", { class: "where" }, " – ", source(sourceOf(cited[row])), ` (${[year[row], grade].filter(Boolean).join(", ")})`)];
}

/** @param {number} o */
function identifiers(o) {
  const { kind, value } = data.identifiers;
  const rows = rowsOf("identifiers", "organisation", o).filter((row, i, all) => all.findIndex((r) => kind[r] === kind[row] && value[r] === value[row]) === i);
  return [...rows.map((row) => `${kind[row].toUpperCase()} ${value[row]}`), `dirskg ${data.organisations.id[o]}`].join(say("semicolon"));
}

/**
 * What it does, by what it was read from, the surest first.
 * @param {number} o
 */
function functionsPart(o) {
  const { function: what, confidence, source: cited } = data.functions;
  const order = ["high", "medium", "low"];
  const rows = [...rowsOf("functions", "organisation", o)].sort((a, b) => order.indexOf(confidence[a]) - order.indexOf(confidence[b]));
  if (!rows.length) return null;
  const line = (/** @type {number} */ row) => [...readFrom(row, o), ` (${say("grade", { grade: label("confidence", confidence[row]) })}) `, source(sourceOf(cited[row]))];
  return list([...new Set(rows.map((row) => what[row]))].map((one) => {
    const [first, ...others] = rows.filter((row) => what[row] === one).map(line);
    return [make("strong", {}, label("function", one)), " – ", ...first, ...(others.length ? folded(others, 3) : [])];
  }));
}

/**
 * Plants, laboratories and offices beside the seat, each with the domains in which something is done there.
 * @param {number} o
 */
function establishmentsPart(o) {
  const { told: done, domain } = data.establishments;
  const rows = rowsOf("establishments", "organisation", o);
  const same = (/** @type {number} */ row) => rows.filter((one) => done[one] === done[row] && plantTown(one) === plantTown(row));
  if (!rows.length) return null;
  return list(rows.filter((row) => same(row)[0] === row).map((row) => {
    const codes = same(row).map((one) => domain[one]).filter(Boolean);
    return [...plant(row), codes.length ? " – " : "", ...codes.flatMap((/** @type {string} */ code, /** @type {number} */ i) => [i ? ", " : "", domainLink(code)])];
  }));
}

/**
 * What a function was read from: words of a source, a tie that its page tells, or a kind of organisation.
 * @param {number} row
 * @param {number} o
 * @returns {Child[]}
 */
function readFrom(row, o) {
  const { told: read, source: cited } = data.functions;
  const { kind, source: page } = data.ties;
  const text = read[row];
  const plain = (/** @type {string} */ code) => code.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  const tie = [...rowsOf("ties", "from", o), ...rowsOf("ties", "to", o)].find((one) => page[one] === cited[row] && plain(kind[one]) === text);
  if (tie !== undefined) return tieTold(tie, o);
  const key = text.replaceAll(" ", "_");
  const code = has(`kind_${key}`) ? say(`kind_${key}`) : has(`activity_${text}`) ? say(`activity_${text}`) : "";
  return [code ? say("told_by", { text: code }) : shortly(text, o)];
}

/** @param {number} o */
function domainsPart(o) {
  const own = domainsOf(o);
  if (!own.length) return null;
  if (!isBelgian(o)) return make("p", {}, ...own.flatMap((domain, i) => [i ? ", " : "", domainLink(domain)]), ` (${say("by_projects")})`);
  return own.map((domain) => make("div", { class: "claim" }, make("h3", {}, domainLink(domain), make("span", { class: "where" }, ` ${strengthWords(o, domain)}`)), list(reasons(o, domain), "reasons")));
}

/** @param {number} o */
function topicsPart(o) {
  const { topic, sentence, source: cited } = data.mentions;
  const own = rowsOf("mentions", "organisation", o).map((row) => ({ row, project: -1 }));
  const led = projectsOf(o).flatMap((project) => rowsOf("mentions", "project", project).map((row) => ({ row, project })));
  /** @type {Map<string, { row: number, project: number }[]>} */
  const found = new Map();
  for (const one of [...own, ...led]) found.set(topic[one.row], [...(found.get(topic[one.row]) || []), one]);
  if (!found.size) return null;
  // Topics that the same words speak of stand together, but for those of one participation, which makes nobody an actor.
  /** @type {Map<string, { codes: string[], row: number, project: number, told: Set<string>, alone: boolean }>} */
  const together = new Map();
  const words = (/** @type {{ row: number, project: number }} */ one) => `${one.project} ${sentence[one.row]}`;
  for (const [code, all] of found) {
    const alone = !topicMembers(code).has(o);
    const key = `${words(all[0])} ${alone}`;
    const one = together.get(key) || { ...all[0], codes: [], told: new Set(), alone };
    one.codes.push(code);
    for (const other of all) one.told.add(words(other));
    together.set(key, one);
  }
  const rows = [...together.values()].sort((a, b) => Number(a.alone) - Number(b.alone)).map(({ codes: own_, row, project, told, alone }) => {
    const more = alone ? ` (${say("one_project")})` : told.size > 1 ? ` (${count("more", told.size - 1)})` : "";
    return [...own_.flatMap((code, i) => [i ? ", " : "", make("strong", {}, topicLink(code))]), " – ", project < 0 ? null : projectLink(project), " ", project < 0 ? shortly(sentence[row], o) : quoted(sentence[row]), `${more} `, source(sourceOf(cited[row]))];
  });
  return folded(rows, 8);
}

/**
 * A list of which the first are shown, the others on demand.
 * @param {Child[][]} rows
 * @param {number} most
 */
function folded(rows, most) {
  if (rows.length <= most + 2) return [list(rows)];
  return [list(rows.slice(0, most)), make("details", {}, make("summary", {}, count("more", rows.length - most)), list(rows.slice(most)))];
}

/** @param {number} o @param {number[]} projects */
function projectsPart(o, projects) {
  if (!projects.length) return null;
  const { acronym, title, programme, year, source: cited } = data.projects;
  const { role, money: amount, project } = data.parts;
  let sum = 0;
  let known = 0;
  const rows = projects.map((p) => {
    const row = /** @type {number} */ (rowsOf("parts", "organisation", o).find((one) => project[one] === p));
    if (amount[row] !== null) {
      sum += amount[row];
      known += 1;
    }
    return [
      projectLink(p), make("span", {}, title[p] === acronym[p] ? "" : title[p]), programme[p], String(year[p] ?? "–"), label("role", role[row]),
      amount[row] === null ? "–" : money(amount[row]), source(sourceOf(data.parts.source[row] < 0 ? cited[p] : data.parts.source[row])),
    ];
  });
  const heads = /** @type {[string, string][]} */ ([[say("project"), ""], [say("project_title"), "why"], [say("programme"), ""], [say("year"), "number"], [say("role"), ""], [say("money"), "number"], [say("source"), ""]]);
  const summed = known ? say("money_known", { sum: money(sum), known, all: projects.length }) : say("money_unknown");
  return [make("p", {}, `${count("projects", projects.length)}. ${summed}`), grid(say("projects"), heads, rows)];
}

/**
 * Ties and memberships on record, and the partners in projects.
 * @param {number} o
 */
function tiesPart(o) {
  const rows = [...rowsOf("ties", "from", o), ...rowsOf("ties", "to", o)].filter((row) => data.ties.from[row] >= 0 && data.ties.to[row] >= 0);
  const kinds = ["memberOf", "seatIn", "ownedBy", "partOf", "successorOf"];
  rows.sort((a, b) => kinds.indexOf(data.ties.kind[b]) - kinds.indexOf(data.ties.kind[a]) || a - b);
  const partners = [...tiesOf(o)].filter(([, tie]) => tie.projects.length).sort((a, b) => b[1].weight - a[1].weight);
  const belgian = partners.filter(([other]) => isBelgian(other));
  /** @type {Map<string, number>} */
  const abroad = new Map();
  for (const [other] of partners) if (!isBelgian(other)) abroad.set(data.organisations.country[other], (abroad.get(data.organisations.country[other]) || 0) + 1);
  const countries = [...abroad].sort((a, b) => b[1] - a[1]).map(([code, n]) => `${countryName(code)} ${number(n)}`);
  return [
    ...(rows.length ? folded(rows.map((row) => tieWords(row, o)), 12) : []),
    belgian.length ? make("h3", {}, say("partners_home")) : null,
    ...(belgian.length ? folded(belgian.map(([other, tie]) => [actorLink(other), make("span", { class: "where" }, ` ${placeName(other)}`), say("colon"), ...tie.projects.slice(0, 4).flatMap((p, i) => [i ? ", " : "", projectLink(p)]), tie.projects.length > 4 ? ", …" : ""]), 10) : []),
    countries.length ? make("p", {}, `${say("partners_abroad")}${say("colon")}${countries.join(", ")}.`) : null,
  ];
}

/** @param {number} o */
function unknownPart(o) {
  const table = data.organisations;
  const fields = [["region", table.country[o] !== "BE" || table.region[o]], ["town", townOf(o)], ["leg", table.legs[o]], ["kind", table.kind[o]], ["size", table.size[o] || !table.legs[o].includes("industry")], ["homepage", table.homepage[o]], ["domains", domainsOf(o).length], ["functions", rowsOf("functions", "organisation", o).length]];
  const names = fields.filter(([, value]) => !value).map(([name]) => say(String(name)));
  return make("p", {}, names.length ? say("unknown_of", { names: joined(names) }) : say("unknown_nothing"), " ", say("unknown_always"));
}

/**
 * The text to send when something is wrong.
 * @param {number} o
 */
function errorPart(o) {
  const text = say("error_text", { name: nameOf(o), id: data.organisations.id[o], build: data.build });
  const area = make("textarea", { rows: "5", readonly: true, "aria-label": say("report_error") });
  area.textContent = text;
  return [make("p", { class: "hint" }, say("error_hint")), area];
}
