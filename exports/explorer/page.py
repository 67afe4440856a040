"""The page as one file: its frame, its words, its data packed, and a policy under which nothing else is loaded."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from dirskg.exports.drawing.provinces import outlines
from dirskg.exports.explorer import assets
from dirskg.exports.explorer.found import findings
from dirskg.exports.explorer.material import Material
from dirskg.exports.explorer.records import Records
from dirskg.exports.explorer.words import LANGUAGES, label_table, words
from dirskg.exports.html import render
from dirskg.exports.language.naming import district, names
from dirskg.graph.answers.results import Solutions

# Inside a script element these would end it, open a comment, or break the line.
_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
# Higher levels save little and take several times as long.
_LEVEL = 6


def explorer_page(material: Material, lang: str = "en", start: str = "") -> str:
    """The page in `lang`, which its reader can change, opened at the view `start`. The same input gives the same page.

    Raises DirskgError where the installed pyvis does not carry vis-network.
    """
    vis, script, style = assets.vis_network(), assets.page_script(), assets.style_sheet()
    told = {one: words(one) for one in LANGUAGES}
    return render(
        __package__,
        lang=lang,
        words=told[lang],
        policy=Markup(assets.policy((vis, script), (style,))),
        # Our own texts: the hashes of the policy hold only for them as they are, which escaping would change.
        vis=Markup(vis),
        script=Markup(script),
        style=Markup(style),
        told=Markup(embed({"lang": lang, "start": start, "languages": LANGUAGES, "words": told})),
        data=Markup(packed(page_data(material))),
    )


def page_data(material: Material) -> dict[str, Any]:
    """Everything that the page shows: tables of what is on record, findings, and the names of codes."""
    ecosystem, records = material.ecosystem, Records(material)
    found = findings(material, records)
    tables, areas = records.tables(), names(ecosystem.areas, "en")
    said = (("functions", "told"), ("establishments", "told"), ("ties", "note"), ("mentions", "sentence"))
    told = [text for name, column in said for text in tables[name][column]]
    return {
        "build": material.build,
        "on": material.on,
        "working": bool(ecosystem.domains["working"].any()),
        "domains": _named(ecosystem.domains),
        "regions": _named(ecosystem.regions),
        "areas": {code: [district(name, lang) for lang in LANGUAGES] for code, name in areas.items()},
        "topics": _grouped(material.topics),
        "words": _grouped(material.words),
        "labels": label_table(material.labels, ecosystem.ties["kind"], told),
        "map": outlines(),
        **found,
        **tables,
    }


def _grouped(answer: Solutions) -> dict[str, list[str]]:
    """The second column by the first: topics by the domain that holds them, words by the topic that they name."""
    found: dict[str, list[str]] = {}
    for first, second, *_ in answer.values():
        found.setdefault(str(first), []).append(str(second))
    return found


def _named(frame: Any) -> dict[str, list[str]]:
    told: list[Mapping[str, str]] = [names(frame, lang) for lang in LANGUAGES]
    return {code: [own[code] for own in told] for code in told[0]}


def embed(data: object) -> str:
    """JSON that is safe inside a script element: it can neither end the element nor open a comment."""
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.translate(_ESCAPES)


def packed(data: object) -> str:
    """JSON packed (zlib) and written in base 64, which every browser of the last years unpacks by itself."""
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return base64.b64encode(zlib.compress(text.encode("utf-8"), _LEVEL)).decode("ascii")
