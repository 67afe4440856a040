"""Where builds lie on disk, and whether they are whole."""
