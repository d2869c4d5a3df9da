"""The command line `stagecheck`: which commands there are, and how every run ends.

Help and version know only the table below; spaCy, numpy and pydantic are imported by the command that needs them.
"""

import json
import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer
from typer.main import get_command

from analyzer.cli.errors import EXIT_ERROR, EXIT_INTERRUPTED, EXIT_OK, complain, explain_error
from analyzer.cli.group import Entry, LazyGroup
from analyzer.cli.parser import ClickException
from analyzer.errors import StagecheckError
from analyzer.version import __version__

__all__ = ["COMMANDS", "main", "run"]

COMMANDS = {
    "check": Entry("analyzer.cli.check", "Beoordeel een stagevacature: wat is te zwaar, en waarom?"),
    "vet": Entry("analyzer.cli.vet", "Kijk als student of een stage bij je past, met vragen voor je gesprek."),
    "explain": Entry("analyzer.cli.explain", "Leg een regel, norm of woord uit."),
    "lexicon": Entry("analyzer.cli.lexicon", "Bekijk en controleer de woordenlijsten."),
    "evaluate": Entry("analyzer.cli.evaluate", "Meet het oordeel aan een set met vaste antwoorden."),
    "batch": Entry("analyzer.cli.batch", "Beoordeel duizenden vacatures uit bestanden; hervat na een onderbreking."),
    "summary": Entry("analyzer.cli.summary", "Vat de uitkomst van batch samen: tabellen, en een pagina met grafieken."),
}

_app = typer.Typer(name="stagecheck", add_completion=False)


class _Root(LazyGroup):
    table = COMMANDS


def _show_version(ctx: typer.Context, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        typer.echo(f"stagecheck {__version__} (model: {_shipped_model_name()})")
        raise typer.Exit


def _shipped_model_name() -> str:
    """Returns name and version of the shipped pipeline, read from its description without loading it."""
    from analyzer.dutch import shipped_model

    try:
        facts = json.loads((shipped_model() / "meta.json").read_text(encoding="utf-8"))
        return f"{facts['lang']}_{facts['name']} {facts['version']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "niet gevonden"


@_app.callback(
    cls=_Root,
    epilog="Uitleg bij een opdracht: stagecheck OPDRACHT --help. Vaste instellingen staan in stagecheck.toml of in "
    "[tool.stagecheck] van pyproject.toml. Alles blijft op je eigen computer.",
)
def _stagecheck(
    ctx: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_show_version, help="Toon versie en model.")
    ] = False,
) -> int:
    """Leest stagevacatures en laat per taak zien of die past bij een stagiair, of te zwaar is."""
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())
    return EXIT_OK


def run(args: Sequence[str]) -> int:
    """Runs a command line and returns the exit code; what a user can mend is told on stderr in one line."""
    command = get_command(_app)
    try:
        with command.make_context("stagecheck", list(args)) as ctx:
            code = command.invoke(ctx)
        sys.stdout.flush()
    except typer.Exit as stop:
        return stop.exit_code
    except (StagecheckError, ClickException) as error:
        return complain(explain_error(error))
    except (KeyboardInterrupt, typer.Abort):
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        _silence_stdout()
        return EXIT_OK
    return code if isinstance(code, int) else EXIT_ERROR


def _silence_stdout() -> None:
    """Sends what is still buffered for a reader that has gone (`| head`) nowhere, so that Python ends quietly."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def main() -> None:
    """Runs the command line of this process and ends it; no character of a posting can stop the output."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    raise SystemExit(run(sys.argv[1:]))
