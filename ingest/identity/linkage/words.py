"""Words of names as linkage compares them: one word for its forms in several languages, and which words tell."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from dirskg.ingest.values.legal_forms import LEGAL_FORMS
from dirskg.ingest.values.places import Places
from dirskg.ingest.values.word_lists import word_list
from dirskg.ontology.resources import rows_beside

# Words that only hold a name together, in the languages of the EU programmes.
_BETWEEN = frozenset(
    """
    a an and at by for from in of on the to with
    au aux d de des du en et l la le les pour sur
    aan bij de den der dit een en het in met op te tot uit van voor
    am an auf beim das dem den der des die fur im in mit und vom von zu zum zur
    al alla d da de degli dei del dell della delle di e ed ei el em i il in la las los na nella no o para per por y
    av for i och og til w we z ze do na za po im kai tis tou ton gia
    """.split()  # noqa: SIM905  words without quotes are easier to keep
)
# Words for what kind of body it is in law, where a register writes them out and others do not. A foundation is
# none of them: that of a firm or university is a body of its own.
_LAW = frozenset(
    """
    association asociacion associacao associazione asociatia vereniging verein eingetragener sdruzeni zdruzenie
    sdruzhenie company limited unlimited private lbg royal charter incorporated single member holding gemeinnutzige
    ggmbh haftungsbeschrankt haftungsbeschraenkt partnerschaft partg forening
    societe anonyme anonymes responsabilite limitee civile cooperative sans but lucratif fins lucrativos sem
    societa responsabilita limitata semplificata azioni unipersonale cooperativa consorzio consortile consorcio
    sociedad limitada anonima unipersonal unipessoal
    anonymi anonimi etaireia etairia eteria monoprosopi idiotiki kefalaiouchiki periorismenis efthynis astiki
    anonim sirketi ticaret zavod ustanova drustvo spolka akcyjna komandytowa zartkoruen mukodo reszvenytarsasag
    """.split()  # noqa: SIM905  words without quotes are easier to keep
) | (LEGAL_FORMS - {"stichting"})
# German vowels written out: "Goettingen" and "Göttingen" give the same.
_WRITTEN_OUT = re.compile("([aou])e")
# Names come again soon: so many are kept in mind.
_KEPT_NAMES = 1 << 12
_KEPT_WORDS = 1 << 16
_NO_TOWNS: dict[str, str] = {}


@lru_cache(maxsize=_KEPT_NAMES)
def content(comparable: str, country: str) -> tuple[str, ...]:
    """The words of a comparable name that carry meaning, sorted, each in one form whatever the language."""
    concepts, towns = _concepts(), _towns() if country == "BE" else _NO_TOWNS
    plain = [*map(_plain, comparable.split())]
    kept = [word for word in plain if word not in _BETWEEN] or plain
    return tuple(sorted({concepts.get(word) or towns.get(word, word) for word in kept}))


@lru_cache(maxsize=_KEPT_WORDS)
def _plain(word: str) -> str:
    return _WRITTEN_OUT.sub(r"\1", word) if "e" in word else word


def in_law(words: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the content words that only say what kind of body it is in law."""
    return tuple(filter(_law().__contains__, words))


@lru_cache(maxsize=_KEPT_NAMES)
def core(comparable: str, country: str) -> tuple[str, ...]:
    """The content words without the legal form and without an acronym of the others; all of them if none is left."""
    words = comparable.split()
    initials = {word[0] for word in words}  # what is made of them has no other letter
    short = [word for word in words if initials.issuperset(word) and _abbreviates(word, words)]
    kept = " ".join(word for word in words if word not in short) if short else comparable
    named = content(kept or comparable, country)
    law = _law()
    return named if law.isdisjoint(named) else tuple(word for word in named if word not in law) or named


def _abbreviates(word: str, words: list[str]) -> bool:
    """Whether a word is made of the first letters of the other words, with or without those that only hold together."""
    if not 2 <= len(word) < len(words):
        return False
    others = [other for other in words if other != word]
    return word in ("".join(w[0] for w in others), "".join(w[0] for w in others if w not in _BETWEEN))


def telling(words: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the content words that few organisations have in their name."""
    common = _common()
    return tuple(word for word in words if len(word) > 1 and word not in common)


@cache
def _concepts() -> dict[str, str]:
    rows = rows_beside(__file__, "concepts.csv")
    return {_plain(word): row["concept"] for row in rows for word in row["words"].split()}


@cache
def _law() -> frozenset[str]:
    """Words of legal forms in the form in which `content` gives them."""
    plain = set(map(_plain, _LAW))
    return frozenset(_concepts().get(word, word) for word in plain)


@cache
def _common() -> frozenset[str]:
    """Words of many names (common_words.txt), in the form in which `content` gives them."""
    plain = set(map(_plain, word_list("common_words")))
    return frozenset({_concepts().get(word, word) for word in plain} | set(_concepts().values()))


@cache
def _towns() -> dict[str, str]:
    """Belgian towns of two names: each one-word name with the one that stands for all."""
    return {_plain(name): _plain(one) for name, one in Places.load().translated().items()}
