"""`dirskg serve`: SPARQL 1.1 over HTTP, linked-data pages, a query editor.

Oxigraph's own server answers the queries, on a port of the machine itself; the front here takes the requests, refuses
what may not be asked, holds time and size, and goes on when a build or the engine is replaced.
"""
