"""What a column accepts, in words: the last thing a finding tells."""

from __future__ import annotations

from pipelines.contracts import Column, Stream, Words, accepted_codes, delivery_rules
from pipelines.months import Month


def allowed(stream: Stream, column: Column, stek_id: str, month: Month) -> Words | None:
    """What may stand in a column of a delivery; None for free identifiers, whose message says it."""
    words = delivery_rules().allowed
    match column.type:
        case "code" | "codes" | "yes_no":
            accepted = [code.code for code in accepted_codes(column)]
            codes = [stek_id] if column.code_list == "stekken" else accepted
            kind = "several_codes" if column.type == "codes" else "one_code"
            return words[kind].filled(codes=", ".join(codes))
        case "date":
            last = month.last_day
            if f"{stream.name}.{column.name}_is_in_month" in _rules(stream):
                return words["date_in_month"].filled(first=month.first_day, last=last)
            if f"{stream.name}.{column.name}_is_not_later" in _rules(stream):
                return words["date_until"].filled(last=last)
            return words["date"]
        case "amount":
            return _range(stream, column)
    return None


def _rules(stream: Stream) -> frozenset[str]:
    return frozenset(rule.name for rule in stream.rules)


def _range(stream: Stream, column: Column) -> Words | None:
    """The limits of the rule that holds the column between two amounts."""
    for rule in stream.rules:
        if rule.arguments.get("column") == column.name and "max_value" in rule.arguments:
            least, most = rule.arguments["min_value"], rule.arguments["max_value"]
            return delivery_rules().allowed["amount"].filled(least=least, most=most)
    return None
