"""The reports: what they must show, golden files, and how they behave in a narrow or colourless place.

Golden files are written anew with `UPDATE_GOLDEN=1 pytest tests/reports`; read them before they are committed.
"""

import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import samples
from analyzer.assessment import Assessment, Condition, Conditions, Score, Term, Verdict
from analyzer.reports import markdown, student, terminal, words

GOLDEN = Path(__file__).parent / "golden"

REPORTS: dict[str, Callable[[Assessment], str]] = {
    "terminal.txt": lambda item: terminal.render(item).plain,
    "terminal-verbose.txt": lambda item: terminal.render(item, verbose=True).plain,
    "markdown.md": markdown.render,
    "student.txt": lambda item: student.render(item).plain,
    "student.md": student.render_markdown,
}


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("make", samples.ALL, ids=lambda make: make.__name__)
def test_golden(name: str, make: Callable[[], Assessment]) -> None:
    path = GOLDEN / f"{make.__name__}-{name}"
    text = REPORTS[name](make())
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def test_golden_folder_holds_nothing_else() -> None:
    expected = {f"{make.__name__}-{name}" for make in samples.ALL for name in REPORTS}
    assert {path.name for path in GOLDEN.iterdir()} == expected


@pytest.mark.parametrize("width", [40, 60, 80, 100])
@pytest.mark.parametrize("make", samples.ALL, ids=lambda make: make.__name__)
def test_lines_fit_the_width_and_end_clean(width: int, make: Callable[[], Assessment]) -> None:
    for text in (
        terminal.render(make(), width=width, verbose=True).plain,
        student.render(make(), width=width).plain,
        terminal.closing([make()], width=width).plain,
    ):
        for line in text.split("\n"):
            assert len(line) <= width
            assert line == line.rstrip()
        assert "\n\n\n" not in text


def test_terminal_report_shows_what_decided() -> None:
    text = terminal.render(samples.heavy(), width=100).plain
    for shown in (
        "Veel te zwaar voor een stagiair (score 92 van 100",
        "Te zwaar: 2 van 5 taken",
        "5 van 5: draagt het resultaat",
        "1 van 5: helpt mee",
        "+20  “alle social media-kanalen”: het gaat om alle kanalen, niet om een deel",
        "(scope.all-channels)",
        "Ook zwaarder door:",
        "Twee taken zijn te zwaar voor een stagiair van dit niveau. Er wordt werkervaring geëist.",
        "“volledig”: er blijft niemand anders over (own.fully)",
        "Liever: Je maakt berichten",
        "In de organisatie: wie het budget bewaakt",
        "Passend: 2 van 5 taken (met -v zie je welke)",
        "gaat over de afdeling, niet over de stagiair",
    ):
        assert shown in text


def test_duties_that_weigh_most_come_first() -> None:
    text = terminal.render(samples.heavy()).plain
    order = ["volledig verantwoordelijk", "Google Ads bijsturen", "beheert de nieuwsbrief", "Wat de vacature vermeldt"]
    assert sorted(order, key=text.index) == order


def test_verbose_shows_what_fits() -> None:
    assert "Foto's maken" not in terminal.render(samples.heavy()).plain
    assert "Foto's maken" in terminal.render(samples.heavy(), verbose=True).plain


def test_long_lists_are_cut_and_say_so() -> None:
    item = replace(samples.heavy(), ignored=samples.heavy().ignored * 4)
    assert "en nog 3; met -v zie je ze alle" in terminal.render(item).plain
    assert "met -v zie je ze" not in terminal.render(item, verbose=True).plain


def test_many_heavy_duties_are_told_in_short_after_the_heaviest() -> None:
    item = samples.heavy()
    shop = item.excessive_duties[0]
    many = replace(item, duties=tuple(replace(shop, start=start, text=f"taak {start}") for start in range(9)))
    text = terminal.render(many).plain
    assert text.count("Gevraagd ") == terminal.FULL_LIST
    assert text.count("Liever:") == 9
    assert " - “taak 8” vraagt 5 van 5, past 1; zwaarder door" in text
    assert terminal.render(many, verbose=True).plain.count("Gevraagd ") == 9


@pytest.mark.parametrize("text", [REPORTS[name](make()) for name in REPORTS for make in samples.ALL])
def test_absence_is_never_called_a_fault(text: str) -> None:
    assert not re.search(r"ontbreek|illegaal|verboden|strafbaar|onwettig", text, re.IGNORECASE)


def test_what_is_not_stated_is_said() -> None:
    assert re.search(r"Begeleiding +niet vermeld", terminal.render(samples.heavy()).plain)
    assert "| Begeleiding | niet vermeld | |" in markdown.render(samples.heavy())


@pytest.mark.parametrize(
    ("points", "headline"),
    [
        (0, "Passend voor een stagiair"),
        (30, "Aan de hoge kant, maar te doen voor een stagiair"),
        (50, "Te zwaar voor een stagiair"),
        (75, "Veel te zwaar voor een stagiair"),
    ],
)
def test_headline_follows_the_band(points: int, headline: str) -> None:
    item = replace(samples.light(), score=Score((Term("x", points, "x"),)))
    assert words.headline(item) == headline
    assert headline.lower().startswith(item.score.band)
    assert student.VERDICTS[item.score.band] in student.render(item).plain


