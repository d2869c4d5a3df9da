"""`stagecheck explain`: what a rule, norm or term is about, from the lexicons themselves."""

from pathlib import Path

import click

from analyzer.cli import options
from analyzer.cli.errors import EXIT_OK
from analyzer.cli.group import Command
from analyzer.cli.output import Target, emit
from analyzer.errors import UsageError


@click.command("explain", cls=Command)
@click.argument("wanted", nargs=-1, metavar="[REGEL|NORM|WOORD]...")
@click.option("--list", "show_list", is_flag=True, help="Toon alle regels en normen.")
@options.output_options
@options.lexicons_option
def command(wanted: tuple[str, ...], show_list: bool, target: Target, lexicons: Path | None) -> int:
    """Leg uit wat een regel, norm of woord betekent, waarom, en met welke voorbeelden.

    De naam is die uit het verslag, bijvoorbeeld own.responsible-for.
    """
    if not wanted and not show_list:
        raise UsageError("geef de naam van een regel, norm of woord; bekijk ze met: stagecheck explain --list")
    target.check([])

    from analyzer.cli.rulebook import find_rules, render_list, render_rule
    from analyzer.lexicon import load_lexicon

    lexicon = load_lexicon(lexicons)
    rules = lexicon.rules if show_list else find_rules(lexicon, " ".join(wanted))
    show = render_list(rules, target.width) if len(rules) > 1 else render_rule(rules[0], target.width)
    emit([show], target)
    return EXIT_OK
