-- Entity tables: the staged tables with organisation ids in place of row keys, one row a thing, typed for RDF.
-- `identity(key, id)`, `former(key, other)` and `merge(id, text)` come from ingest/identity/identity.py.

-- Whose word counts when two rows of one organisation differ: curated tables first, in this order.
CREATE MACRO rank_of(key) AS list_position(
    ['institutions', 'agencies', 'companies', 'clusters', 'governance', 'kbo', 'edf', 'portal', 'participant', 'diana', 'link'],
    split_part(key, '/', 1));

-- A register knows everybody. What turned out to belong to nobody of the other sources, and carries no evidence of its
-- own, stays outside.
CREATE OR REPLACE TABLE identity AS
WITH inside AS (
    SELECT i.id FROM identity i JOIN staged_organisation USING (key) JOIN dataset_order USING (dataset) WHERE NOT register
    UNION SELECT i.id FROM identity i JOIN kept USING (key))
SELECT * FROM identity SEMI JOIN inside USING (id);
CREATE OR REPLACE TABLE merge AS SELECT * FROM merge SEMI JOIN identity USING (id);

CREATE TABLE organisation AS
SELECT DISTINCT i.id, s.dataset, i.id LIKE 'kbo-%' AS registered FROM staged_organisation s JOIN identity i USING (key);

CREATE TABLE organisation_source AS
SELECT DISTINCT i.id, s.dataset, s.source FROM staged_organisation s JOIN identity i USING (key) WHERE s.source IS NOT NULL;

-- What rows tell of an organisation, and what single pages tell of single values of it, in the order in which they count.
CREATE TABLE organisation_row AS
WITH rows AS (
    SELECT *, NULL::VARCHAR AS day, NULL::VARCHAR AS confidence, 1 AS told_by FROM staged_organisation
    UNION ALL BY NAME SELECT *, 0 AS told_by FROM staged_told)
SELECT i.id, r.* EXCLUDE (told_by),
       row_number() OVER (
           PARTITION BY i.id
           ORDER BY told_by, list_position(['high', 'medium', 'low'], confidence), day DESC, rank_of(key), key, origin) AS place
FROM rows r JOIN identity i USING (key);

-- The row that tells street and postal code in the town that counts, and the one that tells the head count: the newest, but
-- for hearsay.
CREATE TABLE row_of AS
WITH told AS (
    SELECT * REPLACE (row_number() OVER (PARTITION BY id ORDER BY town IS NULL, place) AS place) FROM organisation_row),
seat AS (
    SELECT t.id, t.key, t.origin FROM told t JOIN told f ON f.id = t.id AND f.place = 1
    WHERE (t.street IS NOT NULL OR t.postcode IS NOT NULL)
        AND (t.place = 1 OR t.nuts3 = f.nuts3 OR lower(strip_accents(t.town)) = lower(strip_accents(f.town)))
    QUALIFY row_number() OVER (PARTITION BY t.id ORDER BY t.street IS NULL, t.place) = 1),
heads AS (
    SELECT id, key, origin FROM organisation_row WHERE employees IS NOT NULL
    QUALIFY row_number() OVER (
        PARTITION BY id
        ORDER BY confidence IS NOT DISTINCT FROM 'low', coalesce(substr(day, 1, 4), whole(employees_year)::VARCHAR, '') DESC, place) = 1)
SELECT s.*, unnest(['street', 'postcode']) AS attribute FROM seat s
UNION ALL SELECT h.*, unnest(['employees', 'employees_year']) FROM heads h
-- Where nobody tells of a street in that town, nobody's street is taken.
UNION ALL SELECT DISTINCT id, '', '', unnest(['street', 'postcode']) FROM told WHERE id NOT IN (SELECT id FROM seat);

CREATE MACRO pair(attribute, value) AS {'attribute': attribute, 'value': value};
CREATE TABLE organisation_attribute AS
WITH named AS (
    SELECT id, place, key, dataset, origin, unnest([
        pair('country', country), pair('leg', leg), pair('kind', kind), pair('level', level), pair('size', size),
        pair('street', street), pair('postcode', postcode), pair('town', town), pair('region', region), pair('nuts3', nuts3),
        pair('homepage', homepage), pair('employees', whole(employees)::VARCHAR),
        pair('employees_year', coalesce(
            whole(employees_year)::VARCHAR, CASE WHEN employees IS NOT NULL THEN substr(day, 1, 4) END)),
        pair('legal_form', legal_form), pair('since', since), pair('until', "until"), pair('description', description)]) AS told
    FROM organisation_row),
