SELECT DISTINCT n.value AS id, k.value AS kind, en.value AS label_en, nl.value AS label_nl, fr.value AS label_fr,
    de.value AS label_de, w.value = 'true' AS working
FROM "skos:inScheme" d
    JOIN "skos:notation" n USING (id)
    JOIN ":domainKind" k USING (id)
    LEFT JOIN ":working" w USING (id)
    LEFT JOIN labels('en') en USING (id)
    LEFT JOIN labels('nl') nl USING (id)
    LEFT JOIN labels('fr') fr USING (id)
    LEFT JOIN labels('de') de USING (id)
WHERE d.value = 'https://w3id.org/dirskg/id/scheme-domains'
ORDER BY kind DESC, n.value
