"""The options that several commands share."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

Stek = Annotated[
    str, typer.Option("--stek", help="The Stek, as in data_contracts/codes/stekken.csv.")
]
OneMonth = Annotated[
    str, typer.Option("--month", help="The month that the delivery is for, yyyy-mm.")
]
Lang = Annotated[str, typer.Option("--lang", help="The language of the answer: nl, fr or en.")]
ReceivedOn = Annotated[
    datetime | None,
    typer.Option("--received-on", formats=["%Y-%m-%d"], help="The day it arrived, if not today."),
]
EXIT_CODES = {"accepted": 0, "held_back": 10, "refused": 20}
