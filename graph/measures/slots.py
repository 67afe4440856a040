"""Meetings into slots, so that nobody sits twice in one: a proper colouring of the edges of a graph.

As many slots as somebody has meetings may not do (three who all meet need three slots, not two), one more always does
(Vizing 1964). So each meeting is put where both are free; else slots of others are exchanged along a chain of two slots
(Kempe), or along a fan of meetings of one of the two (Misra and Gries 1992); what finds no slot then is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Pair = tuple[int, int]
Table = list[list[int]]
_NOBODY = -1


def into_slots(people: int, pairs: Iterable[Pair], slots: int, most: int | None = None) -> dict[Pair, int]:
    """The slot of each pair that found one, in the order in which pairs are given: put the best first.

    most: meetings at the same time, all of which slots then share evenly.
    """
    # Whom each meets in each slot.
    meets: Table = [[_NOBODY] * slots for _ in range(people)]
    room = slots * (people // 2 if most is None else most)
    for one, other in pairs:
        if not room:
            break
        if other not in meets[one] and _NOBODY in meets[one] and _NOBODY in meets[other]:
            room -= _placed(meets, one, other)
    found = {(i, j): slot for i, row in enumerate(meets) for slot, j in enumerate(row) if i < j}
    return found if most is None else _even(meets, found, slots, most)


def _placed(meets: Table, one: int, other: int) -> bool:
    """Find a slot for a meeting; others may change theirs. Whether one more meeting has a slot now."""
    return any(_along_fan(meets, a, b) for a, b in ((one, other), (other, one)))


def _along_fan(meets: Table, one: int, other: int) -> bool:
    """Where the two find no slot, give this meeting that of another one of `one`, and look for a slot for that."""
    seen, before = {other}, [list(row) for row in meets]
    while not _in_chain(meets, one, other):
        free = _free(meets[other])
        turn = next((slot for slot in free if meets[one][slot] not in seen), None)
        if turn is None:
            meets[:] = before
            return False
        moved = meets[one][turn]
        _part(meets, one, moved, turn)
        _join(meets, one, other, turn)
        other = moved
        seen.add(other)
    return True


def _in_chain(meets: Table, one: int, other: int) -> bool:
    """Put a meeting into a slot in which both are free, if need be by exchanging two slots along a chain."""
    mine, theirs = _free(meets[one]), _free(meets[other])
    for slot in mine:
        if meets[other][slot] == _NOBODY:
            _join(meets, one, other, slot)
            return True
    for slot in mine:
        for spare in theirs:
            chain = _chain(meets, other, slot, spare)
            if chain[-1] != one:
                _exchange(meets, chain, slot, spare)
                _join(meets, one, other, slot)
                return True
    return False


def _chain(meets: Table, start: int, slot: int, spare: int) -> list[int]:
    """Who hangs together from `start` by meetings in the two slots in turn, that in `slot` first."""
    found, turn = [start], slot
    while (following := meets[found[-1]][turn]) != _NOBODY:
        found.append(following)
        turn = spare if turn == slot else slot
    return found


def _exchange(meets: Table, chain: Sequence[int], slot: int, spare: int) -> None:
    for one in chain:
        row = meets[one]
        row[slot], row[spare] = row[spare], row[slot]


def _even(meets: Table, found: dict[Pair, int], slots: int, most: int) -> dict[Pair, int]:
    """Exchange two slots along chains until no slot has more than `most` meetings."""
    counts = [sum(1 for slot in found.values() if slot == one) for one in range(slots)]
    while max(counts, default=0) > most:
        full, bare = counts.index(max(counts)), counts.index(min(counts))
        # Some chain has one meeting more in the full slot: it begins and ends there.
        for start, row in enumerate(meets):
            if row[full] != _NOBODY and row[bare] == _NOBODY:
                chain = _chain(meets, start, full, bare)
                if len(chain) % 2 == 0:
                    _exchange(meets, chain, full, bare)
                    break
        counts[full] -= 1
        counts[bare] += 1
    return {(i, j): slot for i, row in enumerate(meets) for slot, j in enumerate(row) if i < j}


def _free(row: Sequence[int]) -> list[int]:
    return [slot for slot, there in enumerate(row) if there == _NOBODY]


def _join(meets: Table, one: int, other: int, slot: int) -> None:
    meets[one][slot], meets[other][slot] = other, one


def _part(meets: Table, one: int, other: int, slot: int) -> None:
    meets[one][slot] = meets[other][slot] = _NOBODY