def test_a_realistic_posting_with_a_heavy_duty_says_so() -> None:
    item = replace(samples.heavy(), score=Score((Term("x", 25, "x"),)))
    assert words.headline(item) == "Passend voor een stagiair, op twee taken na"
    assert student.advise(item).verdict == "Deze stage past bij wat je als stagiair aankunt, op twee taken na."
    assert words.but(samples.heavy()) == words.but(samples.light()) == words.but(samples.not_assessed()) == ""


def test_every_band_has_words() -> None:
    bands = {Score((Term("x", points, "x"),)).band for points in range(101)}
    assert bands == set(words.HEADLINES) == set(student.VERDICTS) == set(terminal.STYLES)


def test_quiet_line_of_each_verdict() -> None:
    assert terminal.line(samples.heavy()) == (
        "vacatures/zadelmaker.txt: veel te zwaar (score 92); 2 van 5 taken te zwaar"
    )
    assert terminal.line(samples.light()) == "standaardinvoer: passend (score 12); 0 van 3 taken te zwaar"
    assert terminal.line(samples.not_assessed()) == (
        "vacatures/baan.txt: niet beoordeeld; dit is een betaalde baan en geen stagevacature."
    )


def test_closing_sums_several_postings_and_names_model_and_rule() -> None:
    text = terminal.closing([samples.heavy(), samples.light(), samples.not_assessed()]).plain
    assert "Drie vacatures: 1 te zwaar, 1 realistisch, 1 niet beoordeeld." in text
    assert "stagecheck explain own.responsible-for" in text
    assert "Model nl_stagecheck 1.0.0, lexicons 3f2a91c0de12." in text


def test_closing_of_nothing_is_empty() -> None:
    assert terminal.closing([]).plain == ""


def test_control_characters_of_a_posting_never_reach_the_terminal() -> None:
    nasty = "Stage \x1b[31mrood\x1b[0m\x07 \u200bstiekem\nregel"
    item = replace(samples.light(), title=nasty, reasons=(nasty,))
    for text in (terminal.render(item).plain, student.render(item).plain, terminal.line(item)):
        assert not [char for char in text if unicodedata.category(char) == "Cc" and char != "\n"]


def test_markdown_shows_marks_as_they_are() -> None:
    item = replace(samples.light(), title="Stage *marketing* <script> [x](y) | z")
    assert "# Stage \\*marketing\\* \\<script\\> \\[x\\](y) \\| z" in markdown.render(item)
    assert "\\<script\\>" in student.render_markdown(item)


@given(title=st.text(max_size=200), reason=st.text(max_size=400), width=st.integers(1, 200))
def test_any_text_can_be_reported(title: str, reason: str, width: int) -> None:
    item = replace(samples.heavy(), title=title, reasons=(reason,))
    assert terminal.render(item, width=width).plain
    assert student.render(item, width=width).plain
    assert markdown.render(item)
    assert terminal.line(item).count("\n") == 0


def test_reports_know_layer_zero_only() -> None:
    code = (
        "import sys; from analyzer.reports import markdown, questions, structured, student, terminal; "
        "print(sorted(m for m in sys.modules if m.split('.')[0] in ('spacy', 'numpy', 'pydantic', 'click') "
        "or m in ('analyzer.lexicon', 'analyzer.cli', 'analyzer.analysis')))"
    )
    root = Path(words.__file__).parent.parent.parent
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(root)}
    )
    assert (done.stdout, done.stderr) == ("[]\n", "")


