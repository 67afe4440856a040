-- Of what one rule finds of one organisation the surest counts; an editor's sentences each stand. A leg on which it stands anyway is no further one.
CREATE TABLE rule_kept AS
SELECT 'function-' || short_hash(concat_ws('|', r.id, r.rule, coalesce(r.function, r.leg),
           CASE WHEN r.rule = 'curated' THEN r.told END)) AS statement, r.*
FROM rule_found r JOIN dataset_order o USING (dataset)
WHERE r.leg IS NULL OR NOT EXISTS (
    SELECT 1 FROM organisation_attribute a WHERE a.id = r.id AND a.attribute = 'leg' AND a.value = r.leg)
QUALIFY row_number() OVER (
    PARTITION BY r.id, r.rule, r.function, r.leg, CASE WHEN r.rule = 'curated' THEN r.told END
    ORDER BY list_position(['high', 'medium', 'low'], r.confidence), o.place, r.told, r.source) = 1;
CREATE TABLE function_statement AS SELECT * EXCLUDE (leg) FROM rule_kept WHERE function IS NOT NULL;
CREATE TABLE standing AS SELECT * EXCLUDE (function) FROM rule_kept WHERE leg IS NOT NULL;
DROP TABLE rule_text; DROP TABLE rule_found; DROP TABLE rule_kept;
