"""What the bytes of a notice rule out: the same notices as parsing does, and nothing that is written in another way."""

from __future__ import annotations

import pytest
from folders import SHARED
from small_ted import award, eforms, legacy, organisation, tender, winner

from dirskg.ingest.sources.ted.codes import Meaning
from dirskg.ingest.sources.ted.documents import Document
from dirskg.ingest.sources.ted.prefilter import Outside, Prefilter
from dirskg.ingest.sources.ted.reading import read_document
from dirskg.ingest.sources.ted.rows import all_codes, defence_by, tidy
from dirskg.ingest.sources.ted.xml import Broken
from dirskg.ingest.taxonomy import read_taxonomy

PREFILTER = Prefilter(Meaning.of(read_taxonomy()))
REAL = [*SHARED.glob("data/ted/notices_def_and_be/*.xml"), *SHARED.glob("data/ted_eforms/*/*.xml")]
CIVIL = legacy("1-2021", award(winner("Alfa NV")), activity="S", cpv="45000000")
DRONES = legacy("1-2021", award(winner("Alfa NV")), activity="S", form="F03", cpv="34711500")
DEFENCE = legacy("1-2021", award(winner("Alfa NV")), cpv="45000000")
NEW = eforms(
    "7-2024", tender("TEN-1", "TPA-1", "5"), organisation("ORG-2", ("FRA", "Alfa")), activity="health", lots=""
).replace(b"35613000", b"45000000")


def ruled_out(data: bytes) -> bool:
    try:
        read_document(Document("a.xml", data), PREFILTER)
    except Outside:
        return True
    return False


@pytest.mark.parametrize(
    ("data", "out"),
    [
        (CIVIL, True),
        (CIVIL.replace(b"><", b">\n <"), True),
        (CIVIL.replace(b'CODE="S"', b"CODE = ' D '"), False),
        (CIVIL.replace(b'CODE="S"', b'CODE="&#68;"'), False),
        (CIVIL.replace(b'CODE="45000000"', b"CODE='35322000-8'", 1), False),
        (CIVIL.replace(b'CODE="45000000"', b'CODE="5322000"'), True),
        (CIVIL.replace(b'FORM="F03"', b"FORM='18'"), False),
        (CIVIL.replace(b"<CA_TYPE", b'<CA_ACTIVITY VALUE="DEFENCE"/><CA_TYPE'), False),
        (CIVIL.replace(b"Alfa NV", b"<![CDATA[Alfa]]>"), False),
        (CIVIL.replace(b'CODE="7"', b'CODE="2"'), False),  # a correction is told as one
        (CIVIL.replace(b'DOC_ID="1-2021"', b'DOC_ID=""'), False),  # and so is a notice without a number
        (DRONES, False),
        (DRONES.replace(b'VALUE="BE"', b'VALUE="FR"'), True),
        (DEFENCE, False),
        (NEW, True),
        (NEW.replace(b">health<", b">\n defence <"), False),
        (NEW.replace(b">29<", b">31<"), False),
        (NEW.replace(b">45000000<", b">35322000-8<", 1), False),
        (NEW.replace(b">7-2024<", b"><"), False),
    ],
)
def test_only_what_cannot_enter_is_ruled_out(data: bytes, out: bool) -> None:
    assert ruled_out(data) is out
    notice = read_document(Document("a.xml", data))
    assert notice
    tidy(notice)
    codes, parties = all_codes(notice), [*notice.buyers, *(one for won in notice.awards for one in won.winners)]
    leads = PREFILTER.meaning.topics_of(codes) or PREFILTER.meaning.domains_of(codes)
    enters = defence_by(notice) or (leads and any(one.country == "BE" for one in parties))
    assert not (out and (enters or not notice.kind or not notice.number))


@pytest.mark.parametrize("gone", [b"</CONTRACTOR>", b"</TED_EXPORT>", b"<TOWN>", b"</FORM_SECTION></TED_EXPORT>"])
def test_one_that_lost_a_piece_is_broken_though_it_concerns_nobody(gone: bytes) -> None:
    with pytest.raises(Broken):
        ruled_out(CIVIL.replace(gone, b"", 1))


@pytest.mark.skipif(not REAL, reason=f"{SHARED} has no notices")
def test_real_notices_that_are_ruled_out_would_not_have_entered() -> None:
    out = 0
    for path in REAL:
        document = Document(path.name, path.read_bytes())
        if not ruled_out(document.data):
            continue
        out += 1
        notice = read_document(document)
        assert notice
        tidy(notice)
        assert not defence_by(notice)
    assert out >= 190
