"""Names made comparable in SQL, where there are millions of them; a test holds it against `names.comparable`.

The text runs on an engine too, so patterns ask for no end of a word, and those of one place alone are put everywhere.
"""

from __future__ import annotations

from dirskg.graph.wording.text import SPELLINGS
from dirskg.ingest.values.legal_forms import (
    AND,
    BEHIND,
    IN_FRONT,
    OR,
    QUALIFIERS,
    QUALIFIERS_IN_FRONT,
    SHORTENED,
    either,
)

_AND = "|".join(sorted(AND))
_BEHIND = f"( ({either(BEHIND)})( ({either(QUALIFIERS)}))*)+ *$"
_IN_FRONT = f"^ *(({either(IN_FRONT)}) (({either(QUALIFIERS_IN_FRONT)}) )*)+"
_SHORTENED = f" {OR}({either(SHORTENED)}) .*$"

_ENTITIES = {
    "&quot;": '"', "&apos;": "''", "&#39;": "''", "&#039;": "''", "&lt;": "<", "&gt;": ">", "&nbsp;": " ", "&amp;": "&",
}  # fmt: skip


def _spelt(text: str) -> str:
    """The expression with letters that do not decompose spelt out, and one form of the Greek sigma."""
    for letter, letters in {**SPELLINGS, "ς": "σ"}.items():
        text = f"replace({text}, '{letter}', '{letters}')"
    return text


def _undone(text: str) -> str:
    """The expression with the HTML entities of marks undone; `names.comparable` knows all."""
    for entity, mark in _ENTITIES.items():
        text = f"replace({text}, '{entity}', '{mark}')"
    return text


def _initials(text: str) -> str:
    """The expression with single letters and points drawn together: s.p.a. and N.V. give spa and nv."""
    # Twice what stands between words, so that a match takes its own and leaves one to the next.
    text = rf"regexp_replace({text}, '([^\pL\pN_.])', '\1\1', 'g')"
    letters = r"([\pL\pN])\.([\pL\pN])" + r"(?:\.([\pL\pN]))?" * 4
    joined = "".join(rf"\{number}" for number in range(1, 9))
    for _ in range(2):  # more than six are drawn together in two parts first
        text = rf"regexp_replace({text}, '(^|[^\pL\pN_]){letters}($|[^\pL\pN_])', '{joined}', 'g')"
    return text


# legal_part: without a trading name and trade marks. folded: lower case without accents. words: those of what is
# folded. plain: these without how the name is shortened. comparable_form: without "and", and legal forms at the ends.
# What few names need is looked for first. Each writes out what it is given several times: queries take them in steps.
MACROS = rf"""
CREATE OR REPLACE MACRO lowered(name) AS lower(strip_accents(name));
CREATE OR REPLACE MACRO folded(name) AS CASE WHEN regexp_matches(name, '[^ -%''-~]') OR contains(name, '&')
    THEN {_spelt("lowered(name)")} ELSE lower(name) END;
CREATE OR REPLACE MACRO undone(name) AS CASE WHEN contains(name, '&') THEN {_undone("name")} ELSE name END;
CREATE OR REPLACE MACRO first_word(name) AS regexp_extract(name, '[\pL\pN_]+');
CREATE OR REPLACE MACRO untraded(name) AS CASE WHEN contains(name, '*')
    THEN regexp_replace(name, '^(.*?[\pL\pN_][\pL\pN_].*?)\*.*$', '\1', 'gs') ELSE name END;
CREATE OR REPLACE MACRO unmarked(name) AS CASE WHEN regexp_matches(name, '[™℠®(]')
    THEN regexp_replace(name, '[™℠®]|\((tm|sm|r)\)', ' ', 'gi') ELSE name END;
CREATE OR REPLACE MACRO legal_part(name) AS unmarked(untraded(undone(name)));
CREATE OR REPLACE MACRO together(name) AS CASE WHEN contains(name, '.') THEN {_initials("name")} ELSE name END;
CREATE OR REPLACE MACRO words(name) AS trim(regexp_replace(together(name), '[^\pL\pN_]+', ' ', 'g'));
CREATE OR REPLACE MACRO plain(name) AS
    regexp_replace(replace(words(name), ' en liquid', ' in liquid'), '{_SHORTENED}', '', 'g');
CREATE OR REPLACE MACRO comparable_form(name) AS trim(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
    ' ' || replace(name, ' ', '  ') || ' ', ' ({_AND}) ', ' ', 'g'), ' +', ' ', 'g'),
    '{_BEHIND}', '', 'g'), '{_IN_FRONT}', '', 'g'));
"""
