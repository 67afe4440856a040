// The page: draws the network that the data block holds and ties it to search, filters, panel and list.

const data = JSON.parse(document.getElementById("data").textContent);
const container = document.getElementById("canvas");
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
// vis-network counts the frames of an animation, not its time: with slow frames it would drag on.
const motion = still || data.nodes.length > 1000 ? false : { duration: 350, easingFunction: "easeInOutQuad" };
const DIM = 0.12;
const FAINT = "rgba(75, 86, 100, 0.12)";
const MOST_FADED = 2500; // more lines are faint from the start, and too many to restyle at a click

const hidden = { kind: new Set(), region: new Set(), tie: new Set() };
let whole = 1; // the scale that shows the whole graph
let chosen = null;
let hovered = null;
let near = null; // the chosen node and its neighbours

function visible(rank) {
  const fact = data.facts[rank];
  return !hidden.kind.has(fact.kind) && !hidden.region.has(fact.region);
}

function tieVisible(edge) {
  return !hidden.tie.has(edge.kind) && visible(edge.from) && visible(edge.to);
}

// A tooltip is built as an element, because vis-network shows a text as it stands and knows no line break.
function nodeTip(fact) {
  const tip = make("div");
  const kind = `${data.words["kind_" + fact.kind]}, ${data.words["region_" + fact.region]}`;
  tip.append(make("strong", fact.label), make("div", kind));
  return tip;
}

function edgeTip(edge) {
  const tip = make("div");
  tip.append(make("strong", data.words["edge_" + edge.kind]));
  tip.append(make("div", `${data.facts[edge.from].label} – ${data.facts[edge.to].label}`));
  if (data.ties[edge.id].title) tip.append(make("div", data.ties[edge.id].title));
  return tip;
}

const nodes = new vis.DataSet(data.nodes.map((node) => ({ ...node, title: nodeTip(data.facts[node.id]) })));
const edges = new vis.DataSet(
  data.edges.map((edge) => ({ ...data.edgeStyles[edge.kind], ...edge, title: edgeTip(edge) })),
);
const nodeView = new vis.DataView(nodes, { filter: (node) => visible(node.id) });
const edgeView = new vis.DataView(edges, { filter: tieVisible });
const network = new vis.Network(container, { nodes: nodeView, edges: edgeView }, data.options);

const tiesByNode = data.facts.map(() => []);
for (const edge of data.edges) {
  tiesByNode[edge.from].push(edge);
  if (edge.to !== edge.from) tiesByNode[edge.to].push(edge);
}
const neighbours = (rank) => tiesByNode[rank].map((edge) => (edge.from === rank ? edge.to : edge.from));

// Selecting ----------------------------------------------------------------------------------------

function dim(set) {
  const before = near;
  near = set;
  const opacity = (group, rank) => (!group || group.has(rank) ? 1 : DIM);
  const changed = data.facts.map((_, rank) => rank).filter((rank) => opacity(before, rank) !== opacity(set, rank));
  nodes.update(changed.map((id) => ({ id, opacity: opacity(set, id) })));
  if (data.edges.length > MOST_FADED || Boolean(before) === Boolean(set)) return;
  edges.update(data.edges.map(({ id, kind }) => {
    const color = data.edgeStyles[kind].color;
    return { id, color: set ? { ...color, color: FAINT } : color };
  }));
}

// The scale at which a node's neighbours fill the picture around it, between that of the whole graph and 1.5.
function scaleAround(rank) {
  const centre = network.getPosition(rank);
  const half = { x: frame.clientWidth / 2, y: frame.clientHeight / 2 };
  const shares = Object.values(network.getPositions([...near].filter(visible))).map((point) =>
    Math.max(Math.abs(point.x - centre.x) / half.x, Math.abs(point.y - centre.y) / half.y));
  return Math.min(1.5, Math.max(whole, 0.8 / Math.max(...shares)));
}

function tick(filter, value) {
  hidden[filter].delete(value);
  document.querySelector(`[data-filter=${filter}] input[value="${value}"]`).checked = true;
}

function select(rank, { centre = true, focus = true } = {}) {
  if (!visible(rank)) {
    tick("kind", data.facts[rank].kind);
    tick("region", data.facts[rank].region);
    filter();
  }
  chosen = rank;
  dim(new Set([rank, ...neighbours(rank)]));
  network.selectNodes([rank]);
  panel.show(rank, focus);
  list.mark(rank);
  if (focus) document.querySelector(".work").scrollIntoView({ block: "start", behavior: still ? "auto" : "smooth" });
  if (centre) network.focus(rank, { scale: scaleAround(rank), animation: motion });
}

function clear() {
  chosen = null;
  dim(null);
  network.unselectAll();
  panel.clear();
  list.mark(null);
}

const panel = makePanel(data, (rank) => tiesByNode[rank], select, clear, (rank) => list.focus(rank));
const list = makeList(data, select);
makeSearch(data, (rank) => select(rank, { focus: false }));

network.on("click", (event) => {
  if (event.nodes.length) select(event.nodes[0], { centre: false, focus: false });
  else if (chosen !== null) clear();
});
network.on("hoverNode", (event) => { hovered = event.node; });
network.on("blurNode", () => { hovered = null; });

// Filters ------------------------------------------------------------------------------------------

function filter() {
  nodeView.refresh();
  edgeView.refresh();
  list.show(visible);
  const count = new Intl.NumberFormat(data.lang === "en" ? "en" : data.lang + "-BE");
  const values = {
    nodes: nodeView.length, all_nodes: data.nodes.length, ties: edgeView.length, all_ties: data.edges.length,
  };
  const text = data.words.status.replace(/\{(\w+)\}/g, (_, name) => count.format(values[name]));
  document.getElementById("status").textContent = text;
}

for (const box of document.querySelectorAll("[data-filter] input")) {
  box.addEventListener("change", () => {
    const values = hidden[box.closest("[data-filter]").dataset.filter];
    if (box.checked) values.delete(box.value);
    else values.add(box.value);
    if (chosen !== null && !visible(chosen)) clear();
    filter();
  });
}
document.getElementById("reset").addEventListener("click", () => {
  for (const box of document.querySelectorAll("[data-filter] input")) tick(box.closest("[data-filter]").dataset.filter, box.value);
  filter();
});

// Moving -------------------------------------------------------------------------------------------

const zoom = (factor) => network.moveTo({ scale: network.getScale() * factor, animation: motion });
document.getElementById("zoom-in").addEventListener("click", () => zoom(1.4));
document.getElementById("zoom-out").addEventListener("click", () => zoom(1 / 1.4));
document.getElementById("fit").addEventListener("click", () => network.fit({ animation: motion }));

const frame = container.firstElementChild;
const STEP = 80; // pixels
const MOVES = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };
frame.setAttribute("role", "application");
frame.setAttribute("aria-label", data.words.graph_label);
// vis-network's own keyboard control takes the focus whenever the pointer crosses the picture.
frame.addEventListener("keydown", (event) => {
  const move = MOVES[event.key];
  if (move) network.moveTo({ offset: { x: -move[0], y: -move[1] }, animation: false });
  else if (event.key === "+") zoom(1.4);
  else if (event.key === "-") zoom(1 / 1.4);
  else if (event.key === "Escape") clear();
  else return;
  event.preventDefault();
});

paintLabels(network, data, () => [hovered, chosen].filter((rank) => rank !== null), () => near);
filter();
network.fit({ animation: false });
whole = network.getScale();

// A handle for tests and for readers who work in the console.
window.graphView = { network, select, clear, shown: () => nodeView.getIds() };
