SELECT shown(id) AS id, shown(notice) AS notice, kind, lot, title, date, year, country, outcome, cpv, cpvs, places, defence_by,
    coalesce(awarded, maximum, estimated) AS value,
    CASE WHEN awarded IS NOT NULL THEN 'awarded' WHEN maximum IS NOT NULL THEN 'maximum'
         WHEN estimated IS NOT NULL THEN 'estimated' END AS value_kind,
    currency, estimated, offers, offers_sme, framework, "group", CASE told WHEN 'true' THEN 'yes' WHEN 'false' THEN 'no' END AS subcontracted,
    shown(source) AS source
FROM (
    SELECT DISTINCT id, n.value AS notice, k.value AS kind, l.value AS lot, t.value AS title, d.value AS date, y.value::DOUBLE AS year,
        b.value AS country, o.value AS outcome, m.value AS cpv, c.value AS cpvs, p.value AS places, w.value AS defence_by,
        av.value::DOUBLE AS awarded, fm.value::DOUBLE AS maximum, ev.value::DOUBLE AS estimated, cu.value AS currency,
        f.value::DOUBLE AS offers, fs.value::DOUBLE AS offers_sme, fr.value = 'true' AS framework, g.value = 'true' AS "group",
        s.value AS told, u.value AS source
    FROM "a :Award"
        JOIN ":notice" n USING (id)
        JOIN coded(':noticeKind') k USING (id)
        LEFT JOIN ":lot" l USING (id)
        LEFT JOIN "eurio:title" t USING (id)
        LEFT JOIN "dct:date" d USING (id)
        LEFT JOIN ":year" y USING (id)
        LEFT JOIN ":buyerCountry" b USING (id)
        LEFT JOIN coded(':outcome') o USING (id)
        LEFT JOIN ":mainCpv" m USING (id)
        LEFT JOIN (SELECT id, string_agg(DISTINCT value, ' ') AS value FROM ":cpv" GROUP BY id) c USING (id)
        LEFT JOIN (SELECT id, string_agg(DISTINCT after(value, '/code/'), ' ') AS value FROM ":place" GROUP BY id) p USING (id)
        LEFT JOIN (SELECT id, string_agg(DISTINCT value, ' ') AS value FROM ":defenceBy" GROUP BY id) w USING (id)
        LEFT JOIN ":awardedValue" av USING (id)
        LEFT JOIN ":frameworkMaximum" fm USING (id)
        LEFT JOIN ":estimatedValue" ev USING (id)
        LEFT JOIN ":currency" cu USING (id)
        LEFT JOIN ":offers" f USING (id)
        LEFT JOIN ":offersBySmes" fs USING (id)
        LEFT JOIN ":framework" fr USING (id)
        LEFT JOIN ":group" g USING (id)
        LEFT JOIN ":subcontracted" s USING (id)
        LEFT JOIN "dct:source" u USING (id)) found
ORDER BY found.id
