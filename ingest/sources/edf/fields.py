"""A record of the portal: fields are taken by name, and what nobody took is reported unless it is ignored by name."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from dirskg.ingest.audit import Audit
from dirskg.ingest.reading.json_reading import read_text
from dirskg.ingest.values.published import amount, day, truth


class Fields:
    """The fields of one record. A list of one, as the portal writes every value, is that one."""

    def __init__(self, values: dict[str, Any], origin: str, audit: Audit) -> None:
        self._values = dict(values)
        self.origin = origin
        self._audit = audit

    def take(self, name: str) -> Any:
        """The value as it is; None where there is none."""
        value = self._values.pop(name, None)
        if isinstance(value, list):
            if len(value) > 1:
                self._audit.ignore("several values", self.origin, name, f"{len(value)} values; the first is read")
            return value[0] if value else None
        return value

    def text(self, name: str) -> str:
        """The value as text on one line, "" where there is none."""
        value = self.take(name)
        if isinstance(value, float):  # as a table program writes whole numbers, and what is missing
            value = None if math.isnan(value) else int(value) if value.is_integer() else value
        return " ".join(str(value).split()).replace("\0", "") if value is not None else ""

    def words(self, name: str) -> str:
        """The values of a list in one text; "" where there are none."""
        told = self._values.pop(name, None)
        return "; ".join(
            " ".join(str(one).split()) for one in (told if isinstance(told, list) else [told]) if isinstance(one, str)
        )

    def number(self, name: str) -> float | None:
        """The value as an amount; what is none is reported and left out."""
        return amount(self.text(name), self.origin, self._audit)

    def date(self, name: str) -> str:
        """The day of a time stamp."""
        return day(self.text(name), self.origin, self._audit)

    def truth(self, name: str) -> bool | None:
        """Whether the value says yes, as JSON or as text; None where there is none."""
        told = self.text(name)
        return truth(told, self.origin, self._audit) if told else None

    def records(self, name: str) -> list[dict[str, Any]]:
        """The records of a field, which the portal writes as JSON within text, and others as JSON itself.

        Raises ValueError for what is neither.
        """
        return _records(self._values.pop(name, None))

    def record(self, name: str) -> dict[str, Any]:
        """The one record of a field; an empty one where there is none."""
        try:
            return next(iter(self.records(name)), {})
        except ValueError:
            self._audit.ignore("field", self.origin, name, f"{name} is no record")
            return {}

    def abbreviation(self, name: str) -> str:
        """The abbreviation of a code, or its name, which the portal writes as a record, and others as text alone."""
        value = self.take(name)
        if isinstance(value, str) and not value.lstrip().startswith("{"):
            return value.strip()
        inner = Fields({name: value}, self.origin, self._audit).record(name)
        told = Fields(inner, self.origin, self._audit)
        return told.text("abbreviation") or told.text("description")

    def report_left(self, ignored: Iterable[str], seen: set[str], kind: str) -> None:
        """Report, once a build, each field that has a value, nobody took, and is not ignored by name."""
        for name in sorted(self._values.keys() - set(ignored) - seen):
            if self._values[name] not in (None, "", [], {}):
                seen.add(name)
                self._audit.ignore("unknown field", self.origin, name, f"no field of a {kind} that is read")


def _records(value: Any) -> list[dict[str, Any]]:
    if value is None or value == "" or (isinstance(value, float) and math.isnan(value)):
        return []
    if isinstance(value, dict):
        return [value]
    try:
        inner = read_text(value) if isinstance(value, str) else value
        if not isinstance(inner, list | dict | str):
            raise ValueError(f"{type(value).__name__} in place of a record")
        return _records(inner) if not isinstance(inner, list) else [one for part in inner for one in _records(part)]
    except RecursionError as error:
        raise ValueError("nested beyond reason") from error
