"""Pages that single claims rest on, and what they say of single fields of a company."""

from __future__ import annotations

from dirskg.ingest.reading.reading import Row
from dirskg.ingest.sources.reference.writer import Writer

_NAME_ONLY = "name-only listing"


class Evidence:
    """Read before the organisations, because it grades their claims; staged after them, because it names them."""

    def __init__(self, write: Writer) -> None:
        self._write = write
        self._origins: dict[tuple[str, str], str] = {}
        for row in write.intake.rows("area_evidence.csv"):
            place = (row.take("id"), row.take("area"))
            write.known.area_evidence[place] = write.source(row.take("source_url"), row.origin)
            self._origins[place] = row.origin
        self._fields = [self._field(row) for row in write.intake.rows("company_evidence.csv")]

    def _field(self, row: Row) -> dict[str, str]:
        found = {column: row.take(column) for column in ("id", "field", "value", "source_url", "note")}
        if found["value"] == _NAME_ONLY:
            self._write.known.name_only.add(found["id"])
        return {**found, "origin": row.origin}

    def stage(self) -> None:
        """Stage what pages say of fields as remarks, and report evidence that no claim used."""
        audit, known = self._write.intake.audit, self._write.known
        for found in self._fields:
            origin, key = found["origin"], known.organisations.get(found["id"])
            if self._write.person(found["value"], origin):
                continue
            if key is None:
                audit.refuse("unknown id", origin, found["id"], "no table has an organisation with this id")
                continue
            self._write.intake.stage.add(
                "remark", origin, self._write.source(found["source_url"], origin), id=f"evidence/{origin}", key=key,
                field=found["field"], value=found["value"], text=found["note"],
            )  # fmt: skip
        for place in known.area_evidence:
            audit.refuse(
                "area", self._origins[place], "/".join(place), "the organisation has no such area in its own table"
            )
