import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.facts.schema import GoalTheme
from knowledge.facts.themes import find_theme, find_themes, find_words_of
from knowledge.schema import LANGUAGES, Language
from knowledge.tables import read_table


def test_the_table_has_every_theme_in_every_language() -> None:
    rows = read_table("knowledge.facts", "themes.csv")
    assert {row["theme"] for row in rows} == {theme.value for theme in GoalTheme}
    assert len({(row["theme"], row["weight"]) for row in rows}) == len(rows)
    assert {row["weight"] for row in rows} == set("1234")
    assert all(row[language] for row in rows for language in LANGUAGES)


def test_no_term_is_in_two_rows() -> None:
    rows = read_table("knowledge.facts", "themes.csv")
    for language in LANGUAGES:
        terms = [term for row in rows for term in row[language].split("|")]
        assert len(set(terms)) == len(terms), {term for term in terms if terms.count(term) > 1}


@pytest.mark.parametrize(
    ("theme", "fi", "sv", "en"),
    [
        (
            GoalTheme.RIGHTS,
            "Opettajat tuntevat lapsen oikeudet",
            "Lärarna känner till barnets rättigheter",
            "Teachers know the rights of the child",
        ),
        (GoalTheme.RIGHTS, "Lapsen etu ohjaa työtä", "Barnets bästa styr arbetet", "The child's best interests lead"),
        (
            GoalTheme.IMPACT_ASSESSMENT,
            "Lapsivaikutukset arvioidaan ennalta",
            "Barnkonsekvensanalysen blir en vana",
            "Child impact assessments become a habit",
        ),
        (GoalTheme.PARTICIPATION, "Nuoret vaikuttavat", "De unga påverkar", "The young have influence"),
        (GoalTheme.SAFETY, "Turvallinen aikuinen", "En trygg vuxen", "A safe adult"),
        (GoalTheme.SAFETY, "Ystäviä ja turvallinen aikuinen", "Vänner och en trygg vuxen", "Friends and a safe adult"),
        (GoalTheme.COMMUNITY, "Kiusaaminen loppuu", "Mobbningen upphör", "Bullying ends"),
        (GoalTheme.FEEDBACK, "Palautetta kerätään", "Respons samlas in", "Feedback is collected"),
        (GoalTheme.INFORMATION, "Päätökset nojaavat tietoon", "Beslut bygger på kunskap", "Decisions rest on data"),
        (GoalTheme.VULNERABLE, "Haavoittuvat lapset", "Sårbara barn", "Vulnerable children"),
        (
            GoalTheme.VULNERABLE,
            "Vammaiset lapset pääsevät harrastamaan",
            "Barn med funktionsnedsättning får en hobby",
            "Children with disabilities have a hobby",
        ),
        (
            GoalTheme.RIGHTS,
            "Lapset saavat tietoa oikeuksistaan",
            "Barn får kunskap om sina rättigheter",
            "Children get information on their rights",
        ),
        (
            GoalTheme.PARTICIPATION,
            "Nuoret ovat mukana suunnittelemassa palveluja",
            "De unga är med när service planeras",
            "The young take part in planning services",
        ),
        (GoalTheme.HOBBIES, "Jokainen harrastaa", "Alla har en hobby", "Everybody has a hobby"),
        (GoalTheme.WELL_BEING, "Hyvinvointi kasvaa", "Välfärden ökar", "Well-being grows"),
        (None, "Uusia penkkejä puistoon", "Nya bänkar i parken", "New benches in the park"),
    ],
)
def test_themes_are_the_same_in_all_languages(theme: GoalTheme | None, fi: str, sv: str, en: str) -> None:
    assert (find_theme(fi, "fi"), find_theme(sv, "sv"), find_theme(en, "en")) == (theme, theme, theme)


def test_the_most_telling_word_counts_and_of_equal_ones_the_first() -> None:
    text = "Safety, feedback and a sense of community"
    assert find_themes(text, "en") == {GoalTheme.FEEDBACK, GoalTheme.SAFETY, GoalTheme.COMMUNITY}
    assert find_theme(text, "en") is GoalTheme.FEEDBACK
    assert find_theme("A hobby, safety, safety", "en") is GoalTheme.HOBBIES


def test_words_of_one_theme_have_their_places() -> None:
    text = "Child impact assessment in schools"
    (span,) = find_words_of(GoalTheme.IMPACT_ASSESSMENT, text, "en")
    assert text[span.start_char : span.end_char] == "Child impact assessment"
    assert find_words_of(GoalTheme.SAFETY, text, "en") == ()


@given(text=st.text(), language=st.sampled_from(LANGUAGES))
def test_the_theme_of_any_text_is_one_of_its_themes(text: str, language: Language) -> None:
    theme = find_theme(text, language)
    assert theme in find_themes(text, language) if theme else not find_themes(text, language)
