"""The answer to a delivery that was landed: its first line names the receipt."""

from __future__ import annotations

from pipelines.answering.text import told
from pipelines.contracts import Language, delivery_rules
from pipelines.findings.reports import report
from pipelines.home import Home
from pipelines.landing.offers import Landed
from pipelines.template.wording import month_in_words


def answer(home: Home, landed: Landed, language: Language) -> str:
    """What became of a delivery, and every finding, in whole sentences; never a value of the file."""
    receipt = landed.receipt
    kind = "nothing" if receipt.is_nothing else receipt.outcome
    words = delivery_rules().answers[kind if landed.is_new else "unchanged"]
    month = month_in_words(receipt.month)
    first_line = words.filled(stek=receipt.stek_id, month=month, number=receipt.number)
    return told(report(home, landed.looked), first_line.to(language), language)
