"""Formulas on numbers, tables and edges; they know neither frames nor organisations."""
