// The graph: a picture drawn by vis-network, and its list for the keyboard.

const SHAPES = { industry: "square", academia: "triangle", government: "diamond", intermediary: "hexagon", unknown: "triangleDown", country: "dot", cell: "dot" };
// Okabe and Ito's palette, which readers with colour-blindness tell apart; dark outlines give the contrast.
const COLOURS = { BE1: "#56B4E9", BE2: "#F0E442", BE3: "#D55E00", foreign: "#CC79A7", unknown: "#B8BEC5", none: "#FFFFFF", help: "#009E73", between: "#F0E442", active: "#0072B2" };
const OUTLINE = "#1f2933";
const FONT = '14px system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif';
const SIZE = 9;
const MOST_SCALE = 1; // pixels for a unit of the picture, when all of it is shown
const SPARE = 14; // of a column, so that names do not touch; in units of the picture

/** @param {string} look @returns {[string, string]} shape and colour */
function drawn(look) {
  const [shape, colour] = look.split("|");
  return [SHAPES[/** @type {keyof typeof SHAPES} */ (shape)] || "dot", COLOURS[/** @type {keyof typeof COLOURS} */ (colour)] || COLOURS.none];
}

const ruler = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));

/**
 * A name cut to the column in which it stands.
 * @param {string} text
 * @param {number} [column]
 */
function fitted(text, column = COLUMN) {
  ruler.font = FONT;
  if (ruler.measureText(text).width <= column - SPARE) return text;
  const letters = [...text];
  while (letters.length && ruler.measureText(`${letters.join("")}…`).width > column - SPARE) letters.pop();
  return `${letters.join("").trimEnd()}…`;
}

/** @param {URLSearchParams} asked @returns {Picture | null} */
function pictureOf(asked) {
  const around = asked.get("around");
  if (around) return numberOf("organisations", around) < 0 ? null : egoPicture(numberOf("organisations", around));
  const gap = asked.get("gap");
  if (gap) {
    const cell = cellOf(...(/** @type {[string, string]} */ (gap.split("/"))));
    return cell ? gapPicture(cell) : null;
  }
  const path = asked.get("path");
  if (path) {
    const [from, to] = path.split("|").map((id) => numberOf("organisations", id));
    return from >= 0 && to >= 0 && from !== to ? pathPicture(from, to) : null;
  }
  return [...asked.keys()].some((key) => FILTERS.includes(key)) ? selectedPicture(asked) : wholePicture();
}

/** @param {URLSearchParams} asked */
function graphView(asked) {
  const picture = pictureOf(asked);
  if (!picture) return missing();
  const canvas = make("div", { id: "canvas", tabindex: "0", role: "application", "aria-label": `${picture.title}. ${say("graph_keys")}` });
  requestAnimationFrame(() => canvas.isConnected && showPicture(picture, canvas));
  const whole = !asked.toString();
  const filtered = [...asked.keys()].some((key) => FILTERS.includes(key));
  const names = picture.marks.filter((mark) => mark.to).map((mark) => [link(/** @type {string} */ (mark.to), (mark.tip || mark.label).replaceAll("\n", ", "))]);
  return [
    make("h1", { tabindex: "-1" }, picture.title),
    make("p", { class: "tools" }, link("graph", say("graph_whole")), " ", link("graph?country=BE", say("graph_filtered")), " ",
      button(say("as_png"), () => savePng(picture, canvas)), button(say("as_svg"), () => save("dirskg.svg", "image/svg+xml", svgOf(picture))), button(say("as_csv"), () => save("dirskg-graph.csv", "text/csv;charset=utf-8", csvOf(picture)))),
    filtered ? filterForm(asked, "graph") : null,
    picture.note ? make("p", { class: "hint", role: "status" }, picture.note) : null,
    legendList(picture), make("div", { class: "frame" }, canvas, make("div", { class: "zoom" }, button("+", () => zoom(1.3), { "aria-label": say("zoom_in") }), button("−", () => zoom(1 / 1.3), { "aria-label": say("zoom_out") }), button(say("fit"), fitWhole))),
    make("details", { class: "names", open: innerWidth < PHONE && !whole }, make("summary", {}, count("listed", names.length)), list(names)),
  ];
}

