"""The analyst's own spreadsheets: organisations, links, activities, projects and participations, checked row by row."""

from dirskg.ingest.sources.own.staging import stage

__all__ = ["stage"]
