"""A SPARQL 1.1 endpoint elsewhere, asked over the SPARQL protocol."""

from __future__ import annotations

import json
import urllib.error
import urllib.parse
import urllib.request
from http.client import HTTPException

from dirskg.graph.errors import DirskgError, QueryFailed
from dirskg.graph.parameters import substitute
from dirskg.graph.results import Answer, Solutions, Triples, read_answer


class RemoteStore:
    """A SPARQL 1.1 endpoint. Its default graph must hold all graphs."""

    def __init__(self, endpoint: str) -> None:
        if not endpoint.startswith(("http://", "https://")):
            raise DirskgError(f"{endpoint!r} is not an endpoint: give an address that begins with http:// or https://.")
        self._endpoint = endpoint

    def ask(self, query: str, substitutions: dict[str, str], timeout: float, limit: int = 0) -> Answer:
        """See Store.ask."""
        accept = "application/sparql-results+json, application/n-triples;q=0.9"
        data = urllib.parse.urlencode({"query": substitute(query, substitutions)}).encode()
        headers = {"Accept": accept, "Content-Type": "application/x-www-form-urlencoded"}
        slow = f"{self._endpoint} did not answer in {timeout:g} seconds; give more with --timeout."
        try:
            request = urllib.request.Request(self._endpoint, data, headers)
            with urllib.request.urlopen(request, timeout=timeout) as response:
                body, kind = response.read(), response.headers.get_content_type()
        except urllib.error.HTTPError as error:
            told = error.read().decode("utf-8", "replace").strip()[:500]
            raise QueryFailed(f"{self._endpoint} answered {error.code} {error.reason}. {told}") from error
        except TimeoutError as error:
            raise QueryFailed(slow) from error
        except (OSError, HTTPException, ValueError) as error:
            if isinstance(getattr(error, "reason", None), TimeoutError):
                raise QueryFailed(slow) from error
            raise DirskgError(
                f"{self._endpoint} cannot be reached: {error}. Check the address and the network."
            ) from error
        if kind == "application/n-triples":
            return Triples(body)
        try:
            answer = read_answer(json.loads(body), self._endpoint)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise DirskgError(
                f"{self._endpoint} answered with {kind}, which holds no SPARQL results. Is it a SPARQL endpoint?"
            ) from error
        if limit and isinstance(answer, Solutions) and len(answer.rows) > limit:
            return Solutions(answer.columns, answer.rows[:limit], truncated=True)
        return answer

    def close(self) -> None:
        """Nothing to let go of."""
