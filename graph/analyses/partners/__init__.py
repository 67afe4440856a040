"""Partners for one organisation by content, with a test of such suggestions on the past."""

from dirskg.graph.analyses.partners.hold_out import HITS, WEIGHTS, HoldOut, K, Scored
from dirskg.graph.analyses.partners.partners import NEW_PLACE, PartnersReport, Suggestion, partners

__all__ = ["HITS", "NEW_PLACE", "WEIGHTS", "HoldOut", "K", "PartnersReport", "Scored", "Suggestion", "partners"]
