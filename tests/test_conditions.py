"""The facts of the internship, each from a sentence of a posting; what is not stated stays None."""

from collections.abc import Callable
from typing import Any

import pytest

from analyzer.analysis import Analyzer
from analyzer.assessment import Assessment, Condition, Conditions, Given, Kind, Verdict

DUTIES = ("Wat ga je doen?", "- Je schrijft berichten voor de site.")
Fact = tuple[str, str, Any, dict[str, Any]]

FACTS: dict[str, Fact] = {
    "mbo": ("Niveau: mbo 4", "level", "mbo", {}),
    "hbo": ("Je studeert aan het hbo.", "level", "hbo", {}),
    "wo": ("Je doet een master aan de universiteit.", "level", "wo", {}),
    "lowest of several levels": ("Je studeert hbo of wo.", "level", "hbo", {}),
    "pupils of a secondary school": ("Voor leerlingen van vmbo en havo.", "level", "mbo", {"pupil": True}),
    "no level": ("Je bent handig.", "level", None, {}),
    "year as a word": ("Je zit in het tweede jaar van het mbo.", "study_year", 2, {"final": False}),
    "level beside another fact": ("Wij verkopen via bol en Amazon, je doet hbo.", "level", "hbo", {}),
    "Flemish year of secondary education": ("Voor leerlingen dierenzorg, 7de jaar.", "level", "mbo", {}),
    "school year in letters": ("Je zit in het tweede leerjaar, mbo.", "study_year", 2, {}),
    "lowest of three years": ("Mbo, 2e, 3e of 4e jaar.", "study_year", 2, {}),
    "either of two years": ("Eerste of tweede jaar maakt niet uit, mbo.", "study_year", 1, {}),
    "third or fourth": ("Je zit in het derde of vierde studiejaar.", "study_year", 3, {}),
    "after-school care is no level": ("Je werkt in de bso. Je studeert hbo.", "level", "hbo", {}),
    "pupils of the school itself": (
        "De school telt 780 leerlingen en 95 medewerkers; je studeert hbo.",
        "level",
        "hbo",
        {},
    ),
    "year of another level": ("Mbo 4 of hbo 1e jaars.", "study_year", None, {}),
    "year as what is behind": ("Je hebt het tweede studiejaar van je hbo afgerond.", "study_year", 3, {}),
    "first year done": ("Je hebt je propedeuse gehaald, hbo rechten.", "study_year", 2, {}),
    "final project as an option": ("Er is tijd voor je scriptie.", "study_year", None, {}),
    "year as a compound": ("Je bent derdejaars hbo-student.", "study_year", 3, {"final": False}),
    "lowest of several years": ("2e of 3e jaars hbo.", "study_year", 2, {"final": False}),
    "final year": ("Je zit in het vierde jaar van het hbo.", "study_year", 4, {"final": True}),
    "graduation": ("Het is een afstudeerstage.", "study_year", 4, {"final": True}),
    "no year": ("Je studeert hbo.", "study_year", None, {}),
    "type: working": ("Het is een meewerkstage.", "internship_type", "meewerkstage", {}),
    "type: graduation": ("Het is een afstudeerstage.", "internship_type", "afstudeerstage", {}),
    "type: looking around": ("Het is een snuffelstage.", "internship_type", "snuffelstage", {}),
    "Flanders": ("Wij zitten in Gent en zoeken iemand met goesting.", "locale", "be", {}),
    "pay with a sign": (
        "Je krijgt een vergoeding van € 350 per maand.",
        "compensation",
        350,
        {"unit": "euro per maand"},
    ),
    "pay above a thousand": ("De stagevergoeding is 1.000 euro bruto per maand.", "compensation", 1000, {}),
    "unpaid": ("De stage is onbezoldigd.", "compensation", 0, {}),
    "budget is no pay": ("Je werkt met een budget van € 500 per maand.", "compensation", None, {}),
    "discount is no pay": ("Wij geven € 20 korting op alles.", "compensation", None, {}),
    "no pay stated": ("Je bent handig.", "compensation", None, {}),
    "hours": ("De stage is 32 uur per week.", "hours", 32, {"unit": "uur per week"}),
    "hours from and to": ("24 tot 32 uur per week.", "hours", 24, {"maximum": 32}),
    "days": ("Je bent drie dagen per week beschikbaar.", "hours", 24, {"maximum": 24}),
    "days from and to": ("4 à 5 dagen per week.", "hours", 32, {"maximum": 40}),
    "time to answer is no working time": ("Binnen 2 uur krijg je antwoord.", "hours", None, {}),
    "months": ("De stage duurt vijf maanden.", "duration", 5, {"unit": "maanden"}),
    "months from and to": ("De stage duurt 4 tot 6 maanden.", "duration", 4, {}),
    "weeks": ("Je bent 20 weken bij ons.", "duration", 5, {"unit": "maanden"}),
    "first weeks are no duration": ("De eerste 2 weken loop je mee.", "duration", None, {}),
    "supervisor with a name": ("Je stagebegeleider is Rik, meubelmaker.", "guidance", True, {"strength": 3}),
    "somebody guides": ("Rik, onze meubelmaker, begeleidt je elke dag.", "guidance", True, {"strength": 3}),
    "fixed talks": ("Elke week bespreek je je werk met de ontwerper.", "guidance", True, {"strength": 3}),
    "team of the field": ("Je werkt in het marketingteam.", "guidance", True, {"strength": 2}),
    "promise only": ("Goede begeleiding.", "guidance", False, {"strength": 1}),
    "guidance of clients": ("Begeleiding van cliënten hoort erbij.", "guidance", None, {}),
    "no guidance stated": ("Je bent handig.", "guidance", None, {}),
    "learning goals": ("We maken een stageplan met je leerdoelen.", "learning_goals", True, {}),
    "no learning goals": ("Je bent handig.", "learning_goals", None, {}),
    "experience demanded": ("Je hebt minimaal 2 jaar ervaring als meubelmaker.", "experience_demanded", True, {}),
    "experience welcome": ("Ervaring is een pre.", "experience_demanded", None, {}),
    "replaces": ("Je neemt de taken van onze meubelmaker over.", "replaces_staff", True, {}),
    "beside the staff": ("Je plek is boventallig.", "replaces_staff", None, {}),
}
FAILING: dict[str, tuple[Fact, str]] = {
    "also welcome": (
        ("Je studeert hbo; een sterke mbo'er is ook welkom.", "level", "hbo", {}),
        "conditions.study: 'ook welkom' lowers the level here, against annotation.md 4",
    ),
    "pay without a unit": (
        ("Stagevergoeding: 275,-", "compensation", 275, {}),
        "conditions.figures: an amount with ',-' and no euro is not seen",
    ),
    "stands in during leave": (
        ("Je vervangt Rik tijdens zijn verlof.", "replaces_staff", True, {}),
        "lexicons/demands: vervangen of somebody with a name, and verlof, are not known",
    ),
}


