"""Normalises single values: identifiers, addresses, places, names, code lists."""
