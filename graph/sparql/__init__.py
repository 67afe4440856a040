"""The text of SPARQL queries: tokens, parameters, prefixes, explanations of syntax errors."""
