"""What is counted, in the text format of Prometheus."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter

KIND = "text/plain; version=0.0.4; charset=utf-8"
_BOUNDS = (0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 10.0, 30.0, 60.0)


class Metrics:
    """Requests by road and status, seconds of queries, bytes sent."""

    def __init__(self) -> None:
        self._requests: Counter[tuple[str, int]] = Counter()
        self._slots = [0] * (len(_BOUNDS) + 1)
        self._seconds, self._bytes = 0.0, 0

    def count(self, road: str, status: int, seconds: float, size: int) -> None:
        """One request has been answered."""
        self._requests[road, status] += 1
        self._bytes += size
        if road == "sparql":
            self._slots[bisect_left(_BOUNDS, seconds)] += 1
            self._seconds += seconds

    def text(self, gauges: dict[str, tuple[str, float]], build: str) -> str:
        """Everything counted, and the gauges by name with what they tell."""
        lines = ["# HELP dirskg_requests_total Requests answered.", "# TYPE dirskg_requests_total counter"]
        for (road, status), number in sorted(self._requests.items()):
            lines.append(f'dirskg_requests_total{{road="{road}",status="{status}"}} {number}')
        lines += ["# HELP dirskg_query_seconds Seconds of a query.", "# TYPE dirskg_query_seconds histogram"]
        total = 0
        for bound, number in zip((*_BOUNDS, "+Inf"), self._slots, strict=True):
            total += number
            lines.append(f'dirskg_query_seconds_bucket{{le="{bound}"}} {total}')
        lines += [f"dirskg_query_seconds_sum {self._seconds:.6f}", f"dirskg_query_seconds_count {total}"]
        lines += ["# HELP dirskg_sent_bytes_total Bytes of answers.", "# TYPE dirskg_sent_bytes_total counter"]
        lines.append(f"dirskg_sent_bytes_total {self._bytes}")
        for name, (told, value) in gauges.items():
            lines += [f"# HELP dirskg_{name} {told}", f"# TYPE dirskg_{name} gauge", f"dirskg_{name} {value:g}"]
        lines += ["# HELP dirskg_build_info The build that is served.", "# TYPE dirskg_build_info gauge"]
        lines.append(f'dirskg_build_info{{build="{build}"}} 1')
        return "\n".join(lines) + "\n"
