"""One value of a table as a writer needs it: plain, storable, and nothing that a reader's program would act on."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from datetime import date, time
from typing import Any

import numpy as np
import pandas as pd

Value = str | int | float | bool | None

# Separators of lines, and control characters with which text can steer a terminal.
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
# What has no shape of its own but can hide in a name, or make one name read as another: overrides and marks of writing
# direction, zero-width and tag characters. The two joiners stay, because some scripts need them.
_HIDDEN = re.compile(
    "[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_SPACES = re.compile(" {2,}")
# Half of a character pair: UTF-8 cannot hold it.
_SURROGATES = re.compile("[\ud800-\udfff]")
# A spreadsheet takes text that begins so for a formula (OWASP: CSV injection); some read the full-width forms as well.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def rows(frame: pd.DataFrame) -> Iterator[tuple[Value, ...]]:
    """The rows of a frame as plain values, without its index."""
    columns = [map(plain_value, frame.iloc[:, place].tolist()) for place in range(frame.shape[1])]
    return zip(*columns, strict=True) if columns else iter(())


def plain_value(value: object) -> Value:
    """Text, number, truth or None (missing, NaN, NaT). Dates are ISO text, lists and mappings JSON text."""
    if isinstance(value, np.generic):
        value = value.item()
    if value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, np.ndarray):
        value = value.tolist()
    if isinstance(value, (list, tuple, dict)):
        value = json.dumps(value, ensure_ascii=False, default=str)
    return _SURROGATES.sub("\ufffd", str(value))


def holds_numbers(kind: Any) -> bool:
    """Whether a column of this dtype holds numbers; truths, which pandas counts among them, are none."""
    return pd.api.types.is_numeric_dtype(kind) and not pd.api.types.is_bool_dtype(kind)


def exact(value: Value) -> str:
    """A value as text that reads back as itself; "" where it is missing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(value).removesuffix(".0") if isinstance(value, float) else str(value)


def readable(value: Value) -> str:
    """A value as a person reads it in a table: on one line, fractions shortened to what a glance can hold."""
    if isinstance(value, float) and math.isfinite(value) and value != int(value):
        return f"{value:.2f}" if abs(value) >= 1 else f"{value:.3g}"
    return one_line(exact(value))


def one_line(text: str) -> str:
    """The text on one line, without control characters, direction overrides and characters that cannot be seen."""
    text = _HIDDEN.sub("", _CONTROLS.sub(" ", _SURROGATES.sub("\ufffd", text)))
    return _SPACES.sub(" ", text).strip()


def spreadsheet_text(text: str) -> str:
    """Text that a spreadsheet takes as text: an apostrophe stands before what it would run as a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
