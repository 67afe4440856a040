"""Names made comparable within DuckDB, where there are millions of them; `names.comparable` has the last word."""

from __future__ import annotations

from dirskg.ingest.names import LEGAL_FORMS

# Longest first, so that "ebvba" is not read as "bvba" after an "e".
_FORMS = "|".join(sorted(LEGAL_FORMS, key=lambda form: (-len(form), form)))

# plain: lower case without accents, marks and points; comparable_form: that without "and" and legal forms at the ends.
MACROS = f"""
CREATE OR REPLACE MACRO plain(name) AS trim(regexp_replace(regexp_replace(
    replace(lower(strip_accents(name)), '&', ' and '), '\\.', '', 'g'), '[^a-z0-9]+', ' ', 'g'));
CREATE OR REPLACE MACRO comparable_form(name) AS trim(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
    name, '\\b(and|en|et|und|y|e)\\b', ' ', 'g'), ' +', ' ', 'g'), '( ({_FORMS}))+ *$', ''), '^ *(({_FORMS}) )+', ''));
"""
