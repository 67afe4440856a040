SELECT shown(id) AS id, label_en, label_nl, label_fr, label_de, label_any, leg, also, kind, level, country,
    shown(region) AS region, shown(nuts3) AS nuts3, town, size, shown(homepage) AS homepage, employees
FROM (
    SELECT DISTINCT id, en.value AS label_en, nl.value AS label_nl, fr.value AS label_fr, de.value AS label_de,
        unspoken.value AS label_any, leg.value AS leg, also.value AS also, kind.value AS kind, level.value AS level,
        country.value AS country, region.value AS region, nuts3.value AS nuts3, town.value AS town, size.value AS size,
        homepage.value AS homepage, employees.value::DOUBLE AS employees
    FROM "a org:Organization"
        LEFT JOIN labels('en') en USING (id)
        LEFT JOIN labels('nl') nl USING (id)
        LEFT JOIN labels('fr') fr USING (id)
        LEFT JOIN labels('de') de USING (id)
        LEFT JOIN labels('') unspoken USING (id)
        LEFT JOIN coded(':leg') leg USING (id)
        LEFT JOIN (SELECT id, string_agg(DISTINCT value, ' ') AS value FROM coded(':alsoLeg') GROUP BY id) also USING (id)
        LEFT JOIN ":kind" kind USING (id)
        LEFT JOIN coded(':level') level USING (id)
        LEFT JOIN ":country" country USING (id)
        LEFT JOIN ":region" region USING (id)
        LEFT JOIN ":nuts3" nuts3 USING (id)
        LEFT JOIN (
            SELECT site.id, name.value
            FROM "org:hasPrimarySite" site JOIN "org:siteAddress" place ON place.id = site.value
                JOIN "locn:postName" name ON name.id = place.value) town USING (id)
        LEFT JOIN coded(':size') size USING (id)
        LEFT JOIN "foaf:homepage" homepage USING (id)
        LEFT JOIN ":employees" employees USING (id)) found
ORDER BY found.id
