"""The norms: what a duty asks against what an intern can carry, and the duties of a posting together."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from analyzer.analysis import Analyzer
from analyzer.assessment import (
    EXCESSIVE_FROM,
    Condition,
    Conditions,
    Duty,
    Effect,
    Evidence,
    Given,
    Score,
    Term,
    Verdict,
)
from analyzer.matching import Knowledge
from analyzer.norms import judge_posting, weigh_together
from analyzer.posting import Section

GUIDED = ("Begeleiding", "Je stagebegeleider is Rik, marketeer.")


def duty_of(analyzer: Analyzer, text: str, given: Given | None = None) -> Duty:
    """Returns the only duty of a posting."""
    (duty,) = analyzer.assess(text, given).duties
    return duty


# sentence -> ask, 0 to 5, as section 3 of the annotation guide says
ASKS = {
    "Je kijkt mee bij het bouwen van de website.": 0,
    "Je helpt de marketeer bij het beheer van de website.": 1,
    "Je vult productgegevens in.": 2,
    "Je schrijft blogs voor de website.": 3,
    "Je schrijft zelfstandig blogs voor de website.": 3,
    "Je adviseert de directie over de website.": 3,
    "Je organiseert een open dag.": 4,
    "Je beheert de website.": 4,
    "Je beheert zelfstandig de website.": 5,
    "Je bent eindverantwoordelijk voor de website.": 5,
    "Je vraagt de vergunningen aan bij de gemeente.": 4,
    "Je verzamelt de stukken voor de vergunningen.": 2,
    "Je wast bewoners.": 2,
    "Je schrijft een korte notitie.": 3,
    "Je organiseert een kleine borrel.": 3,
    "Je schrijft een deel van de teksten.": 2,
    "Je zorgt dat alles op tijd de deur uit is.": 4,
    "Je bent verantwoordelijk voor het advertentiebudget.": 5,
    "Je stuurt de vrijwilligers aan.": 5,
    "Je beheert het advertentiebudget na akkoord van de marketeer.": 3,
    "Je kijkt wat de actie oplevert.": 3,
    "Je steekt mee de folders in elkaar.": 1,
    "Je controleert de tekeningen.": 3,
    "Je verwerkt de bestellingen.": 2,
    "Je neemt onze Instagram over.": 5,
    "Je neemt de notulen over in het systeem.": 2,
    "Je verzorgt de volledige onlinemarketing.": 5,
    "Je analyseert het hele proces.": 3,
    "Je helpt bij de volledige administratie.": 1,
    "Je bent volledig verantwoordelijk voor je eigen ontwerpproject.": 3,
    "Je bent volledig verantwoordelijk voor je eigen klanten.": 5,
    "Na uitleg trek je de cijfers uit het systeem.": 2,
    "Je trekt het project rond de nieuwe huisstijl.": 5,
    "Je zorgt dat de koffie klaarstaat.": 2,
    "Je zorgt dat de notulen de deur uit gaan.": 3,
    "Je zorgt dat onze webshop blijft draaien.": 4,
    "Je houdt op dinsdagmiddag het inloopspreekuur.": 5,
    "Je legt verantwoording af over de besteding van de subsidie.": 5,
    "Je bedient de zaagmachine alleen in het bijzijn van de meester.": 2,
    "Je geeft twee kinderen een lesje, met de juf ernaast.": 2,
    "Het is aan jou om de lijst na te kijken.": 3,
}


@pytest.mark.parametrize(("sentence", "ask"), ASKS.items(), ids=list(ASKS))
def test_ask(sentence: str, ask: int, analyzer: Analyzer, posting_of: Callable[..., str]) -> None:
    assert duty_of(analyzer, posting_of(GUIDED, ("Wat ga je doen?", f"- {sentence}"))).ask == ask


def test_ceiling_is_one_lower_where_nobody_guides(
    analyzer: Analyzer, posting_of: Callable[..., str], knowledge: Knowledge
) -> None:
    work = ("Wat ga je doen?", "- Je schrijft blogs voor de website.")
    guided, alone = duty_of(analyzer, posting_of(GUIDED, work)), duty_of(analyzer, posting_of(work))
    assert (guided.ask, alone.ask) == (3, 3)
    assert alone.ceiling == guided.ceiling + knowledge.points("norm.guidance") == guided.ceiling - 1
    assert alone.score.value - guided.score.value == knowledge.points("norm.step")
    assert [term.points for term in alone.score.terms if term.name == "norm.guidance"] == [
        knowledge.points("norm.step")
    ]


LEVELS: list[tuple[Given, int]] = [
    (Given(level="mbo"), 2),
    (Given(level="hbo", study_year=2), 2),
    (Given(level="hbo", study_year=3), 3),
    (Given(), 3),
    (Given(internship_type="snuffelstage"), 2),
]


@pytest.mark.parametrize(("given", "ceiling"), LEVELS, ids=lambda value: str(value))
def test_ceiling_follows_level_and_year(
    given: Given, ceiling: int, analyzer: Analyzer, posting_of: Callable[..., str], knowledge: Knowledge
) -> None:
    duty = duty_of(analyzer, posting_of(GUIDED, ("Wat ga je doen?", "- Je beheert onze Instagram.")), given)
    assert knowledge.lexicon.by_name["knob.channel"].part == (2, 3, 3, 3)
    assert duty.ceiling == ceiling


MINOR_AND_CARRIED = [
    ("Je vraagt offertes op bij leveranciers.", "Je contracteert leveranciers.", "knob.suppliers"),
    ("Je interviewt medewerkers.", "Je stuurt medewerkers aan.", "knob.people"),
    ("Je vergelijkt de begroting met vorig jaar.", "Je bewaakt de begroting.", "knob.budget"),
    ("Je controleert een btw-aangifte.", "Je dient de btw-aangifte in.", "field.finance-carry"),
]


ANOTHERS_AND_OWN = [
    ("Je maakt rapporten die de laborant vrijgeeft.", "Je geeft de uitslagen vrij.", "field.lab-release"),
    ("Je zet stukken klaar zodat de manager ze kan ondertekenen.", "Je gaat contracten ondertekenen.", "carry.signs"),
    ("Je houdt het dier vast terwijl de dierenarts een injectie geeft.", "Je geeft injecties.", "field.care-alone"),
    ("Je maakt een folder over medicatie.", "Je deelt de medicatie uit.", "field.care-alone"),
    ("Je onderzoekt hoe de nachtdienst is geregeld.", "Je draait de nachtdienst.", "field.care-alone"),
    ("Je zoekt uit welke klachten vaak voorkomen.", "Je handelt klachten af.", "knob.complaints"),
    ("Offertes vergelijken.", "Offertes vergelijken, onderhandelen en boeken.", "carry.speaks-for"),
    ("Het is aan jou om de leveranciers te bellen.", "Je stuurt de leveranciers aan.", "knob.suppliers"),
]
"""What a colleague does in a clause below, what a text is about and what is only studied, against the intern's act."""


