"""Linkage: what scores join and what they leave alone, whatever the order of rows, the threads or the size."""

from __future__ import annotations

import random
from collections import defaultdict
from typing import Any

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dirskg.ingest.audit import Audit
from dirskg.ingest.identity.identity import identify
from dirskg.ingest.identity.linkage import score
from dirskg.ingest.identity.linkage.forms import domain, forms, places, streets
from dirskg.ingest.identity.linkage.scoring import model, scored_rows
from dirskg.ingest.identity.linkage.staging import LARGEST_BLOCK, stage_forms
from dirskg.ingest.identity.linkage.words import content
from dirskg.ingest.identity.record import Judgement, Record
from dirskg.ingest.identity.resolve import Resolution, resolve
from dirskg.ingest.stage import Stage, load

Rows = list[Record]


def company(key: str, *names: str, country: str = "BE", **more: Any) -> Record:
    return Record(key, country, more.pop("region", ""), set(names), **more)


def linked(rows: Rows, judgements: tuple[Judgement, ...] = (), threads: int = 0) -> Resolution:
    with duckdb.connect(config={"threads": threads} if threads else {}) as con:
        return resolve(rows, judgements, lambda units: score(units, con)[0])


def are_one(rows: Rows) -> bool:
    return len(set(linked(rows).ids.values())) == 1


# Names

ONE = {
    "a legal form that has grown on": ("European Organisation for Security", "EUROPEAN ORGANISATION FOR SECURITYSCRL"),
    "lost spaces": ("Association of Chemical Laboratories", "ASSOCIATIONOF CHEMICALLABORATORIES"),
    "a lost space before a lost 'and'": ("Centre for Water and Sediment", "CENTRE FOR WATER ANDSEDIMENT"),
    "order of words": ("Sambre Optics Institute", "Institute Sambre Optics"),
    "Dutch and French": ("Sambre Onderzoekscentrum - Centre", "Sambre Onderzoekscentrum Centrum"),
    "one town in two languages": ("Hydrobotanica Anvers", "Hydrobotanica Antwerpen"),
    "vowels written out": ("Chalmers Tekniska Hoegskola", "CHALMERS TEKNISKA HOGSKOLA"),
    "an acronym behind": ("Zeebrugs Instituut voor Duinherstel", "Zeebrugs Instituut voor Duinherstel ZID"),
    "a written-out legal form": ("Photonics Ardenne", "Photonics Ardenne association"),
    "a misspelt word": ("Meetnetten Vlaamse Estuaria", "Meetneten Vlaamse Estuaria"),
}
TWO = {
    "towns one letter apart": ("Stad Gent", "Stad Genk"),
    "numbers": ("Optica Universitas Sambre 1", "Optica Universitas Sambre 2"),
    "Roman numerals": ("Optica Universitas Sambrensis ii", "Optica Universitas Sambrensis iii"),
    "a daughter": ("Carl Zeiss", "Carl Zeiss Optronics"),
    "a department": ("Provincie Zeeland", "Provincie Zeeland Dienst Duinherstel"),
    "the foundation of a university": ("Politecnico Sambrese", "Fondazione Politecnico Sambrese"),
    "common words only": ("National Research Institute", "Research Institute National"),
    "a part that many share": ("Netwerk Duinherstel - Instituut Oost", "Netwerk Duinherstel - Instituut West"),
    "a short name": ("Zeebrugs Instituut voor Duinherstel", "ZID"),
}


@pytest.mark.parametrize("names", ONE.values(), ids=ONE)
def test_names_that_are_one_organisation(names: tuple[str, str]) -> None:
    rows = [company("a/1", names[0]), company("b/1", names[1])]
    assert len(set(resolve(rows).ids.values())) == 2, "equal names need no score"
    assert are_one(rows)


@pytest.mark.parametrize("names", TWO.values(), ids=TWO)
def test_names_that_are_not_known_to_be_one(names: tuple[str, str]) -> None:
    assert not are_one([company("a/1", names[0]), company("b/1", names[1])])


def test_both_parts_of_a_bilingual_name() -> None:
    both = company("a/1", "ECOLE ROYALE MILITAIRE - KONINKLIJKE MILITAIRE SCHOOL")
    assert are_one([both, company("b/1", "Koninklijke Militaire School", "École Royale Militaire")])
    assert not are_one([both, company("b/1", "Koninklijke Militaire School")])


