"""What is worked out once for an ecosystem: not twice, and of nobody else's doing."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
from small_gaps import gappy

from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.once import once


def test_a_table_is_made_once_for_its_frames_and_each_time_for_others() -> None:
    made = []

    @once
    def found(ecosystem: Ecosystem, domain: str = "V1") -> pd.DataFrame:
        made.append(domain)
        return ecosystem.claims[ecosystem.claims["domain"] == domain]

    ecosystem = gappy()
    first = found(ecosystem, "V1")
    first["weight"] = 0.0
    assert found(ecosystem, "V1")["weight"].min() > 0, "who changes a table changes only that"
    assert set(found(ecosystem, "V2")["domain"]) <= {"V2"}
    assert found(replace(ecosystem, claims=ecosystem.claims.head(0)), "V1").empty
    assert not found(ecosystem).equals(found(ecosystem, domain="V2"))
    assert made == ["V1", "V2", "V1"], "what is meant anyhow need not be said"
