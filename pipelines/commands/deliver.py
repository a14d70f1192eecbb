"""Commands of who delivers: check, land, nothing to report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipelines import contracts
from pipelines.commands.options import EXIT_CODES, Lang, OneMonth, ReceivedOn, Stek
from pipelines.console import language_named, moment, stream_named, tell_tree
from pipelines.contracts import Language
from pipelines.errors import WrongUseError
from pipelines.files import write_whole
from pipelines.home import Home
from pipelines.months import Month

if TYPE_CHECKING:
    from pipelines.findings.values import Report
    from pipelines.landing.looking import Looked

app = typer.Typer()
Workbook = Annotated[
    Path | None,
    typer.Option("--workbook", help="Give the file back here (xlsx), with what is wrong marked."),
]
Json = Annotated[Path | None, typer.Option("--json", help="Write the answer here for machines.")]


@app.command()
def check(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A delivery.")],
    stek: Stek,
    month: OneMonth,
    json: Json = None,
    workbook: Workbook = None,
    lang: Lang = "nl",
) -> None:
    """Say what would become of a delivery, and what to put right; nothing of it is kept.

    Exit code 0: accepted; 10: rows would be held back; 20: it cannot be used; 2: wrong use.
    """
    from pipelines.answering.text import checked
    from pipelines.findings.reports import report
    from pipelines.landing.looking import Offer, look

    home, language = Home.from_environment(), language_named(lang)
    (looked,) = look(home, [Offer(file, stek, Month.parse(month))])
    found = report(home, looked)
    typer.echo(checked(found, language))
    _give_back(file, looked, found, json, workbook, language)
    raise typer.Exit(EXIT_CODES[found.outcome])


@app.command()
def land(
    path: Annotated[Path, typer.Argument(exists=True, help="A file, or a tree <stek>/<yyyy-mm>/.")],
    stek: Annotated[str, typer.Option(help="Of a file: the Stek it is from.")] = "",
    month: Annotated[str, typer.Option(help="Of a file: its month, yyyy-mm.")] = "",
    received_on: ReceivedOn = None,
    json: Json = None,
    workbook: Workbook = None,
    lang: Lang = "nl",
) -> None:
    """Take a delivery in: read, check, keep as it came, and answer with a receipt.

    The same file twice changes nothing. A second delivery of a Stek, month and stream replaces the
    first from then on; both are kept. Exit code 10: rows are held back; 20: the file is refused.
    """
    from pipelines.answering.receipts import answer
    from pipelines.findings.reports import report
    from pipelines.landing.looking import Offer
    from pipelines.landing.offers import land
    from pipelines.landing.trees import land_tree

    home = Home.from_environment()
    if path.is_dir():
        tell_tree(land_tree(home, path))
        return
    if not (stek and month):
        raise WrongUseError("Say whose file it is: --stek zaventem --month 2026-10.")
    offer = Offer(path, stek, Month.parse(month), moment(received_on))
    (landed,) = land(home, [offer])
    language = language_named(lang)
    typer.echo(answer(home, landed, language))
    _give_back(path, landed.looked, report(home, landed.looked), json, workbook, language)
    raise typer.Exit(EXIT_CODES[landed.receipt.outcome])


@app.command()
def nil(
    stek: Stek,
    month: OneMonth,
    stream: Annotated[
        list[str] | None, typer.Option(help="Only this stream, by its Dutch name; may be repeated.")
    ] = None,
    received_on: ReceivedOn = None,
    lang: Lang = "nl",
) -> None:
    """Confirm that a Stek has nothing to report for a month ("niets te melden")."""
    from pipelines.answering.receipts import answer
    from pipelines.landing.offers import land_nothing

    chosen = [
        stream_named(name) for name in stream or [s.physical_name for s in contracts.streams()]
    ]
    home = Home.from_environment()
    landed = land_nothing(home, stek, Month.parse(month), chosen, moment(received_on))
    typer.echo(answer(home, landed, language_named(lang)))


def _give_back(
    path: Path,
    looked: Looked,
    found: Report,
    json: Path | None,
    workbook: Path | None,
    language: Language,
) -> None:
    """Write the answer for machines and the coordinator's own file, where these were asked for."""
    if json:
        from pipelines.answering.machine import as_json

        write_whole(json, as_json(found).encode(), mode=0o644)
    if workbook and looked.seen:
        from pipelines.answering.workbooks import write_workbook

        write_workbook(workbook, found, looked.seen.copyable, path.name, language)
