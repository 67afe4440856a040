"""Topics of the portal: calls with their text, last day and budget."""

from __future__ import annotations

from typing import Any

from dirskg.ingest.sources.edf.fields import Fields
from dirskg.ingest.sources.edf.portal import Portal
from dirskg.ingest.sources.edf.topic_code import usual_code
from dirskg.ingest.values.addresses import web_address
from dirskg.ingest.values.pages import topic_page


def stage_topic(portal: Portal, record: dict[str, Any], origin: str) -> None:
    """Stage a topic as a call. The budget is the most that the topic may get; a budget of 0 is none."""
    audit = portal.intake.audit
    fields = Fields(record, origin, audit)
    code, title = usual_code(fields.text("topicId")), fields.text("title")
    values: dict[str, str | float | None] = {
        "title": title, "deadline": fields.date("deadline"), "budget": fields.number("budgetMax") or None,
        "text": fields.text("description"), "objective": fields.text("objectives"),
    }  # fmt: skip
    told_page = web_address(fields.text("portalUrl"), origin, audit)
    source = topic_page(code) or told_page
    portal.report_left(fields, "topic")
    if not (code and title):
        audit.refuse("blank id", origin, code or title, "a topic needs topicId and title")
    else:
        portal.stage_call(code, origin, source, **values)
