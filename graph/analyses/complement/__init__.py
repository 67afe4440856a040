"""Which domains are related, and what one region could bring another."""

from dirskg.graph.analyses.complement.complementarity import ComplementReport, Offer, Wanting, complementarity
from dirskg.graph.analyses.complement.densities import Value
from dirskg.graph.analyses.complement.portfolio_tables import call_table, domain_table, related_table
from dirskg.graph.analyses.complement.related_domains import (
    DomainPair,
    Relatedness,
    domain_relatedness,
    programme_claims,
    relatedness_of,
)

__all__ = [
    "ComplementReport", "DomainPair", "Offer", "Relatedness", "Value", "Wanting", "call_table", "complementarity",
    "domain_relatedness", "domain_table", "programme_claims", "related_table", "relatedness_of",
]  # fmt: skip
