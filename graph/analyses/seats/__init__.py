"""The fewest bodies that reach every region, domain and leg, and who stays without a voice."""

from dirskg.graph.analyses.seats.seat_choice import Cell
from dirskg.graph.analyses.seats.seats import SeatsReport, seats, voices

__all__ = ["Cell", "SeatsReport", "seats", "voices"]
