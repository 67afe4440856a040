"""Loads a build into another SPARQL store, over the Graph Store Protocol and SPARQL Update."""
