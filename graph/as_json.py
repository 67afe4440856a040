"""Dataclasses as values that JSON can hold: by their fields, without NaN and infinity."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import fields
from typing import Any, ClassVar


class AsJson:
    """A dataclass that JSON has by its fields, each under its name or the one that `json_names` gives it."""

    __slots__ = ()
    json_names: ClassVar[Mapping[str, str]] = {}

    def to_json(self) -> dict[str, Any]:
        """The fields as plain values."""
        return fields_as_json(self)


def fields_as_json(one: Any) -> dict[str, Any]:
    """The fields of such a dataclass as plain values."""
    names = one.json_names
    return {names.get(field.name, field.name): json_value(getattr(one, field.name)) for field in fields(one)}


def json_value(value: Any) -> Any:
    """A value with all that it holds as JSON has it: lists for tuples, None for what is no number."""
    if isinstance(value, (str, int)) or value is None:
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if hasattr(value, "_asdict"):
        value = value._asdict()
    if isinstance(value, Mapping):
        return {key: json_value(one) for key, one in value.items()}
    return value.to_json() if hasattr(value, "to_json") else [json_value(one) for one in value]