def cases() -> list[Any]:
    marked = [
        pytest.param(fact, id=name, marks=pytest.mark.xfail(strict=True, reason=why))
        for name, (fact, why) in FAILING.items()
    ]
    return [pytest.param(fact, id=name) for name, fact in FACTS.items()] + marked


@pytest.mark.parametrize("fact", cases())
def test_fact(fact: Fact, analyzer: Analyzer, posting_of: Callable[..., str]) -> None:
    sentence, name, value, details = fact
    text = posting_of(DUTIES, ("Praktische informatie", sentence)).replace("Meewerkstage", "Stage")
    condition = getattr(analyzer.assess(text).conditions, name)
    assert condition.value == value
    assert details.items() <= dict(condition.details).items()
    if value is not None and name != "locale":
        assert condition.evidence
    assert all(text[item.start : item.end] == item.text for item in condition.evidence)


def test_what_the_user_states_goes_first(analyzer: Analyzer, posting_of: Callable[..., str]) -> None:
    text = posting_of(DUTIES, ("Praktische informatie", "Je bent derdejaars hbo in Gent, met goesting."))
    given = Given(level="mbo", study_year=1, internship_type="snuffelstage", locale="nl")
    facts = analyzer.assess(text, given).conditions
    values = (facts.level.value, facts.study_year.value, facts.internship_type.value, facts.locale.value)
    assert values == ("mbo", 1, "snuffelstage", "nl")
    assert facts.level.detail("stated_by") == "user"


