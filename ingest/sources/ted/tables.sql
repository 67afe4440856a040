-- Of the table `told`, rows whose values stand in the wrong columns, and notices that concern neither defence nor what Belgium does.
-- What a cell holds, where the values of its column have a form; NULL where it fits.
CREATE OR REPLACE MACRO misfit(cell, form) AS
    CASE WHEN NOT regexp_full_match(trim(coalesce(cell, '')), form) THEN cell[:30] END;
CREATE OR REPLACE MACRO mark() AS '(?i)([YN01]|yes|no|true|false)?(---([YN01]|yes|no|true|false)?)*';
CREATE OR REPLACE MACRO sum_of_money() AS '-?[0-9]*([.,][0-9]+)?([eE][-+]?[0-9]+)?';
CREATE OR REPLACE MACRO a_count() AS '[0-9]*([.,]0*)?';
CREATE OR REPLACE MACRO a_day() AS '([0-9]{1,4}[-/. ]([0-9]{1,2}|[A-Za-z]{3})[-/. ][0-9]{2,4}.*)?';
-- One odd cell may be the publisher's; two tell that a value too many, or one too few, moved those behind it.
CREATE OR REPLACE TABLE shifted AS
WITH odd AS (
    SELECT row, [misfit(framework, mark()), misfit("group", mark()), misfit(subcontracted, mark()), misfit(sme, mark()),
            misfit(winner_country, '([A-Z]{2})?(---([A-Z]{2})?)*'), misfit(total, sum_of_money()), misfit("value", sum_of_money()),
            misfit(estimated, sum_of_money()), misfit(offers, a_count()), misfit(offers_sme, a_count()), misfit(dispatched, a_day()),
            misfit(concluded, a_day())] AS cells,
        regexp_full_match(coalesce(id, ''), '(19|20)[0-9]{3,10}') AND regexp_full_match(coalesce(country, ''), '[A-Z]{2}')
            AND regexp_full_match(trim(coalesce(cpv, '')), '[0-9]{7,8}(-[0-9])?') AS named,
        concat_ws(' | ', id, country, cpv) AS names
    FROM told)
SELECT row, (CASE WHEN named THEN array_to_string(cells, ' | ') ELSE names END)[:80] AS shown FROM odd WHERE NOT named OR list_count(cells) > 1;
CREATE OR REPLACE TABLE scope AS
WITH fit AS (SELECT * FROM told ANTI JOIN shifted USING (row)),
coded AS (SELECT DISTINCT id, unnest(list_concat([cpv], string_split(coalesce(more_cpv, ''), '---'))) AS code FROM fit),
codes AS (SELECT DISTINCT lpad(split_part(trim(code), '-', 1), 8, '0') AS plain, code FROM coded),
judged_codes AS (
    SELECT code, bool_or(starts_with(plain, d.stem)) AS defence,
        bool_or(starts_with(plain, f.stem)) AS followed
    FROM codes LEFT JOIN defence d ON starts_with(plain, d.stem) LEFT JOIN followed f ON starts_with(plain, f.stem)
    GROUP BY code),
by_code AS (SELECT id, bool_or(defence) AS defence, bool_or(followed) AS followed FROM coded JOIN judged_codes USING (code) GROUP BY id),
judged AS (
    SELECT id, bool_or(cancelled = '1') AS cancelled, bool_or(country = 'BE' OR contains(winner_country, 'BE')) AS ours,
        bool_or(lower(trim(activity)) IN ('defence', 'd')
            OR (form IN (FROM form) AND coalesce(lower(trim(activity)), '') IN ('', 'other'))) AS defence
    FROM fit GROUP BY id)
SELECT j.id, CASE WHEN cancelled THEN 'cancelled by the publisher'
    WHEN NOT coalesce(j.defence, false) AND NOT coalesce(c.defence, false) AND NOT coalesce(ours AND followed, false)
    THEN 'not of defence, and no Belgian buyer or winner with a code that leads to a topic or domain' END AS reason
FROM judged j LEFT JOIN by_code c ON c.id = j.id;
CREATE OR REPLACE TABLE outside AS
SELECT t.row, s.reason FROM told t ANTI JOIN shifted USING (row) JOIN scope s ON s.id = t.id WHERE s.reason IS NOT NULL;
CREATE OR REPLACE TABLE inside AS
SELECT t.* FROM told t ANTI JOIN shifted USING (row) JOIN scope s ON s.id = t.id WHERE s.reason IS NULL;
CREATE OR REPLACE MACRO parts(cell) AS len(list_filter(string_split(coalesce(cell, ''), '---'), lambda one: trim(one) <> ''));
CREATE OR REPLACE TABLE unfit AS SELECT row, winner_country, parts(winner) AS winners FROM inside WHERE parts(winner) > 0 AND parts(winner_country) NOT IN (0, parts(winner));
-- A file that somebody put together of others tells an award twice, and its value would count twice.
CREATE OR REPLACE TABLE repeated AS
SELECT rows[1] AS first, unnest(rows[2:]) AS row
FROM (SELECT * EXCLUDE (row), list(row ORDER BY row) AS rows FROM inside WHERE award IS NOT NULL GROUP BY ALL HAVING count(*) > 1);
DELETE FROM inside WHERE row IN (SELECT row FROM repeated);
