"""What every command shares: where builds lie, in which language to speak, where results and messages go."""

from __future__ import annotations

import errno
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dirskg.cli.options import Choice, Command
from dirskg.cli.screen import message
from dirskg.graph.builds.disk import umask
from dirskg.graph.errors import DirskgError

if TYPE_CHECKING:
    from dirskg.cli.pace import Pace
    from dirskg.graph import KnowledgeGraph


@dataclass(frozen=True, slots=True)
class Runtime:
    """Global options of one run."""

    home: Path
    lang: str = "en"
    quiet: bool = False
    json_log: bool = False
    debug: bool = False
    internal: bool = False  # take in the internal sources of a build
    _shown: set[str] = field(default_factory=set)  # the internal sources of what was opened

    def graph(self, endpoint: str = "", build: str = "") -> KnowledgeGraph:
        """The current build, another one by name, or the graph behind an endpoint."""
        from dirskg.graph import KnowledgeGraph
        from dirskg.graph.builds.home import internal_names

        if endpoint and self.internal:
            raise DirskgError("--include-internal is for builds on this machine; an endpoint shows what it shows.")
        graph = KnowledgeGraph.open(
            build, home=self.home, endpoint=endpoint or None, internal=self.internal, tell=self.warn
        )
        graph.tell, graph.lang = self.say, self.lang
        if graph.build:
            self._shown.update(internal_names(graph.manifest))
        return graph

    def build_folder(self) -> Path:
        """Folder of the current build, or of its part with the internal sources. Raises NoBuild without any."""
        from dirskg.graph.builds.home import build_path, internal_names, internal_part, read_manifest

        path = build_path(self.home, tell=self.warn)
        path = (internal_part(path) if self.internal else None) or path
        self._shown.update(internal_names(read_manifest(path)))
        return path

    def require_undamaged(self) -> None:
        """Read all files of the current build. Raises DirskgError with those that are not what was written."""
        from dirskg.graph.builds.home import build_path
        from dirskg.graph.builds.integrity import hashed_files, require_undamaged

        path = build_path(self.home, tell=refuse)
        require_undamaged(path)
        if not hashed_files(path):
            raise DirskgError(f"Build {path.name} was made before hashes were kept. Build again to have it checked.")
        self.say(f"All files of build {path.name} are as they were written.", build=path.name)

    def holds(self, internal: Iterable[str]) -> None:
        """What leaves this command holds data of these internal sources."""
        self._shown.update(internal)

    @property
    def notice(self) -> str:
        """What must stand on everything that leaves, because what was opened holds internal data; else nothing."""
        return self.noticed(self.lang)

    def noticed(self, lang: str) -> str:
        """The notice in a language."""
        from dirskg.exports.notice import sentence

        return sentence(sorted(self._shown), lang) if self._shown else ""

    def say(self, text: str, **facts: Any) -> None:
        """A message to standard error: plain, or a line of JSON with --json-log; nothing with --quiet."""
        from dirskg.exports.tables.cells import for_screen

        if self.quiet:
            return
        line = json.dumps({"message": text, **facts}, ensure_ascii=False) if self.json_log else message(text, self.lang)
        click.echo(for_screen(line), err=True)

    def warn(self, text: str) -> None:
        """The same for what nobody may miss."""
        replace(self, quiet=False).say(text)

    @contextmanager
    def steps(self, names: dict[str, str], pace: Pace) -> Iterator[Callable[[str], None]]:
        """Progress over known steps: bars with estimates on a terminal, lines of JSON with --json-log, else silence.

        The pace learns how long each step takes, unless the steps do not come to their end.
        """
        shown: Callable[[str], None] = lambda step: None  # noqa: E731  the other two are closures
        with ExitStack() as stack:
            if self.json_log:
                shown = lambda step: self.say(names.get(step, step), step=step)  # noqa: E731
            elif not self.quiet and sys.stderr.isatty():
                from dirskg.cli.bars import bars

                shown = stack.enter_context(bars(names, pace))

            def step_begins(step: str) -> None:
                pace.begin(step)
                shown(step)

            yield step_begins
        pace.remember()

    def write(self, result: str | bytes, output: Path | None, *, painted: bool = False, noticed: bool = False) -> None:
        """A result to standard output, or to a file that appears whole or not at all.

        What goes to a terminal cannot steer it, unless it is `painted`: then its codes are our own. `noticed` says that
        it carries the notice of internal data already.
        """
        if self._shown and not noticed:
            from dirskg.exports.notice import stamped

            result = stamped(result, _form(output), self.notice)
        if not painted and (sys.stdout.isatty() if output is None else _is_device(output)):
            from dirskg.exports.tables.cells import for_screen

            result = for_screen(result if isinstance(result, str) else result.decode("utf-8", "replace"))
        if output is None:
            click.echo(result, nl=isinstance(result, str) and not result.endswith("\n"))
            return
        data = result.encode("utf-8") if isinstance(result, str) else result
        with replacing(output) as path:
            path.write_bytes(data)
        self.say(f"Written: {output} ({len(data):,} bytes)", file=str(output), bytes=len(data))


