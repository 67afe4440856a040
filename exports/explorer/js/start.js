// The first view: the question, five findings beside the heat map, who could close which gap, the map, and who is tied to whom.

function startView() {
  return [
    make("h1", { tabindex: "-1" }, say("question")),
    make("p", { class: "lead" }, say("lead")),
    make(
      "div", { class: "first-screen" },
      make("section", { class: "findings" }, make("h2", {}, say("five_findings")), make("ol", {}, ...data.headlines.map(headline))),
      make("section", {}, make("h2", {}, say("heat_title")), make("p", { class: "hint" }, howToRead()), heatMap(), heatLegend(), data.working ? make("p", { class: "hint" }, say("domains_working")) : null),
    ),
    data.gaps.length ? part(say("gaps_title"), make("p", { class: "hint" }, say("in_order")), gapList()) : null,
    make("section", { class: "two" }, make("h2", {}, say("map_title")), provinces(), regionTies()),
  ];
}

/**
 * A finding: its figure, the sentence that it begins, and the way to its evidence.
 * @param {Record<string, any>} found
 */
function headline(found) {
  const values = { ...found };
  for (const key of ["area", "other"]) if (values[key]) values[key] = theRegion(values[key]);
  if (values.expected) values.expected = number(values.expected, 0);
  if (typeof values.low === "number" && values.low < 10) [values.low, values.high] = [number(values.low, 2), number(values.high, 2)];
  // Parts that count nothing are left out.
  values.parts = ["supply", "helix", "alone", "together", "partly"].filter((one) => found[one]).map((one) => inNumber(one, found[one])).join(say("semicolon"));
  const sentence = inNumber(found.key, found.figure, values);
  const to = { gaps: data.gaps.length && route("gap", ...data.gaps[0]), calls: "calls", unseen: "unknown", across: "graph" }[/** @type {string} */ (found.key)];
  return make("li", {}, make("b", {}, number(found.figure)), make("p", {}, sentence, " ", to ? link(to, say(found.key === "gaps" ? "show_worst" : "show_me")) : null));
}

/**
 * A part of a finding, by its number where its words change with it.
 * @param {string} key
 * @param {number} n
 * @param {Record<string, any>} [values]
 */
const inNumber = (key, n, values = {}) => (has(`headline_${key}`) ? say(`headline_${key}`, { n, ...values }) : count(`headline_${key}`, n, values));

/** What the numbers of a field say, by the first that has all three. */
function howToRead() {
  const cell = data.cells.find((/** @type {any} */ one) => one.region && one.count && one.takes_part) || data.cells[0];
  return cell ? say("heat_hint", { count: cell.count, beside: cell.takes_part, expected: number(cell.expected, 1) }) : "";
}

const MOST_NAMED = 4; // of those who could close a gap

/** Each gap, who could close it, and who of them is the nearest. */
function gapList() {
  const rows = data.gaps.map((/** @type {[string, string]} */ [region, domain]) => {
    const cell = cellOf(region, domain);
    const ways = /** @type {any[]} */ (cell.ways);
    const names = ways.slice(0, MOST_NAMED).map((way) => make("span", {}, actorLink(way.actor), ` (${shortRegion(data.organisations.region[way.actor])})`));
    const more = Math.max(cell.candidates, ways.length) - names.length;
    return [
      link(route("gap", region, domain), `${shortRegion(region)} – ${domainName(domain)}`), stateMark(cell),
      ways.length ? listed(more > 0 ? [...names, count("more", more)] : names) : say("nobody_elsewhere"), ways.length ? nearest(cell) : "–",
    ];
  });
  return grid(say("gaps_title"), [[say("gap"), ""], [say("state"), ""], [say("could_help"), ""], [say("who_is_nearest"), ""]], rows);
}
