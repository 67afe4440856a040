SELECT shown(id) AS id, shown(purchase) AS purchase, item, value, value_high, qualifier, amount_kind, year, shown(organisation) AS organisation,
    topic, note, day, grade, shown(source) AS source
FROM (
    SELECT DISTINCT id, b.value AS purchase, i.value AS item, a.value::DOUBLE AS value, h.value::DOUBLE AS value_high,
        q.value AS qualifier, k.value AS amount_kind, y.value::DOUBLE AS year, p.value AS organisation, t.value AS topic, n.value AS note, d.value AS day,
        g.value AS grade, s.value AS source
    FROM "a :PurchaseFact"
        JOIN ":about" b USING (id)
        JOIN ":item" i USING (id)
        JOIN "dct:source" s USING (id)
        LEFT JOIN ":amount" a USING (id)
        LEFT JOIN ":amountHigh" h USING (id)
        LEFT JOIN ":qualifier" q USING (id)
        LEFT JOIN ":amountKind" k USING (id)
        LEFT JOIN ":year" y USING (id)
        LEFT JOIN ":prime" p USING (id)
        LEFT JOIN coded(':topic') t USING (id)
        LEFT JOIN "skos:note" n USING (id)
        LEFT JOIN "dct:date" d ON d.id = s.value
        LEFT JOIN coded(':sourceGrade') g ON g.id = s.value) found
ORDER BY found.id
