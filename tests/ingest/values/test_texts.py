"""Texts set right: entities undone once, letters decoded, names cut to their limit, and each told as a repair."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dirskg.ingest.audit import Audit
from dirskg.ingest.stage import Stage
from dirskg.ingest.values.addresses import homepage
from dirskg.ingest.values.names import comparable
from dirskg.ingest.values.texts import MOST_NAME, undone

ENTITIES = {
    "C&amp;V": "C&V", "R&#38;D": "R&D", "R&#x26;D": "R&D", "L&apos;Air": "L'Air", "&quot;Alfa&quot;": '"Alfa"',
    "Li&egrave;ge": "Liège", "&amp;amp;": "&amp;", "AT&T; R&D;": "AT&T; R&D;", "&nosuch;": "&nosuch;", "&amp": "&amp",
    "a&#0;b": "a\ufffdb", "a&#27;b": "ab", "&ampere;": "&ampere;",
}  # fmt: skip


@pytest.mark.parametrize("text", ENTITIES)
def test_entities_are_undone_once(text: str) -> None:
    assert undone(text) == ENTITIES[text]


@given(st.text(st.characters(exclude_characters="&")))
def test_text_without_entities_stays(text: str) -> None:
    assert undone(text) == text


def test_every_text_that_is_staged_is_set_right_and_told() -> None:
    audit = Audit("x")
    stage = Stage("x", audit=audit)
    stage.add("name", "a:1", key="C&amp;V", name="C&amp;V&nbsp;\nCafÃ©", type="legal")
    stage.add("name", "a:2", key="b", name="x" * (MOST_NAME + 1), type="legal")
    stage.add("project", "a:3", id="p", title="R&amp;D", acronym="é")
    assert [row["name"] for row in stage.rows["name"]] == ["C&V Café", "x" * MOST_NAME]
    assert stage.rows["name"][0]["key"] == "C&amp;V"
    assert stage.rows["project"][0]["title"] == "R&D"
    assert [(one.action, one.kind, one.origin) for one in audit.issues] == [
        ("repaired", "double encoding", "a:1"), ("repaired", "HTML entity", "a:1"), ("repaired", "long name", "a:2"),
        ("repaired", "HTML entity", "a:3"),
    ]  # fmt: skip


def test_letters_that_nobody_sees_part_no_word() -> None:
    audit = Audit("x")
    stage = Stage("x", audit=audit)
    stage.add("name", "a:1", key="a", name="Op\u00adtro\u200bnics\ufeff NV", type="legal")
    assert (stage.rows["name"][0]["name"], audit.issues[0].kind) == ("Optronics NV", "unseen letter")


def test_an_address_is_set_right_before_it_is_checked() -> None:
    audit = Audit("x")
    assert homepage("https://a.example/?b=1&amp;c=2", "a:1", audit) == "https://a.example/?b=1&c=2"
    assert homepage("https://a.example/&lt;b&gt;", "a:2", audit) == ""
    assert homepage(f"https://a.example/{'b' * 5000}", "a:3", audit) == ""
    assert [one.action for one in audit.issues] == ["repaired", "repaired", "ignored", "ignored"]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("HTTP://WWW.A.BE", "http://www.a.be"), ("http//www.a.be/x", "https://www.a.be/x"),
        ("http://http://www.a.be", "https://www.a.be"), ("www.a.be; www.b.be", "https://www.a.be"),
        ("www.a.be, http://b.be", "https://www.a.be"), ("www.a.be / www.b.be", "https://www.a.be"), ("www.a.be-", "https://www.a.be"),
        ("https://a.be/b,c;d", "https://a.be/b,c"), ("www. a.be", "https://www.a.be"), ("www.a\N{HYPHEN}b.be", "https://www.a-b.be"),
        ("jan@a.be", ""), ("NA", ""), ("n/a", ""), ("http://", ""), ("none yet", ""),
    ],
)  # fmt: skip
def test_a_homepage_is_read_as_people_write_it(text: str, address: str) -> None:
    audit = Audit("x")
    assert homepage(text, "a:1", audit) == address
    assert "jan@" not in "".join(one.value for one in audit.issues)


def test_a_name_is_compared_without_entities() -> None:
    assert comparable("C&amp;V Optiek NV") == comparable("C&V Optiek")
