"""`dirskg use`: another build becomes the current one."""

from __future__ import annotations

import click

from dirskg.cli.runtime import Runtime, pass_runtime
from dirskg.graph.errors import DirskgError


@click.command()
@click.argument("build")
@pass_runtime
def command(run: Runtime, build: str) -> None:
    """Make another build the current one.

    BUILD is a name, a number or the start of a hash. All of its files are checked first.

    \b
    Example:
      dirskg use 1
    """
    from dirskg.graph.builds.home import make_current, named_build
    from dirskg.graph.builds.integrity import require_undamaged

    path = named_build(run.home, build)
    require_undamaged(path)
    try:
        make_current(run.home, path.name)
    except OSError as error:
        reason = error.strerror or error
        raise DirskgError(f"{run.home} cannot be written: {reason}. The current build stays as it was.") from error
    run.say(f"Build {path.name} is the current one.", build=path.name)
