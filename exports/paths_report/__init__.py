"""Collaboration paths in words."""

from dirskg.exports.paths_report.text import gap_paths_text, paths_text

__all__ = ["gap_paths_text", "paths_text"]
