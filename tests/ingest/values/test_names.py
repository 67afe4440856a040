"""Names made comparable: legal forms of several countries, accents, and what must stay apart."""

from __future__ import annotations

import csv
import re
from html import unescape

import duckdb
import pytest
from folders import DATA, REFERENCE_TABLES
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dirskg.graph.wording.text import fold
from dirskg.ingest.identity.comparable_sql import MACROS
from dirskg.ingest.values.legal_forms import BEHIND, LEGAL_FORMS, QUALIFIERS, is_company
from dirskg.ingest.values.names import comparable, slug

COLUMNS = {
    "companies": ("name",), "clusters": ("name",), "participations": ("participant",),
    "institutions": ("name_en", "name_nl", "name_fr"), "agencies": ("name_en", "name_nl", "name_fr"),
    "programme_organisations": ("legal_name", "short_name"),
}  # fmt: skip

# Spellings of one organisation, as registers, the EU portal, the press and the organisation itself write it.
SAME = [
    ("FN Herstal", "FN HERSTAL SA"),
    ("Sabca", "S.A.B.C.A."),
    ("SABCA", "SABCA N.V./S.A."),
    ("Thales Belgium", "Thales Belgium S.A."),
    ("Thales Belgium", "SA Thales Belgium"),
    ("XENICS NV", "Xenics bv"),
    ("ADVANCED CIRCUIT BOARDS NV", "Advanced Circuit Boards"),
    ("CELESTIA SATELLITE TEST ANDSIMULATION B V", "Celestia Satellite Test andsimulation"),
    ("Space Applications Services NV/SA", "SPACE APPLICATIONS SERVICES"),
    ("Verhaert New Products & Services NV", "VERHAERT NEW PRODUCTS EN SERVICES"),
    ("John Cockerill Defense", "John Cockerill Défense SA"),
    ("Université de Liège", "UNIVERSITE DE LIEGE"),
    ("Sirris", "SIRRIS vzw-asbl"),
    ("Agoria", "VZW Agoria"),
    ("Delabie", "Delabie Comm.V"),
    ("Delabie", "Delabie SCRL"),
    ("Delabie", "Delabie CVBA"),
    ("Delabie", "DELABIE besloten vennootschap"),
    ("Delabie", "Delabie, société à responsabilité limitée"),
    ("Aktion", "Aktion VoG"),
    ("AIRBUS DEFENCE AND SPACE GMBH", "Airbus Defence & Space GmbH"),
    ("ROHDE & SCHWARZ GMBH & CO. KOMMANDITGESELLSCHAFT", "Rohde und Schwarz GmbH & Co. KG"),
    ("RHEINMETALL ITALIA S.P.A.", "Rheinmetall Italia SpA"),
    ("FLYFOCUS SP. Z O.O.", "Flyfocus sp. z o.o."),
    ("ENAMOR INTERNATIONAL SPOLKA Z OGRANICZONA ODPOWIEDZIALNOSCIA", "Enamor International Sp. z o.o."),
    ("EXATEL SPOLKA AKCYJNA", "Exatel SA"),
    ("OSK DESIGN A/S", "OSK Design AS"),
    ("D.O.O IFAD TS A/S", "IFAD TS"),
    ("PATRIA AEROSTRUCTURES OY", "Patria Aerostructures Oyj"),
    ("CIDETE INGENIEROS SOCIEDAD LIMITADA", "Cidete Ingenieros, S.L."),
    ("MECANICA E ENGENHARIA IQUA", "Mecânica & Engenharia Iqua Lda"),
    ("Kongsberg Gruppen ASA", "KONGSBERG GRUPPEN"),
    ("Ørsted Łódź Straße", "ORSTED LODZ STRASSE"),
    ("T4I ENGINEERING IKE", "T4I ENGINEERING IKE*T4I ENGINEERING PRIVATE COMPANY"),
    ("Moore Stephens", "MOORE STEPHENS LLP*"),
]

