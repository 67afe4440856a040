// The search box: a combobox whose matches do not mind accents, case or the order of importance typed.

const MOST_MATCHES = 8;
const LETTERS = { "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe" };

function fold(text) {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.replace(/[ßøłđæœ]/g, (letter) => LETTERS[letter]);
}

// 0 for a name that starts with the text, 1 for a word of it, 2 for a part of it, 3 for a fact.
function matchClass(entry, text) {
  const at = entry.name.indexOf(text);
  if (at === 0) return 0;
  if (at > 0) return /[\p{L}\p{N}]/u.test(entry.name[at - 1]) ? 2 : 1;
  return entry.rest.includes(text) ? 3 : 4;
}

function makeSearch(data, choose) {
  const input = document.getElementById("search");
  const list = document.getElementById("matches");
  const status = document.getElementById("search-status");
  const entries = data.facts.map((fact, rank) => ({
    rank,
    importance: fact.importance,
    name: fold(fact.label),
    rest: fold([fact.group, ...fact.facts.map((pair) => pair[1])].join("\n")),
  }));
  let matches = [];
  let active = -1;

  function find(text) {
    const wanted = fold(text).trim();
    if (!wanted) return [];
    return entries
      .map((entry) => ({ entry, level: matchClass(entry, wanted) }))
      .filter((match) => match.level < 4)
      .sort((a, b) => a.level - b.level || b.entry.importance - a.entry.importance)
      .map((match) => match.entry.rank);
  }

  function option(rank, index) {
    const item = make("li", data.facts[rank].label);
    item.id = "match-" + index;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", String(index === active));
    item.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      pick(rank);
    });
    return item;
  }

  function draw() {
    const shown = matches.slice(0, MOST_MATCHES);
    list.replaceChildren(...shown.map(option));
    list.hidden = !shown.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    if (active < 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", "match-" + active);
  }

  function close() {
    matches = [];
    active = -1;
    draw();
  }

  function pick(rank) {
    close();
    input.value = data.facts[rank].label;
    status.textContent = data.facts[rank].label;
    choose(rank);
  }

  function say(text) {
    const words = data.words;
    if (!text.trim()) status.textContent = "";
    else status.textContent = matches.length
      ? words.search_matches.replace("{count}", matches.length)
      : words.search_none;
  }

  input.addEventListener("input", () => {
    matches = find(input.value);
    active = -1;
    draw();
    say(input.value);
    input.classList.toggle("empty", Boolean(input.value.trim()) && !matches.length);
  });
  input.addEventListener("keydown", (event) => {
    const count = Math.min(matches.length, MOST_MATCHES);
    if (event.key === "Enter") {
      const found = matches.length ? matches : find(input.value);
      if (found.length) pick(found[Math.max(active, 0)]);
    } else if (event.key === "Escape") close();
    else if (count && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      active = (active + (event.key === "ArrowDown" ? 1 : active < 0 ? 0 : -1) + count) % count;
      draw();
    }
  });
  input.addEventListener("blur", close);
}
