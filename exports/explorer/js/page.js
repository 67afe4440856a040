// The page itself: opens the view that the address names, in the language that it names.

const VIEWS = ["start", "select", "graph", "path", "calls", "purchases", "skills", "timeline", "money", "seats", "unknown"];
/** The field that keeps the focus when a view is opened anew by it. */
let kept = "";

/** @param {Place} where @returns {Child[]} */
function viewOf({ view, ids, asked }) {
  const views = /** @type {Record<string, () => Child[]>} */ ({
    start: startView, gap: () => gapView(ids[0], ids[1]), actor: () => actorView(ids.join("/")), project: () => projectView(ids.join("/")),
    call: () => callView(ids.join("/")), select: () => selectView(asked), graph: () => graphView(asked), path: () => pathView(asked),
    calls: callsView, purchases: purchasesView, skills: skillsView, timeline: timelineView, money: moneyView, seats: seatsView, unknown: unknownView,
  });
  return (Object.hasOwn(views, view) ? views[view] : missing)();
}

/** @param {boolean} first */
function openView(first) {
  const where = place();
  lang = where.lang;
  document.documentElement.lang = lang;
  shownNetwork?.destroy();
  [shownNetwork, shownPicture] = [null, null];
  const main = /** @type {HTMLElement} */ (document.getElementById("view"));
  document.querySelector(".skip")?.replaceChildren(say("skip"));
  document.getElementById("head")?.replaceChildren(...header(where));
  main.replaceChildren(.../** @type {Node[]} */ (viewOf(where).filter(Boolean)), tools(), colophon());
  const title = main.querySelector("h1");
  document.title = `${title?.textContent} – ${say("title")}`;
  const field = kept && document.getElementById(kept);
  kept = "";
  if (field) field.focus();
  else if (!first) {
    title?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }
}

/**
 * Name of the page, its views, search and languages.
 * @param {Place} where
 * @returns {HTMLElement[]}
 */
function header({ view }) {
  const current = { gap: "start", actor: "select", project: "select", call: "calls" }[view] || view;
  const views = VIEWS.map((one) => make("li", {}, link(one, say(`view_${one}`), { "aria-current": one === current ? "page" : null })));
  const languages = told.languages.map((/** @type {string} */ one) => make("li", {}, make("a", { href: address(here(), one), lang: one, hreflang: one, "aria-current": one === lang ? "true" : null }, one.toUpperCase())));
  return [
    make("div", { class: "top" }, link("start", say("title"), { class: "title" }), searchBox(), make("ul", { class: "languages", "aria-label": say("language") }, ...languages)),
    make("nav", { "aria-label": say("views") }, make("ul", {}, ...views)),
  ];
}

/** What must stand with every figure on paper: from what, and of which day. */
function colophon() {
  return make("p", { class: "hint colophon" }, sourceLine());
}

/** What is folded in an answer is part of it on paper. */
function unfold() {
  for (const one of document.querySelectorAll(".answer details")) one.setAttribute("open", "");
}

async function begin() {
  await unpack();
  if (!location.hash) go(told.start || "start", true);
  openView(true);
  window.addEventListener("hashchange", () => openView(false));
  window.addEventListener("beforeprint", unfold);
  // A handle for tests and for readers who work in the console.
  window.explorer = { boxes, find, pathsBetween, numberOf, zoom, marks: () => shownPicture?.marks.length ?? 0, svg: () => shownPicture && svgOf(shownPicture) };
  document.body.dataset.ready = "yes";
}

begin().catch((error) => {
  const main = /** @type {HTMLElement} */ (document.getElementById("view"));
  main.replaceChildren(make("h1", {}, say("broken")), make("p", {}, `${say("broken_hint")} ${error}`));
  throw error;
});
