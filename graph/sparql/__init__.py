"""The text of SPARQL queries: its tokens, what is put into it, and what is said of it when it is wrong."""
