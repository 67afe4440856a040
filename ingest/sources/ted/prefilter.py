"""What the bytes of a notice rule out before it is parsed: most notices concern neither defence nor Belgium.

A notice is ruled out only where what stands in it cannot make it enter, by the rules of `rows.py`; everything else is
parsed, and so is whatever is written in a way that these patterns would not see.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from dirskg.ingest.sources.ted.codes import FORMS, Meaning, is_defence, plain_code

# Why it stays outside, in the words of the audit.
OUTSIDE = "not of defence, and no Belgian buyer or winner with a code that leads to a topic or domain"
_HEAD = 4096


class Outside(Exception):
    """A notice that stays outside, by its bytes."""


@dataclass(frozen=True, slots=True)
class Signs:
    """How one generation of notices writes what decides, as patterns that find it at least wherever it stands."""

    number: re.Pattern[bytes]
    kind: re.Pattern[bytes]
    codes: re.Pattern[bytes]
    defence: tuple[re.Pattern[bytes], ...]
    belgian: re.Pattern[bytes]


def _quoted(name: str, value: str) -> bytes:
    """An attribute, in quotes of either kind, with blanks wherever XML allows them."""
    return rf"""{name}\s*=\s*["']\s*{value}\s*["']""".encode()


def _said(tag: str, value: str) -> bytes:
    """The text of an element, whatever its prefix and attributes."""
    return rf"{tag}(?:\s[^>]*)?>\s*{value}\s*<".encode()


_OLD = [form for form in FORMS if form.isdecimal()]
_NEW = [form.split()[1] for form in FORMS if not form.isdecimal()]
LEGACY = Signs(
    number=re.compile(rb"""DOC_ID\s*=\s*["']\d+[-_]\d+["']"""),
    kind=re.compile(rb"<TD_DOCUMENT_TYPE\s[^>]*?" + _quoted("CODE", r"(\S+?)")),
    codes=re.compile(rb"""CODE\s*=\s*["']\s*(\d{7,8})"""),
    defence=(
        re.compile(_quoted("VALUE", "DEFENCE")),
        re.compile(rb"MA_MAIN_ACTIVITIES\s[^>]*" + _quoted("CODE", "D")),
        re.compile(_quoted("FORM", f"(?:{'|'.join(_OLD)})")),
    ),
    belgian=re.compile(_quoted("VALUE", "BE")),
)  # fmt: skip
EFORMS = Signs(
    number=re.compile(_said("NoticePublicationID", r"\d+-\d{4}")),
    kind=re.compile(rb"NoticeTypeCode\s[^>]*?" + _quoted("listName", r"(\S+?)")),
    codes=re.compile(rb"ItemClassificationCode(?:\s[^>]*)?>\s*(\d{7,8})"),
    defence=(
        re.compile(_said("ActivityTypeCode", "defence")),
        re.compile(_said("SubTypeCode", f"(?:{'|'.join(_NEW)})")),
    ),
    belgian=re.compile(_said("IdentificationCode", r"[Bb][Ee]\w?")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Prefilter:
    """Rules notices out by what CPV codes mean."""

    meaning: Meaning

    def over(self, data: bytes, signs: Signs, kinds: Collection[str]) -> None:
        """Raises Outside for a document that announces or tells a contract, has its number, and cannot enter."""
        kind = signs.kind.search(data)
        if kind is None or kind[1].decode("ascii", "replace") not in kinds or not signs.number.search(data):
            return
        if not _plain(data) or any(sign.search(data) for sign in signs.defence):
            return
        codes = [plain_code(code.decode()) for code in set(signs.codes.findall(data))]
        leading = any(is_defence(code) for code in codes) or (
            (self.meaning.topics_of(codes) or self.meaning.domains_of(codes)) and signs.belgian.search(data)
        )
        if not leading:
            raise Outside


def _plain(data: bytes) -> bool:
    """Whether each tag that opens closes, and nothing is written by the number of its sign, or in a section or comment.

    Where a piece is missing the parser shall say so; to see that it is whole costs a fiftieth of parsing it.
    """
    if (b"!" in data and b"<!" in data) or (b"&" in data and b"&#" in data):
        return False
    closing = data.count(b"</")
    return data.count(b"<") - closing - data.count(b"<?", 0, _HEAD) - data.count(b"/>") == closing