long AS (SELECT id, place, key, dataset, origin, told.attribute, told.value FROM named WHERE told.value IS NOT NULL)
SELECT l.id, l.attribute, l.value, l.dataset
FROM long l
-- Street and postal code belong to one seat, and a head count to its year: each pair comes from one row.
LEFT JOIN row_of r ON r.id = l.id AND r.attribute = l.attribute
WHERE r.id IS NULL OR (r.key = l.key AND r.origin = l.origin)
QUALIFY row_number() OVER (PARTITION BY l.id, l.attribute ORDER BY l.place) = 1;

-- A NUTS 3 area must lie in the chosen region.
CREATE OR REPLACE TABLE organisation_attribute AS
WITH region_of AS (SELECT id, value AS region FROM organisation_attribute WHERE attribute = 'region')
SELECT a.* FROM organisation_attribute a LEFT JOIN region_of r USING (id)
WHERE a.attribute <> 'nuts3' OR r.region IS NULL OR starts_with(a.value, r.region);

-- What differs in place, state or year is another one: what one source announces, another may tell as built since.
CREATE TABLE establishment AS
SELECT DISTINCT coalesce('kbo-unit-' || e.number,
        'site-' || short_hash(concat_ws('|', i.id, e.postcode, e.town, e.nuts3, e.told, e.state, e.year))) AS id,
    e.number, i.id AS org, e.street, e.postcode, e.town, e.nuts3, e.told, e.state, whole(e.year) AS year, e.domain,
    CASE WHEN e.told IS NOT NULL THEN e.source END AS source, e.dataset
FROM staged_establishment e JOIN identity i USING (key);

-- One preferred label a language: a curated label before the legal name in capitals. All other names are alternatives.
CREATE TABLE organisation_name AS
WITH named AS (
    SELECT i.id, n.name, coalesce(n.lang, '') AS lang, n.type, n.dataset, rank_of(n.key) AS rank, n.key
    FROM staged_name n JOIN identity i USING (key)),
ranked AS (
    SELECT *, row_number() OVER (
        PARTITION BY id, lang
        ORDER BY list_position(['label', 'legal', 'short', 'alias', 'acronym'], type), rank, key, name) AS place,
        bool_or(type = 'label') OVER (PARTITION BY id) AS labelled
    FROM named)
SELECT id, name, lang, dataset,
       CASE WHEN type = 'acronym' THEN 'acronym'
            WHEN place = 1 AND (type = 'label' OR (type = 'legal' AND NOT labelled)) THEN 'pref'
            ELSE 'alt' END AS role,
       type = 'legal' AS legal
FROM ranked;

CREATE TABLE organisation_identifier AS
SELECT DISTINCT i.id, n.scheme, n.value, n.dataset
FROM staged_identifier n JOIN identity i USING (key) WHERE n.scheme NOT IN ('ref', 'kbo_establishment_unit');

-- Every other key of the organisation leads to it, and the id that it had before it gained a number or a row.
CREATE TABLE redirect AS
WITH other AS (
    SELECT key, scheme || '-' || value AS other, dataset FROM staged_identifier
    WHERE scheme IN ('kbo', 'ror', 'lei', 'pic', 'wikidata', 'ref')
    UNION ALL SELECT key, other, dataset FROM former JOIN staged_organisation USING (key))
SELECT DISTINCT i.id, o.other, o.dataset FROM other o JOIN identity i USING (key)
WHERE o.other NOT IN (SELECT id FROM identity)
-- A number that two organisations tell leads to neither.
QUALIFY min(i.id) OVER (PARTITION BY o.other) = max(i.id) OVER (PARTITION BY o.other);

CREATE TABLE activity AS
SELECT DISTINCT 'activity-' || short_hash(concat_ws('|', i.id, a.domain, a.basis, a.source)) AS id,
       i.id AS org, a.domain, a.basis, money(a.weight) AS weight, whole(a.year) AS year, a.confidence, a.source, a.dataset
