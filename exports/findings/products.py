"""Names of products as input-output tables have them: those of the divisions of NACE that they hold."""

from __future__ import annotations

from dirskg.exports.language import read_words
from dirskg.exports.tables.cells import one_line
from dirskg.graph.analyses.returns import divisions


def product_name(code: str, lang: str) -> str:
    """Name and code of a product: Manufacture of other transport equipment (C30); its code where it has no name."""
    names = read_words(__package__, lang, "divisions").strings
    bare = code.removeprefix("CPA_")
    # L68A is a part of L68, and called like it.
    found = [names[one[:3]] for one in sorted(divisions(code)) if one[:3] in names]
    return f"{'; '.join(found)} ({one_line(bare)})" if found else one_line(bare)
