"""Who publishes, under which licence, and where: what data_contracts/publisher.yaml says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pipelines.contracts import LANGUAGES, Language, Words, words
from pipelines.contracts.files import Entry, read_yaml


@dataclass(frozen=True)
class Term:
    """One term of a vocabulary that others keep: its address and its label."""

    iri: str
    label: Words


@dataclass(frozen=True)
class Licence:
    """What a reader may do: `code` is that of SPDX, `page` explains it."""

    code: str
    iri: str
    page: str
    title: Words


@dataclass(frozen=True)
class Publisher:
    """What the metadata of every release says beside the figures; `base` ends in a slash."""

    base: str
    name: str
    homepage: str
    contact_name: str
    contact_page: str
    licence: Licence
    title: Words
    description: Words
    keywords: Mapping[Language, tuple[str, ...]]
    spatial: Term
    frequency: Term
    theme: Term
    theme_scheme: Term
    access: Term

    def address(self, number: object, file: str = "") -> str:
        """Where a release, or one file of it, will be found on the web."""
        return f"{self.base}released/{number}/{file}"


@cache
def publisher() -> Publisher:
    """What data_contracts/publisher.yaml says; ContractError names the key that lacks."""
    file = read_yaml("publisher.yaml")
    contact, licence, catalogue = (file.entry(key) for key in ("contact", "licence", "catalogue"))
    theme = file.entry("theme")
    return Publisher(
        base=file.text("base"),
        name=file.text("name"),
        homepage=file.text("homepage"),
        contact_name=contact.text("name"),
        contact_page=contact.text("page"),
        licence=Licence(
            licence.text("code"),
            licence.text("iri"),
            licence.text("page"),
            words(licence.entry("title")),
        ),
        title=words(catalogue.entry("title")),
        description=words(catalogue.entry("description")),
        keywords={language: file.entry("keywords").texts(language) for language in LANGUAGES},
        spatial=_term(file.entry("spatial")),
        frequency=_term(file.entry("frequency")),
        theme=_term(theme),
        theme_scheme=Term(theme.text("scheme"), words(theme.entry("scheme_label"))),
        access=_term(file.entry("access")),
    )


def _term(entry: Entry) -> Term:
    return Term(entry.text("iri"), words(entry.entry("label")))