/** @param {Picture} picture */
function legendList(picture) {
  const keys = picture.legend.map(([look, words]) => make("li", {}, draw("svg", { viewBox: "-12 -12 24 24", class: "mark", "aria-hidden": "true" }, shapeOf(look, 0, 0, SIZE)), words));
  return make("ul", { class: "keys" }, ...keys);
}

/** @type {VisNetwork | null} */
let shownNetwork = null;
/** @type {Picture | null} */
let shownPicture = null;

/** @param {Picture} picture @param {HTMLElement} canvas */
function showPicture(picture, canvas) {
  shownNetwork?.destroy();
  const { left, right, top, bottom } = extent(picture);
  const frame = /** @type {HTMLElement} */ (canvas.parentElement);
  // As tall as the picture needs, since a page is scrolled anyway.
  frame.style.height = `${Math.min(20 + (bottom - top) * Math.min(MOST_SCALE, canvas.clientWidth / (right - left)), 2600)}px`;
  const nodes = picture.marks.map((mark) => {
    const [shape, fill] = drawn(mark.look);
    const colour = { background: fill, border: OUTLINE, highlight: { background: fill, border: "#000" } };
    return { id: mark.id, x: mark.x, y: mark.y, label: fitted(mark.label, picture.column), shape, size: mark.size || SIZE, color: colour, title: tip(mark.tip || mark.label) };
  });
  const edges = picture.lines.map((line, i) => {
    const [a, b] = [line.from, line.to].map((id) => picture.marks.find((mark) => mark.id === id));
    const bow = a && b && bowed(a, b);
    return { id: i, from: line.from, to: line.to, width: line.width || 1, title: line.tip && tip(line.tip), smooth: bow ? { enabled: true, type: "curvedCW", roundness: bow } : false };
  });
  const network = new vis.Network(canvas, { nodes: new vis.DataSet(nodes), edges: new vis.DataSet(edges) }, {
    autoResize: true, physics: { enabled: false }, layout: { improvedLayout: false },
    nodes: { borderWidth: 1.5, borderWidthSelected: 4, font: { size: 14, face: "system-ui, Segoe UI, Helvetica Neue, Arial, sans-serif", color: "#111820", strokeWidth: 4, strokeColor: "#ffffff" } },
    edges: { color: { color: "rgba(75,86,100,0.7)", highlight: "#0b3d91" }, smooth: false, selectionWidth: 2 },
    interaction: { dragNodes: false, hideEdgesOnDrag: picture.lines.length > 400, hover: false, tooltipDelay: 150 },
  });
  // The picture is one stop of the keyboard, with a name.
  canvas.querySelector(".vis-network")?.removeAttribute("tabindex");
  network.on("afterDrawing", (context) => heads(context, picture));
  network.on("click", (event) => {
    const mark = picture.marks.find(({ id }) => id === event.nodes[0]);
    if (mark?.to) go(mark.to);
  });
  const moves = /** @type {Record<string, [number, number]>} */ ({ ArrowLeft: [80, 0], ArrowRight: [-80, 0], ArrowUp: [0, 80], ArrowDown: [0, -80] });
  canvas.addEventListener("keydown", (event) => {
    if (moves[event.key]) network.moveTo({ offset: { x: moves[event.key][0], y: moves[event.key][1] } });
    else if (event.key === "+") zoom(1.3);
    else if (event.key === "-") zoom(1 / 1.3);
    else return;
    event.preventDefault();
  });
  shownNetwork = network;
  shownPicture = picture;
  new ResizeObserver(() => shownPicture === picture && fitWhole()).observe(canvas);
}

/**
 * How far a line along a row or a column bows out that would run behind marks in between; 0 for a straight one.
 * @param {Mark} a
 * @param {Mark} b
 */
const bowed = (a, b) => (a.y === b.y && Math.abs(a.x - b.x) > 2 * COLUMN ? 0.08 : a.x === b.x && Math.abs(a.y - b.y) > ROW ? 0.5 : 0);

/**
 * The room that a picture takes, names and headings included.
 * @param {Picture} picture
 */
