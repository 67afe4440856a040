"""Sentences that a person of the sector held against another command, or could not read: each as it is told now."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import result


@pytest.mark.parametrize(
    ("asked", "told", "untold"),
    [
        # A topic with nobody stands beside projects that speak of it, and the region that answers a call on it.
        (
            "purchases --file caesar",
            ("works on: artillery", "Projects with a Belgian partner do speak of it: EM-Mortar"), (),
        ),
        # An air defence system asks nobody who only makes its paint, where somebody has all of its domains.
        ("purchases --file nasams", ("in a domain of the file: Royal Military Academy.",), ("Solvay",)),
        ("purchases --file caesar --lang fr", ("Munitions et systèmes d'armes (V5) (9)",), ("(V5): 9",)),
        # Missing domains have names, a verdict speaks of topics too, and a military university is both.
        (
            "calls call-EDF-2026-DA-GROUND-MRL",
            ("in all domains and topics: Wallonia", "Munitions and weapon systems (V5);", "government, academia"),
            ("  V5;",),
        ),
        # A command and a centre for cyber security are there, but supply nobody; and domains have names.
        ("dependence", ("regulates, buys or uses is none", "Cyber and information superiority (V7): "), ("in H3,",)),
        # A drone campus is no first answer to a call for drones.
        ("calls call-EDF-EDIP-USI-2027-LS-IRA-CUXS", ("speaks, of 52: Royal Military Academy",), ()),
        # A cell that loses its only company says that the leg that is missing is industry.
        ("whatif --without pic-893356906", ("a leg is missing (industry): no company that can deliver is left.",), ()),
        ("gaps --lang fr", ("dans 1 cellule sur 45",), ("1 cellules",)),
        ("timeline --lang fr", ("pas un siège pour chaque région",), ("toutes les régions n'ont pas",)),
        ("tracker", ("dirskg purchases",), ("NAME", "FILE", "REGION/DOMAIN")),
    ],
)  # fmt: skip
def test_sentences(asked: str, told: tuple[str, ...], untold: tuple[str, ...], reference_home: Path) -> None:
    said = result(*asked.split(), home=reference_home)
    assert [words for words in told if words not in said] == []
    assert [words for words in untold if words in said] == []
