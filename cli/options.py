"""Values of options as people write them: words in any case and language, decimal commas, the usual forms of a day."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    _Choice = click.Choice[str]
else:
    _Choice = click.Choice  # no generic type before click 8.2


Command = TypeVar("Command", bound=Callable[..., Any])


class Choice(_Choice):
    """One of a few words, in any case, by another word for it, or misspelt."""

    def __init__(self, choices: Sequence[str]) -> None:
        super().__init__(choices, case_sensitive=False)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The choice that a word stands for."""
        choices: list[str] = [str(choice) for choice in self.choices]
        if str(value).lower() not in choices:
            from dirskg.graph.lookup.words import also_called, fit

            codes = fit(str(value), [*((one, one) for one in choices), *also_called(choices)]).codes
            value = codes[0] if len(codes) == 1 else value
        return super().convert(value, param, ctx)


# As `ontology/vocab.py` has them, which takes longer to load than most commands take to begin.
LANGUAGES = ("en", "nl", "fr", "de")


class Language(Choice):
    """A language by its code (nl, NL, nl-BE) or its name."""

    def __init__(self) -> None:
        super().__init__(LANGUAGES)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The code of the language."""
        return super().convert(re.sub(r"(?<=^[a-zA-Z]{2})[-_].*", "", str(value)), param, ctx)


class Day(click.DateTime):
    """A day: 2026-11-28, 28/11/2026, 28-11-2026, 28 november 2026."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """The day, at its beginning."""
        from dirskg.graph.wording.days import day_of

        try:
            return value if isinstance(value, datetime) else datetime.fromisoformat(day_of(str(value)))
        except ValueError as error:
            self.fail(f"{error}.", param, ctx)


def today() -> str:
    """Today, as 2026-11-28."""
    return datetime.now(UTC).date().isoformat()


def on_option(told: str) -> Callable[[Command], Command]:
    """The option --on: a day as 2026-11-28, today where none is given; `told` says what it is for."""
    return click.option(
        "--on", type=Day(), metavar="DATE", help=f"{told} [default: today].",
        callback=lambda _, __, day: day.date().isoformat() if day else today(),
    )  # fmt: skip


class Decimal(click.FloatRange):
    """A number with a point or a comma (0.5, 0,5), or in percent; `whole` is what 100% stands for."""

    def __init__(self, *, whole: float = 1, **bounds: Any) -> None:
        super().__init__(**bounds)
        self._whole = whole

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The number, which is within the bounds."""
        if isinstance(value, str):
            bare = value.strip().removesuffix("%").strip().replace(",", ".")
            try:
                number = float(bare)
            except ValueError:
                self.fail(f"{value!r} is not a number.", param, ctx)
            value = number * self._whole / 100 if value.strip().endswith("%") else number
            if not math.isfinite(value):
                self.fail(f"{bare!r} is not a number that can be counted with.", param, ctx)
        return float(super().convert(value, param, ctx))
