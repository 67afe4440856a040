SELECT shown(id) AS id, title, title_nl, title_fr, title_de, date, status, level, shown(owner) AS owner, shown(source) AS source
FROM (
    SELECT DISTINCT id, l.value AS title, nl.value AS title_nl, fr.value AS title_fr, de.value AS title_de, d.value AS date, u.value AS status, v.value AS level, o.value AS owner,
        s.value AS source
    FROM "a :Milestone"
        JOIN labels('en') l USING (id)
        LEFT JOIN labels('nl') nl USING (id)
        LEFT JOIN labels('fr') fr USING (id)
        LEFT JOIN labels('de') de USING (id)
        LEFT JOIN "dct:date" d USING (id)
        LEFT JOIN ":milestoneStatus" u USING (id)
        LEFT JOIN coded(':level') v USING (id)
        LEFT JOIN ":owner" o USING (id)
        LEFT JOIN "dct:source" s USING (id)) found
ORDER BY coalesce(date, 'without a date'), title, found.id
