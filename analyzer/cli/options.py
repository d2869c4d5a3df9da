"""The options that commands share, each defined once: name, kind of value and Dutch help.

A command takes them into its signature by their type (`level: options.Level = None`).
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

if TYPE_CHECKING:
    from analyzer.analysis import Analyzer

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
            raise typer.BadParameter(f"{value} bestaat niet; kies uit {', '.join(choices)}")
        return word

    return choice


def study_year(value: Any) -> int:
    """Returns a year of study, 1 to 6. Raises typer.BadParameter on anything else."""
    if str(value) not in YEARS:
        raise typer.BadParameter(f"{value} is geen leerjaar; kies een getal van 1 tot en met 6")
    return int(value)


def path(value: Any) -> Path:
    """Returns a path; whether it can be read or written is told by who does so."""
    try:
        return Path(value).expanduser()
    except RuntimeError:
        return Path(value)


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


def _option(key: str, help_text: str, *names: str, metavar: str | None = None) -> Any:
    parser = KINDS[key].check
    return typer.Option(f"--{key}", *names, parser=parser, metavar=metavar, help=help_text, show_default=False)


def format_option(*choices: str) -> Any:
    """Returns `--format` with the formats that a command knows."""
    return typer.Option(
        "--format",
        parser=one_of(choices),
        metavar="|".join(choices),
        help="Vorm van het verslag. Zonder deze optie volgt de vorm uit de naam bij --output.",
        show_default=False,
    )


def argument(metavar: str, parser: Callable[[Any], Any] | None = None) -> Any:
    """Returns an argument, shown in the usage line as `metavar`."""
    return typer.Argument(metavar=metavar, parser=parser, show_default=False)


Output = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", parser=path, metavar="BESTAND", help="Schrijf het verslag in een bestand.", show_default=False
    ),
]
NoColor = Annotated[bool, _option("no-color", "Geen kleuren (ook met de variabele NO_COLOR).")]
Quiet = Annotated[bool, _option("quiet", "Toon alleen het oordeel, in een regel.", "-q")]
Verbose = Annotated[bool, _option("verbose", "Toon alles: ook wat past, en wat niet is meegeteld.", "-v")]

Level = Annotated[
    str | None, _option("level", "Niveau, als de tekst het niet zegt of het anders is.", metavar="mbo|hbo|wo")
]
Year = Annotated[int | None, _option("year", "Leerjaar van de stagiair.", metavar="1-6")]
InternshipType = Annotated[str | None, _option("type", f"Soort stage: {', '.join(TYPES)}.", metavar="SOORT")]
Locale = Annotated[str | None, _option("locale", "Land: Nederland of België.", metavar="nl|be")]

Lexicons = Annotated[
    Path | None, _option("lexicons", "Map met eigen regels: die komen erbij of gaan voor.", metavar="MAP")
]
Model = Annotated[str | None, _option("model", "Ander Nederlands spaCy-model: een naam, of een map.", metavar="MODEL")]

FailOn = Annotated[
    str,
    _option(
        "fail-on",
        "Exitcode 1 als een vacature te zwaar is (standaard), al als een taak het is, of nooit.",
        metavar="|".join(FAIL_ON),
    ),
]
ExitZero = Annotated[bool, _option("exit-zero", "Exitcode 0, ook als er iets te zwaar is.")]


def is_default(ctx: typer.Context, name: str) -> bool:
    """Whether an option was left to its default: it stands neither on the command line nor in the settings."""
    source = ctx.get_parameter_source(name)
    return source is not None and source.name == "DEFAULT"
