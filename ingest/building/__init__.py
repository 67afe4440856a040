"""A build: the sources of an order become a folder with store, frames and manifest, and that becomes current."""

from dirskg.ingest.building.build import build, rehearse
from dirskg.ingest.building.order import Built, Order

__all__ = ["Built", "Order", "build", "rehearse"]
