#!/usr/bin/env bash
# Guess: a table written as JSON-stat says the same when it is read back: each value stands at the place of its categories (the last
# dimension goes round first in JSON-stat), whatever the order of the rows.
# Seen with pyjstat 2.4.0: categories stand in the order in which they appear, values in the order of the rows, so that a table sorted by amount tells
# France's amount for Belgium, without a word; pyjstat itself reads it back so. Sorted by all its categories first, the table comes back as it was.
# Fails when the values follow their categories, or the table is refused.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install -qqq --disable-pip-version-check "pyjstat==2.4.0" "pandas==3.1.1"
"$folder/venv/bin/python" - <<'PYTHON'
import pandas
from pyjstat import pyjstat


def told(table):
    return {(row.country, row.year): row.value for row in table.itertuples()}


rows = [("FR", "2021", 40), ("BE", "2020", 30), ("BE", "2021", 20), ("FR", "2020", 10)]
table = pandas.DataFrame(rows, columns=["country", "year", "value"])
back = {}
for name, given in ("by amount", table), ("by categories", table.sort_values(["country", "year"])):
    back[name] = told(pyjstat.Dataset.read(pyjstat.Dataset.read(given).write()).write("dataframe"))
    print(name, back[name])
assert back["by categories"] == told(table)
assert back["by amount"] == {("FR", "2021"): 40, ("FR", "2020"): 30, ("BE", "2021"): 20, ("BE", "2020"): 10}
PYTHON
