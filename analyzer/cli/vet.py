"""`stagecheck vet`: the same assessment told to a student."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analyzer.assessment import Assessment, Given
from analyzer.cli import options
from analyzer.cli.errors import EXIT_OK
from analyzer.cli.group import Command
from analyzer.cli.inputs import chosen_inputs, read
from analyzer.cli.output import Target, emit

if TYPE_CHECKING:
    from rich.text import Text

FORMATS = ("terminal", "markdown", "json")


app = typer.Typer(add_completion=False)


@app.command("vet", cls=Command)
def vet(
    ctx: typer.Context,
    file: Annotated[Path | None, options.argument("[BESTAND|-]", options.path)] = None,
    report_format: Annotated[str, options.format_option(*FORMATS)] = FORMATS[0],
    output: options.Output = None,
    no_color: options.NoColor = False,
    quiet: options.Quiet = False,
    level: options.Level = None,
    year: options.Year = None,
    internship_type: options.InternshipType = None,
    locale: options.Locale = None,
    lexicons: options.Lexicons = None,
    model: options.Model = None,
) -> int:
    """Past deze stage bij jou? Lees wat te veel is, wat goed is, wat er niet in staat, en wat je kunt vragen."""
    inputs = chosen_inputs([file] if file else None, ctx.command_path)
    target, knowledge = Target(output, no_color), options.Knowledge(lexicons, model)
    target.check(inputs)
    report = target.format(report_format, is_default=options.is_default(ctx, "report_format"), known=FORMATS)
    posting = read(inputs[0])
    given = Given(level=level, study_year=year, internship_type=internship_type, locale=locale)
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
