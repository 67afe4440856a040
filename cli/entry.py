"""The first step of the program: it imports nothing that takes time, so that Ctrl-C is answered from here on."""

from __future__ import annotations


def main() -> None:
    """Run the command line. Ctrl-C while its modules are loaded ends it in the same words as later."""
    try:
        from dirskg.cli.main import main as run

        run()
    except KeyboardInterrupt:
        from dirskg.cli.main import stopped  # anew where it was cut off

        stopped()
