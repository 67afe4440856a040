"""Tables on a screen: no word is broken, nothing stands past the edge, and addresses can be read."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st
from rich import box
from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from dirskg.exports.tables import Table
from dirskg.exports.tables.lines import breadth, hanging, wrapped
from dirskg.exports.tables.terminal import to_terminal

ADDRESS = "https://www.example.org/a/long/address/of/a/document?with=parameters"
WORDS = st.text(st.sampled_from("abcdé-,.()東"), min_size=1, max_size=20)
TEXTS = st.lists(WORDS, max_size=8).map(" ".join)
TABLES = st.integers(1, 9).flatmap(
    lambda columns: st.lists(st.lists(TEXTS, min_size=columns, max_size=columns), min_size=1, max_size=6)
)
# Without a screen, a longer text does not make its column wider.
WIDEST = 120


def words(shown: str) -> list[str]:
    return sorted(word for word in re.sub("─+", "", shown).split() if word)


def table(rows: Sequence[Sequence[str]]) -> Table:
    return Table.of((f"column{number}" for number in range(len(rows[0]))), rows)


@given(TABLES, st.sampled_from([40, 80, 120]))
def test_a_table_keeps_its_words_whole_and_to_its_width(rows: list[list[str]], width: int) -> None:
    shown = to_terminal(table(rows), width=width)
    assert max(breadth(line) for line in shown.split("\n")) <= width
    values = {word for row in rows for text in row for word in text.split()}
    assert set(words(shown)) - values <= {f"column{number}" for number in range(9)}
    assert values <= set(words(shown))


@given(TABLES.filter(lambda rows: all(breadth(text) <= WIDEST for row in rows for text in row)))
def test_a_table_without_a_screen_is_the_one_that_rich_would_draw(rows: list[list[str]]) -> None:
    grid = Grid(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for place in range(len(rows[0])):
        grid.add_column(f"column{place}")
    for row in rows:
        grid.add_row(*map(Text, row))
    console = Console(width=10_000, color_system=None)
    with console.capture() as drawn:
        console.print(grid)
    assert to_terminal(table(rows)) == "".join(f"{line.rstrip()}\n" for line in drawn.get().split("\n")[:-1])


def test_a_table_that_fits_in_no_way_is_told_in_parts_or_record_by_record() -> None:
    long = "w" * 30
    apart = to_terminal(table([["a", long, long, "x"], ["b", long, long, "y"]]), width=60).split("\n\n")
    assert [part.split("\n")[0].split() for part in apart] == [
        ["column0", "column1"],
        ["column0", "column2", "column3"],
    ]
    alike = to_terminal(table([["a", "", long, long], ["a", "", long, long]]), width=60).split("\n\n")
    assert [record.split() for record in alike] == [["column0", "a", "column2", long, "column3", long]] * 2
    assert to_terminal(table([["x" * 75, "b"]]), width=80) == f"column0\n  {'x' * 75}\ncolumn1  b\n"


def test_long_addresses_are_numbered_once_and_told_whole_below() -> None:
    found = table([["one", ADDRESS], ["two", f"see {ADDRESS}, and https://short.example"]])
    assert ADDRESS in to_terminal(found).split()
    *above, below = to_terminal(found, width=80).rstrip().split("\n")
    assert below == f"[1] {ADDRESS}"
    assert [line.split() for line in above[2:4]] == [
        ["one", "example.org", "[1]"],
        ["two", "see", "example.org", "[1],", "and", "https://short.example"],
    ]
    assert to_terminal(table([["w" * 24, ADDRESS]]), width=36).split("\n")[2].split() == ["w" * 24, "[1]"]


def test_lines_of_a_list_go_on_where_they_begin_to_tell() -> None:
    assert hanging("name   one two three", 14) == "name   one two\n       three"
    assert hanging("   one two three", 10) == "   one two\n   three"
    assert hanging(f"at {ADDRESS} end", 20) == f"at\n{ADDRESS}\nend"
    assert hanging("short", 20) == "short"
    assert wrapped("one " + "x" * 25, 10) == ["one", "x" * 10, "x" * 10, "x" * 5]


def test_one_long_name_does_not_make_every_row_long() -> None:
    rows = [[f"{number}", "x" * (20_000 if number == 7 else 5), "end"] for number in range(1000)]
    shown = to_terminal(table(rows))
    assert len(shown) < 20_000 + 1000 * 200
    assert [line.split() for line in shown.splitlines()[2:]] == rows
