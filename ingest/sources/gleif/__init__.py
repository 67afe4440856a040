"""The golden copy of GLEIF: LEIs, business register numbers, seats, and which company belongs to which group."""

from dirskg.ingest.sources.gleif.register import stage

__all__ = ["stage"]
