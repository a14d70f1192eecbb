"""What each right is like in the sample: whom it concerns, how often missed, how hard to get."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

import numpy as np

from pipelines.sample import model
from pipelines.sample.chance import Floats
from pipelines.sample.codes import codes, number, weigh

Euros = tuple[float, float]


@dataclass(frozen=True)
class Right:
    """One right: `weight` at a check, `missed` of those entitled, `hardness` (deviations around 0).

    `missed` is loosely the published non-take-up (domain brief, section 3), though rates of
    visitors and of a population may never be compared. Amounts are euros between two bounds.
    """

    weight: float
    missed: float
    hardness: float
    destination: str
    reason: str
    month_eur: Euros | None = None
    once_eur: Euros | None = None
    ages: Mapping[str, float] = field(default_factory=dict)
    households: Mapping[str, float] = field(default_factory=dict)
    housing: Mapping[str, float] = field(default_factory=dict)


_PARENTS = {"alleenstaande_ouder": 3.0, "koppel_met_kind": 3.0, "alleenstaand": 0.05}
_OLD = {"65+": 12.0, "45-64": 0.1, "25-44": 0.0, "18-24": 0.0, "0-17": 0.0}
_OF_AGE = {"0-17": 0.05, "65+": 0.1}
_RENT = {"private_huur": 2.5, "sociale_huur": 0.1, "eigenaar": 0.05}

# Weight, missed, hardness, destination, typical reason; then amounts and whom it concerns.
RIGHTS: Mapping[str, Right] = {
    "leefloon": Right(
        1.3, 0.48, 0.9, "ocmw", "schaamte", month_eur=(640, 1740), ages=_OF_AGE
    ),
    "igo": Right(
        0.5, 0.60, 0.5, "pensioendienst", "recht_onbekend", month_eur=(90, 520), ages=_OLD
    ),
    "verhoogde_tegemoetkoming": Right(1.5, 0.48, -0.8, "ziekenfonds", "recht_onbekend"),
    "maximumfactuur": Right(0.5, 0.10, -1.0, "ziekenfonds", "recht_onbekend", once_eur=(40, 480)),
    "verwarmingstoelage": Right(
        1.0, 0.75, -0.6, "ocmw", "recht_onbekend", once_eur=(110, 460)
    ),
    "sociaal_tarief_energie": Right(1.2, 0.14, -0.9, "energie", "foute_info", month_eur=(18, 74)),
    "sociaal_tarief_telecom": Right(
        0.9, 0.65, -0.7, "andere", "digitale_drempel", month_eur=(8, 19)
    ),
    "schooltoeslag": Right(
        0.7, 0.12, -0.9, "huis_van_het_kind", "recht_onbekend", once_eur=(118, 890),
        households=_PARENTS,
    ),
    "sociale_toeslag": Right(
        0.7, 0.14, -0.8, "huis_van_het_kind", "foute_info", month_eur=(24, 142),
        households=_PARENTS,
    ),
    "huurpremie": Right(
        0.9, 0.46, 0.1, "woonmaatschappij", "denkt_geen_recht", month_eur=(126, 231), housing=_RENT
    ),
    "huursubsidie": Right(
        0.7, 0.42, 0.6, "woonmaatschappij", "te_complex", month_eur=(104, 268), housing=_RENT
    ),
    "sociale_huur": Right(0.8, 0.33, 0.3, "woonmaatschappij", "wachtlijst", housing=_RENT),
    "ivt_it": Right(0.5, 0.42, 1.3, "dg_han", "te_complex", month_eur=(160, 1320)),
    "zorgbudget": Right(0.4, 0.36, 0.4, "zorgkas", "recht_onbekend", month_eur=(140, 610)),
    "dringende_medische_hulp": Right(0.3, 0.60, 1.0, "ocmw", "geen_adres_document"),
    "juridische_bijstand": Right(0.5, 0.42, 0.2, "rechtshulp", "slechte_ervaring"),
    "schuldhulp": Right(0.7, 0.45, 1.1, "caw", "schaamte"),
    "davo": Right(
        0.3, 0.55, 0.5, "andere", "recht_onbekend", month_eur=(55, 175), households=_PARENTS
    ),
    "werkloosheid": Right(
        0.5, 0.11, 0.3, "uitbetaler_rva", "dossier_onvolledig", month_eur=(710, 1890), ages=_OF_AGE
    ),
    "uitpas_kansentarief": Right(0.9, 0.45, -1.2, "gemeente", "recht_onbekend"),
    "ander_recht": Right(0.2, 0.35, 0.0, "andere", "niet_voorgesteld", once_eur=(60, 2400)),
}  # fmt: skip

# What keeps people from a right, whatever the right: not knowing it comes first (domain brief 4).
REASONS = {
    "recht_onbekend": 3.0,
    "denkt_geen_recht": 1.6,
    "foute_info": 0.8,
    "schaamte": 1.0,
    "slechte_ervaring": 0.8,
    "te_complex": 1.5,
    "digitale_drempel": 0.9,
    "taal_geletterdheid": 0.7,
    "angst_gevolgen": 0.4,
    "loont_niet": 0.3,
    "eigen_keuze": 0.3,
    "dossier_onvolledig": 0.9,
    "traag_geen_antwoord": 0.5,
    "onterecht_geweigerd": 0.25,
    "wachtlijst": 0.2,
    "bereikbaarheid_kost": 0.25,
    "geen_adres_document": 0.3,
    "niet_voorgesteld": 0.6,
    "kastje_muur": 0.5,
    "voorwaarde_sanctie": 0.35,
    "statuut": 0.25,
}
TYPICAL_REASON = 2.2
ELSEWHERE = {
    "ocmw": 3.0,
    "caw": 2.0,
    "gemeente": 1.0,
    "huisarts_wgc": 1.0,
    "vdab": 0.7,
    "andere": 1.0,
}
MAIN_DESTINATION = 0.85


def right(code: str) -> Right:
    """What a right is like; one that the sample does not know yet is like `ander_recht`."""
    return RIGHTS.get(code, RIGHTS["ander_recht"])


def _known() -> tuple[Right, ...]:
    for code in RIGHTS:
        number("rights", code)
    return tuple(right(code) for code in codes("rights"))


@cache
def log_odds_missed() -> Floats:
    """Per right, the log odds that an entitled person does not take it up."""
    missed = np.array([one.missed for one in _known()])
    return np.asarray(np.log(missed / (1 - missed)))


@cache
def hardness() -> Floats:
    """Per right, how hard it is to get."""
    return np.array([one.hardness for one in _known()])


@cache
def attention() -> Floats:
    """Per right, its weight at a check of rights."""
    return np.array([one.weight for one in _known()])


@cache
def attention_by(trait: str) -> Floats:
    """Per code of a trait's list (rows) and per right (columns), how much more it is looked at."""
    own = {"age_classes": "ages", "household_types": "households", "housing": "housing"}[trait]
    return np.stack([weigh(trait, getattr(one, own), 1.0) for one in _known()], axis=1)


@cache
def energy_rights() -> Floats:
    """Per right, 1 where it is about energy."""
    return weigh("rights", {"verwarmingstoelage": 1.0, "sociaal_tarief_energie": 1.0})


@cache
def reasons() -> Floats:
    """Per right (rows), what each reason (columns) weighs."""
    usual = weigh("reasons", REASONS)
    return np.stack(
        [usual * weigh("reasons", {one.reason: TYPICAL_REASON}, 1.0) for one in _known()]
    )


@cache
def destinations() -> Floats:
    """Per right (rows), what each destination (columns) weighs."""
    elsewhere = weigh("destinations", ELSEWHERE)
    elsewhere *= (1 - MAIN_DESTINATION) / elsewhere.sum()
    return np.stack(
        [elsewhere + weigh("destinations", {one.destination: MAIN_DESTINATION}) for one in _known()]
    )


@cache
def amounts(kind: str) -> Floats:
    """Per right, the bounds of an amount in euros (`month_eur` or `once_eur`); 0: none."""
    return np.array([getattr(one, kind) or (0.0, 0.0) for one in _known()])


@cache
def slow_destination() -> int:
    """The number of the destination that takes its time."""
    return number("destinations", model.SLOW_DESTINATION)
