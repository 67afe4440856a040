"""Ecosystems in which something is missing that an analysis may count on."""

from __future__ import annotations

from dataclasses import replace

from small_ecosystem import REGIONS, frame, small_ecosystem

from dirskg.graph.ecosystem.frames import Ecosystem

_BELGIAN = {name: {"country": "BE", **facts} for name, facts in REGIONS.items()}
_CLAIMS = [
    {"organisation": name, "domain": domain, "basis": "curated", "weight": 1.0, "confidence": "high"}
    for name in _BELGIAN
    for domain in ("V1", "V2")
]
_CALLS = frame(
    "calls",
    [
        {"id": "call-one", "title": "One", "programme": "EDF", "year": 2026, "deadline": "2099-12-31"},
        {"id": "call-bare", "title": "Bare", "programme": "EDF", "year": 2026},
    ],
)
_SHARES = frame("project_domains", [{"project": "call-one", "domain": "V1", "weight": 1.0, "basis": "project"}])


def _with_calls(ecosystem: Ecosystem) -> Ecosystem:
    return replace(ecosystem, calls=_CALLS, project_domains=_SHARES)


_WHOLE = _with_calls(
    small_ecosystem({"p": (2023, ["a", "b", "c"]), "q": (2024, ["c", "d"])}, organisations=_BELGIAN, claims=_CLAIMS)
)

DEGENERATE: dict[str, Ecosystem] = {
    "nothing at all": small_ecosystem({}),
    "no projects": _with_calls(small_ecosystem({}, organisations=_BELGIAN, claims=_CLAIMS)),
    "no calls": replace(_WHOLE, calls=frame("calls", []), project_domains=frame("project_domains", [])),
    "no claims": replace(_WHOLE, claims=frame("claims", [])),
    "no domains": replace(_WHOLE, claims=frame("claims", []), domains=frame("domains", [])),
    "one organisation": small_ecosystem({}, organisations={"a": _BELGIAN["a"]}, claims=_CLAIMS[:1]),
    "one region": _with_calls(
        small_ecosystem(
            {"p": (2023, ["a", "b"])},
            organisations={name: {**facts, "region": "BE2"} for name, facts in _BELGIAN.items()},
            claims=_CLAIMS,
        )
    ),
    "places unknown": _with_calls(
        small_ecosystem(
            {"p": (2023, ["a", "b"])},
            organisations={name: {**facts, "region": ""} for name, facts in _BELGIAN.items()},
            claims=_CLAIMS,
        )
    ),
    "a domain nobody works in": replace(_WHOLE, claims=_WHOLE.claims[_WHOLE.claims["domain"] == "V1"]),
    "in pieces": _with_calls(
        small_ecosystem({"p": (2023, ["a", "b"]), "q": (2023, ["c", "e"])}, organisations=_BELGIAN, claims=_CLAIMS)
    ),
    "projects of one": _with_calls(
        small_ecosystem({"p": (2023, ["a"]), "q": (None, ["b"])}, organisations=_BELGIAN, claims=_CLAIMS)
    ),
    "only foreigners": small_ecosystem(
        {"p": (2023, ["x", "y", "z"])},
        organisations={"x": {"country": "FR"}, "y": {"country": "DE"}, "z": {"country": ""}},
    ),
    "claims that weigh nothing": replace(_WHOLE, claims=_WHOLE.claims.assign(weight=0.0)),
}
