"""Input-output tables from every form in which they come, and profiles; what cannot be used is told."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from folders import SHARED
from oracles import FOLDER, oracle
from small_io import EXPORTS, FLOWS, OUTPUT, PRODUCTS, SPENDING_TAX, SPENT, cells, json_stat, matrix, sdmx, sdmx_2, tsv

from dirskg.graph.analyses.returns import Profile, Range, models
from dirskg.graph.errors import DirskgError, Refused
from dirskg.ingest.input_output import read_profile, read_table, share_range

REAL = SHARED / "data/input_output/eurostat_naio_10_cp1700_BE_2015_total_MIO_EUR.csv"


def test_every_form_gives_the_same_table(tmp_path: Path) -> None:
    told = cells()
    packed = tmp_path / "packed.tsv.gz"
    packed.write_bytes(gzip.compress(tsv(tmp_path, told).read_bytes()))
    files = [
        matrix(tmp_path, told), matrix(tmp_path, told, "semicolons_BE_2015_total_MIO_EUR.csv", ";"),
        json_stat(tmp_path, {"TOTAL": told}), tsv(tmp_path, told), sdmx(tmp_path, told), packed,
        sdmx_2(tmp_path, told),
    ]  # fmt: skip
    for path in files:
        table = read_table(path)
        assert table.products == PRODUCTS, path
        assert (table.country, table.year, table.unit, table.unmade) == ("BE", "2015", "MIO_EUR", ("CPA_U",)), path
        for found, known in ((table.total, FLOWS), (table.output, OUTPUT), (table.exports, EXPORTS),
                             (table.spent, SPENT)):  # fmt: skip
            assert found is not None
            assert found.tolist() == known.tolist(), path
        assert table.spending == SPENT.sum() + SPENDING_TAX
        assert table.misfit == 0
        assert table.domestic is None


def test_flows_made_at_home_are_taken_where_they_are_told(tmp_path: Path) -> None:
    home = cells(FLOWS / 2)
    table = read_table(json_stat(tmp_path, {"DOM": home, "TOTAL": cells()}))
    assert table.domestic is not None
    assert table.domestic.tolist() == (FLOWS / 2).tolist()
    assert [model.rule for model in models(table)] == ["published"]
    alone = read_table(json_stat(tmp_path, {"DOM": home}))
    assert alone.total is None
    assert alone.imports is None


def test_parts_that_are_withheld_leave_their_sum(tmp_path: Path) -> None:
    told = cells()
    told["CPA_C25", "CPA_C26"] = float("nan")
    table = read_table(tsv(tmp_path, {key: value for key, value in told.items() if value == value}))
    assert table.products == ("CPA_C25_26", "CPA_J62", "CPA_U")
    assert table.withheld == 0


def test_what_a_spreadsheet_or_a_broken_download_made_of_a_file_is_read_or_told(tmp_path: Path) -> None:
    path = sdmx(tmp_path, cells())
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"(\d)\.(\d)", r"\1,\2", text.replace(",", ";")), encoding="utf-8")
    assert read_table(path).output.tolist() == OUTPUT.tolist()
    path.write_text(text.rstrip().rpartition(",")[0] + "\n", encoding="utf-8")
    with pytest.raises(Refused, match=rf"row {len(text.splitlines())}: fewer values than there are headings"):
        read_table(path)
    path.write_text(text + text.splitlines()[1].replace("20.0", "21.0") + "\n", encoding="utf-8")
    with pytest.raises(Refused, match="row CPA_C25, column CPA_C25: told twice, with two values"):
        read_table(path)


@pytest.mark.parametrize(
    ("drop", "said"),
    [("P1", "no row P1"), ("B1G", "no row B1G"), ("CPA_", "no rows P1 and B1G|no products")],
)
def test_what_is_missing_is_told(tmp_path: Path, drop: str, said: str) -> None:
    told = {key: value for key, value in cells().items() if not key[0].startswith(drop)}
    with pytest.raises(Refused, match=said):
        read_table(matrix(tmp_path, told))


def test_other_files_are_refused_with_what_to_do(tmp_path: Path) -> None:
    texts = {
        "a.csv": "name,age\nx,1\n", "b.json": '{"id": ["a"]}', "c.json": "{", "d.csv": "", "e.tsv": "a,b\\T\t1\nx\t2\n",
        "f.csv": "geo,OBS_VALUE\nBE,1\n",
    }  # fmt: skip
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        with pytest.raises(Refused, match="naio_10_cp1700"):
            read_table(tmp_path / name)
    (tmp_path / "ragged.csv").write_text("name,age\nx,1\ny,2,3\n", encoding="utf-8")
    with pytest.raises(Refused, match=r"ragged\.csv, row 3: is no table\. Give"):
        read_table(tmp_path / "ragged.csv")
    (tmp_path / "g.csv").write_bytes(b"\x1f\x8b\x08 cut off")
    (tmp_path / "h.csv").write_bytes(b"\xff\xfe\x00")
    for name in ("g.csv", "h.csv"):
        with pytest.raises(DirskgError, match="naio_10_cp1700"):
            read_table(tmp_path / name)
    wrong = matrix(tmp_path, cells(B1G=[640, 30, 48, 0]))
    with pytest.raises(Refused, match="falls"):
        read_table(wrong)
    good = matrix(tmp_path, cells())
    with pytest.raises(DirskgError, match="no year 2022. It has: 2015"):
        read_table(good, year="2022")
    good.write_text(good.read_text(encoding="utf-8").replace("20.0", "twenty", 1), encoding="utf-8")
    with pytest.raises(Refused, match="'twenty' is no number"):
        read_table(good)


def test_belgium_2015_as_its_publisher_has_it() -> None:
    if not REAL.exists():
        pytest.skip(f"{REAL} is not there")
    table = read_table(REAL)
    assert (table.country, table.year, len(table.products), table.negative) == ("BE", "2015", 89, 0)
    assert "CPA_C10-12" not in table.products
    assert table.misfit < 0.1
    assert {"CPA_B05", "CPA_U"} <= set(table.unmade)


def test_belgium_2015_gives_the_multipliers_that_are_known() -> None:
    example = oracle(23)
    table = read_table(FOLDER / example["inputs"]["file"])
    known = pd.read_csv(FOLDER / example["expected"]["file"], index_col=0)
    assert table.unmade == ("CPA_U",)
    assert table.output.sum() == pytest.approx(example["expected"]["sum_output"])
    assert table.value_added.sum() == pytest.approx(example["expected"]["sum_gva"])
    even = models(table)[0]
    places = [table.products.index(code) for code in known.index]
    for name, column in (("output", "out_mult_import_adjusted"), ("value_added", "gva_effect_import_adjusted"),
                         ("wages", "d1_effect_import_adjusted")):  # fmt: skip
        effect = even.effect(name)
        assert effect is not None
        assert np.abs(effect[places] - known[column]).max() < 1e-6, name


def test_a_profile_tells_products_values_and_shares_at_home(tmp_path: Path) -> None:
    path = tmp_path / "profile.csv"
    path.write_text("product;value;domestic_share\nC25;30;40%\nCPA_J62;90;0,2-0,5\n", encoding="utf-8")
    found = read_profile(path)
    assert found == Profile(
        120, Profile().home, {"CPA_C25": 0.25, "CPA_J62": 0.75},
        {"CPA_C25": Range(0.4, 0.4), "CPA_J62": Range(0.2, 0.5)}, "profile.csv",
    )  # fmt: skip
    assert read_profile(path, value=12, home=Range(0, 1)).value == 12
    for text, said in {
        "product,share\nC25,0.5\n": "0.5 in all", "product,share\nC25,x\n": "row 2: 'x'", "name\nC25\n": "needs col",
        "product,share\nC25,1\nC25,0\n": "row 3: CPA_C25 stands there twice", "product,share\nC25,-1\n": "row 2: '-1'",
        "product,share,domestic_share\nC25,1,3\n": "row 2: domestic_share: '3' is no share", "product,share\n": "needs",
    }.items():  # fmt: skip
        path.write_text(text, encoding="utf-8")
        with pytest.raises(Refused, match=said):
            read_profile(path)


@pytest.mark.parametrize(
    ("text", "low", "high"), [("0.4", 0.4, 0.4), ("40%", 0.4, 0.4), ("30-50%", 0.3, 0.5), ("0,1 to 0,2", 0.1, 0.2)]
)
def test_shares_as_people_write_them(text: str, low: float, high: float) -> None:
    assert share_range(text, "") == Range(low, high)
