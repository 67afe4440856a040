"""TED: notices of public procurement that concern defence, or what Belgium can do, with who bought and who won."""

from dirskg.ingest.sources.ted.reading import stage

__all__ = ["stage"]
