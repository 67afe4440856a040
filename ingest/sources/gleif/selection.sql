-- Which legal entities enter the graph, and why. `known_lei`, `registered(lei)` and `known_name(name, country)` come from
-- the program, `entity`, `other_name` and `parent` are the files. Natural persons in trade, annulled and duplicate records
-- never enter.

CREATE VIEW legal_entity AS
SELECT *, coalesce(status, '') = 'INACTIVE' OR coalesce(registration, '') IN ('RETIRED', 'MERGED') AS ceased FROM entity
WHERE coalesce(category, '') <> 'SOLE_PROPRIETOR' AND coalesce(registration, '') NOT IN ('ANNULLED', 'DUPLICATE');

-- Who is called by a known name: who lives goes before who has ceased, and a name of law before one of trade or of before.
CREATE TABLE called AS
WITH told AS (
    SELECT lei, name, 1 AS rank FROM legal_entity
    UNION ALL SELECT lei, name, CASE kind WHEN 'TRADING_OR_OPERATING_NAME' THEN 2 WHEN 'PREVIOUS_LEGAL_NAME' THEN 3 ELSE 1 END
    FROM other_name),
named AS (
    SELECT lei, country, comparable_form(plain(t.name)) AS name, rank, ceased
    FROM told t JOIN legal_entity USING (lei) WHERE country IN (SELECT country FROM known_name))
SELECT lei, country, name FROM named SEMI JOIN known_name USING (name, country)
GROUP BY lei, country, name, ceased
QUALIFY dense_rank() OVER (PARTITION BY country, name ORDER BY ceased, min(rank)) = 1;

CREATE TABLE chosen AS
SELECT lei FROM legal_entity WHERE lei IN (SELECT lei FROM known_lei UNION SELECT lei FROM registered)
UNION SELECT any_value(lei) FROM called GROUP BY country, name HAVING count(*) = 1;

CREATE VIEW namesakes AS
SELECT name, country, count(*) AS count FROM called GROUP BY name, country
HAVING count(*) > 1 AND NOT bool_or(lei IN (SELECT lei FROM chosen));

-- Who consolidates them: a consortium may not hold two companies of one group. Direct parents only, since the ultimate
-- one follows from them and would be tied to everybody below. `tie(relation, kind)` comes from the program.
CREATE TABLE parents AS
SELECT DISTINCT p.child, p.owner, t.kind FROM parent p JOIN chosen c ON p.child = c.lei JOIN tie t ON t.relation = p.kind
WHERE p.state = 'ACTIVE' AND p.child <> p.owner AND p.owner IN (SELECT lei FROM legal_entity);
