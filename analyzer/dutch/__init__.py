"""The Dutch pipeline: the one that ships with Stagecheck, or another that is installed."""

import configparser
from pathlib import Path
from typing import TYPE_CHECKING

from analyzer.errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["load", "shipped_model"]

_NEEDED = ("parser", "morphologizer")
_RELEASE = "pip install 'stagecheck[official-model]'"


def shipped_model() -> Path:
    """Returns the folder of the pipeline that ships with the package."""
    return Path(__file__).parent / "model"


def load(name: str | None = None) -> "Language":
    """Loads the shipped pipeline, or another by package name or path, with line starts as sentence starts.

    Raises ModelError where the pipeline is not installed, cannot be read, or has no parser or morphologizer.
    """
    import spacy

    from analyzer.dutch import lemmas  # noqa: F401 - registers the component that the shipped pipeline holds
    from analyzer.dutch.boundaries import add_line_starts

    try:
        nlp = spacy.load(shipped_model() if name is None else name)
    except OSError as error:
        raise ModelError(_missing(name)) from error
    except (ValueError, KeyError, TypeError, ImportError, configparser.Error) as error:
        reason = " ".join(str(error).split())[:200]
        raise ModelError(
            f"model {name or shipped_model()} is niet te laden ({reason}); installeer het opnieuw"
        ) from error
    lacking = [pipe for pipe in _NEEDED if pipe not in nlp.pipe_names]
    if lacking:
        raise ModelError(f"model {name} heeft geen {' en geen '.join(lacking)}; kies een Nederlands model dat ontleedt")
    add_line_starts(nlp)
    return nlp


def _missing(name: str | None) -> str:
    if name is None:
        return "het meegeleverde Nederlandse model is niet gevonden; installeer Stagecheck opnieuw: pip install ."
    if name.startswith("nl_core_news"):
        return (
            f"model {name} is niet geïnstalleerd; installeer het met: {_RELEASE}  (of: python -m spacy download {name})"
        )
    return f"model {name} is niet gevonden; geef de naam van een geïnstalleerd spaCy-model of het pad van een map"
