"""Explaining: the reasons that a coordinator chose for questions, from a form to where they stand."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from pipelines.contracts import code_list
from pipelines.errors import place_of
from portal.delivering.noting import noted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from starlette.datastructures import FormData
    from starlette.requests import Request

    from pipelines.months import Month
    from portal.portal import Portal

_LOG = logging.getLogger("stek.portal")


def given(form: FormData, asked: Iterable[str]) -> dict[str, str]:
    """The reason by rule, of what was asked; a question may be left open, other codes are none."""
    known = {code.code for code in code_list("explanations")}
    chosen = {rule: str(form.get(rule, "")) for rule in asked}
    return {rule: reason for rule, reason in chosen.items() if reason in known}


async def explained(
    request: Request, stek_id: str, month: Month, reasons: Mapping[str, str]
) -> bool:
    """Keep each reason and note that it was given; False when not all could be kept.

    The delivery stands by then, so whatever goes wrong is told as no more than it is.
    """
    portal: Portal = request.app.state.portal
    is_kept = True
    for rule, reason in reasons.items():
        try:
            await portal.desk.explain(stek_id, month, rule, reason)
        except Exception as error:
            _LOG.error("an explanation: %s at %s", type(error).__name__, place_of(error))
            is_kept = False
        else:
            await noted(request, "explained", stek_id=stek_id, month=str(month), rule=rule)
    return is_kept
