"""`stagecheck check`: the verdict on postings, for whoever writes them."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analyzer.assessment import Assessment, Given, Verdict
from analyzer.cli import options
from analyzer.cli.errors import EXIT_ERROR, EXIT_EXCESSIVE, EXIT_OK
from analyzer.cli.group import Command
from analyzer.cli.inputs import Postings, chosen_inputs
from analyzer.cli.output import Target, emit

if TYPE_CHECKING:
    from rich.text import Text

    from analyzer.posting import Posting

EXIT_CODES = "Exitcode: 0 niets te zwaar, 1 iets te zwaar, 2 verkeerd gebruik of onleesbaar."


app = typer.Typer(add_completion=False)


@app.command("check", cls=Command, epilog=EXIT_CODES)
def check(
    ctx: typer.Context,
    files: Annotated[list[Path] | None, options.argument("[BESTAND|MAP|-]...", options.path)] = None,
    report_format: Annotated[str, options.format_option(*options.FORMATS)] = options.FORMATS[0],
    output: options.Output = None,
    no_color: options.NoColor = False,
    verbose: options.Verbose = False,
    quiet: options.Quiet = False,
    level: options.Level = None,
    year: options.Year = None,
    internship_type: options.InternshipType = None,
    locale: options.Locale = None,
    lexicons: options.Lexicons = None,
    model: options.Model = None,
    fail_on: options.FailOn = options.FAIL_ON[0],
    exit_zero: options.ExitZero = False,
) -> int:
    """Beoordeel stagevacatures: welke taken zijn te zwaar voor een stagiair, waarom, en hoe kan het lichter?

    Geef bestanden, mappen, of - voor tekst die je doorstuurt.
    """
    postings = Postings(chosen_inputs(files, ctx.command_path))
    target, knowledge = Target(output, no_color), options.Knowledge(lexicons, model)
    given = Given(level=level, study_year=year, internship_type=internship_type, locale=locale)
    target.check(postings.files)
    report = target.format(report_format, is_default=options.is_default(ctx, "report_format"), known=options.FORMATS)
    done: list[Assessment] = []
    assessments = _assess(postings, knowledge, given, done)
    emit(_pieces(assessments, report, target, verbose=verbose, quiet=quiet), target)
    if postings.unreadable:
        return EXIT_ERROR
    return EXIT_EXCESSIVE if not exit_zero and _fails(done, fail_on) else EXIT_OK


def _assess(
    postings: Iterable["Posting"], knowledge: options.Knowledge, given: Given, done: list[Assessment]
) -> Iterator[Assessment]:
    """Yields the assessment of each posting and keeps it in `done`; the analyzer is loaded for the first one."""
    analyzer = None
    for posting in postings:
        analyzer = analyzer or knowledge.analyzer()
        done.append(analyzer.assess(posting, given))
        yield done[-1]


def _fails(assessments: Iterable[Assessment], fail_on: str) -> bool:
    """Whether the exit code must tell of something excessive."""
    if fail_on == "duty":
        return any(item.assessed and item.excessive_duties for item in assessments)
    return fail_on == "excessive" and any(item.verdict is Verdict.EXCESSIVE for item in assessments)


def _pieces(
    assessments: Iterable[Assessment], report: str, target: Target, *, verbose: bool, quiet: bool
) -> "Iterator[Text | str]":
    """Yields the report piece by piece, each as soon as its posting is judged."""
    from analyzer.reports import markdown, structured

    match report:
        case "json":
            yield structured.array(assessments)
        case "jsonl":
            yield from map(structured.line, assessments)
        case "markdown":
            for position, item in enumerate(assessments):
                yield ("\n" if position else "") + markdown.render(item, verbose=verbose)
        case _:
            yield from _for_the_terminal(assessments, target.width, verbose=verbose, quiet=quiet)


def _for_the_terminal(
    assessments: Iterable[Assessment], width: int, *, verbose: bool, quiet: bool
) -> "Iterator[Text | str]":
    from analyzer.reports import terminal

    done: list[Assessment] = []
    for assessment in assessments:
        if quiet:
            yield terminal.line(assessment) + "\n"
            continue
        if done:
            yield terminal.rule(width)
        done.append(assessment)
        yield terminal.render(assessment, width=width, verbose=verbose)
    yield terminal.closing(done, width=width)
