"""Input-output tables as their publisher ships them, and profiles of purchases."""

from dirskg.ingest.input_output.profile import read_profile, share_range
from dirskg.ingest.input_output.table import read_table

__all__ = ["read_profile", "read_table", "share_range"]
