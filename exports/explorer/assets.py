"""The scripts and the style sheet that a page carries, and the policy that lets only those run."""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from dirskg.exports.html import hashed
from dirskg.graph.errors import DirskgError
from dirskg.ontology.resources import text_beside

_VIS = "lib/vis-9.1.2/vis-network.min.js"
_SOURCE_MAP = re.compile("^//# sourceMappingURL=.*$", re.MULTILINE)
# Joined in this order into one script.
_SCRIPTS = (
    "dom", "data", "words", "state", "network", "sheet", "charts", "start", "gap", "actor", "record", "search",
    "select", "paths", "more", "pictures", "taken", "graph", "page",
)  # fmt: skip


@cache
def vis_network() -> str:
    """The vis-network 9.1.2 that the installed pyvis carries, as script text. DirskgError if it does not."""
    # Where it is installed; to import pyvis would load networkx and more, for nothing.
    found = find_spec("pyvis")
    folders = (found and found.submodule_search_locations) or [""]
    try:
        text = Path(folders[0], _VIS).read_text(encoding="utf-8")
    except OSError as error:
        raise DirskgError(
            f"The installed pyvis has no file {_VIS}, which draws the graph; install pyvis 0.3.2"
        ) from error
    # The last line points to a source map that is not there; developer tools would go looking for it.
    return _SOURCE_MAP.sub("", _inline(text))


@cache
def page_script() -> str:
    """The page's own script, closed in one function so that nothing leaks into the global scope."""
    return _inline('"use strict";\n(() => {\n' + "\n".join(_read(f"js/{name}.js") for name in _SCRIPTS) + "})();\n")


@cache
def style_sheet() -> str:
    """The page's style sheet."""
    return _inline(_read("page.css"))


def policy(scripts: tuple[str, ...], styles: tuple[str, ...]) -> str:
    """A Content-Security-Policy under which only these texts run and nothing is loaded or sent.

    Trusted types close the ways by which text could still become markup (innerHTML and its like).
    """
    return "; ".join(
        (
            "default-src 'none'",
            "script-src " + " ".join(map(hashed, scripts)),
            "style-src " + " ".join(map(hashed, styles)),
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


def _read(name: str) -> str:
    return text_beside(__file__, name)


def _inline(text: str) -> str:
    """The text with one kind of line end: a browser hashes what its HTML parser leaves, without returns."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
