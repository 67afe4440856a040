SELECT shown(id) AS id, acronym, title, programme, shown(call) AS call, category, year, start, "end", status,
    eu_contribution, shown(source) AS source
FROM (
    SELECT DISTINCT id, l.value AS acronym, t.value AS title, p.value AS programme, a.value AS call,
        c.value AS category, y.value::DOUBLE AS year, b.value AS start, e.value AS "end", u.value AS status,
        m.value::DOUBLE AS eu_contribution, s.value AS source
    FROM "a eurio:Project"
        JOIN "skos:prefLabel" l USING (id)
        JOIN ":programme" p USING (id)
        LEFT JOIN "eurio:title" t USING (id)
        LEFT JOIN ":call" a USING (id)
        LEFT JOIN ":category" c USING (id)
        LEFT JOIN ":year" y USING (id)
        LEFT JOIN "eurio:startDate" b USING (id)
        LEFT JOIN "eurio:endDate" e USING (id)
        LEFT JOIN "eurio:projectStatus" u USING (id)
        LEFT JOIN ":euContribution" m USING (id)
        LEFT JOIN "dct:source" s USING (id)) found
ORDER BY found.id
