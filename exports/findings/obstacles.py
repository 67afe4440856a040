"""The rules that stand in the way of any choice, as consortium and fair show them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from dirskg.exports.findings.document import Section
from dirskg.exports.findings.speaker import Speaker


def obstacles(found: Sequence[Sequence[str]], say: Callable[[str], str], speaker: Speaker) -> Iterator[Section]:
    """The smallest sets of rules without which there is a choice, a rule a row; nothing where none is in the way."""
    if found:
        rows = [{"set": number, "rule": say(rule)} for number, rules in enumerate(found, start=1) for rule in rules]
        yield speaker.section("obstacles", "set:count rule", rows)
