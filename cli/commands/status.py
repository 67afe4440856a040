"""`dirskg status`: what the current build holds."""

from __future__ import annotations

import json

import click

from dirskg.cli.runtime import Runtime, pass_runtime
from dirskg.cli.screen import write_text

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
    from dirskg.graph.home import read_manifest

    if verify:
        run.require_undamaged()
    path = run.build_folder()
    manifest = read_manifest(path)
    if as_json:
        run.write(json.dumps({"build": path.name, **manifest}, indent=2, ensure_ascii=False) + "\n", None)
        return
    counts, domains = manifest["counts"], manifest["domains"]
    lines = [
        f"Build          {path.name} ({_kept(run)})",
        f"Content hash   {manifest['content_hash']}",
        f"Domains        {domains['count']} from {domains['file']} (working set: official names are not known)",
        f"Statements     {counts['quads']:,}",
        f"Organisations  {counts['organisations']:,}, of which {counts['belgian_organisations']:,} Belgian",
        *_kinds(manifest.get("belgian_organisations", {})),
        f"Projects       {counts['projects']:,} with {counts['participations']:,} participations",
        f"Ties, claims   {counts['ties']:,} ties, {counts['claims']:,} claims of activity in a domain",
    ]
    for name, dataset in manifest["datasets"].items():
        used = sum(file["rows_used"] for file in dataset["files"].values())
        read = sum(file["rows"] for file in dataset["files"].values())
        since = f"as of {dataset['retrieved']}" if dataset["retrieved"] else "without a day in the files"
        lines.append(f"Dataset        {name}: {used:,} of {read:,} rows used, {since}")
        lines.append(f"               {dataset['licence']}")
    lines.append(f"Issues         {manifest['issues']} (`dirskg issues` lists them)")
    write_text(run, "\n".join(lines) + "\n")


def _kinds(counts: dict[str, int]) -> list[str]:
    """The Belgian ones by what they are: no sum of firms, ministries and bodies of NATO means anything."""
    told = ", ".join(f"{count:,} {kind}" for kind, count in counts.items() if count)
    return [f"               {told}"] if told else []


def _kept(run: Runtime) -> str:
    """How many builds lie there, how large they are together, and what to do where they are many."""
    from dirskg.graph.disk import size_of
    from dirskg.graph.home import build_names, builds_folder

    names = build_names(run.home)
    told = f"{len(names)} kept in {run.home}"
    if len(names) <= _MANY:
        return told
    megabytes = size_of(builds_folder(run.home)) / 1e6
    return f"{told}, {megabytes:,.0f} MB; `dirskg prune --keep {_MANY}` removes all but the newest {_MANY}"
