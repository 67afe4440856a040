"""What every HTML page of ours shares: one style sheet, a policy that lets nothing run or load, escaping by default."""

from __future__ import annotations

import base64
import hashlib
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from dirskg.exports.language import unbroken
from dirskg.ontology.resources import text_beside


def render_page(package: str, **values: object) -> str:
    """The template `page.html.j2` of a package, with `style` and `policy` filled in. Text from data is escaped."""
    # Our own texts: the hash of the policy holds only for the style as it is, which escaping would change.
    return render(package, style=Markup(_style()), policy=Markup(_policy(_style())), **values)


def render(package: str, **values: object) -> str:
    """The template `page.html.j2` of a package with a style sheet of its own. Text from data is escaped."""
    return _template(package).render(**values)


def _policy(style: str) -> str:
    return f"default-src 'none'; style-src {hashed(style)}; base-uri 'none'; form-action 'none'"


def hashed(text: str) -> str:
    """What a policy calls a text of a page that is to run or apply."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def _style() -> str:
    """The style sheet with one kind of line end: a browser hashes what its HTML parser leaves, without returns."""
    return text_beside(__file__, "page.css").replace("\r\n", "\n")


def _code(text: str) -> Markup:
    """Text with what stands between backticks as code."""
    marks = (Markup("</code>"), Markup("<code>"))
    first, *rest = unbroken(text).split("`")
    return escape(first) + Markup("").join(marks[place % 2] + escape(part) for place, part in enumerate(rest, start=1))


@cache
def _template(package: str) -> Template:
    environment = Environment(
        loader=PackageLoader(package, "."),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=lambda value: unbroken(value) if type(value) is str else value,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["code"] = _code
    environment.filters["zip"] = zip
    return environment.get_template("page.html.j2")
