"""The controls of an indicator's page in a real Chromium, from the disk, with the network cut."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Literal

import polars as pl
import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page

from dashboards.site.build import build
from dashboards.site.shards import write_shards
from dashboards.tongue import Tongue
from pipelines.disclosure.release import PublishedIndicator, load, write
from tests.dashboards.browser import Scheme, Visit, served, visited
from tests.dashboards.explored import explored
from tests.dashboards.synthetic import fifty_thousand

BY_STEK = "#stek=zaventem&per=quarter&uit=granted"
IGO = "#stek=tienen&recht=igo&per=quarter&uit=granted"
BY_GENDER = "#per=year&uit=granted&naar=gender"
# A change of filter takes 200 ms at most (issue 6). The fastest of ten says what the page needs where
# others use the machine too; it gets twice and a half, for slower machines than that was measured on.
MOST_MILLISECONDS = 500
TIMES = 10
CHANGES = """
async (times) => {
  const control = document.querySelector("#explore-recht"), took = [];
  const figure = document.querySelector("#explore figure");
  for (let at = 0; at < times; at += 1) {
    const started = performance.now();
    control.value = at % 2 ? "igo" : "leefloon";
    control.dispatchEvent(new Event("change", { bubbles: true }));
    await new Promise((done) => new MutationObserver((_, seen) => {
      if (figure.getAttribute("aria-busy") === "false") { seen.disconnect(); done(); }
    }).observe(figure, { attributeFilter: ["aria-busy"] }));
    took.push(performance.now() - started);
  }
  return took;
}
"""


@pytest.fixture(scope="module")
def explored_release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("explored")
    write([explored()], folder)
    return folder


@pytest.fixture(scope="module")
def explored_site(explored_release: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    build(explored_release, folder, tmp_path_factory.mktemp("pictures"), has_pictures=False)
    return folder


def with_cells(site: Path, folder: Path, cells: PublishedIndicator) -> Path:
    """The site with other cells to choose from; its own figures stay as they are."""
    shutil.copytree(site, folder)
    write_shards([cells], folder / "cells")
    return folder


@pytest.fixture(scope="module")
def large_site(explored_release: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Fifty thousand cells; the page names their months, as it is made from them too."""
    folder = tmp_path_factory.mktemp("large")
    shutil.copytree(explored_release, folder / "released")
    (indicator,) = load(explored_release).indicators
    fifty_thousand(indicator).write_parquet(folder / "released/take_up.parquet")
    build(folder / "released", folder / "site", folder / "pictures", has_pictures=False)
    return folder / "site"


