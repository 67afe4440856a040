"""Code lists that several sources share."""

from __future__ import annotations

import re

from dirskg.ingest.audit import Audit

# Countries that the programmes of the EU write otherwise than ISO 3166 does, by their code in ISO 3166.
EU_COUNTRIES = {"GR": "EL", "GB": "UK"}

# Types of organisation in the EU programmes: the portal, CORDIS and the dashboards use the same five (OTH is no leg).
EU_LEGS = {"HES": "academia", "REC": "academia", "PRC": "industry", "PUB": "government"}
# Roles in the EU programmes as their portals write them, in letters alone.
_ROLES = {
    "coordinator": "coordinator", "participant": "participant", "beneficiary": "participant",
    "thirdparty": "third_party", "affiliatedentity": "third_party", "linkedthirdparty": "third_party",
    "partner": "associated_partner", "associated": "associated_partner", "associatedpartner": "associated_partner",
    "internationalpartner": "associated_partner",
}  # fmt: skip
# The same types in words, as the portal's dashboards write them.
_TYPES = {"higher": "HES", "research": "REC", "private": "PRC", "public": "PUB", "other": "OTH"}
# What a trait is called that tells such a type.
ACTIVITY_TYPE = "activity-type"
# Those of them that no natural person has.
BODIES = frozenset({"HES", "REC", "PUB"})


def eu_body(told: str, origin: str, audit: Audit) -> str:
    """The type that a portal tells, by its code or in words; one that is neither is noted, and none at all."""
    first = next(iter(re.findall(r"[^\W_]+", told)), "")
    code = _TYPES.get(first.lower(), first.upper())
    if code and code not in _TYPES.values():
        audit.note("type", origin, told, "unknown kind of organisation; its leg stays unknown")
        return ""
    return code


def eu_role(told: str, origin: str, audit: Audit) -> str:
    """The role that a portal tells, in any case (associatedPartner, THIRD_PARTY); else participant, and a note."""
    if role := _ROLES.get(re.sub(r"[\W_]", "", told).lower()):
        return role
    audit.note("role", origin, told, "unknown role; taken as participant")
    return "participant"
