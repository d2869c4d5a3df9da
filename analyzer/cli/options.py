"""The options that commands share, each defined once: name, kind of value and Dutch help."""

from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

import click

from analyzer.assessment import Given
from analyzer.cli.output import Target

if TYPE_CHECKING:
    from analyzer.analysis import Analyzer

F = TypeVar("F", bound=Callable[..., Any])

LEVELS = ("mbo", "hbo", "wo")
YEARS = ("1", "2", "3", "4", "5", "6")
LOCALES = ("nl", "be")
TYPES = ("snuffelstage", "meewerkstage", "bpv", "onderzoeksstage", "afstudeerstage")
FORMATS = ("terminal", "json", "jsonl", "markdown")
FAIL_ON = ("excessive", "duty", "never")


def one_of(choices: Sequence[str]) -> Callable[[Any], str]:
    """Returns a check that a value is one of these words, in any case."""

    def choice(value: Any) -> str:
        word = str(value).lower()
        if word not in choices:
            raise click.BadParameter(f"{value} bestaat niet; kies uit {', '.join(choices)}")
        return word

    return choice


def study_year(value: Any) -> int:
    """Returns a year of study, 1 to 6. Raises click.BadParameter on anything else."""
    if str(value) not in YEARS:
        raise click.BadParameter(f"{value} is geen leerjaar; kies een getal van 1 tot en met 6")
    return int(value)


def path(value: Any) -> Path:
    """Returns a path; whether it can be read or written is told by who does so."""
    return Path(value).expanduser()


class Knowledge(NamedTuple):
    """Where rules and language model come from."""

    lexicons: Path | None
    model: str | None

    def analyzer(self) -> "Analyzer":
        """Loads the analyzer. Raises LexiconError or ModelError."""
        from analyzer.analysis import Analyzer

        return Analyzer(model=self.model, lexicons=self.lexicons)


class Kind(NamedTuple):
    """What a setting may hold: the parameter that it is the default of, and a check; None for true or false."""

    param: str
    check: Callable[[Any], Any] | None = None


KINDS: dict[str, Kind] = {
    "level": Kind("level", one_of(LEVELS)),
    "year": Kind("year", study_year),
    "type": Kind("internship_type", one_of(TYPES)),
    "locale": Kind("locale", one_of(LOCALES)),
    "lexicons": Kind("lexicons", path),
    "model": Kind("model", str),
    "format": Kind("report_format", one_of(FORMATS)),
    "fail-on": Kind("fail_on", one_of(FAIL_ON)),
    "exit-zero": Kind("exit_zero"),
    "quiet": Kind("quiet"),
    "verbose": Kind("verbose"),
    "no-color": Kind("no_color"),
}
"""Every key of a settings file, by the name of the option without its dashes."""


def _option(key: str, help_text: str, *names: str, metavar: str | None = None) -> Callable[[F], F]:
    kind = KINDS[key]
    if kind.check is None:
        return click.option(f"--{key}", kind.param, *names, is_flag=True, help=help_text)
    return click.option(f"--{key}", kind.param, *names, type=kind.check, metavar=metavar, help=help_text)


def _all(*decorators: Callable[[F], F]) -> Callable[[F], F]:
    def apply(function: F) -> F:
        for decorator in reversed(decorators):
            function = decorator(function)
        return function

    return apply


def given_options(function: F) -> F:
    """Adds what the user knows of the internship; the command gets it as `given`."""

    @wraps(function)
    def bundled(
        *args: Any, level: str | None, year: int | None, internship_type: str | None, locale: str | None, **rest: Any
    ) -> Any:
        given = Given(level=level, study_year=year, internship_type=internship_type, locale=locale)
        return function(*args, given=given, **rest)

    return _all(
        _option("level", "Niveau, als de tekst het niet zegt of het anders is.", metavar="mbo|hbo|wo"),
        _option("year", "Leerjaar van de stagiair.", metavar="1-6"),
        _option("type", f"Soort stage: {', '.join(TYPES)}.", metavar="SOORT"),
        _option("locale", "Land: Nederland of België.", metavar="nl|be"),
    )(cast(F, bundled))


def knowledge_options(function: F) -> F:
    """Adds where rules and language model come from; the command gets them as `knowledge`."""

    @wraps(function)
    def bundled(*args: Any, lexicons: Path | None, model: str | None, **rest: Any) -> Any:
        return function(*args, knowledge=Knowledge(lexicons, model), **rest)

    return _all(
        lexicons_option,
        _option("model", "Ander Nederlands spaCy-model: een naam, of een map.", metavar="MODEL"),
    )(cast(F, bundled))


def lexicons_option(function: F) -> F:
    """Adds `--lexicons`, for a command that needs no model."""
    return _option("lexicons", "Map met eigen regels: die komen erbij of gaan voor.", metavar="MAP")(function)


def format_option(*choices: str) -> Callable[[F], F]:
    """Adds `--format` with the formats that a command knows; the first is the default."""
    return click.option(
        "--format",
        "report_format",
        type=one_of(choices),
        default=choices[0],
        metavar="|".join(choices),
        help="Vorm van het verslag. Zonder deze optie volgt de vorm uit de naam bij --output.",
    )


def output_options(function: F) -> F:
    """Adds where the report goes; the command gets it as `target`."""

    @wraps(function)
    def bundled(*args: Any, output: Path | None, no_color: bool, **rest: Any) -> Any:
        return function(*args, target=Target(output, no_color), **rest)

    return _all(
        click.option("--output", "-o", type=path, metavar="BESTAND", help="Schrijf het verslag in een bestand."),
        _option("no-color", "Geen kleuren (ook met de variabele NO_COLOR)."),
    )(cast(F, bundled))


def quiet_option(function: F) -> F:
    """Adds `--quiet`."""
    return _option("quiet", "Toon alleen het oordeel, in een regel.", "-q")(function)


def verbose_option(function: F) -> F:
    """Adds `--verbose`."""
    return _option("verbose", "Toon alles: ook wat past, en wat niet is meegeteld.", "-v")(function)


def fail_options(function: F) -> F:
    """Adds when the exit code tells that something is excessive."""
    return _all(
        click.option(
            "--fail-on",
            type=one_of(FAIL_ON),
            default=FAIL_ON[0],
            metavar="|".join(FAIL_ON),
            help="Exitcode 1 als een vacature te zwaar is (standaard), al als een taak het is, of nooit.",
        ),
        _option("exit-zero", "Exitcode 0, ook als er iets te zwaar is."),
    )(function)


def is_default(ctx: click.Context, name: str) -> bool:
    """Whether an option was left to its default: it stands neither on the command line nor in the settings."""
    return ctx.get_parameter_source(name) is click.core.ParameterSource.DEFAULT
