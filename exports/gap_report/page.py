"""The report as one HTML file: no script, nothing loaded, fit for a printer and a screen reader."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from dirskg.exports.gap_report.content import Content
from dirskg.exports.gap_report.notes import REFERENCES


def page(content: Content) -> str:
    """The page. Text from data is escaped; the policy in its head lets nothing run or load but the style sheet."""
    style = _style()
    return _template().render(
        content=content,
        text=content.text,
        references=REFERENCES,
        # Our own texts: the hash of the policy holds only for the style as it is, which escaping would change.
        style=Markup(style),
        policy=Markup(_policy(style)),
    )


def _policy(style: str) -> str:
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


@cache
def _style() -> str:
    """The style sheet with one kind of line end: a browser hashes what its HTML parser leaves, without returns."""
    return files(__package__).joinpath("page.css").read_text(encoding="utf-8").replace("\r\n", "\n")


def _code(text: str) -> Markup:
    """Text with what stands between backticks as code."""
    marks = (Markup("</code>"), Markup("<code>"))
    first, *rest = text.split("`")
    return escape(first) + Markup("").join(marks[place % 2] + escape(part) for place, part in enumerate(rest, start=1))


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader(__package__, "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["code"] = _code
    return environment.get_template("page.html.j2")
