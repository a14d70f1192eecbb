"""Plotly in the site: the version of its package, our languages, and nothing sent away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel import Locale
from babel.dates import get_day_names, get_month_names
from playwright.sync_api import Page
from plotly.offline import get_plotlyjs, get_plotlyjs_version

from dashboards.site.bundle import CARTESIAN, STATIC, plotly_bundle
from dashboards.tongue import Tongue
from tests.dashboards.browser import started

SETUP = (STATIC / "plotly-setup.js").read_text("utf-8")
LISTEN = """() => {
  const register = Plotly.register;
  window.locales = {};
  Plotly.register = (one) => { locales[one.name] = one; register(one); };
}"""
# A call of Plotly's translator in its minified script: of any name, with a chart and a text.
_CALL = re.compile(r'([\w$]+)\([\w$.]+,("(?:[^"\\]|\\.)*"|\'[^\']*\')\)')


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    """An empty page that has Plotly as the site has it."""
    with started() as browser:
        page = browser.new_context(offline=True).new_page()
        page.add_script_tag(content=plotly_bundle())
        page.evaluate(LISTEN)
        page.add_script_tag(content=SETUP)
        yield page


def said(script: str, ours: set[str]) -> set[str]:
    """The sentences and labels that the script hands to its translators.

    A translator is what is handed one of our texts that has a space.
    """
    calls = [(name, text[1:-1]) for name, text in _CALL.findall(script)]
    calls = [(name, text.replace("\\xB1", "±").replace("\\u03C3", "σ")) for name, text in calls]
    translators = {name for name, text in calls if text in ours and " " in text}
    return {
        text
        for name, text in calls
        if name in translators and re.search(r"^[A-Z][a-z]+\b.* |:$", text)
    }


def test_plotly_is_the_one_of_the_python_package(site: Path) -> None:
    script = (site / "assets/plotly.min.js").read_text("utf-8")
    version = re.search(r"plotly\.js (?:\(cartesian - minified\) )?v([\d.]+)", script[:400])
    assert version is not None
    assert version[1] == get_plotlyjs_version()
    assert script == plotly_bundle()


def test_the_smaller_bundle_is_taken_only_in_exactly_that_version() -> None:
    if not CARTESIAN.exists():
        pytest.skip("npm's smaller bundle is not here: make setup fetches it where there is npm")
    assert (
        f"(cartesian - minified) v{get_plotlyjs_version()}\n" in CARTESIAN.read_text("utf-8")[:400]
    )
    assert plotly_bundle() == CARTESIAN.read_text("utf-8")


@pytest.mark.parametrize("tongue", [Tongue("nl"), Tongue("fr")])
def test_everything_that_plotly_can_say_is_in_our_languages(page: Page, tongue: Tongue) -> None:
    texts = page.evaluate("(name) => locales[name].dictionary", tongue.tag)
    for script in (get_plotlyjs(), plotly_bundle()):
        whole = said(script, set(texts))
        assert len(whole) > 50
        assert whole - set(texts) == set()
    assert all(texts.values())
    assert [text for text in texts if texts[text] == text and text != "Zoom"] == []


@pytest.mark.parametrize("tongue", [Tongue("nl"), Tongue("fr")])
def test_months_days_and_numbers_are_written_as_in_the_tables(page: Page, tongue: Tongue) -> None:
    form = page.evaluate("(name) => locales[name].format", tongue.tag)
    locale = Locale.parse(tongue.tag, "-")
    end = "." if tongue.language == "nl" else ""  # Dutch months have no full stop on our axes
    for name, width in (("months", "wide"), ("shortMonths", "abbreviated")):
        months = get_month_names(width, "stand-alone", locale)  # type: ignore[arg-type]
        assert form[name] == [months[month].rstrip(end or " ") for month in range(1, 13)]
    for name, width in (("days", "wide"), ("shortDays", "abbreviated")):
        days = get_day_names(width, "stand-alone", locale)  # type: ignore[arg-type]
        assert form[name] == [days[(day - 1) % 7] for day in range(7)]  # Plotly begins on Sunday
    assert tongue.number(1234.5, 1) == f"1{form['thousands']}234{form['decimal']}5"


def test_a_date_on_an_axis_is_written_in_dutch(page: Page) -> None:
    ticks = page.evaluate("""async () => {
      const place = document.body.appendChild(document.createElement("div"));
      await Plotly.newPlot(place, [{ x: ["2026-03-01", "2026-05-01"], y: [1000.5, 2000.5] }],
        { width: 600, height: 300, xaxis: { tickformat: "%B %Y", dtick: "M1" },
          yaxis: { tickformat: ",.1f" } },
        { ...stekConfig, locale: "nl-BE" });
      return [...place.querySelectorAll(".xtick, .ytick")].map((one) => one.textContent);
    }""")
    assert "maart 2026" in ticks
    assert any(re.fullmatch(r"\d\.\d{3},\d", tick) for tick in ticks)


def test_the_cloud_button_is_off(page: Page) -> None:
    config = page.evaluate("stekConfig")
    assert (config["showSendToCloud"], config["plotlyServerURL"]) == (False, "")
    assert config["displayModeBar"] is False
