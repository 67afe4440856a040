SELECT shown(id) AS id, shown("from") AS "from", shown("to") AS "to", shown(kind) AS kind, year, defence, note,
    shown(source) AS source
FROM (
    SELECT DISTINCT id, f.value AS "from", t.value AS "to", k.value AS kind, y.value::DOUBLE AS year,
        d.value = 'true' AS defence, n.value AS note, s.value AS source
    FROM "a :Tie"
        JOIN ":from" f USING (id)
        JOIN ":to" t USING (id)
        JOIN ":tieKind" k USING (id)
        LEFT JOIN ":year" y USING (id)
        LEFT JOIN ":defence" d USING (id)
        LEFT JOIN "skos:note" n USING (id)
        LEFT JOIN "dct:source" s USING (id)) found
ORDER BY found."from", found.kind, found."to", year NULLS FIRST, found.source NULLS FIRST, note NULLS FIRST
