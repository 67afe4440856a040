"""Records of the EU are cited by their own official pages."""

from __future__ import annotations

import pytest

from dirskg.ingest.values.pages import cordis_page, participant_page, project_page, topic_page

PORTAL = "https://ec.europa.eu/info/funding-tenders/opportunities/portal/screen/"


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (project_page("101170819"), f"{PORTAL}opportunities/projects-details/44181033/101170819"),
        (project_page("101170819", "43108390"), f"{PORTAL}opportunities/projects-details/43108390/101170819"),
        (project_page("101170819", "EDF"), f"{PORTAL}opportunities/projects-details/44181033/101170819"),
        (project_page("manual-2025-epiic2"), ""),
        (project_page(""), ""),
        (participant_page("999831575"), f"{PORTAL}how-to-participate/org-details/999831575"),
        (participant_page("n/a"), ""),
        (topic_page("EDF-2026-DA-NAVAL-EMSAS"), f"{PORTAL}opportunities/topic-details/edf-2026-da-naval-emsas"),
        (topic_page("a title"), ""),
        (cordis_page("754462"), "https://cordis.europa.eu/project/id/754462"),
    ],
)
def test_page(page: str, expected: str) -> None:
    assert page == expected