class TestStudent:
    """What a student gets to read."""

    def test_lists_of_a_heavy_posting(self) -> None:
        advice = student.advise(samples.heavy())
        assert len(advice.too_much) == 3
        assert "Hier draag je het resultaat; bij een stagiair past meehelpen." in advice.too_much[0]
        assert "Je krijgt een vergoeding: 275 euro per maand." in advice.good
        assert advice.not_stated == (
            "Wie je begeleidt, en hoe vaak jullie elkaar spreken.",
            "Aan welke leerdoelen je kunt werken.",
        )

    def test_questions_refer_to_the_heavy_duties_and_to_what_is_not_stated(self) -> None:
        found = student.advise(samples.heavy()).questions
        assert "Google Ads bijsturen" in found[1]
        assert any("Wie begeleidt mij" in question for question in found)
        assert all(question.endswith("?") for question in found)
        assert len(set(found)) == len(found)

    def test_many_heavy_duties_do_not_make_an_interrogation(self) -> None:
        item = samples.heavy()
        shop = item.excessive_duties[0]
        many = replace(item, duties=tuple(replace(shop, start=start, text=f"taak {start}") for start in range(9)))
        about = [question for question in student.advise(many).questions if "taak " in question]
        assert len(about) == 4
        assert "Er staan nog 5 zware taken in." in student.render(many, width=200).plain

    def test_a_light_posting_gets_no_warning(self) -> None:
        text = student.render(samples.light()).plain
        assert "Wat te veel is" not in text
        assert student.HEAVY_COMFORT[:30] not in text
        assert "Er staat wie je begeleidt: “Marloes”." in text

    def test_unpaid_is_usual_in_belgium(self) -> None:
        item = replace(samples.light(), conditions=Conditions(locale=Condition("be")))
        assert any("België" in line for line in student.advise(item).not_stated)

    def test_a_text_without_verdict_gets_no_advice(self) -> None:
        advice = student.advise(samples.not_assessed())
        assert advice.verdict.startswith("Deze tekst krijgt geen oordeel.")
        assert not any(items for _, items in advice.lists)
        assert "Score" not in student.render(samples.not_assessed()).plain

    def test_stakes_under_a_helping_verb_are_told_by_their_reason(self) -> None:
        item = samples.heavy()
        stakes = replace(
            item.excessive_duties[0], ask=1, ceiling=1, score=Score((Term("stakes", 60, "er hangt te veel van af"),))
        )
        advice = student.advise(replace(item, duties=(stakes,)))
        assert "Er hangt te veel van af." in advice.too_much[0]
        assert "Wat hangt er van" in advice.questions[0]

    def test_no_guidance_experience_and_replacement_are_too_much(self) -> None:
        item = replace(
            samples.light(),
            conditions=Conditions(guidance=Condition(False, (("little", True),)), replaces_staff=Condition(True)),
        )
        advice = student.advise(item)
        assert len(advice.too_much) == 2
        assert any("Wie begeleidt mij" in question for question in advice.questions)
        assert any("wie neemt het over" in question for question in advice.questions)

    def test_json_holds_the_assessment(self) -> None:
        item = samples.heavy()
        data = student.advise(item).to_dict(item)
        assert data["assessment"] == item.to_dict()
        assert data["questions"]


@pytest.mark.parametrize(
    ("condition", "value"),
    [
        (Condition(32), "32 uur per week"),
        (Condition(32.5), "32,5 uur per week"),
        (Condition("32 tot 40"), "32 tot 40"),
        (Condition(True), "ja"),
        (Condition(False), "nee"),
        (Condition(None), "niet vermeld"),
        (Condition(True, (("evening", True), ("weekend", None))), "ja, evening: ja"),
        (Condition(32, (("maximum", 40), ("unit", "uur per week"))), "32 tot 40 uur per week"),
        (Condition(32, (("maximum", 32), ("unit", "uur per week"))), "32 uur per week"),
        (Condition(40, (("stated_by", "user"),)), "40 uur per week (door jou opgegeven)"),
    ],
)
def test_values_in_words(condition: Condition, value: str) -> None:
    fact = next(fact for fact in words.facts(Conditions(hours=condition)) if fact.name == "hours")
    assert fact.value == value


@pytest.mark.parametrize(
    ("name", "condition", "value"),
    [
        ("compensation", Condition(0, (("unit", "euro per maand"),)), "geen"),
        ("compensation", Condition(400, (("unit", "euro per maand"),)), "400 euro per maand"),
        ("duration", Condition(1, (("unit", "maanden"),)), "1 maand"),
        ("study_year", Condition(3), "3e jaar"),
        ("study_year", Condition(None, (("final", True),)), "laatste jaar"),
        ("study_year", Condition(2, (("final", False),)), "2e jaar"),
        ("level", Condition("mbo", (("pupil", True),)), "leerling van de middelbare school"),
        ("locale", Condition("be"), "België"),
        ("guidance", Condition(True, (("strength", 3), ("little", False))), "ja"),
        ("guidance", Condition(False, (("strength", 1), ("little", False))), "alleen in het algemeen"),
        ("guidance", Condition(False, (("strength", -3), ("little", True))), "weinig"),
    ],
)
def test_values_of_each_condition_in_words(name: str, condition: Condition, value: str) -> None:
    facts = words.facts(Conditions(**{name: condition}))
    assert next(fact.value for fact in facts if fact.name == name) == value


def test_the_country_is_told_only_where_it_says_something() -> None:
    told = [
        "locale" in {fact.name for fact in words.facts(Conditions(locale=locale))}
        for locale in (Condition(), Condition("nl"), Condition("nl", (("stated_by", "user"),)), Condition("be"))
    ]
    assert told == [False, False, True, True]


def test_verdict_of_samples() -> None:
    verdicts = [make().verdict for make in samples.ALL]
    assert verdicts == [Verdict.EXCESSIVE, Verdict.REALISTIC, Verdict.NOT_ASSESSED]


@pytest.mark.parametrize(("limit", "shown"), [(0, "“een lange zin, met meer”"), (12, "“een lange …”")])
def test_quotes_are_cut_at_a_word(limit: int, shown: str) -> None:
    assert words.quote("een lange\n zin, met meer", limit) == shown
