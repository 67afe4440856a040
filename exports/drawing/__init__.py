"""How the network looks in files for other programs: shapes, colours, sizes and places of marks and lines."""
