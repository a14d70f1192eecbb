from __future__ import annotations

import json
import re
from importlib import resources
from pathlib import Path
from string import Formatter

import pytest
import yaml
from jsonschema import Draft201909Validator

from pipelines.contracts import (
    LANGUAGES,
    STREAMS,
    Code,
    Column,
    Rule,
    Stream,
    Words,
    accepted_codes,
    code_list,
    delivery_rules,
    fingerprint,
    stream,
    streams,
)
from pipelines.errors import ContractError
from pipelines.home import CONTRACTS
from pipelines.reading.spelling import plain

RULES = {rule.name: rule for one in streams() for rule in one.rules}
QUESTIONS = {rule.name: rule for one in streams() for rule in one.questions}
COLUMNS = {f"{one.name}.{column.name}": column for one in streams() for column in one.columns}
LISTS = sorted(path.stem for path in (CONTRACTS / "codes").glob("*.csv"))
LABELLED = [name for name in LISTS if name != "stekken"]

# The extract format, to the letter: physical names in order, `*` where a column is required.
PHYSICAL = {
    "bezoeken": "stek_id* bezoek_id* datum* bezoeker_code eerste_contact* contactvorm* "
    "leeftijdsklasse* gender* huishoudtype* inkomensbron woonsituatie thema",
    "rechtenchecks": "stek_id* check_id* bezoek_id bezoeker_code* datum* recht_code* "
    "status_start* reden_1 reden_2 reden_3",
    "doorverwijzingen": "stek_id* doorverwijzing_id* bezoeker_code recht_code* "
    "datum_doorverwijzing* bestemming* wijze* aangekomen* resultaat* datum_resultaat "
    "opgevolgd_tot bedrag_maand bedrag_eenmalig",
    "signalen": "stek_id* signaal_id* datum* recht_code thema drempel* niveau* status* "
    "aantal_klasse",
}
LOGICAL = {
    "visits": "stek_id visit_id date visitor_code is_first_contact contact_form age_class gender "
    "household_type income_source housing themes",
    "entitlement_checks": "stek_id check_id visit_id visitor_code date right_code status_at_start "
    "reason_1 reason_2 reason_3",
    "referrals": "stek_id referral_id visitor_code right_code referral_date destination manner "
    "has_arrived outcome outcome_date followed_until amount_month_eur amount_once_eur",
    "signals": "stek_id signal_id date right_code theme barrier level status count_class",
}
CODES = {
    "contact_forms": "ontmoeting koffie_formulieren digihulp vorming outreach zitdag_partner "
    "huisbezoek telefoon_online",
    "age_classes": "0-17 18-24 25-44 45-64 65+",
    "genders": "v m x",
    "household_types": "alleenstaand alleenstaande_ouder koppel_zonder_kind koppel_met_kind andere",
    "income_sources": "werk werkloosheid ziekte leefloon pensioen_igo handicap geen andere",
    "housing": "sociale_huur private_huur eigenaar opvang dak_thuisloos andere",
    "themes": "inkomen wonen energie gezondheid schulden gezin_kinderen onderwijs werk digitaal "
    "administratie juridisch vrije_tijd andere",
    "rights": "leefloon igo verhoogde_tegemoetkoming maximumfactuur verwarmingstoelage "
    "sociaal_tarief_energie sociaal_tarief_telecom schooltoeslag sociale_toeslag huurpremie "
    "huursubsidie sociale_huur ivt_it zorgbudget dringende_medische_hulp juridische_bijstand "
    "schuldhulp davo werkloosheid uitpas_kansentarief ander_recht",
    "entitlement_statuses": "ontvangt in_aanvraag niet_opgenomen geen_recht",
    "destinations": "ocmw caw ziekenfonds woonmaatschappij huis_van_het_kind vdab uitbetaler_rva "
    "pensioendienst dg_han zorgkas energie rechtshulp huisarts_wgc gemeente andere",
    "referral_manners": "warm_begeleid warm_contact koud",
    "referral_outcomes": "toegekend deels geweigerd lopend stopgezet",
    "signal_levels": "lokaal bovenlokaal",
    "signal_statuses": "gemeld besproken antwoord opgelost geen_gevolg",
    "count_classes": "1-4 5-9 10-19 20+",
    "yes_no": "ja nee",
    "not_answered": "onbekend niet_gevraagd",
    "stekken": "zaventem tienen kalmthout beringen leopoldsburg sint-truiden zelzate harelbeke "
    "denderleeuw gent-broederij gent-tuintjes gent-zoete-inval gent-warme-wijktuin "
    "anderlecht-peterbos ieper-ter-plekke stek-16",
}
REASONS = (
    "N1a recht_onbekend, N1b denkt_geen_recht, N1c foute_info, N2a schaamte, "
    "N2b slechte_ervaring, N2c te_complex, N2d digitale_drempel, N2e taal_geletterdheid, "
    "N2f angst_gevolgen, N2g loont_niet, N2h eigen_keuze, N3a dossier_onvolledig, "
    "N3b traag_geen_antwoord, N3c onterecht_geweigerd, N3d wachtlijst, N3e bereikbaarheid_kost, "
    "N3f geen_adres_document, N4a niet_voorgesteld, N4b kastje_muur, N5a voorwaarde_sanctie, "
    "N5b statuut, N9 onbekend"
)


