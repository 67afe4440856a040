"""Colours of the explorer by WCAG 2.1 AA: text 4.5 to 1 on what it stands on, lines and marks 3 to 1 on white."""

from __future__ import annotations

import re

from folders import ROOT

CSS = re.sub(r"/\*.*?\*/", "", (ROOT / "exports/explorer/page.css").read_text(encoding="utf-8"), flags=re.DOTALL)
GRAPH = (ROOT / "exports/explorer/js/graph.js").read_text(encoding="utf-8")
TEXT, MARK = 4.5, 3.0
WHITE = "#ffffff"
RULES = [(names.strip(), body) for names, body in re.findall(r"([^{}]+)\{([^{}]*)\}", CSS)]
SWATCH = re.compile(r"\.l\d")  # no text stands on these
OWN = dict(re.findall(r"(--[\w-]+): (#\w+)", CSS))


def colours(body: str, name: str) -> list[str]:
    """The colours that a rule gives to a property, by their numbers."""
    found = re.findall(rf"(?:^|[;\s]){name}: ?([^;]+)", body)
    told = re.sub(r"var\((--[\w-]+)\)", lambda match: OWN.get(match[1], ""), " ".join(found))
    return [f"#{''.join(c * 2 for c in one)}" if len(one) == 3 else f"#{one}" for one in re.findall(r"#(\w+)", told)]


def contrast(one: str, other: str) -> float:
    """Contrast of two colours as WCAG counts it."""
    light = []
    for colour in (one, other):
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        light.append(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)
    return max(light) / min(light)


def test_text_can_be_read_on_what_it_stands_on() -> None:
    assert round(contrast("#767676", WHITE), 2) == 4.54, "the known answer"
    grounds = [
        (names, ground) for names, body in RULES for ground in colours(body, "background") if not SWATCH.search(names)
    ]
    bodies = dict(RULES)
    faint = []
    for names, ground in grounds:
        inks = colours(bodies[names], "color") or [OWN["--ink"]]
        faint += [(names, ink, ground) for ink in inks if contrast(ink, ground) < TEXT]
    alone = [
        (names, ink, WHITE)
        for names, body in RULES
        if not colours(body, "background")
        for ink in colours(body, "color")
    ]
    drawn = [(names, ink, WHITE) for names, body in RULES if "text" in names for ink in colours(body, "fill")]
    assert faint + [told for told in alone + drawn if contrast(told[1], told[2]) < TEXT] == []
    assert min(len(grounds), len(alone)) > 5, "the style sheet was read"


def test_marks_and_lines_stand_out() -> None:
    """A mark stands out by its colour, or by the line around it."""
    stroked = re.compile(r"\.(?:province|layer|swatch|knot|due|l\d|p\d)\b")
    assert contrast(colours(dict(RULES)[".layer"], "stroke")[0], WHITE) >= MARK
    faint = [
        (names, ink)
        for names, body in RULES
        for ink in [*colours(body, "stroke"), *([] if stroked.search(names) else colours(body, "fill"))]
        if "text" not in names and contrast(ink, WHITE) < MARK
    ]
    outline = re.search(r'OUTLINE = "(#\w{6})"', GRAPH)
    assert outline
    assert contrast(outline[1], WHITE) >= MARK
    for red, green, blue, part in re.findall(r"rgba\((\d+),(\d+),(\d+),([\d.]+)\)", GRAPH):
        mixed = (round(255 + (int(one) - 255) * float(part)) for one in (red, green, blue))
        faint += [
            ("edges", ink) for ink in ["#" + "".join(f"{one:02x}" for one in mixed)] if contrast(ink, WHITE) < MARK
        ]
    assert faint == []
