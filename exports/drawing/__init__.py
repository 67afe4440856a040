"""How network files and maps look: shapes, colours, sizes and positions."""
