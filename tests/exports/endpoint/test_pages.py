"""Pages and descriptions of the server: records, the library as addresses, what it says of itself, the editor."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
import tomllib
from collections import Counter

import pytest
import rdflib
from chromium import Chromium
from folders import ROOT
from serving import Served

from dirskg.exports.language import LANGUAGES
from dirskg.graph.knowledge_graph import KnowledgeGraph
from dirskg.ontology import named_queries

DOMAIN = rdflib.URIRef("https://w3id.org/dirskg/id/domain-V3")
SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
VOID = rdflib.Namespace("http://rdfs.org/ns/void#")
SD = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")


def test_a_record_in_each_form(served: Served) -> None:
    page = served.get("/id/domain-V3", accept="text/html,*/*;q=0.8", accept_language="nl-BE,nl;q=0.9")
    assert page.headers["content-type"].startswith("text/html")
    assert "Uitspraken" in page.text
    assert {"hydrografie en bodemonderzoek op zee", "dotOcean"} <= set(re.findall(r">([^<>]+)</a>", page.text))
    assert "Accept" in page.headers["vary"]
    forms = {"turtle": ("text/turtle", ".ttl"), "json-ld": ("application/ld+json", ".jsonld"), "nt": ("", ".nt")}
    sizes = set()
    for form, (accept, ending) in forms.items():
        told = served.get(f"/id/domain-V3{ending}")
        graph = rdflib.Graph().parse(data=told.text, format=form)
        assert len(list(graph.predicate_objects(DOMAIN))) > 5
        sizes.add(len(graph))
        if accept:
            assert served.get("/id/domain-V3", accept=accept).headers["content-type"].startswith(accept)
    assert len(sizes) == 1


def test_another_id_of_a_record_leads_to_it(served: Served, reference_graph: KnowledgeGraph) -> None:
    record = reference_graph.resolve("ref-dotocean")
    told = served.raw(b"GET /id/ref-dotocean.ttl?lang=fr HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    assert told.startswith(b"HTTP/1.1 303")
    assert f"Location: /id/{record}.ttl?lang=fr\r\n".encode() in told
    page = served.get(f"/id/{record}?lang=fr", accept="text/html").text
    assert "dotOcean" in page
    assert f"/explorer#fr/actor/{record}" in page
    assert page.count(">pays<") == 2  # in words of the reader, once without a day and once for 2023
    assert served.get("/id/nobody").status == 404
    assert served.get("/id/%3E%3Cscript%3E").status == 404


def test_the_library_is_a_set_of_addresses(served: Served, reference_graph: KnowledgeGraph) -> None:
    told = served.get("/queries/actors-in-domain?domain=maritime&region=Flandre&format=csv")
    here = reference_graph.select("actors-in-domain", {"domain": "V3", "region": "BE2"})
    assert len(told.text.splitlines()) == len(here.rows) + 1
    asked = served.get("/queries/actors-in-domain?domain=V3&region=BE2&format=rq").text
    assert len(served.rows(asked)) == len(here.rows)
    assert "lacks parameter 'domain'" in served.get("/queries/actors-in-domain").text
    assert "No domain is called" in served.get("/queries/actors-in-domain?domain=zzz").text
    assert served.get("/queries/none").status == 404


def test_the_server_describes_itself(served: Served) -> None:
    def read(path: str) -> rdflib.Graph:
        told = served.get(path, accept="text/turtle")
        assert told.status == 200, told.text
        return rdflib.Graph().parse(data=told.text, format="turtle")

    service = read("/sparql")
    assert rdflib.URIRef(f"{served.address}/sparql") in set(service.subjects(SD.endpoint, None))
    assert len(set(service.objects(None, SD.namedGraph))) > 2
    whole = read("/void")
    count = served.rows("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")[0]["n"]["value"]
    node = rdflib.URIRef(f"{served.address}/void#dataset")
    assert str(whole.value(node, VOID.triples)) == count
    assert len(set(read("/catalog").subjects(rdflib.RDF.type, DCAT.Dataset))) >= 1
    library = read("/queries")
    assert len(set(library.subjects(rdflib.RDF.type, SH.SPARQLExecutable))) == len(named_queries())
    assert len(read("/ontology")) > 100
    assert served.get("/void", accept="image/png").status == 406


def test_reports_and_explorer_stand_at_the_same_address(served: Served) -> None:
    report = served.get("/reports/smes.json?lang=nl")
    assert report.status == 200, report.text
    assert json.loads(report.text)
    assert served.get("/reports/smes.exe").status == 404
    assert served.get("/reports/build.html").status == 404


@pytest.mark.browser
def test_the_editor_asks_a_question_of_the_library_and_nobody_else(served: Served, browser: Chromium) -> None:
    browser.visit(f"{served.address}/?lang=nl")
    browser.until("document.body.dataset.ready")
    assert "De editor wordt klaargezet" in served.get("/?lang=nl").text
    assert browser.evaluate("document.getElementById('soon')") is None  # told only until the editor stands
    assert "Een vraag uit de bibliotheek" in browser.evaluate("document.body.innerText")
    browser.evaluate("document.getElementById('library').focus()")
    browser.type("actors-in-domain")
    browser.until("document.querySelector('#parameters [name=domain]')")
    browser.evaluate("document.querySelector('#parameters [name=domain]').focus()")
    browser.type("maritime")
    browser.press("Enter")
    browser.until("document.querySelectorAll('.yasr table tbody tr').length > 10", 30)
    assert "format=csv" in browser.evaluate("document.getElementById('as-csv').href")
    assert "id/domain-V3" in browser.evaluate("document.querySelector('.CodeMirror').CodeMirror.getValue()")
    assert browser.evaluate("document.querySelector('.yasr a.iri').getAttribute('href')").startswith("/id/")
    assert "^^" not in browser.evaluate("document.querySelector('.yasr table').innerText")
    browser.call("Emulation.setDeviceMetricsOverride", width=390, height=800, deviceScaleFactor=1, mobile=False)
    assert browser.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert browser.evaluate("document.querySelector('.select_map i').offsetWidth") > 0
    browser.evaluate("document.querySelector('.select_map').click()")
    browser.until("document.querySelector('.map svg')")
    numbers = browser.evaluate("[...document.querySelectorAll('.map svg text')].map((one) => one.textContent)")
    answer = csv.DictReader(served.get("/queries/actors-in-domain?domain=V3&format=csv").text.splitlines())
    regions = Counter(row["region"].rpartition("/")[2] for row in answer)
    assert numbers == [str(regions[code]) for code in ("BE1", "BE2", "BE3")]
    # A link that can be sent opens the same query.
    link = browser.evaluate("document.querySelector('#yasgui') && location.href")
    assert link.startswith(served.address)
    known = json.loads(served.get("/editor/material.json").text)
    assert "https://w3id.org/dirskg/ontology#Activity" in known["classes"]
    assert known["classes"] + known["properties"] == sorted(known["classes"]) + sorted(known["properties"])
    assert [one for one in browser.requests if not one.startswith((served.address, "data:"))] == []
    assert browser.errors == []


@pytest.mark.browser
def test_a_page_of_a_record_runs_no_script_and_fits_a_phone(served: Served, browser: Chromium) -> None:
    for record in ("domain-V3", "ref-dotocean"):
        browser.visit(f"{served.address}/id/{record}", width=390)
        assert browser.evaluate("document.querySelectorAll('script').length") == 0
        assert browser.evaluate("document.querySelectorAll('td').length") > 10
        assert browser.evaluate("[...document.querySelectorAll('.scroll')].every(e => e.scrollWidth <= e.clientWidth)")
    assert browser.errors == []


def test_every_word_of_the_editor_is_used_and_none_is_lacking() -> None:
    folder = ROOT / "exports/endpoint/editor"
    strings = tomllib.loads((folder / "strings.toml").read_text(encoding="utf-8"))
    told = "".join(path.read_text(encoding="utf-8") for path in (*folder.glob("*.js"), *folder.glob("*.j2")))
    assert set(re.findall(r'(?:say|words)\("(\w+)"', told)) == set(strings)
    assert {tuple(texts) for texts in strings.values()} == {LANGUAGES}


def test_the_script_of_the_editor_holds_its_types() -> None:
    checker = shutil.which("tsc")
    if checker is None:
        pytest.skip("no tsc is installed (Debian: node-typescript)")
    options = ("--noEmit", "--allowJs", "--checkJs", "--strict", "--skipDefaultLibCheck", "--target", "es2022")
    scripts = [ROOT / f"exports/endpoint/editor/{name}.js" for name in ("charts", "page")]
    words = [checker, *options, "--lib", "es2022,dom,dom.iterable", *map(str, scripts)]
    found = subprocess.run(words, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout


def test_what_is_negotiated() -> None:
    from dirskg.exports.endpoint.negotiation import preferred

    offered = ("text/html", "text/turtle")
    cases = {
        "": "text/html", "*/*": "text/html", "text/turtle": "text/turtle", "text/*;q=0.1, text/turtle": "text/turtle",
        "text/html;q=0, */*": "text/turtle", "image/png": "", "text/html;q=0.3, text/turtle;q=0.2": "text/html",
        "text/turtle;q=x": "",
    }  # fmt: skip
    assert {accept: preferred(accept, offered) for accept in cases} == cases
