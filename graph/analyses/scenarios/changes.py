"""Changes that a user wants to try, row by row: what each must say, and what the graph must know for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.rows import rows
from dirskg.graph.errors import DirskgError, Refused
from dirskg.ontology.vocab import LEGS, REGIONS

COLUMNS: Final = (
    "action", "what", "organisation", "name", "country", "region", "leg", "kind", "size", "domain", "other", "project",
    "year",
)  # fmt: skip
ACTIONS: Final = ("add", "remove")
THINGS: Final = ("organisation", "activity", "tie", "participation")
SIZES: Final = ("SME", "mid", "large")
# A project that is only thought of must say so, lest a misspelt id make one.
NEW_PROJECT: Final = "new-"
KINDS: Final = ("memberOf", "ownedBy", "partOf", "partnerIn", "spinOffOf", "suppliesTo")
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Change:
    """One change. `origin` is the file and row that it stands in, or the option that asked for it."""

    action: str
    what: str
    organisation: str
    domain: str = ""
    other: str = ""
    project: str = ""
    kind: str = ""
    year: float = float("nan")
    facts: Mapping[str, str] = field(default_factory=dict)
    origin: str = ""

    def to_json(self) -> dict[str, Any]:
        """The change as plain values, without what it does not say."""
        told = {name: getattr(self, name) for name in ("organisation", "domain", "other", "project", "kind", "origin")}
        year = {} if self.year != self.year else {"year": int(self.year)}
        return {"action": self.action, "what": self.what, **{k: v for k, v in told.items() if v}, **year, **self.facts}


def leaving(ids: Iterable[str]) -> tuple[Change, ...]:
    """The change that each of these organisations goes."""
    return tuple(Change("remove", "organisation", one, origin="--without") for one in sorted(set(ids)))


def check_changes(
    found: Iterable[tuple[str, Mapping[str, str]]], ecosystem: Ecosystem, resolve: Callable[[str], str] | None = None
) -> tuple[Change, ...]:
    """The changes of a table, given as (file:row, values by column), each checked against those before it.

    `resolve` gives the id of a record by any of its ids, or raises DirskgError. Raises Refused, which names every row
    that is wrong and what to do about it, and where there is no row.
    """
    known = _Known(ecosystem, resolve)
    changes: list[Change] = []
    wrong: list[str] = []
    for origin, values in found:
        try:
            changes.append(known.checked({name: values.get(name, "").strip() for name in COLUMNS}, origin))
        except _Wrong as error:
            file, _, number = origin.rpartition(":")
            wrong.append(f"{file}, row {number}: {error}")
    if wrong:
        more = [f"… and {len(wrong) - _SHOWN} more rows"] if len(wrong) > _SHOWN else []
        raise Refused("\n".join([*wrong[:_SHOWN], *more]))
    if not changes:
        raise Refused("The file has no row of changes. `dirskg whatif --template` prints an example.")
    return tuple(changes)


class _Wrong(Exception):
    """What is wrong with a row, and the remedy."""


class _Known:
    """What there is, as the changes so far leave it."""

    def __init__(self, ecosystem: Ecosystem, resolve: Callable[[str], str] | None) -> None:
        self._resolve = resolve
        self.organisations = set(ecosystem.organisations["id"])
        self.domains = sorted(set(ecosystem.domains["id"]))
        self.projects = set(ecosystem.projects["id"])
        self.activities = set(rows(ecosystem.claims, "organisation", "domain"))
        self.parts = set(rows(ecosystem.participations, "organisation", "project"))
        self.ties = set(rows(ecosystem.ties, "from", "to", "kind"))
        self.kinds = sorted({*KINDS, *ecosystem.ties["kind"]})

    def checked(self, row: Mapping[str, str], origin: str) -> Change:
        """The change that a row tells. Raises _Wrong where it tells none."""
        _one_of("action", row["action"], ACTIONS)
        _one_of("what", row["what"], THINGS)
        adding = row["action"] == "add"
        if row["what"] == "organisation":
            return self._organisation(row, origin, adding)
        organisation = self._known(row, "organisation")
        if row["what"] == "activity":
            return self._activity(row, origin, adding, organisation)
        if row["what"] == "tie":
            return self._tie(row, origin, adding, organisation)
        return self._participation(row, origin, adding, organisation)

    def _organisation(self, row: Mapping[str, str], origin: str, adding: bool) -> Change:
        if not adding:
            one = self._known(row, "organisation")
            self.organisations.discard(one)
            self.activities = {pair for pair in self.activities if pair[0] != one}
            return Change("remove", "organisation", one, origin=origin)
        one = _needed(row, "organisation")
        if one in self.organisations:
            raise _Wrong(f"organisation {one!r} is there already; leave the row out, or give a new id")
        needed = {name: _needed(row, name) for name in ("name", "leg")}
        _one_of("leg", needed["leg"], LEGS)
        if row["region"]:
            _one_of("region", row["region"], REGIONS)
        if row["size"]:
            _one_of("size", row["size"], SIZES)
        self.organisations.add(one)
        facts = {"label": row["name"], "country": row["country"] or "BE", "region": row["region"], "leg": row["leg"],
                 "kind": row["kind"], "size": row["size"]}  # fmt: skip
        return Change("add", "organisation", one, facts=facts, origin=origin)

    def _activity(self, row: Mapping[str, str], origin: str, adding: bool, one: str) -> Change:
        domain = _one_of("domain", _needed(row, "domain"), self.domains)
        _toggled(self.activities, (one, domain), adding, f"activity of {one} in {domain}")
        return Change(row["action"], "activity", one, domain=domain, year=_year(row), origin=origin)

    def _tie(self, row: Mapping[str, str], origin: str, adding: bool, one: str) -> Change:
        other = self._known(row, "other")
        if one == other:
            raise _Wrong("an organisation cannot be tied to itself; give another one as other")
        kind = row["kind"]
        if adding:
            _one_of("kind", _needed(row, "kind"), self.kinds)
            _toggled(self.ties, (one, other, kind), adding, f"tie of kind {kind} from {one} to {other}")
        else:
            # A tie is taken away whoever has it, and without a kind all of them are.
            ends = {(one, other), (other, one)}
            gone = {tie for tie in self.ties if tie[:2] in ends and kind in ("", tie[2])}
            if not gone:
                told = f"of kind {kind} " if kind else ""
                raise _Wrong(
                    f"there is no tie {told}between {one} and {other}; `dirskg query --name ties-between` lists them "
                    "(a shared project is taken away as a participation)"
                )
            self.ties -= gone
        return Change(row["action"], "tie", one, other=other, kind=kind, year=_year(row), origin=origin)

    def _participation(self, row: Mapping[str, str], origin: str, adding: bool, one: str) -> Change:
        project, domain = _needed(row, "project"), row["domain"]
        if adding and project not in self.projects:
            if not project.startswith(NEW_PROJECT):
                raise _Wrong(
                    f"there is no project {project!r}; `dirskg find TEXT` lists ids, and one that is only thought of "
                    f"needs an id that begins with {NEW_PROJECT}"
                )
            if _year(row) != _year(row):
                raise _Wrong(f"the new project {project} needs a year, since recent projects weigh more")
            self.projects.add(project)
        if adding and domain:
            if not project.startswith(NEW_PROJECT):
                raise _Wrong(f"the domains of {project} are known; leave domain empty, or add an activity")
            _one_of("domain", domain, self.domains)
        _toggled(self.parts, (one, project), adding, f"participation of {one} in {project}")
        return Change(
            row["action"], "participation", one, domain=domain, project=project, year=_year(row),
            facts={"acronym": row["name"], "programme": row["kind"]} if adding else {}, origin=origin,
        )  # fmt: skip

    def _known(self, row: Mapping[str, str], column: str) -> str:
        """The organisation of a column, which must be there by now."""
        given = _needed(row, column)
        if given in self.organisations:
            return given
        try:
            found = self._resolve(given) if self._resolve else given
        except DirskgError:
            found = given
        if found not in self.organisations:
            raise _Wrong(
                f"{column} {given!r} is not there (any more); `dirskg find TEXT` lists ids, and a new one must be "
                "added in a row above"
            )
        return found


def _needed(row: Mapping[str, str], column: str) -> str:
    if not row[column]:
        raise _Wrong(f"{column} is empty, and {row['action']} {row['what']} needs it; fill it in")
    return row[column]


def _one_of(column: str, given: str, known: Sequence[str]) -> str:
    if given not in known:
        raise _Wrong(f"{column} is {given!r}; write one of {', '.join(known) or 'none, for the graph has none'}")
    return given


def _toggled(there: set[Any], what: Any, adding: bool, told: str) -> None:
    if adding == (what in there):
        state = "there already" if adding else "not there"
        raise _Wrong(f"the {told} is {state}, so that nothing would change; leave the row out")
    (there.add if adding else there.discard)(what)


def _year(row: Mapping[str, str]) -> float:
    text = row["year"].removesuffix(".0")
    if not text:
        return float("nan")
    if not (text.isascii() and text.isdigit() and len(text) == 4):
        raise _Wrong(f"year is {row['year']!r}; write four digits, such as 2026, or leave it empty")
    return float(text)
