"""The errors of Stagecheck.

    StagecheckError            anything a user can mend; its text is one clear Dutch line
    ├── ReadingError           a file or text that cannot be read as a posting
    ├── LexiconError           a lexicon file that breaks the rules of the format
    ├── ModelError             a Dutch pipeline that is not installed or not usable
    └── UsageError             options or settings that do not fit together

The command line catches `StagecheckError` once, prints the line and ends with exit code 2.
"""


class StagecheckError(Exception):
    """Something the user can mend; `str(error)` is one Dutch line that says what to do."""


class ReadingError(StagecheckError):
    """A file or text that cannot be read as a posting."""


class LexiconError(StagecheckError):
    """A lexicon that is missing, malformed or contradicts itself."""


class ModelError(StagecheckError):
    """A Dutch pipeline that is not installed or lacks the components that the analysis needs."""


class UsageError(StagecheckError):
    """Options or settings that do not fit together."""
