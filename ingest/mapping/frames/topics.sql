SELECT DISTINCT n.value AS id, en.value AS label_en, nl.value AS label_nl, fr.value AS label_fr, de.value AS label_de,
    wider.value AS wider, holding.domain AS domain
FROM "skos:inScheme" t
    JOIN "skos:notation" n USING (id)
    LEFT JOIN labels('en') en USING (id)
    LEFT JOIN labels('nl') nl USING (id)
    LEFT JOIN labels('fr') fr USING (id)
    LEFT JOIN labels('de') de USING (id)
    LEFT JOIN coded('skos:broader') wider USING (id)
    LEFT JOIN (
        SELECT narrower.value AS id, notation.value AS domain
        FROM "skos:narrower" narrower JOIN "skos:inScheme" scheme ON scheme.id = narrower.id
            JOIN "skos:notation" notation ON notation.id = narrower.id
        WHERE scheme.value = 'https://w3id.org/dirskg/id/scheme-domains') holding USING (id)
WHERE t.value = 'https://w3id.org/dirskg/id/scheme-topics'
ORDER BY n.value, wider.value NULLS FIRST, holding.domain NULLS FIRST
