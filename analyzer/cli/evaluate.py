"""`stagecheck evaluate`: the judgement measured against a gold set."""

from pathlib import Path

import click

from analyzer.cli import options
from analyzer.cli.errors import EXIT_OK
from analyzer.cli.group import Command
from analyzer.cli.output import Target, emit

FORMATS = ("terminal", "json")


@click.command("evaluate", cls=Command)
@click.argument("gold", type=options.path, metavar="GOUD.jsonl")
@click.option("--ablation", is_flag=True, help="Vergelijk ook met losse woorden tellen, zonder de zin te lezen.")
@options.format_option(*FORMATS)
@options.output_options
@options.knowledge_options
@click.pass_context
def command(
    ctx: click.Context,
    gold: Path,
    ablation: bool,
    report_format: str,
    target: Target,
    knowledge: options.Knowledge,
) -> int:
    """Meet het oordeel aan vacatures met vaste antwoorden: precisie, recall en F1, met de missers."""
    target.check([gold])

    from analyzer.evaluation import evaluate
    from analyzer.reports.structured import as_json

    report = evaluate(gold, knowledge.analyzer(), ablation)
    form = target.format(report_format, is_default=options.is_default(ctx, "report_format"), known=FORMATS)
    emit([as_json(report.to_dict()) if form == "json" else f"{report.render().rstrip()}\n"], target)
    return EXIT_OK
