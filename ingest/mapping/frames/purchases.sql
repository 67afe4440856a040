SELECT shown(id) AS id, label_en, label_nl, label_fr, label_de, level, programme, pattern
FROM (
    SELECT DISTINCT id, en.value AS label_en, nl.value AS label_nl, fr.value AS label_fr, de.value AS label_de,
        v.value AS level, p.value AS programme, w.value AS pattern
    FROM "a :PurchaseFile"
        JOIN labels('en') en USING (id)
        LEFT JOIN labels('nl') nl USING (id)
        LEFT JOIN labels('fr') fr USING (id)
        LEFT JOIN labels('de') de USING (id)
        LEFT JOIN coded(':level') v USING (id)
        LEFT JOIN ":programme" p USING (id)
        LEFT JOIN ":namedBy" w USING (id)) found
ORDER BY found.id
