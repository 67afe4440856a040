"""What an explorer holds, unpacked."""

from __future__ import annotations

import base64
import json
import re
import zlib
from typing import Any


def page_data(page: str) -> dict[str, Any]:
    """The data of a page."""
    found = re.search(r'<script type="text/plain" id="data">(.*?)</script>', page, re.DOTALL)
    assert found
    read: dict[str, Any] = json.loads(zlib.decompress(base64.b64decode(found[1])))
    return read
