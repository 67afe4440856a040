#!/usr/bin/env bash
# Guess: an amount shown in millions, with the M written as \M in its number format (OOXML knows that beside "M"), is read as the number that the cell
# holds, and a workbook read and written again shows what it showed.
# Seen with exceljs 4.4.0: it takes the backslash away, sees an M for months, and reads the amount as a day: EUR 46.5 million is noon of 14 February 1900.
# Written again, the format has lost its backslash, so that others see a day as well (openpyxl 3.1.5). No error tells. With "M" the number stays.
# Fails when exceljs reads the number or keeps the format. Needs Node.
set -euo pipefail
command -v npm > /dev/null || { echo "no Node here: install Node with npm" >&2; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install -qqq --disable-pip-version-check "openpyxl==3.1.5"
cd "$folder"
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund "exceljs@4.4.0"
venv/bin/python - <<'PYTHON'
import openpyxl

book = openpyxl.Workbook()
for row, shown in enumerate(('0.0" M"', "0.0\\ \\M"), 1):
    book.active.cell(row, 1, 46.5).number_format = shown
book.save("given.xlsx")
PYTHON
cat > copy.js <<'JAVASCRIPT'
const assert = require("node:assert");
const { Workbook } = require("exceljs");

const book = new Workbook();
book.xlsx.readFile("given.xlsx").then(() => {
  const read = book.worksheets[0].getColumn(1).values.slice(1).map((value) => JSON.stringify(value));
  console.log("exceljs:", ...read);
  assert.deepStrictEqual(read, ["46.5", '"1900-02-14T12:00:00.000Z"']);
  return book.xlsx.writeFile("again.xlsx");
});
JAVASCRIPT
node copy.js
venv/bin/python - <<'PYTHON'
import openpyxl

for name, kinds in ("given.xlsx", ["float", "float"]), ("again.xlsx", ["float", "datetime"]):
    cells = [cell for (cell,) in openpyxl.load_workbook(name).active.iter_rows()]
    print(name, *((cell.value, cell.number_format) for cell in cells))
    assert [type(cell.value).__name__ for cell in cells] == kinds
PYTHON