FROM staged_activity a JOIN identity i USING (key)
QUALIFY row_number() OVER (PARTITION BY i.id, a.domain, a.basis, a.source
    ORDER BY list_position(['low', 'high', 'medium'], a.confidence), a.origin, a.weight DESC, a.year DESC, a.key) = 1;

CREATE TABLE refusal AS SELECT DISTINCT i.id AS org, r.domain FROM staged_refusal r JOIN identity i USING (key);

-- Several datasets may tell of one call or project. Each keeps its row, in its own graph, but a value stands only where
-- the newest dataset that has it tells it: a project has one title, whoever else knows it.
-- `turn` numbers the rows of one id, the newest dataset first: to order them once is five times as fast as for each value.
CREATE MACRO newest(value) AS
    CASE WHEN turn = min(CASE WHEN value IS NOT NULL THEN turn END) OVER (PARTITION BY id) THEN value END;

CREATE TABLE call AS
SELECT id, dataset, origin, newest(programme) AS programme, newest(whole(year)) AS year, newest(identifier) AS identifier,
       -- A code in place of a title says less than any title.
       CASE WHEN row_number() OVER (PARTITION BY id ORDER BY title IS NULL OR title = identifier, place) = 1 THEN title
       END AS title,
       newest(category) AS category, newest(money(budget)) AS budget, newest(opens) AS opens, newest(deadline) AS deadline,
       newest("text") AS "text", newest(objective) AS objective, newest(note) AS note, newest(source) AS source
FROM (
    SELECT *, row_number() OVER (PARTITION BY id ORDER BY place, origin) AS turn
    FROM staged_call JOIN dataset_order USING (dataset));

CREATE TABLE project AS
SELECT id, dataset, origin, newest(acronym) AS acronym, newest(title) AS title, newest(programme) AS programme,
       newest(call) AS call, newest(category) AS category, newest(whole(year)) AS year, newest(start) AS start,
       newest("end") AS "end", newest(status) AS status, newest(money(eu_contribution)) AS eu_contribution,
       newest(money(total_cost)) AS total_cost, newest(official_url) AS official_url, newest(identifier) AS identifier,
       newest(objective) AS objective, newest(keywords) AS keywords, newest(basis) AS basis, newest(note) AS note,
       newest(source) AS source
FROM (
    SELECT *, row_number() OVER (PARTITION BY id ORDER BY place, origin) AS turn
    FROM staged_project JOIN dataset_order USING (dataset));

-- The shares of a project or call add up to one, so they are those of one dataset. ingest/mapping/shares.py puts those
-- that its own text tells in their place, with the words that led there.
CREATE TABLE domain_share AS
SELECT 'share-' || short_hash(subject || '|' || domain) AS id, subject, domain, basis, money(weight) AS weight,
       NULL::VARCHAR AS told, dataset
FROM staged_domain_share JOIN dataset_order USING (dataset)
QUALIFY rank() OVER (PARTITION BY subject ORDER BY place) = 1;

-- The n-th part of an organisation in a project in one role is the same part in every dataset that tells of it.
CREATE TABLE participation AS
WITH told AS (
    SELECT p.*, i.id AS org, o.place,
           row_number() OVER (PARTITION BY p.dataset, p.project, i.id, p.role ORDER BY p.id) AS nth
    FROM staged_participation p JOIN identity i USING (key) JOIN dataset_order o USING (dataset)),
named AS (
    SELECT * EXCLUDE (id), 'participation-' || short_hash(min(id) OVER (PARTITION BY project, org, role, nth)) AS id
    FROM told)
SELECT id, project, org, role, newest(money(contribution)) AS contribution, newest(note) AS note,
       newest(source) AS source, dataset, origin
FROM (SELECT *, row_number() OVER (PARTITION BY id ORDER BY place, origin) AS turn FROM named);

-- Awards carry the kind of their notice, and its buyers. What a notice does not tell stays NULL. Of several datasets the
-- newest tells of a notice.
CREATE TABLE notice AS
SELECT n.* REPLACE (whole(year) AS year, money(awarded) AS awarded, money(maximum) AS maximum, money(estimated) AS estimated,
    money(lowest) AS lowest, money(highest) AS highest, money(before) AS before)