# Different organisations whose names come close.
DIFFERENT = [
    ("Naval Group SA", "Naval Group Belgium SA"),
    ("Airbus Defence and Space GmbH", "Airbus Helicopters GmbH"),
    ("SAFRAN POWER UNITS", "SAFRAN AERO BOOSTERS"),
    ("Thales Alenia Space Belgium", "Thales Belgium"),
    ("Université de Liège", "Université libre de Bruxelles"),
    ("SA Flyer", "SB Flyer"),
    ("Vitamin A", "Vitamin B"),
    ("Research & Development A", "Research & Development B"),
    ("SCS NV", "SCI NV"),
    ("E", "e*Message Wireless Information Services"),
]


@pytest.mark.parametrize(("left", "right"), SAME)
def test_spellings_of_one_organisation_compare_equal(left: str, right: str) -> None:
    assert comparable(left) == comparable(right)


@pytest.mark.parametrize(("left", "right"), DIFFERENT)
def test_different_organisations_stay_different(left: str, right: str) -> None:
    assert comparable(left) != comparable(right)


with (DATA / "legal_form_pairs.csv").open(encoding="utf-8", newline="") as file:
    PAIRS = list(csv.DictReader(file))


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair["right"])
def test_a_legal_form_counts_where_it_is_part_of_the_name_only(pair: dict[str, str]) -> None:
    assert (comparable(pair["left"]) == comparable(pair["right"])) == (pair["same"] == "yes"), pair["why"]


FORMS = [
    "NV", "sa", "N.V.", "S.A.", "bvba", "SPRL", "BV", "srl", "vzw", "ASBL", "VoG", "GmbH", "AG", "e.V.", "Comm.V",
    "SCRL", "cv", "Oy", "A/S", "Sp. z o.o.", "S.p.A.", "s.r.o.", "Ltd.", "Kft.", "d.o.o.",
    "S.à r.l.", "s.a r.l.", "S. à r. l.", "SRL a capitale ridotto", "Teoranta", "Coöperatie U.A.", "SA-SME MP",
    "S.p.A. a socio unico", "spol. s r.o.", "Sp. z o.o. sp. k.", "Ges.m.b.H.", "MTÜ",
    "Coöperatief U.A.", "(Pty) Ltd", "ЕООД",
]  # fmt: skip
ONLY_FORMS = ["S.A.", "N.V. S.A.", "E", "Y", "En & Et", "and", "Anonymos Etaireia", "GmbH & Co. KG", "ΑΕ"]


@pytest.mark.parametrize("form", FORMS)
def test_a_legal_form_behind_the_name_does_not_count(form: str) -> None:
    assert comparable(f"Delabie {form}") == comparable(f"DELABIE, {form}") == "delabie"


def test_a_legal_form_within_the_name_counts() -> None:
    assert comparable("Atelier SA Delabie Optics") == "atelier sa delabie optics"


@pytest.mark.parametrize("name", ONLY_FORMS)
def test_a_name_of_such_words_only_keeps_something(name: str) -> None:
    assert comparable(name)


def test_no_two_real_names_are_lost_or_unstable() -> None:
    names = set()
    for table, columns in COLUMNS.items():
        with (REFERENCE_TABLES / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            names |= {row[column] for row in csv.DictReader(file) for column in columns} - {""}
    assert len(names) > 2000
    for name in names:
        core = comparable(name)
        assert core
        assert comparable(core) == core
        assert core == fold(core)


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("a" * 100_000, "a" * 100_000), ("*" + "a" * 100_000, "a" * 100_000), ("Acme" + " S.A." * 50_000, "acme"),
        ("sa " * 50_000, "sa"), ("Acme" + " s p a" * 30_000, "acme"), ("Acme*" + "* " * 50_000, "acme"),
    ],
    ids=["letters", "star", "points", "forms", "single letters", "stars"],
)  # fmt: skip
def test_a_name_of_any_length_is_compared(name: str, core: str) -> None:
    """Work that grows with the square of the length would not come to an end here."""
    assert comparable(name) == core


WORDS = ["and", "&", "en", "naamloze", "vennootschap", "s", "a", "z", "o", "Acme", "Liège", "x.y."]
LONG = sorted({word for form in BEHIND | QUALIFIERS for word in form})
words = st.sampled_from([*sorted(LEGAL_FORMS), *LONG, *WORDS])
assembled = st.lists(words, min_size=1, max_size=6).map(" ".join)


