"""`stagecheck lexicon`: look at the rules, and have them tested by their own examples."""

import typer

from analyzer.cli.errors import EXIT_OK
from analyzer.cli.group import Entry, LazyGroup

COMMANDS = {
    "check": Entry("analyzer.cli.lexicon_check", "Controleer vorm en voorbeelden van alle regels."),
    "show": Entry("analyzer.cli.lexicon_show", "Toon de regels, of die van een klasse."),
}

app = typer.Typer(name="lexicon", add_completion=False)


class _Lexicon(LazyGroup):
    table = COMMANDS


@app.callback(cls=_Lexicon)
def lexicon(ctx: typer.Context) -> int:
    """Bekijk en controleer de woordenlijsten waarop het oordeel rust."""
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())
    return EXIT_OK
