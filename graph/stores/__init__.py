"""Where a graph is asked: a store here, an endpoint elsewhere, what was published there."""
