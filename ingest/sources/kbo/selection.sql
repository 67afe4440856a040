-- Which enterprises enter the graph, and why. `known_number`, `known_name`, `wanted_number` (dotted numbers, comparable
-- names), `legal_form`, `military` and `mapped(version, code)` come from the program; the other tables are those of the extract. Natural persons never enter.

CREATE TABLE legal_person AS
SELECT EnterpriseNumber AS number, Status AS status, JuridicalForm AS form, StartDate AS since
FROM enterprise WHERE TypeOfEnterprise = '2';

-- Most activities, and many names, stand with an establishment unit: they are those of its enterprise.
CREATE TABLE owner AS
SELECT number AS entity, number FROM legal_person
UNION ALL SELECT EstablishmentNumber, number FROM establishment JOIN legal_person ON number = EnterpriseNumber;

-- The file of activities is by far the largest: it is read twice, and only what leads to a domain is kept of it.
CREATE TABLE counted AS
SELECT count(*) AS told,
       list({entity: EntityNumber, version: m.version, code: m.code, classification: Classification})
           FILTER (WHERE m.code IS NOT NULL) AS mapped
FROM activity LEFT JOIN (SELECT *, replace(code, '.', '') AS class FROM mapped) m
    ON m.version = NaceVersion AND m.class = substr(NaceCode, 1, 4);

-- The same activity is told in several versions of the nomenclature: the newest that an enterprise or unit has counts.
CREATE TABLE registered AS
WITH found AS (SELECT DISTINCT one.* FROM (SELECT unnest(mapped) AS one FROM counted))
SELECT * FROM found JOIN owner USING (entity)
SEMI JOIN (SELECT EntityNumber AS entity, max(NaceVersion) AS version FROM activity
           WHERE EntityNumber IN (SELECT entity FROM found) GROUP BY EntityNumber) USING (entity, version);

-- Taking forms and marks off a name is dear, so first a look at its first word: that of a known name, or a legal form.
CREATE TABLE maybe AS
SELECT number, name, own FROM (
    SELECT number, Denomination AS name, entity = number AS own, opening(Denomination) AS first
    FROM denomination JOIN owner ON entity = EntityNumber)
WHERE length(first) = 1  -- initials, as of s.a. or S.A.B.C.A.
    OR first IN (SELECT split_part(name, ' ', 1) FROM known_name UNION SELECT form FROM legal_form);

-- What an enterprise is called itself goes before what one of its units is called.
CREATE TABLE carrier AS
SELECT DISTINCT number, name FROM (SELECT number, comparable_form(plain(name)) AS name, own FROM maybe)
SEMI JOIN known_name USING (name)
QUALIFY own OR NOT bool_or(own) OVER (PARTITION BY name);

CREATE TABLE chosen AS
WITH reasons AS (
    SELECT number, 1 AS rank, 'number' AS reason FROM known_number
    UNION ALL SELECT number, 2, 'wanted' FROM wanted_number
    UNION ALL SELECT number, 3, 'activity' FROM registered SEMI JOIN military USING (version, code)
    UNION ALL SELECT number, 4, 'name' FROM carrier
        -- A name that several enterprises carry points to none of them, unless one is known already.
        WHERE name IN (SELECT name FROM carrier GROUP BY name HAVING count(DISTINCT number) = 1))
SELECT number, arg_min(reason, rank) AS reason FROM reasons SEMI JOIN legal_person USING (number) GROUP BY number;
