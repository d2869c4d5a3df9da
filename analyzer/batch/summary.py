"""What the rows of a batch add up to: counts and shares, all computed by DuckDB in the file, never in memory as a whole.

A share is of the postings that were assessed; its 95 % interval is Wilson's, which also holds for few postings.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from analyzer.batch.rows import COLUMNS
from analyzer.batch.sources import data_suffix
from analyzer.errors import UsageError

LARGEST = 20
"""Groups that are shown of employers, regions and wordings: those with most postings."""
_Z = 1.959964
_TYPES = {"text": "VARCHAR", "integer": "INTEGER", "boolean": "BOOLEAN", "texts": "VARCHAR[]"}


@dataclass(frozen=True, slots=True)
class Cell:
    """A line of a table. `share`, `low` and `high` are parts of `postings` (0-1); None where there is nothing to tell."""

    label: str
    postings: int
    excessive: int | None = None
    share: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name in JSON and CSV, its Dutch title, what a share is a share of, and whether it goes by time."""

    name: str
    title: str
    share_of: str
    cells: tuple[Cell, ...]
    in_order: bool = False


@dataclass(frozen=True, slots=True)
class Summary:
    """The tables of a results file, with what they were made of."""

    source: str
    postings: int
    assessed: int
    model: str
    lexicons: str
    tables: tuple[Table, ...]

    def table(self, name: str) -> Table | None:
        """Returns a table by name, or None where the results hold nothing for it."""
        return next((table for table in self.tables if table.name == name), None)

    def to_dict(self) -> dict[str, Any]:
        """Returns the summary as plain values."""
        facts = {
            "source": self.source,
            "postings": self.postings,
            "assessed": self.assessed,
            "model": self.model,
            "lexicons": self.lexicons,
        }
        return {**facts, "tables": {table.name: [asdict(cell) for cell in table.cells] for table in self.tables}}

    def records(self) -> Iterator[dict[str, Any]]:
        """Yields a plain record for each line of each table."""
        for table in self.tables:
            for cell in table.cells:
                yield {"table": table.name, **asdict(cell)}


def summarise(path: Path, labels: Mapping[str, str] | None = None) -> Summary:
    """Returns the summary of a results file (JSONL, CSV or Parquet); `labels` are words for the names of knobs.

    Raises UsageError where the file is none of `batch`, or the extra is not installed.
    """
    duckdb = _duckdb()
    if not path.is_file():
        raise UsageError(f"{path}: dit bestand bestaat niet; geef de uitvoer van stagecheck batch")
    with duckdb.connect() as database:
        try:
            database.execute(f"CREATE VIEW results AS SELECT * REPLACE ({_CLEAN}) FROM {_source(path)}")
            database.execute(_MACROS)
            postings, assessed, model, lexicons = database.execute(_FACTS).fetchone()
            tables = tuple(_tables(database, labels or {}))
        except duckdb.Error as error:
            reason = str(error).splitlines()[0][:200]
            raise UsageError(f"{path}: dit is geen uitvoer van stagecheck batch ({reason})") from error
    return Summary(str(path), postings, assessed, model, lexicons, tables)


def _duckdb() -> Any:
    try:
        import duckdb
    except ImportError as error:
        raise UsageError("voor de samenvatting is een uitbreiding nodig: pip install 'stagecheck[batch]'") from error
    return duckdb


def _source(path: Path) -> str:
    """Returns the SQL that reads the columns of a file. Raises UsageError where the name tells no known format."""
    name = str(path).replace("'", "''")
    plain = [column for column in COLUMNS if column.kind in _TYPES]
    match data_suffix(path):
        case ".jsonl" | ".ndjson" | ".json":
            types = ", ".join(f"{column.name}: '{_TYPES[column.kind]}'" for column in plain)
            return f"read_json('{name}', format = 'newline_delimited', columns = {{{types}}})"
        case ".csv":
            return f"(SELECT {', '.join(_from_text(column.name, column.kind) for column in plain)} FROM {_csv(name)})"
        case ".parquet":
            return f"read_parquet('{name}')"
    raise UsageError(f"{path}: geef de uitvoer van stagecheck batch, die eindigt op .jsonl, .csv of .parquet")


def _csv(name: str) -> str:
    return f"""read_csv('{name}', all_varchar = true, header = true, quote = '"', escape = '"')"""


def _from_text(name: str, kind: str) -> str:
    value = f"CAST({name} AS JSON)" if kind == "texts" else name
    return f"CAST({value} AS {_TYPES[kind]}) AS {name}"