COLUMNS = {
    "nothing stated": (Conditions(), "hbo"),
    "mbo": (Conditions(level=Condition("mbo")), "mbo"),
    "hbo, year 2": (Conditions(level=Condition("hbo"), study_year=Condition(2)), "hbo"),
    "hbo, year 4": (Conditions(level=Condition("hbo"), study_year=Condition(4)), "final"),
    "graduation": (Conditions(internship_type=Condition("afstudeerstage")), "final"),
    "wo": (Conditions(level=Condition("wo")), "hbo"),
    "wo, final": (Conditions(level=Condition("wo"), study_year=Condition(None, (("final", True),))), "master"),
    "mbo, final": (Conditions(level=Condition("mbo"), internship_type=Condition("afstudeerstage")), "mbo"),
}


@pytest.mark.parametrize(("facts", "column"), COLUMNS.values(), ids=COLUMNS)
def test_column_of_the_ceilings(facts: Conditions, column: str) -> None:
    assert facts.ceiling_level == column


@pytest.mark.parametrize(("value", "guided"), [(True, True), (False, False), (None, False)])
def test_guidance_that_is_not_stated_counts_as_none(value: bool | None, guided: bool) -> None:
    assert Conditions(guidance=Condition(value)).guided is guided


KINDS: dict[str, tuple[str, Kind, bool]] = {
    "internship": (
        "Stage meubelmaker\n\nWij zoeken een stagiair voor ons atelier.\n\nWat ga je doen?\n- Je schuurt planken.\n",
        Kind.INTERNSHIP,
        True,
    ),
    "job": (
        "Meubelmaker gezocht\n\nWij zoeken een meubelmaker voor 40 uur.\n\nTaken\n- Je maakt kasten.\n\nWij bieden\n"
        "- een vast contract\n- een salaris van 2800 euro bruto per maand\n- pensioen en 25 vakantiedagen\n",
        Kind.JOB,
        False,
    ),
    "volunteer": (
        "Vrijwilliger gezocht voor de repareerhoek\n\nAls vrijwilliger repareer je stoelen van buren. "
        "Het is vrijwilligerswerk met een vrijwilligersvergoeding.\n\nTaken\n- Je lijmt stoelen.\n",
        Kind.VOLUNTEER,
        False,
    ),
    "student who seeks": (
        "Stageplek gezocht\n\nIk studeer houttechniek en ik zoek een stageplek voor het voorjaar. "
        "Mijn opleiding duurt drie jaar en mijn stage mag overal zijn. Ik schuur, zaag en teken graag.\n",
        Kind.OTHER,
        False,
    ),
    "what an intern makes is not the text's own form": (
        "Help jij mee aan het feest?\n\nOns team zoekt hulp.\n\nJe beantwoordt veelgestelde vragen en maakt een lijst "
        "met tips voor bezoekers.\n\n- student, hbo jaar 2\n- wij begeleiden stagiairs al jaren\n",
        Kind.INTERNSHIP,
        True,
    ),
    "one word of free will is no call for volunteers": (
        "Wij zijn acht bakkers en maken twee keer per jaar plaats voor een student brood en banket die wil meedraaien. "
        "Je kneedt deeg en je vormt broden. Meebakken op zondag is vrijwillig. Stuur ons een brief.\n",
        Kind.INTERNSHIP,
        True,
    ),
    "who guides interns": (
        "Stagecoördinator zorg (24 uur)\n\nVoor onze stagiairs zoeken wij een coördinator. Je begeleidt studenten.\n\n"
        "Wij bieden\n- een salaris volgens schaal 8\n",
        Kind.JOB,
        False,
    ),
    "no posting at all": (
        "De eik\n\nDe eik is een boom die in het hele land groeit. Het hout van de eik is hard en sterk.\n",
        Kind.OTHER,
        False,
    ),
}


