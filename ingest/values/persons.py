"""Whether what stands as an organisation is a natural person: some take part in programmes under their own name.

Nothing in the files tells them from companies, so their names must. The rule looks for two to five words of letters, a
common given name among them and no word of an organisation; titles help, and "and" may join several persons. Behind a
hyphen or in brackets may stand what a person trades as. Legal forms, digits, and words that many organisations share
speak against it. It may hold a company named after its founder for a person: such a row is reported without its name,
and the firm can be given as own data. Ask it only of what may be one: no university is.
"""

from __future__ import annotations

import re
from functools import cache

from dirskg.graph.wording.text import fold, plain
from dirskg.ingest.audit import Audit
from dirskg.ingest.values.legal_forms import AND, LEGAL_FORMS
from dirskg.ingest.values.names import comparable
from dirskg.ingest.values.texts import right
from dirskg.ingest.values.transliteration import transliterated
from dirskg.ingest.values.word_lists import word_list

# Between the names of a person, not after them.
_PARTICLES = frozenset("de den der di da do dos du le la van vande vanden vander ten ter von zu zur y e el al".split())  # noqa: SIM905
_TITLES = frozenset(
    """
    m mr mrs ms miss mx sir dame dr drs prof professor professeur ir ing dipl mag msc phd mba avv dott dssa arch
    dhr meneer heer mevr mevrouw herr frau mme mlle monsieur madame me maitre sig sra techn rer nat phil med
    baron barones baronne kolonel colonel kapitein capitaine
    """.split()  # noqa: SIM905  words without quotes are easier to keep
)
# Given names that firms bear as often: they count behind a title alone.
_BEHIND_TITLES = frozenset(
    """
    an albert alex ben bill bob charles chris dan david george henry jane jim joe john kim luke martin mary matthew nick
    paul sam william
    """.split()  # noqa: SIM905
)
# What only the business of one person is called, in the words of comparable names.
_SOLE_TRADERS = re.compile(
    r"\b(?:eenmanszaak|entrepreneur individuel|auto entrepreneur|entreprise individuelle|einzelunternehme[nr]|"
    r"ditta individuale|impresa individuale|empresari[oa] individual|egyeni vallalkozo|persoana fizica autorizata|"
    r"intreprindere individuala|enkeltmandsvirksomhed|samostojn[ia] podjetni[ck]a?|fyzicka osoba|"
    r"jednoosobowa dzialalnosc)\b"
)
# Words of trades that no family bears, beside those that many organisations share.
_TRADES = frozenset(
    """
    aero aeronautics aeronautique avionics optics optica optique optiek optik photonics robotics drones logistics
    logistique logistiek logistik industrie industria industrier controls instruments solutions services motors moteurs
    bouwwerken hogeschool school museum airport luchthaven tools comms publishers verlag editorial wines club financial
    buses werkhuizen ateliers laboratoires laboratoria hospitaal hopital ziekenhuis egyetem alumni
    drone radar radars sonar laser lasers cyber armour armor helicopter helicopters rockets missiles sensing sensor
    sensors arms munition munitions ballistics guns rifles weapons wapens armes pyrotechnics explosives powders
    optronics photonic aerospatiale aeronautica flying flight airlines airways simulation shipyard shipyards shipping
    werft chantiers scheepswerf dredging offshore subsea diving underwater boats yachts harbour cargo automotive
    mobility composites plastics textile textiles ceramics coatings tooling machining welding cables maschinenbau
    metall werke werken works techniek technik elektro elektronik electrotechniek chemie biotech nano analytics
    advocaten avocats notaris accountants audit legal immo vastgoed invest capital ventures partners groep holding
    trading export import
    """.split()  # noqa: SIM905
)
_JOINED = AND - _PARTICLES
_TRADES_AS = re.compile(r"\s[-\N{EN DASH}]\s|[(/|*;]")
_REASON = (
    "looks like the name of a natural person, who does not enter the graph; a firm enters by its legal form, or as own "
    "data with its KBO number or leg"
)
_MOST_NAMES, _MOST_WORDS = 5, 8
# Numbers that only a legal person has, by the country of the VAT number: elsewhere both have the same kind.
_LEGAL_PERSONS = {
    "ES": r"[A-HJNP-SUVW]\d{7}[0-9A-J]", "NL": r"8\d{8}B\d\d", "PT": r"[569]\d{8}", "LV": r"[4-9]\d{10}",
    "SE": r"\d\d[2-9]\d{9}", "CZ": r"\d{8}", "BG": r"\d{9}",
}  # fmt: skip


