// The panel with a node's facts, ties and sources. Text from data only ever becomes text.

function make(tag, text, className) {
  const element = document.createElement(tag);
  if (text !== undefined) element.textContent = text;
  if (className) element.className = className;
  return element;
}

function button(text, act, className) {
  const element = make("button", text, className);
  element.type = "button";
  element.addEventListener("click", act);
  return element;
}

// The address if it is one of the web, else null: javascript:, data: and file: never become links.
function webAddress(text) {
  if (!/^https?:\/\/\S+$/i.test(text)) return null;
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

function reference(text, shown) {
  const address = webAddress(text);
  if (!address) return make("span", text);
  const path = decodePath(address.pathname + address.search).replace(/\/$/, "");
  const name = address.host.replace(/^www\./, "") + (path.length > 60 ? path.slice(0, 59) + "…" : path);
  const link = make("a", shown || name);
  link.href = address.href;
  link.target = "_blank";
  link.rel = "noopener noreferrer";
  link.title = address.href;
  return link;
}

function decodePath(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function makePanel(data, tiesOf, select, clear, back) {
  const title = document.getElementById("panel-title");
  const body = document.getElementById("panel-body");
  const hint = body.firstElementChild;
  const words = data.words;

  function facts(fact) {
    const list = make("dl");
    const pairs = [[words.type, words["kind_" + fact.kind]], [words.region, words["region_" + fact.region]]];
    if (fact.group) pairs.push([words.group, fact.group]);
    for (const [name, value] of [...pairs, ...fact.facts]) {
      const cell = make("dd");
      cell.append(reference(value));
      list.append(make("dt", name), cell);
    }
    return list;
  }

  function tie(rank, edge) {
    const outward = edge.from === rank;
    const other = outward ? edge.to : edge.from;
    const item = make("li");
    if (data.edgeStyles[edge.kind].arrows.to.enabled) item.append(make("span", outward ? "→ " : "← "));
    item.append(button(data.facts[other].label, () => select(other), "link"));
    const detail = make("span", data.ties[edge.id].title ? " " + data.ties[edge.id].title : "", "hint");
    data.ties[edge.id].sources.forEach((source, index, all) => {
      detail.append(" ", reference(source, words.source + (all.length > 1 ? " " + (index + 1) : "")));
    });
    item.append(detail);
    return item;
  }

  function ties(rank) {
    const edges = tiesOf(rank);
    const part = make("div");
    part.append(make("h3", `${words.ties} (${edges.length})`));
    if (!edges.length) part.append(make("p", words.no_ties, "hint"));
    for (const kind of Object.keys(data.edgeStyles)) {
      const some = edges.filter((edge) => edge.kind === kind).sort((a, b) => b.width - a.width);
      if (!some.length) continue;
      const list = make("ul");
      list.append(...some.map((edge) => tie(rank, edge)));
      part.append(make("h4", `${words["edge_" + kind]} (${some.length})`), list);
    }
    return part;
  }

  function sources(fact) {
    const part = make("div");
    part.append(make("h3", words.sources));
    if (!fact.sources.length) part.append(make("p", words.no_sources, "hint"));
    const list = make("ul");
    for (const source of fact.sources) {
      const item = make("li");
      item.append(reference(source));
      list.append(item);
    }
    part.append(list);
    return part;
  }

  return {
    show(rank, focus) {
      const fact = data.facts[rank];
      title.textContent = fact.label;
      const tools = make("p", undefined, "row");
      tools.append(button(words.back, () => back(rank)), button(words.close, clear));
      body.replaceChildren(tools, facts(fact), ties(rank), sources(fact));
      body.parentElement.scrollTop = 0;
      if (focus) title.focus({ preventScroll: true });
    },
    clear() {
      title.textContent = words.details;
      body.replaceChildren(hint);
    },
  };
}
