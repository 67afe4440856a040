"""What changed between two builds of the same files, statement by statement, each in a class that says why.

`python benchmarks/account.py OLD NEW` reads the folders of two builds (`HOME/builds/0001-…`), of whatever form, and
prints how many statements went and came in each class, with an example. What differs by the id of an organisation
alone, or by the dataset that tells it, is a class of its own. What no rule explains is told one by one, and makes the
script end with 1. The rules are those of the changes of November 2026; others are added to RULES.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

_ID = "https://w3id.org/dirskg/id/"
_LINE = re.compile(r"<([^>]*)> <([^>]*)> (.*) <[^>]*/graph/([^>]*)> \.")
_IDS = re.compile(rf"{re.escape(_ID)}([\w.-]+)")
_SAME_AS = "http://www.w3.org/2002/07/owl#sameAs"
_ORGANISATION = re.compile(r"(?:kbo|ror|lei|pic|ref|wikidata|org)-")
_JOINED = re.compile(r'"(\S+) = (\S+) \(')
# Class, the start of the id of a node, and a part of the statement; "" is any. The first that fits counts.
RULES = [
    ("values with the page, day and confidence that tell them", "account-", ""),
    ("values with the page, day and confidence that tell them", "", "#read"),
    ("values with the page, day and confidence that tell them", "", "#sourceGrade"),
    ("remarks on values, most of which became values of their own", "remark-", ""),
    ("what organisations do and on which further legs they stand", "function-", ""),
    ("what organisations do and on which further legs they stand", "", "#alsoLeg"),
    ("strength in a domain", "capability-", ""),
    ("domains, topics and codes read from texts", "share-", ""),
    ("domains, topics and codes read from texts", "", "ontology#share"),
    ("domains, topics and codes read from texts", "mention-", ""),
    ("domains, topics and codes read from texts", "claim-", ""),
    ("domains that could be claimed", "suggestion-", ""),
    ("records cite their own page", "", "terms/source"),
    ("records cite their own page", "", "s66#url"),
    ("acronyms of projects that two sources tell", "project-", "acronym"),
    ("ties, under the ends that identity gives them or of one side alone", "tie-", ""),
    ("parts in projects, of who is one or two now", "participation-", ""),
    ("tax numbers", "", "/identifier/vat/"),
    ("reasons of joins, told otherwise", "", "#mergedBy"),
    ("former ids and addresses of organisations", "", "owl#sameAs"),
    ("SMEs, in whatever spelling", "", "#size"),
    ("ties, under the ends that identity gives them or of one side alone", "", "ontology#partOf"),
    ("ties, under the ends that identity gives them or of one side alone", "", "ontology#successorOf"),
    ("the record of the build", "", " meta"),
    ("rows of the reference tables that were added or set right", "", " reference"),
]


class Statement(NamedTuple):
    """A statement and its dataset, as N-Quads write them."""

    subject: str
    predicate: str
    object: str
    dataset: str

    @property
    def id(self) -> str:
        """The id of what it is about, or of what that is a part of (a seat, an identifier)."""
        return self.subject.removeprefix(_ID).partition("/")[0] if self.subject.startswith(_ID) else ""


def read(build: Path) -> set[Statement]:
    """The statements of a build but those of the ontology, which say what words mean."""
    with (build / "quads.nq").open(encoding="utf-8") as lines:
        found = [Statement(*match.groups()) for match in map(_LINE.match, lines) if match]
    return {one for one in found if one.dataset != "ontology"}


@dataclass
class Account:
    """The statements that went and came, and what is known of their organisations."""

    old: set[Statement]
    new: set[Statement]
    moved: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        gone = {one.id for one in self.old} - {one.id for one in self.new}
        for one in self.new:
            if one.predicate == _SAME_AS and (found := _IDS.search(one.object)) and found[1] in gone:
                self.moved[found[1]] = one.id
        followed = {one: Statement(*(self._follow(text) for text in one)) for one in self.old}
        self.renumbered = [one for one, now in followed.items() if one != now and now in self.new]
        self.before = set(followed.values())
        self.rows = [_rows(told) for told in (self.before, self.new)]
        self.facts = [{one[:3] for one in told} for told in (self.before, self.new)]
        self.known = [{one.id for one in told} for told in (self.before, self.new)]
        self.values = {one[:2] for one in self.new if "locn#" in one.predicate or "prefLabel" in one.predicate}

    def classes(self) -> Iterator[tuple[str, bool, Statement]]:
        """Each statement that differs: its class ("" is unexplained), whether it came, and the statement."""
        yield from (("the same under the id that its organisation has now", False, one) for one in self.renumbered)
        for came, told in ((False, self.before - self.new), (True, self.new - self.before)):
            for one in told:
                yield self._class(one, came), came, one

    def _class(self, one: Statement, came: bool) -> str:
        if one[:3] in self.facts[not came]:
            return "the same, told by another dataset"
        if not came and one[:2] in self.values:
            return "another dataset's value stands in its place"
        if _ORGANISATION.match(one.id) and (found := self._of_organisation(one)):
            return found
        text = " ".join(one)
        fits = (name for name, node, part in RULES if one.id.startswith(node) and part in text)
        return next(fits, "")

    def _of_organisation(self, one: Statement) -> str:
        """What became of the organisation itself, if that is why it is told otherwise."""
        if one.id not in self.known[0]:
            return "organisations that came"
        if one.id not in self.known[1]:
            return "organisations that went"
        before, now = (rows[one.id] for rows in self.rows)
        if one.dataset in _REGISTERS and one.id in self.moved.values():
            return "organisations joined with a row of a register"
        if more := {row.partition("/")[0] for row in now - before}:
            return f"organisations joined with a row of {'a register' if more & _REGISTERS else 'another source'}"
        return "organisations of which a row is another's now" if before - now else ""

    def _follow(self, text: str) -> str:
        return _IDS.sub(lambda found: _ID + self.moved.get(found[1], found[1]), text) if _ID in text else text


_REGISTERS = {"ror", "gleif", "kbo"}


def _rows(told: set[Statement]) -> dict[str, set[str]]:
    """The rows that are known to have been joined in each organisation."""
    found: dict[str, set[str]] = defaultdict(set)
    for one in told:
        if one.predicate.endswith("mergedBy") and (match := _JOINED.match(one.object)):
            found[one.id] |= set(match.groups())
    return found


def main(old: str, new: str) -> int:
    """Print the account; 1 where something is left unexplained."""
    found: dict[str, list[list[Statement]]] = defaultdict(lambda: [[], []])
    for name, came, one in Account(read(Path(old)), read(Path(new))).classes():
        found[name][came].append(one)
    unexplained = found.pop("", [[], []])
    for name, (went, came_) in sorted(found.items(), key=lambda item: -len(item[1][0]) - len(item[1][1])):
        print(f"| {name} | {len(went):,} | {len(came_):,} |")
    print(f"| unexplained | {len(unexplained[0]):,} | {len(unexplained[1]):,} |")
    for sign, told in zip("-+", unexplained, strict=True):
        for one in sorted(told):
            print(sign, *one)
    return 1 if any(unexplained) else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
