"""Writes the pages that follow from the code: docs/cli.md from the commands, docs/queries.md from the query library.

`python docs/generate.py` rewrites them; `python docs/generate.py --check` fails when they are behind.
"""

from __future__ import annotations

import sys
from copy import copy
from pathlib import Path

import click

from dirskg.cli.main import COMMANDS, cli
from dirskg.ontology import named_queries

DOCS = Path(__file__).parent
_WIDTH = 100
# Options of every analysis, which the page lists once.
_SHARED = {"fmt", "table", "explain", "endpoint", "output"}
_COMPLETION = """\
After TAB the shell completes commands, options, and the ids, domains and regions of the current build, once
`~/.bashrc` has this line (zsh: `zsh_source`, and `autoload -Uz compinit && compinit` in a line before it; fish, in
`~/.config/fish/config.fish`: `_DIRSKG_COMPLETE=fish_source dirskg | source`):

```sh
eval "$(_DIRSKG_COMPLETE=bash_source dirskg)"
```"""
_OWN_QUERIES = """\
Queries of your own need not declare the prefixes that these use. The default graph holds every fact once;
`GRAPH ?g` asks what each dataset tells (`GRAPH <https://w3id.org/dirskg/graph/cordis> { ... }`).
`GROUP_CONCAT` wants text: `GROUP_CONCAT(STR(?year))`. Of a path `a|b` each pair comes once even where both hold;
write `UNION` where that matters. A sum over values of which some are unknown is blank, as the standard says;
`FILTER(BOUND(?budget))` adds up the known ones."""


def cli_page() -> str:
    """The command reference: what `--help` prints, command by command."""
    parts = [
        "# Commands",
        "",
        "Made by `make docs` from `--help`; do not edit by hand.",
        "",
        "Exit codes: 0 done, 1 failed with a message that says what, where and what to do (also when stopped),",
        "2 wrong usage, 3 input refused by its own checks, 4 no current build. `--debug` alone shows a traceback.",
        "",
        *_COMPLETION.splitlines(),
        "",
        *_help(cli, None, "dirskg"),
    ]
    context = click.Context(cli, info_name="dirskg")
    commands = {name: command for name in COMMANDS if (command := cli.get_command(context, name))}
    shared = [option for option in commands["smes"].params if option.name in _SHARED]
    every = click.Command("ANALYSIS", help="What every analysis takes beside its own options.", params=shared)
    parts += ["## Every analysis", "", *_help(every, context, "ANALYSIS")]
    told = [option.to_info_dict() for option in shared]
    for name, command in commands.items():
        alone = copy(command)
        alone.add_help_option = False
        if {option.name for option in command.params} >= _SHARED:
            alone.params = [option for option in command.params if option.to_info_dict() not in told]
            alone.epilog = "And the options of every analysis."
        parts += [f"## {name}", "", *_help(alone, context, name)]
    return "\n".join(parts)


def _help(command: click.Command, parent: click.Context | None, name: str) -> list[str]:
    context = click.Context(command, info_name=name, parent=parent, terminal_width=_WIDTH, max_content_width=_WIDTH)
    return ["```text", command.get_help(context), "```", ""]


def queries_page() -> str:
    """The query library: question, parameters and columns of every named query."""
    library = named_queries()
    parts = ["# Named queries", "", "Made by `make docs` from the headers in `ontology/queries/`; do not edit by hand."]
    feeding = [query for query in library.values() if query.feeds_analyses]
    asked = [query for query in library.values() if not query.feeds_analyses]
    parts += [f"{len(asked)} queries. Ask one with `dirskg query --name NAME -p PARAMETER=VALUE`."]
    parts += [f"The {len(feeding)} at the end, called `frame-*`, feed analyses. `dirskg queries NAME` shows one.", ""]
    parts += [*_OWN_QUERIES.splitlines(), ""]
    for query in asked:
        parts += [f"## {query.name}", "", query.question, ""]
        parts += [
            f"- parameter `{p.name}` ({p.type}{', required' if p.required else ''}): {p.help}" for p in query.parameters
        ]
        parts += ["- columns: " + ", ".join(f"`{column}`" for column in query.columns), ""]
    parts += ["## Queries that feed the analyses", ""]
    parts += [*(f"- `{query.name}`: {query.question}" for query in feeding), ""]
    return "\n".join(parts)


def main() -> int:
    """Write the pages, or compare them with --check; returns the exit code."""
    behind = []
    for name, text in {"cli.md": cli_page(), "queries.md": queries_page()}.items():
        path = DOCS / name
        if "--check" not in sys.argv:
            path.write_text(text, encoding="utf-8")
        elif not path.is_file() or path.read_text(encoding="utf-8") != text:
            behind.append(name)
    if behind:
        sys.stderr.write(f"docs/{' and docs/'.join(behind)} are behind the code: run `make docs`.\n")
    return 1 if behind else 0


if __name__ == "__main__":
    sys.exit(main())
