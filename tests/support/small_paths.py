"""Consortia drawn at random for tests of paths, and paths in few letters."""

from __future__ import annotations

from hypothesis import strategies as st

from dirskg.graph.network.path_report import PathsReport

consortia = st.dictionaries(
    st.sampled_from([f"p{i}" for i in range(7)]),
    st.tuples(st.integers(2018, 2025), st.lists(st.sampled_from("abcdefg"), min_size=2, max_size=4)),
)


def routes(report: PathsReport) -> list[str]:
    """Each path as its ids in one word."""
    return ["".join(path.organisations) for path in report.paths]
