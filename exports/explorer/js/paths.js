// How two actors are tied: the paths between them, each tie explained.

/** @param {URLSearchParams} asked */
function pathView(asked) {
  const [from, to] = ["from", "to"].map((end) => (asked.get(end) ? numberOf("organisations", asked.get(end) || "") : -1));
  const parts = [make("h1", { tabindex: "-1" }, say("path_title")), make("p", { class: "lead" }, say("path_lead")), ends(asked, from, to)];
  if (from < 0 && to < 0) return [...parts, part(say("path_examples"), list(examples()))];
  if (from < 0 || to < 0) return parts;
  if (from === to) return [...parts, make("p", { role: "status" }, say("path_same"))];
  const paths = pathsBetween(from, to);
  if (!paths.length) return [...parts, make("p", { role: "status" }, say("path_none", { from: nameOf(from), to: nameOf(to), hops: MOST_HOPS }))];
  const query = `graph?path=${encodeURIComponent(`${data.organisations.id[from]}|${data.organisations.id[to]}`)}`;
  return [
    ...parts, make("p", { role: "status" }, count("paths", paths.length), " ", link(query, say("show_as_graph"))),
    make("ol", { class: "cards" }, ...paths.map((path) => make("li", {}, make("h3", {}, count("hops", path.length - 1)), chain(path)))),
    make("p", { class: "hint" }, say("path_method", { hops: MOST_HOPS })),
  ];
}

/** Those who could close a gap, and the actor of the region that they are tied to. */
function examples() {
  const ways = data.gaps.flatMap((/** @type {[string, string]} */ [region, domain]) => [nearestOf(cellOf(region, domain))].filter((way) => way?.path.length));
  return ways.map((/** @type {any} */ { path }) => {
    const [from, to] = [path[0], path[path.length - 1]];
    return link(`path?${new URLSearchParams({ from: data.organisations.id[from], to: data.organisations.id[to] })}`, `${nameOf(from)} – ${nameOf(to)}`);
  });
}

/**
 * Two fields to choose the ends with.
 * @param {URLSearchParams} asked
 * @param {...number} chosen
 */
function ends(asked, ...chosen) {
  const form = make("form", { class: "filters ends", onsubmit: (/** @type {Event} */ e) => e.preventDefault() });
  for (const [i, end] of ["from", "to"].entries()) {
    const matches = make("ul", { class: "choices" });
    const field = /** @type {HTMLInputElement} */ (make("input", { id: `path-${end}`, type: "search", autocomplete: "off", placeholder: say("name") }));
    field.value = chosen[i] < 0 ? "" : nameOf(chosen[i]);
    field.addEventListener("input", () => {
      const found = find(field.value).filter((entry) => entry.type === "organisation").slice(0, 6);
      const rows = found.map(({ key }) => button(`${nameOf(Number(key))} (${placeName(Number(key))})`, () => {
        const next = new URLSearchParams(asked);
        next.set(end, data.organisations.id[key]);
        kept = `path-${end === "from" ? "to" : "from"}`;
        go(`path?${next}`);
      }));
      matches.replaceChildren(...(rows.length || !fold(field.value) ? rows : [say("found_no_actor", { n: data.organisations.id.length })]).map((row) => make("li", {}, row)));
    });
    form.append(make("div", {}, make("label", { for: `path-${end}` }, say(`path_${end}`)), field, matches));
  }
  return form;
}
