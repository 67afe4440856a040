"""What a project or call is about: known answers, what is no word of any domain, and tables that people edit."""

from __future__ import annotations

from pathlib import Path

import pytest

from dirskg.graph.errors import Refused
from dirskg.ingest.taxonomy import read_taxonomy
from dirskg.ingest.values.subjects import Subjects, Told, read_subjects, words, words_of

TAXONOMY = read_taxonomy()
KNOWN = TAXONOMY.domains


@pytest.fixture(scope="module")
def shipped() -> Subjects:
    return read_subjects(TAXONOMY.path, KNOWN)


@pytest.mark.parametrize(
    ("title", "domains"),
    [
        ("Future maritime mine countermeasures capability", {"V3"}),
        ("Quantum secured tactical networks", {"H4", "H8"}),
        ("Additive manufacturing of lightweight laser target designators", {"H3", "H5"}),
        ("Prolonged forward casualty care", {"H7"}),
        ("Multipurpose unmanned ground systems", {"H2", "V4"}),
        ("Increased production capacity for shells", {"V5"}),
        ("European command and control system", {"V7"}),
        ("Detect and avoid", {"H2", "V1"}),
        ("Beyond the line-of-sight close combat", {"V5"}),
        ("The European Defence Research Runway", set()),
    ],
)
def test_a_title_tells_what_a_call_is_about(shipped: Subjects, title: str, domains: set[str]) -> None:
    assert {one.domain for one in shipped.domains(Told(title))} == domains


@pytest.mark.parametrize(
    "title",
    [
        "",
        "N/A",
        "Non-thematic research actions targeting disruptive technologies for defence",
        "Research on disruptive technologies for defence",
        "Non-thematic development actions by SMEs",
        "Non-thematic research actions by SMEs and research organisations",
        "Development of innovative and future-oriented defence solutions.",
    ],
)
def test_the_kind_of_a_call_is_no_domain(shipped: Subjects, title: str) -> None:
    assert shipped.domains(Told(title)) == []
    assert shipped.domains(Told("N/A", "N/A", "", title)) == []


def test_a_project_that_tells_nothing_is_about_its_call(shipped: Subjects) -> None:
    told = Told("N/A", "N/A", "", "Increased production capacity for shells")
    assert [one.domain for one in shipped.domains(told)] == ["V5"]


def test_the_surest_stands_first_and_chances_are_chances(shipped: Subjects) -> None:
    found = shipped.domains(
        Told("Naval drone swarms", "Unmanned surface vessels that search for sea mines by sonar. " * 3)
    )
    chances = [one.chance for one in found]
    assert chances == sorted(chances, reverse=True)
    assert all(0 < chance < 1 for chance in chances)
    assert {"V3", "H2"} <= {one.domain for one in found}


def test_what_a_text_begins_with_is_surer(shipped: Subjects) -> None:
    said, filler = "Sonar finds divers. ", "Partners meet and write what they agree upon. " * 10
    first, last = (shipped.likely(Told("", text), "") for text in (said + filler, filler + said))
    assert [one.domain for one in first] == [one.domain for one in last] == ["H3", "V3"]
    assert all(one.chance > other.chance for one, other in zip(first, last, strict=True))


@pytest.mark.parametrize("title", ["Ethical and legal questions of sonar", "Sonar of mine hunters: roadmap and policy"])
def test_a_civil_text_that_speaks_of_society_is_less_sure(shipped: Subjects, title: str) -> None:
    civil, defence = (shipped.likely(Told(title, civil=of), "") for of in (True, False))
    assert [one.domain for one in civil] == [one.domain for one in defence]
    assert all(one.chance < other.chance for one, other in zip(civil, defence, strict=True))


def test_accents_case_and_plurals_do_not_count() -> None:
    assert words("Véhicules BLINDÉS, bodies") == ["vehicule", "blinde", "body"]


def test_a_phrase_of_weight_0_hides_the_words_within_it(tmp_path: Path) -> None:
    model = _table(tmp_path, "V5,explosive,4\nV5,explosive trace,0\n")
    assert [one.domain for one in model.domains(Told("Explosives for shells"))] == ["V5"]
    assert model.domains(Told("Detection of explosive traces")) == []


def test_the_order_of_rows_changes_nothing(tmp_path: Path) -> None:
    rows = ["V3,mine,1", "V3,sea mine,4", "H3,sonar,4", "V3,mine,2"]
    told = Told("Sonar against sea mines", "mines and mines")
    one = _table(tmp_path, "\n".join(rows)).evidence(told)
    assert one == _table(tmp_path, "\n".join(rows[::-1])).evidence(told)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("X9,radar,3", "row 2: domain 'X9' is none of H1"),
        ("H3,...,3", "row 2: no words"),
        ("H3,radar,much", "row 2: the weight 'much' is no number"),
        ("H3,radar,-1", "row 2: the weight '-1' is no number"),
        ("H3,radar", "row 2: the weight '' is no number"),
    ],
)
def test_a_wrong_row_is_told(tmp_path: Path, row: str, told: str) -> None:
    with pytest.raises(Refused, match=told):
        _table(tmp_path, row)


def test_domains_of_others_without_words_are_found_in_no_text(tmp_path: Path) -> None:
    model = read_subjects(tmp_path / "others.ttl", KNOWN)
    assert model.domains(Told("Radar", "Radar and sonar of warships", "radar", "Radar")) == []


def test_domains_of_others_have_the_names_of_the_topics_that_they_hold(tmp_path: Path) -> None:
    text = TAXONOMY.path.read_text(encoding="utf-8")
    (tmp_path / "others.ttl").write_text(text.replace("domain-V3 skos:narrower", "domain-V2 skos:narrower"), "utf-8")
    taxonomy = read_taxonomy(tmp_path / "others.ttl")
    assert [one.domain for one in taxonomy.subjects.domains(Told("Mine countermeasures; mijnenbestrijding"))] == ["V2"]


@pytest.mark.parametrize(
    ("title", "domain"),
    [
        ("Poederfabriek voor munitie van 155 mm", "V5"), ("Véhicules blindés", "V4"), ("Minenabwehr mit Sonar", "V3"),
        ("Kwantumtechnologie voor navigatie", "H8"),
    ],
)  # fmt: skip
def test_names_of_topics_are_known_in_other_languages(title: str, domain: str) -> None:
    assert TAXONOMY.subjects.domains(Told(title))[0].domain == domain


def _table(folder: Path, rows: str) -> Subjects:
    domains = folder / "mine.ttl"
    words_of(domains).write_text(f"domain,words,weight\n{rows}\n", encoding="utf-8")
    return read_subjects(domains, KNOWN)