@settings(max_examples=300, deadline=None)
@given(name=st.one_of(st.text(max_size=30), assembled))
@example("&#0;")
def test_comparing_twice_changes_nothing_and_nothing_readable_is_lost(name: str) -> None:
    core = comparable(name)
    assert comparable(core) == core
    read = re.sub(r"&#x?[0-9a-f]+;", lambda number: unescape(number[0]), name, flags=re.I)
    if any(c.isascii() and c.isalnum() for c in read):
        assert core


@settings(max_examples=100, deadline=None)
@given(name=assembled)
def test_case_accents_and_outer_space_do_not_count(name: str) -> None:
    assert comparable(f"  {name.upper()} ") == comparable(name) == comparable(name.replace("è", "e"))


# Folding


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("École Royale Militaire", "ecole royale militaire"),
        ("Straße", "strasse"),
        ("Ørsted ǿ", "orsted o"),
        ("Łukasiewicz", "lukasiewicz"),
        ("Æther Œuvre", "aether oeuvre"),
        ("Þór đ", "thor d"),
        ("R&D", "r and d"),
        ("İzmir", "izmir"),
        ("Acme™ ㎏", "acmetm kg"),
        ("ﬁnance", "finance"),
        ("ΣΊΣΥΦΟΣ", "σισυφοσ"),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(text=st.text(alphabet=st.characters(max_codepoint=127)))
def test_plain_text_folds_alike_alone_and_beside_other_letters(text: str) -> None:
    assert fold(text) + " e" == fold(f"{text} é")


def test_folding_a_character_twice_changes_nothing() -> None:
    characters = [chr(code) for code in range(0x10000) if not 0xD800 <= code < 0xE000]
    assert [c for c in characters if fold(fold(c)) != fold(c)] == []


# Slugs


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Défense & Sécurité", "defense-and-securite"), ("--EDF 2024 / RA--", "edf-2024-ra"), ("日本", ""), ("", "")],
)
def test_slugs(text: str, expected: str) -> None:
    assert slug(text) == expected


@settings(max_examples=100, deadline=None)
@given(text=st.text())
def test_a_slug_is_safe_in_an_iri_and_stays(text: str) -> None:
    found = slug(text)
    assert set(found) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert slug(found) == found


# As SQL writes it, for registers with millions of names


def test_sql_makes_names_comparable_in_the_same_way() -> None:
    told = {name for pair in (*SAME, *DIFFERENT) for name in pair}
    told |= {pair[side] for pair in PAIRS for side in ("left", "right")} | {
        "Rheinmetall Aktiengesellschaft", "ABC Société anonyme", "Weiß GmbH", "Østerby A/S", "Łódź Sp. z o.o.",
        "Z.E.T.A.", "Α.Ε. Βήτα", "A.B. C.D. Noord",
        "Sœurs Bœuf SA", "N.V. Noord", "Noord S.p.A.", "Noord s.a.r.l.", "noord.com", "Noord & Zonen",
        "ΕΛΛΗΝΙΚΗ Εταιρείας", "Noord*Handel", "*Noord", "N*Handel", "SA NV Noord BV", "Vitamin A", "Noord (Zuid)",
        "  Noord  ", "École-d'Art",
    }  # fmt: skip
    for table, columns in COLUMNS.items():
        with (REFERENCE_TABLES / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            told |= {row[column] for row in csv.DictReader(file) for column in columns if row[column].strip()}
    names = sorted(told)
    with duckdb.connect() as con:
        con.execute(MACROS)
        query = "SELECT comparable_form(plain(folded(legal_part(unnest(?::VARCHAR[])))))"
        found = con.execute(query, [names]).fetchall()
    differ = {name: one for name, (one,) in zip(names, found, strict=True) if one != comparable(name)}
    # A name of such words only points to nobody in a register.
    assert differ == {"E": "", "SCS NV": ""}


@pytest.mark.parametrize(
    ("name", "expected"),
    [("NXGSAT BV", True), ("Easn Technology S.P.R.L.", True), ("Vacature NV/SA", True), ("NV", False),
     ("Sociale dienst vzw", False), ("Slovenian Business & Research Association", False), ("SAFRAN", False)],
)  # fmt: skip
def test_a_firm_is_told_by_the_form_in_its_name(name: str, expected: bool) -> None:
    assert is_company(name) is expected
