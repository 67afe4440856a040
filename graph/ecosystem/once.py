"""What is worked out from the frames of an ecosystem once, however many analyses ask for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from inspect import signature
from typing import Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

import pandas as pd

from dirskg.graph.ecosystem.frames import Ecosystem

P = ParamSpec("P")
T = TypeVar("T")


def once(find: Callable[Concatenate[Ecosystem, P], T]) -> Callable[Concatenate[Ecosystem, P], T]:
    """Keep what was found in an ecosystem as long as that is there, for everybody who asks.

    Everybody gets a table of their own; what is no table must not be changed.
    """
    form = signature(find)
    kept: WeakKeyDictionary[Ecosystem, dict[object, T]] = WeakKeyDictionary()

    @wraps(find)
    def told(ecosystem: Ecosystem, /, *args: P.args, **named: P.kwargs) -> T:
        asked = form.bind(ecosystem, *args, **named)
        asked.apply_defaults()  # who says what is meant anyhow asks the same
        own, key = kept.setdefault(ecosystem, {}), tuple(asked.arguments.values())[1:]
        if key not in own:
            own[key] = find(ecosystem, *args, **named)
        found = own[key]
        return found.copy() if isinstance(found, pd.DataFrame) else found

    return told
