import json
from pathlib import Path
from typing import Any

import pytest
from batch_stand_in import Write


@pytest.fixture
def jsonl(tmp_path: Path) -> Write:
    """Writes records, or lines as they are, into a JSONL file."""

    def write(records: list[Any], name: str = "in.jsonl") -> Path:
        path = tmp_path / name
        lines = [record if isinstance(record, bytes) else json.dumps(record).encode() for record in records]
        path.write_bytes(b"\n".join(lines) + b"\n")
        return path

    return write


@pytest.fixture
def postings(jsonl: Write) -> Write:
    """Writes so many distinct postings."""

    def write(count: int, name: str = "in.jsonl", **extra: Any) -> Path:
        return jsonl(
            [{"id": f"p{n}", "tekst": f"Vacature {n}: je maakt berichten.", **extra} for n in range(count)], name
        )

    return write
