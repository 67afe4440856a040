"""Code lists that several sources share."""

from __future__ import annotations

# Countries that the programmes of the EU write otherwise than ISO 3166 does, by their code in ISO 3166.
EU_COUNTRIES = {"GR": "EL", "GB": "UK"}

# Types of organisation in the EU programmes: the portal, CORDIS and the dashboards use the same five (OTH is no leg).
EU_LEGS = {"HES": "academia", "REC": "academia", "PRC": "industry", "PUB": "government"}
# What a trait is called that tells such a type.
ACTIVITY_TYPE = "activity-type"
# Those of them that no natural person has.
BODIES = frozenset({"HES", "REC", "PUB"})
