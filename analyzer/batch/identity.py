"""What makes a job the same job: its inputs, its settings, and the model and lexicons that judge."""

from dataclasses import asdict, dataclass
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analyzer.batch.sources import find_inputs
from analyzer.errors import UsageError
from analyzer.version import __version__

if TYPE_CHECKING:
    from analyzer.batch.job import Job

_NAMES = {
    "version": "een andere versie van Stagecheck",
    "model": "een ander model",
    "lexicons": "andere lexicons",
    "inputs": "een andere invoer",
    "settings": "andere instellingen",
}


@dataclass(frozen=True, slots=True)
class Identity:
    """Digests and settings by which an interrupted job is recognised."""

    version: str
    model: str
    lexicons: str
    inputs: tuple[tuple[str, int], ...]
    settings: dict[str, Any]

    @classmethod
    def of(cls, job: "Job") -> "Identity":
        """Returns the identity of a job. Raises UsageError or LexiconError where its parts are not there."""
        from analyzer.lexicon import load_lexicon

        files = find_inputs(job.inputs)
        settings = {
            "fields": dict(job.names.named),
            "detail": job.detail,
            "given": {name: value for name, value in asdict(job.given).items() if value is not None},
            "dedupe": job.dedupe,
            "shard": job.shard,
            "errors": str(job.errors_path),
        }
        inputs = tuple((str(file), file.stat().st_size) for file in files)
        return cls(__version__, model_digest(job.model), load_lexicon(job.lexicons).digest, inputs, settings)

    def to_dict(self) -> dict[str, Any]:
        """Returns the identity as plain values, as they come back from JSON."""
        return {**asdict(self), "inputs": [list(item) for item in self.inputs]}


def compare(before: dict[str, Any], now: Identity, place: Path) -> None:
    """Raises UsageError with the reason where a job is not the one that was begun."""
    values = now.to_dict()
    for key, name in _NAMES.items():
        if before.get(key) != values[key]:
            detail = _difference(before.get(key), values[key])
            raise UsageError(
                f"{place}: deze verwerking begon met {name}{detail}; herstel dat, of begin opnieuw met een andere --out"
            )


def _difference(before: Any, now: Any) -> str:
    if isinstance(before, dict) and isinstance(now, dict):
        changed = [key for key in now if before.get(key) != now[key]]
        return f" ({', '.join(changed)})"
    return f" ({before}, nu {now})" if isinstance(before, str) else ""


def model_digest(name: str | None) -> str:
    """Returns a digest of the files of a pipeline, found by name or path without loading it."""
    folder = _model_folder(name)
    if folder is None:
        return name or ""
    total = blake2b(digest_size=8)
    for file in sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix not in (".py", ".pyc")):
        total.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes())
    return total.hexdigest()


def _model_folder(name: str | None) -> Path | None:
    from analyzer.dutch import shipped_model

    if name is None:
        return shipped_model()
    if Path(name).is_dir():
        return Path(name)
    spec = find_spec(name) if name.isidentifier() else None
    return Path(spec.origin).parent if spec is not None and spec.origin else None
