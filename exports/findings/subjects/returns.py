"""The return effects of a purchase in words."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

from dirskg.exports.findings.document import Document, Section
from dirskg.exports.findings.products import product_name
from dirskg.exports.findings.published import in_words, subject_name
from dirskg.exports.findings.speaker import Speaker
from dirskg.exports.language import NO_NUMBER
from dirskg.exports.tables.cells import one_line
from dirskg.graph.analyses.returns import LITERATURE, Assumed, IoTable, ProductEffects, Profile, Range, ReturnsReport

_GDP = "gdp"
_QUALIFIERS = ("almost", "at most", "estimate")


def document(report: ReturnsReport, speaker: Speaker) -> Document:
    """What a purchase gives back as ranges, what others found, and what cannot be said."""
    table = report.table
    told = {"value": _millions(Range(report.profile.value, report.profile.value), speaker),
            "home": _percents(report.profile.home, speaker)}  # fmt: skip
    if table:
        told["table"] = one_line(" ".join(filter(None, (table.source, table.country, table.year, table.unit))))
    return Document(
        title=speaker("title"),
        facts=speaker.facts("broad", **told),
        paragraphs=(*_paragraphs(report, speaker), speaker("not_said")),
        sections=tuple(_sections(report, speaker)),
        notes=(*_notes(report, speaker), speaker("note_regions", n=report.unplaced), speaker("note_literature")),
    )


def _paragraphs(report: ReturnsReport, speaker: Speaker) -> Iterable[str]:
    bought = report.profile
    if report.assumed:
        yield from _assumed(report.assumed, bought, speaker)
    effects = {one.name: one for one in report.effects}
    if report.table is None:
        yield speaker("no_table")
    elif added := effects.get("value_added"):
        yield speaker(
            "in_words", value=_millions(Range(bought.value, bought.value), speaker),
            home=_percents(bought.home, speaker), added=_millions(added.type1, speaker),
            abroad=_millions(effects["imports"].type1, speaker) if "imports" in effects else NO_NUMBER,
        )  # fmt: skip
        if added.type2:
            yield speaker("with_wages", added=_millions(added.type2, speaker))
    if report.table:
        yield (
            speaker("by_profile", source=one_line(bought.source))
            if bought.shares
            else speaker("by_any", n=len(report.products))
        )
    if report.treasury and report.tax_share:
        share = _percents(report.tax_share, speaker)
        yield speaker("treasury", share=share, back=_millions(report.treasury, speaker))
    found = [one for one in LITERATURE if one.measure == _GDP]
    low, high = min(one.low for one in found), max(one.high for one in found)
    yield speaker("others", low=speaker.decimal(low), high=speaker.decimal(high), n=len(found))


def _assumed(told: Assumed, bought: Profile, speaker: Speaker) -> Iterable[str]:
    """Where the value and the share at home come from, unless the asker states others."""
    values = sorted(one.value for one in told.file.of("value") if math.isfinite(one.value))
    name = one_line(told.file.label(speaker.lang))
    yield speaker("by_file", file=name, n=len(values), amounts=_ends_of(values, speaker))
    if bought.value == told.millions:
        note = in_words(told.value.note, speaker.lang) or NO_NUMBER
        yield speaker(
            "by_file_taken", value=speaker.decimal(told.millions, 0), note=note, source=one_line(told.value.source)
        )
    if bought.home == told.home:
        if told.beyond:
            yield speaker("by_file_beyond", amounts=_ends_of(told.beyond, speaker))
        if told.returns:
            yield speaker("by_file_returns", amounts=_ends_of(told.returns, speaker))
        else:
            yield speaker("by_file_usual_share" if told.beyond else "by_file_usual")


def _ends_of(amounts: Sequence[float], speaker: Speaker) -> str:
    """The least and the most of sorted amounts, in millions."""
    low, high = (speaker.decimal(amounts[i] / 1e6, 0) for i in (0, -1))
    return _told(low, high, speaker)


def _notes(report: ReturnsReport, speaker: Speaker) -> Iterable[str]:
    yield speaker("note_home")
    if report.table is None:
        return
    for rule in report.rules:
        yield speaker(f"note_rule_{rule.replace(' ', '_')}")
    yield speaker("note_types")
    yield from _about(report.table, speaker)
    if report.table.jobs is None:
        yield speaker("note_no_jobs")


def _about(table: IoTable, speaker: Speaker) -> Iterable[str]:
    """What the table itself leaves open."""
    yield speaker("note_misfit", gap=speaker.decimal(table.misfit))
    for key, n in (("note_withheld", table.withheld), ("note_negative", table.negative)):
        if n:
            yield speaker(key, n=n)
    if table.unmade:
        names = speaker.words.listed(product_name(one, speaker.lang) for one in table.unmade)
        yield speaker("note_unmade", names=names)


def _sections(report: ReturnsReport, speaker: Speaker) -> Iterable[Section]:
    if report.table:
        rows = [
            {"effect": speaker(f"effect_{one.name}"), **_ends("direct", one.direct), **_ends("type1", one.type1),
             **_ends("type2", one.type2)}
            for one in report.effects
        ]  # fmt: skip
        yield speaker.section("effects", f"effect {_pairs('direct', 'type1', 'type2')}", rows)  # fmt: skip
        yield speaker.section(
            "products", f"product share:percent {_pairs('output', 'added', 'added2', 'abroad')}",
            [_product(one, speaker) for one in report.products])  # fmt: skip
    parts: list[dict[str, Any]] = [
        {"region": speaker.area(one.region), "companies": one.companies, "share": one.share,
         **_ends("interval", one.interval), **_ends("worth", one.worth)}
        for one in report.regions
    ]  # fmt: skip
    ranges = f"{_pairs('interval', form='percent')} {_pairs('worth')}"
    yield speaker.section("regions", f"region companies:count share:percent {ranges}", parts)
    yield _literature(speaker)
    yield _published(report, speaker)


def _product(found: ProductEffects, speaker: Speaker) -> dict[str, Any]:
    name = product_name(found.product, speaker.lang)
    return {
        "product": name if found.made else speaker("not_made", product=name), "share": found.share,
        **_ends("output", found.type1.get("output")), **_ends("added", found.type1.get("value_added")),
        **_ends("added2", found.type2.get("value_added")), **_ends("abroad", found.type1.get("imports")),
    }  # fmt: skip


def _literature(speaker: Speaker) -> Section:
    rows = [
        {
            "finding": speaker(f"literature_{one.measure}"), "low": one.low, "high": one.high,
            "citation": one.citation, "source": one.address,
        }
        for one in LITERATURE
    ]  # fmt: skip
    return speaker.section("literature", "finding low:decimal high:decimal citation source", rows)


def _published(report: ReturnsReport, speaker: Speaker) -> Section:
    rows = []
    for one in report.figures:
        hedge = speaker.word("hedge", one.qualifier) if one.qualifier in _QUALIFIERS else one.qualifier
        rows.append({
            "programme": one_line(one.programme), "region": speaker.area(one.region),
            "subject": subject_name(one.subject, speaker), "hedge": one_line(hedge), "value": one.value / 1e6,
            "year": one.year, "publisher": in_words(one.publisher, speaker.lang),
        })  # fmt: skip
    return speaker.section("published", "programme region subject hedge value:count year:year publisher", rows)


def _pairs(*names: str, form: str = "decimal") -> str:
    return " ".join(f"{name}_{end}:{form}" for name in names for end in ("low", "high"))


def _ends(name: str, found: Range | None) -> dict[str, float]:
    low, high = (found.low, found.high) if found else (float("nan"), float("nan"))
    return {f"{name}_low": low, f"{name}_high": high}


def _millions(found: Range, speaker: Speaker) -> str:
    return _told(speaker.decimal(found.low, 1), speaker.decimal(found.high, 1), speaker)


def _percents(found: Range, speaker: Speaker) -> str:
    return _told(speaker.percent(found.low), speaker.percent(found.high), speaker)


def _told(low: str, high: str, speaker: Speaker) -> str:
    return low if low == high else speaker("between", low=low, high=high)
