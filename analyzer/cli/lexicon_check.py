"""`stagecheck lexicon check`: whether all rules are well formed and do what their examples say."""

import typer

from analyzer.cli import options
from analyzer.cli.errors import EXIT_ERROR, EXIT_OK
from analyzer.cli.group import Command

app = typer.Typer(add_completion=False)


@app.command("check", cls=Command, epilog="Exitcode: 0 alles klopt, 2 een regel of voorbeeld klopt niet.")
def check(lexicons: options.Lexicons = None, model: options.Model = None) -> int:
    """Controleer de vorm van alle regels, en of hun voorbeelden doen wat ze moeten."""
    from analyzer.dutch import load
    from analyzer.lexicon import load_lexicon
    from analyzer.matching import check_examples

    lexicon = load_lexicon(lexicons)
    problems = check_examples(lexicon, load(model))
    for problem in problems:
        typer.echo(problem)
    examples = sum(len(rule.matches) + len(rule.rejects) for rule in lexicon.rules)
    verb = "klopt" if len(problems) == 1 else "kloppen"
    result = f"{len(problems)} {verb} niet" if problems else "alles klopt"
    typer.echo(f"{len(lexicon.rules)} regels, {examples} voorbeelden: {result} (lexicons {lexicon.digest}).")
    return EXIT_ERROR if problems else EXIT_OK
