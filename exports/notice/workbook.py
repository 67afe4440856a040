"""The notice on a finished workbook of ours: a sheet before all others, and a heading on every page that is printed."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from markupsafe import escape

_SHEET = "xl/worksheets/notice.xml"
_NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"


def stamp_workbook(data: bytes, notice: str) -> bytes:
    """The workbook with the notice. Written for what XlsxWriter writes: the same workbook gives the same bytes."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            text = old.read(member)
            if member.filename.endswith((".xml", ".rels")):
                text = _changed(member.filename, text.decode("utf-8"), notice).encode("utf-8")
            new.writestr(member, text, zipfile.ZIP_DEFLATED)
        # A date that does not change, as XlsxWriter does it.
        new.writestr(zipfile.ZipInfo(_SHEET, (1980, 1, 1, 0, 0, 0)), _notice_sheet(notice), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _changed(name: str, text: str, notice: str) -> str:
    if name == "[Content_Types].xml":
        return text.replace("</Types>", f'<Override PartName="/{_SHEET}" ContentType="{_SHEET_TYPE}"/></Types>')
    if name == "xl/_rels/workbook.xml.rels":
        link = f'<Relationship Id="rIdNotice" Type="{_RELATION}" Target="worksheets/notice.xml"/>'
        return text.replace("</Relationships>", f"{link}</Relationships>")
    if name == "xl/workbook.xml":
        numbers = [int(number) for number in re.findall(r'sheetId="(\d+)"', text)]
        first = f'<sheets><sheet name="!" sheetId="{max(numbers, default=0) + 1}" r:id="rIdNotice"/>'
        text = text.replace("<sheets>", first, 1)
        # Names of ranges count the sheets, of which there is one more before them.
        return re.sub(r'localSheetId="(\d+)"', lambda found: f'localSheetId="{int(found[1]) + 1}"', text)
    if name.startswith("xl/worksheets/sheet"):
        # Of two selected sheets Excel would change both at once.
        text = text.replace(' tabSelected="1"', "", 1)
        told = f"&amp;C{escape(notice.replace('&', '&&'))}"
        if "</oddHeader>" in text:  # it stands between a title on the left and the name of the sheet on the right
            return re.sub(r"(&amp;R&amp;A)?</oddHeader>", lambda found: told + found[0], text, count=1)
        heading = f"<headerFooter><oddHeader>{told}</oddHeader></headerFooter>"
        return re.sub(r"(<pageMargins[^>]*/>(?:<pageSetup[^>]*/>)?)", lambda found: found[1] + heading, text, count=1)
    return text


def _notice_sheet(notice: str) -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{_NAMESPACE}"><sheetViews>'
        '<sheetView tabSelected="1" workbookViewId="0"/></sheetViews><cols><col min="1" max="1" width="110"/></cols>'
        f'<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>{escape(notice)}</t></is></c></row></sheetData>'
        '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/></worksheet>'
    )
