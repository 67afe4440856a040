"""The analyst's own spreadsheets, checked row by row: organisations, what is known of them, and projects."""

from dirskg.ingest.sources.own.staging import stage

__all__ = ["stage"]
