SELECT shown(project) AS project, shown(domain) AS domain, weight, basis
FROM (
    SELECT DISTINCT h.id AS project, d.value AS domain, w.value::DOUBLE AS weight, b.value AS basis
    FROM ":share" h
        JOIN ":domain" d ON d.id = h.value
        JOIN ":weight" w ON w.id = h.value
        JOIN coded(':basis') b ON b.id = h.value) found
ORDER BY found.project, found.domain, weight, basis
