"""Tables in every format: CSV, TSV, JSON and Markdown here; Excel, Parquet and terminal in their own modules."""

from dirskg.exports.tables.table import Row, Table
from dirskg.exports.tables.text import BOM, markdown_table, markdown_text, to_csv, to_json, to_markdown, to_tsv

__all__ = ["BOM", "Row", "Table", "markdown_table", "markdown_text", "to_csv", "to_json", "to_markdown", "to_tsv"]