@pytest.mark.parametrize("name", STREAMS)
def test_a_contract_is_valid_for_the_schema_of_the_standard(name: str) -> None:
    schema = resources.files("open_data_contract_standard").joinpath("schema.json").read_text()
    contract = yaml.safe_load((CONTRACTS / f"{name}.odcs.yaml").read_text("utf-8"))
    assert contract["apiVersion"] == "v3.1.0"
    assert [e.message for e in Draft201909Validator(json.loads(schema)).iter_errors(contract)] == []


def test_the_streams_and_columns_are_called_as_the_format_says() -> None:
    written = {
        one.physical_name: " ".join(
            column.physical_name + "*" * column.is_required for column in one.columns
        )
        for one in streams()
    }
    assert written == PHYSICAL


def test_the_streams_and_columns_have_their_own_names_inside_the_house() -> None:
    assert {s.name: " ".join(column.name for column in s.columns) for s in streams()} == LOGICAL


@pytest.mark.parametrize("name", CODES)
def test_the_codes_are_those_of_the_format(name: str) -> None:
    assert " ".join(code.code for code in code_list(name)) == CODES[name]


def test_the_reasons_carry_their_letters() -> None:
    reasons = code_list("reasons")
    assert ", ".join(f"{r.fields['letter_code']} {r.code}" for r in reasons) == REASONS
    assert all(r.fields["letter_code"].startswith(r.fields["group"]) for r in reasons)
    assert all(r.fields["letter_code"] in r.synonyms for r in reasons)


def test_four_rights_are_sensitive_by_themselves() -> None:
    assert {right.fields["sensitive"] for right in code_list("rights")} == {"true", "false"}
    assert {right.code for right in code_list("rights") if right.fields["sensitive"] == "true"} == {
        "ivt_it",
        "zorgbudget",
        "dringende_medische_hulp",
        "schuldhulp",
    }


def test_rights_say_how_they_are_granted() -> None:
    known = {"automatic", "partly", "on_application"}
    rights = [right for right in code_list("rights") if right.code != "ander_recht"]
    assert {right.fields["granting"] for right in rights} == known
    assert all(right.fields["awarded_by"] and right.fields["art23_ground"] for right in rights)


def test_sixteen_stekken_say_since_when_and_what_is_to_be_confirmed() -> None:
    stekken = code_list("stekken")
    assert len(stekken) == 16
    assert all(re.fullmatch(r"\d{4}-\d{2}", stek.fields["active_from"]) for stek in stekken)
    assert all(stek.fields["note"] for stek in stekken)
    assert stekken[-1].label.nl == "Stek 16 (naam aan te vullen)"


