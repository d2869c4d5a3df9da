"""How the command line ends: the exit codes, and every mistake of a user as one Dutch line on stderr."""

import re
import sys

import typer

from analyzer.cli.parser import (
    BadOptionUsage,
    ClickException,
    MissingParameter,
    NoSuchOption,
    UsageError,
    is_option,
)
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


def explain_error(error: StagecheckError | ClickException) -> str:
    """Returns the Dutch line of an error of ours or of the parser."""
    if isinstance(error, StagecheckError):
        return str(error)
    return f"{_usage_text(error)}{_where_to_look(error)}"


def _usage_text(error: ClickException) -> str:
    """Returns what is wrong; the parser has no Dutch, so its errors are told again by what they are."""
    match error:
        case NoSuchOption():
            meant = f"; bedoelde je {' of '.join(error.possibilities)}?" if error.possibilities else ""
            return f"de optie {error.option_name} bestaat niet{meant}"
        case MissingParameter():
            return f"{_name_of(error)} ontbreekt"
        case typer.BadParameter():
            return f"{_name_of(error)}: {error.message}"
        case BadOptionUsage():
            flag = "not take" in error.message
            return f"de optie {error.option_name} {'krijgt geen waarde' if flag else 'heeft een waarde nodig'}"
    extra = re.fullmatch(r"Got unexpected extra arguments?(?:\(s\))? \((.*)\)\.?", error.message)
    return f"dit hoort er niet bij: {extra.group(1)}" if extra else error.message


def _name_of(error: typer.BadParameter) -> str:
    if error.param is None:
        return "een optie"
    if is_option(error.param):
        return error.param.opts[0]
    return (error.param.metavar or error.param.name).removesuffix("...")


def _where_to_look(error: ClickException) -> str:
    context = error.ctx if isinstance(error, UsageError) else None
    return f" (zie {context.command_path} --help)" if context else ""