FROM staged_notice n JOIN dataset_order USING (dataset)
QUALIFY row_number() OVER (PARTITION BY id ORDER BY place, origin) = 1;
CREATE TABLE award AS
SELECT a.* REPLACE (whole(a.year) AS year, money(a.awarded) AS awarded, money(a.maximum) AS maximum, money(a.estimated) AS estimated,
    money(a.lowest) AS lowest, money(a.highest) AS highest, money(a.before) AS before, whole(a.offers) AS offers,
    whole(a.offers_sme) AS offers_sme, money(a.share) AS share, money(a.subcontract) AS subcontract),
    n.kind, n.country
FROM staged_award a JOIN dataset_order o USING (dataset) JOIN notice n ON n.id = a.notice
QUALIFY row_number() OVER (PARTITION BY a.id ORDER BY o.place, a.origin) = 1;
CREATE TABLE award_code AS SELECT DISTINCT id, property, code, dataset FROM staged_award_code;
CREATE TABLE award_party AS
SELECT DISTINCT p.id, p.role, i.id AS org, p.sme, p.dataset FROM staged_award_party p JOIN identity i USING (key)
UNION SELECT a.id, p.role, i.id, NULL, p.dataset
FROM staged_award_party p JOIN identity i USING (key) JOIN award a ON a.notice = p.id;

CREATE TABLE relation AS
SELECT 'tie-' || short_hash(concat_ws('|', f.id, coalesce(t.id, r.to_id), r.kind, r.year, r.note, r.source)) AS id,
       f.id AS from_id, coalesce(t.id, r.to_id) AS to_id, r.kind, whole(r.year) AS year, r.defence, r.note, r.source,
       r.dataset, r.origin
FROM staged_relation r
JOIN identity f ON f.key = r.from_key
LEFT JOIN identity t ON t.key = r.to_key
WHERE r.to_key IS NULL OR t.id IS NOT NULL;

CREATE TABLE instrument AS SELECT * REPLACE (money(budget) AS budget) FROM staged_instrument;
CREATE TABLE theme AS SELECT * REPLACE (money(budget) AS budget, whole(year) AS year) FROM staged_theme;
CREATE TABLE figure AS
SELECT * REPLACE (money(amount) AS amount, money(amount_high) AS amount_high, whole(year) AS year) FROM staged_figure;
CREATE TABLE purchase AS SELECT * FROM staged_purchase;
CREATE TABLE purchase_fact AS
SELECT f.* EXCLUDE (prime_key) REPLACE (money(amount) AS amount, money(amount_high) AS amount_high, whole(year) AS year),
       i.id AS prime
FROM staged_purchase_fact f LEFT JOIN identity i ON i.key = f.prime_key;
CREATE TABLE demand AS SELECT * FROM staged_demand;
CREATE TABLE undertaking AS SELECT DISTINCT id, name, dataset FROM staged_undertaking;

CREATE TABLE milestone AS
SELECT m.* EXCLUDE (owner_key), i.id AS owner FROM staged_milestone m LEFT JOIN identity i ON i.key = m.owner_key;

CREATE TABLE remark AS
SELECT 'remark-' || short_hash(r.id) AS id, coalesce(i.id, r.about) AS about, r.field, r.value, r.confidence, r.text,
       r.source, r.dataset
FROM staged_remark r LEFT JOIN identity i USING (key);

-- Texts in which topics are looked for: what an organisation is said to do, also by editors who read it, and, of a Belgian one, its names; titles of
-- projects, of the call that a project answers, and of calls; objectives of defence projects; titles of contracts of defence. ingest/mapping/mentions.py fills the two tables from them.
CREATE TABLE spoken AS
SELECT i.id, text_kind('own') AS place, s.description AS "text", s.source, s.dataset
FROM staged_organisation s JOIN identity i USING (key) WHERE s.description IS NOT NULL
UNION SELECT i.id, text_kind('own'), f.told, f.source, f.dataset FROM staged_function f JOIN identity i USING (key) WHERE f.told IS NOT NULL
UNION SELECT i.id, text_kind('name'), n.name, coalesce(n.source, s.source), n.dataset
FROM staged_name n JOIN identity i USING (key) LEFT JOIN staged_organisation s USING (key, dataset)
    SEMI JOIN organisation_attribute a ON a.id = i.id AND a.attribute = 'country' AND a.value = 'BE'