@pytest.mark.parametrize("name", LABELLED)
def test_every_code_has_a_label_in_three_languages(name: str) -> None:
    lines = (CONTRACTS / "codes" / f"{name}.csv").read_text("utf-8").splitlines()
    assert {"code", *LANGUAGES} <= set(lines[0].split(","))
    assert all(code.label.to(language) for code in code_list(name) for language in LANGUAGES)


@pytest.mark.parametrize("name", LISTS)
def test_every_code_is_listed_once_and_has_no_stray_space(name: str) -> None:
    codes = [code.code for code in code_list(name)]
    assert len(codes) == len(set(codes))
    words = [word for code in code_list(name) for word in (*spellings(code), *code.fields.values())]
    assert [word for word in words if word != word.strip()] == []


@pytest.mark.parametrize("name", sorted({*CODES, "reasons"}))
def test_no_spelling_means_two_codes(name: str) -> None:
    column = next((c for c in COLUMNS.values() if c.code_list == name), None)
    meanings: dict[str, set[str]] = {}
    for code in accepted_codes(column) if column else code_list(name):
        for spelling in spellings(code):
            meanings.setdefault(plain(spelling), set()).add(code.code)
    assert {spelling: codes for spelling, codes in meanings.items() if len(codes) > 1} == {}


def spellings(code: Code) -> list[str]:
    return [code.code, code.label.nl, code.label.fr, code.label.en, *code.synonyms]


def test_every_coded_column_also_accepts_the_two_codes_that_are_no_answer() -> None:
    for column in COLUMNS.values():
        if column.type in ("code", "codes") and column.code_list != "stekken":
            codes = [code.code for code in accepted_codes(column)]
            assert {"onbekend", "niet_gevraagd"} <= set(codes)
            assert len(codes) == len(set(codes))


def test_a_stek_and_a_yes_are_always_known() -> None:
    assert len(accepted_codes(COLUMNS["visits.stek_id"])) == 16
    assert [c.code for c in accepted_codes(COLUMNS["visits.is_first_contact"])] == ["ja", "nee"]


@pytest.mark.parametrize("column", COLUMNS.values(), ids=COLUMNS)
def test_a_column_says_what_it_is_and_how_to_fill_it_in(column: Column) -> None:
    assert all(column.title.to(language) for language in LANGUAGES)
    assert all(column.hint.to(language).endswith(".") for language in LANGUAGES)
    assert (column.code_list is not None) == (column.type in ("code", "codes", "yes_no"))
    assert column.code_list is None or column.code_list in LISTS


@pytest.mark.parametrize("one", streams(), ids=lambda one: one.name)
def test_no_header_means_two_columns_of_a_stream(one: Stream) -> None:
    meanings: dict[str, set[str]] = {}
    for column in one.columns:
        for header in (column.physical_name, column.title.nl, *column.aliases):
            meanings.setdefault(plain(header).replace(" ", ""), set()).add(column.name)
    assert {header: names for header, names in meanings.items() if len(names) > 1} == {}


@pytest.mark.parametrize("name", COLUMNS)
def test_a_column_has_the_rules_of_its_type(name: str) -> None:
    column = COLUMNS[name]
    expected = {
        f"{name}_is_filled_in": column.is_required,
        f"{name}_is_readable": column.type in ("date", "yes_no", "amount"),
        f"{name}_is_in_list": column.type == "code" and column.code_list != "stekken",
        f"{name}_are_in_list": column.type == "codes",
    }
    assert {rule: rule in RULES for rule in expected} == expected


def test_rule_names_are_unique() -> None:
    assert len(RULES) == sum(len(one.rules) for one in streams())


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_rule_points_at_columns_of_its_stream(rule: Rule) -> None:
    assert rule.name.startswith(f"{rule.stream}.")
    assert rule.columns
    assert set(rule.columns) <= {column.name for column in stream(rule.stream).columns}
    assert rule.offenders.startswith("select delivery, row_number")
    assert "{batch}" in rule.offenders


