#!/usr/bin/env bash
# Guess: an address too long for a link of Excel (2,079 characters; a SPARQL query within an address gets there soon), or one past the 65,530 links that
# a sheet may have, is written as plain text: a list of sources keeps every row.
# Seen with XlsxWriter 3.2.9: `write` leaves the cell empty, and so does pandas 3.1.1 over it; `write_column` ends there and leaves out all that follows too.
# Each time a warning goes to standard error, the file is written and the program ends well. The same text with a word before it, or with
# strings_to_urls off, is kept whole.
# Fails when such addresses are kept, or refused.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install -qqq --disable-pip-version-check "XlsxWriter==3.2.9" "openpyxl==3.1.5" "pandas==3.1.1"
cd "$folder"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import openpyxl
import pandas
import xlsxwriter


def kept(path):
    rows = openpyxl.load_workbook(path, read_only=True).active.iter_rows(min_row=2, values_only=True)
    return sum(row[0] is not None for row in rows)


question = "https://example.org/sparql?query=" + "SELECT" * 400
pages = [f"https://example.org/{number}" for number in range(70_000)]
for texts, in_cells, in_column in ([question, pages[0]], 1, 0), (["see " + question, pages[0]], 2, 2), (pages, 65_530, 65_530):
    pandas.DataFrame({"source": texts}).to_excel("sheet.xlsx", index=False, engine="xlsxwriter")
    found = [kept("sheet.xlsx")]
    for links in True, False:
        with xlsxwriter.Workbook("sheet.xlsx", {"strings_to_urls": links}) as book:
            book.add_worksheet().write_column(0, 0, ["source", *texts])
        found.append(kept("sheet.xlsx"))
    print(f"of {len(texts)} texts pandas keeps {found[0]}, a column {found[1]}, without links {found[2]}")
    assert found == [in_cells, in_column, len(texts)], found
PYTHON
