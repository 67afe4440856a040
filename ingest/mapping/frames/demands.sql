SELECT shown(id) AS id, number, label_en, label_nl, label_fr, label_de, parent, shown(source) AS source
FROM (
    SELECT DISTINCT id, n.value AS number, en.value AS label_en, nl.value AS label_nl, fr.value AS label_fr, de.value AS label_de,
        parent.value AS parent, resolution.value AS source
    FROM "a :Demand"
        JOIN ":number" n USING (id)
        LEFT JOIN labels('en') en USING (id)
        LEFT JOIN labels('nl') nl USING (id)
        LEFT JOIN labels('fr') fr USING (id)
        LEFT JOIN labels('de') de USING (id)
        LEFT JOIN (
            SELECT b.id, n.value FROM "skos:broader" b JOIN ":number" n ON n.id = b.value) parent USING (id)
        LEFT JOIN (
            SELECT p.id, s.value FROM "eli:is_part_of" p JOIN "dct:source" s ON s.id = p.value) resolution USING (id)) found
ORDER BY number, found.id
