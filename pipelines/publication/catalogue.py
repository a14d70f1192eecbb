"""The catalogue of a release for open-data portals: DCAT-AP 3.0.1, with checksums and provenance.

Terms of other vocabularies that are pointed at are typed and labelled here as well, because the
range shapes of DCAT-AP look for that in the same graph. Source: semiceu.github.io/DCAT-AP.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pipelines.contracts import LANGUAGES, Words
from pipelines.publication.edition import Edition
from pipelines.publication.graph import Iri, Node, Text, in_three
from pipelines.publication.making import checksum, making
from pipelines.publication.package_files import PackageFile
from pipelines.publication.provenance import Inputs
from pipelines.publication.publisher import Publisher, publisher
from pipelines.publication.tables import Table
from pipelines.publication.vocabularies import file_type, languages, media_type, terms
from pipelines.publication.words import say

TURTLE: Final = "catalogue.ttl"
JSON_LD: Final = "catalogue.jsonld"


@dataclass(frozen=True)
class _Release:
    """What every node of the catalogue may name."""

    who: Publisher
    edition: Edition

    @property
    def catalogue(self) -> Iri:
        return Iri(f"{self.who.base}catalogue")

    @property
    def agent(self) -> Iri:
        return Iri(f"{self.who.base}publisher")

    @property
    def contact(self) -> Iri:
        return Iri(f"{self.who.base}contact")

    @property
    def activity(self) -> Iri:
        return Iri(f"{self.who.address(self.edition.number)}#made")

    @property
    def day(self) -> tuple[Text, ...]:
        return (Text(self.edition.made_at.date().isoformat(), datatype="xsd:date"),)

    def described(self, words: Words) -> tuple[Text, ...]:
        """A description, which says it when figures are fictitious."""
        if not self.edition.is_sample:
            return in_three(words)
        sample = say("sample")
        told = (f"{sample.to(language)}. {words.to(language)}" for language in LANGUAGES)
        return in_three(Words(*told))


def catalogue(
    files: Sequence[tuple[Table, Sequence[PackageFile]]], edition: Edition, used: Inputs
) -> Iterator[Node]:
    """Every node of the catalogue: a dataset for each table, a distribution for each file."""
    release = _Release(publisher(), edition)
    yield _catalogue(release, [table for table, _ in files])
    yield from _agents(release)
    yield from making(release.activity, release.agent, edition, used)
    yield from terms(release.who)
    for table, downloads in files:
        yield from _dataset(release, table, downloads)
        for file in downloads:
            yield from _distribution(release, file)


def _catalogue(release: _Release, tables: Sequence[Table]) -> Node:
    who = release.who
    return Node(
        release.catalogue,
        ("dcat:Catalog",),
        {
            "dct:title": in_three(who.title),
            "dct:description": release.described(who.description),
            "dct:publisher": (release.agent,),
            "dct:license": (Iri(who.licence.iri),),
            "dct:language": languages(),
            "dct:spatial": (Iri(who.spatial.iri),),
            "dct:modified": release.day,
            "foaf:homepage": (Iri(who.homepage),),
            "dcat:themeTaxonomy": (Iri(who.theme_scheme.iri),),
            "dcat:dataset": tuple(_dataset_iri(who, table) for table in tables),
        },
    )


def _dataset(release: _Release, table: Table, downloads: Sequence[PackageFile]) -> Iterator[Node]:
    who, iri = release.who, _dataset_iri(release.who, table)
    said: dict[str, Sequence[Iri | Text]] = {
        "dct:title": in_three(table.of.title),
        "dct:description": release.described(table.of.reading),
        "dct:identifier": (Text(table.name),),
        "dct:publisher": (release.agent,),
        "dcat:contactPoint": (release.contact,),
        "dcat:keyword": _keywords(who),
        "dcat:theme": (Iri(who.theme.iri),),
        "dct:accessRights": (Iri(who.access.iri),),
        "dct:accrualPeriodicity": (Iri(who.frequency.iri),),
        "dct:language": languages(),
        "dct:spatial": (Iri(who.spatial.iri),),
        "dct:modified": release.day,
        "dcat:version": (Text(str(release.edition.number)),),
        "prov:wasGeneratedBy": (release.activity,),
        "dcat:distribution": tuple(_distribution_iri(release, file) for file in downloads),
    }
    if table.span is not None:
        period = Iri(f"{iri.text}#period")
        first, last = (Text(day.isoformat(), datatype="xsd:date") for day in table.span)
        yield Node(
            period, ("dct:PeriodOfTime",), {"dcat:startDate": (first,), "dcat:endDate": (last,)}
        )
        said["dct:temporal"] = (period,)
    yield Node(iri, ("dcat:Dataset",), said)


def _distribution(release: _Release, file: PackageFile) -> Iterator[Node]:
    iri = _distribution_iri(release, file)
    address = Iri(release.who.address(release.edition.number, file.path))
    hashed = Iri(f"{iri.text}-sha256")
    yield Node(address, ("rdfs:Resource",), {})
    yield checksum(hashed, file.sha256)
    yield Node(
        iri,
        ("dcat:Distribution",),
        {
            "dct:title": in_three(file.title),
            "dcat:accessURL": (address,),
            "dcat:downloadURL": (address,),
            "dcat:mediaType": (media_type(file.kind.media_type),),
            "dct:format": (file_type(file.kind.file_type),),
            "dcat:byteSize": (Text(str(file.size_bytes), datatype="xsd:nonNegativeInteger"),),
            "dct:license": (Iri(release.who.licence.iri),),
            "dct:issued": release.day,
            "spdx:checksum": (hashed,),
        },
    )


def _agents(release: _Release) -> Iterator[Node]:
    who = release.who
    yield Node(
        release.agent,
        ("foaf:Agent", "foaf:Organization"),
        {"foaf:name": (Text(who.name),), "foaf:homepage": (Iri(who.homepage),)},
    )
    yield Node(
        release.contact,
        ("vcard:Kind", "vcard:Organization"),
        {"vcard:fn": (Text(who.contact_name),), "vcard:hasURL": (Iri(who.contact_page),)},
    )
    yield Node(Iri(who.homepage), ("foaf:Document",), {})


def _dataset_iri(who: Publisher, table: Table) -> Iri:
    return Iri(f"{who.base}table/{table.name}")


def _distribution_iri(release: _Release, file: PackageFile) -> Iri:
    return Iri(f"{release.who.address(release.edition.number)}#{file.path.replace('/', '-')}")


def _keywords(who: Publisher) -> tuple[Text, ...]:
    return tuple(Text(word, language) for language in LANGUAGES for word in who.keywords[language])
