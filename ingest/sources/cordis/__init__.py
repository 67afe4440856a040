"""CORDIS: civil research projects that border on a domain or on security, with their consortia."""

from dirskg.ingest.sources.cordis.selection import stage

__all__ = ["stage"]
