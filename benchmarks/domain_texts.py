"""Projects and calls that were labelled: what they tell of themselves, their labels, and what their call's label told.

`domain_labels.csv` holds ids and labels alone, `domain_labels_once.csv` those of another 364 that were read once; the
texts are those of the open data beside the project. `security_texts.csv` holds title and up to 150 words of others of
CORDIS (© European Union, CC BY 4.0). `defence_texts.csv` holds titles of other programmes and their pages; those texts
may not be copied, so that only words that we know stand there, and 0 in place of each other word.
"""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from measure import HERE
from openpyxl import load_workbook

from dirskg.ingest.sources.edf.topic_code import read_topic_code
from dirskg.ingest.taxonomy import Taxonomy
from dirskg.ingest.values.subjects import Told

DATA = HERE.parents[1] / "shared" / "data"
TABLES = HERE.parent / "ingest" / "sources" / "reference" / "data"
LABELS = HERE / "domain_labels.csv"
READ_ONCE = HERE / "domain_labels_once.csv"
OTHERS = HERE / "defence_texts.csv"
SECURITY = HERE / "security_texts.csv"
# The parts of the labels that no word, weight or threshold was taken from; `test`, `fresh`, `last` and `titles` were
# measured with before, and then studied. What was tried with `others` did not help `untouched`, and was left.
MEASURED = ("held", "newest", "others", "untouched")
# Calls of civil programmes on security and space, which are drawn from for labels.
_SECURITY_AND_SPACE = re.compile(
    r"(SEC|SU|DRS|FCT|BES|DS|SPACE|COMPET|EO|GALILEO|PROTEC|RPAS|EUB|EUK|CIP|LC-SPACE|DT-SPACE)-|HORIZON-CL3"
    r"|HORIZON-EUSPA|HORIZON-CL4-\d+-SPACE",
    re.IGNORECASE,
)
_TECHNOLOGICAL = "Technological challenges: "

Domains = frozenset[str]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A project or call with both passes of reading and the label that stands."""

    id: str
    half: str
    passes: tuple[Domains, Domains]
    label: Domains


def labelled() -> list[Labelled]:
    """All labels, in the order of their ids."""
    return [
        Labelled(row["id"], row["half"], (_domains(row["pass_one"]), _domains(row["pass_two"])), _domains(row["label"]))
        for row in _rows(LABELS)
    ]


def read_once() -> dict[str, Domains]:
    """Labels of one reading, by id: for words, weights and threshold alone, never to measure with."""
    return {row["id"]: _domains(row["label"]) for row in _rows(READ_ONCE)}


def texts() -> dict[str, Told]:
    """What projects and calls tell of themselves, by the ids of the labels."""
    calls = {row["call_id"]: row["title"] for row in _rows(TABLES / "calls.csv")}
    found = {f"call/{code}": Told(title) for code, title in calls.items()}
    for topic in _lines(DATA / "edf" / "edf_topics_2026-08.jsonl"):
        text = f"{topic.get('description') or ''} {topic.get('objectives') or ''}"
        found[f"topic/{topic['topicId']}"] = Told(topic["title"], text)
        calls.setdefault(topic["topicId"], topic["title"])
    for one in _projects():
        keywords = "; ".join(one["keywords"] or [])
        told = Told(one["title"] or "", one["objective"] or "", keywords, _call(one["topic"], calls))
        found[f"edf/{one['project_id']}"] = told
    for row in _rows(DATA / "cordis" / "fp7_security_projects.csv"):
        found[f"cordis/{row['id']}"] = Told(row["title"], row["objective"], civil=True)
    for record in json.loads((DATA / "edf" / "sedia_projects_page01.json").read_text(encoding="utf-8"))["results"]:
        told = Told(record["summary"], " ".join(record["metadata"]["projectObjective"]))
        found.setdefault(f"edf/{record['url'].split('/')[-2]}", told)
    written = {row["subject"]: row["text"] for row in _rows(TABLES / "texts.csv")}
    for row in _rows(TABLES / "projects.csv"):  # the tables name some that the portal's files do not
        name = f"{row['programme']}/{row['acronym']}"
        call = calls.get(row["call_topic"] or "none", "")
        found[f"ref/{name}"] = Told(row["title"], written.get(name, ""), call=call)
    found |= {row["id"]: Told(row["title"], row["text"], civil=True) for row in _rows(SECURITY)}
    found |= {row["id"]: Told(row["title"], row["words"]) for row in _rows(OTHERS)}
    return found | {f"civil/{code}": Told(title, civil=True) for code, title in _civil_calls()}


def mapped(taxonomy: Taxonomy) -> dict[str, Domains]:
    """Domains by the label of the call alone, else those once given by hand: what builds had before they read texts.

    Projects of the Seventh Framework Programme have no class of EuroSciVoc, and so no domain.
    """
    by_hand = defaultdict[str, set[str]](set)
    for row in _rows(HERE / "domains_by_hand.csv"):
        by_hand[row["subject"]].add(row["domain"])
    found: dict[str, Domains] = {}
    for row in _rows(TABLES / "calls.csv"):
        found[f"call/{row['call_id']}"] = _of_category(row, taxonomy) or frozenset(by_hand[row["call_id"]])
    for topic in _lines(DATA / "edf" / "edf_topics_2026-08.jsonl"):
        found[f"topic/{topic['topicId']}"] = _of_code(topic["topicId"], taxonomy)
    tables = {row["project_id"]: _of_category(row, taxonomy) for row in _rows(TABLES / "projects.csv")}
    for one in _projects():
        number = str(one["project_id"])
        shares = _of_code(one["topic"], taxonomy) or tables.get(number)
        found[f"edf/{number}"] = shares or frozenset(by_hand[number])
    return found


def _of_category(row: dict[str, str], taxonomy: Taxonomy) -> Domains:
    theme = row["category"].removeprefix(_TECHNOLOGICAL).removesuffix(" (open)")
    scheme = {"ASAP": "asap-area", "EDIRPA": "edirpa-area"}.get(row["programme"], "edf-theme")
    return frozenset(domain for domain, _ in taxonomy.shares(scheme, theme))


def _of_code(code: str, taxonomy: Taxonomy) -> Domains:
    return frozenset(domain for domain, _ in read_topic_code(code or "EDF", taxonomy).shares)


def _civil_calls() -> Iterator[tuple[str, str]]:
    """Code and title of the calls on security and space of two framework programmes."""
    sheet = load_workbook(DATA / "cordis" / "HE_2025_topics.xlsx", read_only=True).worksheets[0]
    sheet.reset_dimensions()  # the file says that it has one column
    rows = [(row["topic"], row["title"]) for row in _rows(DATA / "cordis" / "h2020_topics_2023-06.csv")]
    for code, title in [*rows, *((f"{row[1]}", f"{row[2]}") for row in sheet.iter_rows(values_only=True))]:
        if _SECURITY_AND_SPACE.match(code):
            yield code, " ".join(title.split())


def _call(topic: str, calls: dict[str, str]) -> str:
    """Title of the call of a project, whose topic is a code, a code and a number, or in young projects a title."""
    title = calls.get(topic) or calls.get(re.sub(r"-\d$", "", topic))
    return title or ("" if topic.startswith("EDF-") else topic)


def _projects() -> list[dict[str, Any]]:
    text = (DATA / "edf" / "portal_extract_2026-04_projects.json").read_text(encoding="utf-8")
    return list(json.loads(text))


def _lines(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _domains(told: str) -> Domains:
    return frozenset(told.split())