def test_two_names_in_a_row_are_those_of_one_that_has_both() -> None:
    told = company("a/1", "EURICE European Research and Project Office GmbH", homepage="eurice.example")
    both = company("b/1", "European Research and Project Office", aliases={"EURICE"}, homepage=told.homepage)
    assert are_one([told, both])
    both.aliases = {"ERPO"}
    assert not are_one([told, both])


def test_an_address_and_a_homepage_speak_for_a_short_name_and_against_a_like_one() -> None:
    home = {"town": "Brugge", "postcode": "8000", "street": "Duinweg 7", "homepage": "https://www.duinherstel.example"}
    long = company("a/1", "Zeebrugs Instituut voor Duinherstel", **home)
    long.aliases = {"ZID"}
    assert are_one([long, company("b/1", "ZID", **home)])
    assert not are_one([long, company("b/1", "ZID", town="Brugge")])
    names = ("Duinherstel Metingen Oostkust", "Metingen Duinherstel Oostkust")
    far = company("b/1", names[1], town="Leuven", homepage="http://metingen.example")
    assert not are_one([company("a/1", names[0], **home), far])


def test_a_name_without_a_country_or_in_another_one_is_left_alone() -> None:
    names = ONE["order of words"]
    assert not are_one([company("a/1", names[0]), company("b/1", names[1], country="NL")])
    assert not are_one([company("a/1", names[0]), company("b/1", names[1], country="")])


# What keeps apart

A, B, C = "Zeebrugse Metingen Duinherstel", "ZEEBRUGSE METINGEN DUINHERSTELBVBA", "Zeebrugse Metingen Duin Herstel"


def test_numbers_judgements_and_regions_keep_apart_what_scores_high() -> None:
    left, right = company("a/1", A), company("b/1", B)
    assert len(set(linked([left, right], (Judgement("a/1", "b/1", False, "two of them"),)).ids.values())) == 2
    left.identifiers, right.identifiers = {("pic", "999831575")}, {("pic", "999991334")}
    assert not are_one([left, right])
    right.identifiers = {("kbo", "0419052173")}
    assert are_one([left, right])
    left.region, right.region = "BE2", "BE3"
    result = linked([left, right])
    assert len(set(result.ids.values())) == 2
    assert "different regions" in result.conflicts[0].reason
    assert result.conflicts[0].wanted.startswith("score: 0.98")


def test_what_fits_two_different_organisations_joins_neither() -> None:
    rows = [company("a/1", A), company("b/1", B), company("c/1", C)]
    rows[0].identifiers, rows[1].identifiers = {("pic", "999831575")}, {("pic", "999991334")}
    result = linked(rows)
    assert len(set(result.ids.values())) == 3
    assert {"fits a/1 and b/1, which are different"} == {found.reason for found in result.conflicts}


def test_a_join_tells_its_score_and_what_it_rests_on() -> None:
    rows = [company("a/1", A, town="Brussel"), company("b/1", B, town="Bruxelles")]
    (join,) = linked(rows).joins
    assert (join.left, join.right, join.step) == ("a/1", "b/1", "score")
    assert join.detail.startswith("0.99")
    for told in (A.lower(), B.lower(), "name the same letters +1", "address the same place +1", "homepage unknown"):
        assert told in join.detail


# Determinism

SAMPLE = [
    company(f"s{place % 3}/{place}", name, town=town)
    for place, (name, town) in enumerate(
        (name, town) for pair in [*ONE.values(), *TWO.values()] for name, town in zip(pair, ("Gent", ""), strict=True)
    )
]


@pytest.fixture(scope="module")
def expected() -> Resolution:
    return linked(SAMPLE, threads=1)


@pytest.mark.parametrize("threads", [1, 2, 4])
def test_order_of_rows_and_threads_do_not_matter(threads: int, expected: Resolution) -> None:
    rows = SAMPLE.copy()
    random.Random(threads).shuffle(rows)
    assert linked(rows, threads=threads) == expected


# Size


