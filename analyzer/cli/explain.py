"""`stagecheck explain`: what a rule, norm or term is about, from the lexicons themselves."""

from typing import Annotated

import typer

from analyzer.cli import options
from analyzer.cli.errors import EXIT_OK
from analyzer.cli.group import Command
from analyzer.cli.output import Target, emit
from analyzer.errors import UsageError

app = typer.Typer(add_completion=False)


@app.command("explain", cls=Command)
def explain(
    wanted: Annotated[list[str] | None, options.argument("[REGEL|NORM|WOORD]...")] = None,
    show_list: Annotated[bool, typer.Option("--list", help="Toon alle regels en normen.")] = False,
    output: options.Output = None,
    no_color: options.NoColor = False,
    lexicons: options.Lexicons = None,
) -> int:
    """Leg uit wat een regel, norm of woord betekent, waarom, en met welke voorbeelden.

    De naam is die uit het verslag, bijvoorbeeld own.responsible-for.
    """
    if not wanted and not show_list:
        raise UsageError("geef de naam van een regel, norm of woord; bekijk ze met: stagecheck explain --list")
    target = Target(output, no_color)
    target.check([])

    from analyzer.cli.rulebook import all_rules, find_rules, render_list, render_rule
    from analyzer.lexicon import load_lexicon

    lexicon = load_lexicon(lexicons)
    rules = all_rules(lexicon) if show_list else find_rules(lexicon, " ".join(wanted or ()))
    show = render_list(rules, target.width) if len(rules) > 1 else render_rule(rules[0], target.width)
    emit([show], target)
    return EXIT_OK
