"""A summary as one page that stands on its own: plots as static SVG (Altair), styles inside, nothing fetched."""

import re
from collections.abc import Iterator
from html import escape
from typing import Any

from analyzer.batch.summary import Cell, Summary, Table
from analyzer.errors import UsageError

_BLUE, _RED, _GREY = "#4c78a8", "#c44e52", "#8a8f98"
_WIDTH = 420
_STYLE = """
:root { color-scheme: light; } body { font: 16px/1.5 system-ui, sans-serif; color: #1d2733; background: #f6f7f9; margin: 0; }
main { max-width: 960px; margin: 0 auto; padding: 32px 20px 60px; } h1 { font-size: 1.7rem; margin: 0 0 4px; }
h2 { font-size: 1.1rem; margin: 0 0 8px; } .lead { font-size: 1.15rem; margin: 16px 0 28px; } .small { color: #5b6673; font-size: .85rem; }
section { background: #fff; border: 1px solid #e2e6eb; border-radius: 8px; padding: 18px 20px; margin: 0 0 18px; overflow-x: auto; }
.pair { display: flex; flex-wrap: wrap; gap: 12px 28px; align-items: flex-start; } svg { max-width: 100%; height: auto; }
table { border-collapse: collapse; font-size: .88rem; } th { text-align: left; color: #5b6673; font-weight: 600; }
th, td { padding: 3px 14px 3px 0; border-bottom: 1px solid #eef1f4; vertical-align: top; } td.n, th.n { text-align: right; }
@media print { body { background: #fff; } section { break-inside: avoid; } }
"""
_EXPLAINED = (
    "Een aandeel is steeds van de beoordeelde vacatures in die groep, met een 95%-interval (Wilson). Een vacature kan "
    "bij meer soorten werk meetellen. Het oordeel is dat van een programma dat de tekst leest, en geen juridisch oordeel."
)


def render(summary: Summary) -> str:
    """Returns the page. Raises UsageError where the extra for plots is not installed."""
    body = "".join(_section(table) for table in summary.tables if table.name != "overall")
    return (
        '<!DOCTYPE html>\n<html lang="nl"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><title>Stagevacatures: samenvatting</title>'
        f"<style>{_STYLE}</style></head><body><main><h1>Stagevacatures: samenvatting</h1>"
        f'<p class="small">{escape(summary.source)}</p><p class="lead">{escape(lead(summary))}</p>{body}'
        f'<p class="small">{_EXPLAINED}</p><p class="small">Model {escape(summary.model)}, lexicons {escape(summary.lexicons)}.</p>'
        "</main></body></html>\n"
    )


def lead(summary: Summary) -> str:
    """Returns the outcome in one sentence."""
    overall = summary.table("overall")
    if overall is None or not overall.cells:
        return f"Van {number(summary.postings)} vacatures kon er geen worden beoordeeld."
    cell = overall.cells[0]
    return (
        f"Van {number(summary.postings)} vacatures zijn er {number(summary.assessed)} beoordeeld; daarvan is "
        f"{percent(cell.share)} te zwaar voor een stagiair (95%-interval {percent(cell.low)} tot {percent(cell.high)})."
    )


def percent(share: float | None) -> str:
    """Returns a share as a percentage, as Dutch readers write it; an empty text where there is none."""
    return "" if share is None else f"{100 * share:.1f}%".replace(".", ",")


def number(value: int) -> str:
    """Returns a whole number as Dutch readers write it."""
    return f"{value:,}".replace(",", ".")


def _section(table: Table) -> str:
    plot = _plot(table)
    return f'<section><h2>{escape(table.title)}</h2><div class="pair">{plot}{_table(table)}</div></section>'


def _table(table: Table) -> str:
    with_shares = any(cell.low is not None for cell in table.cells)
    head = [
        "",
        "vacatures",
        *(["te zwaar", "aandeel", "95%-interval"] if with_shares else [f"deel van {table.share_of}"]),
    ]
    rows = "".join(f"<tr>{''.join(_cells(cell, with_shares))}</tr>" for cell in table.cells)
    return f"<table><tr>{''.join(_th(text) for text in head)}</tr>{rows}</table>"


def _th(text: str) -> str:
    return f'<th class="n">{escape(text)}</th>' if text else "<th></th>"


def _cells(cell: Cell, with_shares: bool) -> Iterator[str]:
    yield f"<td>{escape(cell.label)}</td>"
    values = [number(cell.postings), percent(cell.share)]
    if with_shares:
        values[1:1] = [number(cell.excessive or 0)]
        values.append(f"{percent(cell.low)} tot {percent(cell.high)}")
    yield from (f'<td class="n">{value}</td>' for value in values)


def _plot(table: Table) -> str:
    """Returns the plot of a table as SVG: bars, or a line by time, with intervals where there are any."""
    altair, convert = _plotting()
    values = [
        {"label": cell.label[:34], "share": cell.share or 0, "low": cell.low, "high": cell.high, "n": cell.postings}
        for cell in table.cells
    ]
    data = altair.Data(values=values)
    chart = _by_time(altair, data) if table.name == "month" else _bars(altair, data, table)
    chart = chart.configure_view(stroke=None).configure_axis(grid=False, domainColor=_GREY, tickColor=_GREY)
    svg = convert.vegalite_to_svg(chart.to_json(), allowed_base_urls=[], format_locale=_DUTCH)
    # every plot numbers its clip paths from 0, and on one page those numbers would point at the wrong plot
    return re.sub(r"\b(clip|gradient_)(\d+)\b", rf"\g<1>{table.name}\2", svg)


_DUTCH = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["€ ", ""]}


def _plotting() -> tuple[Any, Any]:
    try:
        import altair
        import vl_convert
    except ImportError as error:
        raise UsageError(
            "voor de pagina met grafieken is een uitbreiding nodig: pip install 'stagecheck[batch]'"
        ) from error
    return altair, vl_convert


def _bars(altair: Any, data: Any, table: Table) -> Any:
    with_shares = any(cell.low is not None for cell in table.cells)
    base = altair.Chart(data, width=_WIDTH - 180, height=altair.Step(20))
    label = altair.Y("label:N", title=None, sort=None, axis=altair.Axis(labelLimit=200, ticks=False, domain=False))
    axis = altair.Axis(format=".0%", tickCount=4)
    bars = base.mark_bar(color=_RED if with_shares else _BLUE, height=13, opacity=0.85).encode(
        x=altair.X("share:Q", title=None, axis=axis, scale=altair.Scale(domainMin=0)), y=label
    )
    if not with_shares:
        return bars
    rules = base.mark_rule(color="#1d2733", strokeWidth=1.2).encode(x="low:Q", x2="high:Q", y=label)
    return bars + rules


def _by_time(altair: Any, data: Any) -> Any:
    base = altair.Chart(data, width=_WIDTH, height=180).encode(
        x=altair.X("label:O", title=None, axis=altair.Axis(labelAngle=-45))
    )
    axis = altair.Axis(format=".0%", tickCount=4)
    band = base.mark_area(color=_RED, opacity=0.18).encode(y=altair.Y("low:Q", title=None, axis=axis), y2="high:Q")
    return band + base.mark_line(color=_RED, point=True).encode(y=altair.Y("share:Q", scale=altair.Scale(domainMin=0)))
