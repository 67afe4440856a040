"""Which staged rows speak of one organisation: by numbers, judgements, names and scores; and the id that it gets."""

from dirskg.ingest.identity.identity import identify

__all__ = ["identify"]
