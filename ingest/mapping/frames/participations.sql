SELECT shown(id) AS id, shown(project) AS project, shown(organisation) AS organisation, role, contribution,
    shown(source) AS source
FROM (
    SELECT DISTINCT id, p.value AS project, o.value AS organisation, l.value AS role,
        c.value::DOUBLE AS contribution, s.value AS source
    FROM "a eurio:OrganisationRole"
        JOIN "eurio:isInvolvedIn" p USING (id)
        JOIN "eurio:isRoleOf" o USING (id)
        JOIN "eurio:roleLabel" l USING (id)
        LEFT JOIN ":euContribution" c USING (id)
        LEFT JOIN "dct:source" s USING (id)) found
ORDER BY found.project, found.organisation, role, found.id
