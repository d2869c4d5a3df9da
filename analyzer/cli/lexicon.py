"""`stagecheck lexicon`: look at the rules, and have them tested by their own examples."""

from pathlib import Path

import click

from analyzer.cli import options
from analyzer.cli.errors import EXIT_ERROR, EXIT_OK
from analyzer.cli.group import Command, Entry, LazyGroup
from analyzer.cli.output import Target, emit

COMMANDS = {
    "check": Entry("analyzer.cli.lexicon:check", "Controleer vorm en voorbeelden van alle regels."),
    "show": Entry("analyzer.cli.lexicon:show", "Toon de regels, of die van een klasse."),
}


@click.group("lexicon", cls=LazyGroup, table=COMMANDS)
@click.pass_context
def command(ctx: click.Context) -> int:
    """Bekijk en controleer de woordenlijsten waarop het oordeel rust."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())
    return EXIT_OK


@click.command("check", cls=Command, epilog="Exitcode: 0 alles klopt, 2 een regel of voorbeeld klopt niet.")
@options.knowledge_options
def check(knowledge: options.Knowledge) -> int:
    """Controleer de vorm van alle regels, en of hun voorbeelden doen wat ze moeten."""
    from analyzer.dutch import load
    from analyzer.lexicon import load_lexicon
    from analyzer.matching import check_examples

    lexicon = load_lexicon(knowledge.lexicons)
    problems = check_examples(lexicon, load(knowledge.model))
    for problem in problems:
        click.echo(problem)
    examples = sum(len(rule.matches) + len(rule.rejects) for rule in lexicon.rules)
    verb = "klopt" if len(problems) == 1 else "kloppen"
    result = f"{len(problems)} {verb} niet" if problems else "alles klopt"
    click.echo(f"{len(lexicon.rules)} regels, {examples} voorbeelden: {result} (lexicons {lexicon.digest}).")
    return EXIT_ERROR if problems else EXIT_OK


@click.command("show", cls=Command)
@click.argument("wanted", required=False, metavar="[KLASSE|REGEL]")
@options.output_options
@options.lexicons_option
def show(wanted: str | None, target: Target, lexicons: Path | None) -> int:
    """Toon alle regels, de regels van een klasse, of een regel."""
    target.check([])

    from analyzer.cli.rulebook import find_rules, render_list, render_rule
    from analyzer.lexicon import load_lexicon

    lexicon = load_lexicon(lexicons)
    rules = find_rules(lexicon, wanted) if wanted else lexicon.rules
    text = render_list(rules, target.width) if len(rules) > 1 else render_rule(rules[0], target.width)
    emit([text], target)
    return EXIT_OK
