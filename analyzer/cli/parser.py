"""The parser under typer: its errors and types, whichever click a typer stands on (its own copy, or the package).

Typer's public names reach as far as `BadParameter`; the kin of that class is found in the module where it lives. This
is the only file that knows of it.
"""

from importlib import import_module
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from typer._click import Command, Context, HelpFormatter, Parameter
    from typer._click.exceptions import BadOptionUsage, ClickException, MissingParameter, NoSuchOption, UsageError
else:
    _errors = import_module(typer.BadParameter.__module__)
    BadOptionUsage = _errors.BadOptionUsage
    ClickException = _errors.ClickException
    MissingParameter = _errors.MissingParameter
    NoSuchOption = _errors.NoSuchOption
    UsageError = _errors.UsageError
    Command, Context, HelpFormatter, Parameter = (object,) * 4

__all__ = [
    "BadOptionUsage",
    "ClickException",
    "Command",
    "Context",
    "HelpFormatter",
    "MissingParameter",
    "NoSuchOption",
    "Parameter",
    "UsageError",
    "is_option",
]


def is_option(param: Parameter) -> bool:
    """Whether a parameter is an option, not an argument."""
    return param.param_type_name == "option"
