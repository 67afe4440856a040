"""A paper as Markdown (GitHub's tables); charts are told in words, since Markdown holds no picture."""

from __future__ import annotations

from collections.abc import Iterator

from dirskg.exports.findings.markdown import section_table
from dirskg.exports.report.model import Block, Figure, Listed, Paper, Said, pieces
from dirskg.exports.tables import markdown_table, markdown_text


def markdown(paper: Paper) -> str:
    """The page; text from data is escaped."""
    return "\n\n".join(part for part in _parts(paper) if part) + "\n"


def _parts(paper: Paper) -> Iterator[str]:
    words = paper.words
    yield f"# {markdown_text(paper.name)}"
    yield "\n".join(f"- **{word}{words.high}:** {markdown_text(value)}" for word, value in paper.facts)
    if not paper.brief:
        heads = [f"- [{markdown_text(part.heading)}](#{part.name})" for part in paper.parts if part.level == 1]
        yield f"## {words('heading_contents')}"
        yield "\n".join([*heads, f"- [{words('heading_evidence')}](#evidence)"])
    for part in paper.parts:
        yield f'<a id="{part.name}"></a>'
        yield f"{'#' * (part.level + 1)} {markdown_text(part.heading)}"
        for block in part.blocks:
            yield from _block(block, paper)
    yield from _proofs(paper)


def _block(block: Block, paper: Paper) -> Iterator[str]:
    if isinstance(block, Said):
        yield _said(block)
    elif isinstance(block, Listed):
        yield "\n".join(f"{'1.' if block.numbered else '-'} {_said(item)}" for item in block.items)
    elif isinstance(block, Figure):
        head, *rows = block.picture.rows or ((),)
        told = "" if rows else f" {markdown_text(block.picture.alt)}"
        yield f"> *{markdown_text(block.caption)}*{told}{_refs(block.refs)}"
        if rows:
            yield markdown_table([*map(markdown_text, head)], [[*map(markdown_text, row)] for row in rows])
    else:
        section = block.section
        yield f"**{markdown_text(section.heading)}**{_refs(block.refs)}"
        yield markdown_text(section.caption)
        yield section_table(section, paper.words) if len(section.table) else paper.words("no_rows")


def _proofs(paper: Paper) -> Iterator[str]:
    words = paper.words
    if paper.proofs:
        yield '<a id="evidence"></a>'
        yield f"## {words('heading_evidence')}"
        yield words("evidence_intro")
    for proof in paper.proofs:
        shown, more = proof.shown()
        sources = " ".join(map(markdown_text, shown))
        sources += f" {words('evidence_more', n=more)}" if more else ""
        told = words("evidence_rows", n=proof.rows)
        yield f'<a id="ev-{proof.number}"></a>{proof.number}\\. {markdown_text(proof.command)} ({told}) {sources}'


def _said(said: Said) -> str:
    told = f"[{markdown_text(said.lead)}]({said.page})" if said.page else markdown_text(said.lead)
    lead = f"**{told}.** " if said.lead else ""
    place = f'<a id="{said.name}"></a>' if said.name else ""
    return f"{place}{lead}{_rich(said.text)}{_refs(said.refs)}"


def _rich(text: str) -> str:
    told = []
    for piece in pieces(text):
        # What is on one line stays so; blanks at the ends of a piece part it from its neighbours.
        shown = markdown_text(f"|{piece.text}|")[2:-2]
        told.append(f"[{shown}](#{piece.target})" if piece.target else shown)
    return "".join(told)


def _refs(refs: tuple[int, ...]) -> str:
    return "".join(f" [\\[{ref}\\]](#ev-{ref})" for ref in refs)