_CLEAN = "nullif(trim(employer), '') AS employer, nullif(trim(region), '') AS region"
_MACROS = f"""
CREATE MACRO middle(k, n) AS (k / n + {_Z}**2 / (2 * n)) / (1 + {_Z}**2 / n);
CREATE MACRO reach(k, n) AS {_Z} * sqrt(k / n * (1 - k / n) / n + {_Z}**2 / (4 * n * n)) / (1 + {_Z}**2 / n);
CREATE VIEW assessed AS SELECT *, (verdict = 'excessive') AS heavy FROM results WHERE verdict <> 'not_assessed';
"""
_FACTS = """SELECT count(*), count(*) FILTER (verdict <> 'not_assessed'), coalesce(max(model), ''), coalesce(max(lexicons), '')
FROM results"""
_SHARES = """SELECT label, n, k, k / n, greatest(0, middle(k, n) - reach(k, n)), least(1, middle(k, n) + reach(k, n)) FROM
(SELECT {label} AS label, count(*) AS n, count(*) FILTER (heavy) AS k FROM {source} WHERE {label} IS NOT NULL GROUP BY ALL)
ORDER BY {order} LIMIT {limit}"""
_PARTS = """SELECT label, n, NULL, n / nullif(total, 0), NULL, NULL FROM
(SELECT {label} AS label, count(*) AS n, (SELECT count(*) FROM {whole}) AS total FROM {source} WHERE {label} IS NOT NULL GROUP BY ALL)
ORDER BY {order} LIMIT {limit}"""
_VERDICT = "CASE verdict WHEN 'excessive' THEN 'te zwaar' WHEN 'realistic' THEN 'past' ELSE 'niet beoordeeld' END"
_GUIDANCE = "CASE WHEN guidance IS NULL THEN 'niet vermeld' WHEN guidance THEN 'iemand uit het vak' ELSE 'alleen beloofd of weinig' END"
_PAY = """CASE WHEN compensation IS NULL THEN '     niet vermeld' WHEN compensation = 0 THEN '    geen'
ELSE lpad(CAST(compensation // 100 * 100 AS VARCHAR), 4, ' ') || ' tot ' || CAST(compensation // 100 * 100 + 100 AS VARCHAR) || ' euro' END"""
_MONTH = "strftime(try_cast(left(date, 10) AS DATE), '%Y-%m')"
_MOST, _BY_LABEL = "n DESC, label", "label"
_KNOBS = "(SELECT DISTINCT id, line, source, heavy, unnest(knobs) AS knob FROM assessed)"
_OVERLOAD = "(SELECT DISTINCT id, line, source, unnest(overload) AS words FROM assessed)"

_GROUPS = (
    ("verdict", "Oordeel", "alle vacatures", _PARTS, _VERDICT, "results", "results", _MOST),
    ("level", "Te zwaar, naar niveau", "groep", _SHARES, "coalesce(level, 'niet vermeld')", "assessed", "", _MOST),
    (
        "internship_type",
        "Te zwaar, naar soort stage",
        "groep",
        _SHARES,
        "coalesce(internship_type, 'niet vermeld')",
        "assessed",
        "",
        _MOST,
    ),
    ("knob", "Te zwaar, naar soort werk in de vacature", "groep", _SHARES, "knob", _KNOBS, "", _MOST),
    ("guidance", "Te zwaar, naar begeleiding", "groep", _SHARES, _GUIDANCE, "assessed", "", _MOST),
    ("region", "Te zwaar, naar regio", "groep", _SHARES, "region", "assessed", "", _MOST),
    ("employer", "Te zwaar, naar werkgever", "groep", _SHARES, "employer", "assessed", "", _MOST),
    ("month", "Te zwaar, per maand", "groep", _SHARES, _MONTH, "assessed", "", _BY_LABEL),
    (
        "overload",
        "Woorden die een taak te zwaar maakten",
        "te zware vacatures",
        _PARTS,
        "words",
        _OVERLOAD,
        "assessed WHERE heavy",
        _MOST,
    ),
    ("compensation", "Vergoeding per maand", "beoordeelde vacatures", _PARTS, _PAY, "assessed", "assessed", _BY_LABEL),
)
"""Name, title, what a share is of, query, label, rows, whole, order. A table without lines is left out."""
_CONTEXT = """SELECT * FROM (
SELECT 1 AS place, 'zware woorden, overal' AS label, count(*) FILTER (heavy_words > 0) AS k, count(*) AS n FROM assessed UNION ALL
SELECT 2, 'zware woorden in een taak', count(*) FILTER (heavy_words_counted > 0), count(*) FROM assessed UNION ALL
SELECT 3, 'te zwaar na lezen van de zin', count(*) FILTER (heavy), count(*) FROM assessed) ORDER BY place"""


def _tables(database: Any, labels: Mapping[str, str]) -> Iterator[Table]:
    overall = database.execute(_SHARES.format(label="'alle'", source="assessed", order="label", limit=1)).fetchall()
    yield Table("overall", "Te zwaar", "beoordeelde vacatures", tuple(Cell(*row) for row in overall))
    for name, title, share_of, query, label, source, whole, order in _GROUPS:
        limit = 1_000 if order == _BY_LABEL else LARGEST
        found = database.execute(
            query.format(label=label, source=source, whole=whole, order=order, limit=limit)
        ).fetchall()
        cells = tuple(Cell(labels.get(row[0], row[0]).strip(), *row[1:]) for row in found)
        if cells:
            yield Table(name, title, share_of, cells, in_order=order == _BY_LABEL)
    context = database.execute(_CONTEXT).fetchall()
    cells = tuple(Cell(label, k, None, k / n if n else None) for _, label, k, n in context)
    yield Table("context", "Woorden tellen tegen de zin lezen", "beoordeelde vacatures", cells, in_order=True)
