"""Programs: the questions, their forms, what is told when one cannot be answered, and keys."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

import polars as pl
import pytest
from jsonschema import Draft202012Validator

from pipelines.home import Home
from portal.access import EVERY_ROLE
from portal.api.negotiation import best
from portal.api.operations import OPERATIONS
from portal.routes import PAGES
from tests.portal.reading.asking import Reader, signed_in
from tests.portal.reading.releases import FIRST, SECOND

AT = "/api/v1/releases"
ROWS = f"{AT}/latest/tables/take_up"


def told(reader: Reader, path: str, **headers: str) -> Any:  # noqa: ANN401  # any JSON
    answer = reader.get(path, **headers)
    assert answer.status == 200, answer.text
    return json.loads(answer.body)


def problem(reader: Reader, path: str, **headers: str) -> dict[str, Any]:
    answer = reader.get(path, **headers)
    assert answer.headers["content-type"] == "application/problem+json"
    content: dict[str, Any] = json.loads(answer.body)
    assert content["status"] == answer.status
    return content


@pytest.fixture(scope="module")
def description(policy: Reader) -> Any:  # noqa: ANN401  # any JSON
    return told(policy, "/api/openapi.json")


def test_every_question_is_described_and_nothing_else(description: Any) -> None:  # noqa: ANN401
    questions = {page.path for page in PAGES if page.path.startswith("/api/v")}
    assert set(description["paths"]) == questions
    assert {one.path for one in OPERATIONS} == questions


def test_every_question_stands_behind_the_gate() -> None:
    for page in PAGES:
        if page.path.startswith("/api"):
            assert page.may == EVERY_ROLE
            assert page.is_published
            assert page.methods == ("GET",)


def test_every_answer_looks_as_it_is_described(policy: Reader, description: Any) -> None:  # noqa: ANN401
    for one in OPERATIONS:
        schema = {
            "$ref": f"#/components/schemas/{one.schema}",
            "components": description["components"],
        }
        path = one.path.replace("{release}", "latest").replace("{table}", "take_up")
        Draft202012Validator(schema).validate(told(policy, path))


def test_the_releases_are_told_newest_first(policy: Reader) -> None:
    content = told(policy, AT)
    assert content["latest"] == SECOND
    assert [one["number"] for one in content["releases"]] == [SECOND, FIRST]
    assert content["releases"][1]["changes"][0]["nl"] == f"Uitgave {FIRST} is de eerste."


def test_the_rows_are_those_of_the_release_in_every_form(released: Home, policy: Reader) -> None:
    folder = released.released / SECOND
    whole = pl.read_parquet(folder / "take_up.parquet")
    assert told(policy, ROWS)["rows"] == whole.to_dicts()
    assert policy.get(ROWS, accept="text/csv").body == (folder / "take_up.csv").read_bytes()
    parquet = policy.get(ROWS, accept="application/vnd.apache.parquet").body
    assert pl.read_parquet(parquet).equals(whole)


def test_pages_of_rows_follow_each_other_and_lose_none(policy: Reader) -> None:
    whole = told(policy, ROWS)["rows"]
    path, gathered, n_pages = f"{ROWS}?limit=2", [], 0
    while path:
        answer = policy.get(path)
        gathered += json.loads(answer.body)["rows"]
        n_pages += 1
        following = re.search(r'<([^>]+)>; rel="next"', answer.headers["link"])
        path = following[1] if following else ""
    assert gathered == whole
    assert n_pages == -(-len(whole) // 2)


def test_a_choice_is_the_same_whatever_its_order(policy: Reader) -> None:
    one = policy.get(f"{ROWS}?stek_id=tienen&period=2026-10&stek_id=zaventem")
    other = policy.get(f"{ROWS}?period=2026-10&stek_id=zaventem&stek_id=tienen")
    assert one.body == other.body
    assert one.headers["etag"] == other.headers["etag"]
    stekken = {row["stek_id"] for row in json.loads(one.body)["rows"]}
    assert stekken == {"tienen", "zaventem"}


def test_a_known_stek_without_rows_is_an_empty_answer_and_no_mistake(policy: Reader) -> None:
    content = told(policy, f"{ROWS}?stek_id=zelzate")
    assert (content["total"], content["rows"]) == (0, [])


def test_each_release_choice_and_form_has_a_name_of_its_own(policy: Reader) -> None:
    tags = [
        policy.get(f"{AT}/{number}/tables/take_up{query}", accept=form).headers["etag"]
        for number in (FIRST, SECOND)
        for query in ("", "?stek_id=tienen", "?limit=1", "?offset=1")
        for form in ("application/json", "text/csv", "application/vnd.apache.parquet")
    ]
    assert len(set(tags)) == len(tags)
    latest = policy.get(ROWS)
    assert latest.headers["etag"] == policy.get(f"{AT}/{SECOND}/tables/take_up").headers["etag"]
    assert latest.headers["content-location"].startswith(f"{AT}/{SECOND}/tables/take_up")


@pytest.mark.parametrize("form", ["application/json", "text/csv", "application/vnd.apache.parquet"])
def test_who_has_the_rows_already_gets_none(policy: Reader, form: str) -> None:
    first = policy.get(ROWS, accept=form)
    again = policy.get(ROWS, accept=form, if_none_match=f'"other", {first.headers["etag"]}')
    assert (again.status, again.body) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert "Accept" in first.headers["vary"].split(", ")
    assert 'rel="describedby"' in first.headers["link"]


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("", "json"), ("*/*", "json"), ("text/*", "csv"), ("application/*", "json"),
        ("text/csv;q=0.5, application/json;q=0.1", "csv"), ("application/json;q=0, */*", "csv"),
        ("text/html, */*;q=0.1", "json"), ("text/csv;q=nonsense, application/json;q=0.1", "json"),
        ("text/html", None), ("application/json;q=0", None), (";;;,,,", None), ("text/csv;q=0", None),
    ],
)  # fmt: skip
def test_the_form_is_what_is_asked_for_most(accept: str, form: str | None) -> None:
    found = best(accept, ("application/json", "text/csv"))
    assert (found.rpartition("/")[2] if found else None) == form


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        (f"{ROWS}?stek=tienen", 400, "recht_code, period_type, period"),
        (f"{ROWS}?stek_id=nergens", 400, "ALL, zaventem, tienen"),
        (f"{ROWS}?stek_id=", 400, "stek_id is leeg"),
        (f"{ROWS}?limit=0", 400, "van 1 tot 10000"),
        (f"{ROWS}?limit=1&limit=2", 400, "limit is één geheel getal"),
        (f"{ROWS}?offset=-1", 400, "offset"),
        (f"{ROWS}?limit=%D9%A3", 400, "limit"),
        (f"{ROWS}?period=2026-10%0A", 400, "2026-Q3"),
        (f"{AT}?x=1", 400, "valt niets te kiezen"),
        (f"{AT}/2020-01-01.1", 404, "/api/v1/releases"),
        (f"{AT}/latest/tables/niets", 404, "/tables"),
        (f"{AT}/%2e%2e/tables/take_up", 404, "/api/v1/releases"),
        ("/api/v2", 404, "/api/openapi.json"),
        ("/api/v1/releases/latest/tables/..%2f..%2fproofs", 404, "/api"),
    ],
)
def test_a_question_that_cannot_be_answered_is_told_what_can(
    policy: Reader, path: str, status: int, says: str
) -> None:
    content = problem(policy, path)
    assert content["status"] == status
    assert says in content["detail"]


def test_a_form_that_is_not_there_is_told_which_are(policy: Reader) -> None:
    assert "text/csv" in problem(policy, ROWS, accept="text/html")["detail"]
    assert problem(policy, AT, accept="text/csv")["status"] == 406


@pytest.mark.parametrize(
    ("language", "detail"),
    [("fr-BE, nl;q=0.5", "Cette édition"), ("en", "There is no such"), ("de", "Deze uitgave")],
)
def test_a_problem_is_told_in_the_language_asked_for(
    policy: Reader, language: str, detail: str
) -> None:
    content = problem(policy, f"{AT}/2020-01-01.1", accept_language=language)
    assert content["detail"].startswith(detail)


def test_nothing_can_be_changed(policy: Reader) -> None:
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        answer = policy.ask(method, AT, {})
        assert answer.status == 405
        assert set(answer.headers["allow"].split(", ")) == {"GET", "HEAD"}
        assert answer.headers["content-type"] == "application/problem+json"


def test_without_an_account_a_program_is_told_how_to_come_in(
    nobody: Reader, anybody: Reader
) -> None:
    answer = nobody.get(ROWS)
    assert answer.status == 401
    assert answer.headers["www-authenticate"] == 'Bearer realm="stek"'
    assert anybody.get(ROWS).status == 200  # where what is published is open to all


def key_of(reader: Reader) -> str:
    page = reader.post("/account/sleutels", name="maandrapport")
    found = re.search(r"<code>(stek_[\w-]{43})</code>", page.text)
    assert found is not None
    return found[1]


def test_a_key_reads_what_is_published_and_nothing_else(policy: Reader, nobody: Reader) -> None:
    program = nobody.with_key(key_of(policy))
    assert program.get(ROWS).status == 200
    assert program.get(f"/downloads/{SECOND}/take_up.csv").status == 200
    assert program.get("/account").status == 303
    assert program.post("/account/sleutels", name="nog een").status == 401
    assert nobody.with_key("stek_" + "A" * 43).get(ROWS).status == 401


def test_a_key_is_shown_once_and_no_longer_works_when_it_is_withdrawn(
    policy: Reader, nobody: Reader
) -> None:
    key = key_of(policy)
    page = policy.get("/account/sleutels").text
    assert key not in page
    newest = re.findall(r"/account/sleutels/(\d+)/intrekken", page)[-1]
    assert policy.post(f"/account/sleutels/{newest}/intrekken").status == 303
    assert policy.post(f"/account/sleutels/{newest}/intrekken").status == 404
    assert nobody.with_key(key).get(ROWS).status == 401


def test_a_key_of_another_account_cannot_be_withdrawn(
    released: Home, policy: Reader, nobody: Reader
) -> None:
    key = key_of(policy)
    newest = re.findall(r"/(\d+)/intrekken", policy.get("/account/sleutels").text)[-1]
    analyst = signed_in(nobody, released, "analyst")
    assert analyst.post(f"/account/sleutels/{newest}/intrekken").status == 404
    assert nobody.with_key(key).get(ROWS).status == 200


def test_a_coordinator_reads_and_makes_no_keys(released: Home, nobody: Reader) -> None:
    coordinator = signed_in(nobody, released, "coordinator", "tienen")
    assert coordinator.get("/api").status == 200
    assert coordinator.get(ROWS).status == 200
    assert coordinator.get("/account/sleutels").status == 404
    assert coordinator.post("/account/sleutels", name="x").status == 404


@pytest.mark.parametrize("name", ["", " ", "x" * 61, "a\nb"])
def test_a_key_without_a_name_is_not_made(policy: Reader, name: str) -> None:
    answer = policy.post("/account/sleutels", name=name)
    assert answer.status == 422
    assert "<title>Fout:" in answer.text


def test_the_codes_have_words_in_three_languages(policy: Reader) -> None:
    content = told(policy, "/api/v1/codes")
    months = next(one for one in content["period_type"] if one["code"] == "month")
    assert months["label"] == {"nl": "Maand", "fr": "Mois", "en": "Month"}
    assert all(
        label for codes in content.values() for one in codes for label in one["label"].values()
    )


def test_the_page_for_people_gives_examples_that_work(policy: Reader) -> None:
    text = policy.get("/api").text.replace("&amp;", "&")
    found = re.search(r"curl .*?\n\s+&#39;http://[^/]+(/api/v1/[^&]+&period_type=month)&#39;", text)
    assert found is not None
    answer = policy.get(found[1], accept="text/csv")
    assert answer.status == 200
    assert {row["stek_id"] for row in csv.DictReader(io.StringIO(answer.text))} == {"zaventem"}
