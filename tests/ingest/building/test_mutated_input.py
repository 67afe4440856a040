"""Inputs spoilt by chance: a build ends well or says what is wrong, never by an error of the program.

`benchmarks/mutate_inputs.py` tries thousands; here are few, from fixed seeds.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from command_line import keeps_contract, run
from mutation import spoil
from small_inputs import FORMS, public_tables

_SEEDS = 3


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A small input of each form, and tables that know what is in them. Tests copy them."""
    folder = tmp_path_factory.mktemp("inputs")
    return {form: make(folder / form) for form, make in (FORMS | {"public": public_tables}).items()}


@pytest.mark.parametrize("form", FORMS)
def test_a_spoilt_input_is_read_or_refused(form: str, inputs: dict[str, Path], tmp_path: Path) -> None:
    for seed in range(_SEEDS):
        folder = Path(shutil.copytree(inputs[form], tmp_path / str(seed)))
        how = spoil(folder, seed)
        sources = {"reference": inputs["public"]} | {form.partition("-")[0]: folder}
        given = [f"{name}={place}" for name, place in sources.items()]
        ended = run("build", "--dry-run", *given, home=tmp_path / "home")
        assert keeps_contract(ended), (seed, how, ended.stderr)
        assert ended.returncode in (0, 3), (seed, how, ended.stderr)


def test_what_is_built_of_spoilt_inputs_keeps_its_shapes_and_can_be_analysed(
    inputs: dict[str, Path], tmp_path: Path
) -> None:
    given = [f"reference={inputs['public']}"]
    for seed, form in enumerate(("cordis-csv", "edf-decoded", "ror", "gleif", "kbo")):
        folder = Path(shutil.copytree(inputs[form], tmp_path / form))
        spoil(folder, seed)
        spoilt = f"{form.partition('-')[0]}={folder}"
        if run("build", "--dry-run", given[0], spoilt, home=tmp_path / "home").returncode == 0:
            given.append(spoilt)
    assert len(given) > 1
    for words in (["build", *given], ["validate"], ["gaps"], ["tracker"]):
        ended = run(*words, home=tmp_path / "home")
        assert ended.returncode == 0, (words, ended.stderr)
