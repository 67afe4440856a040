"""TED: XML of real notices, replicated under new numbers, to staged rows, against xml.etree and pandas; and memory.

`python benchmarks/read_ted.py FOLDER` reads the notices of a folder. It is no part of `run.py`, since they do not ship.
"""

from __future__ import annotations

import sys
import tarfile
import tempfile
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from measure import Contender, Job, Race, Run, best_of, serve
from report import machine, section

if TYPE_CHECKING:
    from dirskg.ingest.sources.ted.prefilter import Prefilter

TIMES, MORE = 6, 24
# In the mix, those that concern nobody here stand so many times as gives the share of the sample of 3,448 notices.
OTHERS = 18


def races(packed: Path, mixed: Path, larger: Path) -> list[Race]:
    """What is measured: the same notices by two programs, and ours with four times as many."""
    one = (str(packed),)
    return [
        *(
            Race(
                title,
                [
                    Contender("staged rows", "read_ted", "stage", (str(path),), ours=True),
                    Contender("xml.etree and pandas", "read_ted", "plain", (str(path),)),
                ],
                target=5,
                tell=_tell,
            )
            for title, path in (("TED: notices to rows", packed), ("TED: most of which concern nobody here", mixed))
        ),
        Race(
            "TED: memory by the number of notices",
            [
                Contender("read only", "read_ted", "read", one, ours=True),
                Contender("read only, four times as many", "read_ted", "read", (str(larger),), ours=True),
            ],
            tell=_tell,
        ),
    ]


def _tell(runs: dict[str, Run]) -> list[str]:
    return [
        f"{name}: {run.facts['notices']:,} notices, {run.facts['awards']:,} awards; "
        f"{run.facts['notices'] / run.cpu * 60:,.0f} notices a CPU minute."
        for name, run in runs.items()
    ]


def pack(folder: Path, target: Path, times: int, others: int = 0) -> Path:
    """An archive of the notices of a folder, each so many times, under a number of its own; others: those ruled out."""
    with tarfile.open(target, "w") as archive:
        for place, path in enumerate(sorted(folder.rglob("*.xml"))):
            data = path.read_bytes()
            doc = data.partition(b'DOC_ID="')[2].partition(b'"')[0]
            for copy in range(others if others and _ruled_out(data) else times) if doc else ():
                number = f"{copy:02d}{place:04d}-2021".encode()
                told = tarfile.TarInfo(f"{copy}/{number.decode()}.xml")
                content = data.replace(b'DOC_ID="' + doc, b'DOC_ID="' + number, 1)
                told.size = len(content)
                archive.addfile(told, BytesIO(content))
    return target


@cache
def _prefilter() -> Prefilter:
    from dirskg.ingest.sources.ted.codes import Meaning
    from dirskg.ingest.sources.ted.prefilter import Prefilter
    from dirskg.ingest.taxonomy import read_taxonomy

    return Prefilter(Meaning.of(read_taxonomy()))


def _ruled_out(data: bytes) -> bool:
    from dirskg.ingest.sources.ted.documents import Document
    from dirskg.ingest.sources.ted.prefilter import Outside
    from dirskg.ingest.sources.ted.reading import read_document

    try:
        read_document(Document("", data), _prefilter())
    except Outside:
        return True
    return False


def stage(packed: str) -> Job:
    """From the archive to staged rows."""
    import ftfy  # noqa: F401  # both sides have their libraries loaded before the clock starts

    from dirskg.ingest.intake import take_in
    from dirskg.ingest.source import known_sources
    from dirskg.ingest.sources import ted  # noqa: F401
    from dirskg.ingest.taxonomy import read_taxonomy

    source, taxonomy = known_sources()["ted"], read_taxonomy()
    with tempfile.TemporaryDirectory() as scratch:
        yield
        found = take_in(source, Path(packed), taxonomy, strict=False, scratch=Path(scratch))
        yield
    notices = sum(count.rows for count in found.audit.files.values())
    return {"notices": notices, "awards": len(found.stage.rows["award"])}


def read(packed: str) -> Job:
    """From the archive to notices, of which none is kept."""
    from dirskg.ingest.sources.ted.documents import documents
    from dirskg.ingest.sources.ted.reading import read_document

    notices = awards = 0
    with tempfile.TemporaryDirectory() as scratch:
        yield
        for document in documents("notices.tar", Path(packed), Path(scratch)):
            notice = read_document(document)
            notices += 1
            awards += len(notice.awards) if notice else 0
        yield
    return {"notices": notices, "awards": awards}


def plain(packed: str) -> Job:
    """The same fields as one would take them out by hand: trees of the standard library, and tables of pandas."""
    import pandas as pd
    from plain_ted import FIELDS, rows_of

    yield
    rows: dict[str, list[dict[str, str | None]]] = {name: [] for name in FIELDS}
    notices = 0
    for data in _members(packed):
        notices += 1
        for name, found in rows_of(data).items():
            rows[name] += found
    tables = {name: pd.DataFrame(found, columns=list(FIELDS[name])) for name, found in rows.items()}
    for name in ("notices", "awards"):
        for column in ("value", "estimated", "lowest", "highest"):
            tables[name][column] = pd.to_numeric(tables[name][column], errors="coerce")
    tables["awards"]["date"] = pd.to_datetime(tables["awards"]["date"], errors="coerce")
    tables["awards"]["offers"] = pd.to_numeric(tables["awards"]["offers"], errors="coerce")
    yield
    return {"notices": notices, "awards": len(tables["awards"])}


def _members(packed: str) -> Iterator[bytes]:
    with tarfile.open(packed) as archive:
        for member in archive:
            content = archive.extractfile(member)
            if content is not None:
                yield content.read()


def main() -> None:
    """Pack, measure and print."""
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    print(machine(""))
    with tempfile.TemporaryDirectory() as scratch:
        packed = pack(Path(sys.argv[1]), Path(scratch) / "notices.tar", TIMES)
        mixed = pack(Path(sys.argv[1]), Path(scratch) / "mixed.tar", 1, OTHERS)
        larger = pack(Path(sys.argv[1]), Path(scratch) / "more.tar", MORE)
        for race in races(packed, mixed, larger):
            print(section(race, best_of(race.contenders)), end="\n\n")


if __name__ == "__main__":
    jobs = {"stage": stage, "read": read, "plain": plain}
    serve(jobs) if sys.argv[1:2] and sys.argv[1] in jobs else main()
