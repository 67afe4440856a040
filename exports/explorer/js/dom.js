// Elements. Text from data only ever becomes text, never markup.

/** @typedef {Node | string | null | undefined | false} Child */

/**
 * An element with attributes, listeners (keys that begin with "on") and children.
 * @param {string} tag @param {Record<string, any>} [attributes] @param {...(Child | Child[])} children
 * @returns {HTMLElement}
 */
function make(tag, attributes = {}, ...children) {
  return /** @type {HTMLElement} */ (furnish(document.createElement(tag), attributes, children));
}

/**
 * The same for pictures.
 * @param {string} tag @param {Record<string, any>} [attributes] @param {...(Child | Child[])} children
 * @returns {SVGElement}
 */
function draw(tag, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  return /** @type {SVGElement} */ (furnish(element, attributes, children));
}

/**
 * @param {Element} element
 * @param {Record<string, any>} attributes
 * @param {(Child | Child[])[]} children
 */
function furnish(element, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? "" : String(value));
  }
  for (const child of children.flat()) if (child || child === "") element.append(child);
  return element;
}

/**
 * @param {string} route
 * @param {Child} text
 * @param {Record<string, any>} [attributes]
 */
function link(route, text, attributes = {}) {
  return make("a", { href: address(route), ...attributes }, text);
}

/**
 * @param {string} text
 * @param {(event: Event) => void} act
 * @param {Record<string, any>} [attributes]
 */
function button(text, act, attributes = {}) {
  return make("button", { type: "button", onclick: act, ...attributes }, text);
}

/** @param {(Child | Child[])[]} items @param {string} [name] */
function list(items, name) {
  return make("ul", { class: name }, ...items.map((item) => make("li", {}, ...[item].flat())));
}

/**
 * Name and value pairs; those without a value are left out.
 * @param {[string, Child | Child[]][]} pairs
 */
function facts(pairs) {
  const told = pairs.filter(([, value]) => (Array.isArray(value) ? value.length : value));
  return make("dl", {}, ...told.flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, ...[value].flat())]));
}

/**
 * A table with a caption that is read aloud.
 * @param {string} caption @param {[string, string][]} columns heading and class
 * @param {Child[][]} rows @param {string} [name]
 */
function grid(caption, columns, rows, name) {
  const head = columns.map(([text, look]) => make("th", { scope: "col", class: look }, text));
  const body = rows.map((row) =>
    make("tr", {}, ...row.map((cell, i) => make(i ? "td" : "th", { scope: i ? null : "row", class: columns[i][1], "data-head": columns[i][0] }, cell))),
  );
  const table = make("table", {}, make("caption", { class: "unseen" }, caption), make("thead", {}, make("tr", {}, ...head)));
  table.append(make("tbody", {}, ...body));
  return make("div", { class: `wide ${name || ""}`, tabindex: "0", role: "region", "aria-label": caption }, table);
}

/**
 * A part under a heading, or nothing where it has no content.
 * @param {string} title
 * @param {...(Child | Child[])} parts
 */
function part(title, ...parts) {
  const told = parts.flat().filter(Boolean);
  return told.length ? make("section", {}, make("h2", {}, title), ...told) : null;
}

/**
 * The address if it is one of the web: javascript:, data: and file: never become links.
 * @param {string} text
 */
function webAddress(text) {
  if (!/^https?:\/\/\S+$/i.test(text)) return null;
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

/**
 * A source as a link that says where it leads and whether it is weak, or as text.
 * @param {string} text
 * @param {string} [shown]
 */
function source(text, shown) {
  const found = webAddress(text);
  if (!found) return make("span", { class: "source" }, text);
  const host = found.host.replace(/^www\./, "");
  const attributes = { href: found.href, target: "_blank", rel: "noopener noreferrer", title: found.href, class: "source" };
  const link = make("a", attributes, shown || host);
  return isWeak(text) ? make("span", {}, link, ` (${say("weak_source")})`) : link;
}

/**
 * Give a file to the reader.
 * @param {string} name
 * @param {string} type
 * @param {BlobPart} content
 */
function save(name, type, content) {
  const made = URL.createObjectURL(new Blob([content], { type }));
  make("a", { href: made, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(made), 1000);
}
