"""`stagecheck summary`: what the rows of `batch` add up to."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analyzer.cli import options
from analyzer.cli.errors import EXIT_OK
from analyzer.cli.group import Command
from analyzer.cli.output import Target, emit

if TYPE_CHECKING:
    from rich.text import Text

    from analyzer.batch.summary import Cell, Summary, Table

FORMATS = ("terminal", "html", "json", "csv")
_BY_SUFFIX = {".html": "html", ".htm": "html", ".json": "json", ".csv": "csv"}
_BAR = 14

app = typer.Typer(add_completion=False)


@app.command("summary", cls=Command)
def summary(
    ctx: typer.Context,
    results: Annotated[Path, options.argument("UITKOMST", options.path)],
    report_format: Annotated[str, options.format_option(*FORMATS)] = FORMATS[0],
    output: options.Output = None,
    no_color: options.NoColor = False,
    lexicons: options.Lexicons = None,
) -> int:
    """Vat de uitkomst van stagecheck batch samen: hoeveel is te zwaar, waar, wanneer en door welke woorden?

    Met --output pagina.html krijg je een pagina met grafieken, die je zo kunt doorsturen.
    """
    target = Target(output, no_color)
    target.check([results])
    chosen = report_format
    if output is not None and options.is_default(ctx, "report_format"):
        chosen = _BY_SUFFIX.get(output.suffix.lower(), report_format)

    from analyzer.batch.summary import summarise
    from analyzer.lexicon import load_lexicon

    labels = {rule.name: _short(rule.gloss) for rule in load_lexicon(lexicons).rules if rule.kind == "knob"}
    emit(_pieces(summarise(results, labels), chosen, target.width), target)
    return EXIT_OK


def _short(gloss: str) -> str:
    """Returns the first words of a gloss, up to where it starts to list or explain."""
    return min(gloss.split(": ")[0], gloss.split(", ")[0], gloss.split(" (")[0], key=len).strip()


def _pieces(found: "Summary", form: str, width: int) -> "Iterator[Text | str]":
    match form:
        case "json":
            from analyzer.reports.structured import as_json

            yield as_json(found.to_dict())
        case "csv":
            yield _as_csv(found)
        case "html":
            from analyzer.batch.page import render

            yield render(found)
        case _:
            yield from _for_the_terminal(found, width)


def _as_csv(found: "Summary") -> str:
    text = io.StringIO()
    writer = csv.DictWriter(
        text, ("table", "label", "postings", "excessive", "share", "low", "high"), lineterminator="\n"
    )
    writer.writeheader()
    writer.writerows(found.records())
    return text.getvalue()


def _for_the_terminal(found: "Summary", width: int) -> "Iterator[Text | str]":
    from rich.text import Text

    from analyzer.batch.page import lead
    from analyzer.reports.layout import Page

    page = Page(width)
    page.paragraph(lead(found))
    yield page.text
    for table in found.tables:
        if table.name != "overall":
            yield Text.assemble("\n", (table.title, "bold"), "\n")
            yield from (_line(cell, table, width) for cell in table.cells)
    yield f"\nModel {found.model}, lexicons {found.lexicons}. Een pagina met grafieken:\n"
    yield f"stagecheck summary {found.source} --output pagina.html\n"


def _line(cell: "Cell", table: "Table", width: int) -> "Text":
    from rich.text import Text

    from analyzer.batch.page import number, percent

    top = max((one.share or 0.0 for one in table.cells), default=0.0) or 1.0
    filled = round(_BAR * (cell.share or 0.0) / top)
    room = max(12, width - _BAR - 36)
    label = cell.label if len(cell.label) <= room else f"{cell.label[: room - 1]}…"
    interval = f"{percent(cell.low)}-{percent(cell.high)}" if cell.low is not None else ""
    return Text.assemble(
        f"  {label:<{room}}{number(cell.postings):>8} ",
        (f"{'█' * filled:<{_BAR}}", "red" if interval else "blue"),
        f" {percent(cell.share):>6}  {interval}".rstrip() + "\n",
    )
