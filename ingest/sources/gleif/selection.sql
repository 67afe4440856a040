-- Which legal entities enter the graph, and why. `known_lei`, `registered(lei)` and `known_name(name, country)` come from
-- the program, `entity`, `other_name` and `parent` are the files. Natural persons in trade, annulled and duplicate records
-- never enter.

CREATE VIEW legal_entity AS
SELECT lei, name, street, town, country, postcode, authority, number,
    coalesce(status, '') = 'INACTIVE' OR coalesce(registration, '') IN ('RETIRED', 'MERGED') AS ceased FROM entity
WHERE coalesce(category, '') <> 'SOLE_PROPRIETOR' AND coalesce(registration, '') NOT IN ('ANNULLED', 'DUPLICATE');

-- Who is called by a known name: who lives goes before who has ceased, and a name of law before one of trade or of before.
CREATE TABLE called AS
WITH told AS (
    SELECT lei, name, 1 AS rank FROM legal_entity
    UNION ALL SELECT lei, name, CASE kind WHEN 'TRADING_OR_OPERATING_NAME' THEN 2 WHEN 'PREVIOUS_LEGAL_NAME' THEN 3 ELSE 1 END
    FROM other_name),
legal AS (
    SELECT t.lei, e.country, t.rank, e.ceased, legal_part(t.name) AS name FROM told t JOIN legal_entity e ON e.lei = t.lei
    WHERE e.country IN (SELECT country FROM known_name)),
lower_case AS (SELECT lei, country, rank, ceased, folded(name) AS name FROM legal),
plainly AS (SELECT lei, country, rank, ceased, plain(name) AS name FROM lower_case),
named AS (SELECT lei, country, rank, ceased, comparable_form(name) AS name FROM plainly),
known AS (
    SELECT lei, country, name, ceased, min(rank) AS rank FROM named SEMI JOIN known_name USING (name, country)
    GROUP BY lei, country, name, ceased)
SELECT lei, country, name FROM known
QUALIFY dense_rank() OVER (PARTITION BY country, name ORDER BY ceased, rank) = 1;

CREATE TABLE chosen AS
SELECT lei FROM legal_entity WHERE lei IN (SELECT lei FROM known_lei UNION SELECT lei FROM registered)
UNION SELECT min(lei) FROM called GROUP BY country, name HAVING count(*) = 1;

CREATE TABLE namesakes AS
SELECT name, country, count(*) AS count FROM called
ANTI JOIN (SELECT DISTINCT name, country FROM called SEMI JOIN chosen USING (lei)) USING (name, country)
GROUP BY name, country HAVING count(*) > 1;

-- Who consolidates them: a consortium may not hold two companies of one group. Direct parents only, since the ultimate
-- one follows from them and would be tied to everybody below. `tie(relation, kind)` comes from the program.
CREATE TABLE parents AS
SELECT DISTINCT p.child, p.owner, t.kind FROM parent p JOIN chosen c ON p.child = c.lei JOIN tie t ON t.relation = p.kind
WHERE p.state = 'ACTIVE' AND p.child <> p.owner AND p.owner IN (SELECT lei FROM legal_entity);

-- What the files tell of those and of their parents.

CREATE TABLE entering AS
SELECT lei, min(parent) AS parent
FROM (SELECT lei, false AS parent FROM chosen UNION ALL SELECT owner, true FROM parents) GROUP BY lei;

CREATE TABLE entering_entity AS SELECT * FROM legal_entity JOIN entering USING (lei);

CREATE TABLE entering_name AS SELECT DISTINCT lei, name, lang FROM other_name SEMI JOIN entering USING (lei);

CREATE TABLE newest AS
SELECT max(substr(updated, 1, 10)) AS day FROM entity
WHERE regexp_matches(updated, '^[0-9]{4}-[0-9][0-9]-[0-9][0-9]')
    AND try_cast(substr(updated, 1, 10) AS DATE) IS NOT NULL;  -- a day that the calendar has
