"""How the words of the reference tables translate into the code lists of the ontology."""

from __future__ import annotations

REGIONS = {
    "BE-VLG": "BE2", "BE-WAL": "BE3", "BE-BRU": "BE1",
    "Flanders": "BE2", "Wallonia": "BE3", "Brussels": "BE1", "German-speaking Community": "BE3",
}  # fmt: skip

# The French Community serves two regions, so it stands in none.
NO_REGION = frozenset({"", "French Community"})

LEVELS = {
    "federal": "federal", "interfederal": "interfederal", "region": "region", "regional": "region",
    "community": "community", "international": "international", "EU": "international", "NATO": "international",
    "private": "private",
}  # fmt: skip

_LEG_OF_KIND = {
    "industry": ("company", "company laboratory"),
    "academia": ("university", "college", "research_centre", "research institute"),
    "intermediary": (
        "cluster", "federation", "intermediary", "sector federation", "contact point", "DIANA accelerator",
        "DIANA test centres", "accelerator", "test_centre",
    ),
    "government": (
        "agency", "department", "regulator", "investment_fund", "military_research", "state", "council",
        "steering committee", "management cell", "advisory committees", "consultation body", "consultation platform",
        "office", "ministry", "institute", "directorate-general", "federal public service",
        "federal public planning service", "holding",
        "investment vehicle", "task force", "parliament", "parliamentary committee", "audit body", "government",
        "investment company", "advisory council", "service", "public company",
    ),
}  # fmt: skip
LEGS = {kind: leg for leg, kinds in _LEG_OF_KIND.items() for kind in kinds}

# Types of activity of the EU portal, by its classifications where it does not tell one.
PORTAL_TYPES = {
    "Higher or secondary education establishment": "HES", "Research Organisation": "REC",
    "Private for profit organisation": "PRC", "Small or medium-size enterprise": "PRC", "Public body": "PUB",
    "Other": "OTH",
}  # fmt: skip

RELATIONS = {
    "ownedBy": "ownedBy", "memberOf": "memberOf", "suppliesTo": "suppliesTo", "partnerIn": "partnerIn",
    "spinOffOf": "spinOffOf", "part_of": "partOf", "member_of": "memberOf", "partner_of": "partnerIn",
    "test_centre_of": "testCentreOf", "accelerator_of": "acceleratorOf", "successor_of": "successorOf",
    "funded_by": "fundedBy", "runs": "runs", "operates": "runs", "manages": "runs", "founder_of": "founderOf",
    "hosted_by": "linkedTo", "supported_by": "fundedBy", "colocated_with": "linkedTo",
    "framework_nation_of": "linkedTo", "hosts": "linkedTo", "located_at": "linkedTo",
    "provides_facility_to": "linkedTo", "recognised_by": "linkedTo", "owns_building_of": "linkedTo",
    "supervises": "linkedTo", "sponsors": "linkedTo", "sponsor_of": "linkedTo",
}  # fmt: skip

# Said the other way round in the table: "belspo funds vki" is "vki funded by belspo".
INVERSE = {"funds": "fundedBy"}

DIANA_TIES = {"accelerator": "acceleratorOf", "test_centre": "testCentreOf", "innovator": "innovatorIn"}

CONFIDENCE = {"yes": "high", "partial": "medium", "no": "low"}
