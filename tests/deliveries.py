"""Small clean deliveries for tests: CSV files as a coordinator would save them."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

VISIT = {
    "stek_id": "zaventem", "bezoek_id": "b1", "datum": "2026-10-15", "bezoeker_code": "AB12CD34",
    "eerste_contact": "ja", "contactvorm": "ontmoeting", "leeftijdsklasse": "25-44", "gender": "v",
    "huishoudtype": "alleenstaand", "inkomensbron": "leefloon", "woonsituatie": "private_huur",
    "thema": "inkomen|wonen",
}  # fmt: skip
CHECK = {
    "stek_id": "zaventem", "check_id": "c1", "bezoek_id": "b1", "bezoeker_code": "AB12CD34",
    "datum": "2026-10-15", "recht_code": "leefloon", "status_start": "niet_opgenomen",
    "reden_1": "schaamte", "reden_2": "", "reden_3": "",
}  # fmt: skip
REFERRAL = {
    "stek_id": "zaventem", "doorverwijzing_id": "d1", "bezoeker_code": "AB12CD34",
    "recht_code": "leefloon", "datum_doorverwijzing": "2026-10-16", "bestemming": "ocmw",
    "wijze": "warm_begeleid", "aangekomen": "ja", "resultaat": "toegekend",
    "datum_resultaat": "2026-10-30", "opgevolgd_tot": "", "bedrag_maand": "1234,50",
    "bedrag_eenmalig": "",
}  # fmt: skip
SIGNAL = {
    "stek_id": "zaventem", "signaal_id": "s1", "datum": "2026-10-20", "recht_code": "leefloon",
    "thema": "", "drempel": "te_complex", "niveau": "lokaal", "status": "gemeld",
    "aantal_klasse": "5-9",
}  # fmt: skip


def rows(template: Mapping[str, str], key: str, count: int, **changes: str) -> list[dict[str, str]]:
    """That many rows like the template, with ids of their own."""
    return [{**template, **changes, key: f"{template[key]}-{i}"} for i in range(count)]


def csv_file(lines: Sequence[Mapping[str, str]], separator: str = ";") -> bytes:
    """The rows as a CSV file with a header."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(lines[0]), delimiter=separator, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(lines)
    return text.getvalue().encode()
