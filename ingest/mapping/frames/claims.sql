SELECT shown(organisation) AS organisation, shown(domain) AS domain, basis, weight, year, confidence,
    shown(source) AS source, shown(project) AS project
FROM (
    SELECT o.value AS organisation, d.value AS domain, b.value AS basis, w.value::DOUBLE AS weight,
        y.value::DOUBLE AS year, c.value AS confidence, s.value AS source, NULL AS project
    FROM "a :Activity"
        JOIN ":organisation" o USING (id)
        JOIN ":domain" d USING (id)
        JOIN ":weight" w USING (id)
        JOIN coded(':basis') b USING (id)
        JOIN coded(':confidence') c USING (id)
        LEFT JOIN ":year" y USING (id)
        LEFT JOIN "dct:source" s USING (id)
    UNION
    SELECT o.value, d.value, b.value, w.value::DOUBLE, y.value::DOUBLE,
        CASE b.value WHEN 'project' THEN 'high' WHEN 'classification' THEN 'low' WHEN 'civil' THEN 'low' ELSE 'medium' END, s.value, p.value
    FROM "a eurio:OrganisationRole" r
        JOIN "eurio:isRoleOf" o USING (id)
        JOIN "eurio:isInvolvedIn" p USING (id)
        JOIN ":share" h ON h.id = p.value
        JOIN ":domain" d ON d.id = h.value
        JOIN ":weight" w ON w.id = h.value
        JOIN coded(':basis') b ON b.id = h.value
        LEFT JOIN ":year" y ON y.id = p.value
        LEFT JOIN "dct:source" s ON s.id = r.id) found
ORDER BY found.organisation, found.domain, basis, found.project NULLS FIRST, found.source NULLS FIRST, weight,
    year NULLS FIRST, confidence
