"""What is handed over: the briefing of two pages and the report, in every language and form that they are asked for."""
