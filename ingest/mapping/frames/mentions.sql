SELECT shown(about) AS about, topic, sentence, shown(source) AS source
FROM (
    SELECT DISTINCT a.value AS about, t.value AS topic, s.value AS sentence, p.value AS source
    FROM "a :Mention"
        JOIN ":about" a USING (id)
        JOIN coded(':topic') t USING (id)
        JOIN ":sentence" s USING (id)
        LEFT JOIN "dct:source" p USING (id)) found
ORDER BY found.about, topic, sentence, found.source NULLS FIRST
