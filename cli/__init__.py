"""The command line: click commands that parse options, call the library once and write the result."""
