"""The Crossroads Bank for Enterprises: names, legal forms, seats, establishments, activities."""

from dirskg.ingest.sources.kbo.register import stage

__all__ = ["stage"]
