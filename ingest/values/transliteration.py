"""Greek and Cyrillic names in the Latin letters in which participants of EU programmes write them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dirskg.graph.wording.text import fold

_GREEK = str.maketrans(
    dict(zip("αβγδεζηικλμνξοπρστυφω", "avgdeziiklmnxoprstyfo", strict=True))
    | {"ς": "s", "θ": "th", "χ": "ch", "ψ": "ps"}
)
_EV = re.compile("([αεη])υ(?=([θκξπστφχψ])?)")
# As Bulgaria and Ukraine do; й before accents are taken away, since it is и with one.
_CYRILLIC = str.maketrans(
    dict(zip("абвгдезиклмнопрстуфії", "abvgdeziklmnoprstufii", strict=True))
    | {"й": "y", "ж": "zh", "х": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sht", "ъ": "a", "ь": "", "ю": "yu"}
    | {"я": "ya", "ы": "y", "э": "e", "є": "ye", "ґ": "g", "ј": "j", "љ": "lj", "њ": "nj", "ђ": "dj", "ћ": "c"}
    | {"џ": "dz", "ѓ": "gj", "ќ": "kj", "ѕ": "dz"}
)
# Serbian has Latin letters of its own, which lose their accents when names are compared.
_SERBIAN = _CYRILLIC | {ord("ж"): "z", ord("ц"): "c", ord("ч"): "c", ord("ш"): "s"}
_GREEK_LETTER, _CYRILLIC_LETTER = re.compile("[α-ωά-ώ]", re.IGNORECASE), re.compile("[а-џґ]", re.IGNORECASE)


def transliterated(name: str, country: str) -> Iterator[str]:
    """The name in Latin letters, in every way that is usual; nothing for one that has them already."""
    if name.isascii():
        return
    if _GREEK_LETTER.search(name):
        told = _EV.sub(lambda found: found[1] + ("φ" if found[2] else "β"), fold(name).replace("ου", "ou"))
        yield told.translate(_GREEK)
        yield told.replace("ει", "ι").replace("οι", "ι").translate(_GREEK)  # as it is heard: "Aristotelio"
    elif _CYRILLIC_LETTER.search(name):
        yield name.lower().translate(_SERBIAN if country in ("BA", "ME", "MK", "RS") else _CYRILLIC)
