"""ESCO: skills and occupations of the European Commission's classification, with their labels."""

from dirskg.ingest.sources.esco.concepts import stage

__all__ = ["stage"]
