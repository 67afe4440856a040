SELECT shown(award) AS award, shown(organisation) AS organisation, role,
    CASE WHEN small IS NOT NULL THEN 'yes' WHEN large IS NOT NULL THEN 'no' END AS sme
FROM (
    SELECT DISTINCT a.id AS award, p.value AS organisation, p.role, s.id AS small, l.id AS large
    FROM "a :Award" a
        JOIN (
            SELECT id, value, 'buyer' AS role FROM ":buyer" UNION ALL SELECT id, value, 'winner' FROM ":winner"
            UNION ALL SELECT id, value, 'leader' FROM ":groupLeader"
            UNION ALL SELECT id, value, 'subcontractor' FROM ":subcontractor") p USING (id)
        LEFT JOIN ":markedSme" s ON s.id = p.id AND s.value = p.value
        LEFT JOIN ":markedNoSme" l ON l.id = p.id AND l.value = p.value) found
ORDER BY found.award, role, found.organisation