@pytest.mark.parametrize(("beside", "own", "knob"), ANOTHERS_AND_OWN, ids=lambda value: str(value))
def test_what_another_does_or_what_is_only_studied_turns_no_knob(
    beside: str, own: str, knob: str, analyzer: Analyzer, posting_of: Callable[..., str]
) -> None:
    other, mine = (analyzer.assess(posting_of(GUIDED, ("Taken", f"- {one}"))).duties for one in (beside, own))
    assert all(knob not in one.knobs for one in other)
    assert any(knob in one.knobs for one in mine)


@pytest.mark.parametrize(("minor", "carried", "knob"), MINOR_AND_CARRIED, ids=lambda value: str(value))
def test_what_is_carried_counts_only_under_a_carrying_predicate(
    minor: str, carried: str, knob: str, analyzer: Analyzer, posting_of: Callable[..., str]
) -> None:
    light, heavy = (duty_of(analyzer, posting_of(GUIDED, ("Taken", f"- {one}"))) for one in (minor, carried))
    assert knob not in light.knobs
    assert knob in heavy.knobs
    assert light.ceiling > heavy.ceiling


def test_three_channels_in_one_duty_are_all_channels(
    analyzer: Analyzer, posting_of: Callable[..., str], knowledge: Knowledge
) -> None:
    two, three = "Je beheert de website en de nieuwsbrief.", "Je beheert de website, de nieuwsbrief en Instagram."
    ceilings = [duty_of(analyzer, posting_of(GUIDED, ("Taken", f"- {one}"))).ceiling for one in (two, three)]
    assert ceilings == [3, knowledge.lexicon.by_name["knob.all-channels"].part[1]]


