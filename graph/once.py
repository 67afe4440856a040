"""What is worked out from the frames of an ecosystem once, however many analyses ask for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

import pandas as pd

from dirskg.graph.frames import Ecosystem

P = ParamSpec("P")
T = TypeVar("T")


def once(find: Callable[Concatenate[Ecosystem, P], T]) -> Callable[Concatenate[Ecosystem, P], T]:
    """Keep what was found in an ecosystem as long as that is there, for everybody who asks.

    Everybody gets a table of their own; what is no table must not be changed.
    """
    kept: WeakKeyDictionary[Ecosystem, dict[object, T]] = WeakKeyDictionary()

    @wraps(find)
    def told(ecosystem: Ecosystem, /, *args: P.args, **named: P.kwargs) -> T:
        own, key = kept.setdefault(ecosystem, {}), (args, tuple(sorted(named.items())))
        if key not in own:
            own[key] = find(ecosystem, *args, **named)
        found = own[key]
        return found.copy() if isinstance(found, pd.DataFrame) else found

    return told
