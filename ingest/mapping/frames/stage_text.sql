-- What the rules of stages read: the text that a pattern is looked for in, and what the frame tells of it.
CREATE OR REPLACE TEMP TABLE stage_text AS
SELECT 'call' AS reads, id AS subject, after(c.value, '/id/call-') AS text, text AS told, s.value AS source
FROM "a eurio:Project" JOIN ":call" c USING (id) LEFT JOIN "dct:source" s USING (id)
UNION ALL
SELECT 'programme', id, p.value, p.value, s.value
FROM "a eurio:Project" JOIN ":programme" p USING (id) LEFT JOIN "dct:source" s USING (id)
UNION ALL
SELECT 'kind', id, k.value, k.value, s.value
FROM "a org:Organization" JOIN ":kind" k USING (id) LEFT JOIN "dct:source" s USING (id)
UNION ALL
SELECT 'description', id, d.value, d.value, s.value
FROM "a org:Organization" JOIN "dct:description" d USING (id) LEFT JOIN "dct:source" s USING (id)
WHERE id IN (
    SELECT id FROM ":leg"
    WHERE value IN ('https://w3id.org/dirskg/id/leg-industry', 'https://w3id.org/dirskg/id/leg-academia'))
UNION ALL
SELECT 'function', o.value, t.value, t.value, s.value
FROM "a :Function" JOIN ":organisation" o USING (id) JOIN ":function" f USING (id) JOIN ":confidence" c USING (id) JOIN ":told" t USING (id)
    LEFT JOIN "dct:source" s USING (id)
WHERE f.value = 'https://w3id.org/dirskg/id/function-makes' AND c.value != 'https://w3id.org/dirskg/id/confidence-low'
    AND o.value IN (SELECT id FROM ":leg" WHERE value = 'https://w3id.org/dirskg/id/leg-industry')
UNION ALL
SELECT 'testing', o.value, t.value, t.value, s.value
FROM "a :Function" JOIN ":organisation" o USING (id) JOIN ":function" f USING (id) JOIN ":confidence" c USING (id) JOIN ":told" t USING (id)
    LEFT JOIN "dct:source" s USING (id)
WHERE f.value = 'https://w3id.org/dirskg/id/function-tests' AND c.value != 'https://w3id.org/dirskg/id/confidence-low'
UNION ALL
SELECT 'award', w.value, d.value, d.value, s.value
FROM "a :Award" JOIN ":winner" w USING (id) JOIN ":defenceBy" d USING (id) LEFT JOIN "dct:source" s USING (id)
WHERE w.value IN (SELECT id FROM "a org:Organization")
UNION ALL
SELECT unnest(CASE WHEN t.id IN (SELECT id FROM ":defence" WHERE value = 'true') THEN ['tie', 'defence-tie'] ELSE ['tie'] END),
    f.value, after(k.value, '#'), o.value, s.value
FROM "a :Tie" t JOIN ":from" f USING (id) JOIN ":tieKind" k USING (id) JOIN ":to" o USING (id)
    LEFT JOIN "dct:source" s USING (id);
