"""Starts a program and ends it when its own standard input ends: however the one who asked ends, nothing stays behind.

Run as a module: `python -m dirskg.exports.endpoint.keeper BYTES PROGRAM ARGUMENTS`; BYTES is the memory it may have.
"""

from __future__ import annotations

import subprocess
import sys
import threading
from contextlib import suppress


def main() -> None:
    """Start the program, and wait for it and for the end of standard input."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        size = int(sys.argv[1])
        resource.setrlimit(resource.RLIMIT_DATA, (size, size))
    with subprocess.Popen(sys.argv[2:], stdin=subprocess.DEVNULL) as process:

        def listen() -> None:
            sys.stdin.buffer.read()
            process.kill()

        threading.Thread(target=listen, daemon=True).start()
        sys.exit(process.wait() and 1)


if __name__ == "__main__":
    main()
