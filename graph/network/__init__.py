"""Who is tied to whom: the collaboration network, its paths, its layout, and parts of it."""