@pytest.mark.parametrize("rule", QUESTIONS.values(), ids=QUESTIONS)
def test_a_question_names_its_figures_in_three_languages(rule: Rule) -> None:
    in_dutch, *others = (braces(rule.message.to(language)) for language in LANGUAGES)
    assert others == [in_dutch, in_dutch]
    assert in_dutch <= {"figure", "usual"}
    assert rule.message.nl.startswith("Kijk ")
    assert set(rule.columns) <= {column.name for column in stream(rule.stream).columns}


@pytest.mark.parametrize("rule", (RULES | QUESTIONS).values(), ids=RULES | QUESTIONS)
def test_a_message_says_briefly_what_to_do(rule: Rule) -> None:
    for language in LANGUAGES:
        message = rule.message.to(language)
        assert message[0].isupper()
        assert message.endswith(".")
    assert len(rule.message.nl.split()) <= 25
    assert len(re.findall(r"[.?!](?: |$)", rule.message.nl)) <= 2
    physical = [
        column.physical_name for column in stream(rule.stream).columns if "_" in column.name
    ]
    assert not rule.message.nl.casefold().startswith(tuple(physical))


def test_what_holds_for_every_delivery_is_set_in_one_place() -> None:
    rules = delivery_rules()
    assert (rules.due_day, rules.refuse_above_share) == (15, 0.25)
    assert set(rules.rules_of_place) <= set(RULES)


PLACES = {"sheet", "kind", "column", "letter", "count", "place", "code", "codes", "allowed"}
ANSWERS = {"stek", "month", "number", "title", "used", "rows", "held_back", "command"}
LIMITS = {"first", "last", "least", "most"}
GROUPS = ["refusals", "repairs", "identity", "answers", "severities", "places", "allowed"]


def braces(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("group", GROUPS)
def test_the_words_of_a_delivery_fill_in_the_same_in_three_languages(group: str) -> None:
    words_by_kind: dict[str, Words] = getattr(delivery_rules(), group)
    assert words_by_kind
    for kind, words in words_by_kind.items():
        in_dutch, *others = (braces(words.to(language)) for language in LANGUAGES)
        assert others == [in_dutch, in_dutch], kind
        assert in_dutch <= PLACES | ANSWERS | LIMITS, kind


@pytest.mark.parametrize("group", ["refusals", "repairs", "severities", "places"])
def test_the_words_of_a_delivery_are_brief(group: str) -> None:
    words_by_kind: dict[str, Words] = getattr(delivery_rules(), group)
    assert [kind for kind, words in words_by_kind.items() if len(words.nl.split()) > 25] == []


def test_every_kind_of_identity_has_words() -> None:
    assert set(delivery_rules().identity) >= {
        "national_register_number",
        "bis_number",
        "iban",
        "telephone",
        "email",
        "name_column",
        "address_column",
        "birth_date",
        "postcode_with_age",
        "free_text",
    }


@pytest.mark.parametrize("name", ["cell_statuses", "ledger_statuses"])
def test_the_house_has_words_for_its_own_statuses(name: str) -> None:
    expected = {
        "cell_statuses": "published provisional zero hidden_small hidden_to_protect hidden "
        "not_delivered",
        "ledger_statuses": "reported nothing late missing refused corrected open",
    }
    assert {code.code for code in code_list(name)} == set(expected[name].split())


def test_an_unknown_stream_is_told_with_the_known_ones() -> None:
    with pytest.raises(ContractError, match="Known: visits, entitlement_checks"):
        stream("bezoeken")


def test_the_fingerprint_changes_with_any_file(tmp_path: Path) -> None:
    (tmp_path / "codes").mkdir()
    before = fingerprint(tmp_path)
    (tmp_path / "codes" / "a.csv").write_text("code\nx\n")
    after = fingerprint(tmp_path / "codes" / "..")
    assert len({before, after, fingerprint(CONTRACTS)}) == 3
