"""Commands around a delivery: explain what is odd, the template, the receipt and its proof."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipelines.commands.options import Lang, OneMonth, Stek
from pipelines.console import language_named
from pipelines.contracts import delivery_rules
from pipelines.errors import WrongUseError
from pipelines.home import Home, shown
from pipelines.months import Month

app = typer.Typer()
Out = Annotated[Path, typer.Option("-o", "--out", help="The file to write.")]


@app.command()
def explain(
    stek: Stek,
    month: Annotated[str, typer.Option(help="Of a question: the month, yyyy-mm.")] = "",
    rule: Annotated[
        str, typer.Option(help="Of a question: its rule, as the answer names it.")
    ] = "",
    because: Annotated[
        str, typer.Option(help="The reason, a code of data_contracts/codes/explanations.csv.")
    ] = "",
    column: Annotated[
        str, typer.Option(help="Of a spelling: its column, such as bezoeken.contactvorm.")
    ] = "",
    written: Annotated[str, typer.Option(help="The spelling, as the Stek writes it.")] = "",
    means: Annotated[str, typer.Option(help="The code that it means.")] = "",
    lang: Lang = "nl",
) -> None:
    """Answer a question about a delivery, or say what a spelling means; both are remembered.

    A question: --month, --rule and --because. A spelling: --column, --written and --means.
    """
    from pipelines.findings import explanations

    home, words = Home.from_environment(), delivery_rules().places
    if month and rule and because:
        explanations.explain(home, stek, Month.parse(month), rule, because)
        typer.echo(words["explained"].to(language_named(lang)))
    elif column and written and means:
        explanations.learn(home, stek, column, written, means)
        typer.echo(words["learnt"].filled(code=means).to(language_named(lang)))
    else:
        raise WrongUseError(
            "Give --month, --rule and --because for a question, "
            "or --column, --written and --means for a spelling."
        )


@app.command()
def template(stek: Stek, month: OneMonth, out: Out, lang: Lang = "nl") -> None:
    """Write the workbook to fill in for a month: lists to choose from, checks while typing."""
    from pipelines.template.workbook import write_template

    write_template(Home.from_environment(), stek, Month.parse(month), language_named(lang), out)
    typer.echo(shown(out.resolve()))
