"""Which regions could answer a call, who fits it, and the best team under its rules."""

from dirskg.graph.analyses.calls.call_detail import EARLIER, SHOWN, CallDetail
from dirskg.graph.analyses.calls.calls import LEAST, CallRow, CallsReport, Part, Verdict, calls, status
from dirskg.graph.analyses.calls.candidates import Candidate, sound, succeeded
from dirskg.graph.analyses.calls.consortium import (
    FROM_REGULATION,
    REGULATED,
    ConsortiumReport,
    Member,
    Team,
    consortium,
    usual_for,
)
from dirskg.graph.analyses.calls.consortium_rules import Wishes, owners
from dirskg.graph.analyses.calls.hold_out import CallHoldOut

__all__ = [
    "EARLIER",
    "LEAST",
    "CallHoldOut",
    "FROM_REGULATION",
    "REGULATED",
    "SHOWN",
    "CallDetail",
    "CallRow",
    "CallsReport",
    "Candidate",
    "ConsortiumReport",
    "Member",
    "Part",
    "Team",
    "Verdict",
    "Wishes",
    "calls",
    "consortium",
    "owners",
    "sound",
    "status",
    "succeeded",
    "usual_for",
]
