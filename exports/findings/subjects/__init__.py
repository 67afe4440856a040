"""A module and a file of strings per analysis: its finding in words and tables."""
