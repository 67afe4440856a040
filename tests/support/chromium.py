"""A headless Chromium for tests, spoken to over two pipes in the DevTools protocol: no driver, no package."""

from __future__ import annotations

import fcntl
import json
import os
import select
import shutil
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

_FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
    "--force-device-scale-factor=1", "--remote-debugging-pipe",
)  # fmt: skip


def binary() -> str | None:
    """The path of an installed Chromium or Chrome, None where there is none."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


class Chromium:
    """One browser with one page. `requests` collects addresses that the page asked for, other than the
    file itself and data; `errors` collects console errors, policy violations and uncaught exceptions."""

    def __init__(self, read: int, write: int) -> None:
        self.requests: list[str] = []
        self.errors: list[str] = []
        self._read, self._write = read, write
        self._buffer = b""
        self._last = 0
        self._page = ""
        self._session = ""
        self._loaded = False
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Runtime", "Log"):
            self.call(f"{domain}.enable")
        still = {"name": "prefers-reduced-motion", "value": "reduce"}
        self.call("Emulation.setEmulatedMedia", features=[still])

    def open(self, path: Path, width: int = 1280, height: int = 800, timeout: float = 60) -> None:
        """Load a file in a window of that size and wait until it is loaded and painted."""
        self.visit(path.resolve().as_uri(), width, height, timeout)

    def visit(self, address: str, width: int = 1280, height: int = 800, timeout: float = 60) -> None:
        """The same for an address."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        self.requests, self.errors, self._loaded = [], [], False
        self._page = address
        self.call("Page.navigate", url=self._page)
        end = time.monotonic() + timeout
        while not self._loaded:
            self._receive(end)
        self.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(1))))")

    def evaluate(self, expression: str) -> Any:
        """The value of a JavaScript expression in the page; a promise is awaited."""
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise AssertionError(f"script failed: {answer['exceptionDetails']}")
        return answer["result"].get("value")

    def until(self, condition: str, timeout: float = 60) -> None:
        """Wait until a JavaScript expression is true."""
        end = time.monotonic() + timeout
        while not self.evaluate(f"Boolean({condition})"):
            if time.monotonic() > end:
                raise AssertionError(f"never came true: {condition}")
            time.sleep(0.05)

    def press(self, key: str) -> None:
        """Press and release a named key (Enter, Tab, ArrowDown, Escape) where the focus is."""
        code = {"Enter": 13, "Tab": 9, "ArrowDown": 40, "Escape": 27}[key]
        text = "\r" if key == "Enter" else ""
        for kind in ("keyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code, text=text)

    def type(self, text: str) -> None:
        """Type text where the focus is."""
        self.call("Input.insertText", text=text)

    def click(self, x: float, y: float) -> None:
        """Click at a point of the window."""
        self.move(x, y)
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def move(self, x: float, y: float) -> None:
        """Move the pointer to a point of the window."""
        self.call("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)

    def call(self, method: str, timeout: float = 60, **parameters: object) -> dict[str, Any]:
        """Send one command and return its result; events that arrive meanwhile are collected."""
        self._last += 1
        message: dict[str, object] = {"id": self._last, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        end = time.monotonic() + timeout
        while True:
            answer = self._receive(end)
            if answer.get("id") == self._last:
                if "error" in answer:
                    raise AssertionError(f"{method}: {answer['error']}")
                return dict(answer["result"])

    def _receive(self, end: float) -> dict[str, Any]:
        while b"\0" not in self._buffer:
            if not select.select([self._read], [], [], max(0.0, end - time.monotonic()))[0]:
                raise AssertionError("Chromium did not answer in time")
            part = os.read(self._read, 1 << 20)
            if not part:
                raise AssertionError("Chromium ended")
            self._buffer += part
        text, self._buffer = self._buffer.split(b"\0", 1)
        message: dict[str, Any] = json.loads(text)
        self._notice(message.get("method", ""), message.get("params", {}))
        return message

    def _notice(self, method: str, event: dict[str, Any]) -> None:
        if method == "Page.loadEventFired":
            self._loaded = True
        elif method == "Network.requestWillBeSent":
            address = event["request"]["url"]
            if address.split("#")[0] != self._page and not address.startswith("data:"):
                self.requests.append(address)
        elif method == "Runtime.exceptionThrown":
            self.errors.append(event["exceptionDetails"].get("exception", {}).get("description", "exception"))
        elif method == "Runtime.consoleAPICalled" and event["type"] in ("error", "warning", "assert"):
            self.errors.append(str(event["args"]))
        elif method == "Log.entryAdded" and event["entry"]["level"] in ("error", "warning"):
            self.errors.append(event["entry"]["text"])


@contextmanager
def chromium(program: str) -> Iterator[Chromium]:
    """A running browser with its own empty profile, ended with everything it started."""
    to_browser, write = map(_high, os.pipe())
    read, from_browser = map(_high, os.pipe())
    with TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        pid = os.posix_spawn(
            program,
            [program, *_FLAGS, f"--user-data-dir={profile}", "about:blank"],
            os.environ,
            # The protocol's pipes are descriptors 3 and 4 by definition.
            file_actions=[
                (os.POSIX_SPAWN_DUP2, to_browser, 3),
                (os.POSIX_SPAWN_DUP2, from_browser, 4),
                (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
            ],
            setpgroup=0,
        )
        os.close(to_browser)
        os.close(from_browser)
        try:
            yield Chromium(read, write)
        finally:
            os.close(read)
            os.close(write)
            os.killpg(pid, signal.SIGKILL)
            os.waitpid(pid, 0)


def _high(descriptor: int) -> int:
    """The pipe end on a number of at least 10, out of the way of 3 and 4; closed in child processes."""
    high = fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, 10)
    os.close(descriptor)
    return high
