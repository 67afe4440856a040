"""Where things lie: the project, the files beside the tests, and the data that lie beside the project, if they do."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[2]
DATA = ROOT / "tests" / "data"
REFERENCE_TABLES = ROOT / "ingest" / "sources" / "reference" / "data"
SHARED = ROOT.parent / "shared"
# By source, where its real files lie below SHARED.
REAL_PARTS = {
    "edf": "edf", "cordis": "cordis", "ror": "ror/ror_records_latest_all.jsonl.gz", "kbo": "kbo/doc_sample_rows",
    "gleif": "gleif",
}  # fmt: skip
