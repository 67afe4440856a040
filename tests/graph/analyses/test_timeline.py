"""The timeline: states and red flags of milestones on a day."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from command_line import assert_fails, document, result, run
from icalendar import Calendar
from small_ecosystem import frame, small_ecosystem

from dirskg.exports.findings import Speaker, render_finding
from dirskg.exports.findings.calendar import noticed
from dirskg.graph.analyses.tracker import timeline
from dirskg.graph.ecosystem.frames import Ecosystem

DAY = "2026-11-25"
SEATS = [(f"g{code}", "body", "seatIn") for code in "123"]
ACTORS = {f"g{code}": {"country": "BE", "level": "region", "region": f"BE{code}"} for code in "123"}
# Date, status, and what is expected: state, and the flags beside those that all here share.
CASES = {
    "m1": ("2025-01-01", "done", "done", ()),
    "m2": ("2026-11", "planned", "ahead", ()),
    "m3": ("2026-10", "planned", "late", ("late",)),
    "m4": ("2026-11-25", "planned", "ahead", ()),
    "m5": ("2026-11-24", "planned", "late", ("late",)),
    "m6": ("2027", "done", "done", ("not yet due",)),
    "m7": ("", "no date found", "undated", ("no date",)),
    "m8": ("2026", "planned", "ahead", ()),
}
LONG = "Réunion interfédérale; accord, suite\\fin " * 6


def ecosystem(**more: str) -> Ecosystem:
    rows = [
        {
            "id": name, "title": LONG, "date": date, "status": status, "owner": "body", "source": "https://x.eu/1",
            **more,
        }
        for name, (date, status, *_) in CASES.items()
    ]  # fmt: skip
    found = small_ecosystem({}, organisations={**ACTORS, "body": {"country": "BE"}}, ties=SEATS)
    return replace(found, milestones=frame("milestones", rows))


def test_states_and_flags_on_a_day() -> None:
    report = timeline(ecosystem(), on=DAY)
    told = {step.milestone.id: (step.state, step.flags) for step in report.steps}
    assert told == {name: (state, flags) for name, (_, _, state, flags) in CASES.items()}
    assert report.flags == {"no date": 1, "late": 2, "not yet due": 1}
    assert report.latest is not None
    assert report.latest.id == "m6"
    assert report.next is not None
    assert report.next.id == "m8"
    assert report.places("BE1") == {"seat": len(CASES)}
    bare = timeline(ecosystem(owner="", source=""), on=DAY).flags
    assert bare["no owner"] == bare["no source"] == len(CASES)
    assert "regions" not in bare, "a milestone of nobody has no body in which regions could sit"
    alone = replace(ecosystem(), ties=frame("ties", []))
    assert timeline(alone, on=DAY).flags["regions"] == len(CASES)
    actors = alone.organisations.assign(kind="parliamentary committee")
    committee = timeline(replace(alone, organisations=actors), on=DAY)
    assert "regions" not in committee.flags
    assert committee.places("BE1") == {"no table": len(CASES)}


def test_a_calendar_has_every_milestone_and_the_same_bytes() -> None:
    frames = ecosystem()
    report = timeline(frames, on=DAY)

    def written() -> str:
        speaker = Speaker("timeline", frames, "fr", "0001-test", as_of="2026-08-22")
        told = render_finding("timeline", report, speaker, "ics")
        assert isinstance(told, str)
        return told

    text = written()
    assert text == written()
    assert text.count("\r\n") == text.count("\n")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    events, tasks = Calendar.from_ical(text).walk("VEVENT"), Calendar.from_ical(text).walk("VTODO")
    assert [str(task["uid"]).rpartition("/")[2] for task in tasks] == ["m7"]
    assert {str(one["summary"]) for one in (*events, *tasks)} == {LONG.strip()}
    spans = {str(one["uid"])[-2:]: (str(one.decoded("dtstart")), str(one.decoded("dtend"))) for one in events}
    assert spans["m2"] == ("2026-11-01", "2026-12-01")
    assert spans["m5"] == ("2026-11-24", "2026-11-25")
    assert spans["m6"] == ("2027-01-01", "2028-01-01")
    marked = Calendar.from_ical(noticed(text, "Internal; not for publication"))
    assert marked["description"] == "Internal; not for publication"
    assert all(str(one["description"]).startswith("Internal; not") for one in marked.subcomponents)


def test_the_command_tells_milestones_and_writes_a_calendar(reference_home: Path, tmp_path: Path) -> None:
    found = document("timeline", "--format", "json", "--on", DAY, home=reference_home)
    assert found["states"]["undated"] == 3 == found["flags"]["no date"] - 1, "one is done on a day that no page tells"
    assert all(one["source"].startswith("http") for one in found["milestones"] if "no source" not in one["flags"])
    result("timeline", "-o", tmp_path / "t.ics", home=reference_home)
    assert len(Calendar.from_ical((tmp_path / "t.ics").read_bytes()).subcomponents) == len(found["milestones"])
    assert_fails(run("smes", "-o", "x.ics", home=reference_home), 2, "no format ends in .ics")
