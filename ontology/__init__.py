"""The vocabulary: ontology, domains, shapes, mapping and query library."""

from dirskg.ontology.labels import property_label, translated
from dirskg.ontology.library import NamedQuery, Parameter, named_queries, named_query
from dirskg.ontology.resources import ONTOLOGY_FILES, default_domains, query_files, resource, resource_bytes
from dirskg.ontology.vocab import compact, domain_iri, entity_iri, region_iri, short, sparql_prefixes

__all__ = [
    "ONTOLOGY_FILES",
    "NamedQuery",
    "Parameter",
    "compact",
    "default_domains",
    "domain_iri",
    "entity_iri",
    "named_queries",
    "named_query",
    "property_label",
    "query_files",
    "region_iri",
    "resource",
    "resource_bytes",
    "short",
    "sparql_prefixes",
    "translated",
]
