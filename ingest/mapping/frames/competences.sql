SELECT id, kind, label_en, label_nl, label_fr, label_de
FROM (
    SELECT DISTINCT id, k.value AS kind, en.value AS label_en, nl.value AS label_nl, fr.value AS label_fr,
        de.value AS label_de
    FROM "a :Competence"
        JOIN ":competenceKind" k USING (id)
        LEFT JOIN labels('en') en USING (id)
        LEFT JOIN labels('nl') nl USING (id)
        LEFT JOIN labels('fr') fr USING (id)
        LEFT JOIN labels('de') de USING (id)) found
ORDER BY found.id
