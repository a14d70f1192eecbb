"""Two ways to use a page: with a mouse, and with the keyboard alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from playwright.sync_api import Download, Locator, Page
from playwright.sync_api import TimeoutError as TooLateError

from tests.dashboards.browser import Visit
from tests.dashboards.test_gates import found

Way = Literal["mouse", "keyboard"]
MOST_STOPS = 400  # of the Tab key: more than any page has


@dataclass
class Hand:
    """Somebody at a page; what axe finds on the pages they came by is kept in `barriers`."""

    visit: Visit
    way: Way
    barriers: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    @property
    def page(self) -> Page:
        return self.visit.page

    def arrive(self, title: str) -> None:
        """Be at the page with that in its first heading; axe looks at it once."""
        try:
            self.page.get_by_role("heading", level=1, name=title).wait_for()
        except TooLateError as error:
            here = self.page.get_by_role("heading", level=1).all_inner_texts()
            raise AssertionError(f"at {self.page.url} it says {here}, not {title!r}") from error
        place = self.page.url.split("?")[0]
        if self.way == "mouse" and place not in self.seen:
            self.seen.add(place)
            self.barriers += [f"{place}: {one}" for one in found(self.visit)]

    def follow(self, name: str, arrives: str) -> None:
        """Take a link to another page."""
        self.use(self.page.get_by_role("link", name=name).first)
        self.arrive(arrives)

    def press(self, name: str, arrives: str) -> None:
        """Press a button that leads to another page."""
        self.use(self.page.get_by_role("button", name=name).first)
        self.arrive(arrives)

    def type(self, label: str, text: str) -> None:
        """Fill in a field."""
        place = self.page.get_by_label(label, exact=True).first
        if self.way == "mouse":
            place.fill(text)
        else:
            self._reach(place)
            self.page.keyboard.press("Control+A")
            self.page.keyboard.type(text)

    def choose(self, label: str, option: str) -> None:
        """Choose from a list."""
        place = self.page.get_by_label(label, exact=True).first
        if self.way == "mouse":
            place.select_option(label=option)
            return
        self._reach(place)
        self.page.keyboard.type(option)  # a list goes to what is typed
        chosen = place.evaluate("one => one.selectedOptions[0].label.trim()")
        if chosen != option:
            raise AssertionError(f"typing {option!r} in {label!r} chooses {chosen!r}")

    def tick(self, label: str) -> None:
        """Tick a box."""
        place = self.page.get_by_label(label, exact=True).first
        if self.way == "mouse":
            place.check()
        else:
            self._reach(place)
            self.page.keyboard.press("Space")

    def give(self, label: str, file: Path) -> None:
        """Choose a file in a form."""
        place = self.page.get_by_label(label, exact=True).first
        with self.page.expect_file_chooser() as chooser:
            if self.way == "mouse":
                place.click()
            else:
                self._reach(place)
                self.page.keyboard.press("Enter")
        chooser.value.set_files(file)

    def fetch(self, name: str, folder: Path, role: Literal["link", "button"] = "link") -> Path:
        """Take a link or a button that gives a file, and keep the file."""
        with self.page.expect_download() as begun:
            self.use(self.page.get_by_role(role, name=name).first)
        download: Download = begun.value
        path = folder / download.suggested_filename
        download.save_as(path)
        return path

    def use(self, place: Locator) -> None:
        """Click it, or go to it with Tab and press Enter."""
        if self.way == "mouse":
            place.click()
        else:
            self._reach(place)
            self.page.keyboard.press("Enter")

    def _reach(self, place: Locator) -> None:
        """Go there with the Tab key, and see where one is on the way."""
        place.wait_for()
        for _ in range(MOST_STOPS):
            if place.evaluate("one => one === document.activeElement"):
                outline = place.evaluate("one => getComputedStyle(one).outlineStyle")
                if outline == "none":
                    raise AssertionError(f"nothing shows that the keyboard is at {place}")
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard does not come to {place}")
