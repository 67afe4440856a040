"""From staged tables to RDF: entity tables in SQL, the R2RML mapping, metadata of the build."""
