-- Which legal entities enter the graph, and why. `known_lei`, `known_kbo` and `known_name(name, country)` come from the
-- program, `entity` and `parent` are the files. Natural persons in trade, annulled and duplicate records never enter.

CREATE TABLE legal_entity AS
SELECT * FROM entity
WHERE coalesce(category, '') <> 'SOLE_PROPRIETOR' AND coalesce(registration, '') NOT IN ('ANNULLED', 'DUPLICATE');

CREATE TABLE carrier AS
SELECT lei, country, comparable_form(plain(name)) AS name FROM legal_entity
WHERE (comparable_form(plain(name)), country) IN (SELECT (name, country) FROM known_name)
QUALIFY count(*) OVER (PARTITION BY country, comparable_form(plain(name))) = 1;

CREATE TABLE chosen AS
SELECT lei FROM legal_entity WHERE lei IN (SELECT lei FROM known_lei)
UNION SELECT lei FROM legal_entity
    -- The business register of Belgium, whose numbers come with dots or without.
    WHERE authority = 'RA000025' AND lpad(replace(number, '.', ''), 10, '0') IN (SELECT number FROM known_kbo)
UNION SELECT lei FROM carrier;

-- Who consolidates them: a consortium may not hold two companies of one group. Direct parents only, since the ultimate
-- one follows from them and would be tied to everybody below. `tie(relation, kind)` comes from the program.
CREATE TABLE parents AS
SELECT DISTINCT p.child, p.owner, t.kind FROM parent p JOIN chosen c ON p.child = c.lei JOIN tie t ON t.relation = p.kind
WHERE p.state = 'ACTIVE' AND p.child <> p.owner AND p.owner IN (SELECT lei FROM legal_entity);
