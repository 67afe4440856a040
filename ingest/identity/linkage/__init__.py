"""Record linkage: which organisations without a common number are one, scored by names, addresses and homepages."""

from dirskg.ingest.identity.linkage.scoring import score
from dirskg.ingest.identity.linkage.staging import Skipped

__all__ = ["Skipped", "score"]