def is_person(name: str) -> bool:
    """Whether a name is rather that of a natural person, or of several, than of an organisation."""
    told = right(name)
    if _has_form(told):
        return False
    if _SOLE_TRADERS.search(plain(told)):
        return True
    latin = next(transliterated(told, ""), told)
    first, *rest = _TRADES_AS.split(latin, maxsplit=1)
    trade = _words(*rest)  # one word may be a country: "Robert Bosch (Germany)"
    trades = len(trade) > 1 and any(map(_is_of_an_organisation, trade))
    return _names_persons(first if trades else latin)


def is_legal_person(vat: str) -> bool:
    """Whether a VAT number is one that no natural person has; most countries have one kind for both."""
    number = re.sub(r"\W", "", vat).upper()
    return re.fullmatch(_LEGAL_PERSONS.get(number[:2], "(?!)"), number[2:], re.ASCII) is not None


def report_person(audit: Audit, origin: str, amount: float | None, place: str = "") -> None:
    """Tell that a row was left out because it names a person: where it stands and its amount, but no name."""
    told = "no amount told" if amount is None else f"EUR {amount:,.2f}"
    audit.ignore("natural person", origin, f"{place}, {told}" if place else told, _REASON)


def _has_form(name: str) -> bool:
    """Whether a legal form stands anywhere as one word, or at an end of the name with points and spaces."""
    words = [word for word in re.findall(r"\w+", fold(name)) if word not in AND]
    return not LEGAL_FORMS.isdisjoint(words) or len(comparable(name).replace(" ", "")) < len("".join(words))


def _words(text: str = "") -> list[str]:
    return re.sub("[-.,)]", " ", re.sub("['\N{RIGHT SINGLE QUOTATION MARK}]", "", fold(text))).split()


def _names_persons(text: str) -> bool:
    """Whether text names one person, or several of whom the first may lack the family name of the last."""
    people: list[list[str]] = [[]]
    for word in _words(text):
        people[-1].append(word) if word not in _JOINED else people.append([])
    *others, last = people
    return _names_one(last) and all(_names_one(one) or (len(one) == 1 and _is_given(one[0])) for one in others)


def _names_one(words: list[str]) -> bool:
    named = [word for word in words if word not in _TITLES]
    core = [word for word in named if word not in _PARTICLES]
    if not 2 <= len(core) <= _MOST_NAMES or len(named) > _MOST_WORDS or not all(word.isalpha() for word in named):
        return False
    titled = len(named) < len(words)
    behind = _BEHIND_TITLES.intersection(core) if titled else frozenset()
    if any(_is_of_an_organisation(word) for word in core if word not in behind):
        return False
    given = sum(map(_is_given, core))
    initial = titled and any(len(word) == 1 for word in core)  # Mr. J. Peeters
    return given > (len(core) == _MOST_NAMES) or initial or bool(behind)


def _is_given(word: str) -> bool:
    """Whether a word is a common given name; German vowels may be written out."""
    return word in word_list("given_names") or re.sub("([aou])e", r"\1", word) in word_list("given_names")


def _is_of_an_organisation(word: str) -> bool:
    return len(word) > 1 and (word in _organisation_words() or word in _TRADES)


@cache
def _organisation_words() -> frozenset[str]:
    return word_list("common_words") - word_list("given_names")
