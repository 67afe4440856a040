"""Exports: tables, reports, network files, the explorer, the SPARQL server, publishing."""
