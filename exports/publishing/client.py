"""Requests to a store of somebody else, and what its refusals mean."""

from __future__ import annotations

import urllib.error
import urllib.request
from http.client import HTTPException, HTTPMessage
from typing import IO, Any, NamedTuple, NoReturn

from dirskg.exports.publishing.addresses import Addresses
from dirskg.exports.publishing.login import VARIABLE, Login
from dirskg.graph.errors import DirskgError
from dirskg.graph.stores.remote import Stay
from dirskg.graph.unreached import reason, why_unreached, words_of_page

_LARGEST = 64 << 20
_TOLD = 300  # letters of what a store says of an error


class TooLarge(DirskgError):
    """The store takes no body of that size."""


class Absent(DirskgError):
    """The store has nothing at that address, or does not do that there."""


class Reply(NamedTuple):
    """What a store answered."""

    body: bytes
    kind: str


class _Digest(urllib.request.HTTPDigestAuthHandler):
    """Answers the challenge of before, so that no body is sent twice: servers hang up on the first of them."""

    def __init__(self, passwords: urllib.request.HTTPPasswordMgr) -> None:
        super().__init__(passwords)
        self._challenges: dict[str, str] = {}

    def http_error_401(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage
    ) -> Any:
        scheme, _, challenge = headers.get("www-authenticate", "").partition(" ")
        self._challenges[_place(req)] = challenge if scheme.lower() == "digest" else ""
        return super().http_error_401(req, fp, code, msg, headers)

    def http_request(self, request: urllib.request.Request) -> urllib.request.Request:
        if parts := urllib.request.parse_http_list(self._challenges.get(_place(request), "")):
            answer = self.get_authorization(request, urllib.request.parse_keqv_list(parts))
            request.add_unredirected_header(self.auth_header, f"Digest {answer}")
        return request

    https_request = http_request


class _Basic(urllib.request.HTTPBasicAuthHandler):
    """Sends the password unasked where it was asked for before."""

    def __init__(self, passwords: urllib.request.HTTPPasswordMgr) -> None:
        super().__init__(passwords)
        self._answers: dict[str, str] = {}

    def retry_http_basic_auth(self, host: str, req: urllib.request.Request, realm: str) -> Any:
        response = super().retry_http_basic_auth(host, req, realm)
        self._answers[_place(req)] = req.get_header(self.auth_header, "")
        return response

    def http_request(self, req: urllib.request.Request) -> urllib.request.Request:
        if (answer := self._answers.get(_place(req))) and not req.has_header(self.auth_header):
            req.add_unredirected_header(self.auth_header, answer)
        return req

    https_request = http_request


def _place(request: urllib.request.Request) -> str:
    return request.full_url.partition("?")[0]


class Client:
    """Speaks to the addresses of one store, with a login that goes to no other server."""

    def __init__(self, login: Login, store: Addresses, seconds: float) -> None:
        self._login, self._seconds = login, seconds
        handlers: list[urllib.request.BaseHandler] = [Stay()]
        if login.user:
            passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
            for address in (store.query, store.graphs, store.update):
                passwords.add_password(None, address, login.user, login.password)
            handlers += [_Digest(passwords), _Basic(passwords)]
        self._opener = urllib.request.build_opener(*handlers)

    def send(self, method: str, address: str, body: bytes | None = None, kind: str = "", accept: str = "*/*") -> Reply:
        """One request. Raises TooLarge, Absent, or DirskgError that says what the store refused and what to do."""
        headers = {"Accept": accept} | ({"Content-Type": kind} if kind else {})
        if self._login.token:
            headers["Authorization"] = f"Bearer {self._login.token}"
        request = urllib.request.Request(address, body, headers, method=method)
        try:
            with self._opener.open(request, timeout=self._seconds) as response:
                return Reply(response.read(_LARGEST), response.headers.get_content_type())
        except urllib.error.HTTPError as error:
            self._refused(error, method, address)
        except (OSError, HTTPException, ValueError) as error:
            place, cause = _place(request), reason(error)
            if isinstance(cause, TimeoutError):
                raise DirskgError(f"{place} did not answer in {self._seconds:g} seconds.") from error
            if isinstance(cause, ConnectionRefusedError):
                raise DirskgError(f"Nobody listens at {place}. Is the store running, and the port right?") from error
            raise DirskgError(f"The connection to {place} broke off: {why_unreached(error)}. Publish again.") from error

    def _refused(self, error: urllib.error.HTTPError, method: str, address: str) -> NoReturn:
        try:
            told = words_of_page(error.read(_LARGEST).decode("utf-8", "replace"), _TOLD)
        except (OSError, HTTPException):
            told = ""
        what = f"{address} answered {error.code} {error.reason} to {method}"
        if error.code in (301, 302, 303, 307, 308):
            place = error.headers.get("Location", "elsewhere")[:_TOLD]
            raise DirskgError(f"{what} and sends on to {place}. If you trust that address, give it.") from error
        if error.code == 401:
            known = "The store does not know this login, or not there." if self._login else "The store wants a login."
            raise DirskgError(
                f"{what}. {known} Give it with --login-file, or in {VARIABLE}: `USER:PASSWORD` or `Bearer TOKEN`."
            ) from error
        if error.code == 403:
            raise DirskgError(
                f"{what}. The login may not write there: ask who runs the store for the right to write graphs and to "
                f"update (Virtuoso: the role SPARQL_UPDATE). {told}"
            ) from error
        if error.code == 413:
            raise TooLarge(f"{what}: the body is too large for it. {told}") from error
        if error.code in (404, 405, 410, 501):
            raise Absent(f"{what}. {told}") from error
        raise DirskgError(f"{what}. {told}") from error
