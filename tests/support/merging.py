"""Small stores with the default graph that a build has."""

from __future__ import annotations

import pyoxigraph as ox


def merge(store: ox.Store) -> ox.Store:
    """Put every statement of the named graphs into the default graph too, once; returns the store."""
    store.extend([ox.Quad(quad.subject, quad.predicate, quad.object) for quad in store])
    return store
