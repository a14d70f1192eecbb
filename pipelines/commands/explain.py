"""Commands around a delivery: explain what is odd, the template, the receipt and its proof."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipelines.commands.options import EXIT_CODES, Lang, OneMonth, Stek
from pipelines.console import language_named
from pipelines.contracts import delivery_rules
from pipelines.errors import WrongUseError
from pipelines.files import write_whole
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
    out.chmod(0o644)  # it is handed out
    typer.echo(shown(out.resolve()))


@app.command()
def receipt(
    number: Annotated[
        int, typer.Argument(help="The number of the receipt, as the answer names it.")
    ],
    out: Out,
    lang: Lang = "nl",
) -> None:
    """Write a receipt to keep: a page for people (.html) or the signed JSON (.json)."""
    from pipelines.answering.receipt_page import receipt_page
    from pipelines.landing.receipts import read_receipts, receipt_file

    home = Home.from_environment()
    found = [one for one in read_receipts(home) if one.number == number]
    if not found:
        raise WrongUseError(f"There is no receipt {number} in {shown(home.landing)}.")
    (one,) = found
    if out.suffix == ".html":
        data = receipt_page(home, one, language_named(lang)).encode()
    elif out.suffix == ".json":
        data = receipt_file(home, one).read_bytes()
    else:
        raise WrongUseError("Let the name of the file end in .html or .json.")
    write_whole(out, data, mode=0o644)
    typer.echo(shown(out.resolve()))


@app.command()
def verify(
    receipt: Annotated[Path, typer.Argument(exists=True, help="A receipt, .json or .html.")],
    file: Annotated[
        Path | None, typer.Argument(exists=True, help="The file that was delivered with it.")
    ] = None,
    key: Annotated[
        Path | None, typer.Option(exists=True, help="A public key (PEM) other than this home's.")
    ] = None,
    lang: Lang = "nl",
) -> None:
    """Say whether a receipt is genuine and unchanged, and whether a file is the one delivered.

    Exit code 0: it is; 20: it is not.
    """
    from pipelines.answering.receipt_words import told
    from pipelines.landing import verifying
    from pipelines.landing.keys import public_key, read_public_key

    known = read_public_key(key) if key else public_key(Home.from_environment())
    content = file.read_bytes() if file else None
    found = verifying.verify(known, receipt.read_bytes(), content)
    typer.echo(told(found, language_named(lang)))
    raise typer.Exit(0 if found.is_genuine else EXIT_CODES["refused"])
