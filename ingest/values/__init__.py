"""Single values put in one form: identifiers, addresses, places, names, and words of other lists."""
