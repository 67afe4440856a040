"""Where things lie: the project, the files beside the tests, and the data that lie beside the project, if they do."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[2]
DATA = ROOT / "tests" / "data"
REFERENCE_TABLES = ROOT / "ingest" / "sources" / "reference" / "data"
SHARED = ROOT.parent / "shared"
