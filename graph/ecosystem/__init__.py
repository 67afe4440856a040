"""The tables that analyses start from, and what several of them know of an organisation."""
