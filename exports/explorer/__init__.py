"""The offline explorer: what the analyses found, in one HTML file for a mailed attachment on a closed network."""

from __future__ import annotations

from dirskg.exports.explorer.material import Material
from dirskg.exports.explorer.page import explorer_page

__all__ = ["Material", "explorer_page"]
