"""Ingest: a folder per source, an audit of every row, identity resolution, the build."""
