"""Names of organisations made comparable: accents, case, punctuation and legal forms taken away."""

from __future__ import annotations

import re
from functools import cache

from dirskg.graph.text import fold

# Belgian forms in Dutch, French and German, old and new code, then those of the neighbours and other
# countries of the EU programmes. Written without points and spaces, as `_tokens` leaves them.
LEGAL_FORMS = frozenset(
    """
    nv sa bv srl bvba sprl ebvba sprlu bvu vzw asbl vog ivzw aisbl inpa cv sc cvba scrl cvoa scri vof snc commv scomm
    commva sca comma gcv scs gie esv eesv geie ag gmbh mbh kg ohg kgaa ev ug se sce
    sas sasu sarl eurl epic spa srls scarl scpa coop sl slu sau slp
    bvi stichting ltd limited plc llp llc inc corp corporation co
    ab oy oyj as asa aps ou uab sia zrt kft nyrt doo dd ad ood eood jsc sro spzoo sp zoo
    ae ike epe abee aebe lda sgps
    """.split()
)

# Written out in full, these stand for a form too.
_LONG_FORMS = re.compile(
    r"\b(naamloze vennootschap|societe anonyme|aktiengesellschaft|besloten vennootschap|societe a responsabilite limitee|"
    r"vereniging zonder winstoogmerk|association sans but lucratif|societa per azioni|sociedad anonima(?: unipersonal)?|"
    r"gesellschaft mit beschrankter haftung|sociedad limitada|spolka z ograniczona odpowiedzialnoscia|anonymi etaireia|anonymos etaireia)$"
)
_AND = frozenset({"and", "en", "et", "und", "y", "e"})


def _tokens(text: str) -> list[str]:
    plain = re.sub(r"(?<=\b\w)\.(?=\w\b|\s|$|\W)", "", fold(text))  # s.a. -> sa, N.V. -> nv
    plain = _LONG_FORMS.sub(" ", re.sub(r"[^\w]+", " ", plain))
    return plain.split()


@cache
def comparable(name: str) -> str:
    """The name as it is compared: tokens in order, without legal forms at either end and without 'and'.

    A name that consists of legal forms only is kept as it is.
    """
    tokens = [token for token in _tokens(name) if token not in _AND]
    core = list(tokens)
    while len(core) > 1 and core[-1] in LEGAL_FORMS:
        core.pop()
    while len(core) > 1 and core[0] in LEGAL_FORMS:
        core.pop(0)
    return " ".join(core or tokens)


def slug(text: str) -> str:
    """Text as part of an identifier: lower case, ASCII, hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")
