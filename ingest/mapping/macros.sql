-- What the steps after the entity tables ask for too: ids, amounts, and whole numbers.

CREATE MACRO short_hash(text) AS substr(sha256(text), 1, 12);
-- In cents first: where a cast to two places rounds, engines differ.
CREATE MACRO money(x) AS CAST(CAST(round(x * 100) AS DECIMAL(18, 0)) * 0.01 AS DECIMAL(18, 2));
CREATE MACRO whole(x) AS CAST(round(x) AS BIGINT);
-- The kinds of text in `spoken`, in the order in which they count: what is told of a record itself, the title of its call,
-- its objective, its names.
CREATE MACRO text_kind(name) AS list_position(['own', 'call', 'objective', 'name'], name);
