SELECT shown(about) AS about, competence, words, sentence, shown(source) AS source
FROM (
    SELECT DISTINCT a.value AS about, c.value AS competence, w.value AS words, s.value AS sentence, p.value AS source
    FROM "a :CompetenceMention"
        JOIN ":about" a USING (id)
        JOIN ":competence" c USING (id)
        JOIN ":matched" w USING (id)
        JOIN ":sentence" s USING (id)
        LEFT JOIN "dct:source" p USING (id)) found
ORDER BY found.about, competence, words, sentence, found.source NULLS FIRST
