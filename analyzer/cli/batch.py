"""`stagecheck batch`: many postings in, a row each out, for whoever studies them."""

from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from analyzer.assessment import Given
from analyzer.cli import options
from analyzer.cli.errors import EXIT_INTERRUPTED, EXIT_OK
from analyzer.cli.group import Command
from analyzer.errors import UsageError

ENGINES = ("local", "ray")
DETAILS = ("full", "summary")
EXIT_CODES = "Exitcode: 0 als alles is verwerkt, wat het oordeel ook is; 2 verkeerd gebruik; 130 onderbroken."

app = typer.Typer(add_completion=False)


def _option(name: str, text: str, metavar: str | None = None, parser: Any = None) -> Any:
    return typer.Option(f"--{name}", metavar=metavar, parser=parser, help=text, show_default=False)


def _at_least_one(value: Any) -> int:
    if not str(value).isdigit() or int(value) < 1:
        raise typer.BadParameter(f"{value} past niet; geef een getal vanaf 1")
    return int(value)


@app.command("batch", cls=Command, epilog=EXIT_CODES)
def batch(
    inputs: Annotated[list[Path], options.argument("INVOER...", options.path)],
    out: Annotated[
        Path | None, _option("out", "Uitvoer: .jsonl, .csv of .parquet, ook .gz en .zst.", "BESTAND", options.path)
    ] = None,
    errors: Annotated[
        Path | None, _option("errors", "Records die niet lukken, met de reden.", "BESTAND", options.path)
    ] = None,
    resume: Annotated[bool, _option("resume", "Ga verder met een verwerking die is onderbroken.")] = False,
    text_field: Annotated[
        str | None, _option("text-field", "Veld met de tekst; a.b gaat een object in.", "VELD")
    ] = None,
    id_field: Annotated[str | None, _option("id-field", "Veld met het kenmerk.", "VELD")] = None,
    title_field: Annotated[str | None, _option("title-field", "Veld met de titel.", "VELD")] = None,
    employer_field: Annotated[str | None, _option("employer-field", "Veld met de werkgever.", "VELD")] = None,
    region_field: Annotated[str | None, _option("region-field", "Veld met plaats of regio.", "VELD")] = None,
    date_field: Annotated[str | None, _option("date-field", "Veld met de datum.", "VELD")] = None,
    detail: Annotated[
        str, _option("detail", "Met de taken erbij (full), of zonder.", "full|summary", options.one_of(DETAILS))
    ] = "full",
    dedupe: Annotated[bool, _option("dedupe", "Noem bij bijna gelijke vacatures de eerste.")] = False,
    workers: Annotated[int, _option("workers", "Aantal processen dat samen werkt.", "AANTAL", _at_least_one)] = 1,
    engine: Annotated[
        str, _option("engine", "Op deze computer, of met Ray op een cluster.", "local|ray", options.one_of(ENGINES))
    ] = "local",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Toon geen voortgang.", show_default=False)] = False,
    level: options.Level = None,
    year: options.Year = None,
    internship_type: options.InternshipType = None,
    locale: options.Locale = None,
    lexicons: options.Lexicons = None,
    model: options.Model = None,
) -> int:
    """Beoordeel heel veel vacatures: uit JSONL, CSV, Parquet of mappen, met een rij per vacature als uitvoer.

    De velden worden geraden; noem ze zelf als dat niet lukt. Een record dat niet lukt stopt de rest niet.
    """
    if out is None:
        raise UsageError("geef met --out het bestand voor de uitvoer, bijvoorbeeld: --out uitkomst.jsonl")

    from analyzer.batch.job import Job
    from analyzer.batch.records import FieldNames
    from analyzer.batch.worker import Recipe, make_analyzer

    named = {
        "text": text_field,
        "id": id_field,
        "title": title_field,
        "employer": employer_field,
        "region": region_field,
        "date": date_field,
    }
    names = FieldNames(tuple((what, name) for what, name in named.items() if name))
    given = Given(level=level, study_year=year, internship_type=internship_type, locale=locale)
    recipe = Recipe(partial(make_analyzer, model, lexicons), given, detail)
    job = Job(tuple(inputs), out, errors, names, detail, given, dedupe, model=model, lexicons=lexicons)
    if engine == "ray":
        return _on_ray(job, recipe, workers, resume=resume)
    return _here(job, recipe, workers, resume=resume, quiet=quiet)


def _here(job: Any, recipe: Any, workers: int, *, resume: bool, quiet: bool) -> int:
    from analyzer.batch.job import run
    from analyzer.batch.local import Pool
    from analyzer.cli.progress import closing_lines, say, shown

    try:
        with shown(quiet) as report:
            counts = run(job, Pool(recipe, workers), resume=resume, report=report)
    except KeyboardInterrupt:
        if job.folder.exists():
            say(
                f"Onderbroken. Wat klaar is, is bewaard; ga verder met dezelfde opdracht en --resume erbij ({job.out})."
            )
        return EXIT_INTERRUPTED
    if not quiet:
        for line in closing_lines(counts, job.out, job.errors_path):
            say(line)
    return EXIT_OK


def _on_ray(job: Any, recipe: Any, workers: int, *, resume: bool) -> int:
    from analyzer.batch.cluster import run_on_ray
    from analyzer.cli.progress import say

    if resume or job.dedupe:
        raise UsageError("--resume en --dedupe werken niet met --engine ray; Ray probeert wat mislukt zelf opnieuw")
    counts = run_on_ray(job, recipe, workers)
    say(f"{counts.entries} records: {counts.rows} rijen in {job.out}, {counts.failed} fouten in {job.errors_path}.")
    return EXIT_OK
