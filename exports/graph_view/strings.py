"""The words of the page in four languages, read from strings.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from dirskg.graph.errors import DirskgError

LANGUAGES = ("en", "nl", "fr", "de")
# Separator of thousands; French uses a narrow no-break space.
_THOUSANDS = {"en": ",", "nl": ".", "fr": "\u202f", "de": "."}


@cache
def _table() -> dict[str, dict[str, str]]:
    return tomllib.loads(files(__package__).joinpath("strings.toml").read_text(encoding="utf-8"))


@cache
def strings(lang: str) -> Mapping[str, str]:
    """Every string of the page in one language, by key. Raises DirskgError for another language."""
    if lang not in LANGUAGES:
        raise DirskgError(f"graph view: no strings in language {lang!r}; use one of {', '.join(LANGUAGES)}")
    return MappingProxyType({key: texts[lang] for key, texts in _table().items()})


def number(value: int, lang: str) -> str:
    """A count as readers of the language write it: 1,540 or 1.540."""
    return f"{value:,}".replace(",", _THOUSANDS[lang])


def fill(key: str, lang: str, **values: int | str) -> str:
    """One string with its {places} filled; whole numbers get their thousands separator."""
    texts = {name: number(v, lang) if isinstance(v, int) else v for name, v in values.items()}
    return strings(lang)[key].format(**texts)
