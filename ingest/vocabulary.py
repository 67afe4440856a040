"""Code lists that several sources share."""

from __future__ import annotations

# Types of organisation in the EU programmes: the portal, CORDIS and the dashboards use the same five (OTH is no leg).
EU_LEGS = {"HES": "academia", "REC": "academia", "PRC": "industry", "PUB": "government"}
