"""`stagecheck vet`: the same assessment told to a student."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from analyzer.assessment import Assessment, Given
from analyzer.cli import options
from analyzer.cli.errors import EXIT_OK
from analyzer.cli.group import Command
from analyzer.cli.inputs import chosen_inputs, read
from analyzer.cli.output import Target, emit

if TYPE_CHECKING:
    from rich.text import Text

FORMATS = ("terminal", "markdown", "json")


@click.command("vet", cls=Command)
@click.argument("file", required=False, type=options.path, metavar="[BESTAND|-]")
@options.format_option(*FORMATS)
@options.output_options
@options.quiet_option
@options.given_options
@options.knowledge_options
@click.pass_context
def command(
    ctx: click.Context,
    file: Path | None,
    report_format: str,
    target: Target,
    quiet: bool,
    given: Given,
    knowledge: options.Knowledge,
) -> int:
    """Past deze stage bij jou? Lees wat te veel is, wat goed is, wat er niet in staat, en wat je kunt vragen."""
    inputs = chosen_inputs([file] if file else [])
    target.check(inputs)
    report = target.format(report_format, is_default=options.is_default(ctx, "report_format"), known=FORMATS)
    posting = read(inputs[0])
    assessment = knowledge.analyzer().assess(posting, given)
    emit([_told(assessment, report, target, quiet=quiet)], target)
    return EXIT_OK


def _told(assessment: Assessment, report: str, target: Target, *, quiet: bool) -> "Text | str":
    from analyzer.reports import structured, student

    match report:
        case "json":
            return structured.as_json(student.advise(assessment).to_dict(assessment))
        case "markdown":
            return student.render_markdown(assessment)
        case _:
            return student.render(assessment, width=target.width, quiet=quiet)
