"""A query that any graph answers, and a prefix that queries of tests are written with."""

from __future__ import annotations

COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s a <http://www.w3.org/ns/org#Organization> }"
SKOS = "http://www.w3.org/2004/02/skos/core#"
