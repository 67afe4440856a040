"""How facts get in: one folder a source, an audit of every row, identity, build."""
