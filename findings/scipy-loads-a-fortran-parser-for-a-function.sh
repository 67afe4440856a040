#!/usr/bin/env bash
# Guess: `import scipy.special`, for one quantile, loads what computes it: a short command that needs it pays for little else. What numpy loads late
# (f2py, testing) stays unloaded until somebody asks.
# Seen with scipy 1.17.1 and numpy 2.4.6: its copy of array_api_compat takes `from numpy import *`, whose __all__ names the late parts too. So a parser of
# Fortran, unittest, the reader of e-mail and the tools of tests are loaded, some 170 modules: half of the 0.13 s that the import takes.
# Fails when scipy.special comes without them.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install -qqq --disable-pip-version-check "numpy==2.4.6" "scipy==1.17.1"
"$folder/venv/bin/python" - <<'PYTHON'
import sys
import time

import numpy

late = ["numpy.f2py", "numpy.f2py.crackfortran", "numpy.testing", "unittest", "email.message"]
assert not [name for name in late if name in sys.modules]
before, start = set(sys.modules), time.process_time()
import scipy.special

took, loaded = time.process_time() - start, set(sys.modules) - before
others = [name for name in loaded if not name.startswith("scipy")]
print(f"scipy.special: {took:.2f} s of CPU, {len(loaded)} modules, {len(others)} of them not of scipy")
assert not [name for name in late if name not in sys.modules]
PYTHON
"$folder/venv/bin/python" - <<'PYTHON'
import sys
import time

import numpy

start, before = time.process_time(), set(sys.modules)
exec("from numpy import *")
print(f"of it, from numpy import *: {time.process_time() - start:.2f} s, {len(set(sys.modules) - before)} modules")
assert "numpy.f2py.crackfortran" in sys.modules
PYTHON
