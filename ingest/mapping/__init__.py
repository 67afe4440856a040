"""From staged tables to statements: entity tables in SQL, the R2RML mapping over them, the description of the build."""
