"""`dirskg status`: what the current build holds."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from dirskg.cli.runtime import Runtime, pass_runtime
from dirskg.cli.screen import on_screen
from dirskg.exports.language.answers import told, word
from dirskg.exports.language.naming import of_source

if TYPE_CHECKING:
    from dirskg.exports.language import Words

_MANY = 5  # more builds than that are told of with the way to remove them


@click.command()
@click.option("--verify", is_flag=True, help="Read every file of the build again, and hold it against its hash.")
@click.option("--json", "as_json", is_flag=True, help="The whole manifest as JSON.")
@pass_runtime
def command(run: Runtime, verify: bool, as_json: bool) -> None:
    """Show the current build: datasets, counts, hash, issues.

    \b
    Examples:
      dirskg status
      dirskg status --verify
      dirskg status --json
    """
    from dirskg.graph.builds.home import read_manifest

    if verify:
        run.require_undamaged()
    path = run.build_folder()
    manifest = read_manifest(path)
    if as_json:
        run.write(json.dumps({"build": path.name, **manifest}, indent=2, ensure_ascii=False) + "\n", None)
        return
    lines = _lines(run, path.name, manifest, told(run.lang))
    wide = max(len(head) for head, _ in lines) + 2
    run.write(on_screen("".join(f"{head:{wide}}{text}\n" for head, text in lines)), None)


def _lines(run: Runtime, name: str, manifest: dict[str, Any], words: Words) -> list[tuple[str, str]]:
    """What each line is about, and what it says."""
    counts, domains = manifest["counts"], manifest["domains"]
    belgian, parts = counts["belgian_organisations"], counts["participations"]
    lines = [
        (words("status_build"), _kept(run, name, words)),
        (words("status_hash"), manifest["content_hash"]),
        (words("status_domains"), words("told_domains", n=domains["count"], file=domains["file"])),
        (words("status_statements"), words.decimal(counts["quads"], 0)),
        (words("status_organisations"), words("told_organisations", n=counts["organisations"], belgian=belgian)),
        ("", _kinds(manifest.get("belgian_organisations", {}), words)),
        (words("status_projects"), words("told_projects", n=counts["projects"], parts=parts)),
        (words("status_ties"), words("told_ties", ties=counts["ties"], claims=counts["claims"])),
    ]
    for one, dataset in manifest["datasets"].items():
        used = sum(file["rows_used"] for file in dataset["files"].values())
        read = sum(file["rows"] for file in dataset["files"].values())
        key, day = ("told_dataset" if dataset["retrieved"] else "told_dataset_undated"), dataset["retrieved"] or ""
        lines += [(words("status_dataset"), words(key, name=one, used=used, read=read, day=day))]
        lines += [("", of_source(dataset["licence"], words.lang))]
    lines.append((words("status_issues"), words("told_issues", n=manifest["issues"])))
    return [(head, text) for head, text in lines if text]


def _kinds(counts: dict[str, int], words: Words) -> str:
    """The Belgian ones by what they are: no sum of firms, ministries and bodies of NATO means anything."""
    return ", ".join(f"{words.decimal(count, 0)} {word(kind, words)}" for kind, count in counts.items() if count)


def _kept(run: Runtime, name: str, words: Words) -> str:
    """How many builds lie there, how large they are together, and what to do where they are many."""
    from dirskg.graph.builds.disk import size_of
    from dirskg.graph.builds.home import build_names, builds_folder

    names = build_names(run.home)
    if len(names) <= _MANY:
        return words("kept", name=name, n=len(names), home=str(run.home))
    megabytes = round(size_of(builds_folder(run.home)) / 1e6)
    return words("kept_many", name=name, n=len(names), home=str(run.home), megabytes=megabytes, most=_MANY)
