"""What the fictitious world is like: its seasons, its people, and the effects that are built in.

Figures are invented, loosely after what comparable services publish (domain brief, sections 1-4);
they say nothing about real Stekken. The effects below have names so that a test can look for them.
"""

from __future__ import annotations

from collections.abc import Mapping

from pipelines.months import Month

NOTE = "Voorbeeldgegevens: fictieve cijfers"

BETTER_STEK = "sint-truiden"
BETTER_STEK_LOG_ODDS = 1.6
"""Effect: in this Stek a referral that arrives is granted more often, right for right."""

SHIFT_STEK = "zelzate"
SHIFT_MONTH = Month(2026, 3)
SHIFT_LOG_ODDS = -1.6
"""Effect: in this Stek, from this month on, fewer rights are not taken up at the first check."""

WARM_GRANTED_LOG_ODDS = 0.8
ARRIVED_LOG_ODDS: Mapping[str, float] = {"koud": 0.6, "warm_contact": 1.5, "warm_begeleid": 2.6}
"""Effect: within one right, warm referrals arrive and are granted more often than cold ones."""

WARM_PER_HARDNESS = 1.4
GRANTED_PER_HARDNESS = -1.1
"""Effect: harder rights are referred warmly more often and granted less often (confounding)."""

SLOW_DESTINATION = "woonmaatschappij"
SLOW_DAYS = 150
USUAL_DAYS = 38
"""Effect: half of the outcomes of the slow destination take longer than SLOW_DAYS."""

BURDEN_LOG_ODDS = 0.8
BURDEN_MORE_RIGHTS = 0.35
"""Effect: rights not taken up pile up with the same persons (deviation of a person's log odds)."""

SIZE_NOISE = 0.15
"""Visits of a month lie up to this share above or below what size and season make of them."""

SEASON = (1.12, 1.10, 1.08, 1.00, 0.98, 0.92, 0.72, 0.70, 1.02, 1.12, 1.16, 1.08)
"""Visits by calendar month, 1 on average: a dip in summer."""

ENERGY_SEASON = (2.4, 2.2, 1.6, 1.0, 0.6, 0.4, 0.3, 0.4, 0.8, 1.6, 2.2, 2.4)
"""Weight of energy in themes and rights by calendar month: a peak in winter."""

NEWCOMERS = (0.55, 0.40, 0.33, 0.29, 0.27, 0.25, 0.23, 0.23, 0.27, 0.27, 0.25, 0.21)
"""Visitor codes that are new in a month, as a share of its visits with a code (new each year)."""

FIRST_CONTACT = (0.35, 0.45, 0.55, 0.60, 0.65, 0.70, 0.70, 0.70, 0.75, 0.80, 0.80, 0.80)
"""How many of the newcomers of a calendar month were never seen in an earlier year either."""

LEAVING = 0.22
"""Share of the visitors of a month who do not come back after it."""

VISITS_TAIL = 1.25
"""Exponent of the tail of how often people come: many once, a few nearly every day."""

AGES = {"0-17": 0.03, "18-24": 0.10, "25-44": 0.37, "45-64": 0.32, "65+": 0.18}
GENDERS = {"v": 0.56, "m": 0.425, "x": 0.015}
HOUSEHOLDS: Mapping[str, Mapping[str, float]] = {
    "alleenstaand": {"0-17": 0, "18-24": 40, "25-44": 30, "45-64": 48, "65+": 66},
    "alleenstaande_ouder": {"0-17": 45, "18-24": 12, "25-44": 27, "45-64": 15, "65+": 1},
    "koppel_zonder_kind": {"0-17": 0, "18-24": 10, "25-44": 8, "45-64": 17, "65+": 27},
    "koppel_met_kind": {"0-17": 45, "18-24": 10, "25-44": 29, "45-64": 13, "65+": 1},
    "andere": {"0-17": 10, "18-24": 28, "25-44": 6, "45-64": 7, "65+": 5},
}
INCOMES: Mapping[str, Mapping[str, float]] = {
    "werk": {"0-17": 0, "18-24": 20, "25-44": 22, "45-64": 14, "65+": 2},
    "werkloosheid": {"0-17": 0, "18-24": 12, "25-44": 17, "45-64": 15, "65+": 0},
    "ziekte": {"0-17": 0, "18-24": 4, "25-44": 14, "45-64": 28, "65+": 2},
    "leefloon": {"0-17": 0, "18-24": 34, "25-44": 25, "45-64": 20, "65+": 4},
    "pensioen_igo": {"0-17": 0, "18-24": 0, "25-44": 0, "45-64": 3, "65+": 86},
    "handicap": {"0-17": 0, "18-24": 4, "25-44": 7, "45-64": 11, "65+": 3},
    "geen": {"0-17": 50, "18-24": 20, "25-44": 10, "45-64": 5, "65+": 2},
    "andere": {"0-17": 50, "18-24": 6, "25-44": 5, "45-64": 4, "65+": 1},
}
HOUSING = {
    "sociale_huur": 0.36,
    "private_huur": 0.43,
    "eigenaar": 0.08,
    "opvang": 0.04,
    "dak_thuisloos": 0.05,
    "andere": 0.04,
}
CONTACT_FORMS = {
    "ontmoeting": 0.34,
    "koffie_formulieren": 0.22,
    "digihulp": 0.12,
    "vorming": 0.08,
    "outreach": 0.07,
    "zitdag_partner": 0.06,
    "huisbezoek": 0.04,
    "telefoon_online": 0.07,
}
MAIN_FORM = 0.25
"""What a Stek's own main contact form weighs on top of CONTACT_FORMS."""

THEMES = {
    "inkomen": 1.4,
    "wonen": 1.3,
    "energie": 1.0,
    "gezondheid": 0.8,
    "schulden": 0.7,
    "gezin_kinderen": 0.7,
    "onderwijs": 0.4,
    "werk": 0.5,
    "digitaal": 0.9,
    "administratie": 1.6,
    "juridisch": 0.25,
    "vrije_tijd": 0.5,
    "andere": 0.2,
}
THEMES_PER_VISIT = (0.12, 0.46, 0.30, 0.12)
"""Shares of visits with no theme, one, two or three."""

RIGHTS_PER_CHECK = (0.24, 0.26, 0.22, 0.14, 0.09, 0.05)
"""Shares of conversations about rights that look at one right, two … six."""

CHECKED_AT_ARRIVAL = 0.60
CHECKED_LATER = 0.07
NO_RIGHT = 0.17
IN_APPLICATION = 0.08
"""Shares of checked rights to which the person has no right, or has applied for."""

REFERRED = {"niet_opgenomen": 0.62, "in_aanvraag": 0.12}
REFERRED_WITHOUT_CHECK = 0.02
LOST_FROM_SIGHT = 0.06
AMOUNT_KNOWN = 0.85
PARTLY_GRANTED = 0.15
FOLLOW_UP_MONTHS = 3
"""A pending referral is reported again every so many months, with a later `opgevolgd_tot`."""
