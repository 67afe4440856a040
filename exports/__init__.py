"""How answers leave: tables, reports, network files, graph views."""
