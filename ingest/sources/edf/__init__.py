"""The EU Funding & Tenders portal: projects with their consortia, and topics, of the defence programmes."""

from dirskg.ingest.sources.edf.records import stage

__all__ = ["stage"]
