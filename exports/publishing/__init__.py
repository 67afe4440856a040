"""A build in a store of somebody else, over the SPARQL 1.1 Graph Store Protocol and SPARQL Update."""
