"""What comes back from a query, and the forms that it takes: rows, columns, JSON, a notebook."""
