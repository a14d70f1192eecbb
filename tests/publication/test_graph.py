"""The two ways in which a graph is written, with the signs that could break these."""

from __future__ import annotations

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, RDFS, XSD

from pipelines.publication.graph import Iri, Node, Text, json_ld, turtle

HARD = 'he said "no"\nback\\slash\ttab é 数 <a> @nl'
NODES = (
    Node(
        Iri("https://example.org/b"),
        ("rdfs:Resource",),
        {
            "dct:title": (Text(HARD, "nl"), Text("plain")),
            "dct:issued": (Text("2026-11-23", datatype="xsd:date"),),
            "dct:relation": (Iri("https://example.org/a"), Iri("rdfs:Resource")),
        },
    ),
    Node(Iri("https://example.org/a"), ("rdfs:Resource",), {}),
)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own JSON-LD reader
@pytest.mark.parametrize("form", ["turtle", "json-ld"])
def test_what_is_read_back_is_what_was_said(form: str) -> None:
    text = turtle(NODES) if form == "turtle" else json_ld(NODES)
    read = Graph().parse(data=text, format=form)
    b = URIRef("https://example.org/b")
    assert set(read.objects(b, DCTERMS.title)) == {Literal(HARD, lang="nl"), Literal("plain")}
    assert set(read.objects(b, DCTERMS.issued)) == {Literal("2026-11-23", datatype=XSD.date)}
    assert URIRef(RDFS.Resource) in set(read.objects(b, DCTERMS.relation))
    assert len(read) == 7


def test_the_order_in_which_it_is_said_changes_nothing() -> None:
    assert turtle(NODES) == turtle(NODES[::-1])
    assert json_ld(NODES) == json_ld(NODES[::-1])
