"""The command `dirskg`: global options, commands loaded when they are used, errors that speak to people."""

from __future__ import annotations

import errno
import gc
import importlib
import io
import json
import os
import re
import sys
from copy import copy
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any, NoReturn

import click

from dirskg.cli.options import LANGUAGES, Language
from dirskg.cli.runtime import Runtime
from dirskg.cli.screen import message
from dirskg.graph.builds.home import home_folder
from dirskg.graph.errors import DirskgError

# As `dirskg --help` shows them: from the sources to the answers, and from there to others.
GROUPS = {
    "Builds": ("build", "sources", "template", "suggest", "status", "issues", "validate", "diff", "use", "prune"),
    "Questions": ("query", "queries", "find", "topics", "show"),
    "Gaps and ties": ("gaps", "completeness", "paths", "ties", "partners", "complement"),
    "The ecosystem": ("helix", "stages", "smes", "dependence", "resilience", "whatif", "benchmark"),
    "Calls and purchases": ("calls", "consortium", "fair", "purchases", "returns", "skills"),
    "The resolution": ("tracker", "timeline", "seats"),
    "To hand over": ("brief", "report", "explore", "view", "export", "serve", "publish"),
}
COMMANDS = tuple(name for names in GROUPS.values() for name in names)

# Before anything loads numpy. Its threads wait by turning over: on tables as small as ours they cost several times what
# they do, and how many there are would show in the last digit of a sum.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# Before anything loads pyarrow. Its own allocator keeps a seventh more than large frames need, and is no quicker.
os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")

# Set by a shell that asks what may come next.
_COMPLETING = "_DIRSKG_COMPLETE"
# Where the endpoint is kept that stands before a command.
_ENDPOINT = f"{__name__}.endpoint"


