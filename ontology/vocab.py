"""Names of the vocabularies and the shape of our identifiers: the one place where IRIs are spelled out."""

from __future__ import annotations

import re

ONTOLOGY = "https://w3id.org/dirskg/ontology#"
ID = "https://w3id.org/dirskg/id/"
GRAPH = "https://w3id.org/dirskg/graph/"
NUTS = "http://data.europa.eu/nuts/code/"
XSD = "http://www.w3.org/2001/XMLSchema#"

META_GRAPH = GRAPH + "meta"
ONTOLOGY_GRAPH = GRAPH + "ontology"
# In a store that a build was published to: every statement of the others once, and what is told of them all.
MERGED_GRAPH = GRAPH + "merged"
PUBLISHED_GRAPH = GRAPH + "published"

# Ties of business for defence beside funded projects, as the query `procurement-ties` has them.
TRADE_TIES = ("suppliesTo", "partnerIn")
# What a page can tell of a purchase file.
PURCHASE_ITEMS = ("decision", "value", "return", "prime", "topic")
# What a value of one is of: the purchase by contract or agreement, the same with the shares of other countries, money
# set aside or announced for it, money for it and another purchase, all its years with upkeep, upkeep alone, or the most
# that the country of the seller allows.
BUILT = "built"
SITE_STATES = (BUILT, "announced")  # of an establishment
PURCHASE_AMOUNTS = ("contract", "shared", "budget", "joint", "lifetime", "upkeep", "ceiling")

# What somebody must know or be able to do, and what their work is called.
COMPETENCE_KINDS = ("knowledge", "skill", "occupation")

PREFIXES = {
    "": ONTOLOGY,
    "id": ID,
    "nuts": NUTS,
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "eurio": "http://data.europa.eu/s66#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "locn": "http://www.w3.org/ns/locn#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "rov": "http://www.w3.org/ns/regorg#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "told": "https://w3id.org/dirskg/told#",
    "xsd": XSD,
}

LANGUAGES = ("en", "nl", "fr", "de")
# Member states of the EU, with the country codes that the EU uses.
EU = (
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "EL", "ES", "FI", "FR", "HR", "HU", "IE", "IT", "LT", "LU", "LV",
    "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
)  # fmt: skip
BELGIUM = "BE"
REGIONS = ("BE2", "BE3", "BE1")
LEGS = ("industry", "academia", "government", "intermediary")

_BASES = (ID + "domain-", ID, NUTS)


def short(iri: str) -> str:
    """The short id that tables show: local name of our own ids, bare code of domains and NUTS areas."""
    for base in _BASES:
        if iri.startswith(base):
            return iri[len(base) :]
    return iri


def compact(iri: str) -> str:
    """The short id; for a term of a vocabulary, its name with the prefix that queries need not declare."""
    for prefix, base in PREFIXES.items():
        if iri.startswith(base) and base not in (ID, NUTS) and re.fullmatch(r"\w[\w-]*", iri[len(base) :]):
            return f"{prefix}:{iri[len(base) :]}"
    return short(iri)


_IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]*")


def is_iri(text: str) -> bool:
    """Whether text can stand between angle brackets: a scheme, and nothing that N-Triples forbids."""
    return bool(_IRI.fullmatch(text))


def literal(text: str) -> str:
    """Text as an N-Triples literal."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{escaped}"'


def entity_iri(short_id: str) -> str:
    """The IRI of an organisation, project or call given by its short id; an IRI passes unchanged."""
    return short_id if "://" in short_id else ID + short_id


def domain_iri(notation: str) -> str:
    """The IRI of a domain given by its notation."""
    return notation if "://" in notation else f"{ID}domain-{notation}"


def topic_iri(notation: str) -> str:
    """The IRI of a topic given by its notation."""
    return notation if "://" in notation else f"{ID}topic-{notation.removeprefix('topic-')}"


def region_iri(code: str) -> str:
    """The IRI of a NUTS area given by its code."""
    return code if "://" in code else NUTS + code


def sparql_prefixes() -> str:
    """The PREFIX lines that every query may rely on."""
    return "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
