-- What the frames are written with. The text of an IRI as tables show it: without what all of our own begin with.
CREATE OR REPLACE TEMP MACRO shown(iri) AS CASE
    WHEN starts_with(iri, 'https://w3id.org/dirskg/ontology#') THEN iri[34:]
    WHEN starts_with(iri, 'https://w3id.org/dirskg/id/domain-') THEN iri[35:]
    WHEN starts_with(iri, 'https://w3id.org/dirskg/id/') THEN iri[28:]
    WHEN starts_with(iri, 'http://data.europa.eu/nuts/code/') THEN iri[33:]
    ELSE iri END;
CREATE OR REPLACE TEMP MACRO labels(code) AS TABLE SELECT id, value FROM "skos:prefLabel" WHERE lang = code;
-- A property whose value is a concept, by the notation of the concept.
CREATE OR REPLACE TEMP MACRO coded(property) AS TABLE
    SELECT p.id, n.value FROM query_table(property) p JOIN "skos:notation" n ON n.id = p.value;
-- What follows a mark in a text; nothing where it is not there.
CREATE OR REPLACE TEMP MACRO after(text, mark) AS
    CASE WHEN contains(text, mark) THEN text[strpos(text, mark) + length(mark):] ELSE '' END;
