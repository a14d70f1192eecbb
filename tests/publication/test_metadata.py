"""The metadata of a release, read by the programs that the field uses for it."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import csvw
import frictionless
import pyshacl
import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, PROV, RDF, XSD

from pipelines.files import sha256
from pipelines.home import Home
from tests.publication.folders import DAY, LATER, on, published

SHAPES = Path(__file__).with_name("dcat_ap.ttl")
BASE = "https://www.saamo.be/stek-monitor/"
SPDX = "http://spdx.org/rdf/terms#"


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A second release, so that it has changes as well."""
    home = on(Home(tmp_path_factory.mktemp("home")), DAY)
    published(home)
    return published(home, LATER)


@pytest.fixture
def copy(release: Path, tmp_path: Path) -> Path:
    """The same, to spoil."""
    shutil.copytree(release, tmp_path / "copy")
    for path in (tmp_path / "copy").rglob("*"):
        path.chmod(0o755)
    return tmp_path / "copy"


@contextmanager
def inside(folder: Path) -> Iterator[None]:
    """Frictionless trusts only paths below the working folder."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def errors(folder: Path) -> list[str]:
    with inside(folder):
        report = frictionless.validate("datapackage.json")
    return [str(found[0]) for found in report.flatten(["type"])]


def test_frictionless_finds_every_table_as_the_data_package_says(release: Path) -> None:
    assert errors(release) == []
    package = json.loads((release / "datapackage.json").read_text("utf-8"))
    assert package["version"] == "2026-11-23.2"
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    assert package["description"].startswith("Voorbeeldgegevens: fictieve cijfers. ")
    assert [one["name"] for one in package["resources"]] == ["take_up", "changes"]


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (b",40,", b",forty,", "type-error"),
        (b",granted,", b",,", "constraint-error"),
        (b"period,stek_id", b"period,stek", "incorrect-label"),
    ],
)
def test_frictionless_finds_what_is_not_as_described(
    copy: Path, before: bytes, after: bytes, kind: str
) -> None:
    path = copy / "take_up.csv"
    spoilt = path.read_bytes().replace(b",60,", b",40,").replace(before, after, 1)
    assert spoilt != path.read_bytes()
    path.write_bytes(spoilt)
    package = json.loads((copy / "datapackage.json").read_text("utf-8"))
    for one in package["resources"]:
        del one["hash"], one["bytes"]
    (copy / "datapackage.json").write_text(json.dumps(package))
    assert kind in errors(copy)


def test_frictionless_finds_a_file_that_was_touched(copy: Path) -> None:
    path = copy / "take_up.csv"
    path.write_bytes(path.read_bytes() + b"\r\n")
    assert "hash-count" in errors(copy)


def test_a_column_has_its_title_meaning_and_categories(release: Path) -> None:
    package = json.loads((release / "datapackage.json").read_text("utf-8"))
    fields = {one["name"]: one for one in package["resources"][0]["schema"]["fields"]}
    assert fields["numerator"]["title"] == "Aantal"
    assert fields["numerator"]["type"] == "integer"
    assert fields["ci_low"]["type"] == "number"
    assert {"value": "tienen", "label": "STEK Tienen"} in fields["stek_id"]["categories"]
    assert {"value": "granted", "label": "granted (nl)"} in fields["outcome"]["categories"]
    assert package["resources"][0]["schema"]["primaryKey"] == [
        "period_type", "period", "stek_id", "recht_code", "breakdown", "category", "outcome",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["take_up", "changes"])
def test_csvw_reads_each_csv_by_the_metadata_beside_it(release: Path, name: str) -> None:
    read = csvw.CSVW(
        str(release / f"{name}.csv"),
        md_url=str(release / f"{name}.csv-metadata.json"),
        validate=True,
    )
    assert read.is_valid
    assert not read.warnings


@pytest.mark.filterwarnings("always:Invalid column value")  # how csvw remembers what it refuses
def test_csvw_refuses_a_count_that_is_no_number(copy: Path) -> None:
    path = copy / "take_up.csv"
    path.write_bytes(path.read_bytes().replace(b",60,", b",sixty,", 1))
    metadata = str(copy / "take_up.csv-metadata.json")
    assert not csvw.CSVW(str(path), md_url=metadata, validate=True).is_valid


def test_the_columns_have_titles_in_three_languages(release: Path) -> None:
    metadata = json.loads((release / "take_up.csv-metadata.json").read_text("utf-8"))
    titles = {one["name"]: one["titles"] for one in metadata["tableSchema"]["columns"]}
    assert titles["stek_id"] == {"und": "stek_id", "nl": "Stek", "fr": "Stek", "en": "Stek"}
    assert titles["value"]["fr"] == "Pourcentage"


def graph(release: Path) -> Graph:
    return Graph().parse(release / "catalogue.ttl")


def complaints(data: Graph) -> str:
    conforms, _, text = pyshacl.validate(data, shacl_graph=Graph().parse(SHAPES))
    return "" if conforms else str(text)


def test_the_catalogue_is_as_dcat_ap_asks(release: Path) -> None:
    data = graph(release)
    assert complaints(data) == ""
    assert len(set(data.subjects(RDF.type, DCAT.Dataset))) == 2
    assert (
        len(set(data.subjects(RDF.type, DCAT.Distribution))) == 6
    )  # four of a table, two of changes


@pytest.mark.parametrize(
    ("subject", "predicate"),
    [
        (f"{BASE}catalogue", DCTERMS.title),
        (f"{BASE}catalogue", DCTERMS.description),
        (f"{BASE}catalogue", DCTERMS.publisher),
        (f"{BASE}table/take_up", DCTERMS.title),
        (f"{BASE}table/take_up", DCTERMS.description),
        (f"{BASE}table/take_up", PROV.wasGeneratedBy),
        (f"{BASE}publisher", FOAF.name),
        (f"{BASE}released/2026-11-23.2/#take_up.csv", DCAT.accessURL),
        (f"{BASE}released/2026-11-23.2/#take_up.csv", URIRef(f"{SPDX}checksum")),
        ("http://publications.europa.eu/resource/authority/frequency/MONTHLY", RDF.type),
        ("http://publications.europa.eu/resource/authority/licence/CC_BY_4_0", RDF.type),
        ("https://www.iana.org/assignments/media-types/text/csv", RDF.type),
        ("http://publications.europa.eu/resource/authority/country/BEL", RDF.type),
    ],
)
def test_the_shapes_notice_what_is_taken_away(
    release: Path, subject: str, predicate: URIRef
) -> None:
    data = graph(release)
    assert (URIRef(subject), predicate, None) in data
    data.remove((URIRef(subject), predicate, None))
    assert complaints(data) != ""


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own JSON-LD reader
def test_json_ld_and_turtle_say_the_same(release: Path) -> None:
    again = Graph().parse(release / "catalogue.jsonld", format="json-ld")
    assert set(again) == set(graph(release))


def test_a_checksum_in_the_catalogue_is_that_of_the_file(release: Path) -> None:
    data = graph(release)
    for name in ("take_up.csv", "excel/take_up.csv", "take_up.xlsx", "take_up.parquet"):
        iri = URIRef(f"{BASE}released/2026-11-23.2/#{name.replace('/', '-')}")
        (checksum,) = data.objects(iri, URIRef(f"{SPDX}checksum"))
        (value,) = data.objects(checksum, URIRef(f"{SPDX}checksumValue"))
        content = (release / name).read_bytes()
        assert str(value) == sha256(content)
        (size,) = data.objects(iri, DCAT.byteSize)
        assert int(str(size)) == len(content)
        (address,) = data.objects(iri, DCAT.downloadURL)
        assert str(address) == f"{BASE}released/2026-11-23.2/{name}"


def test_the_period_runs_from_the_first_day_to_the_last(release: Path) -> None:
    data = graph(release)
    (period,) = data.objects(URIRef(f"{BASE}table/take_up"), DCTERMS.temporal)
    (start,), (end,) = data.objects(period, DCAT.startDate), data.objects(period, DCAT.endDate)
    assert (str(start), str(end)) == ("2026-10-01", "2026-10-31")
    assert getattr(start, "datatype", None) == XSD.date


def test_the_making_names_what_was_used_with_its_hash(release: Path) -> None:
    data = graph(release)
    (made,) = data.subjects(RDF.type, PROV.Activity)
    told = json.loads((release / "provenance.json").read_text("utf-8"))
    hashes = {
        str(value)
        for used in data.objects(made, PROV.used)
        for checksum in data.objects(used, URIRef(f"{SPDX}checksum"))
        for value in data.objects(checksum, URIRef(f"{SPDX}checksumValue"))
    }
    assert hashes == {
        told["deliveries"]["list_sha256"], told["contracts"]["sha256"], told["code"]["sha256"],
    }  # fmt: skip


def test_a_description_says_that_figures_are_fictitious(release: Path) -> None:
    data = graph(release)
    for subject in data.subjects(RDF.type, DCAT.Dataset):
        told = {
            getattr(text, "language", None): str(text)
            for text in data.objects(subject, DCTERMS.description)
        }
        assert told["nl"].startswith("Voorbeeldgegevens: fictieve cijfers. ")
        assert told["en"].startswith("Sample data: fictitious figures. ")