def test_a_key_that_too_many_share_is_left_out_and_told() -> None:
    stage = Stage("many")
    for number in range(LARGEST_BLOCK + 1):
        key = f"many/{number}"
        stage.add("organisation", f"many.csv:{number}", key=key, country="BE")
        stage.add("name", f"many.csv:{number}", key=key, name=f"Duinherstel {number}x", type="legal")
    audit = Audit("identity")
    with duckdb.connect() as con:
        load([stage], con)
        identify([stage], audit, con)
    (issue,) = [issue for issue in audit.issues if issue.value == "wduinherstel"]
    assert (issue.action, issue.kind, issue.origin) == ("noted", "linkage", "BE")
    assert issue.reason.startswith(f"shared by {LARGEST_BLOCK + 1} organisations")


def test_pairs_are_bounded_however_alike_the_names() -> None:
    chance = random.Random(7)
    words = [f"{'aeiou'[n % 5]}word{n}" for n in range(60)]
    rows = [company(f"x/{n}", " ".join(chance.sample(words, 3))) for n in range(4000)]
    with duckdb.connect() as con:
        skipped = stage_forms([[row] for row in rows], con)
        pairs = len(scored_rows(con, 0.0))
        kept = con.execute(
            "SELECT key, count(DISTINCT unit) FROM (SELECT unit, unnest(keys) AS key FROM linkage) GROUP BY 1"
        )
        sizes = dict(kept.fetchall())
    assert {one.key for one in skipped} >= {f"w{word}" for word in words}
    assert max(sizes.values()) <= LARGEST_BLOCK
    assert 0 < pairs <= sum(size * (size - 1) // 2 for size in sizes.values())


def test_no_pair_is_left_where_all_have_a_number_of_one_authority() -> None:
    rows = [company("a/1", A), company("b/1", B)]
    for row, number in zip(rows, ("0419052173", "0419052272"), strict=True):
        row.identifiers = {("kbo", number)}
    with duckdb.connect() as con:
        assert score([[row] for row in rows], con) == ([], [])
        assert con.execute("SHOW TABLES").fetchall() == []


# The parts


def test_chances_add_up_and_pooled_levels_weigh_the_same() -> None:
    for comparison in model()["comparison"]:
        levels = [level for level in comparison["level"] if "m" in level]
        ratios: dict[str, list[float]] = defaultdict(list)
        for level in levels:
            ratios[level.get("pooled", level["label"])].append(level["m"] / level["u"])
        for chance in ("m", "u"):
            assert sum(level[chance] for level in levels) == pytest.approx(1, abs=0.01)
        assert all(ratio == pytest.approx(pool[0], rel=0.02) for pool in ratios.values() for ratio in pool)


def test_content_words_are_the_same_in_every_language() -> None:
    one = {
        content(name, "BE")
        for name in ("university of ghent", "universiteit gent", "universite de gand", "universitaet gent")
    }
    assert len(one) == 1
    assert content("universite de gand", "FR") not in one  # a name abroad may hold any word
    assert content("van de", "BE") == ("de", "van")


@given(st.text(max_size=60), st.text(max_size=20))
def test_any_text_makes_forms_and_places(name: str, other: str) -> None:
    found = forms(Record("a/1", "BE", "", {name}, {other}, street=name, postcode=other, town=name))
    assert all(form.text and " " not in form.glued and form.glued.startswith(form.bare) for form in found)
    assert len({form.text for form in found}) == len(found)
    assert all(place.split(" ", 1)[1] for place in places(Record("a/1", "BE", town=name, postcode=other)))
    assert domain(name) == domain(domain(name))


def test_one_place_in_two_languages_and_one_street_in_any_order() -> None:
    left = Record("a/1", "BE", street="Rue de la Loi 16", postcode="B-1000", town="Bruxelles")
    right = Record("b/1", "BE", street="16, RUE DE LA LOI", postcode="1000", town="BRUSSEL")
    assert places(left) == places(right) == ["code 1000", "town brussels"]
    assert streets(left) == streets(right) != []
    assert streets(Record("c/1", "BE", street="Rue de la Loi", town="Bruxelles")) == []


@pytest.mark.parametrize(
    ("homepage", "expected"),
    [
        ("http://www.rma.ac.be/en/", "rma.ac.be"),
        ("imec-int.com", "imec-int.com"),
        ("https://research.kuleuven.be:443/nl", "kuleuven.be"),
        ("https://www.facebook.com/somebody", ""),
        ("none", ""),
        ("", ""),
    ],
)
def test_domain_of_a_homepage(homepage: str, expected: str) -> None:
    assert domain(homepage) == expected
