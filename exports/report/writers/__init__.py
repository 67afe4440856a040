"""A writer per format of a paper: HTML, PDF, Word, Markdown, Excel. Each imports its library only when used."""
