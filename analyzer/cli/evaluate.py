"""`stagecheck evaluate`: the judgement measured against gold sets."""

from pathlib import Path
from typing import Annotated, Any

import typer

from analyzer.cli import options
from analyzer.cli.errors import EXIT_OK
from analyzer.cli.group import Command
from analyzer.cli.output import Target, emit

FORMATS = ("terminal", "json")

app = typer.Typer(add_completion=False)


@app.command("evaluate", cls=Command)
def evaluate(
    ctx: typer.Context,
    gold: Annotated[list[Path], options.argument("GOUD...", options.path)],
    report_format: Annotated[str, options.format_option(*FORMATS)] = FORMATS[0],
    ablation: Annotated[
        bool,
        typer.Option(
            "--ablation", help="Vergelijk de volledige analyse met losse woorden en met vormen zonder een onderdeel."
        ),
    ] = False,
    output: options.Output = None,
    no_color: options.NoColor = False,
    lexicons: options.Lexicons = None,
    model: options.Model = None,
) -> int:
    """Meet het oordeel aan vacatures met vaste antwoorden: precisie, recall en F1, met de missers.

    Geef per set het bestand gold.jsonl, of de map waar het in staat. Elke set krijgt een eigen verslag.
    """
    target = Target(output, no_color)
    target.check(gold)

    from analyzer.evaluation import evaluate as measure
    from analyzer.reports.structured import as_json

    form = target.format(report_format, is_default=options.is_default(ctx, "report_format"), known=FORMATS)
    analyzer = options.Knowledge(lexicons, model).analyzer()
    compared: dict[str, Any] = {}
    if ablation:
        from analyzer.ablation import variants

        compared["variants"] = variants(analyzer)
    reports = ((path, measure(path, analyzer.assess, **compared)) for path in gold)
    if form == "json":
        emit([as_json([{"gold": str(path), **report.to_dict()} for path, report in reports])], target)
    else:
        emit((f"{path}\n{report.render().rstrip()}\n" for path, report in reports), target)
    return EXIT_OK
