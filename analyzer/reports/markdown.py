"""The report for whoever wrote the posting, in Markdown: to mail, or to keep beside the posting."""

import re
from collections.abc import Iterable, Sequence

from analyzer.assessment import Assessment, Duty, Effect, Evidence, Term
from analyzer.reports import words


def render(assessment: Assessment, *, verbose: bool = False) -> str:
    """Returns the report on one posting."""
    lines = [f"# {escape(words.name_of(assessment))}", "", _verdict(assessment), "", *_reasons(assessment)]
    if assessment.assessed:
        lines += [*_heavy(assessment), *_lighter(assessment, verbose), *_conditions(assessment), *_score(assessment)]
    lines += [*_ignored(assessment), *_foot(assessment)]
    return "\n".join(lines) + "\n"


def escape(text: str) -> str:
    """Returns the text so that Markdown shows it as it is."""
    return re.sub(r"([\\`*_\[\]<>|#~])", r"\\\1", words.clean(text))


def section(heading: str, items: Iterable[str], level: int = 2) -> list[str]:
    """Returns a heading with a bullet list, or nothing where there are no items."""
    lines = [f"- {item}" for item in items]
    return [f"{'#' * level} {heading}", "", *lines, ""] if lines else []


def _verdict(assessment: Assessment) -> str:
    score = f" ({words.score_line(assessment)})" if assessment.assessed else ""
    return f"**{words.headline(assessment)}**{score}"


def _reasons(assessment: Assessment) -> list[str]:
    reasons = [escape(reason) for reason in words.reasons(assessment)]
    if not assessment.assessed:
        reasons.append(words.ONLY_INTERNSHIPS)
    return [" ".join(reasons), ""] if reasons else []


def _heavy(assessment: Assessment) -> list[str]:
    heavy = assessment.excessive_duties
    if not heavy:
        return []
    lines = [f"## Te zwaar: {words.tally(len(heavy), len(assessment.duties))}", ""]
    for position, duty in enumerate(heavy, 1):
        lines += [f"### {position}. {escape(words.quote(duty.text))}", "", *_duty(duty), ""]
    return lines


def _duty(duty: Duty) -> list[str]:
    lines = [
        f"- Staat onder: {words.SECTIONS[duty.section]}",
        f"- Gevraagd: {words.step(duty.ask)}",
        f"- Past bij een stage: {words.step(duty.ceiling)}{''.join(map(_code, duty.knobs))}",
        f"- Score: {duty.score.value} van 100, {duty.score.band}",
        *(f"  - {_term(term, words.quoted_in(duty, term))}" for term in duty.score.terms),
    ]
    shown = {term.name for term in duty.score.terms}
    for label, effect in (("Ook zwaarder door", Effect.RAISES), ("Ook lichter door", Effect.TEMPERS)):
        items = [item for item in words.counted(duty, effect) if item.rule not in shown]
        lines += [f"- {label}:", *(f"  - {_evidence(item)}" for item in items)] if items else []
    if duty.tempered:
        lines.append(f"- **Liever:** {escape(duty.tempered)}")
    if duty.advice:
        lines.append(f"- **In de organisatie:** {escape(duty.advice)}")
    return lines


def _term(term: Term, seen: Evidence | None = None) -> str:
    quoted = f"{escape(words.quote(seen.text, 70))}: " if seen else ""
    source = f", {escape(term.source)}" if term.source else ""
    return f"{words.points(term)} {quoted}{escape(term.reason)} (`{term.name}`{source})"


def _code(name: str) -> str:
    return f" (`{name}`)" if name else ""


def _evidence(item: Evidence) -> str:
    return f"{escape(words.quote(item.text, 70))}: {escape(item.reason)}{_code(item.rule)}"


def _lighter(assessment: Assessment, verbose: bool) -> list[str]:
    whole = len(assessment.duties)
    high, fit = words.high_side(assessment), words.fitting(assessment)
    lines = section(f"Aan de hoge kant: {words.tally(len(high), whole)}", map(_short, high))
    if verbose or not fit:
        return lines + section(f"Passend: {words.tally(len(fit), whole)}", map(_short, fit))
    return [*lines, f"## Passend: {words.tally(len(fit), whole)}", ""]


def _short(duty: Duty) -> str:
    softer = [escape(words.quote(item.text, 40)) for item in words.counted(duty, Effect.TEMPERS)]
    tail = f"; lichter door {', '.join(softer)}" if softer else ""
    return f"{escape(words.quote(duty.text))}: vraagt {duty.ask} van 5, past {duty.ceiling}{tail}"


def _conditions(assessment: Assessment) -> list[str]:
    rows = [
        f"| {fact.label} | {escape(fact.value)} | {' '.join(map(escape, fact.quotes))} |".replace("|  |", "| |")
        for fact in words.facts(assessment.conditions)
    ]
    return ["## Wat de vacature vermeldt", "", "| wat | waarde | woorden |", "|---|---|---|", *rows, ""]


def _score(assessment: Assessment) -> list[str]:
    return section(f"Zo komt de score op {assessment.score.value}", map(_term, assessment.score.terms))


def _ignored(assessment: Assessment) -> list[str]:
    return section("Gezien, maar niet meegeteld", map(_evidence, assessment.ignored))


def _foot(assessment: Assessment) -> Sequence[str]:
    made = f"Model {escape(assessment.model)}, lexicons {escape(assessment.lexicons)}."
    return [f"{words.NO_LEGAL_VERDICT} {made}"]
