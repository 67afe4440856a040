// Names beside the marks. They keep one size on screen, the most important come first, and none is
// drawn over another: vis-network's own labels are a smear from 150 nodes on.

const LABEL_FONT = '12.5px system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif';
const LABEL_HEIGHT = 15;
const LABEL_LENGTH = 30;
const LABEL_ROOM = 12000; // square pixels of picture per name

function shorten(text) {
  const letters = Array.from(text);
  return letters.length > LABEL_LENGTH ? letters.slice(0, LABEL_LENGTH - 1).join("").trimEnd() + "…" : text;
}

function overlap(a, b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

// The four places for a name of one width at one mark: below, above, right, left.
function labelPlaces(mark, width) {
  const gap = mark.radius + 3;
  const at = (left, top) => ({ left, top, right: left + width, bottom: top + LABEL_HEIGHT });
  return [
    at(mark.x - width / 2, mark.y + gap),
    at(mark.x - width / 2, mark.y - gap - LABEL_HEIGHT),
    at(mark.x + gap, mark.y - LABEL_HEIGHT / 2),
    at(mark.x - gap - width, mark.y - LABEL_HEIGHT / 2),
  ];
}

// The place that no name has taken and that hides least of the marks; none if all are taken.
function bestPlace(places, taken, marks, frame, forced) {
  let best = null;
  let least = Infinity;
  for (const place of places) {
    const outside = place.left < 0 || place.top < 0 || place.right > frame.width || place.bottom > frame.height;
    if (outside || taken.some((other) => overlap(place, other))) continue;
    let hidden = 0;
    for (const mark of marks) if (overlap(place, mark.box)) hidden += mark.radius * mark.radius;
    if (hidden < least) [best, least] = [place, hidden];
  }
  return best || (forced ? places[0] : null);
}

// Draws names after each frame. `first()` gives the ranks of nodes that must be named, `only()` the set
// to which names are limited, or null for all that are shown.
function paintLabels(network, data, first, only) {
  const order = data.facts.map((_, rank) => rank).sort((a, b) => data.facts[b].importance - data.facts[a].importance);
  const texts = data.facts.map((fact) => shorten(fact.label));
  const widths = [];

  function marksInSight(frame, scale) {
    const corner = network.DOMtoCanvas({ x: 0, y: 0 });
    const marks = new Map();
    for (const [id, point] of Object.entries(network.getPositions())) {
      const x = (point.x - corner.x) * scale;
      const y = (point.y - corner.y) * scale;
      const radius = data.nodes[id].size * scale;
      if (x < 0 || y < 0 || x > frame.width || y > frame.height) continue;
      const box = { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius };
      marks.set(Number(id), { x, y, radius, box });
    }
    return marks;
  }

  network.on("afterDrawing", (context) => {
    const canvas = context.canvas;
    const frame = { width: canvas.clientWidth, height: canvas.clientHeight };
    const ratio = canvas.width / frame.width;
    const marks = marksInSight(frame, network.getScale());
    const boxes = [...marks.values()];
    const forced = new Set(first());
    const limit = only();
    const tools = document.getElementById("tools").getBoundingClientRect();
    const corner = canvas.getBoundingClientRect();
    // No name over the buttons, nor over the marks that the reader is looking at.
    const taken = [...forced].filter((rank) => marks.has(rank)).map((rank) => marks.get(rank).box);
    taken.push({
      left: tools.left - corner.left, right: tools.right - corner.left,
      top: tools.top - corner.top, bottom: tools.bottom - corner.top,
    });
    const most = taken.length + Math.max(12, Math.round((frame.width * frame.height) / LABEL_ROOM));

    context.save();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.font = LABEL_FONT;
    context.textBaseline = "top";
    context.textAlign = "left";
    context.lineJoin = "round";
    context.lineWidth = 3.5;
    context.strokeStyle = "rgba(255, 255, 255, 0.92)";
    context.fillStyle = "#111820";
    for (const rank of [...forced, ...order]) {
      if (taken.length >= most) break;
      const mark = marks.get(rank);
      if (!mark || mark.named || (limit && !limit.has(rank))) continue;
      widths[rank] ??= context.measureText(texts[rank]).width;
      const place = bestPlace(labelPlaces(mark, widths[rank]), taken, boxes, frame, forced.has(rank));
      if (!place) continue;
      mark.named = true;
      taken.push(place);
      context.strokeText(texts[rank], place.left, place.top + 1);
      context.fillText(texts[rank], place.left, place.top + 1);
    }
    context.restore();
  });
}
