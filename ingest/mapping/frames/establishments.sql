SELECT shown(organisation) AS organisation, town, shown(nuts3) AS nuts3, shown(domain) AS domain, told, state, year,
    shown(source) AS source
FROM (
    SELECT DISTINCT o.value AS organisation, t.value AS town, n.value AS nuts3, d.value AS domain, w.value AS told,
        s.value AS state, y.value::DOUBLE AS year, p.value AS source
    FROM "org:siteOf" o
        JOIN ":told" w USING (id)
        JOIN "org:siteAddress" a USING (id)
        JOIN "locn:postName" t ON t.id = a.value
        LEFT JOIN ":nuts3" n USING (id)
        LEFT JOIN ":domain" d USING (id)
        LEFT JOIN ":siteState" s USING (id)
        LEFT JOIN ":year" y USING (id)
        LEFT JOIN "dct:source" p USING (id)) found
ORDER BY found.organisation, town, found.domain NULLS FIRST, told, found.source NULLS FIRST
