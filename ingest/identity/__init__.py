"""Identity resolution by numbers, judgements, names and scores, and the id of each organisation."""

from dirskg.ingest.identity.identity import identify, records
from dirskg.ingest.identity.keys import likely_keys, name_keys

__all__ = ["identify", "likely_keys", "name_keys", "records"]
