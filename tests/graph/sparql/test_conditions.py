"""What falls away from the text of a named query with the parameters that are not given."""

from __future__ import annotations

import pytest

from dirskg.graph.sparql.conditions import without_conditions

QUERY = """SELECT ?who WHERE {
  ?who a :Actor .
  OPTIONAL { { SELECT DISTINCT ?who ("yes" AS ?mark) WHERE { { ?who :is "x}" } UNION { ?who :is "y" } } } }
  FILTER(COALESCE($asked, "no") != "yes" || BOUND(?mark))%s
}"""


@pytest.mark.parametrize(
    ("more", "absent", "stays"),
    [
        ("", ["asked"], False),
        ("", ["other"], True),
        (" BIND(COALESCE(?mark, 'no') AS ?told)", ["asked"], True),
    ],
)
def test_a_mark_goes_with_the_only_condition_that_reads_it(more: str, absent: list[str], stays: bool) -> None:
    found = without_conditions(QUERY % more, absent)
    assert ("OPTIONAL" in found, "UNION" in found, "?who a :Actor" in found) == (stays, stays, True)
    assert found.count("{") == found.replace('"x}"', "").count("}")