def test_light_work_needs_nobody_beside_it(analyzer: Analyzer, posting_of: Callable[..., str]) -> None:
    work = ("Wat ga je doen?", "- Je maakt foto's van de dieren.")
    pupil = Given(level="mbo", internship_type="snuffelstage")
    assert duty_of(analyzer, posting_of(work), pupil).verdict is Verdict.REALISTIC


def test_two_steps_above_the_ceiling_is_excessive(knowledge: Knowledge) -> None:
    base, step = knowledge.points("norm.base"), knowledge.points("norm.step")
    assert base + step < EXCESSIVE_FROM <= base + 2 * step


@pytest.mark.parametrize("sentence", [*ASKS, "Je helpt de time-to-market van onze portals te verkorten."])
def test_score_is_the_sum_of_its_terms(
    sentence: str, analyzer: Analyzer, posting_of: Callable[..., str], knowledge: Knowledge
) -> None:
    step = knowledge.points("norm.step")
    for text in (posting_of(GUIDED, ("Taken", f"- {sentence}")), posting_of(("Taken", f"- {sentence}"))):
        duty = duty_of(analyzer, text)
        stakes = sum(term.points for term in duty.score.terms if term.name == "press.lifeline")
        whole = knowledge.points("norm.base") + step * (duty.ask - duty.ceiling) + stakes
        assert sum(term.points for term in duty.score.terms) == whole
        assert duty.score.value == max(0, min(100, whole))
        assert all(term.reason and term.source for term in duty.score.terms)


def test_helping_verb_does_not_excuse_a_lifeline(analyzer: Analyzer, posting_of: Callable[..., str]) -> None:
    sentences = ("Je helpt de website te vernieuwen.", "Je helpt de time-to-market van onze portals te verkorten.")
    plain, stakes = (duty_of(analyzer, posting_of(GUIDED, ("Taken", f"- {one}"))) for one in sentences)
    assert (plain.ask, stakes.ask) == (1, 1)
    assert (plain.verdict, stakes.verdict) == (Verdict.REALISTIC, Verdict.EXCESSIVE)
    assert "artikel A3" in {term.source for term in stakes.score.terms}


def test_what_the_intern_looks_over_lightens_nothing(analyzer: Analyzer, posting_of: Callable[..., str]) -> None:
    own = "Je schrijft een verslag en je kijkt de teksten na."
    other = "Je schrijft een verslag en de redacteur kijkt de teksten na."
    asks = [analyzer.assess(posting_of(GUIDED, ("Taken", f"- {one}"))).duties[0].ask for one in (own, other)]
    assert asks == [3, 2]


def test_bounded_part_of_a_lifeline_is_no_lifeline(analyzer: Analyzer, posting_of: Callable[..., str]) -> None:
    sentences = (
        "Je helpt bij het testen van één scherm van ons kernsysteem.",
        "Je assisteert bij het redden van de opleverdatum, waarvan ons voortbestaan afhangt.",
    )
    part, survival = (duty_of(analyzer, posting_of(GUIDED, ("Taken", f"- {one}"))) for one in sentences)
    assert (part.verdict, survival.verdict) == (Verdict.REALISTIC, Verdict.EXCESSIVE)


