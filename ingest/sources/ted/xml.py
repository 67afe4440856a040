"""XML of notices, read without names of schemas: those differ from version to version, the elements do not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

Element = Any  # lxml tells no types

# Nothing from outside is fetched, no entity is resolved, and what is no part of a notice is not kept.
_PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True,
    remove_blank_text=True, huge_tree=True, collect_ids=False,
)  # fmt: skip
# The namespace of elements without a prefix: without it they are called as they are written.
_DEFAULT = re.compile(rb"""\sxmlns\s*=\s*(?:"[^"]*"|'[^']*')""")
_HEAD = 4096


class Broken(Exception):
    """A file that is no whole XML document; tells the reason, and the line where the parser knows it."""


def parse(data: bytes) -> Element:
    """The root element. Raises Broken for what is cut off, no XML, or defines entities of its own."""
    if b"<!DOCTYPE" in data[:_HEAD]:
        raise Broken("it defines a document type, which no notice does")
    try:
        return etree.fromstring(_DEFAULT.sub(b"", data[:_HEAD], count=1) + data[_HEAD:], _PARSER)
    except etree.XMLSyntaxError as error:
        line = f"line {error.lineno}: " if error.lineno else ""
        raise Broken(f"{line}{error.msg}") from error


def text(element: Element | None, path: str = "") -> str:
    """The text of an element, or of the first one at a path below it, with single blanks; "" where there is none."""
    found = element.find(path) if path and element is not None else element
    if found is None:
        return ""
    told = found.text if len(found) == 0 else " ".join(found.itertext())
    return " ".join(told.split()) if told else ""


def value(element: Element | None, path: str, attribute: str = "VALUE") -> str:
    """An attribute of the first element at a path, "" where there is none."""
    found = element.find(path) if element is not None else None
    return "" if found is None else str(found.get(attribute) or "").strip()


def values(element: Element, path: str, attribute: str) -> list[str]:
    """An attribute of all elements at a path, each once, in their order."""
    return list(
        dict.fromkeys(told for one in element.iterfind(path) if (told := str(one.get(attribute) or "").strip()))
    )


def named(element: Element, *tags: str) -> Iterator[Element]:
    """All elements below of these names, whatever their namespace."""
    found: Iterator[Element] = element.iter(*(f"{{*}}{tag}" for tag in tags))
    return found
