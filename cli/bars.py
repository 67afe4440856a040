"""Progress on a terminal: a bar over all steps that tells the one that runs, the time gone and the time left."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from time import monotonic

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from dirskg.cli.pace import Pace

_BEAT = 0.2
# A step that takes longer than was thought comes ever closer to its end, and reaches it only when it is done.
_NEVER_YET = 0.97


@contextmanager
def bars(names: dict[str, str], pace: Pace) -> Iterator[Callable[[str], None]]:
    """Bars over steps that say themselves when they begin. They move by the clock, as fast as the pace lets expect."""
    seconds = {step: pace.estimate(step) for step in names}
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=sum(seconds.values()))
        done, running, stopped = [0.0], [("", monotonic())], Event()

        def beat() -> None:
            while not stopped.wait(_BEAT):
                step, since = running[0]
                most = seconds.get(step, 0.0) * _NEVER_YET
                progress.update(task, completed=done[0] + min(monotonic() - since, most))

        def begin(step: str) -> None:
            before, _ = running[0]
            done[0] += seconds.get(before, 0.0)
            running[0] = (step, monotonic())
            progress.update(task, completed=done[0], description=names.get(step, step))

        thread = Thread(target=beat, daemon=True)
        thread.start()
        try:
            yield begin
        finally:
            stopped.set()
            thread.join()