def refuse(message: str) -> None:
    """For what is told of a build that stands in for a damaged one, where no other will do."""
    raise DirskgError(message)


def _is_device(output: Path) -> bool:
    """Whether it may be a terminal under its name, such as /dev/tty; what cannot be looked at is told in writing."""
    try:
        return output.is_char_device()
    except OSError:
        return False


def _form(output: Path | None) -> str:
    """The form of the result of the running command: the one asked for, else what the file's ending tells."""
    context = click.get_current_context(silent=True)
    asked = str(context.params.get("fmt") or "") if context else ""
    return asked or (output.suffix.lower().removeprefix(".") if output else "")


@contextmanager
def replacing(output: Path) -> Iterator[Path]:
    """A path to write to, which takes the place of `output` when all went well."""
    if output.parts[:1] == ("-",):  # elsewhere that is standard output
        raise click.UsageError("- is no file or folder. Name one; without -o what can be printed is.")
    part: Path | None = None
    try:
        if output.exists() and not output.is_file():
            yield output  # a pipe or device such as /dev/stdout: it must stay what it is
            return
        target = output.resolve()  # what a link leads to
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}-")
        os.close(handle)
        part = Path(name)
        yield part
        part.chmod(0o666 & ~umask())
        part.replace(target)
    except BrokenPipeError:
        raise
    except OSError as error:
        # That is what the making of folders says where a file bears the name of one.
        reason = os.strerror(errno.ENOTDIR) if isinstance(error, FileExistsError) else error.strerror or error
        raise DirskgError(f"{output} cannot be written: {reason}. Choose another place with -o.") from error
    finally:
        if part is not None:
            part.unlink(missing_ok=True)


def pick_format(chosen: str, output: Path | None, known: dict[str, str], default: str) -> str:
    """The format asked for, else the one that the file's ending tells, else the default.

    `known` maps endings to formats. Raises click.UsageError for an ending that tells none, or another than asked for.
    """
    told = known.get(output.suffix.lower(), "") if output else ""
    if chosen and output and told not in ("", "table", "text", chosen):
        raise click.UsageError(f"{output.name}: {chosen} is written, so give a name that ends in .{chosen}.")
    if chosen:
        return chosen
    if output is None or not output.suffix:
        return default
    if output.suffix.lower() not in known:
        raise click.UsageError(f"{output.name}: no format ends in {output.suffix}. Known: {', '.join(sorted(known))}.")
    return known[output.suffix.lower()]


pass_runtime = click.make_pass_decorator(Runtime)


def _one_file(_: click.Context, __: click.Parameter, given: tuple[Path, ...]) -> Path | None:
    """The file of -o, None where none was given. Raises click.UsageError for two: click alone keeps the last."""
    if len(names := dict.fromkeys(map(str, given))) > 1:
        files = ", ".join(names)
        raise click.UsageError(f"-o names several: {files}. One run writes one file: run the command for each.")
    return given[0] if given else None


output_option = click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), multiple=True, callback=_one_file,
    help="Write to this file.",
)  # fmt: skip


def needed_output(told: str, *, folder: bool = False, several: bool = False) -> Callable[[Command], Command]:
    """The same where nothing can be printed; `told` is its help, `folder` says that it names one, `several` that it may
    be given several times."""
    place = click.Path(path_type=Path, dir_okay=folder, file_okay=not folder)
    one = None if several else _one_file
    return click.option("-o", "--output", type=place, required=True, multiple=True, callback=one, help=told)


text_option = click.option(
    "--format", "fmt", type=Choice(["text", "json"]), help="Form of the answer [default: text, or by the ending of -o]."
)
TEXT_ENDINGS = {".json": "json", ".txt": "text"}
endpoint_option = click.option("--endpoint", default="", metavar="URL", help="Ask this SPARQL 1.1 endpoint instead.")
