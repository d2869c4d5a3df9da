"""Questions for the interview, made from what is too much and from what a posting does not state."""

from collections.abc import Iterator

from analyzer.assessment import Assessment, Duty
from analyzer.reports import words

MOST_DUTIES = 4
"""So many duties get a question of their own; more would be an interrogation."""

RESULT = (
    "In de vacature staat {}. Wie blijft daarvoor verantwoordelijk, en wat is mijn deel?",
    "Over {}: wat verwacht je precies van mij, en wie kijkt ernaar als het niet lukt?",
)
WHOLE = (
    "Bij {}: hoe groot is dat, en wie kijkt het na voordat het doorgaat?",
    "Doe ik {} alleen, of samen met iemand die dit vaker heeft gedaan?",
)
STAKES = (
    "Wat hangt er van {} af, en wie beslist als het spannend wordt?",
    "Wie helpt mij bij {}, en wat gebeurt er als het later klaar is?",
)
HIGH_SIDE = "Bij {}: aan wie kan ik hulp vragen, en krijg ik daar eerst uitleg over?"

NOT_STATED = {
    "guidance": "Wie begeleidt mij, werkt die persoon in hetzelfde vak, en hoe vaak spreken we elkaar?",
    "learning_goals": "Aan welke leerdoelen kan ik hier werken, en mag ik die met mijn school afstemmen?",
    "compensation": "Krijg ik een stagevergoeding of reiskosten, en hoeveel?",
    "hours": "Hoeveel uur per week werk ik, en horen daar avonden of weekenden bij?",
    "duration": "Wanneer begint de stage, en hoe lang duurt die?",
    "level": "Voor welk niveau en welk leerjaar is deze stage bedoeld?",
}


def questions(assessment: Assessment) -> tuple[str, ...]:
    """Returns the questions, those about heavy duties first."""
    return (*_about_duties(assessment), *_about_conditions(assessment))


def _about_duties(assessment: Assessment) -> Iterator[str]:
    heavy = assessment.excessive_duties
    used: dict[tuple[str, ...], int] = {}
    for duty in heavy[:MOST_DUTIES]:
        forms = _forms(duty)
        used[forms] = used.get(forms, -1) + 1
        yield forms[used[forms] % len(forms)].format(words.quote(duty.text, 80))
    if len(heavy) > MOST_DUTIES:
        yield f"Er staan nog {len(heavy) - MOST_DUTIES} zware taken in. Welke daarvan zijn het belangrijkst voor mij?"
    for duty in words.high_side(assessment)[: 1 if heavy else 2]:
        yield HIGH_SIDE.format(words.quote(duty.text, 80))


def _forms(duty: Duty) -> tuple[str, ...]:
    """Returns the questions that suit a duty: its result, its size, or what hangs on it."""
    if duty.ask <= duty.ceiling + 1:
        return STAKES
    return RESULT if duty.ask >= len(words.STEPS) - 1 else WHOLE


def _about_conditions(assessment: Assessment) -> Iterator[str]:
    facts = assessment.conditions
    if facts.guidance.value is False:
        yield NOT_STATED["guidance"]
    if facts.experience_demanded.value:
        yield "Er wordt ervaring gevraagd. Is het erg als ik die nog niet heb, en kan ik het hier leren?"
    if facts.replaces_staff.value:
        yield "Wie deed dit werk eerder, en wie neemt het over als ik klaar ben?"
    if facts.compensation.value == 0 and facts.compensation.stated:
        yield "Er staat dat ik geen vergoeding krijg. Krijg ik wel mijn reiskosten terug?"
    stated = {fact.name for fact in words.facts(facts) if fact.stated}
    for name, question in NOT_STATED.items():
        if name not in stated:
            yield question
