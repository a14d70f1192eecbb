"""The terms of other vocabularies that the catalogue points at, each with its type and its label."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pipelines.contracts import LANGUAGES, Language
from pipelines.publication.graph import Iri, Node, Text, in_three
from pipelines.publication.package_files import KINDS
from pipelines.publication.publisher import Publisher, Term

SHA256: Final = Iri("spdx:checksumAlgorithm_sha256")
_LANGUAGE: Final = "http://publications.europa.eu/resource/authority/language/"
_CODES: Final[dict[Language, str]] = {"nl": "NLD", "fr": "FRA", "en": "ENG"}
_FILE_TYPE: Final = "http://publications.europa.eu/resource/authority/file-type/"
_MEDIA_TYPE: Final = "https://www.iana.org/assignments/media-types/"


def languages() -> tuple[Iri, ...]:
    """The languages of the readers."""
    return tuple(Iri(f"{_LANGUAGE}{_CODES[language]}") for language in LANGUAGES)


def media_type(name: str) -> Iri:
    """A media type of IANA, such as text/csv."""
    return Iri(f"{_MEDIA_TYPE}{name}")


def file_type(code: str) -> Iri:
    """A kind of file in the list of the European Union."""
    return Iri(f"{_FILE_TYPE}{code}")


def terms(who: Publisher) -> Iterator[Node]:
    """Every term once."""
    yield from (Node(one, ("dct:LinguisticSystem",), {}) for one in languages())
    yield _labelled(who.spatial, "dct:Location", "skos:prefLabel")
    yield _labelled(who.frequency, "dct:Frequency", "skos:prefLabel")
    yield _labelled(who.access, "dct:RightsStatement", "skos:prefLabel")
    yield Node(
        Iri(who.licence.iri), ("dct:LicenseDocument",), {"dct:title": in_three(who.licence.title)}
    )
    scheme = Iri(who.theme_scheme.iri)
    yield Node(scheme, ("skos:ConceptScheme",), {"dct:title": in_three(who.theme_scheme.label)})
    yield Node(
        Iri(who.theme.iri),
        ("skos:Concept",),
        {"skos:prefLabel": in_three(who.theme.label), "skos:inScheme": (scheme,)},
    )
    yield Node(SHA256, ("spdx:ChecksumAlgorithm",), {})
    yield from _kinds_of_file()


def _kinds_of_file() -> Iterator[Node]:
    kinds = ("dct:MediaType", "dct:MediaTypeOrExtent")
    for name in sorted({kind.media_type for kind in KINDS}):
        yield Node(media_type(name), kinds, {"rdfs:label": (Text(name),)})
    for code in sorted({kind.file_type for kind in KINDS}):
        yield Node(file_type(code), ("dct:MediaTypeOrExtent",), {"rdfs:label": (Text(code),)})


def _labelled(term: Term, kind: str, predicate: str) -> Node:
    return Node(Iri(term.iri), (kind,), {predicate: in_three(term.label)})
