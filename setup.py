"""The packages by rule, under the name that they are imported by; all else stands in setup.cfg.

setup.cfg can look for packages too, but not give those that it finds another first name.
"""

from setuptools import find_packages, setup

FLOORS = ("ontology", "graph", "ingest", "exports", "cli")

setup(packages=[f"dirskg.{name}" for floor in FLOORS for name in find_packages(include=(floor, f"{floor}.*"))])
