WITH RECURSIVE
-- The Ministry of Defence and NATO, and all that is part of them.
root AS (
    SELECT id FROM "owl:sameAs"
    WHERE value IN ('https://w3id.org/dirskg/id/ref-mod-be', 'https://w3id.org/dirskg/id/ref-nato')),
part AS (
    SELECT id FROM ":partOf" WHERE value IN (FROM root)
    UNION SELECT p.id FROM ":partOf" p JOIN part ON part.id = p.value),
federation AS (
    SELECT id FROM "owl:sameAs" WHERE value = 'https://w3id.org/dirskg/id/ref-bsdi'
    UNION SELECT 'https://w3id.org/dirskg/id/ref-bsdi'),
tied AS (SELECT id FROM ":defence" WHERE value = 'true'),
found AS (
    SELECT o.value AS id
    FROM "a eurio:OrganisationRole" JOIN "eurio:isRoleOf" o USING (id) JOIN "eurio:isInvolvedIn" i USING (id)
        JOIN ":programme" p ON p.id = i.value
    WHERE p.value IN ('ASAP', 'DEFRA', 'EDA', 'EDF', 'EDIDP', 'EDIP', 'EDIRPA', 'PADR', 'PESCO')
    UNION SELECT id FROM ":kind" WHERE value = 'military_research'
    UNION SELECT value FROM ":from" SEMI JOIN tied USING (id)
    UNION SELECT value FROM ":to" SEMI JOIN tied USING (id)
    UNION SELECT w.value FROM "a :Award" JOIN ":winner" w USING (id) JOIN ":defenceBy" d USING (id) WHERE d.value = 'cpv'
    UNION SELECT id FROM ":memberOf" WHERE value IN (FROM federation)
    UNION FROM root
    UNION FROM part)
SELECT shown(id) AS id FROM found ORDER BY found.id
