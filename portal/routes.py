"""Every address of the portal, with who may ask for it."""

from __future__ import annotations

from portal.access import Page
from portal.pages import (
    account,
    account_of,
    accounts,
    answers,
    deliver,
    deliveries,
    downloads,
    due_dates,
    figures,
    health,
    journal,
    keys,
    privacy,
    programs,
    provider,
    receipts,
    reminders,
    start,
    static_files,
    stek,
    templates,
)

PAGES: tuple[Page, ...] = (
    *start.PAGES,
    *provider.PAGES,
    *account.PAGES,
    *static_files.PAGES,
    *stek.PAGES,
    *deliver.PAGES,
    *answers.PAGES,
    *receipts.PAGES,
    *templates.PAGES,
    *accounts.PAGES,
    *account_of.PAGES,
    *reminders.PAGES,
    *deliveries.PAGES,
    *due_dates.PAGES,
    *journal.PAGES,
    *health.PAGES,
    *privacy.PAGES,
    *figures.PAGES,
    *downloads.PAGES,
    *keys.PAGES,
    *programs.PAGES,
)
