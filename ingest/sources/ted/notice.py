"""What a notice tells, whichever form it is in: texts as they stand, "" for what it does not tell or withholds."""

from __future__ import annotations

from dataclasses import dataclass, field

PLANNING, COMPETITION, EX_ANTE, RESULT, MODIFICATION = "planning", "competition", "ex-ante", "result", "modification"


@dataclass(frozen=True, slots=True)
class Money:
    """An amount as it is written, with its currency; `vat` is the rate that it includes, "?" where none is told."""

    text: str
    currency: str
    vat: str = ""


@dataclass(slots=True)
class Amounts:
    """Amounts by what they are; None where the notice has none, or withholds it."""

    awarded: Money | None = None
    maximum: Money | None = None
    estimated: Money | None = None
    lowest: Money | None = None
    highest: Money | None = None
    before: Money | None = None


@dataclass(slots=True)
class Party:
    """A buyer, winner or subcontractor. Of its contact point nothing is read, since that names a person."""

    names: list[tuple[str, str]] = field(default_factory=list)  # name and language, the first the most its own
    numbers: list[str] = field(default_factory=list)
    country: str = ""
    town: str = ""
    postcode: str = ""
    street: str = ""
    homepage: str = ""
    legal_type: str = ""  # of a buyer: ministry, agency and so on, in the words of the form
    sme: str = ""  # yes or no, as the notice marks it
    leads: bool = False  # a group
    person: bool = False  # a natural person, by the word of the notice


@dataclass(slots=True)
class Lot:
    """What a notice says of a lot, or of the whole procedure."""

    title: str = ""
    cpvs: list[str] = field(default_factory=list)  # the main code first
    places: list[str] = field(default_factory=list)
    amounts: Amounts = field(default_factory=Amounts)
    framework: bool = False


@dataclass(slots=True)
class Award:
    """One contract that was awarded, or one lot that was not."""

    lots: list[str] = field(default_factory=list)
    contract: str = ""
    title: str = ""
    date: str = ""
    outcome: str = ""  # "awarded", "not-awarded"; "" where it is withheld
    amounts: Amounts = field(default_factory=Amounts)
    offers: str = ""
    offers_sme: str = ""
    group: str = ""  # yes or no
    framework: bool = False
    subcontracted: str = ""  # yes or no
    share: str = ""
    subcontract: Money | None = None
    winners: list[Party] = field(default_factory=list)
    subcontractors: list[Party] = field(default_factory=list)
    withheld: list[str] = field(default_factory=list)  # what the notice says that it does not publish


@dataclass(slots=True)
class Notice:
    """One notice. `whole` is what it says of the procedure, `lots` of each lot by its number."""

    number: str = ""  # 123456-2021: without the zeros before it
    form: str = ""
    kind: str = ""  # "" for one that neither announces nor tells a contract, such as a correction
    date: str = ""
    country: str = ""
    legal_basis: str = ""
    previous: str = ""
    identifier: str = ""  # of this version of an eForms notice
    corrects: str = ""  # identifier or number of the version that this one takes the place of
    defence_activity: bool = False
    other_activity: bool = False  # the buyer tells of another activity, which is not just "other"
    whole: Lot = field(default_factory=Lot)
    lots: dict[str, Lot] = field(default_factory=dict)
    buyers: list[Party] = field(default_factory=list)
    awards: list[Award] = field(default_factory=list)
    withheld: list[str] = field(default_factory=list)
