"""Which regions could answer a call, who fits it, and the best team under its rules."""

from dirskg.graph.analyses.calls.call_detail import EARLIER, SHOWN, CallDetail, named
from dirskg.graph.analyses.calls.calls import CallRow, CallsReport, Part, Verdict, calls, status
from dirskg.graph.analyses.calls.candidates import Candidate, succeeded
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
from dirskg.graph.analyses.calls.hold_out import CallHoldOut, Measured

__all__ = [
    "EARLIER", "CallHoldOut", "FROM_REGULATION", "REGULATED", "SHOWN", "CallDetail", "CallRow", "CallsReport",
    "Candidate", "ConsortiumReport", "Measured", "Member", "Part", "Team", "Verdict", "Wishes", "calls",
    "consortium", "named", "owners", "status", "succeeded", "usual_for",
]  # fmt: skip
