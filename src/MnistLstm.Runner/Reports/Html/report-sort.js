"use strict";
// Makes tables sortable by their headings: once for one direction, twice for the other, thrice for the order they came in.
(() => {
  const said = document.createElement("p");
  said.className = "hidden";
  said.setAttribute("role", "status");
  document.body.append(said);

  // The number that a cell begins with: 82,186; 98.10 ± 0.21 (3); 2x64 for twice 64. Null for words and for "-".
  const number = text => {
    const found = /^([+-]?\d[\d,]*(?:\.\d+)?(?:e[+-]?\d+)?)(?:x(\d+))?/i.exec(text);
    return found ? Number(found[1].replaceAll(",", "")) * Number(found[2] ?? 1) : null;
  };

  for (const table of document.querySelectorAll("table.sortable")) {
    const body = table.tBodies[0];
    const original = [...body.rows];
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const name = head.textContent;
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = name;
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const cells = original.map(row => row.cells[column].textContent.trim());
        const numbers = cells.map(number);
        const numeric = numbers.filter(value => value !== null).length * 2 > cells.filter(cell => cell !== "-").length;
        const turns = numeric ? ["descending", "ascending", null] : ["ascending", "descending", null];
        const direction = turns[(turns.indexOf(head.getAttribute("aria-sort")) + 1) % 3];
        for (const other of heads) other.removeAttribute("aria-sort");
        const order = original.map((_, index) => index);
        if (direction !== null) {
          head.setAttribute("aria-sort", direction);
          const sign = direction === "ascending" ? 1 : -1;
          const missing = index => (numeric ? numbers[index] === null : cells[index] === "-");
          order.sort((a, b) =>
            missing(a) - missing(b) ||
            sign * (numeric ? (numbers[a] ?? 0) - (numbers[b] ?? 0) : cells[a].localeCompare(cells[b], "en", { numeric: true })) ||
            a - b);
        }
        body.append(...order.map(index => original[index]));
        said.textContent = direction === null ? "in the order of the report" : `sorted by ${name}, ${direction}`;
      });
    });
  }
})();
