"""A topic by region: who can supply something there and says so, who supports, who only takes part in projects."""

from __future__ import annotations

from dataclasses import dataclass

from dirskg.graph.analyses.finding import Trace
from dirskg.graph.answers.as_json import AsJson
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.rows import rows
from dirskg.graph.ecosystem.strengths import supporters
from dirskg.graph.ecosystem.topics import PART, WORKS, on_topic
from dirskg.graph.errors import DirskgError
from dirskg.ontology.vocab import REGIONS

# Of a region: nobody, one, or more who work on the topic and do not only support. Topics are too narrow for tests.
STATES = ("nobody", "one", "several")


@dataclass(frozen=True, slots=True)
class Statement(AsJson):
    """One sentence that ties an organisation to the topic. `support` says that it makes or researches nothing."""

    organisation: str
    region: str
    town: str
    says: str
    support: bool
    project: str
    acronym: str
    sentence: str
    source: str


@dataclass(frozen=True, slots=True)
class RegionOnTopic(AsJson):
    """A region ("" for unknown places): ids of who works on the topic, of who supports, of who only takes part."""

    json_keys = "* state"

    region: str
    works: tuple[str, ...]
    supports: tuple[str, ...]
    part: tuple[str, ...]

    @property
    def state(self) -> str:
        """Nobody, one or several."""
        return STATES[min(len(self.works), 2)]


@dataclass(frozen=True, slots=True)
class TopicReport(AsJson):
    """Who works on a topic where; `projects` and `calls` speak of it, of all countries."""

    json_keys = "topic projects calls regions statements"

    topic: str
    regions: tuple[RegionOnTopic, ...]
    statements: tuple[Statement, ...]
    projects: int
    calls: int

    def traces(self) -> tuple[Trace, ...]:
        """The queries that list who works on the topic, and who only takes part in projects."""
        told = {"topic": self.topic}
        return Trace("actors", "actors-in-topic", told), Trace("takes part", "partners-in-topic", told)


def topic_gaps(ecosystem: Ecosystem, topic: str) -> TopicReport:
    """Who works on a topic in each region, with every sentence. Raises DirskgError where no topic is given."""
    if not topic:
        raise DirskgError("No topic is given. `dirskg topics` lists them.")
    told, support = on_topic(ecosystem, topic), supporters(ecosystem.functions)
    actors = ecosystem.organisations.set_index("id")[["region", "town"]].to_dict("index")
    acronyms = dict(rows(ecosystem.projects, "id", "acronym"))
    statements = tuple(
        Statement(
            organisation=one, region=actors[one]["region"], town=actors[one]["town"], says=says,
            support=one in support, project=project, acronym=acronyms.get(project, ""), sentence=sentence,
            source=source,
        )
        for one, says, project, sentence, source in rows(told, "organisation", "says", "project", "sentence", "source")
    )  # fmt: skip
    spoken = set(ecosystem.mentions.loc[ecosystem.mentions["topic"] == topic, "about"])
    return TopicReport(
        topic=topic,
        regions=tuple(_region(region, statements) for region in (*REGIONS, "")),
        statements=statements,
        projects=len(spoken & set(ecosystem.projects["id"])),
        calls=len(spoken & set(ecosystem.calls["id"])),
    )


def _region(region: str, statements: tuple[Statement, ...]) -> RegionOnTopic:
    here = [one for one in statements if one.region == region]
    works = {one.organisation for one in here if one.says in WORKS and not one.support}
    supports = {one.organisation for one in here if one.says in WORKS and one.support}
    part = {one.organisation for one in here if one.says == PART}
    return RegionOnTopic(region, *(tuple(sorted(ids)) for ids in (works, supports, part)))
