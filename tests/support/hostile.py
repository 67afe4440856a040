"""Text that tries to become more than text in a page."""

from __future__ import annotations

HOSTILE = '<script>window.hacked = 1</script><img src=x onerror="window.hacked = 2">"\n\'\u2028{{7*7}}</title>'
