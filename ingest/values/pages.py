"""Official pages of records of the EU: a record is cited by its own page, whatever copy of it was read."""

from __future__ import annotations

import re

_PORTAL = "https://ec.europa.eu/info/funding-tenders/opportunities/portal/screen/"
_DEFENCE_FUND = "44181033"  # the portal's number of the programme, under which it keeps ASAP and EDIRPA too
_NUMBER = re.compile(r"\d{5,12}")


def project_page(number: str, programme: str = "") -> str:
    """Page of a project on the EU Funding & Tenders portal; nothing for what is no number of a grant agreement.

    programme: the portal's number of the programme; the European Defence Fund when left out.
    """
    kept = programme if programme.isdecimal() else _DEFENCE_FUND
    return f"{_PORTAL}opportunities/projects-details/{kept}/{number}" if _NUMBER.fullmatch(number) else ""


def participant_page(pic: str) -> str:
    """Page of an organisation on the portal, by its PIC."""
    return f"{_PORTAL}how-to-participate/org-details/{pic}" if _NUMBER.fullmatch(pic) else ""


def topic_page(code: str) -> str:
    """Page of a topic on the portal, by its code."""
    return f"{_PORTAL}opportunities/topic-details/{code.lower()}" if re.fullmatch(r"[\w.-]+", code) else ""


def cordis_page(number: str) -> str:
    """Page of a project in CORDIS."""
    return f"https://cordis.europa.eu/project/id/{number}"


def ted_page(number: str) -> str:
    """Page of a notice of public procurement, by its number and year: 123456-2021."""
    return f"https://ted.europa.eu/en/notice/-/detail/{number}"
