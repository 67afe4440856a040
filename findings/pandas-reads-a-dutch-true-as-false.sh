#!/usr/bin/env bash
# Guess: a truth in an OpenDocument sheet is read by its value (office:boolean-value), whatever language the person who
# saved it reads: LibreOffice shows the same value as TRUE, WAAR, VRAI or WAHR.
# Seen with pandas 3.1.1 (odfpy 1.4.1): the shown text is compared with TRUE, so that every truth of a Dutch, French or German sheet is False, without
# a word; a column "is an SME" then says no for all. python-calamine 0.9.1 reads the value, alone and as engine of pandas.
# Fails when pandas reads the value.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install -qqq --disable-pip-version-check "pandas==3.1.1" "odfpy==1.4.1" "python-calamine==0.9.1"
cd "$folder"
venv/bin/python - <<'PYTHON'
import pandas
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

book, sheet = OpenDocumentSpreadsheet(), Table(name="firms")
for shown in "TRUE", "WAAR", "VRAI", "WAHR":
    row, cell = TableRow(), TableCell(valuetype="boolean", booleanvalue="true")
    cell.addElement(P(text=shown))
    row.addElement(cell)
    sheet.addElement(row)
book.spreadsheet.addElement(sheet)
book.save("firms.ods")
read = {engine: pandas.read_excel("firms.ods", header=None, engine=engine)[0].tolist() for engine in (None, "calamine")}
print(read)
assert read == {None: [True, False, False, False], "calamine": [True] * 4}
PYTHON
