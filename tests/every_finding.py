"""Every analysis, as its command calls it without options: what holds for one finding must hold for all."""

from __future__ import annotations

from collections.abc import Callable

from dirskg.graph.analyses.finding import Finding
from dirskg.graph.analyses.smes import sme_shares
from dirskg.graph.frames import Ecosystem

# By the name of the module in exports/findings. An analysis that needs to be told something picks it from the frames.
FINDINGS: dict[str, Callable[[Ecosystem], Finding]] = {
    "smes": sme_shares,
}