def test_trait_never_raises_a_duty(analyzer: Analyzer, posting_of: Callable[..., str]) -> None:
    work = ("Wat ga je doen?", "- Je beheert onze Instagram.")
    profile = ("Wie ben jij?", "Je bent zelfstandig en je hebt verantwoordelijkheidsgevoel.")
    with_trait = duty_of(analyzer, posting_of(GUIDED, work, profile))
    assert with_trait.score == duty_of(analyzer, posting_of(GUIDED, work)).score


def duty(ask: int, ceiling: int, knowledge: Knowledge, knob: str = "knob.content", **more: Any) -> Duty:
    """Returns a duty by hand, scored as the norms say."""
    points = knowledge.points("norm.base") + knowledge.points("norm.step") * (ask - ceiling)
    score = Score((Term("norm.base", points, "proef", "proef"),))
    start = more.pop("start", 0)
    return Duty("werk", start, start + 4, Section.DUTIES, (knob,), ask, ceiling, score, **more)


GUIDANCE = Conditions(guidance=Condition(True))


def names(score: Score) -> list[str]:
    return [term.name for term in score.terms]


FITTING = 3
HEAVY = Verdict.EXCESSIVE


def many(knowledge: Knowledge, *steps: tuple[int, int], fitting: int = FITTING) -> list[Duty]:
    """Returns duties by hand, (ask, ceiling) each, and so many that fit."""
    return [duty(ask, ceiling, knowledge) for ask, ceiling in (*steps, *[(3, 3)] * fitting)]


def test_posting_without_duties_scores_nothing(knowledge: Knowledge) -> None:
    assert judge_posting([], GUIDANCE, knowledge).value == 0


def test_of_a_few_duties_the_heaviest_decides(knowledge: Knowledge) -> None:
    duties = many(knowledge, (2, 3), (4, 2), fitting=1)
    score = judge_posting(duties, GUIDANCE, knowledge)
    assert score.value == duties[1].score.value
    assert names(score) == ["norm.worst-duty"]
    assert weigh_together(duties, score.verdict, GUIDANCE, knowledge) == tuple(duties)


def test_score_of_a_posting_is_the_sum_over_its_duties(knowledge: Knowledge) -> None:
    score = judge_posting(many(knowledge, (5, 2), (4, 3), (1, 3)), GUIDANCE, knowledge)
    points = {term.name: term.points for term in score.terms}
    assert points == {
        "norm.heaviest": round((70 + 30 + 10) / 3),
        "norm.sum": knowledge.points("norm.sum"),
        "norm.carried": 2 * knowledge.points("norm.carried"),
        "norm.high-side": 2 * knowledge.points("norm.high-side"),
        "norm.helped": knowledge.points("norm.helped"),
        "norm.guided": knowledge.points("norm.guided"),
    }
    assert all(term.reason and term.source for term in score.terms)


# what of four duties or more decides -> the duties (ask, ceiling), whether somebody guides, the verdict
SUMS = {
    "one proud sentence among guided work": ([(5, 3), *[(3, 3)] * 4], True, Verdict.REALISTIC),
    "the same where nobody guides, and the ceilings are lower": ([(5, 2), *[(3, 2)] * 4], False, HEAVY),
    "a whole job, guide or no guide": ([(5, 2), (4, 1), (4, 2), (5, 1), (3, 3)], True, HEAVY),
    "many on the high side that keep things going, nobody guides": ([(4, 3)] * 4, False, HEAVY),
    "the same with a guide, and less of it": ([(4, 3), (4, 3), *[(3, 3)] * 3], True, Verdict.REALISTIC),
    "making alone, with a ceiling that is low for want of a guide": ([(3, 2)] * 6, False, Verdict.REALISTIC),
    "helping and watching weigh against what is heavy": (
        [(4, 2), (4, 2), (4, 3), (1, 3), (1, 3), (0, 3)],
        True,
        Verdict.REALISTIC,
    ),
}


