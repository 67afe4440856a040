"""dirskg."""
