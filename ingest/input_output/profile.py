"""A profile of a purchase from a CSV file: product, share (or value), and domestic_share where it is known."""

from __future__ import annotations

import csv
import math
import re
from pathlib import Path

from dirskg.graph.analyses.returns import Profile, Range
from dirskg.graph.errors import DirskgError, Refused
from dirskg.graph.wording.text import decoded

_CLOSE = 1e-6
_SHARE = re.compile(r"([\d.,]+)\s*(%?)(?:\s*(?:-|to)\s*([\d.,]+)\s*(%?))?")


def read_profile(path: Path, *, value: float | None = None, home: Range | None = None) -> Profile:
    """The profile of a file. Its values give the whole, unless `value` does; its shares must be all of 1, or of 100.

    Raises DirskgError where it cannot be read, Refused for a row that cannot be used.
    """
    try:
        text = decoded(path.read_bytes())
    except (OSError, UnicodeDecodeError) as error:
        raise DirskgError(f"{path}: cannot be read: {error}. Save it as CSV UTF-8.") from error
    head = text.split("\n", 1)[0]
    rows = list(csv.DictReader(text.splitlines(), delimiter=max(";,\t|", key=head.count)))
    names = {name.strip().lower() for name in (rows[0] if rows else {}) if name}
    measure = "value" if "value" in names else "share"
    if not {"product", measure} <= names:
        raise Refused(f"{path}: needs columns product and share (or value, in millions); it has {head.strip()!r}.")
    parts: dict[str, float] = {}
    at_home: dict[str, Range] = {}
    for number, raw in enumerate(rows, start=2):
        row = {str(name).strip().lower(): str(cell or "").strip() for name, cell in raw.items()}
        product = row["product"] if row["product"].startswith("CPA_") else f"CPA_{row['product']}"
        if product in parts:
            raise Refused(f"{path}, row {number}: {product} stands there twice.")
        parts[product] = _number(row[measure], f"{path}, row {number}", measure)
        if row.get("domestic_share"):
            at_home[product] = share_range(row["domestic_share"], f"{path}, row {number}: domestic_share")
    whole = sum(parts.values())
    if whole <= 0:
        raise Refused(f"{path}: its {measure}s are 0 in all.")
    if measure == "share" and not any(math.isclose(whole, all_, rel_tol=_CLOSE) for all_ in (1, 100)):
        raise Refused(f"{path}: its shares are {whole:g} in all; they must be 1, or 100.")
    shares = {product: part / whole for product, part in parts.items()}
    bought = value if value is not None else whole if measure == "value" else Profile().value
    return Profile(bought, home or Profile().home, shares, at_home, path.name)


def share_range(text: str, where: str) -> Range:
    """A share or two: 0.4, 40%, 0.3-0.5, 30 to 50%. Raises Refused for what is none, or not between 0 and 1."""
    found = _SHARE.fullmatch(text.strip())
    ends = []
    if found:
        low, low_sign, high, high_sign = found.groups()
        for end, sign in ((low, low_sign or high_sign), (high or low, high_sign or low_sign)):
            ends.append(_number(end, where, "share") / (100 if sign else 1))
    if not ends or not 0 <= ends[0] <= ends[1] <= 1:
        raise Refused(f"{where}: {text!r} is no share between 0 and 1; write 0.4, 40%, or 0.3-0.5.")
    return Range(ends[0], ends[1])


def _number(text: str, where: str, what: str) -> float:
    try:
        found = float(text.replace(",", ".").removesuffix("%"))
    except ValueError:
        found = math.nan
    if not math.isfinite(found) or found < 0:
        raise Refused(f"{where}: {text!r} is no {what}.")
    return found
