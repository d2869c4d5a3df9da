"""`stagecheck lexicon show`: the rules, all of them, those of a class, or one."""

from typing import Annotated

import typer

from analyzer.cli import options
from analyzer.cli.errors import EXIT_OK
from analyzer.cli.group import Command
from analyzer.cli.output import Target, emit

app = typer.Typer(add_completion=False)


@app.command("show", cls=Command)
def show(
    wanted: Annotated[str | None, options.argument("[KLASSE|REGEL]")] = None,
    output: options.Output = None,
    no_color: options.NoColor = False,
    lexicons: options.Lexicons = None,
) -> int:
    """Toon alle regels, de regels van een klasse, of een regel."""
    target = Target(output, no_color)
    target.check([])

    from analyzer.cli.rulebook import all_rules, find_rules, render_list, render_rule
    from analyzer.lexicon import load_lexicon

    lexicon = load_lexicon(lexicons)
    rules = find_rules(lexicon, wanted) if wanted else all_rules(lexicon)
    text = render_list(rules, target.width) if len(rules) > 1 else render_rule(rules[0], target.width)
    emit([text], target)
    return EXIT_OK
