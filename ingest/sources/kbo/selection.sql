-- Which enterprises enter the graph, and why. `known_number`, `known_name`, `wanted_number` (dotted numbers, comparable
-- names), `legal_form`, `military` and `mapped(version, code)` come from the program; the other tables are those of the extract. Natural persons never enter.

CREATE TABLE legal_person AS
SELECT EnterpriseNumber AS number, Status AS status, JuridicalForm AS form, StartDate AS since
FROM enterprise WHERE TypeOfEnterprise = '2';

-- Most activities, and many names, stand with an establishment unit: they are those of its enterprise.
CREATE TABLE owner AS
SELECT number AS entity, number FROM legal_person
UNION ALL SELECT EstablishmentNumber, number FROM establishment JOIN legal_person ON number = EnterpriseNumber;

-- The file of activities is by far the largest: only what leads to a domain is kept of it.
CREATE TABLE mapped_activity AS
SELECT DISTINCT EntityNumber AS entity, m.version, m.code, Classification AS classification
FROM activity JOIN (SELECT version, code, replace(code, '.', '') AS class FROM mapped) m
    ON m.version = NaceVersion AND m.class = substr(NaceCode, 1, 4);

-- The same activity is told in several versions of the nomenclature: the newest that an enterprise or unit has counts.
-- `told` are rows of the file, all others with NULL.
CREATE TABLE newest AS
SELECT found.entity, max(NaceVersion) AS version, count(*) AS told
FROM activity LEFT JOIN (SELECT DISTINCT entity FROM mapped_activity) found ON found.entity = EntityNumber
GROUP BY found.entity;

CREATE TABLE registered AS
SELECT f.entity, f.version, f.code, f.classification, o.number
FROM mapped_activity f JOIN owner o USING (entity) SEMI JOIN newest n ON n.entity = f.entity AND n.version = f.version;

-- Taking forms and marks off a name is dear, so first a look at its first word: that of a known name, or a legal form.
CREATE TABLE opening AS
SELECT DISTINCT split_part(name, ' ', 1) AS word FROM known_name UNION SELECT form FROM legal_form;

CREATE TABLE maybe AS
SELECT number, name, own FROM (
    SELECT number, name, own, first_word(folded(name)) AS first FROM (
        SELECT number, undone(Denomination) AS name, entity = number AS own
        FROM denomination JOIN owner ON entity = EntityNumber))
LEFT JOIN opening ON word = first
WHERE word IS NOT NULL OR length(first) = 1;  -- initials, as of s.a. or S.A.B.C.A.

-- What an enterprise is called itself goes before what one of its units is called.
CREATE TABLE carrier AS
WITH legal AS (SELECT number, own, unmarked(untraded(name)) AS name FROM maybe),
lower_case AS (SELECT number, own, folded(name) AS name FROM legal),
plainly AS (SELECT number, own, plain(name) AS name FROM lower_case),
called AS (SELECT number, own, comparable_form(name) AS name FROM plainly),
known AS (SELECT name, number, bool_or(own) AS own FROM called SEMI JOIN known_name USING (name) GROUP BY name, number)
SELECT name, number FROM (SELECT name, number, own, bool_or(own) OVER (PARTITION BY name) AS of_some FROM known)
WHERE own OR NOT of_some;

-- A name that several enterprises carry points to none of them, unless one is known already.
CREATE TABLE chosen AS
WITH sole AS (SELECT name FROM carrier GROUP BY name HAVING count(DISTINCT number) = 1),
reasons AS (
    SELECT number, 1 AS rank, 'number' AS reason FROM known_number
    UNION ALL SELECT number, 2, 'wanted' FROM wanted_number
    UNION ALL SELECT number, 3, 'activity' FROM registered SEMI JOIN military USING (version, code)
    UNION ALL SELECT number, 4, 'name' FROM carrier SEMI JOIN sole USING (name))
SELECT number, arg_min(reason, rank) AS reason FROM reasons SEMI JOIN legal_person USING (number) GROUP BY number;

-- What the extract tells of those.

CREATE TABLE chosen_person AS SELECT * FROM legal_person JOIN chosen USING (number);

CREATE TABLE chosen_entity AS SELECT * FROM owner SEMI JOIN chosen USING (number);

CREATE TABLE chosen_name AS
SELECT entity, number, Language AS lang, TypeOfDenomination AS kind, Denomination AS name
FROM denomination JOIN chosen_entity ON entity = EntityNumber;

CREATE TABLE chosen_address AS
SELECT EntityNumber AS entity, TypeOfAddress AS kind, CountryNL AS country, Zipcode AS postcode,
    coalesce(MunicipalityNL, MunicipalityFR) AS town, coalesce(StreetNL, StreetFR) AS street, HouseNumber AS house
FROM address SEMI JOIN chosen_entity ON entity = EntityNumber WHERE DateStrikingOff IS NULL;

CREATE TABLE chosen_unit AS
SELECT EstablishmentNumber AS unit, EnterpriseNumber AS number, StartDate AS since
FROM establishment SEMI JOIN chosen ON number = EnterpriseNumber;

CREATE TABLE chosen_activity AS
SELECT r.*, m.code IS NOT NULL AS military
FROM registered r SEMI JOIN chosen USING (number) LEFT JOIN military m ON m.version = r.version AND m.code = r.code;

CREATE TABLE main_class AS
SELECT number, entity, NaceVersion AS version, NaceCode AS code
FROM activity JOIN chosen_entity ON entity = EntityNumber WHERE Classification = 'MAIN';

CREATE TABLE form_name AS
SELECT lpad(Code, 3, '0') AS form, lower(Description) AS name FROM code WHERE Category = 'JuridicalForm' AND Language = 'NL';

-- And what is odd: names that several carry, units that nobody has, numbers that are not there.

CREATE TABLE ambiguous AS
SELECT name, count(DISTINCT number) AS count FROM carrier ANTI JOIN (
    SELECT DISTINCT name FROM carrier SEMI JOIN chosen USING (number)) USING (name)
GROUP BY name HAVING count(DISTINCT number) > 1;

CREATE TABLE lost_unit AS
SELECT DISTINCT entity FROM mapped_activity
ANTI JOIN (SELECT EnterpriseNumber AS entity FROM enterprise UNION ALL SELECT EstablishmentNumber FROM establishment) USING (entity);

CREATE TABLE missing_number AS
SELECT DISTINCT number FROM (SELECT number FROM known_number UNION ALL SELECT number FROM wanted_number)
ANTI JOIN (SELECT EnterpriseNumber AS number FROM enterprise) USING (number);
