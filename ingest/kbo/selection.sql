-- Which enterprises enter the graph, and why. `known_number`, `known_name`, `wanted_number` (dotted numbers, comparable names)
-- and `military` and `mapped(version, code)` come from the program; the other tables are those of the extract. Natural persons never enter.

CREATE MACRO plain(name) AS trim(regexp_replace(regexp_replace(
    replace(lower(strip_accents(name)), '&', ' and '), '\.', '', 'g'), '[^a-z0-9]+', ' ', 'g'));

CREATE TABLE legal_person AS
SELECT EnterpriseNumber AS number, Status AS status, JuridicalForm AS form, StartDate AS since
FROM enterprise WHERE TypeOfEnterprise = '2';

-- The same activity is told in several versions of the nomenclature: the newest that an enterprise has counts.
CREATE TABLE told AS
SELECT DISTINCT EntityNumber AS number, NaceVersion AS version,
       substr(NaceCode, 1, 2) || '.' || substr(NaceCode, 3, 2) AS code, Classification AS classification
FROM activity SEMI JOIN mapped ON NaceVersion = mapped.version AND starts_with(NaceCode, replace(mapped.code, '.', ''));

CREATE TABLE registered AS
SELECT * FROM told SEMI JOIN legal_person USING (number)
SEMI JOIN (SELECT EntityNumber AS number, max(NaceVersion) AS version FROM activity
           SEMI JOIN told ON told.number = EntityNumber GROUP BY EntityNumber) USING (number, version);

CREATE TABLE carrier AS
SELECT DISTINCT EntityNumber AS number, comparable_form(plain(Denomination)) AS name
FROM denomination SEMI JOIN legal_person ON number = EntityNumber
WHERE comparable_form(plain(Denomination)) IN (SELECT name FROM known_name);

CREATE TABLE chosen AS
WITH reasons AS (
    SELECT number, 1 AS rank, 'number' AS reason FROM known_number
    UNION ALL SELECT number, 2, 'wanted' FROM wanted_number
    UNION ALL SELECT number, 3, 'activity' FROM registered SEMI JOIN military USING (version, code)
    UNION ALL SELECT number, 4, 'name' FROM carrier
        -- A name that several enterprises carry points to none of them, unless one is known already.
        WHERE name IN (SELECT name FROM carrier GROUP BY name HAVING count(DISTINCT number) = 1))
SELECT number, arg_min(reason, rank) AS reason FROM reasons SEMI JOIN legal_person USING (number) GROUP BY number;