@pytest.fixture(scope="module")
def hidden_site(
    explored_release: Path, explored_site: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """As if every figure on igo in Tienen were too small."""
    (indicator,) = load(explored_release).indicators
    is_igo = (pl.col("stek_id") == "tienen") & (pl.col("recht_code") == "igo")
    numbers = ("numerator", "denominator", "value", "ci_low", "ci_high")
    table = indicator.table.with_columns(
        *(pl.when(~is_igo).then(name).alias(name) for name in numbers),
        status=pl.when(is_igo).then(pl.lit("hidden_small")).otherwise("status"),
    )
    folder = tmp_path_factory.mktemp("hidden") / "site"
    return with_cells(explored_site, folder, replace(indicator, table=table))


@pytest.fixture(scope="module")
def tab(browser: Browser, explored_site: Path) -> Iterator[Visit]:
    """One tab for all tests: a script of five million signs is read once."""
    with visited(browser, explored_site / "take_up.html") as opened:
        yield opened


@pytest.fixture
def page(tab: Visit) -> Iterator[Page]:
    """The tab as a wide, light screen; nothing may be complained of or asked for in a test."""
    tab.page.set_viewport_size({"width": 1280, "height": 900})
    tab.page.emulate_media(media="screen", color_scheme="light")
    yield tab.page
    assert tab.complaints == []
    assert tab.asked_elsewhere == []


def ask(page: Page, site: Path, address: str = "", name: str = "take_up") -> None:
    """Open a page, unless it is there; with a choice in the address, wait for its answer."""
    url = (site / f"{name}.html").as_uri()
    if page.url.split("#")[0] != url:
        page.goto(url + address)
    elif not page.url.endswith(f".html{address}"):
        page.evaluate("address => { location.hash = address; }", address)
    if address:
        answered(page, address)
    else:
        page.wait_for_selector("#explore figure", state="hidden")


def answered(page: Page, address: str) -> None:
    """Wait until the choice with that address is shown and drawn."""
    page.wait_for_selector(f'#explore:has(.explore-address[href="{address}"])')
    page.wait_for_selector("#explore figure[aria-busy=false]")


def choose(page: Page, control: str, code: str, address: str) -> None:
    page.select_option(f"#explore-{control}", code)
    answered(page, address)


def status(page: Page) -> str:
    return page.inner_text("#explore [role=status]")


def headline(page: Page) -> str:
    return page.inner_text("#explore-headline")


def rows(page: Page) -> list[list[str]]:
    cells = "rows => rows.map(row => [...row.cells].map(cell => cell.innerText))"
    found: list[list[str]] = page.eval_on_selector_all("#explore tbody tr", cells)
    return found


def option(page: Page, control: str, code: str) -> tuple[str, bool]:
    """What an option says, and whether it is grey."""
    found = page.locator(f"#explore-{control} option[value={code}]")
    return found.inner_text(), found.is_disabled()


def drawn(page: Page, trace: int, axis: str = "y") -> list[object]:
    found: list[object] = page.evaluate(
        "([trace, axis]) => document.querySelector('#explore .live').data[trace][axis]",
        [trace, axis],
    )
    return found


def test_a_stek_is_chosen_with_the_keyboard_alone(page: Page, explored_site: Path) -> None:
    ask(page, explored_site)
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "explore-stek":
            break
    grey = "document.querySelectorAll('#explore-stek option:disabled').length"
    page.wait_for_function(f"{grey} === 14")
    page.keyboard.press("ArrowDown")  # past the grey ones, to the first that has figures
    answered(page, BY_STEK)
    assert page.evaluate("document.activeElement.id") == "explore-stek"
    assert page.url.endswith(BY_STEK)
    assert status(page) == "Je ziet nu: De STEK Zaventem (Stek). 4 rijen."
    assert headline(page).startswith("Granted (nl), De STEK Zaventem: 48% in het derde kwartaal")
    assert [row[:4] for row in rows(page)] == [
        ["vierde kwartaal van 2025", "95", "230", "41%"],
        ["eerste kwartaal van 2026", "100", "230", "43%"],
        ["tweede kwartaal van 2026", "105", "230", "46%"],
        ["derde kwartaal van 2026", "110", "230", "48%"],
    ]


def test_the_line_of_a_stek_has_that_of_all_stekken_behind_it(
    page: Page, explored_site: Path
) -> None:
    ask(page, explored_site, BY_STEK)
    assert drawn(page, 0) == [34, 40, 41, 42]
    assert drawn(page, 1) == [41, 43, 46, 48]
    assert "Alle Stekken samen: 42%." in headline(page)


def test_a_difference_that_the_margin_holds_may_be_chance(page: Page, explored_site: Path) -> None:
    """20 of 60 are 33 %, which may be anything from 22 to 47 %; all Stekken together have 38 %."""
    ask(page, explored_site, IGO)
    assert headline(page).endswith("Alle Stekken samen: 38%. Dat verschil kan toeval zijn.")


def test_going_back_brings_back_what_was_chosen_before(page: Page, explored_site: Path) -> None:
    ask(page, explored_site, BY_STEK)
    leefloon = BY_STEK.replace("&per", "&recht=leefloon&per")
    choose(page, "recht", "leefloon", leefloon)
    assert drawn(page, 1) == [40, 45, 50, 55]
    page.go_back()
    answered(page, BY_STEK)
    assert page.url.endswith(BY_STEK)
    assert page.input_value("#explore-recht") == "ALL"
    assert drawn(page, 1) == [41, 43, 46, 48]
    page.go_forward()
    answered(page, leefloon)
    assert page.input_value("#explore-recht") == "leefloon"


def test_going_back_to_the_start_takes_the_answer_away(page: Page, explored_site: Path) -> None:
    page.goto("about:blank")
    ask(page, explored_site)
    choose(page, "stek", "zaventem", BY_STEK)
    page.go_back()
    page.wait_for_selector("#explore figure", state="hidden")
    assert page.input_value("#explore-stek") == "ALL"
    assert status(page) == "Je keuze is gewist."


def test_clearing_the_choice_clears_the_address(page: Page, explored_site: Path) -> None:
    ask(page, explored_site, BY_STEK)
    page.click("#explore button[type=reset]")
    assert page.is_hidden("#explore figure")
    assert "#" not in page.url


def test_a_copied_address_shows_the_same_to_somebody_else(
    page: Page, browser: Browser, explored_site: Path
) -> None:
    ask(page, explored_site, BY_STEK)
    choose(page, "recht", "igo", BY_STEK.replace("&per", "&recht=igo&per"))
    link = str(page.get_attribute("#explore .explore-address", "href"))
    with visited(browser, (explored_site / "take_up.html").as_uri() + link) as other:
        answered(other.page, link)
        assert rows(other.page) == rows(page)
        assert headline(other.page) == headline(page)
        assert other.page.input_value("#explore-stek") == "zaventem"


def test_a_link_within_the_page_leaves_the_choice_as_it_is(page: Page, explored_site: Path) -> None:
    ask(page, explored_site, BY_STEK)
    page.click("#explore figure a[href='#method']")
    assert page.is_visible("#explore figure")
    assert page.input_value("#explore-stek") == "zaventem"


def test_what_the_address_asks_in_vain_is_left_out_and_said(
    page: Page, explored_site: Path
) -> None:
    ask(page, explored_site, BY_STEK)
    asked = "#stek=<img src=x onerror=alert(1)>&per=quarter&uit=granted"
    page.evaluate("address => { location.hash = address; }", asked)
    answered(page, "#per=quarter&uit=granted")
    assert page.input_value("#explore-stek") == "ALL"
    assert "een keuze die we niet kennen (Stek). We laten die weg." in status(page)
    assert "<img" not in page.inner_html("#explore [role=status]")
    assert drawn(page, 0) == [34, 40, 41, 42]


def test_choices_that_would_show_nothing_are_grey_and_say_why(
    page: Page, explored_site: Path
) -> None:
    ask(page, explored_site, BY_STEK)
    assert option(page, "recht", "leefloon") == ("Leefloon", False)
    called = "Budgethulp of collectieve schuldenregeling"
    assert option(page, "recht", "schuldhulp") == (f"{called} - nooit per Stek", True)
    assert option(page, "recht", "uitpas_kansentarief")[0].endswith(" - niet in deze tabel")
    assert option(page, "naar", "gender") == ("Gender - niet samen met je andere keuzes", True)
    choose(page, "stek", "ALL", "#per=quarter&uit=granted")
    assert option(page, "recht", "schuldhulp") == (called, False)
    assert option(page, "naar", "gender") == ("Gender - alleen per jaar", True)
    choose(page, "recht", "schuldhulp", "#recht=schuldhulp&per=quarter&uit=granted")
    assert option(page, "stek", "tienen") == ("STEK Tienen - nooit per Stek", True)


def test_a_choice_whose_every_figure_is_hidden_is_grey_as_too_small(
    page: Page, hidden_site: Path
) -> None:
    """Of igo in Tienen no quarter is shown there."""
    ask(page, hidden_site, BY_STEK.replace("zaventem", "tienen"))
    called = "Inkomensgarantie voor ouderen (IGO) - te klein om te tonen"
    assert option(page, "recht", "igo") == (called, True)


def test_what_is_hidden_is_a_word_and_a_gap_and_never_zero(page: Page, explored_site: Path) -> None:
    ask(page, explored_site, IGO)
    assert drawn(page, 1) == [None, 33, 33, 33]
    small = ["vierde kwartaal van 2025", "te klein", "60", "te klein", "te klein"]
    assert rows(page)[0][:5] == small
    assert status(page).endswith("4 rijen. Bij 1 rij staat geen cijfer.")
    assert "geen percentage: te weinig mensen" in page.inner_text("#explore .notes")


def test_an_impossible_choice_in_an_address_is_answered_in_words(
    page: Page, explored_site: Path
) -> None:
    ask(page, explored_site, IGO.replace("igo", "schuldhulp"))
    assert headline(page).endswith("geen cijfer voor deze keuze (nooit per Stek).")
    assert page.is_hidden("#explore .drawing")
    assert status(page).endswith("0 rijen.")


def test_categories_are_dots_of_the_last_period_with_words_for_the_hidden(
    page: Page, explored_site: Path
) -> None:
    ask(page, explored_site, BY_GENDER)
    assert drawn(page, 0, "x") == [40, None, None, None, None]
    assert drawn(page, 1, "text") == [" <i>geen percentage</i>"] * 4
    assert headline(page) == "Granted (nl): 40% bij Vrouw, in 2025."
    assert page.inner_text("#explore-subtitle").startswith("Percentage per gender, 2025")
    assert rows(page)[2] == ["X", *(["te klein"] * 4), "2 van 2", "Verborgen: te klein aantal"]


@pytest.mark.parametrize(
    ("address", "chosen"),
    [
        (BY_STEK, {"stek_id": "zaventem", "recht_code": "ALL", "period_type": "quarter"}),
        (BY_GENDER, {"breakdown": "gender", "period_type": "year"}),
    ],
)
def test_the_download_has_the_released_rows_byte_for_byte(
    page: Page, explored_site: Path, address: str, chosen: dict[str, str]
) -> None:
    ask(page, explored_site, address)
    with page.expect_download() as waiting:
        page.click("#explore .explore-csv")
    released = pl.read_parquet(explored_site / "data/take_up.parquet")
    wanted = released.filter(outcome="granted", **chosen)
    expected = wanted.write_csv(line_terminator="\r\n").encode()
    assert Path(waiting.value.path()).read_bytes() == expected
    header, *lines = (explored_site / "data/take_up.csv").read_bytes().splitlines(keepends=True)
    assert expected.startswith(header)
    assert set(expected.splitlines(keepends=True)[1:]) <= set(lines)


def test_the_drawing_can_be_taken_along(page: Page, explored_site: Path) -> None:
    ask(page, explored_site, BY_STEK)
    with page.expect_download() as waiting:
        page.click("#explore button[data-format=svg]")
    assert waiting.value.suggested_filename == "take_up-zaventem-quarter-granted.svg"
    assert "Voorbeeldgegevens" in Path(waiting.value.path()).read_text("utf-8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_an_answer(page: Page, explored_site: Path, scheme: Scheme) -> None:
    ask(page, explored_site, BY_STEK)
    page.emulate_media(color_scheme=scheme)
    found = Axe().run(page, context="#explore", options={"preload": False})
    assert found.violations_count == 0, found.generate_report()


def test_the_chart_follows_a_screen_that_turns_dark(page: Page, explored_site: Path) -> None:
    ask(page, explored_site, BY_STEK)
    ink = "document.querySelector('#explore .live').layout.font.color"
    page.wait_for_function(f"{ink} === '#2b2520'")
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(f"{ink} === '#f1e9dd'")


def test_a_telephone_shows_it_without_scrolling_sideways(page: Page, explored_site: Path) -> None:
    ask(page, explored_site, BY_STEK)
    page.set_viewport_size({"width": 390, "height": 800})
    page.wait_for_function("document.querySelector('#explore .live').layout.width <= 350")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_it_is_printed_only_when_it_was_used(page: Page, explored_site: Path) -> None:
    ask(page, explored_site)
    page.emulate_media(media="print")
    assert page.is_hidden("#explore-title")
    ask(page, explored_site, BY_STEK)
    assert page.is_visible("#explore-headline")
    assert page.is_hidden("#explore form")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_numbers_are_written_as_in_the_rest_of_the_page(
    page: Page, explored_site: Path, language: Literal["fr", "en"]
) -> None:
    ask(page, explored_site, "#per=year&uit=granted", f"{language}/take_up")
    tongue = Tongue(language)
    (row,) = rows(page)
    assert row[1:4] == [tongue.number(759), tongue.number(1659), tongue.percent(46)]


def test_a_change_of_choice_is_drawn_at_once_with_fifty_thousand_cells(
    page: Page, large_site: Path
) -> None:
    ask(page, large_site, "#stek=zaventem&per=month&uit=granted")
    took: list[float] = page.evaluate(CHANGES, TIMES)
    assert min(took) < MOST_MILLISECONDS, took


def test_nothing_is_loaded_before_the_controls_are_touched(browser: Browser, site: Path) -> None:
    with visited(browser, site / "take_up.html") as visit:
        visit.page.wait_for_selector("#explore form")
        scripts = {Path(one).name for one in visit.asked if one.endswith(".js")}
        assert scripts == {"figures.js", "explore.js"}
        visit.page.focus("#explore-stek")
        grey = "document.querySelector('#explore-stek option:disabled')"
        visit.page.wait_for_function(grey)
        asked = {Path(one).name for one in visit.asked}
        assert "take_up.js" in asked
        assert "plotly.min.js" not in asked


def test_without_scripts_it_is_not_offered(browser: Browser, explored_site: Path) -> None:
    with visited(browser, explored_site / "take_up.html", with_script=False) as visit:
        assert visit.page.is_hidden("#explore")


def test_it_works_from_a_web_server_too(browser: Browser, explored_site: Path) -> None:
    with served(explored_site) as url, visited(browser, f"{url}/take_up.html{BY_STEK}") as visit:
        answered(visit.page, BY_STEK)
        assert drawn(visit.page, 1) == [41, 43, 46, 48]
        assert visit.complaints == []


def test_cells_that_cannot_be_loaded_are_told(
    browser: Browser, explored_site: Path, tmp_path: Path
) -> None:
    shutil.copytree(explored_site, tmp_path / "site", ignore=shutil.ignore_patterns("cells"))
    with visited(browser, (tmp_path / "site/take_up.html").as_uri() + BY_STEK) as visit:
        said = "document.querySelector('#explore [role=status]').textContent"
        visit.page.wait_for_function(f"{said} !== ''")
        assert "konden niet geladen worden" in status(visit.page)
