"""Where an organisation has its seat: the place of its town or postal code completes region and NUTS 3 area."""

from __future__ import annotations

import re

from dirskg.ingest.audit import Audit
from dirskg.ingest.values.countries import country_code
from dirskg.ingest.values.places import Places
from dirskg.ingest.values.texts import right

_CODE_BEFORE = re.compile(r"\s*(?:BE?[-\s]?)?(\d{4})\s+(?=\S)", re.IGNORECASE)  # the town
Values = dict[str, str | float | None]


def locate_seat(values: Values, origin: str, audit: Audit, places: Places) -> Values:
    """The values of a staged organisation: its country as a code, `region` and `nuts3` where an address tells them.

    What the source says of the region itself is kept; a town that lies elsewhere, or that is not known, is noted.
    """
    values = {**values, "country": country_code(str(values.get("country") or ""))}
    if values["country"] == "BE" and (before := _CODE_BEFORE.match(str(values.get("town") or ""))):
        values |= {"postcode": values.get("postcode") or before[1], "town": before.string[before.end() :]}
    town, postcode = right(str(values.get("town") or "")), str(values.get("postcode") or "")
    if values["country"] != "BE" or not (town or postcode):
        return values
    place = places.locate(town, postcode)
    if place is None:
        audit.note("town", origin, town, "not found among Belgian places; the region is not derived from it")
        return values
    region = values.get("region") or place.region
    if region == place.region:
        return {**values, "region": region, "nuts3": values.get("nuts3") or place.nuts3}
    if values.get("level") not in ("region", "community"):
        reason = f"the table says {region}, the town lies in {place.region}; the table is kept"
        audit.note("region against town", origin, town, reason)
    return values
