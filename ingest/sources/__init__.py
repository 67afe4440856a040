"""The sources: a folder each, with what it is (`source.toml`) and a function that stages its files."""