class LazyGroup(click.Group):
    """A group that imports a command's module when the command is asked for."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        # Names alone: what click takes for near to a mistyped one.
        self.commands = dict.fromkeys(COMMANDS, click.Command(None))

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands in the order of the groups, not of the alphabet."""
        return list(COMMANDS)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands of each group, with the whole first sentence of each."""
        for title, names in GROUPS.items():
            commands = ((name, self.get_command(ctx, name)) for name in names)
            with formatter.section(title):
                formatter.write_dl([(name, found.get_short_help_str(200)) for name, found in commands if found])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, or None when there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"dirskg.cli.commands.{cmd_name}").command
        own = {option for param in command.params for option in param.opts}
        if endpoint := ctx.meta.get(_ENDPOINT):
            if "--endpoint" not in own:
                raise click.UsageError(f"{cmd_name} asks no endpoint: leave --endpoint out.", ctx=ctx)
            ctx.default_map = {cmd_name: {"endpoint": endpoint}}
        shared = [option for option in self.params if isinstance(option, click.Option) and option.expose_value]
        command.params += [_after(option) for option in shared if own.isdisjoint(option.opts)]
        if _COMPLETING in os.environ:
            from dirskg.cli.completion import teach

            teach(cmd_name, command)
        return command


def _after(option: click.Option) -> click.Option:
    """A global option as it may also stand after the command; what stands there wins."""
    late = copy(option)
    late.default, late.hidden, late.expose_value, late.callback = None, True, False, _override
    return late


def _override(ctx: click.Context, param: click.Parameter, value: Any) -> None:
    if value and param.name:
        ctx.obj = replace(ctx.obj, **{param.name: home_folder(value) if param.name == "home" else value})


def _keep(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    """For the commands that ask an endpoint; others refuse it."""
    if value:
        ctx.meta[_ENDPOINT] = value


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="dirskg", prog_name="dirskg")
@click.option(
    "--home", type=click.Path(path_type=Path, file_okay=False),
    help="Folder of the builds [default: $DIRSKG_HOME, else the user data folder].",
)  # fmt: skip
@click.option("--lang", type=Language(), default="en", show_default=True, help="Language of labels and reports.")
@click.option(
    "--include-internal", "internal", is_flag=True, help="Take in the internal sources of the build, and say so."
)
@click.option(
    "--endpoint", metavar="URL", expose_value=False, callback=_keep, help="Ask this SPARQL 1.1 endpoint, not a build."
)
@click.option("--quiet", is_flag=True, help="No messages, results only.")
@click.option("--json-log", is_flag=True, help="Messages as lines of JSON.")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.pass_context
def cli(
    ctx: click.Context, home: Path | None, lang: str, internal: bool, quiet: bool, json_log: bool, debug: bool
) -> None:
    """Who does what where in Belgian defence innovation, where the cluster is thin, and who could work with whom.

    The options below stand before the command or after it.

    \b
    Begin with:
      dirskg build
      dirskg gaps
      dirskg paths --gap BE2/V5
    """
    ctx.obj = Runtime(home_folder(home), lang, quiet, json_log, debug, internal=internal)


_UNREAD = re.compile("[\udc80-\udcff]")  # bytes of an argument that are no letter


def main() -> None:
    """Run the command line. Exit codes: 0 done, 1 failed, 2 wrong usage, 3 input refused, 4 no current build."""
    # Most commands end before a cycle is worth looking for, which took a tenth of their time; `build` looks again.
    gc.disable()
    try:
        cli.main(prog_name="dirskg", standalone_mode=False)
    except SystemExit:
        # So click ends when the reader (head, less) has seen enough, which is no failure.
        sys.exit(0)
    except click.Abort:
        stopped()
    except click.ClickException as error:
        if "--json-log" not in sys.argv:
            told = io.StringIO()
            error.show(told)
            _say(message(told.getvalue().rstrip("\n"), _lang()))
            sys.exit(error.exit_code)
        _fail(error.format_message(), error.exit_code)
    except DirskgError as error:
        _trace_if_asked()
        _fail(str(error), error.exit_code)
    except Exception as error:  # the last stop before the user
        _trace_if_asked()
        if isinstance(error, UnicodeEncodeError) and (word := next(filter(_UNREAD.search, sys.argv), "")):
            _fail(f"{word!a} is not in UTF-8: write it anew, with the terminal set to UTF-8.", 2)
        from dirskg.graph.stores.memory import shortage, was_short

        if was_short(error):
            _fail(shortage(error), 1)
        if isinstance(error, OSError) and error.errno == errno.ENOSPC:
            full = error.filename or "/dev/stdout"
            _fail(f"{full} cannot be written: {error.strerror}. Choose another place with -o.", 1)
        _fail(f"Unexpected error: {type(error).__name__}: {error}. Run again with --debug and report what it shows.", 1)
    finally:
        # The process ends here, and looks through all that it holds before: a tenth of the time of most commands.
        # DuckDB takes what was not looked through for lost, and says so.
        if "_duckdb" not in sys.modules:  # what it is written in: Ctrl-C may come in the midst of its import
            gc.freeze()


def stopped() -> NoReturn:
    """End as Ctrl-C ends it."""
    _fail("Stopped. Nothing was changed.", 1)


def _trace_if_asked() -> None:
    if "--debug" in sys.argv:
        raise  # called from an except block only


def _fail(text: str, code: int) -> NoReturn:
    line = json.dumps({"error": text, "exit_code": code}, ensure_ascii=False)
    _say(line if "--json-log" in sys.argv else message(f"Error: {text}", _lang()))
    sys.exit(code)


def _lang() -> str:
    """The language asked for, read once more: an error may come before the options are."""
    told = [after for one, after in pairwise([*sys.argv, ""]) if one == "--lang"]
    told += [one.removeprefix("--lang=") for one in sys.argv if one.startswith("--lang=")]
    try:
        return Language().convert(told[-1], None, None) if told else LANGUAGES[0]
    except click.BadParameter:
        return LANGUAGES[0]


def _say(text: str) -> None:
    from dirskg.exports.tables.cells import for_screen

    click.echo(for_screen(text), err=True)
