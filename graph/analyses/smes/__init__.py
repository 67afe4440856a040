"""The share of SMEs by region, domain, participation and money."""

from dirskg.graph.analyses.smes.size_shares import Money, Share
from dirskg.graph.analyses.smes.smes import SmeReport, SmeRow, country_row, sme_shares

__all__ = ["Money", "Share", "SmeReport", "SmeRow", "country_row", "sme_shares"]
