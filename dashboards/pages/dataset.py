"""A table as search engines read it: schema.org Dataset, in the head of its page.

Source: schema.org/Dataset, as Google Dataset Search asks for it.
"""

from __future__ import annotations

import json

from markupsafe import Markup

from dashboards.pages.monitor import Monitor
from dashboards.pages.page import in_script
from dashboards.tongue import Tongue
from pipelines.disclosure.release import PublishedEstimate, PublishedIndicator
from pipelines.publication.publisher import publisher

_MEDIA_TYPES = {
    ".csv": "text/csv",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".parquet": "application/vnd.apache.parquet",
}


def dataset(
    table: PublishedIndicator | PublishedEstimate, monitor: Monitor, tongue: Tongue
) -> Markup | None:
    """The description as JSON that may stand in a script element; none for a folder without number."""
    if not monitor.number:
        return None
    who, language = publisher(), tongue.language
    sample = f"{tongue.say('sample')}. " if monitor.publication.is_sample else ""
    described: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": table.title.to(language),
        "description": sample + table.reading.to(language),
        "inLanguage": tongue.tag,
        "url": f"{who.base}{tongue.folder}{table.name}.html",
        "version": monitor.number,
        "datePublished": monitor.made_on,
        "license": who.licence.page,
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": who.name, "url": who.homepage},
        "spatialCoverage": who.spatial.label.to(language),
        "keywords": list(who.keywords[language]),
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": _MEDIA_TYPES[file.path[file.path.rindex(".") :]],
                "contentUrl": who.address(monitor.number, file.path),
            }
            for file in monitor.downloads[table.name]
        ],
    }
    if "period" in table.table.columns and table.table.height:
        years = table.table["period"].str.slice(0, 4)
        described["temporalCoverage"] = f"{years.min()!s}/{years.max()!s}"
    return in_script(json.dumps(described, ensure_ascii=False))
