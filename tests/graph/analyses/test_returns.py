"""Return effects: shares of every euro add up, ranges hold their assumptions, and what cannot be told is told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from command_line import assert_fails, document, result, run
from small_ecosystem import frame, small_ecosystem
from small_io import FLOWS, PRODUCTS, cells, matrix

from dirskg.exports.findings import Speaker, render_finding
from dirskg.graph.analyses.returns import IoTable, Model, Profile, Range, ReturnsReport, models, returns
from dirskg.graph.errors import DirskgError, Refused
from dirskg.ingest.input_output import read_table

ECOSYSTEM = small_ecosystem({}, organisations={name: {"country": "BE", "region": "BE2"} for name in "ab"})
HALF = Profile(100, Range(0.5, 0.5), {"CPA_C25": 0.6, "CPA_J62": 0.4})


@pytest.fixture
def table(tmp_path: Path) -> IoTable:
    return read_table(matrix(tmp_path, cells()))


def effect(model: Model, name: str, **kind: bool) -> Any:
    found = model.effect(name, **kind)
    assert found is not None
    return found


def test_every_euro_ends_as_value_added_taxes_or_imports(table: IoTable) -> None:
    for model in (*models(table), *models(replace(table, domestic=FLOWS / 3))):
        whole = sum(effect(model, name) for name in ("value_added", "product_taxes", "imports"))
        assert whole[:3] == pytest.approx(np.ones(3), abs=1e-9), model.rule
        # Less made abroad, more made at home: with wages more than without, and never less than the purchase itself.
        assert (effect(model, "output", wages=True)[:3] > effect(model, "output")[:3]).all()
        assert (effect(model, "output")[:3] >= 1).all()


def test_one_product_by_hand() -> None:
    """Half of what it buys is its own; a fifth of supply is imported: L = 1 / (1 - 0.5 x 0.8) = 1/0.6."""
    one = [np.array([value]) for value in (100.0, 45.0, 25.0, 30.0, 5.0)]
    made, added, imports, wages, taxes = one
    table = IoTable("t", "BE", "2015", "MIO_EUR", ("CPA_C25",), made, added, total=np.array([[50.0]]), wages=wages,
                    product_taxes=taxes, imports=imports)  # fmt: skip
    (even,) = models(table)
    assert effect(even, "output") == pytest.approx(1 / 0.6)
    assert effect(even, "value_added") == pytest.approx(0.45 / 0.6)
    assert effect(even, "imports") == pytest.approx(0.1 / 0.6)
    assert even.effect("output", wages=True) is None
    assert even.effect("jobs") is None
    found = returns(ECOSYSTEM, Profile(200, Range(0.5, 0.5)), table)
    told = {one.name: one.type1 for one in found.effects}
    assert told["value_added"] == Range(pytest.approx(75), pytest.approx(75))  # type: ignore[arg-type]
    assert told["imports"].low == pytest.approx(100 + 100 / 6)
    # With 10 % exported, and that made at home: (100 - 10) / (125 - 10) of what is used at home is.
    _, first = models(replace(table, exports=np.array([10.0])))
    assert first.rule == "exports first"
    assert effect(first, "output") == pytest.approx(1 / (1 - 0.5 * 90 / 115))


def test_the_purchase_adds_up_and_its_range_holds_what_it_was_made_of(table: IoTable) -> None:
    exact = {one.name: one for one in returns(ECOSYSTEM, HALF, replace(table, domestic=FLOWS / 2)).effects}
    whole = sum(exact[name].type1.low for name in ("value_added", "product_taxes", "imports"))
    assert whole == pytest.approx(100, abs=1e-9)
    assert exact["output"].direct == Range(50, 50)
    wide = {one.name: one for one in returns(ECOSYSTEM, replace(HALF, home=Range(0.2, 0.9)), table).effects}
    for name, found in {one.name: one for one in returns(ECOSYSTEM, HALF, table).effects}.items():
        assert wide[name].type1.low <= found.type1.low <= found.type1.high <= wide[name].type1.high
    own = replace(HALF, at_home={"CPA_J62": Range(0, 0)})
    assert returns(ECOSYSTEM, own, table).effects[0].direct == Range(30, 30)


def test_what_nobody_makes_is_imported_and_what_is_unknown_is_refused(table: IoTable) -> None:
    found = returns(ECOSYSTEM, replace(HALF, shares={"CPA_U": 1.0}), table)
    assert {one.name: one.type1 for one in found.effects}["imports"] == Range(100, 100)
    assert found.effects[0].type1 == Range(0, 0)
    assert not found.products[0].made
    with pytest.raises(DirskgError, match="has no product CPA_X99"):
        returns(ECOSYSTEM, replace(HALF, shares={"CPA_X99": 1.0}), table)
    free = returns(ECOSYSTEM, Profile(), table)
    assert [one.product for one in free.products] == ["CPA_C25", "CPA_C26", "CPA_J62"]


def test_tables_that_say_less_or_make_no_sense(table: IoTable) -> None:
    bare = replace(table, imports=None, wages=None, product_taxes=None)
    found = returns(ECOSYSTEM, HALF, bare)
    assert found.rules == ("not told",)
    assert all(one.type2 is None for one in found.effects)
    negative = replace(table, total=np.where(FLOWS == 4, -4.0, FLOWS))
    assert negative.negative == 1
    assert returns(ECOSYSTEM, HALF, negative).to_json()["table"]["negative"] == 1
    jobs = returns(ECOSYSTEM, HALF, replace(table, jobs=np.array([900.0, 100, 400, 0])))
    assert jobs.effects[-1].name == "jobs"
    endless = replace(table, domestic=np.eye(len(PRODUCTS)) * 200)
    with pytest.raises(Refused, match="cannot be inverted"):
        models(endless)


def test_regions_are_told_with_their_error_and_the_treasury_only_as_stated(table: IoTable) -> None:
    claims = [{"organisation": name, "domain": "V1", "weight": 1.0, "confidence": "high"} for name in "abcd"]
    actors = {name: {"country": "BE", "region": "BE2" if name != "d" else "BE3", "leg": "industry"} for name in "abcd"}
    ecosystem = small_ecosystem({}, organisations=actors, claims=claims)
    found = returns(ecosystem, HALF, table, tax_share=Range(0.4, 0.5))
    parts = {one.region: one for one in found.regions}
    assert (parts["BE2"].companies, parts["BE2"].share, parts["BE1"].companies) == (3, 0.75, 0)
    assert parts["BE2"].interval.low < 0.75 < parts["BE2"].interval.high
    assert found.treasury is not None
    added = next(one.type1 for one in found.effects if one.name == "value_added")
    assert found.treasury == Range(added.low * 0.4, added.high * 0.5)
    assert returns(ecosystem, HALF, table).treasury is None


def test_without_a_table_it_says_what_is_needed() -> None:
    told = render_finding("returns", returns(ECOSYSTEM), Speaker("returns", ECOSYSTEM, "nl", "1"), "md")
    assert "https://ec.europa.eu/eurostat" in str(told)
    figures = frame("figures", [{"id": "f", "subject": "economic-return", "region": "BE", "value": 2e9, "year": 2022}])
    assert returns(replace(ECOSYSTEM, figures=figures)).figures[0].value == 2e9


def test_the_command(reference_home: Path, tmp_path: Path) -> None:
    file = matrix(tmp_path, cells())
    asked = ("returns", "--io-table", file, "--value", "12,5", "--domestic-share", "40%")
    found = document(*asked, "--format", "json", home=reference_home)
    assert found["profile"]["value"] == 12.5
    assert found["profile"]["domestic_share"] == {"low": 0.4, "high": 0.4}
    assert found["table"]["year"] == "2015"
    assert result(*asked, "--format", "csv", home=reference_home).startswith("effect,direct_low")
    assert_fails(run("returns", "--domestic-share", "5", home=reference_home), 2, "no share between 0 and 1")
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    assert_fails(run("returns", "--io-table", file, home=reference_home), 3, file.name, "naio_10_cp1700")


def test_the_report_speaks_of_a_table(table: IoTable) -> None:
    report: ReturnsReport = returns(ECOSYSTEM, None, table, tax_share=Range(0.4, 0.4))
    for lang in ("en", "nl", "fr", "de"):
        text = str(render_finding("returns", report, Speaker("returns", ECOSYSTEM, lang, "1"), "table"))
        assert "nan" not in text.split()