@pytest.mark.parametrize("case", SUMS)
def test_duties_of_a_posting_are_summed(case: str, knowledge: Knowledge) -> None:
    steps, guided, wanted = SUMS[case]
    facts = Conditions(guidance=Condition(guided))
    assert judge_posting(many(knowledge, *steps, fitting=0), facts, knowledge).verdict is wanted


@pytest.mark.parametrize("extra", [(4, 3), (5, 1)])
def test_more_work_that_carries_never_lowers_the_score(extra: tuple[int, int], knowledge: Knowledge) -> None:
    duties = many(knowledge, (4, 2), (3, 2))
    more = [*duties, duty(*extra, knowledge)]
    assert judge_posting(more, GUIDANCE, knowledge).value >= judge_posting(duties, GUIDANCE, knowledge).value


def test_experience_counts_only_beside_heavy_work(knowledge: Knowledge) -> None:
    item = Evidence("demand.experience", "demands", "2 jaar", 0, 6, Effect.RAISES, "er wordt werkervaring gevraagd", 10)
    facts = Conditions(guidance=Condition(True), experience_demanded=Condition(True, (), (item,)))
    heavy, light = [duty(5, 2, knowledge)] * 2, [duty(3, 3, knowledge)] * 2
    assert "demand.experience" in names(judge_posting(heavy, facts, knowledge))
    assert "demand.experience" not in names(judge_posting(light, facts, knowledge))


# a duty (ask, ceiling, knob) in a posting that asks too much, guided or not -> its verdict there
STRAINED = [
    (4, 3, "knob.social-ads", True, HEAVY),
    (3, 2, "knob.social-ads", True, HEAVY),
    (2, 1, "knob.social-ads", True, HEAVY),
    (3, 2, "knob.ordinary", False, HEAVY),
    (3, 2, "knob.ordinary", True, Verdict.REALISTIC),
    (3, 2, "field.hr", False, Verdict.REALISTIC),
    (2, 1, "knob.ordinary", False, Verdict.REALISTIC),
    (4, 3, "knob.content", False, Verdict.REALISTIC),
    (3, 3, "knob.social-ads", False, Verdict.REALISTIC),
]


@pytest.mark.parametrize(("ask", "ceiling", "knob", "guided", "wanted"), STRAINED)
def test_whole_job_weighs_on_its_middling_parts(
    ask: int, ceiling: int, knob: str, guided: bool, wanted: Verdict, knowledge: Knowledge
) -> None:
    made = replace(duty(ask, ceiling, knowledge), knobs=() if knob == "knob.ordinary" else (knob,))
    duties = [*many(knowledge, (5, 1), (5, 2)), made]
    facts = Conditions(guidance=Condition(guided))
    assert weigh_together(duties, HEAVY, facts, knowledge)[-1].verdict is wanted
    assert weigh_together(duties, Verdict.REALISTIC, facts, knowledge)[-1].verdict is Verdict.REALISTIC


def test_heavy_duty_in_a_posting_that_fits_is_on_the_high_side(knowledge: Knowledge) -> None:
    duties = many(knowledge, (5, 1))
    lone = weigh_together(duties, Verdict.REALISTIC, GUIDANCE, knowledge)[0]
    assert lone.verdict is Verdict.REALISTIC
    assert lone.score.band == "aan de hoge kant"
    assert weigh_together(duties, HEAVY, GUIDANCE, knowledge) == tuple(duties)


def test_score_is_cut_to_its_scale() -> None:
    assert Score((Term("a", 90, "x"), Term("b", 40, "y"))).value == 100
    assert Score((Term("a", -90, "x"),)).value == 0
    assert Score((Term("a", EXCESSIVE_FROM, "x"),)).verdict is Verdict.EXCESSIVE
    assert Score((Term("a", EXCESSIVE_FROM - 1, "x"),)).verdict is Verdict.REALISTIC
