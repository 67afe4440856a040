"""What JSON has of a dataclass: the keys that it names, in their order."""

from __future__ import annotations

import math
from dataclasses import dataclass

from dirskg.graph.answers.as_json import AsJson


@dataclass(frozen=True, slots=True)
class _Part(AsJson):
    value: float
    codes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Whole(AsJson):
    json_keys = "name=id *  doubled partner=other? best=part.value evidence=trace unit **trace"
    unit = "euro"

    id: str
    part: _Part
    more: tuple[_Part, ...]
    other: str = ""

    @property
    def doubled(self) -> float:
        return 2 * self.part.value

    def trace(self) -> _Part:
        return _Part(1.0)


def test_keys_are_fields_properties_methods_and_parts_in_the_order_that_is_named() -> None:
    told = _Whole("a", _Part(math.nan, frozenset("cab")), (_Part(2.0),)).to_json()
    part, more, trace = (
        {"value": value, "codes": codes} for value, codes in ((None, ["a", "b", "c"]), (2.0, []), (1.0, []))
    )
    assert list(told.items()) == [
        ("name", "a"), ("part", part), ("more", [more]), ("doubled", None), ("partner", None), ("best", None),
        ("evidence", trace), ("unit", "euro"), *trace.items(),
    ]  # fmt: skip
