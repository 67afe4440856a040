SELECT shown(organisation) AS organisation, shown(domain) AS domain, score, words, tied, ties, shown(source) AS source
FROM (
    SELECT o.value AS organisation, d.value AS domain, s.value::DOUBLE AS score, w.value AS words,
        t.value::DOUBLE AS tied, n.value::DOUBLE AS ties, p.value AS source
    FROM "a :Suggestion"
        JOIN ":organisation" o USING (id)
        JOIN ":domain" d USING (id)
        JOIN ":score" s USING (id)
        LEFT JOIN ":told" w USING (id)
        LEFT JOIN ":tied" t USING (id)
        LEFT JOIN ":ties" n USING (id)
        LEFT JOIN "dct:source" p USING (id)) found
ORDER BY found.organisation, found.domain
