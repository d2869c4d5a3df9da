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
        "Je assisteert bij het redden van de opleverdatum, waar ons voortbestaan van afhangt.",
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


def boast(knowledge: Knowledge, knob: str = "knob.content") -> Duty:
    """Returns a duty that is heavy only because it is called a responsibility."""
    made = duty(5, 2, knowledge, knob)
    return replace(made, score=Score((*made.score.terms, Term("own.responsible-for", 0, "proef", "proef"))))


CHECKED = Evidence("temper.approval", "tempering", "leest na", 0, 8, Effect.TEMPERS, "iemand leest het na", -1)
VACANT = Condition(
    True, (), (Evidence("demand.replaces", "demands", "niet vervuld", 0, 12, Effect.RAISES, "je vult een gat", 15),)
)


def test_proud_sentence_among_guided_fitting_work_is_on_the_high_side(knowledge: Knowledge) -> None:
    fitting = [duty(3, 3, knowledge)] * 3
    for proud, wanted in ((boast(knowledge), Verdict.REALISTIC), (boast(knowledge, "knob.budget"), Verdict.EXCESSIVE)):
        assert weigh_together([proud, *fitting], GUIDANCE, knowledge)[0].verdict is wanted
        assert weigh_together([proud, *fitting], Conditions(), knowledge)[0].verdict is Verdict.EXCESSIVE


def test_guide_does_not_excuse_a_carrying_duty(knowledge: Knowledge) -> None:
    fitting = [duty(3, 3, knowledge)] * 4
    assert judge_posting([duty(5, 1, knowledge), *fitting], GUIDANCE, knowledge).verdict is Verdict.EXCESSIVE
    assert judge_posting([duty(4, 1, knowledge), *fitting], GUIDANCE, knowledge).verdict is Verdict.EXCESSIVE


def test_work_that_is_held_small_takes_a_heavy_duty_back(knowledge: Knowledge) -> None:
    checked = [duty(2, 3, knowledge, evidence=(CHECKED,))] * 3
    lone = [duty(4, 1, knowledge), duty(3, 3, knowledge), *checked]
    assert judge_posting(lone, GUIDANCE, knowledge).verdict is Verdict.REALISTIC
    few = [duty(4, 1, knowledge), duty(4, 2, knowledge), *[duty(3, 3, knowledge)] * 4, *checked]
    score = judge_posting(few, Conditions(), knowledge)
    assert "norm.guarded" in names(score)
    assert score.verdict is Verdict.REALISTIC


@pytest.mark.parametrize("heavy", [[(5, 1), (4, 2)], [(4, 1)] * 5])
def test_work_that_is_held_small_excuses_no_carrying_and_no_job(
    heavy: list[tuple[int, int]], knowledge: Knowledge
) -> None:
    checked = [duty(2, 3, knowledge, evidence=(CHECKED,))] * 4
    duties = [*[duty(ask, ceiling, knowledge) for ask, ceiling in heavy], *checked]
    assert judge_posting(duties, GUIDANCE, knowledge).verdict is Verdict.EXCESSIVE


def test_nothing_is_taken_back_where_the_intern_fills_a_place(knowledge: Knowledge) -> None:
    duties = [duty(5, 3, knowledge), *[duty(3, 3, knowledge)] * 4]
    vacant = Conditions(guidance=Condition(True), replaces_staff=VACANT)
    assert weigh_together(duties, vacant, knowledge)[0].verdict is Verdict.EXCESSIVE
    assert judge_posting(duties, vacant, knowledge).verdict is Verdict.EXCESSIVE
    assert "norm.long-list" in names(judge_posting([duty(4, 3, knowledge)] * 4, vacant, knowledge))


def test_small_acts_are_not_made_heavy_by_the_sum(knowledge: Knowledge) -> None:
    many = [duty(5, 3, knowledge)] * 3
    weighed = weigh_together([*many, duty(2, 1, knowledge, "knob.budget")], Conditions(), knowledge)
    assert weighed[-1].verdict is Verdict.REALISTIC


def test_posting_without_duties_scores_nothing(knowledge: Knowledge) -> None:
    assert judge_posting([], GUIDANCE, knowledge).value == 0


def test_posting_scores_its_heaviest_duty(knowledge: Knowledge) -> None:
    duties = [duty(2, 3, knowledge), duty(4, 3, knowledge), duty(3, 3, knowledge)]
    score = judge_posting(duties, GUIDANCE, knowledge)
    assert score.value == duties[1].score.value
    assert names(score) == ["norm.worst-duty"]


def test_more_heavy_duties_add_up(knowledge: Knowledge) -> None:
    duties = [duty(5, 3, knowledge), duty(5, 3, knowledge), duty(5, 3, knowledge)]
    score = judge_posting(duties, GUIDANCE, knowledge)
    assert score.value == duties[0].score.value + 2 * knowledge.points("norm.more-duties")


