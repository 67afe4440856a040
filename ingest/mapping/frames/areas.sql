WITH RECURSIVE below AS (
    SELECT id, 1 AS depth FROM "skos:broader" WHERE value = 'http://data.europa.eu/nuts/code/BE'
    UNION SELECT b.id, depth + 1 FROM "skos:broader" b JOIN below ON below.id = b.value WHERE depth < 3)
SELECT DISTINCT n.value AS id, l.value AS label
FROM below JOIN "skos:notation" n USING (id) JOIN "skos:prefLabel" l USING (id)
WHERE depth > 1
ORDER BY n.value
