"""The offline explorer: one HTML file with all findings, to mail or to open on a closed network."""

from __future__ import annotations

from dirskg.exports.explorer.material import Material
from dirskg.exports.explorer.page import explorer_page

__all__ = ["Material", "explorer_page"]
