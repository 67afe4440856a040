-- What organisations do and on which further legs they stand, by the rules of ontology/functions.ttl on what sources tell.
-- `rule_found` is filled rule by rule from `rule_text` (ingest/mapping/entities.py).

-- What rules read: one row a kind, a type of activity, a class, a part of a description, a name, a tie, leg and kind of
-- the whole that it is part of. `plain` is in small letters, without accents and without what stands in brackets; `hedged`
-- where the brackets say that it is hearsay. `told` is for readers: words in place of codes.
CREATE TABLE rule_text AS
WITH told_row AS (SELECT i.id, s.* FROM staged_organisation s JOIN identity i USING (key)),
-- A name stands where the organisation was read, else where somebody was read to work with it.
page AS (
    SELECT key, dataset, arg_min(source, (rank, source)) AS source
    FROM (SELECT key, dataset, source, 1 AS rank FROM staged_organisation
          UNION ALL SELECT key, dataset, source, 2 FROM staged_participation
          UNION ALL SELECT unnest([from_key, to_key]), dataset, source, 3 FROM staged_relation)
    WHERE source IS NOT NULL GROUP BY key, dataset),
standing AS (
    SELECT o.id, coalesce(l.value, 'unknown') || ' ' || coalesce(k.value, '') AS standing
    FROM (SELECT DISTINCT id FROM organisation) o
        LEFT JOIN organisation_attribute l ON l.id = o.id AND l.attribute = 'leg'
        LEFT JOIN organisation_attribute k ON k.id = o.id AND k.attribute = 'kind'),
told AS (
    SELECT id, 'kind' AS reads, kind AS told, source, dataset FROM told_row
    UNION ALL SELECT id, 'description', unnest(regexp_split_to_array(description, '[ \t\n\f\r]*;[ \t\n\f\r]*|[.][ \t\n\f\r]+')), source, dataset FROM told_row
    UNION ALL
    SELECT i.id, 'name', n.name, coalesce(n.source, p.source), n.dataset
    FROM staged_name n JOIN identity i USING (key) LEFT JOIN page p USING (key, dataset) WHERE n.type <> 'acronym'
    UNION ALL
    SELECT i.id, t.reads, t.told, t.source, t.dataset FROM staged_trait t JOIN identity i USING (key)
    UNION ALL SELECT from_id, 'tie', kind, source, dataset FROM relation
    UNION ALL SELECT to_id, 'tie to it', kind, source, dataset FROM relation
    UNION ALL SELECT r.from_id, 'whole', s.standing, r.source, r.dataset
    FROM relation r JOIN standing s ON s.id = r.to_id WHERE r.kind = 'partOf')
SELECT DISTINCT t.* REPLACE (
           CASE WHEN reads IN ('kind', 'tie', 'tie to it')
               THEN lower(regexp_replace(replace(told, '_', ' '), '([a-z])([A-Z])', '\1 \2', 'g')) ELSE told END AS told),
       s.standing, strip_accents(lower(regexp_replace(t.told, '\([^)]*\)', '', 'g'))) AS plain,
       regexp_matches(t.told, '\((per name|category in|named|shortlisted)') AS hedged
FROM told t JOIN standing s USING (id) WHERE t.told <> '' AND t.source IS NOT NULL;

CREATE TABLE rule_found (
    id VARCHAR, rule VARCHAR, confidence VARCHAR, told VARCHAR, source VARCHAR, dataset VARCHAR, function VARCHAR, leg VARCHAR);
INSERT INTO rule_found
SELECT i.id, 'curated', f.confidence, f.told, f.source, f.dataset, f.function, NULL
FROM staged_function f JOIN identity i USING (key);
