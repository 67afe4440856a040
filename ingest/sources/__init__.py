"""The sources, a folder each: `source.toml` declares it, `stage` turns its files into rows."""
