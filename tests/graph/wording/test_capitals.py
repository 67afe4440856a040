"""Names in capitals as people write them."""

from __future__ import annotations

import pytest

from dirskg.graph.wording.capitals import readable


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("INDRA SISTEMAS SA", "Indra Sistemas SA"),
        ("OFFICE NATIONAL D'ETUDES AEROSPATIALES", "Office National d'Etudes Aerospatiales"),
        ("FRAUNHOFER GESELLSCHAFT ZUR FORDERUNG DER ANGEWANDTEN FORSCHUNG EV",
         "Fraunhofer Gesellschaft zur Forderung der Angewandten Forschung EV"),
        ("COMMISSARIAT A L ENERGIE ATOMIQUE ET AUX ENERGIES ALTERNATIVES",
         "Commissariat a l Energie Atomique et aux Energies Alternatives"),
        ("VLAAMS INSTITUUT VOOR DE ZEE", "Vlaams Instituut voor de Zee"),
        ("NEDERLANDSE ORGANISATIE VOOR TOEGEPAST NATUURWETENSCHAPPELIJK ONDERZOEK TNO", "TNO"),
        ("GESELLSCHAFT FUR ANGEWANDTE MIKRO UND OPTOELEKTRONIK MIT BESCHRANKTERHAFTUNG AMO GMBH", "AMO GmbH"),
        ("TKMS ATLAS ELEKTRONIK GMBH", "TKMS Atlas Elektronik GmbH"),
        ("JOHN COCKERILL RENEWABLES", "John Cockerill Renewables"),
        ("A.S.T.R.I.D. NV", "A.S.T.R.I.D. NV"),
        ("ENSEMBLE3 SPOLKA", "ENSEMBLE3 Spolka"),
        ("ΕΛΛΗΝΙΚΟ ΠΑΝΕΠΙΣΤΗΜΙΟ", "Ελληνικο Πανεπιστημιο"),
        # What may be a sign or an acronym, and what people wrote with care.
        ("EVENFLOW", "EVENFLOW"), ("SCK CEN", "SCK CEN"), ("DOVO-SEDEE", "DOVO-SEDEE"), ("imec", "imec"),
        ("FN Herstal", "FN Herstal"), ("", ""), ("  ", "  "),
    ],
)  # fmt: skip
def test_capitals_stand_where_words_begin(written: str, shown: str) -> None:
    assert readable(written) == shown