UNION SELECT id, text_kind('own'), title, source, dataset FROM project WHERE title IS NOT NULL
UNION SELECT p.id, text_kind('call'), c.title, c.source, p.dataset
FROM project p JOIN call c ON c.id = p.call WHERE c.title IS NOT NULL
UNION SELECT id, text_kind('own'), title, source, dataset FROM call WHERE title IS NOT NULL
UNION SELECT id, text_kind('objective'), objective, coalesce(official_url, source), dataset FROM project
WHERE objective IS NOT NULL AND basis IS NULL
UNION SELECT id, text_kind('own'), title, source, dataset
FROM award SEMI JOIN (FROM award_code WHERE property = 'defenceBy') USING (id) WHERE title IS NOT NULL AND outcome = 'awarded';
CREATE TABLE topic_told AS SELECT DISTINCT about, topic, sentence, source, dataset FROM staged_topic;
CREATE TABLE mention (id VARCHAR, about VARCHAR, topic VARCHAR, sentence VARCHAR, source VARCHAR, dataset VARCHAR);
-- Skills and occupations that texts name; ingest/mapping/competences.py finds them, and leaves out all others.
CREATE TABLE competence AS
SELECT c.*, 'http://data.europa.eu/esco/concept-scheme/' || CASE kind WHEN 'occupation' THEN 'occupations' ELSE 'skills' END AS scheme
FROM staged_competence c JOIN dataset_order USING (dataset)
QUALIFY row_number() OVER (PARTITION BY id ORDER BY place, origin) = 1;
CREATE TABLE competence_mention (
    id VARCHAR, about VARCHAR, competence VARCHAR, words VARCHAR, sentence VARCHAR, source VARCHAR, dataset VARCHAR);
-- Derived from all sources; ingest/mapping/capabilities.py fills it.
CREATE TABLE capability (
    id VARCHAR, organisation VARCHAR, domain VARCHAR, strength VARCHAR, rule VARCHAR, parts DECIMAL(18, 2), projects BIGINT);
-- Derived as well, by ingest/mapping/suggestions.py.
CREATE TABLE suggestion (
    id VARCHAR, organisation VARCHAR, domain VARCHAR, score DECIMAL(18, 2), words VARCHAR, tied BIGINT, ties BIGINT,
    source VARCHAR);
CREATE TABLE mention_topic (id VARCHAR, topic VARCHAR, dataset VARCHAR);

-- Dates as precise as the source tells them; what is none of the three forms is no date.
CREATE MACRO precision_of(value) AS
    CASE WHEN try_cast(value AS DATE) IS NOT NULL AND regexp_matches(value, '^[0-9]{4}-[0-9]{2}-[0-9]{2}\z') THEN 'date'
         WHEN regexp_matches(value, '^[0-9]{4}-(0[1-9]|1[0-2])\z') THEN 'gYearMonth'
         WHEN regexp_matches(value, '^[0-9]{4}\z') THEN 'gYear' END;
CREATE TABLE dated AS
WITH told AS (
    SELECT id, 'http://data.europa.eu/s66#startDate' AS predicate, start AS value, dataset FROM project
    UNION ALL SELECT id, 'http://data.europa.eu/s66#endDate', "end", dataset FROM project
    UNION ALL SELECT id, 'https://w3id.org/dirskg/ontology#opens', opens, dataset FROM call
    UNION ALL SELECT id, 'https://w3id.org/dirskg/ontology#deadline', deadline, dataset FROM call
    UNION ALL SELECT id, 'https://w3id.org/dirskg/ontology#until', value, dataset FROM organisation_attribute WHERE attribute = 'until'
    UNION ALL SELECT id, 'http://purl.org/dc/terms/date', date, dataset FROM milestone
    UNION ALL SELECT id, 'http://purl.org/dc/terms/date', date, dataset FROM notice
    UNION ALL SELECT id, 'http://purl.org/dc/terms/date', date, dataset FROM award)
SELECT *, precision_of(value) AS precision FROM told WHERE value IS NOT NULL;
