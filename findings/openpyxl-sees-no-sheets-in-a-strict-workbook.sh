#!/usr/bin/env bash
# Guess: a workbook that Excel saved as "Strict Open XML Spreadsheet" (ISO/IEC 29500 strict, the form that some administrations ask for) is read like
# any other, or refused with an error that names the form.
# Seen with openpyxl 3.1.5: it opens with no sheets at all and warns of "an invalid specification for 0", so that a loop over its sheets reads nothing and
# ends well; python-calamine 0.9.1 reads the same file. The namespaces are all that differs.
# Fails when openpyxl finds the sheet or refuses the file.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install -qqq --disable-pip-version-check "openpyxl==3.1.5" "python-calamine==0.9.1"
cd "$folder"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import zipfile

import openpyxl
from python_calamine import CalamineWorkbook

usual = openpyxl.Workbook()
usual.active.title = "actors"
usual.active.append(["name", "place"])
usual.active.append(["An institute", "Mons"])
usual.save("usual.xlsx")
names = {
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "http://purl.oclc.org/ooxml/officeDocument/relationships",
}
with zipfile.ZipFile("usual.xlsx") as there, zipfile.ZipFile("strict.xlsx", "w") as strict:
    for part in there.namelist():
        text = there.read(part).decode("utf-8")
        for loose, exact in names.items():
            text = text.replace(loose, exact)
        strict.writestr(part, text)
found = openpyxl.load_workbook("strict.xlsx").sheetnames
other = CalamineWorkbook.from_path("strict.xlsx")
print(f"openpyxl: sheets {found}; calamine: sheets {other.sheet_names}, {other.get_sheet_by_index(0).to_python()}")
assert openpyxl.load_workbook("usual.xlsx").sheetnames == ["actors"] == other.sheet_names
assert found == [], found
PYTHON