@pytest.mark.parametrize(("guided", "checked"), [(True, False), (True, True), (False, True)])
def test_one_proud_sentence_condemns_no_posting(guided: bool, checked: bool, knowledge: Knowledge) -> None:
    other = duty(3, 3, knowledge, evidence=(CHECKED,) if checked else ())
    score = judge_posting([duty(5, 3, knowledge), *[other] * 4], Conditions(guidance=Condition(guided)), knowledge)
    assert "norm.one-heavy" in names(score)
    assert score.verdict is Verdict.REALISTIC


def test_one_carrying_duty_stands_where_nobody_guides_and_nothing_is_held_small(knowledge: Knowledge) -> None:
    others = [duty(3, 3, knowledge)] * 4
    assert judge_posting([duty(4, 2, knowledge), *others], Conditions(), knowledge).verdict is Verdict.EXCESSIVE
    assert judge_posting([duty(3, 1, knowledge), *others], Conditions(), knowledge).verdict is Verdict.REALISTIC


def test_one_heavy_duty_alone_is_not_forgiven(knowledge: Knowledge) -> None:
    assert judge_posting([duty(5, 3, knowledge)], GUIDANCE, knowledge).verdict is Verdict.EXCESSIVE


def test_very_heavy_duty_without_guidance_is_not_forgiven(knowledge: Knowledge) -> None:
    duties = [duty(5, 1, knowledge), *[duty(3, 3, knowledge)] * 4]
    assert judge_posting(duties, Conditions(), knowledge).verdict is Verdict.EXCESSIVE


def test_many_strained_duties_with_nobody_guiding_are_a_job(knowledge: Knowledge) -> None:
    duties = [duty(4, 3, knowledge)] * 4
    alone = judge_posting(duties, Conditions(), knowledge)
    assert "norm.long-list" in names(alone)
    assert alone.verdict is Verdict.EXCESSIVE
    assert judge_posting(duties, GUIDANCE, knowledge).verdict is Verdict.REALISTIC
    assert judge_posting(duties[:3], Conditions(), knowledge).verdict is Verdict.REALISTIC
    made = [duty(3, 2, knowledge)] * 6
    assert judge_posting(made, Conditions(), knowledge).verdict is Verdict.REALISTIC


def test_experience_counts_only_beside_heavy_work(knowledge: Knowledge) -> None:
    item = Evidence("demand.experience", "demands", "2 jaar", 0, 6, Effect.RAISES, "er wordt werkervaring gevraagd", 10)
    facts = Conditions(guidance=Condition(True), experience_demanded=Condition(True, (), (item,)))
    heavy, light = [duty(5, 2, knowledge)] * 2, [duty(3, 3, knowledge)] * 2
    assert "demand.experience" in names(judge_posting(heavy, facts, knowledge))
    assert "demand.experience" not in names(judge_posting(light, facts, knowledge))


def test_whole_job_weighs_on_its_middling_parts(knowledge: Knowledge) -> None:
    many = [duty(5, 3, knowledge)] * knowledge.points("norm.strain-from")
    carried = duty(4, 3, knowledge, "knob.social-ads")
    making = duty(4, 3, knowledge, "knob.content")
    weighed = weigh_together([*many, carried, making], GUIDANCE, knowledge)
    assert [one.verdict for one in weighed[-2:]] == [Verdict.EXCESSIVE, Verdict.REALISTIC]
    assert weigh_together([*many[1:], carried], Conditions(), knowledge)[-1] == carried


def test_lone_step_too_far_in_a_guided_posting_is_on_the_high_side(knowledge: Knowledge) -> None:
    duties = [duty(5, 3, knowledge), duty(3, 3, knowledge), duty(3, 3, knowledge)]
    assert weigh_together(duties, GUIDANCE, knowledge)[0].verdict is Verdict.REALISTIC
    assert weigh_together(duties, Conditions(), knowledge)[0].verdict is Verdict.EXCESSIVE
    assert weigh_together([duty(5, 2, knowledge), *duties[1:]], GUIDANCE, knowledge)[0].verdict is Verdict.EXCESSIVE


def test_score_is_cut_to_its_scale() -> None:
    assert Score((Term("a", 90, "x"), Term("b", 40, "y"))).value == 100
    assert Score((Term("a", -90, "x"),)).value == 0
    assert Score((Term("a", EXCESSIVE_FROM, "x"),)).verdict is Verdict.EXCESSIVE
    assert Score((Term("a", EXCESSIVE_FROM - 1, "x"),)).verdict is Verdict.REALISTIC
