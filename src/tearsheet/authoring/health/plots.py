"""Small plots of health, one a figure, as one SVG or as an HTML page that needs nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from tearsheet.authoring.health.report import Series, day_name, series_of
from tearsheet.authoring.health.verdict import Finding, Health
from tearsheet.text.printable import count

_WIDTH, _HEIGHT, _ACROSS = 210, 84, 4  # of a plot, in pixels, and plots side by side
_LEFT, _TOP = 8, 24  # what stands beside and above the bars, in pixels
_STYLE = """
:root { color-scheme: light dark; --ink: #1d1d1f; --dim: #5c5c66; --line: #d5d5dc; --good: #1f6feb; --bad: #c62828;
  --paper: #ffffff; }
@media (prefers-color-scheme: dark) { :root { --ink: #ececf1; --dim: #a5a5b2; --line: #44444e; --good: #79b0ff;
  --bad: #ff8a80; --paper: #17171b; } }
svg { font: 12px system-ui, sans-serif; }
svg .paper { fill: var(--paper); }
svg text { fill: var(--ink); }
svg .dim { fill: var(--dim); font-size: 10px; }
svg .wrong { fill: var(--bad); font-weight: 600; }
svg .head { font-size: 15px; font-weight: 600; }
svg .frame { stroke: var(--line); fill: none; }
svg .usual { stroke: var(--dim); stroke-dasharray: 3 3; fill: none; }
svg .values { stroke: var(--good); stroke-width: 1.5; fill: none; }
svg .dot { fill: var(--good); }
svg .ill { fill: var(--bad); }
"""
_PAGE_STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); margin: 2rem auto;
  max-width: 62rem; padding: 0 1rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.15rem; margin: 2rem 0 .3rem; }
.state { font-weight: 700; } .state.ill { color: var(--bad); }
li { overflow-wrap: anywhere; } li ul { color: var(--dim); font-size: .9em; }
.plots { overflow-x: auto; } figure { margin: 1rem 0; } p.dim { color: var(--dim); }
"""


def sentence(finding: Finding) -> str:
    """Return *finding* in words."""
    days = f" since {finding.since}" if finding.since else ""
    if finding.until:
        days = f" from {finding.since} to {finding.until}"
    return f"{finding.says}{days}: {finding.bad} of {finding.pages} pages, usually {100 * finding.usual:.2g} %"


def svg(healths: Iterable[Health]) -> str:
    """Return one picture with the plots of all adapters."""
    parts: list[str] = []
    top = 0
    for health in healths:
        series = series_of(health)
        head = f"{health.adapter}: {health.verdict.state}"
        ill = ' class="head wrong"' if health.verdict.state in {"DEGRADED", "WRONG LAYOUT"} else ' class="head"'
        parts.append(f'<text x="{_LEFT}" y="{top + 20}"{ill}>{escape(head)}</text>')
        parts.append(_days(health, top + 36))
        parts.append(f'<g transform="translate(0 {top + 44})">{_grid(series, list(map(day_name, health.days)))}</g>')
        top += 60 + _HEIGHT * _rows(series)
    return _document("".join(parts), max(top, 40), "Health of the adapters by day")


def html(healths: Sequence[Health]) -> str:
    """Return a page with the verdicts, the findings and the plots; dark where the reader's system is."""
    parts = []
    for health in healths:
        state = health.verdict.state
        mark = "ill" if state in {"DEGRADED", "WRONG LAYOUT"} else "well"
        against = f"a profile of {health.profile.pages} pages" if health.profile is not None else "no profile"
        days = [day_name(day) for day in health.days]
        series = series_of(health)
        picture = _document(_grid(series, days), _HEIGHT * _rows(series), f"{health.adapter} by day", styled=False)
        parts.append(
            f'<section><h2>{escape(health.adapter)} <span class="state {mark}">{state}</span></h2>'
            f'<p class="dim">{_captures(health)}, {_span(days)}; held against {against}. '
            "Dashed: the profile. Red: wrong.</p>"
            f"{_list(health.verdict.findings)}{_list(health.past, 'Well again:')}"
            f'<figure class="plots" tabindex="0" aria-label="Plots of {escape(health.adapter)}">{picture}</figure>'
            "</section>"
        )
    body = "".join(parts) or "<p>No captures.</p>"
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Health of the adapters</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{_STYLE}{_PAGE_STYLE}</style></head>"
        f"<body><main><h1>Health of the adapters</h1>{body}</main></body></html>\n"
    )


def _document(inside: str, height: int, title: str, *, styled: bool = True) -> str:
    width = _ACROSS * _WIDTH + _LEFT
    style = f"<style>{_STYLE}</style>" if styled else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{escape(title)}" '
        f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"><title>{escape(title)}</title>{style}'
        f'<rect class="paper" width="{width}" height="{height}"/>{inside}</svg>'
    )


def _span(days: Sequence[str]) -> str:
    return days[0] if len(days) == 1 else f"{days[0]} to {days[-1]}"


def _days(health: Health, y: int) -> str:
    words = f"{_captures(health)}, {_span([day_name(day) for day in health.days])}"
    return f'<text x="{_LEFT}" y="{y}" class="dim">{escape(words)}; dashed: the profile; red: wrong</text>'


def _captures(health: Health) -> str:
    return count(sum(tally.captures for tally, _ in health.days.values()), "capture")


def _list(findings: Sequence[Finding], head: str = "") -> str:
    if not findings:
        return ""
    items = []
    for finding in findings:
        examples = "".join(f"<li>{escape(name)}</li>" for name in finding.examples)
        items.append(f"<li>{escape(sentence(finding))}{f'<ul>{examples}</ul>' if examples else ''}</li>")
    return f"{f'<p>{head}</p>' if head else ''}<ul>{''.join(items)}</ul>"


def _rows(series: Sequence[Series]) -> int:
    return -(-len(series) // _ACROSS)


def _grid(series: Sequence[Series], days: Sequence[str]) -> str:
    parts = []
    for number, one in enumerate(series):
        x, y = _LEFT + number % _ACROSS * _WIDTH, number // _ACROSS * _HEIGHT
        parts.append(f'<g transform="translate({x} {y})">{_plot(one, days)}</g>')
    return "".join(parts)


def _plot(series: Series, days: Sequence[str]) -> str:
    """One figure: its name, its last value, a line of its days over the dashed line of the profile."""
    width, height = _WIDTH - 24, _HEIGHT - _TOP - 16
    held = [value for value in (*series.values, series.usual) if value is not None]
    most = 100.0 if series.unit == "%" else max([*held, 1.0])

    def x(number: int) -> float:
        return round(width * (number + 0.5) / len(days), 1)

    def y(value: float) -> float:
        return round(_TOP + height * (1 - min(value, most) / most), 1)

    last = next((value for value in reversed(series.values) if value is not None), None)
    ill = any(series.bad)
    said = "none" if last is None else f"{last:.0f} {series.unit}"
    name = f'<text x="0" y="16" class="{"wrong" if ill else "name"}">{escape(series.name)}</text>'
    value = f'<text x="{width}" y="16" text-anchor="end" class="{"wrong" if ill else "dim"}">{said}</text>'
    frame = f'<path class="frame" d="M0 {_TOP + height}H{width}"/>'
    usual = f'<path class="usual" d="M0 {y(series.usual)}H{width}"/>' if series.usual is not None else ""
    met_on = [(number, met) for number, met in enumerate(series.values) if met is not None]
    line = ""
    pen = "M"
    for number, met in enumerate(series.values):
        line += f"{pen}{x(number)} {y(met)}" if met is not None else ""
        pen = "M" if met is None else "L"
    dots = "".join(_dot(x(n), y(met), f"{days[n]}: {met:.1f} {series.unit}", ill=series.bad[n]) for n, met in met_on)
    return f'{name}{value}{frame}{usual}<path class="values" d="{line}"/>{dots}'


def _dot(x: float, y: float, title: str, *, ill: bool) -> str:
    kind, size = ("ill", 3) if ill else ("dot", 2)
    return f'<circle class="{kind}" cx="{x}" cy="{y}" r="{size}"><title>{escape(title)}</title></circle>'
