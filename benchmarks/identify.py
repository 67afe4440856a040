"""Who is who without numbers: rules alone against rules and scores, on real rows whose numbers are the truth."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from measure import Contender, Facts, Job, Race, Run, serve
from organisation_truth import CROSSWALK, Truth, crosswalk, europe

if TYPE_CHECKING:
    from dirskg.ingest.identity.record import Record, Scored

ORGANISATIONS = 250_000
TRUTHS = {"crosswalk": crosswalk, "europe": europe}
PARTS = ("whole", "training", "test")


def races(folder: Path) -> list[Race]:
    """What races: real organisations, where the files are there, and many made-up ones."""
    found = []
    if CROSSWALK.exists():
        belgian = "Belgian organisations by name and place, numbers hidden"
        found = [_race(belgian, "crosswalk", _tell), _race("The same with all of Europe", "europe", _tell)]
    return [*found, _race(f"{ORGANISATIONS:,} made-up organisations without numbers", str(ORGANISATIONS), _tell_size)]


def _race(title: str, data: str, tell: Callable[[dict[str, Run]], list[str]]) -> Race:
    ways = {"rules alone": "rules", "rules and scores": "scores"}
    return Race(title, [Contender(name, "identify", job, (data,), ours=True) for name, job in ways.items()], tell=tell)


def rules(data: str) -> Job:
    """Equal names, country and region."""
    return (yield from _identify(data, scored=False))


def scores(data: str) -> Job:
    """The same, and then linkage."""
    return (yield from _identify(data, scored=True))


def _identify(data: str, *, scored: bool) -> Job:
    import duckdb

    from dirskg.ingest.identity import linkage
    from dirskg.ingest.identity.resolve import resolve

    records = made_up(int(data)) if data.isdigit() else TRUTHS[data]().records
    skipped: list[linkage.Skipped] = []

    def score(units: list[list[Record]]) -> list[Scored]:
        with duckdb.connect() as con:
            found, idle = linkage.score(units, con)
        skipped.extend(idle)
        return found

    yield
    ids = resolve(records, score=score if scored else None).ids
    yield
    truths = measures(data, ids) if data in TRUTHS else {}
    return {"truths": truths, "organisations": len(set(ids.values())), "skipped": len(skipped)}


def measures(data: str, ids: dict[str, str]) -> Facts:
    """Pairs found and missed by what can be taken for truth, for the whole and each half of the organisations."""
    found = {"numbers as filed": TRUTHS[data]()}
    if data == "crosswalk":
        found |= {"enterprise numbers only": crosswalk(pics=False), "made-up numbers too": crosswalk(pseudo=True)}
    found["double registrations taken as one"] = TRUTHS[data]()
    found["double registrations taken as one"].correct()
    given = crosswalk()
    given.correct()
    return {name: _parts(truth, ids, given.halves()) for name, truth in found.items()}


def _parts(truth: Truth, ids: dict[str, str], given: dict[str, str]) -> Facts:
    halves = truth.halves(given)
    return {part: pairwise(truth, ids, {} if part == "whole" else halves, part) for part in PARTS}


def pairwise(truth: Truth, ids: dict[str, str], halves: dict[str, str], part: str) -> dict[str, int]:
    """Pairs of rows that are one organisation and were joined (right), were not (missed), and joins of two (wrong).

    A pair counts where both rows have a number, and either share their organisation or have numbers of one kind.
    """
    kinds = truth.kinds()
    by_truth: dict[str, list[str]] = {}
    by_id: dict[str, list[str]] = {}
    for key in (record.key for record in truth.records if truth.numbers[record.key]):
        if not halves or halves[min(truth.numbers[key])] == part:
            by_truth.setdefault(truth.organisation(key), []).append(key)
            by_id.setdefault(ids[key], []).append(key)
    right = wrong = 0
    for keys in by_id.values():
        for left, other in combinations(map(truth.organisation, keys), 2):
            right += left == other
            wrong += left != other and bool(kinds[left] & kinds[other])
    pairs = sum(len(keys) * (len(keys) - 1) // 2 for keys in by_truth.values())
    return {"rows": sum(map(len, by_truth.values())), "right": right, "wrong": wrong, "missed": pairs - right}


def _tell(runs: dict[str, Run]) -> list[str]:
    lines = []
    for name, run in runs.items():
        for truth, parts in run.facts["truths"].items():
            told = "; ".join(f"{part}: {_figures(**counts)}" for part, counts in parts.items())
            lines.append(f"{name.capitalize()}, {truth}: {told}.")
    return lines


def _figures(rows: int, right: int, wrong: int, missed: int) -> str:
    precision, recall = right / (right + wrong or 1), right / (right + missed or 1)
    f1 = 2 * right / (2 * right + wrong + missed or 1)
    return (
        f"precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f} "
        f"({right:,} right, {wrong:,} wrong, {missed:,} missed; {rows:,} rows)"
    )


def _tell_size(runs: dict[str, Run]) -> list[str]:
    return [
        f"{name.capitalize()}: {run.facts['organisations']:,} organisations in the end; {run.facts['skipped']:,} "
        "blocking keys left out, because too many share them."
        for name, run in runs.items()
    ]


def made_up(count: int) -> list[Record]:
    """Organisations of made-up names, one in ten again with a letter changed, from a seed."""
    import random

    from dirskg.ingest.identity.record import Record

    chance = random.Random(20261125)
    letters = "abcdefghijklmnoprstuvz"
    stems = ["".join(chance.choices(letters, k=chance.randint(4, 9))) for _ in range(count // 4)]
    kinds = "institute university technologies systems solutions group consulting research services engineering".split()  # noqa: SIM905
    found: list[Record] = []
    while len(found) < count:
        name = f"{chance.choice(stems)} {chance.choice(stems)} {chance.choice(kinds)}"
        country, town = chance.choice(["BE", "DE", "FR", "NL"]), f"town{chance.randrange(2000)}"
        found.append(Record(f"made/{len(found)}", country, "", {name}, town=town))
        if chance.random() < 0.1:
            place = chance.randrange(2, len(name))
            other = name[:place] + chance.choice(letters) + name[place + 1 :]
            found.append(Record(f"made/{len(found)}", country, "", {other}, town=town))
    return found


if __name__ == "__main__":
    serve({"rules": rules, "scores": scores})
