"""How a release was made, as a catalogue tells it: an activity, what it used, and their hashes."""

from __future__ import annotations

from collections.abc import Iterator

from pipelines import contracts
from pipelines.publication.edition import Edition
from pipelines.publication.graph import Iri, Node, Text, in_three
from pipelines.publication.provenance import Inputs, code_fingerprint
from pipelines.publication.vocabularies import SHA256
from pipelines.publication.words import say


def making(activity: Iri, agent: Iri, edition: Edition, used: Inputs) -> Iterator[Node]:
    """The nodes of the activity that made a release, and of its three inputs."""
    inputs = {
        "deliveries": used.sha256,
        "contracts": contracts.fingerprint(),
        "code": code_fingerprint(),
    }
    ended = Text(edition.made_at.isoformat(), datatype="xsd:dateTime")
    yield Node(
        activity,
        ("prov:Activity",),
        {
            "dct:title": in_three(say("made_title", number=edition.number)),
            "prov:used": tuple(Iri(f"{activity.text}-{name}") for name in inputs),
            "prov:wasAssociatedWith": (agent,),
            "prov:endedAtTime": (ended,),
        },
    )
    for name, value in inputs.items():
        used_one, hashed = (Iri(f"{activity.text}-{name}{end}") for end in ("", "-sha256"))
        yield Node(
            used_one,
            ("prov:Entity",),
            {"dct:title": in_three(say(f"used_{name}")), "spdx:checksum": (hashed,)},
        )
        yield checksum(hashed, value)


def checksum(iri: Iri, value: str) -> Node:
    """A SHA-256 as DCAT tells it."""
    return Node(
        iri,
        ("spdx:Checksum",),
        {
            "spdx:algorithm": (SHA256,),
            "spdx:checksumValue": (Text(value, datatype="xsd:hexBinary"),),
        },
    )