@pytest.mark.parametrize(("text", "kind", "assessed"), KINDS.values(), ids=KINDS)
def test_kind_of_text(text: str, kind: Kind, assessed: bool, analyzer: Analyzer) -> None:
    outcome = analyzer.assess(text)
    assert outcome.kind is kind
    assert outcome.assessed is assessed
    if not assessed:
        assert outcome.verdict is Verdict.NOT_ASSESSED
        assert outcome.duties == ()
        assert outcome.reasons[0].startswith("niet beoordeeld: ")


LANGUAGES = {
    "nl": "Wij zoeken een stagiair die ons helpt met het schuren van de planken voor de kasten.",
    "en": "We are looking for an intern who will help us with the sanding of boards for the cabinets.",
    "other": "Wir suchen jemanden, der Bretter schleift und Schränke baut, gerne auch samstags.",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_language(language: str, analyzer: Analyzer) -> None:
    outcome: Assessment = analyzer.assess(f"Stage\n\n{LANGUAGES[language]}\n")
    assert outcome.language == language
    if language != "nl":
        assert outcome.verdict is Verdict.NOT_ASSESSED


_POSTING = "Stage bij ons\n\nWat ga je doen?\n\nJe maakt berichten en zoekt informatie op. "
BESIDE = [
    "Je zit bij werkvoorbereider Rik op de kamer.",
    "Lotte post ze.",
    "Bestellen doet de werkvoorbereider.",
    "Elke versie gaat langs Bouke of Ifeoma.",
    "De eindredactie blijft bij Marjan.",
    "Je werkt aan de bank naast onze analist.",
    "Je levert je teksten aan bij Mieke, die ze plaatst.",
    "Een senior engineer reviewt je code.",
    "Onze boekhoudster Trees controleert alles wat je inboekt.",
    "Bij twijfel beslist de dienstdoende dierenarts.",
    "De kapster knipt, jij wast en föhnt.",
    "Met de conservator kies je tien objecten uit.",
    "Je kookt mee in een brigade van zes.",
    "Je bent de rechterhand van onze planner.",
    "Bij ons op de redactie is Paul je eindredacteur.",
    "Er is altijd een collega op de groep.",
    "Je wordt opgenomen in het team van de dagbehandeling.",
    "De opzichter rekent je meetstaten na.",
    "Niets gaat de deur uit zonder handtekening van de apotheker.",
    "Yusuf, onze lasinspecteur, heeft een stoel vrij naast zich.",
    "Woensdag is er een vast moment met Lieke.",
    "Als derde in het team van Bas en Loubna pak je kleine klussen op.",
    "Je schrijft mee aan de stukken van Hanneke.",
    "Iemand van de redactie leest altijd mee.",
    "Je helpt de drie secretaresses met de agenda.",
    "We zitten met z'n vijven op één zolder.",
    "De advocaat neemt de stagiair mee naar de zitting.",
    "Zeker de eerste maand doe je niks zonder dat Fenna erbij staat.",
    "Minke luistert elke montage af voordat die online gaat.",
    "Een uur per week zit je met de ontwerper die je begeleidt.",
    "Begeleiding: Marloes Ketting, medewerker verkoop.",
    "Je begeleider is Karel. Hij zit tegenover je.",
    "Van lassen weet ik niets, maar Ilse wel: ze komt elke week om met je te zitten.",
    "De dierenarts doet de ingreep, jij reikt de instrumenten aan.",
]
NOT_BESIDE = [
    "We hebben een werkplaats met vijf monteurs.",
    "Je maakt een filmpje met de monteurs.",
    "Eens per maand drink je koffie met Farida.",
    "Een van de bestuursleden wil wel een keer meekijken.",
    "De heer Lakeman tekent de stukken van je school.",
    "Mevrouw Roelofs maakt je wegwijs in de organisatie.",
    "Je legt aan de collega's op kantoor uit hoe het werkt.",
    "Je kunt werken zonder dat iemand over je schouder meekijkt.",
    "Je werkt samen met Daan, die veel op pad is.",
    "Onze adviseurs helpen ondernemers met hun plannen.",
    "Je overlegt met de vormgever van het bureau.",
    "Je stuurt de planning naar de chauffeurs.",
    "Je vervangt onze marketeer Lisa tijdens haar verlof.",
    "Je interviewt onze bakker en onze slager.",
    "Wij hebben zelf geen verstand van sociale media.",
    "De vorige stagiair werkt je een week in.",
    "Begeleiding door onze secretaresse, die je de weg in het gebouw wijst.",
    "Begeleiding door de afdeling personeelszaken.",
    "Je voert elke maand wekelijks een gesprek met je twee cliënten.",
    "Elke twee weken verschijnt ons magazine.",
    "Lastige zaken neemt de stagiair mee naar kantoor.",
    "Petra is telefonisch bereikbaar en denkt met je mee.",
    "De architecten zijn de meeste dagen op de bouw en helpen je als ze er zijn.",
    "Onze vrijwilligers leggen uit hoe de bus werkt.",
    "De trainers blijven het gezin begeleiden zolang de hond werkt.",
    "Onze monteurs leggen klanten uit hoe de ketel werkt.",
    "Wij zijn geen techneuten. De voorzitter helpt je graag met de papieren.",
    "Je doorloopt het hele traject van idee tot product.",
    "Een praktijkopleider tekent je verslagen af.",
    "Je begeleider is Karel. Hij komt ieder kwartaal een ochtend langs.",
    "Voor de opleiding staat Karin formeel als je begeleider vermeld.",
    "Halverwege en aan het einde is er een voortgangsgesprek.",
    "Na een inwerkperiode van twee weken bij een van onze uitvoerders ga je zelf aan de slag.",
    "De eerste drie dagen draait de chef met je mee, daarna sta je er alleen voor.",
    "Onze controller, onder wie ICT valt, is je stagebegeleider.",
    "Je begeleider is een vrijwilliger die op donderdag langskomt.",
    "Elke vrijdag lever je de cijfers aan bij de vestigingsmanager.",
    "Leuke, jonge collega's die net als jij in de wijk actief zijn.",
    "De stagiair leest brieven mee en belt naar de gemeente.",
    "Er werken nog twee laboranten op een andere verdieping.",
    "Frans is meegenomen.",
    "Stuur Ruud een appje met waarom jij.",
    "Van marketing hebben wij geen kaas gegeten. Nadine is je mentor.",
    "Onze vaste monteur rekent in het weekend dubbel.",
]


@pytest.mark.parametrize("sentence", BESIDE)
def test_somebody_works_beside_the_intern(analyzer: Analyzer, sentence: str) -> None:
    assert analyzer.assess(_POSTING + sentence).conditions.guided


@pytest.mark.parametrize("sentence", NOT_BESIDE)
def test_a_colleague_who_is_only_named_is_no_guide(analyzer: Analyzer, sentence: str) -> None:
    assert not analyzer.assess(_POSTING + sentence).conditions.guided


def test_a_secretary_guides_who_works_at_the_office(analyzer: Analyzer) -> None:
    told = "Begeleiding door onze secretaresse."
    assert analyzer.assess(_POSTING.replace("bij ons", "secretarieel medewerker") + told).conditions.guided
    assert not analyzer.assess(_POSTING + told).conditions.guided


def test_plain_words_of_little_weigh_more_than_one_remark(analyzer: Analyzer) -> None:
    little = "Van het vak heeft hier niemand verstand. Gesprekken voer je samen met de voorman."
    assert not analyzer.assess(_POSTING + little).conditions.guided
    assert analyzer.assess(_POSTING + little + " Je begeleider is Rik, meubelmaker.").conditions.guided


def test_guidance_quotes_the_relation(analyzer: Analyzer) -> None:
    found = analyzer.assess(_POSTING + "Je zit bij werkvoorbereider Rik op de kamer.").conditions.guidance.evidence
    assert "zit bij werkvoorbereider Rik" in {item.text for item in found}
