// The picture of a graph as it is taken along: SVG and PNG with title, key and source, and CSV.

/** What a picture that is taken along has below it: from what, and of which day. */
const sourceLine = () => say("colophon", { build: data.build, day: day(data.on) });

const EDGE = 12; // around title, key and source of a picture that is taken along; in units of the picture

/**
 * Where the key of a picture stands under its title, in as many rows as it needs, and the room that both take.
 * @param {Picture} picture
 * @param {number} width
 */
function keyOf(picture, width) {
  ruler.font = FONT;
  let [x, y] = [2 * EDGE, 4 * EDGE];
  const places = picture.legend.map(([look, words]) => {
    const room = ruler.measureText(words).width + 4 * EDGE;
    if (x > 2 * EDGE && x + room > width) [x, y] = [2 * EDGE, y + 2 * EDGE];
    x += room;
    return { look, words, x: x - room, y };
  });
  return { places, room: y + 2 * EDGE };
}

/**
 * The picture as SVG, with its title, key and source.
 * @param {Picture} picture
 */
function svgOf(picture) {
  const { left, right, top, bottom } = extent(picture);
  const { places, room } = keyOf(picture, right - left);
  const box = [left, top - room, right - left, bottom - top + room + 3 * EDGE];
  const at = new Map(picture.marks.map((mark) => [mark.id, mark]));
  const text = (/** @type {string} */ words, /** @type {number} */ x, /** @type {number} */ y, /** @type {string} */ weight, anchor = "middle") => draw("text", { x, y, "text-anchor": anchor, "font-family": "Arial, sans-serif", "font-size": 14, "font-weight": weight, fill: "#111820", stroke: "#fff", "stroke-width": 4, "stroke-linejoin": "round", "paint-order": "stroke" }, words);
  const lines = picture.lines.map((line) => {
    const [a, b] = /** @type {Mark[]} */ ([at.get(line.from), at.get(line.to)]);
    const bow = bowed(a, b) * Math.max(Math.abs(a.x - b.x), Math.abs(a.y - b.y));
    const middle = a.y === b.y ? [(a.x + b.x) / 2, a.y - bow] : [a.x + bow, (a.y + b.y) / 2];
    return draw("path", { d: `M${a.x},${a.y}${bow ? `Q${middle} ` : "L"}${b.x},${b.y}`, fill: "none", stroke: "#4b5664", "stroke-opacity": 0.7, "stroke-width": line.width || 1 });
  });
  const marks = picture.marks.flatMap((mark) => [shapeOf(mark.look, mark.x, mark.y, mark.size || SIZE), text(fitted(mark.label, picture.column), mark.x, mark.y + (mark.size || SIZE) + 16, "400")]);
  const titles = (picture.heads || []).map((head) => text(head.end ? head.text : fitted(head.text, head.room || picture.column), head.x, head.y + 5, "600", head.end ? "end" : "middle"));
  const key = places.flatMap(({ look, words, x, y }) => [shapeOf(look, left + x, top - room + y, SIZE), text(words, left + x + 1.5 * EDGE, top - room + y + 5, "400", "start")]);
  const frame = [text(picture.title, left + EDGE, top - room + 2 * EDGE, "600", "start"), ...key, text(sourceLine(), left + EDGE, bottom + 2 * EDGE, "400", "start")];
  frame[frame.length - 1].setAttribute("font-size", "11");
  const whole = draw("svg", { viewBox: box.join(" "), width: box[2], height: box[3] }, draw("title", {}, `${picture.title} – dirskg, ${data.build}`), draw("rect", { x: left, y: top - room, width: box[2], height: box[3], fill: "#fff" }), ...lines, ...marks, ...titles, ...frame);
  return new XMLSerializer().serializeToString(whole);
}

/**
 * What the window shows of the picture as PNG, with its title, key and source.
 * @param {Picture} picture
 * @param {HTMLElement} canvas
 */
function savePng(picture, canvas) {
  const drawn_ = /** @type {HTMLCanvasElement} */ (canvas.querySelector("canvas"));
  const whole = /** @type {HTMLCanvasElement} */ (make("canvas"));
  const scale = drawn_.width / canvas.clientWidth;
  const { places, room } = keyOf(picture, canvas.clientWidth);
  const [width, height] = [canvas.clientWidth, room + drawn_.height / scale + 3 * EDGE];
  [whole.width, whole.height] = [drawn_.width, Math.round(height * scale)];
  const context = /** @type {CanvasRenderingContext2D} */ (whole.getContext("2d"));
  context.scale(scale, scale);
  context.fillStyle = "#fff";
  context.fillRect(0, 0, width, height);
  context.drawImage(drawn_, 0, room, width, drawn_.height / scale);
  const write = (/** @type {string} */ words, /** @type {number} */ x, /** @type {number} */ y, /** @type {string} */ font) => {
    [context.font, context.fillStyle] = [font, "#111820"];
    context.fillText(words, x, y, width - x - EDGE);
  };
  write(picture.title, EDGE, 2 * EDGE, `600 ${FONT}`);
  for (const { look, words, x, y } of places) {
    const shape = shapeOf(look, x, y, SIZE);
    const points = shape.getAttribute("points");
    const path = points ? new Path2D(`M${points}Z`) : new Path2D();
    if (!points) path.arc(x, y, SIZE, 0, 2 * Math.PI);
    [context.fillStyle, context.strokeStyle, context.lineWidth] = [String(shape.getAttribute("fill")), OUTLINE, 1.5];
    context.fill(path);
    context.stroke(path);
    write(words, x + 1.5 * EDGE, y + 5, FONT);
  }
  write(sourceLine(), EDGE, height - EDGE, FONT.replace("14px", "11px"));
  whole.toBlob((blob) => blob && save("dirskg.png", "image/png", blob));
}

/** @param {Picture} picture */
function csvOf(picture) {
  const name = new Map(picture.marks.map((mark) => [mark.id, mark.label]));
  const ends = picture.lines.map((line) => [name.get(line.from) || "", name.get(line.to) || "", (line.tip || "").split("\n").slice(1).join(", ")]);
  return csv([say("path_from"), say("path_to"), say("what")], ends);
}
