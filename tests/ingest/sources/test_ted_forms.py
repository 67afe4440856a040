"""Other forms of TED than award notices of 2014: the old one of defence, with VAT, and modifications of contracts."""

from __future__ import annotations

from small_ted import OLD_FORM, euro, form, legacy, winner

from dirskg.ingest.audit import Audit
from dirskg.ingest.sources.ted.legacy import read_legacy
from dirskg.ingest.sources.ted.money import read_amount, read_sums
from dirskg.ingest.sources.ted.notice import Money


def test_the_old_form_of_defence() -> None:
    empty = form(category="TRANSLATION", lang="DA", buyer="x")
    notice = read_legacy(legacy("1-2021").replace(_form_of(legacy("1-2021")), (OLD_FORM + empty).encode()))
    assert (notice.form, notice.number, notice.whole.title) == ("18", "1-2021", "Mortars")
    assert notice.buyers[0].names == [("Zarzad", "pl")]
    [award] = notice.awards
    assert (award.date, award.offers, award.share, award.subcontracted) == ("2020-12-09", "2", "93", "yes")
    assert (award.lots, award.winners[0].names) == (["2"], [("Firma", "pl")])
    audit = Audit("ted")
    assert read_sums(award.amounts, "a.xml:1", audit) == {"awarded": 1000.0, "currency": "PLN"}
    assert [issue.action for issue in audit.issues] == ["repaired"]


def _form_of(data: bytes) -> bytes:
    return data[data.index(b"<F03_2014") : data.index(b"</F03_2014>") + len(b"</F03_2014>")]


def test_an_amount_with_vat_of_an_unknown_rate_is_left_out() -> None:
    audit = Audit("ted")
    assert read_amount(Money("1230", "EUR", "?"), "a.xml:1", audit) is None
    assert read_amount(Money("1230", ""), "a.xml:1", audit) is None
    assert read_amount(Money("5 187 816,63", "PLN"), "a.xml:1", audit) == 5187816.63
    assert {(issue.action, issue.kind) for issue in audit.issues} == {("ignored", "VAT"), ("ignored", "currency")}


def test_a_modification_tells_the_value_after_and_before() -> None:
    change = (
        "<MODIFICATIONS_CONTRACT><DESCRIPTION_PROCUREMENT><CONTRACTORS><NO_AWARDED_TO_GROUP/>"
        f"{winner('Bravo NV')}</CONTRACTORS></DESCRIPTION_PROCUREMENT><INFO_MODIFICATIONS><VALUES>"
        f"{euro('500', tag='VAL_TOTAL_BEFORE')}{euro('700', tag='VAL_TOTAL_AFTER')}</VALUES></INFO_MODIFICATIONS>"
        "</MODIFICATIONS_CONTRACT>"
    )
    notice = read_legacy(legacy("1-2021", change, form="F20", type="K"))
    assert notice.kind == "modification"
    [award] = notice.awards
    assert (award.amounts.awarded, award.amounts.before) == (Money("700", "EUR"), Money("500", "EUR"))
    assert [party.names[0][0] for party in award.winners] == ["Bravo NV"]
