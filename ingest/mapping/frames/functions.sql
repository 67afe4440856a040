SELECT shown(organisation) AS organisation, function, confidence, rule, told, shown(source) AS source
FROM (
    SELECT o.value AS organisation, f.value AS function, c.value AS confidence, r.value AS rule, t.value AS told,
        s.value AS source
    FROM "a :Function"
        JOIN ":organisation" o USING (id)
        JOIN coded(':function') f USING (id)
        JOIN coded(':confidence') c USING (id)
        JOIN coded(':rule') r USING (id)
        LEFT JOIN ":told" t USING (id)
        LEFT JOIN "dct:source" s USING (id)) found
ORDER BY found.organisation, function, rule, confidence, told NULLS FIRST, found.source NULLS FIRST
