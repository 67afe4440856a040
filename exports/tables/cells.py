"""One value of a table as a writer needs it: plain, storable, and nothing that a reader's program would act on."""

from __future__ import annotations

import json
import math
import re
from datetime import date, time

Value = str | int | float | bool | None

# Separators of lines, and control characters with which text can steer a terminal.
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
# What has no shape of its own but can hide in a name, or make one name read as another: overrides and marks of writing
# direction, zero-width and tag characters; and two that are none, which XML refuses. The two joiners stay, because some
# scripts need them.
_HIDDEN = re.compile(
    "[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
# What moves a cursor, colours, retitles or rings, but for tabs and line feeds; and what turns the direction of writing.
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SPACES = re.compile(" {2,}")
# Half of a character pair: UTF-8 cannot hold it.
_SURROGATES = re.compile("[\ud800-\udfff]")
# What pandas calls a missing value of text or time.
_MISSING = ("NAType", "NaTType")
# A spreadsheet takes text that begins so for a formula (OWASP: CSV injection); some read the full-width forms as well.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def plain_value(value: object) -> Value:
    """Text, number, truth or None (missing, NaN, NaT). Dates are ISO text, lists and mappings JSON text."""
    if type(value) is str and value.isascii():  # most are
        return value
    if hasattr(value, "tolist"):  # a scalar or an array of numpy, which need not be loaded to be told
        value = value.tolist()
    if value is None or type(value).__name__ in _MISSING or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, (list, tuple, dict)):
        value = json.dumps(value, ensure_ascii=False, default=str)
    return _SURROGATES.sub("\ufffd", str(value))


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
    if text.isprintable():  # most texts: nothing of all that is
        return (_SPACES.sub(" ", text) if "  " in text else text).strip()
    text = _HIDDEN.sub("", _CONTROLS.sub(" ", _SURROGATES.sub("\ufffd", text)))
    return _SPACES.sub(" ", text).strip()


def for_screen(text: str) -> str:
    """Finished text for a terminal: what could steer it is an escape (\\u001b), as JSON and N-Triples have them."""
    return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def spreadsheet_text(text: str) -> str:
    """Text that a spreadsheet takes as text: an apostrophe stands before what it would run as a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
