-- Which projects enter the graph, and the domains they lead to. `mapping(scheme, code, domain, weight)` and `security(basis)`
-- come from the program, the other tables are those of the dumps.

-- A class stands for all below it, unless one of those is mapped itself: the longest beginning counts.
CREATE TABLE led AS
WITH told AS (
    -- Some releases leave out the slash at the beginning.
    SELECT DISTINCT project, 'euroscivoc' AS scheme, '/' || ltrim(trim(code), '/') AS code FROM science
    UNION SELECT DISTINCT project, 'cordis-topic', upper(trim(code)) FROM topic
    UNION SELECT DISTINCT project, 'cordis-topic', upper(trim(unnest(string_split(topics, ';')))) FROM project)
SELECT t.project, t.scheme, t.code, m.domain, m.weight::DOUBLE AS weight
FROM told t JOIN mapping m ON m.scheme = t.scheme AND starts_with(t.code, m.code)
    AND (m.scheme <> 'euroscivoc' OR t.code = m.code OR starts_with(t.code, m.code || '/'))
QUALIFY length(m.code) = max(length(m.code)) OVER (PARTITION BY t.project, t.scheme, t.code);

-- Each class or topic that leads anywhere counts the same; the shares of a project add up to one, and never to more.
CREATE TABLE share AS
SELECT project, domain, greatest(floor(100 * sum(weight) / any_value(classes) + 1e-6) / 100, 0.01) AS weight
FROM (SELECT *, count(DISTINCT scheme || code) OVER (PARTITION BY project) AS classes FROM led)
GROUP BY project, domain;

CREATE TABLE secure AS
SELECT DISTINCT project FROM (
    SELECT project, unnest(string_split(basis, ';')) AS basis FROM legal
    UNION ALL SELECT project, unnest(string_split(legal, ';')) FROM project) told
JOIN security s ON starts_with(upper(trim(told.basis)), s.basis);

CREATE TABLE chosen AS
SELECT DISTINCT project FROM organisation
WHERE project IN (SELECT project FROM share UNION SELECT project FROM secure);
