"""Workbooks: what comes out of one is what openpyxl reads of it, in whichever form its texts are written."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest

from dirskg.graph.errors import Refused
from dirskg.ingest.reading.workbooks import open_workbook

INLINE = (
    '<c r="A{n}" t="inlineStr"><is><t>plain &amp; simple</t></is></c>'
    '<c r="B{n}" s="0" t="inlineStr"><is><t xml:space="preserve">  kept\n </t></is></c>'
    '<c t="inlineStr" r="C{n}"><is><t>=1+1</t></is></c>'
    '<c r="D{n}" t="inlineStr"><is><t></t></is></c>'
    '<c r="E{n}" t="inlineStr"><is><r><t>two </t></r><r><t>runs</t></r></is></c>'
    '<c r="F{n}" t="inlineStr"><is><t>sound</t><rPh sb="0" eb="1"><t>left out</t></rPh></is></c>'
    '<c r="G{n}" t="inlineStr"><is><t><![CDATA[<c>]]></t></is></c><c r="H{n}" t="inlineStr"/>'
    '<c r="I{n}"><f>1+1</f><v>2</v></c><c r="J{n}"><v>101000001</v></c><c r="K{n}" t="e"><v>#N/A</v></c>'
    '<c r="L{n}" t="b"><v>1</v></c><c r="N{n}" t="str"><v>told</v></c><c t="inlineStr"><is><t>{long}</t></is></c>'
)


def test_texts_within_cells_are_read_as_openpyxl_reads_them(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "empty.xlsx")
    # Longer than a piece, so that cells stand across the ends of two.
    rows = "".join(f'<row r="{n}">{INLINE.format(n=n, long="é" * (n * 150))}</row>' for n in range(1, 99))
    sheet = f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}'
    path = tmp_path / "inline.xlsx"
    with zipfile.ZipFile(tmp_path / "empty.xlsx") as empty, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in empty.namelist():
            other = f"{sheet}</sheetData></worksheet>" if name.startswith("xl/worksheets/") else empty.read(name)
            archive.writestr(name, other)
    expected = list(openpyxl.load_workbook(path, read_only=True).active.iter_rows(values_only=True))
    assert expected[0][:8] == ("plain & simple", "  kept\n ", "=1+1", "", "two runs", "sound", "<c>", None)
    with open_workbook(path, 1 << 30, read_only=True) as book:
        assert list(book.active.iter_rows(values_only=True)) == expected


def test_a_workbook_that_is_locked_is_refused_as_such(tmp_path: Path) -> None:
    path = tmp_path / "locked.xlsx"
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600))
    with pytest.raises(Refused, match=r"locked\.xlsx: locked with a password"), open_workbook(path, 1 << 20):
        pass
