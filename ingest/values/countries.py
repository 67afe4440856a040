"""Countries by their codes of two or three letters, and by their names in nl, fr, de, en and in their own languages."""

from __future__ import annotations

import re
from functools import cache

from dirskg.graph.wording.text import plain
from dirskg.ingest.values.vocabulary import EU_COUNTRIES
from dirskg.ontology.resources import rows_beside

# ISO 3166-1, and Kosovo: those whose two letters are not the first two of the three. All others are told by those.
_ODD = (
    "ABWAW AGOAO ALAAX ANDAD AREAE ARMAM ATAAQ ATFTF ATGAG AUTAT BDIBI BENBJ BESBQ BGDBD BHSBS BIHBA BLRBY BLZBZ "
    "BRBBB BRNBN CAFCF CHLCL CHNCN CODCD COGCG COKCK COMKM CPVCV CUWCW CYMKY DNKDK ESHEH ESTEE FLKFK FROFO FSMFM "
    "GINGN GLPGP GNBGW GNQGQ GRDGD GRLGL GUFGF GUYGY IRLIE IRQIQ ISRIL JAMJM KAZKZ KORKR LBRLR LBYLY MACMO MAFMF "
    "MDGMG MDVMV MEXMX MLTMT MNEME MNPMP MOZMZ MTQMQ MYTYT NIUNU PAKPK PCNPN PLWPW PNGPG POLPL PRKKP PRTPT PRYPY "
    "PYFPF SENSN SGSGS SLBSB SLVSV SPMPM SRBRS SURSR SVKSK SVNSI SWESE SWZSZ SYCSC TCDTD TKMTM TUNTN TURTR TUVTV "
    "UKRUA URYUY WLFWF"
)
_TWO = {one[:3]: one[3:] for one in _ODD.split()}


def two_letters(code: str) -> str:
    """A country in the two letters of the EU, from two or three; "" where there is none."""
    plain = code.strip().upper()
    short = plain if len(plain) == 2 else _TWO.get(plain, plain[:2] if len(plain) == 3 else "")
    return EU_COUNTRIES.get(short, short if short.isalpha() else "")


@cache
def country_names() -> dict[str, list[str]]:
    """By country its names, as `plain` gives them."""
    return {row["country"]: row["names"].split(";") for row in rows_beside(__file__, "country_names.csv")}


@cache
def country_code(text: str) -> str:
    """The two letters of a country that stands as its code or its name; what is neither stays, in capitals."""
    told = text.strip().upper()
    if code := _countries().get(plain(text), ""):
        return EU_COUNTRIES.get(code, code)
    return two_letters(told) if re.fullmatch("[A-Z]{2,3}", told) else told


@cache
def _countries() -> dict[str, str]:
    return {name: country for country, names in country_names().items() for name in names}