function extent(picture) {
  ruler.font = `600 ${FONT}`;
  const half = (picture.column || COLUMN) / 2;
  const spans = [
    ...picture.marks.map(({ x, y }) => [x - half, x + half, y - 20, y + 40]),
    ...(picture.heads || []).map(({ text, x, y, end }) => (end ? [x - ruler.measureText(text).width - 8, x, y - 12, y + 12] : [x - half, x + half, y - 12, y + 12])),
  ];
  const [left, right, top, bottom] = [0, 1, 2, 3].map((i) => (i % 2 ? Math.max : Math.min)(...spans.map((span) => span[i])));
  return spans.length ? { left, right, top, bottom } : { left: 0, right: 1, top: 0, bottom: 1 };
}

/** Show all of the picture. */
function fitWhole() {
  const frame = document.getElementById("canvas");
  if (!shownNetwork || !shownPicture || !frame?.clientWidth || !frame.clientHeight) return; // a picture that leaves the page is told so
  const { left, right, top, bottom } = extent(shownPicture);
  const scale = Math.min(MOST_SCALE, frame.clientWidth / (right - left), frame.clientHeight / (bottom - top));
  shownNetwork.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale });
}

/** @param {number} factor */
const zoom = (factor) => shownNetwork?.moveTo({ scale: shownNetwork.getScale() * factor });

/**
 * A tip as an element, because vis-network shows a text as it stands.
 * @param {string} text
 */
const tip = (text) => make("div", {}, ...text.split("\n").map((line) => make("div", {}, line)));

/** @param {CanvasRenderingContext2D} context @param {Picture} picture */
function heads(context, picture) {
  context.font = `600 ${FONT}`;
  [context.fillStyle, context.strokeStyle, context.lineWidth, context.lineJoin] = [OUTLINE, "#ffffff", 4, "round"];
  context.textBaseline = "middle";
  for (const { text, x, y, end, room } of picture.heads || []) {
    context.textAlign = end ? "right" : "center";
    const shown = end ? text : fitted(text, room || picture.column);
    context.strokeText(shown, x, y);
    context.fillText(shown, x, y);
  }
}

/**
 * @param {string} look
 * @param {number} x
 * @param {number} y
 * @param {number} size
 */
function shapeOf(look, x, y, size) {
  const [shape, fill] = drawn(look);
  const attributes = { fill, stroke: OUTLINE, "stroke-width": 1.5 };
  const corners = { triangle: [3, -90], triangleDown: [3, 90], square: [4, 45], diamond: [4, 0], hexagon: [6, 0] }[shape];
  if (!corners) return draw("circle", { cx: x, cy: y, r: size, ...attributes });
  const wide = shape === "square" ? size * Math.SQRT2 : size * 1.15;
  const points = Array.from({ length: corners[0] }, (_, i) => {
    const angle = ((corners[1] + (360 * i) / corners[0]) * Math.PI) / 180;
    return `${(x + wide * Math.cos(angle)).toFixed(1)},${(y + wide * Math.sin(angle)).toFixed(1)}`;
  });
  return draw("polygon", { points: points.join(" "), ...attributes });
}

/** Where names and marks stand on the screen, for who measures whether any lies on another. */
function boxes() {
  if (!shownNetwork || !shownPicture) return { labels: [], marks: [] };
  const network = shownNetwork;
  const { column } = shownPicture;
  ruler.font = FONT;
  const box = (/** @type {number} */ left, /** @type {number} */ top, /** @type {number} */ right, /** @type {number} */ bottom) => {
    const [a, b] = [network.canvasToDOM({ x: left, y: top }), network.canvasToDOM({ x: right, y: bottom })];
    return { left: a.x, top: a.y, right: b.x, bottom: b.y };
  };
  const labels = shownPicture.marks.map((mark) => {
    const half = ruler.measureText(fitted(mark.label, column)).width / 2;
    const top = mark.y + (mark.size || SIZE) + 1;
    return { text: mark.label, ...box(mark.x - half, top, mark.x + half, top + 18) };
  });
  const marks = shownPicture.marks.map((mark) => box(mark.x - (mark.size || SIZE), mark.y - (mark.size || SIZE), mark.x + (mark.size || SIZE), mark.y + (mark.size || SIZE)));
  return { labels, marks };
}
