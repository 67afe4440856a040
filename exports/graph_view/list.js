// The list of nodes: rows follow the filters, headings sort, names select.

function makeList(data, select) {
  const table = document.getElementById("list");
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const headings = [...table.tHead.rows[0].cells];
  const collator = new Intl.Collator(data.lang, { numeric: true, sensitivity: "base" });
  const rowOf = new Map(rows.map((row) => [Number(row.dataset.node), row]));

  function sort(column) {
    const heading = headings[column];
    const numbers = heading.classList.contains("number");
    const state = heading.getAttribute("aria-sort");
    // Counts are wanted from the top, words from A.
    const downward = state ? state === "ascending" : numbers;
    headings.forEach((other) => other.removeAttribute("aria-sort"));
    heading.setAttribute("aria-sort", downward ? "descending" : "ascending");
    const text = (row) => row.cells[column].textContent;
    const compare = (a, b) => (numbers ? Number(text(a)) - Number(text(b)) : collator.compare(text(a), text(b)));
    rows.sort((a, b) => (downward ? compare(b, a) : compare(a, b)));
    body.append(...rows);
  }

  headings.forEach((heading, column) => heading.firstElementChild.addEventListener("click", () => sort(column)));
  body.addEventListener("click", (event) => {
    const row = event.target.closest("tr");
    if (row && event.target.closest("button")) select(Number(row.dataset.node));
  });

  return {
    mark(rank) {
      body.querySelector("tr.chosen")?.classList.remove("chosen");
      if (rank !== null) rowOf.get(rank).classList.add("chosen");
    },
    show(visible) {
      for (const [rank, row] of rowOf) row.hidden = !visible(rank);
    },
    focus(rank) {
      const name = rowOf.get(rank).querySelector("button");
      name.focus({ preventScroll: true });
      name.scrollIntoView({ block: "center" });
    },
  };
}
