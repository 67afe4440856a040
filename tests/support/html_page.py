"""An HTML page as a browser takes it apart."""

from __future__ import annotations

from html.parser import HTMLParser


class Page(HTMLParser):
    """Tags with attributes, the style sheet, scripts, class and text of each cell of a table, and the text of all."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.style = ""
        self.scripts: list[str] = []
        self.cells: list[tuple[str, str]] = []
        self.text = ""
        self._cell: list[str] | None = None
        self.feed(html)

    @property
    def names(self) -> set[str]:
        """The names of its tags."""
        return {name for name, _ in self.tags}

    def active(self, *named: str) -> list[str | None]:
        """Values of the attributes that run code, and of those with these names."""
        attributes = [attribute for _, attributes in self.tags for attribute in attributes.items()]
        return [value for name, value in attributes if name in named or name.startswith("on")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "td":
            self._cell = []

    def handle_endtag(self, tag: str) -> None:
        if tag == "td" and self._cell is not None:
            place = [attributes for name, attributes in self.tags if name == "td"][len(self.cells)]
            self.cells.append((place.get("class") or "", " ".join("".join(self._cell).split())))
            self._cell = None

    def handle_data(self, data: str) -> None:
        if self.cdata_elem == "script":
            self.scripts.append(data)
        elif self.cdata_elem:
            self.style += data
        else:
            self.text += data
            if self._cell is not None:
                self._cell.append(data)
