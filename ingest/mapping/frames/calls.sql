SELECT shown(id) AS id, title, programme, category, year, opens, deadline, budget, shown(source) AS source
FROM (
    SELECT DISTINCT id, l.value AS title, p.value AS programme, c.value AS category, y.value::DOUBLE AS year,
        o.value AS opens, d.value AS deadline, b.value::DOUBLE AS budget, s.value AS source
    FROM "a :Call"
        JOIN ":programme" p USING (id)
        LEFT JOIN "skos:prefLabel" l USING (id)
        LEFT JOIN ":category" c USING (id)
        LEFT JOIN ":year" y USING (id)
        LEFT JOIN ":opens" o USING (id)
        LEFT JOIN ":deadline" d USING (id)
        LEFT JOIN ":budget" b USING (id)
        LEFT JOIN "dct:source" s USING (id)) found
ORDER BY found.id
