"""The files of the portal: pages of results, or records one after another, of projects and topics."""

from __future__ import annotations

import json
from typing import Any

from dirskg.ingest.intake import Intake
from dirskg.ingest.sources.edf.portal import Portal
from dirskg.ingest.sources.edf.projects import stage_project
from dirskg.ingest.sources.edf.survey import NEITHER, is_topic, project_of, records, take_survey
from dirskg.ingest.sources.edf.topics import stage_topic


def stage(intake: Intake) -> None:
    """Stage every project and topic of the files. Raises Refused when a file fails its checks."""
    survey = take_survey(intake)
    portal = Portal(intake)
    for number, record in records(intake):
        file = number.partition(":")[0]
        if intake.enough(file):
            continue
        intake.audit.read(file)
        if newest := survey.newer(record, number):
            intake.audit.refuse("told twice", number, newest.thing, newest.told(), meant=True)
        else:
            _stage_record(portal, record, number)
    portal.stage_named_calls()
    portal.stage_sizes()
    intake.stage.retrieved = portal.newest or intake.stage.retrieved


def _stage_record(portal: Portal, record: Any, origin: str) -> None:
    if (project := project_of(record)) is not None:
        stage_project(portal, project, origin)
    elif is_topic(record):
        stage_topic(portal, record, origin)
    else:
        portal.intake.audit.refuse("record", origin, json.dumps(record, ensure_ascii=False)[:80], NEITHER)
