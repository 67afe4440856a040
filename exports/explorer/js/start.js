// The first view: the question, five findings in words, the heat map, the map, and who is tied to whom.

function startView() {
  return [
    make("h1", { tabindex: "-1" }, say("question")),
    make("p", { class: "lead" }, say("lead")),
    make("section", { class: "findings" }, make("h2", {}, say("five_findings")), make("ol", {}, ...data.headlines.map(headline))),
    make("section", {}, make("h2", {}, say("heat_title")), make("p", { class: "hint" }, say("heat_hint_strength")), heatMap(), heatLegend(), data.working ? make("p", { class: "hint" }, say("domains_working")) : null),
    make("section", { class: "two" }, make("h2", {}, say("map_title")), provinces(), regionTies()),
  ];
}

/**
 * A finding in one sentence, with the way to its evidence.
 * @param {Record<string, any>} found
 */
function headline(found) {
  const values = { ...found };
  for (const key of ["region", "area", "other"]) if (values[key]) values[key] = regionName(values[key]);
  if (values.domain) values.domain = domainName(values.domain);
  if (values.expected) values.expected = number(values.expected, 0);
  if (typeof values.low === "number" && values.low < 10) [values.low, values.high] = [number(values.low, 2), number(values.high, 2)];
  const sentence = found.key === "gaps" && !found.gaps ? say("headline_no_gaps", values) : found.key === "calls" && !found.open ? say("headline_no_calls", values) : found.key === "calls" && !found.together ? say("headline_calls_apart", values) : say(`headline_${found.key}`, values);
  const to = found.key === "gaps" && found.region ? route("gap", found.region, found.domain) : { calls: "calls", unseen: "unknown", across: "graph" }[/** @type {string} */ (found.key)];
  const more = found.key === "gaps" && found.region ? say("headline_worst", { ...values, state: say(`state_${found.state}`) }) : "";
  return make("li", {}, sentence, " ", to ? link(to, more || say("show_me")) : null);
}
