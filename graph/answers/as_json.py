"""Dataclasses as values that JSON can hold, without NaN and infinity: each says itself what JSON has of it."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any, ClassVar


class AsJson:
    """A dataclass that JSON has by `json_keys`: its keys in their order, with blanks between them.

    A key is the name of a field, a property or a method without arguments; `key=name` where that is called otherwise,
    `key=name.of.part` where a part has it, and `key=name?` where null stands for what is blank. `*` are the fields that
    have no key of their own, `**name` all that a part has.
    """

    __slots__ = ()
    json_keys: ClassVar[str] = "*"

    def to_json(self) -> dict[str, Any]:
        """What `json_keys` names as plain values."""
        return fields_as_json(self)


def fields_as_json(one: Any) -> dict[str, Any]:
    """What `json_keys` of such a dataclass names as plain values, for those that change or add something."""
    found: dict[str, Any] = {}
    for key, get in _getters(one.__class__):
        if key.startswith("**"):
            found |= json_value(get(one))
        else:
            found[key] = json_value(get(one))
    return found


@cache
def _getters(kind: Any) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    keys = [word.partition("=")[::2] for word in kind.json_keys.split()]
    named = {(name or key).strip("*?") for key, name in keys}
    rest = [(field.name, "") for field in fields(kind) if field.name not in named]
    return tuple((key, _getter(name or key)) for word in keys for key, name in (rest if word[0] == "*" else [word]))


def _getter(name: str) -> Callable[[Any], Any]:
    get = attrgetter(name.strip("*?"))
    return get if not name.endswith("?") else lambda one: get(one) or None


def json_value(value: Any) -> Any:
    """A value with all that it holds as JSON has it: lists for tuples, None for what is no number."""
    if isinstance(value, (str, int)) or value is None:
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if callable(value):
        return json_value(value())
    if hasattr(value, "_asdict"):
        value = value._asdict()
    if isinstance(value, Mapping):
        return {key: json_value(one) for key, one in value.items()}
    if hasattr(value, "to_json"):
        return value.to_json()
    return [json_value(one) for one in (sorted(value) if isinstance(value, frozenset) else value)]
