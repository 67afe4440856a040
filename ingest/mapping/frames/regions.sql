SELECT DISTINCT n.value AS id, en.value AS label_en, nl.value AS label_nl, fr.value AS label_fr, de.value AS label_de
FROM "skos:broader" b
    JOIN "skos:notation" n USING (id)
    LEFT JOIN labels('en') en USING (id)
    LEFT JOIN labels('nl') nl USING (id)
    LEFT JOIN labels('fr') fr USING (id)
    LEFT JOIN labels('de') de USING (id)
WHERE b.value = 'http://data.europa.eu/nuts/code/BE'
ORDER BY n.value
