"""The Research Organization Registry: names, identifiers, parents and successors of research bodies."""

from dirskg.ingest.sources.ror.register import stage

__all__ = ["stage"]
