"""Whether what stands as an organisation is a natural person: some take part in programmes under their own name.

Nothing in the files tells them from companies, so their names must. The rule looks for two to four words of letters, a
common given name among them and no word of an organisation; legal forms, numbers and words that many organisations
share speak against it. It may hold a company named after its founder for a person: such a row is reported without its
name, and the firm can be given as own data with its legal form. Ask it only of what may be one: no university is.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from dirskg.graph.text import fold
from dirskg.ingest.values.legal_forms import LEGAL_FORMS

# Between the names of a person, not after them.
_PARTICLES = frozenset("de den der di da do dos du le la van vande vanden vander ten ter von zu zur y e".split())  # noqa: SIM905
_MOST_WORDS = 5


def is_person(name: str) -> bool:
    """Whether a name is rather that of a natural person than of an organisation."""
    words = fold(name).replace("-", " ").replace(".", " ").replace(",", " ").split()
    core = [word for word in words if word not in _PARTICLES]
    if not 2 <= len(core) <= len(words) <= _MOST_WORDS or not all(word.isalpha() for word in words):
        return False
    if any(word in LEGAL_FORMS or (len(word) > 1 and word in _organisation_words()) for word in core):
        return False
    return any(word in _given_names() for word in core)


@cache
def _given_names() -> frozenset[str]:
    lines = files("dirskg.ingest.values").joinpath("given_names.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def _organisation_words() -> frozenset[str]:
    lines = files("dirskg.ingest.values").joinpath("common_words.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split()) - _given_names()
