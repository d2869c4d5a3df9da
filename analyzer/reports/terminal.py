"""The report in the terminal, for whoever wrote the posting: verdict, the duties that weigh, why, what is better."""

from collections.abc import Sequence

from rich.text import Text

from analyzer.assessment import Assessment, Duty, Effect, Evidence, Term, Verdict
from analyzer.reports import words
from analyzer.reports.layout import INDENT, Page, joined

SHORT_LIST = 5
"""So many lines of what did not decide are shown without `--verbose`."""
FEW_REASONS = 3
"""So many reasons stand under the verdict without `--verbose`."""
FULL_LIST = 6
"""So many heavy duties are told in full without `--verbose`; the others on a few lines."""
STYLES = {
    "passend": "bold green",
    "aan de hoge kant": "bold yellow",
    "te zwaar": "bold red",
    "veel te zwaar": "bold red",
}


def render(assessment: Assessment, *, width: int = 80, verbose: bool = False) -> Text:
    """Returns the report on one posting."""
    page = Page(width)
    _head(page, assessment, verbose)
    if assessment.assessed:
        _heavy(page, assessment, verbose)
        _high(page, assessment, verbose)
        _fitting(page, assessment, verbose)
        _conditions(page, assessment, verbose)
        _posting_score(page, assessment, verbose)
    _ignored(page, assessment, verbose)
    page.blank()
    return page.text


def rule(width: int = 80) -> Text:
    """Returns what stands between two postings."""
    return Text("-" * width + "\n\n", style="dim")


def line(assessment: Assessment) -> str:
    """Returns the verdict on one line, for `--quiet`: source, verdict, score, count."""
    name = words.source_of(assessment) or words.name_of(assessment)
    if not assessment.assessed:
        return f"{name}: niet beoordeeld; {words.unsentence(words.reasons(assessment)[0])}"
    counts = words.tally(len(assessment.excessive_duties), len(assessment.duties))
    return f"{name}: {assessment.score.band} (score {assessment.score.value}); {counts} te zwaar"


def closing(assessments: Sequence[Assessment], *, width: int = 80) -> Text:
    """Returns the last lines of a run: the sum, how to get more, and what judged."""
    page = Page(width)
    if not assessments:
        return page.text
    if len(assessments) > 1:
        page.paragraph(Text(_sum(assessments), style="bold"))
    rule = next((rule for item in assessments for rule in _rules(item)), "")
    if rule:
        page.paragraph(Text(f"Meer over een regel: stagecheck explain {rule}", style="dim"))
    page.paragraph(Text(words.NO_LEGAL_VERDICT, style="dim"))
    last = assessments[-1]
    page.paragraph(Text(f"Model {words.clean(last.model)}, lexicons {last.lexicons}.", style="dim"))
    return page.text


def _head(page: Page, assessment: Assessment, verbose: bool) -> None:
    page.paragraph(Text(words.name_of(assessment), style="bold"))
    if words.source_of(assessment) != words.name_of(assessment):
        page.paragraph(Text(words.source_of(assessment), style="dim"))
    page.blank()
    style = STYLES[assessment.score.band] if assessment.assessed else "bold"
    page.paragraph(joined([(words.headline(assessment), style), _score_words(assessment)]))
    reasons = words.reasons(assessment)
    page.paragraph(" ".join(reasons if verbose else reasons[:FEW_REASONS]))
    if not assessment.assessed:
        page.paragraph(Text(words.ONLY_INTERNSHIPS, style="dim"))


def _score_words(assessment: Assessment) -> str:
    return f" ({words.score_line(assessment)})" if assessment.assessed else ""


def _heavy(page: Page, assessment: Assessment, verbose: bool) -> None:
    heavy = assessment.excessive_duties
    if not heavy:
        return
    page.heading(f"Te zwaar: {words.tally(len(heavy), len(assessment.duties))}")
    full = heavy if verbose else heavy[:FULL_LIST]
    for position, duty in enumerate(full, 1):
        page.blank()
        quoted = joined([(words.quote(duty.text), "bold"), (f" ({words.SECTIONS[duty.section]})", "dim")])
        page.paragraph(quoted, f"{position}.".ljust(len(INDENT)))
        _asked(page, duty)
        _trace(page, duty, verbose)
        _words(page, duty)
        _better(page, duty)
    rest = heavy[len(full) :]
    if rest:
        page.blank()
        page.paragraph("Ook te zwaar (met -v zie je waarom):")
    for duty in rest:
        page.paragraph(_short(duty, Effect.RAISES), " - ")
        _better(page, duty)


def _asked(page: Page, duty: Duty) -> None:
    page.rows(
        [
            ("Gevraagd", words.step(duty.ask)),
            ("Past bij stage", joined([words.step(duty.ceiling), (_knobs(duty), "dim")])),
            ("Score", f"{duty.score.value} van 100, {duty.score.band}"),
        ],
        INDENT,
    )


def _knobs(duty: Duty) -> str:
    """Returns the rules that the ceiling comes from."""
    return f" ({', '.join(duty.knobs)})" if duty.knobs else ""


