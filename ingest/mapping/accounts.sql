-- What each page tells of each organisation and project, and how far the page can be trusted.
-- `host_grade(host, grade)` comes from ontology/source_grades.csv, `grade(grade, confidence)` from ontology/accounts.ttl
-- (ingest/mapping/entities.py).

CREATE TABLE cited AS
SELECT DISTINCT source AS address, dataset FROM (
    SELECT source, dataset FROM organisation_row
    UNION ALL SELECT source, dataset FROM staged_name SEMI JOIN identity USING (key)
    UNION ALL SELECT source, dataset FROM activity UNION ALL SELECT source, dataset FROM participation
    UNION ALL SELECT source, dataset FROM staged_project UNION ALL SELECT source, dataset FROM staged_call
    UNION ALL SELECT source, dataset FROM relation UNION ALL SELECT source, dataset FROM function_statement
    UNION ALL SELECT source, dataset FROM standing UNION ALL SELECT source, dataset FROM remark
    UNION ALL SELECT source, dataset FROM instrument UNION ALL SELECT source, dataset FROM theme
    UNION ALL SELECT source, dataset FROM figure UNION ALL SELECT source, dataset FROM milestone
    UNION ALL SELECT source, dataset FROM purchase_fact UNION ALL SELECT source, dataset FROM establishment)
WHERE source IS NOT NULL;

-- The host, and the first step of the path: github.com/owner.
CREATE MACRO host_of(address) AS
    regexp_replace(lower(regexp_extract(address, '^https?://([^/?#:]+)', 1)), '^www[0-9]*\.|\.+$', '', 'g');
CREATE MACRO site_of(address) AS host_of(address) || '/' || regexp_extract(address, '^https?://[^/]+/([^/?#]*)', 1);

-- The rule that fits closest counts; what no rule knows is the site of an organisation of the graph, or has no grade.
CREATE TABLE site_grade AS
WITH site AS (SELECT DISTINCT site_of(address) AS site, host_of(address) AS host FROM cited),
home AS (SELECT DISTINCT host_of(value) AS host FROM organisation_attribute WHERE attribute = 'homepage'),
ruled AS (
    SELECT s.site, g.grade FROM site s
    JOIN host_grade g ON s.site = g.host OR s.host = g.host OR ends_with(s.host, '.' || g.host)
    QUALIFY row_number() OVER (PARTITION BY s.site ORDER BY length(g.host) DESC, g.host) = 1),
owned AS (
    SELECT DISTINCT s.site, 'own' AS grade FROM site s ANTI JOIN ruled USING (site)
    JOIN home h ON s.host = h.host OR ends_with(s.host, '.' || h.host))
FROM ruled UNION ALL FROM owned;

-- Eight digits as a day, if the calendar has it.
CREATE MACRO day_of(digits) AS
    CAST(try_cast(concat(substr(digits, 1, 4), '-', substr(digits, 5, 2), '-', substr(digits, 7, 2)) AS DATE) AS VARCHAR);
-- The day of a page: told, else in its address.
CREATE TABLE page AS
WITH known AS (
    SELECT address, max(day) AS day, max("read") AS "read" FROM staged_page GROUP BY address)
SELECT c.address, c.dataset, g.grade,
       coalesce(k.day,
           nullif(regexp_replace(regexp_extract(c.address, '\b((?:19|20)[0-9]{2}[/-](?:0[1-9]|1[0-2])[/-](?:0[1-9]|[12][0-9]|3[01]))\b', 1), '/', '-', 'g'), ''),
           nullif(regexp_replace(regexp_extract(c.address, '/(20[0-9]{2}/(?:0[1-9]|1[0-2]))/', 1), '/', '-', 'g'), ''),
           -- Eight digits where newspapers write them: dmf20211220_96941173, name-20250616.html.
           CASE WHEN regexp_matches(c.address, '(/dmf|-)20[0-9]{2}(0[1-9]|1[0-2])([0-2][0-9]|3[01])(_|\.html)')
           THEN day_of(regexp_extract(c.address, '(?:/dmf|-)(20[0-9]{6})(?:_|\.html)', 1)) END) AS day,
       coalesce(k."read", nullif(r.retrieved, '')) AS "read"
FROM cited c LEFT JOIN site_grade g ON g.site = site_of(c.address) LEFT JOIN known k USING (address)
    LEFT JOIN dataset_order r USING (dataset);

-- A claim that tells no year is of the year of its page.
CREATE OR REPLACE TABLE activity AS
SELECT a.* REPLACE (coalesce(a.year, CAST(substr(p.day, 1, 4) AS BIGINT)) AS year)
FROM activity a LEFT JOIN page p ON p.address = a.source AND p.dataset = a.dataset;

CREATE MACRO account_id(about, source, dataset, day, confidence) AS
    concat('account-', short_hash(concat_ws('|', about, source, dataset, day, confidence)));

-- A head count is of its own year; all other values are of the day of the page. A name may stand on another page than its row.
CREATE TABLE account AS
WITH told AS (
    SELECT id AS about, * EXCLUDE (id, place, key, origin, employees, employees_year), NULL::BIGINT AS employees, NULL::VARCHAR AS name
    FROM organisation_row
    UNION ALL BY NAME
    SELECT id AS about, dataset, source, coalesce(day, whole(employees_year)::VARCHAR) AS day, confidence, whole(employees) AS employees
    FROM organisation_row WHERE employees IS NOT NULL
    UNION ALL BY NAME
    SELECT i.id AS about, n.dataset, coalesce(n.source, s.source) AS source, n.name
    FROM staged_name n JOIN identity i USING (key) LEFT JOIN staged_organisation s USING (key, dataset))
SELECT account_id(t.about, t.source, t.dataset, t.day, t.confidence) AS account,
       t.* REPLACE (coalesce(t.confidence, g.confidence, 'medium') AS confidence)
FROM told t LEFT JOIN page p ON p.address = t.source AND p.dataset = t.dataset LEFT JOIN grade g USING (grade);

CREATE TABLE project_account AS
SELECT account_id(s.id, s.source, s.dataset, NULL, NULL) AS account, s.id AS about, s.dataset, s.source,
       coalesce(g.confidence, 'medium') AS confidence, s.acronym, s.title, s.programme, s.category, whole(s.year) AS year, s.status,
       money(s.eu_contribution) AS eu_contribution, money(s.total_cost) AS total_cost, s.start, s."end"
FROM staged_project s LEFT JOIN page p ON p.address = s.source AND p.dataset = s.dataset LEFT JOIN grade g USING (grade);

INSERT INTO dated
SELECT *, precision_of(value) FROM (
    SELECT DISTINCT account, 'http://purl.org/dc/terms/date', day AS value, dataset FROM account
    UNION SELECT account, 'https://w3id.org/dirskg/told#until', "until", dataset FROM account
    UNION SELECT account, 'https://w3id.org/dirskg/told#start', start, dataset FROM project_account
    UNION SELECT account, 'https://w3id.org/dirskg/told#end', "end", dataset FROM project_account)
WHERE value IS NOT NULL AND precision_of(value) IS NOT NULL;

CREATE TABLE page_day AS
SELECT address, predicate, value, dataset, precision_of(value) AS precision FROM (
    SELECT address, 'http://purl.org/dc/terms/date' AS predicate, day AS value, dataset FROM page
    UNION ALL SELECT address, 'https://w3id.org/dirskg/ontology#read', "read", dataset FROM page)
WHERE value IS NOT NULL;
