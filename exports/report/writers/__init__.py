"""The forms of a paper: HTML, PDF, Word, Markdown, Excel. Each brings its own library, which only its use loads."""
