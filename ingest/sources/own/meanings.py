"""What a word in a column of codes stands for: a code or a name, and what lies within what has one."""

from __future__ import annotations

import re

from dirskg.graph.lookup.words import Fit, also_called, bare_place, fit, other_words
from dirskg.graph.wording.text import plain
from dirskg.ingest.sources.own.plan import hint, nearest, read_plan
from dirskg.ingest.taxonomy import Taxonomy
from dirskg.ingest.values.places import Places
from dirskg.ontology.codes import code_lists


def meant(text: str, form: str, taxonomy: Taxonomy) -> Fit:
    """The codes that a word in a column of codes fits; only places and domains are read where they are misspelt.

    "Founded by" is not "funded by": a relation that nearly is another one may be the reverse of it. A topic stands for
    the domains that hold it, a province, district, town or postal code for its region.
    """
    if form == "domain":
        found = fit(text, taxonomy.labels)
        return found if found.codes else Fit(fit(text, taxonomy.topics).codes, False)
    known = read_plan().values[form]
    if code := known.get(plain(text)):
        return Fit((code,), True)
    found = fit(text, [*((code, word) for word, code in known.items()), *also_called([*set(known.values())])])
    if form == "region":
        return found if found.codes else Fit(_within(text), False)
    return found if found.sure else Fit((), False)


def _within(text: str) -> tuple[str, ...]:
    """The regions of the Belgian provinces, districts, towns or the postal code that a word may be."""
    name = bare_place(text, "prov").strip()
    if place := Places.load().locate(name, name):
        return (place.region,)
    areas = [code for code in other_words() if re.fullmatch(r"BE\d\w{1,2}", code)]
    return tuple(sorted({code[:3] for code in fit(text, [*also_called(areas), *((one, one) for one in areas)]).codes}))


def district(text: str) -> str:
    """The NUTS 3 area that its code, its name, or a town in it stands for. Raises ValueError where it is none."""
    name = bare_place(text).strip()
    areas = [code for code in code_lists()["nuts"] if re.fullmatch(r"BE\d\w{1,2}", code)]
    found = fit(name, [*also_called(areas), *((code, code) for code in areas)])
    place = Places.load().locate(name, name)
    code = found.codes[0] if found.sure else place.nuts3 if place else ""
    if not re.fullmatch(r"BE\w{3}", code):
        raise ValueError("not a district that is known; write the code of its NUTS 3 area, such as BE241")
    return code


def listed(text: str, form: str, taxonomy: Taxonomy) -> str:
    """The code of a word of a list. Raises ValueError where it fits none or several."""
    codes = meant(text, form, taxonomy).codes
    if len(codes) > 1:
        shown = dict(zip(dict.fromkeys(read_plan().values[form].values()), read_plan().shown[form], strict=True))
        raise ValueError(f"fits several: {', '.join(shown[code] for code in codes)}; write one")
    if not codes:
        raise ValueError("not a known value." + hint(text, read_plan().shown[form]))
    return codes[0]


def domain(text: str, form: str, taxonomy: Taxonomy) -> str:
    """The code of a domain, in a column of one or of several. Raises ValueError where it fits none or several."""
    codes = meant(text, "domain", taxonomy).codes
    if len(codes) > 1:
        raise ValueError(f"fits several: {', '.join(f'{code} {taxonomy.domains[code]}' for code in codes)}; write one")
    if not codes:
        near = nearest(text, taxonomy.domains.values())
        told = f" Did you mean {near!r}?" if near else ""
        if form == "domains" and "," in text:
            told = " Put ; between several."
        elif form == "domain" and re.search("[,;/]", text):
            told = " One domain a row: repeat the row for each."
        raise ValueError(f"no known domain.{told} Known are: {_all_domains(taxonomy)}.")
    return codes[0]


def _all_domains(taxonomy: Taxonomy) -> str:
    return ", ".join(f"{code} {name}" for code, name in taxonomy.domains.items())
