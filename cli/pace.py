"""How long the steps of a build took per megabyte of input, remembered to estimate the next one."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

_FILE = "pace.json"
# Seconds a megabyte before there is a build to learn from, measured on two cores.
_USUAL = 0.5


@dataclass
class Pace:
    """Seconds per megabyte of each step, kept beside the builds; nothing of it enters a build."""

    home: Path
    sizes: dict[str, float]  # megabytes that each step works on
    rates: dict[str, float] = field(default_factory=dict)
    _started: tuple[str, float] | None = None

    @classmethod
    def of(cls, home: Path, sizes: dict[str, float]) -> Pace:
        """The pace that was remembered in a home folder; a file that cannot be read is no reason to stop."""
        try:
            told = json.loads((home / _FILE).read_text(encoding="utf-8"))
            rates = {str(step): float(rate) for step, rate in told.items()}
        except (OSError, ValueError, AttributeError, TypeError):
            rates = {}
        return cls(home, sizes, rates)

    def estimate(self, step: str) -> float:
        """Seconds that a step should take."""
        return max(0.1, self.rates.get(step, _USUAL) * self._megabytes(step))

    def begin(self, step: str) -> None:
        """A step begins, and the one before it has ended."""
        self.end()
        self._started = step, monotonic()

    def end(self) -> None:
        """The step that runs has ended: its rate counts as much as all before it."""
        if self._started is None:
            return
        step, since = self._started
        rate = (monotonic() - since) / self._megabytes(step)
        self.rates[step] = (self.rates.get(step, rate) + rate) / 2
        self._started = None

    def forget(self) -> None:
        """A trial teaches nothing, and leaves nothing behind."""
        self.rates, self._started = {}, None

    def remember(self) -> None:
        """Keep the rates for the next time, if the folder can be written."""
        self.end()
        if not self.rates:
            return
        part = self.home / f".{_FILE}"
        try:
            part.write_text(json.dumps({step: round(rate, 6) for step, rate in sorted(self.rates.items())}), "utf-8")
            part.replace(self.home / _FILE)
        except OSError:
            part.unlink(missing_ok=True)

    def _megabytes(self, step: str) -> float:
        return max(self.sizes.get(step, sum(self.sizes.values())), 0.1)
