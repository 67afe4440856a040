"""The reference tables: facts on the ecosystem collected by hand, with the page where each was read."""

from dirskg.ingest.sources.reference.tables import stage

__all__ = ["stage"]
