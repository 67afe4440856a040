"""The collaboration network: its ties, paths, layers and layout."""
