SELECT shown(id) AS id, subject, perimeter, shown(region) AS region, programme, year, value, value_high, qualifier,
    unit, publisher, grade, note, shown(source) AS source
FROM (
    SELECT DISTINCT id, j.value AS subject, e.value AS perimeter, r.value AS region, p.value AS programme,
        y.value::DOUBLE AS year, a.value::DOUBLE AS value, h.value::DOUBLE AS value_high, q.value AS qualifier,
        u.value AS unit, w.value AS publisher, g.value AS grade, n.value AS note, s.value AS source
    FROM "a :PublishedFigure"
        JOIN ":subject" j USING (id)
        JOIN ":amount" a USING (id)
        JOIN ":unit" u USING (id)
        LEFT JOIN ":perimeter" e USING (id)
        LEFT JOIN ":region" r USING (id)
        LEFT JOIN ":programme" p USING (id)
        LEFT JOIN ":year" y USING (id)
        LEFT JOIN ":amountHigh" h USING (id)
        LEFT JOIN ":qualifier" q USING (id)
        LEFT JOIN "dct:publisher" w USING (id)
        LEFT JOIN ":grade" g USING (id)
        LEFT JOIN "skos:note" n USING (id)
        LEFT JOIN "dct:source" s USING (id)) found
ORDER BY found.id
