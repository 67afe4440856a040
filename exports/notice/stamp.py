"""The notice that internal data are in: set on finished results of every form, so that none leaves without it."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterable
from pathlib import PurePath

from markupsafe import escape

from dirskg.exports.language import read_words
from dirskg.exports.tables import BOM, markdown_text

# The column, or the name in JSON, that carries the notice where there is no room for a sentence.
FIELD = "internal_notice"


def sentence(names: Iterable[str], lang: str) -> str:
    """What the notice says: which internal data are in."""
    return read_words(__package__, lang)("contains", names=", ".join(names))


def stamped(result: str | bytes, form: str, notice: str) -> str | bytes:
    """A finished result with the notice on it. What the bytes are decides, and for texts the form that was asked for.

    A workbook gets a sheet before the others and a heading on every printed page, a web page a heading and a title, a
    table of data a column, JSON a field, and any other text a first line.
    """
    data = result.encode("utf-8") if isinstance(result, str) else result
    if data[:4] == b"PK\x03\x04":
        return _archive(data, notice)
    if data[:4] == b"PAR1":
        return _parquet(data, notice)
    text = data.decode("utf-8")
    done = _text_stamp(text, form)(text, notice)
    return done if isinstance(result, str) else done.encode("utf-8")


def _text_stamp(text: str, form: str) -> Callable[[str, str], str]:
    start = text[:200].lstrip(BOM).lstrip().lower()
    if start.startswith("<!doctype html"):
        return _page
    if start.startswith("<?xml"):
        return _xml
    if start.startswith("begin:vcalendar"):
        return _calendar
    stamps: dict[str, Callable[[str, str], str]] = {
        "csv": _csv, "tsv": _tsv, "md": _markdown, "ttl": _comment, "nt": _comment, "nq": _comment, "trig": _comment,
        "json": _json,
    }  # fmt: skip
    return stamps.get(form) or (_json if _is_json(text) else _lines)


def _is_json(text: str) -> bool:
    """Whether a text of no told form is a JSON document."""
    try:
        return text[:1] in ("{", "[") and json.loads(text) is not None
    except ValueError:
        return False


def _lines(text: str, notice: str) -> str:
    return f"{notice}\n\n{text}"


def _comment(text: str, notice: str) -> str:
    return f"# {notice}\n{text}"


def _markdown(text: str, notice: str) -> str:
    return f"> **{markdown_text(notice)}**\n\n{text}"


def _page(text: str, notice: str) -> str:
    """Browsers print the title of a page on each sheet of paper."""
    told = str(escape(notice))
    text = text.replace("<title>", f"<title>{told} – ", 1)
    return text.replace("<body>", f'<body>\n<p class="internal" role="note"><strong>{told}</strong></p>', 1)


def _xml(text: str, notice: str) -> str:
    head, end, rest = text.partition("?>")
    return f"{head}{end}\n<!-- {notice.replace('--', '- -')} -->{rest}"


def _calendar(text: str, notice: str) -> str:
    from dirskg.exports.findings.calendar import noticed

    return noticed(text, notice)


def _json(text: str, notice: str) -> str:
    told = json.loads(text)
    if isinstance(told, dict):
        told = {FIELD: notice, **told}
    elif isinstance(told, list):
        told = [{**one, FIELD: notice} if isinstance(one, dict) else one for one in told]
    return json.dumps(told, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _csv(text: str, notice: str) -> str:
    out, mark = io.StringIO(), BOM if text.startswith(BOM) else ""
    writer = csv.writer(out, lineterminator="\n")
    rows = csv.reader(io.StringIO(text.removeprefix(BOM), newline=""))
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    writer.writerows([*row, notice if number else FIELD] for number, row in enumerate(rows))
    return mark + out.getvalue()


def _tsv(text: str, notice: str) -> str:
    lines = text.removesuffix("\n").split("\n")
    return "".join(f"{line}\t{notice if number else FIELD}\n" for number, line in enumerate(lines))


def _parquet(data: bytes, notice: str) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pq.read_table(io.BytesIO(data))
    out = io.BytesIO()
    pq.write_table(table.append_column(FIELD, pa.array([notice] * len(table), pa.string())), out)
    return out.getvalue()


def _archive(data: bytes, notice: str) -> bytes:
    """A workbook, or a zip file of tables."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if "xl/workbook.xml" in archive.namelist():
            from dirskg.exports.notice.workbook import stamp_workbook

            return stamp_workbook(data, notice)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as stamped_archive:
            for member in archive.infolist():
                form = PurePath(member.filename).suffix.removeprefix(".")
                stamped_archive.writestr(member, stamped(archive.read(member), form, notice), zipfile.ZIP_DEFLATED)
    return out.getvalue()
