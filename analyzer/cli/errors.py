"""How the command line ends: the exit codes, and every mistake of a user as one Dutch line on stderr."""

import re
import sys

import click

from analyzer.errors import StagecheckError

EXIT_OK = 0
"""Nothing excessive, or a command that did what was asked."""
EXIT_EXCESSIVE = 1
"""At least one posting (or duty, with `--fail-on duty`) is excessive."""
EXIT_ERROR = 2
"""Wrong usage, a broken setting, or input that cannot be read."""
EXIT_INTERRUPTED = 130
"""Stopped by the user (Ctrl+C), as shells number it."""


def complain(message: str) -> int:
    """Prints `stagecheck: message` on stderr, on one line, and returns EXIT_ERROR."""
    print(f"stagecheck: {' '.join(message.split())}", file=sys.stderr)
    return EXIT_ERROR


def explain_error(error: StagecheckError | click.ClickException) -> str:
    """Returns the Dutch line of an error of ours or of click."""
    if isinstance(error, StagecheckError):
        return str(error)
    return f"{_usage_text(error)}{_where_to_look(error)}"


def _usage_text(error: click.ClickException) -> str:
    """Returns what is wrong; click has no Dutch, so its errors are told again by what they are."""
    match error:
        case click.NoSuchOption():
            meant = f"; bedoelde je {' of '.join(error.possibilities)}?" if error.possibilities else ""
            return f"de optie {error.option_name} bestaat niet{meant}"
        case click.MissingParameter():
            return f"{_name_of(error)} ontbreekt"
        case click.BadParameter():
            return f"{_name_of(error)}: {error.message}"
        case click.BadOptionUsage():
            flag = "not take" in error.message
            return f"de optie {error.option_name} {'krijgt geen waarde' if flag else 'heeft een waarde nodig'}"
    extra = re.fullmatch(r"Got unexpected extra arguments? \((.*)\)\.?", error.message)
    return f"dit hoort er niet bij: {extra.group(1)}" if extra else error.message


def _name_of(error: click.BadParameter) -> str:
    if error.param is None:
        return "een optie"
    is_option = isinstance(error.param, click.Option)
    return error.param.opts[-1] if is_option else (error.param.metavar or error.param.human_readable_name)


def _where_to_look(error: click.ClickException) -> str:
    context = error.ctx if isinstance(error, click.UsageError) else None
    return f" (zie {context.command_path} --help)" if context else ""