def _trace(page: Page, duty: Duty, verbose: bool) -> None:
    """Adds the terms of the score, each with the words and the rule behind it."""
    for term in duty.score.terms:
        seen = words.quoted_in(duty, term)
        quoted = f"{words.quote(seen.text, 70)}: " if seen else ""
        body = joined([f"{quoted}{words.clean(term.reason)}", (_rule(term, verbose), "dim")])
        page.paragraph(body, f"{INDENT}{words.points(term):>5}  ")


def _rule(term: Term, verbose: bool) -> str:
    """Returns the rule of a term, and with `verbose` where that rule comes from."""
    return f" ({term.name}; {words.clean(term.source)})" if verbose and term.source else f" ({term.name})"


def _words(page: Page, duty: Duty) -> None:
    """Adds the words that were counted and that no term of the score shows."""
    shown = {term.name for term in duty.score.terms}
    for label, effect in (("Ook zwaarder door", Effect.RAISES), ("Ook lichter door", Effect.TEMPERS)):
        items = [item for item in words.counted(duty, effect) if item.rule not in shown]
        if items:
            page.paragraph(f"{label}:", INDENT)
        for item in items:
            page.paragraph(_evidence(item), f"{INDENT}  - ")


def _evidence(item: Evidence) -> Text:
    return joined([words.quote(item.text, 70), f": {words.clean(item.reason)}", (f" ({item.rule})", "dim")])


def _better(page: Page, duty: Duty) -> None:
    if duty.tempered:
        page.paragraph(Text(words.clean(duty.tempered), style="green"), f"{INDENT}Liever: ", INDENT * 2)
    if duty.advice:
        page.paragraph(words.clean(duty.advice), f"{INDENT}In de organisatie: ", INDENT * 2)


def _high(page: Page, assessment: Assessment, verbose: bool) -> None:
    duties = words.high_side(assessment)
    if not duties:
        return
    page.heading(f"Aan de hoge kant: {words.tally(len(duties), len(assessment.duties))}")
    for duty in duties if verbose else duties[:SHORT_LIST]:
        page.paragraph(_short(duty), " - ")
    _rest(page, len(duties), verbose)


def _fitting(page: Page, assessment: Assessment, verbose: bool) -> None:
    duties = words.fitting(assessment)
    if not duties:
        return
    more = "" if verbose else " (met -v zie je welke)"
    page.heading(f"Passend: {words.tally(len(duties), len(assessment.duties))}{more}")
    for duty in duties if verbose else ():
        page.paragraph(_short(duty), " - ")


def _short(duty: Duty, effect: Effect = Effect.TEMPERS) -> Text:
    found = [words.quote(item.text, 40) for item in words.counted(duty, effect)]
    tail = f"; {'lichter' if effect is Effect.TEMPERS else 'zwaarder'} door {', '.join(found)}" if found else ""
    return joined([words.quote(duty.text, 100), (f" vraagt {duty.ask} van 5, past {duty.ceiling}{tail}", "dim")])


def _rest(page: Page, count: int, verbose: bool) -> None:
    if count > SHORT_LIST and not verbose:
        page.paragraph(Text(f"en nog {count - SHORT_LIST}; met -v zie je ze alle", style="dim"), INDENT)


def _conditions(page: Page, assessment: Assessment, verbose: bool) -> None:
    page.heading("Wat de vacature vermeldt")
    rows: list[tuple[str, str | Text]] = []
    for fact in words.facts(assessment.conditions):
        quotes = fact.quotes if verbose else fact.quotes[:1]
        value = (fact.value, "" if fact.stated else "dim")
        rows.append((fact.label, joined([value, (f" ({', '.join(quotes)})" if quotes else "", "dim")])))
    page.rows(rows)


def _posting_score(page: Page, assessment: Assessment, verbose: bool) -> None:
    terms = assessment.score.terms
    if not terms:
        return
    page.heading(f"Zo komt de score op {assessment.score.value}")
    for term in terms:
        page.paragraph(joined([words.clean(term.reason), (_rule(term, verbose), "dim")]), f"{words.points(term):>5}  ")


def _ignored(page: Page, assessment: Assessment, verbose: bool) -> None:
    items = assessment.ignored
    if not items:
        return
    page.heading("Gezien, maar niet meegeteld")
    for item in items if verbose else items[:SHORT_LIST]:
        page.paragraph(_evidence(item), " - ")
    _rest(page, len(items), verbose)


def _rules(assessment: Assessment) -> list[str]:
    """Returns the names of the rules in the order in which the report shows them."""
    duties = [*assessment.excessive_duties, *words.high_side(assessment), *assessment.duties]
    shown = [item.rule for duty in duties for item in words.counted(duty, Effect.RAISES, Effect.TEMPERS)]
    return [*shown, *(item.rule for item in assessment.ignored)]


def _sum(assessments: Sequence[Assessment]) -> str:
    counts = {verdict: sum(item.verdict is verdict for item in assessments) for verdict in Verdict}
    parts = [
        f"{counts[Verdict.EXCESSIVE]} te zwaar",
        f"{counts[Verdict.REALISTIC]} realistisch",
        f"{counts[Verdict.NOT_ASSESSED]} niet beoordeeld",
    ]
    return f"{words.capital(words.number(len(assessments), 'vacature', 'vacatures'))}: {', '.join(parts)}."
