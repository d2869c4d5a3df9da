"""Stagecheck: reads Dutch internship postings and judges every duty that they lay on the intern.

from analyzer import Analyzer
assessment = Analyzer().assess(text)
"""

from typing import TYPE_CHECKING, Any

from analyzer.version import __version__

if TYPE_CHECKING:
    from analyzer.analysis import Analyzer
    from analyzer.assessment import Assessment, Duty, Evidence, Verdict
    from analyzer.posting import Posting

__all__ = ["Analyzer", "Assessment", "Duty", "Evidence", "Posting", "Verdict", "__version__"]

_HOMES = {
    "Analyzer": "analyzer.analysis",
    "Assessment": "analyzer.assessment",
    "Duty": "analyzer.assessment",
    "Evidence": "analyzer.assessment",
    "Verdict": "analyzer.assessment",
    "Posting": "analyzer.posting",
}


def __getattr__(name: str) -> Any:
    """Imports a public name when it is first asked for (PEP 562), so that the command line starts quickly."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
