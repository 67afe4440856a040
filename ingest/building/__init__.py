"""Builds: stage the sources, write store, frames and manifest, then become current."""

from dirskg.ingest.building.build import build, rehearse
from dirskg.ingest.building.order import Built, Order

__all__ = ["Built", "Order", "build", "rehearse"]
