"""Names of organisations made comparable: accents, case, punctuation and legal forms taken away."""

from __future__ import annotations

import hashlib
import re
from functools import cache

from dirskg.graph.text import fold

# Belgian forms in Dutch, French and German, old and new code, then those of the neighbours and other
# countries of the EU programmes. Written without points and spaces, as `_words` leaves them.
LEGAL_FORMS = frozenset(
    """
    nv sa bv srl bvba sprl ebvba sprlu bvu vzw asbl vog ivzw aisbl inpa cv sc cvba scrl cvoa scri vof snc commv scomm
    commva sca comma gcv scs gie esv eesv geie ag gmbh mbh kg ohg kgaa ev ug se sce
    sas sasu sarl eurl epic spa srls scarl scpa coop sl slu sau slp
    bvi stichting ltd limited plc llp llc inc corp corporation co
    ab oy oyj as asa aps ou uab sia zrt kft nyrt doo dd ad ood eood jsc sro spzoo sp zoo
    ae ike epe abee aebe lda sgps
    """.split()  # noqa: SIM905  words without quotes are easier to keep
)

# Written out in full or in single letters, these stand for a form too.
LONG_FORMS = (
    "naamloze vennootschap|societe anonyme|aktiengesellschaft|besloten vennootschap|vereniging zonder winstoogmerk|"
    "societe a responsabilite limitee|association sans but lucratif|societa per azioni|sociedad limitada|"
    "sociedad anonima|sociedad anonima unipersonal|gesellschaft mit beschrankter haftung|kommanditgesellschaft|"
    "spolka akcyjna|spolka z ograniczona odpowiedzialnoscia|anonymi etaireia|anonymos etaireia|"
    "comm v|n v|b v|s a|s a s|s r l|s p a|a s|sp z oo|sp z o o"
)
_LONG_FORMS = frozenset(tuple(form.split()) for form in LONG_FORMS.split("|"))
_LAST_OF_LONG = frozenset(form[-1] for form in _LONG_FORMS)
_LONGEST_FORM = max(map(len, _LONG_FORMS))
AND = frozenset({"and", "en", "et", "und", "y", "e"})
_TWO_LETTERS = re.compile(r"\w\w")
_POINT_WITHIN = re.compile(r"(?<=\b\w)\.(?=\w\b|\s|$|\W)")
_WORD = re.compile(r"\w+")


@cache
def comparable(name: str) -> str:
    """The name as it is compared: words in order, without legal forms at either end, 'and', and a trading name after *.

    A name that consists of such words only keeps at least one of them.
    """
    words = _words(_without_trading_name(name) if "*" in name else name)
    core = [word for word in words if word not in AND] or words
    first, end = 0, len(core)
    while end - first > 1:
        if core[end - 1] in LEGAL_FORMS:
            end -= 1
        elif core[first] in LEGAL_FORMS:
            first += 1
        elif 0 < (long := _words_of_a_long_form(core, first, end)) < end - first:
            end -= long
        else:
            break
    return " ".join(core[first:end])


def _without_trading_name(name: str) -> str:
    """The registers of the EU write "legal name*trading name"; one letter before it is part of a brand (e*Message)."""
    legal = _TWO_LETTERS.search(name)
    star = name.find("*", legal.end()) if legal else -1
    return name if star < 0 else name[:star]


def _words(text: str) -> list[str]:
    plain = fold(text)
    return _WORD.findall(_POINT_WITHIN.sub("", plain) if "." in plain else plain)  # s.a. -> sa, N.V. -> nv


def _words_of_a_long_form(words: list[str], first: int, end: int) -> int:
    """How many of the last words are the longest form that is written out there, 0 where none is."""
    if words[end - 1] not in _LAST_OF_LONG:
        return 0
    longest = min(_LONGEST_FORM, end - first)
    return next((count for count in range(longest, 0, -1) if tuple(words[end - count : end]) in _LONG_FORMS), 0)


def distinct_slug(text: str) -> str:
    """The slug, with a short hash where letters of other scripts are lost from it: "Ω Lab" is not "Σ Lab"."""
    plain = fold(text)
    if not any(letter.isalnum() and not letter.isascii() for letter in plain):
        return slug(text)
    return f"{slug(text)}-{hashlib.sha256(plain.encode()).hexdigest()[:8]}".lstrip("-")


def slug(text: str) -> str:
    """Text as part of an identifier: lower case, ASCII, hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")
