"""The graph as tables for the analyses, kept as Parquet beside the store.

A build makes them from its entity tables (ingest/mapping/frames), an endpoint is asked by named extraction queries.
pandas is loaded where frames are made: who only hands the tables on does without, in half of the time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from dirskg.graph.ecosystem.rows import rows
from dirskg.graph.ecosystem.strengths import COLUMNS, strengths
from dirskg.graph.errors import DirskgError
from dirskg.graph.wording.capitals import readable
from dirskg.ontology import named_queries, named_query, short
from dirskg.ontology.vocab import ONTOLOGY

if TYPE_CHECKING:
    import pandas as pd

    from dirskg.graph.answers.results import Solutions

_NUMBERS = (
    "weight", "year", "eu_contribution", "contribution", "budget", "value", "value_high", "x", "y", "score", "tied",
    "ties", "employees", "estimated", "offers", "offers_sme",
)  # fmt: skip
_FLAGS = ("defence", "working", "framework", "group")
# Several values of a record, with blanks between them, in no order of their own.
_LISTS = ("cpvs", "places", "defence_by")
# Columns that are found, and not kept.
_RAW = {"label_any", "also"}


def _query(frame: str) -> str:
    return f"frame-{frame.replace('_', '-')}"


@cache
def _none(frame: str) -> pd.DataFrame:
    import pandas as pd

    return _clean(pd.DataFrame(columns=list(named_queries()[_query(frame)].columns)))


def no_rows(frame: str) -> pd.DataFrame:
    """A frame with all of its columns and no row."""
    return _none(frame).copy()


def _no_strengths() -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(columns=list(COLUMNS))


def _empty(frame: str) -> Any:
    """The field of a frame that may be left out."""
    return field(default_factory=lambda: no_rows(frame))


@dataclass(frozen=True, slots=True, weakref_slot=True, eq=False)
class Ecosystem:
    """Frames of one build. Ids are short; missing text is "", missing numbers are NaN.

    organisations: id, label, label_en, label_nl, label_fr, label_de, leg, kind, level, country, region, nuts3, town,
        size, homepage, employees (head count, NaN where unknown), defence (has a documented defence tie: the strict
        perimeter), legs (all that it stands on, with blanks between them, the one of `leg` first)
    claims: organisation, domain, basis, weight, year, confidence, source, project
    projects: id, acronym, title, programme, call, category, year, start, end, status, eu_contribution, source
    calls: id, title, programme, category, year, opens, deadline (as precise as told: 2026-09-29), budget (euro), source
    project_domains: project (a project or a call), domain, weight, basis
    participations: id, project, organisation, role, contribution (euro), source
    ties: id, from, to, kind, year, defence, note, source
    domains: id, kind, label_en, label_nl, label_fr, label_de, working
    regions: id, label_en, label_nl, label_fr, label_de
    areas: id, label (NUTS 2 and 3, by their official names)
    figures: id, subject, perimeter, region (NUTS code of a country or region; "" for a whole programme or the EU),
        programme, year, value, value_high, qualifier, unit, publisher, grade, note, source (published by others)
    demands: id, number, label_en, label_nl, label_fr, label_de, parent (number of that it is part of), source
    milestones: id, title, title_nl, title_fr, title_de, date (as precise as told), status, level, owner, source
    establishments: organisation, town, nuts3, domain (a row for each in which something is done there, "" for none),
        told (what is done), state (built, announced), year, source; beside the seat, where alone an organisation counts
    functions: organisation, function (makes, researches ...), confidence, rule, told (what the rule reads), source
    strengths: organisation, domain, strength, rule, parts, projects (derived in graph/ecosystem/strengths.py)
    mentions: about (an organisation, project or call), topic, sentence, source
    suggestions: organisation, domain, score, words (that suggest it), tied (how many of `ties`, the organisations with
        a domain that it is tied to, are in it), ties, source; questions to people, which count nowhere
    stages: subject (an organisation or project), stage of the value chain, rule, told (what the rule reads), source
    awards: id, notice, kind (result, ex-ante, modification: only results are to be added up), lot, title, date, year,
        country (of the buyer), outcome, cpv, cpvs, places (NUTS), defence_by, value, value_kind (awarded, maximum,
        estimated), currency, estimated, offers, offers_sme, framework, group, subcontracted (yes, no), source; what the
        notice withholds is "" or NaN; cpvs, places and defence_by hold several with blanks between them
    award_parties: award, organisation, role (buyer, winner, leader, subcontractor), sme (yes, no)
    purchases: id, label_en, label_nl, label_fr, label_de, level, programme (as published figures call it), pattern
        (words in the note of a tie that make it part of the file)
    purchase_facts: id, purchase, item (decision, value, return, prime, topic), value (euro), value_high, qualifier,
        amount_kind (PURCHASE_AMOUNTS), year, organisation (the prime), topic, note, day and grade of the page, source
    topics: id, label_en, label_nl, label_fr, label_de, wider, domain (a row for each domain that holds it)
    competences: id (address), kind (knowledge, skill, occupation), label_en, label_nl, label_fr, label_de
    competence_mentions: about (a call, project, purchase file or organisation), competence, words, sentence, source
    """

    organisations: pd.DataFrame
    claims: pd.DataFrame
    projects: pd.DataFrame
    calls: pd.DataFrame
    project_domains: pd.DataFrame
    participations: pd.DataFrame
    ties: pd.DataFrame
    domains: pd.DataFrame
    regions: pd.DataFrame
    areas: pd.DataFrame
    figures: pd.DataFrame = _empty("figures")
    demands: pd.DataFrame = _empty("demands")
    milestones: pd.DataFrame = _empty("milestones")
    stages: pd.DataFrame = _empty("stages")
    establishments: pd.DataFrame = _empty("establishments")
    functions: pd.DataFrame = _empty("functions")
    mentions: pd.DataFrame = _empty("mentions")
    suggestions: pd.DataFrame = _empty("suggestions")
    purchases: pd.DataFrame = _empty("purchases")
    purchase_facts: pd.DataFrame = _empty("purchase_facts")
    topics: pd.DataFrame = _empty("topics")
    competences: pd.DataFrame = _empty("competences")
    competence_mentions: pd.DataFrame = _empty("competence_mentions")
    awards: pd.DataFrame = _empty("awards")
    award_parties: pd.DataFrame = _empty("award_parties")
    strengths: pd.DataFrame = field(default_factory=_no_strengths)

    def judged(self) -> Ecosystem:
        """The same with the strengths that the other frames give; whoever changes those asks for it."""
        return replace(self, strengths=strengths(self.claims, self.functions, self.participations))

    def speaking(self, lang: str) -> Ecosystem:
        """The same with organisations labelled in a language, where it has a name for them.

        A Belgian one without a name in it is called what it calls itself, never translated: in Dutch by its French
        name and the other way round; in German by the name of its region, or the only one that it has.
        """
        organisations = self.organisations
        label = organisations.get(f"label_{lang}")
        if label is None:
            return self
        for own, other in _AT_HOME.get(lang, ()):
            spoken = organisations[f"label_{own}"]
            named = (organisations[f"label_{other}"] == "") | (organisations["region"] == _SPOKEN_IN[own])
            missing = (label == "") & (organisations["country"] == "BE")
            label = label.mask(missing & (named | (lang == other)), spoken)
        return replace(self, organisations=organisations.assign(label=label.where(label != "", organisations["label"])))


# In which names of which language, and not of which other, Belgians without one in the language asked for are called.
_AT_HOME = {"nl": [("fr", "nl")], "fr": [("nl", "fr")], "de": [("nl", "fr"), ("fr", "nl")]}
_SPOKEN_IN = {"nl": "BE2", "fr": "BE3"}
FRAMES = tuple(f.name for f in fields(Ecosystem))
# Those that a graph is asked for; the others are derived from them.
FOUND = tuple(name for name in FRAMES if name != "strengths")


def extract(select: Callable[[str], Solutions]) -> Ecosystem:
    """Run the extraction queries through `select`, which answers a query text."""
    library = named_queries()
    raw = {frame: select(library[_query(frame)].text).to_pandas(_show) for frame in FOUND}
    return ecosystem_of(raw, select(library["frame-defence"].text).to_pandas(_show)["id"])


def ecosystem_of(raw: dict[str, pd.DataFrame], defence: pd.Series) -> Ecosystem:
    """The frames as they are found: with whole columns, labels for all, and the organisations in `defence` marked."""
    import pandas as pd

    frames = {name: _clean(frame) if len(frame) else no_rows(name) for name, frame in raw.items()}
    organisations = frames["organisations"]
    spoken = organisations["label_en"].where(organisations["label_en"] != "", organisations["label_any"])
    for lang in ("nl", "fr", "de"):
        spoken = spoken.where(spoken != "", organisations[f"label_{lang}"])
    organisations["label"] = spoken.where(spoken != "", organisations["id"]).map(readable)
    legs = (" ".join(filter(None, (leg, *sorted(also.split())))) for leg, also in rows(organisations, "leg", "also"))
    organisations["legs"] = pd.array([*legs], dtype="str")
    organisations = organisations.drop(columns=list(_RAW))
    organisations["defence"] = organisations["id"].isin(defence)
    return Ecosystem(**{**frames, "organisations": organisations}).judged()


def write_frames(ecosystem: Ecosystem, folder: Path) -> None:
    """Write each frame as Parquet."""
    folder.mkdir(parents=True, exist_ok=True)
    for frame in FRAMES:
        getattr(ecosystem, frame).to_parquet(folder / f"{frame}.parquet", index=False)


def read_frames(folder: Path) -> Ecosystem:
    """The frames of a build. Raises DirskgError as `read_tables` does."""
    return Ecosystem(**{frame: table.to_pandas(use_threads=False) for frame, table in read_tables(folder).items()})


def read_tables(folder: Path) -> dict[str, pa.Table]:
    """The frames of a build as its files have them, NULL where nothing is known.

    Raises DirskgError when one is missing, damaged, or not as this program makes it.
    """
    try:
        tables = {frame: _read(folder, frame) for frame in FRAMES if (folder / f"{frame}.parquet").exists()}
    except (OSError, ValueError) as error:
        raise DirskgError(f"{folder}: the frames cannot be read: {error}. Build again.") from error
    for frame in FRAMES:
        lacking = _columns(frame) - set(tables[frame].column_names) if frame in tables else {frame}
        if lacking:
            raise DirskgError(
                f"Build {folder.parent.name} was made by another version of dirskg: its frames lack "
                f"{', '.join(sorted(lacking))}. Build again."
            )
    return tables


def _columns(frame: str) -> set[str]:
    """The columns that a frame has as a build writes it."""
    query = named_query(_query(frame))
    if query is None:
        return set(COLUMNS)
    made = {"label", "legs", "defence"} if frame == "organisations" else set()
    return query.columns.keys() - _RAW | made


def _read(folder: Path, frame: str) -> pa.Table:
    # Small files: what is made ready for reading many large ones at once takes longer than to read these, and what
    # pandas noted of each column, which its own type tells too, is a quarter of it.
    with pq.ParquetFile(folder / f"{frame}.parquet") as file:
        return file.read(use_threads=False).replace_schema_metadata(None)


def _show(iri: str) -> str:
    return iri.removeprefix(ONTOLOGY) if iri.startswith(ONTOLOGY) else short(iri)


def _clean(frame: pd.DataFrame) -> pd.DataFrame:
    import pandas as pd

    for column in frame.columns:
        if column in _NUMBERS:
            frame[column] = pd.to_numeric(frame[column], errors="coerce").astype(float)
        elif column in _FLAGS:
            frame[column] = frame[column].map(lambda value: value is True).astype(bool)
        else:
            frame[column] = frame[column].fillna("").astype(str)
        if column in _LISTS:
            frame[column] = pd.array([" ".join(sorted(text.split())) for text in frame[column]], dtype="str")
    return frame
