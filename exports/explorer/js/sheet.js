// What sheets share: chains of ties, reasons why somebody counts in a domain, and what a reader can do with a view.

/**
 * A path as a chain of names, each tie explained below.
 * @param {number[]} path
 */
function chain(path) {
  const names = path.flatMap((o, i) => [
    i ? make("span", { class: "arrow", "aria-hidden": "true" }, " → ") : null,
    make("span", { class: "step" }, actorLink(o), make("span", { class: "where" }, ` ${placeName(o)}`)),
  ]);
  const hops = path.slice(1).map((o, i) => {
    const reasons = explained(path[i], o);
    const shown = reasons.slice(0, 5);
    const more = reasons.length - shown.length;
    return make(
      "li", {}, make("strong", {}, `${nameOf(path[i])} – ${nameOf(o)}`),
      list([...shown, ...(more ? [[count("more", more)]] : [])]),
    );
  });
  return make("div", { class: "chain" }, make("p", {}, ...names), make("ol", {}, ...hops));
}

/**
 * Why an organisation counts in a domain: pages, projects and sentences, at most three.
 * @param {number} o
 * @param {string} domain
 */
function reasons(o, domain) {
  const rows = rowsOf("claims", "organisation", o).filter((row) => data.claims.domain[row] === domain);
  const order = ["curated", "project", "title"];
  rows.sort((a, b) => order.indexOf(data.claims.basis[a]) - order.indexOf(data.claims.basis[b]) || a - b);
  const told = rows.map((row) => evidence(row));
  const shown = told.slice(0, 3);
  return told.length > 3 ? [...shown, [count("more", told.length - 3)]] : shown;
}

/**
 * A claim in words: what it rests on, the sentence that says so where there is one, its grade, year and source.
 * @param {number} row
 * @returns {Child[]}
 */
function evidence(row) {
  const { organisation, domain, basis, project, confidence, year, source: cited } = data.claims;
  const page = cited[row];
  const own = rowsOf("mentions", "organisation", organisation[row]).find((m) => data.mentions.source[m] === page && data.topics[domain[row]]?.includes(data.mentions.topic[m]));
  const sentence = own === undefined ? (project[row] < 0 ? toldOn(row) : "") : data.mentions.sentence[own];
  const title = project[row] < 0 ? "" : data.projects.title[project[row]];
  const about = title === data.projects.acronym[project[row]] ? "" : title;
  const grade = say("grade", { grade: label("confidence", confidence[row]) });
  return [
    ...(project[row] < 0 ? [label("basis", basis[row]), sentence ? say("colon") : " "] : [projectLink(project[row])]),
    about ? " " : null, about ? quoted(about) : sentence ? shortly(sentence, organisation[row]) : null, " ",
    page < 0 ? say("no_source") : source(sourceOf(page)),
    ` (${[year[row], grade].filter(Boolean).join(", ")})`,
  ];
}

/**
 * What an editor read on the page of a claim of what the organisation does; "" where the page speaks for other domains too, or names a tie alone.
 * @param {number} row
 * @returns {string}
 */
function toldOn(row) {
  const { organisation, domain, source: cited } = data.claims;
  const o = organisation[row];
  if (rowsOf("claims", "organisation", o).some((one) => cited[one] === cited[row] && domain[one] !== domain[row])) return "";
  const texts = rowsOf("functions", "organisation", o).filter((one) => data.functions.source[one] === cited[row]).map((one) => data.functions.told[one]);
  return texts.find((text) => data.labels.told?.[text] && !Object.values(data.labels.tie).flat().includes(text)) || "";
}

/**
 * The words of a source, without the mark of a list that they stood in.
 * @param {string} text
 */
const quoted = (text) => make("span", { lang: "en" }, say("quoted", { text: text.replace(/^[-–•*]\s+/, "") }));

/**
 * What an editor put shortly after reading the page: no quotation, and in the language of the reader where there are words for it.
 * @param {string} text
 * @param {number} [o] whose name it may be
 */
const shortly = (text, o = -1) => namesOf(o).includes(text) && !data.labels.told?.[text] ? make("span", {}, say("by_name")) : make("span", data.labels.told?.[text] ? {} : { lang: "en" }, label("told", text));

/** Why a project is evidence, and in which language quotations stand, where it is not that of the page. */
const wording = () => make("p", { class: "hint" }, say("by_words"), lang === "en" ? "" : ` ${say("wording")}`);

/**
 * Names of the legs that an organisation stands on.
 * @param {number} o
 */
function legsOf(o) {
  const legs = data.organisations.legs[o].split(" ").filter(Boolean);
  return legs.length ? legs.map((/** @type {string} */ leg) => label("leg", leg)).join(", ") : say("leg_unknown");
}

/**
 * The same, nothing where it is not to be known: of those abroad.
 * @param {number} o
 */
const legsTold = (o) => (data.organisations.legs[o] || isBelgian(o) ? legsOf(o) : "");

/** What can be done with any view: copy its address, print it. */
function tools() {
  const done = make("span", { role: "status", class: "hint" });
  const copy = () => {
    navigator.clipboard?.writeText(location.href).then(() => (done.textContent = say("copied")), () => (done.textContent = location.href));
  };
  return make("p", { class: "tools view-tools" }, button(say("copy_link"), copy), button(say("print"), () => window.print()), done);
}

/**
 * Values separated as spreadsheets of the language read them; what could be a formula is text.
 * @param {string[]} head
 * @param {(string | number | null)[][]} rows
 */
function csv(head, rows) {
  const sign = lang === "en" ? "," : ";";
  const cell = (/** @type {string | number | null} */ value) => {
    if (typeof value === "number") return lang === "en" ? String(value) : String(value).replace(".", ",");
    const text = String(value ?? "").replace(/^([=+\-@\t\r＝＋－＠])/, "'$1");
    return /["\n\r,;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return "\ufeff" + [head, ...rows].map((row) => row.map(cell).join(sign)).join("\r\n") + "\r\n";
}
