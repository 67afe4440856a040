"""Strict readers of published files: CSV, workbooks, JSON, archives."""
