"""The papers: a two-page briefing and the full report, in every language and format."""
