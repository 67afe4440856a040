"""Files as their publishers ship them, read with care: rows of CSV, workbooks, JSON, archives."""
