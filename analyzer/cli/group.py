"""Typer in Dutch, and a group that loads a command only when it is run."""

from collections.abc import Mapping
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from typer.core import TyperCommand, TyperGroup, TyperOption
from typer.main import get_command

from analyzer.cli.parser import Command as AnyCommand
from analyzer.cli.parser import Context, HelpFormatter, UsageError, is_option

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 80}
OPTIONS = "[OPTIES]"


class Entry(NamedTuple):
    """Where a command lives (the module that holds its `app`), and what it does in one Dutch line."""

    module: str
    summary: str


def _in_dutch(option: TyperOption | None) -> TyperOption | None:
    """Returns the help option in Dutch; as a plain False it needs no conversion, for which typer imports pydantic."""
    if option is not None:
        option.help, option.default = "Toon deze uitleg.", False
    return option


def _write_usage(command: AnyCommand, ctx: Context, formatter: HelpFormatter) -> None:
    formatter.write_usage(ctx.command_path, " ".join(command.collect_usage_pieces(ctx)), prefix="Gebruik: ")


def _write_options(command: AnyCommand, ctx: Context, formatter: HelpFormatter) -> None:
    records = [param.get_help_record(ctx) for param in command.get_params(ctx) if is_option(param)]
    shown = [record for record in records if record]
    if shown:
        with formatter.section("Opties"):
            formatter.write_dl(shown)


class Command(TyperCommand):
    """A command whose help is Dutch, and whose defaults are the settings found from the working directory upwards."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.context_settings, self.options_metavar, self.rich_markup_mode = {**CONTEXT}, OPTIONS, None

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        return _in_dutch(super().get_help_option(ctx))

    def format_usage(self, ctx: Context, formatter: HelpFormatter) -> None:
        _write_usage(self, ctx, formatter)

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        _write_options(self, ctx, formatter)

    def collect_usage_pieces(self, ctx: Context) -> list[str]:
        return [OPTIONS, *(param.metavar or param.name for param in self.params if not is_option(param))]

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Parses the arguments; help is given even where the settings are broken."""
        if not set(args) & set(ctx.help_option_names):
            from analyzer.cli.settings import load_settings

            ctx.default_map = load_settings(Path.cwd()).for_command(self, ctx)
        try:
            return super().parse_args(ctx, args)
        except UsageError as error:
            error.ctx = error.ctx or ctx
            raise


class LazyGroup(TyperGroup):
    """A group with a static table of commands: help reads the table, only a command that is run is imported."""

    table: Mapping[str, Entry] = {}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.context_settings, self.options_metavar, self.rich_markup_mode = {**CONTEXT}, OPTIONS, None
        self.subcommand_metavar, self.invoke_without_command = "OPDRACHT ...", True

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        return _in_dutch(super().get_help_option(ctx))

    def format_usage(self, ctx: Context, formatter: HelpFormatter) -> None:
        _write_usage(self, ctx, formatter)

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        _write_options(self, ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:
        with formatter.section("Opdrachten"):
            formatter.write_dl([(name, entry.summary) for name, entry in self.table.items()])

    def list_commands(self, ctx: Context) -> list[str]:
        return list(self.table)

    def get_command(self, ctx: Context, cmd_name: str) -> AnyCommand | None:
        entry = self.table.get(cmd_name)
        return get_command(import_module(entry.module).app) if entry else None

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, AnyCommand | None, list[str]]:
        name = args[0]
        if name not in self.table and not name.startswith("-"):
            near = get_close_matches(name, self.table, n=1)
            hint = f"bedoelde je {near[0]}?" if near else f"kies uit {', '.join(self.table)}"
            raise UsageError(f"de opdracht {name} bestaat niet; {hint}", ctx)
        return super().resolve_command(ctx, args)
