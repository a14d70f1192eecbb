"""The answer for machines: a report as JSON, in the three languages, without a value of the file."""

from __future__ import annotations

import json
from dataclasses import asdict

from pipelines.findings.values import Report


def as_json(report: Report) -> str:
    """A report as JSON: stek_id, month, outcome, streams and findings, in the report's order."""
    content = asdict(report) | {"month": str(report.month)}
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"
