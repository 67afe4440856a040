"""Runs the SQL of a build on a Spark Connect server, translated from the same texts."""

from dirskg.ingest.engine.cluster import Cluster
from dirskg.ingest.engine.connection import check_address, connected, shown
from dirskg.ingest.engine.limit import SECONDS
from dirskg.ingest.engine.seen import Folder

__all__ = ["SECONDS", "Cluster", "Folder", "check_address", "connected", "shown"]
