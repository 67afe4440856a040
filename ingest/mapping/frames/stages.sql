SELECT shown(subject) AS subject, stage, rule, told, shown(source) AS source
FROM (
    SELECT DISTINCT t.subject, s.value AS stage, n.value AS rule, t.told, t.source
    FROM "a :StageRule" r JOIN ":reads" d USING (id) JOIN coded(':stage') s USING (id) JOIN "skos:notation" n USING (id)
        JOIN ":pattern" p USING (id) JOIN fitting f ON f.pattern = p.value JOIN stage_text t ON t.reads = d.value AND t.text = f.text
        LEFT JOIN ":unless" u ON u.id = r.id LEFT JOIN fitting e ON e.pattern = u.value AND e.text = t.text
    WHERE e.text IS NULL) found
ORDER BY found.subject, stage, rule, told, found.source NULLS FIRST
