"""A small graph of named nodes, written as Turtle and as JSON-LD, always with the same bytes.

Every node has an address, so that there are no blank nodes and sorting is all it takes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from pipelines.contracts import LANGUAGES, Words

PREFIXES: Final = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


@dataclass(frozen=True, order=True)
class Iri:
    """The address of a node, in full or as `prefix:name`."""

    text: str


@dataclass(frozen=True, order=True)
class Text:
    """A text in a language, a typed value (`datatype` as `xsd:date`), or a plain text."""

    text: str
    language: str = ""
    datatype: str = ""


Object: TypeAlias = Iri | Text


@dataclass(frozen=True)
class Node:
    """One node: its address, what kinds of thing it is, and what is said of it."""

    iri: Iri
    types: tuple[str, ...]
    said: Mapping[str, Sequence[Object]]


def in_three(words: Words) -> tuple[Text, ...]:
    """The same words as a text in each language."""
    return tuple(Text(words.to(language), language) for language in LANGUAGES)


def turtle(nodes: Iterable[Node]) -> str:
    """The graph as Turtle: prefixes, then the nodes by address, what is said of each in order."""
    lines = [f"@prefix {name}: <{iri}> ." for name, iri in PREFIXES.items()]
    for node in _sorted(nodes):
        kinds = ", ".join(node.types)
        lines += ["", f"{_named(node.iri)} a {kinds}" + (" ;" if node.said else " .")]
        lines += _statements(node)
    return "\n".join(lines) + "\n"


def json_ld(nodes: Iterable[Node]) -> str:
    """The graph as JSON-LD, expanded under one context of prefixes."""
    graph = [
        {
            "@id": node.iri.text,
            "@type": list(node.types),
            **{
                predicate: [_in_json(one) for one in sorted(objects, key=_order)]
                for predicate, objects in sorted(node.said.items())
            },
        }
        for node in _sorted(nodes)
    ]
    content = {"@context": PREFIXES, "@graph": graph}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _sorted(nodes: Iterable[Node]) -> list[Node]:
    return sorted(nodes, key=lambda node: node.iri)


def _statements(node: Node) -> Iterator[str]:
    said = sorted(node.said.items())
    for place, (predicate, objects) in enumerate(said, start=1):
        told = ", ".join(_in_turtle(one) for one in sorted(objects, key=_order))
        yield f"    {predicate} {told}" + (" ." if place == len(said) else " ;")


def _order(one: Object) -> tuple[str, str]:
    return one.text, "" if isinstance(one, Iri) else f"{one.language}{one.datatype}"


def _named(iri: Iri) -> str:
    prefix, _, name = iri.text.partition(":")
    return iri.text if prefix in PREFIXES and not name.startswith("//") else f"<{iri.text}>"


def _in_turtle(one: Object) -> str:
    if isinstance(one, Iri):
        return _named(one)
    text = json.dumps(one.text, ensure_ascii=False)  # the escapes of JSON are those of Turtle
    if one.language:
        return f"{text}@{one.language}"
    return f"{text}^^{one.datatype}" if one.datatype else text


def _in_json(one: Object) -> dict[str, str]:
    if isinstance(one, Iri):
        return {"@id": one.text}
    if one.language:
        return {"@value": one.text, "@language": one.language}
    return {"@value": one.text, **({"@type": one.datatype} if one.datatype else {})}
