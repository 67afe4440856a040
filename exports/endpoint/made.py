"""Pages that the commands make, made once for a build when somebody wants them: the explorer and the reports."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from dirskg.exports.endpoint.builds import Builds, Served
from dirskg.exports.endpoint.messages import Refusal, Request, Response
from dirskg.exports.language import LANGUAGES

REPORTS = (
    "gaps", "ties", "complement", "dependence", "resilience", "smes", "helix", "stages", "completeness", "benchmark",
    "calls", "seats", "tracker", "timeline",
)  # fmt: skip
_KINDS = {
    "html": "text/html; charset=utf-8", "json": "application/json", "csv": "text/csv; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}  # fmt: skip
_LONGEST = 300.0


class Maker:
    """Makes one page at a time; who asks for the same page meanwhile waits for it."""

    def __init__(self, builds: Builds) -> None:
        self._builds = builds
        self._turn = asyncio.Semaphore(1)

    async def explorer(self, request: Request) -> Response:
        """The explorer, whose page has a policy of its own."""
        body = await self._made(self._builds.now, "explore", "html", language(request))
        return Response(200, body, _KINDS["html"])

    async def report(self, request: Request) -> Response:
        """A report, by the name of its command and the ending of its form."""
        name, _, ending = request.path.removeprefix("/reports/").partition(".")
        if name not in REPORTS or ending not in _KINDS:
            raise Refusal(404, f"A report is one of {', '.join(REPORTS)}, with the ending {', '.join(_KINDS)}.")
        body = await self._made(self._builds.now, name, ending, language(request))
        return Response(200, body, _KINDS[ending])

    async def _made(self, served: Served, command: str, ending: str, lang: str) -> bytes:
        key = f"{command}.{ending}.{lang}"
        task = served.made.get(key)
        if task is None or (task.done() and task.exception()):
            task = served.made[key] = asyncio.create_task(self._make(command, ending, lang))
        body: bytes = await asyncio.shield(task)
        return body

    async def _make(self, command: str, ending: str, lang: str) -> bytes:
        """By the command itself, in a process of its own: it takes seconds, in which queries are answered."""
        async with self._turn:
            with tempfile.TemporaryDirectory() as folder:
                file = Path(folder, f"page.{ending}")
                code = "from dirskg.cli.main import main; main()"  # no layer below may import the commands
                words = ("--home", str(self._builds.home), "--lang", lang, "--quiet", command, "-o", str(file))
                process = await asyncio.create_subprocess_exec(
                    sys.executable, "-c", code, *words, stdin=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE
                )
                try:
                    async with asyncio.timeout(_LONGEST):
                        _, told = await process.communicate()
                except TimeoutError:
                    process.kill()
                    raise Refusal(504, f"This page was not made in {_LONGEST:g} seconds.") from None
                if process.returncode:
                    raise Refusal(503, told.decode("utf-8", "replace")[-2000:])
                return file.read_bytes()


def language(request: Request) -> str:
    """The language asked for with `lang`, else the first that the reader's browser names, else English."""
    for part in request.search.split("&"):
        name, _, value = part.partition("=")
        if name == "lang" and value in LANGUAGES:
            return value
    wanted = [part.strip()[:2].lower() for part in request.header("accept-language").split(",")]
    return next((one for one in wanted if one in LANGUAGES), "en")
