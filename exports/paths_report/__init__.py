"""Collaboration paths in words."""

from dirskg.exports.paths_report.text import explained_text, gap_paths_text, paths_text

__all__ = ["explained_text", "gap_paths_text", "paths_text"]
