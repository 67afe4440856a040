"""Tables and single values as files and screens take them: text here, the other forms in modules of their own."""

from dirskg.exports.tables.table import Row, Table
from dirskg.exports.tables.text import BOM, markdown_table, markdown_text, to_csv, to_json, to_markdown, to_tsv

__all__ = ["BOM", "Row", "Table", "markdown_table", "markdown_text", "to_csv", "to_json", "to_markdown", "to_tsv"]
