"""Record linkage: which organisations without a common number are one, scored by names, addresses and homepages."""

from dirskg.ingest.linkage.scoring import score
from dirskg.ingest.linkage.staging import Skipped

__all__ = ["Skipped", "score"]
