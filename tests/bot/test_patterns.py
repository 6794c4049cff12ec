"""Turns of phrase: their table, and what each recognises."""

import re
from typing import get_args

import pytest

from bot.patterns import PatternKind, find_pattern
from knowledge.schema import LANGUAGES, Language
from knowledge.tables import read_table


def matches(kind: PatternKind, language: Language, text: str) -> bool:
    return find_pattern(kind, language).search(text) is not None


def test_every_kind_stands_once_in_every_language() -> None:
    rows = [(row["kind"], row["language"]) for row in read_table("bot", "patterns.csv")]
    assert sorted(rows) == sorted((kind, language) for kind in get_args(PatternKind) for language in LANGUAGES)


def test_rows_have_their_columns_and_no_more() -> None:
    """A comma in a pattern without quotation marks around it would cut the pattern off."""
    for row in read_table("bot", "patterns.csv"):
        assert set(row) == {"kind", "language", "pattern"}
        assert row["pattern"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", get_args(PatternKind))
def test_every_pattern_compiles_and_matches_no_empty_text(kind: PatternKind, language: Language) -> None:
    pattern = find_pattern(kind, language)
    assert pattern.flags & re.IGNORECASE
    assert pattern.search("") is None
    assert pattern.search("Helsinki 2018") is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "Missä kunnissa puhutaan kiusaamisesta?"),
        ("fi", "Mitkä kaupungit ovat mukana?"),
        ("fi", "Kaikkien kuntien tavoitteet"),
        ("fi", "tavoitteet kunnittain"),
        ("fi", "Minkä kunnan tavoitteissa puhutaan kirjastosta?"),
        ("fi", "Mikäkin kunta liittyi?"),
        ("fi", "Onko missään kunnassa kirjastoa?"),
        ("fi", "Kukin kunta kertoo omansa"),
        ("fi", "Miten eri kunnat kuulevat lapsia?"),
        ("fi", "Onko joissakin näistä kunnista kirjasto?"),
        ("fi", "Kuntien tavoitteet"),
        ("sv", "Vilka kommuner nämner mobbning?"),
        ("sv", "Vilken av de fyra kommunerna kom först?"),
        ("sv", "Alla städers mål"),
        ("sv", "Hur många av kommunerna har mål?"),
        ("sv", "Har någon av de fyra städerna ett bibliotek?"),
        ("sv", "Ingen kommun har ett bibliotek?"),
        ("sv", "Hur gör olika kommuner?"),
        ("sv", "Målen för respektive kommun"),
        ("en", "Which municipalities mention bullying?"),
        ("en", "Which of the four cities was first?"),
        ("en", "goals of every municipality"),
        ("en", "Which of these towns has a library?"),
        ("en", "Which two cities have a library?"),
        ("en", "How many of the cities have goals?"),
        ("en", "Does any of the towns have goals?"),
        ("en", "None of the municipalities has a library?"),
        ("en", "Is there another town with a library?"),
        ("en", "How do different towns hear children?"),
        ("en", "All the contacts"),
    ],
)
def test_everywhere(language: Language, text: str) -> None:
    assert matches("everywhere", language, text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "Mitä kunta tekee?"),
        ("fi", "Mikä on tavoite?"),
        ("fi", "Miten kunta kuulee lapsia?"),
        ("fi", "Erikoinen kunta"),
        ("sv", "Vad gör kommunen?"),
        ("sv", "Vilka är målen?"),
        ("sv", "Hur många mål har kommunen?"),
        ("en", "Which goals does the city have?"),
        ("en", "How many goals does the town have?"),
        ("en", "Another goal of the town"),
        ("en", "What does the municipality do?"),
    ],
)
def test_not_everywhere(language: Language, text: str) -> None:
    assert not matches("everywhere", language, text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "Sivu ei kerro, paljonko rahaa se maksoi."),
        ("fi", "Porin sivulla ei ole osoitetta."),
        ("sv", "Sidan säger inte hur mycket det kostade."),
        ("sv", "På Björneborgs sida nämns ingen adress."),
        ("en", "The page does not say how much it cost."),
        ("en", "Helsinki's pages give no address."),
    ],
)
def test_absence(language: Language, text: str) -> None:
    assert matches("absence", language, text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "Sivu kertoo tavoitteista."),
        ("fi", "Kunta ei hyväksy kiusaamista."),
        ("sv", "Sidan berättar om målen."),
        ("sv", "Kommunen godkänner inte mobbning."),
        ("en", "The page says what the goals are."),
        ("en", "The city does not accept bullying."),
    ],
)
def test_no_absence(language: Language, text: str) -> None:
    assert not matches("absence", language, text)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fi", "Mikä on hänen numeronsa?", True),
        ("fi", "Mikä on numero?", False),
        ("sv", "När fick de den?", True),
        ("sv", "När fick kommunen utmärkelsen?", False),
        ("en", "What is HER number?", True),
        ("en", "What is the number?", False),
        ("en", "Other cities", False),
    ],
)
def test_pronouns(language: Language, text: str, expected: bool) -> None:
    assert matches("pronoun", language, text) is expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "vastaa suomeksi"),
        ("fi", "In Finnish, please"),
        ("fi", "Svara gärna på finska"),
        ("sv", "ruotsiksi kiitos"),
        ("sv", "please answer in Swedish"),
        ("en", "ENGLANNIKSI"),
        ("en", "svara på engelska, tack"),
    ],
)
def test_a_wish_is_in_the_row_of_the_language_wished_for(language: Language, text: str) -> None:
    assert [own for own in LANGUAGES if matches("wish", own, text)] == [language]
    assert not find_pattern("wish", language).sub("", text).strip(" ,")


# --- Words that hold between turns, lists and parts ---

_MATCHING: dict[PatternKind, dict[Language, tuple[str, ...]]] = {
    "others": {
        "fi": ("Entä muut kunnat?", "Onko muissa kunnissa tavoitteita?", "Puhutaanko muualla kiusaamisesta?"),
        "sv": ("Och andra kommuner?", "Finns det någon annan kommun?", "Vad görs annanstans?"),
        "en": ("Which other towns?", "Any others?", "Does anyone else mention it?"),
    },
    "last": {
        "fi": ("Mikä on viimeinen tavoite?", "Kerro viimeisin."),
        "sv": ("Vilket är det sista målet?",),
        "en": ("What is the last goal?", "And the last one?"),
    },
    "possible": {
        "fi": ("Milloin tunnustuksen voi saada?", "Milloin se aikaisintaan myönnetään?"),
        "sv": ("När kan Lojo få den?", "När beviljas den tidigast?"),
        "en": ("When can Pori get it?", "What is the earliest time?"),
    },
    "has_happened": {
        "fi": ("Onko Pori saanut sen?", "Saiko Pori tunnustuksen?", "No, onko se uusittu?"),
        "sv": ("Har Lojo fått den?", "Fick Lojo en andra utmärkelse?"),
        "en": ("Has Pori got it?", "Did Pori get it?", "So, was it renewed?"),
    },
    "compare": {
        "fi": ("Vertaa Porin ja Lohjan tavoitteita", "Miten ne eroavat?"),
        "sv": ("Jämför Lojos och Imatras mål", "Vad är skillnaden?"),
        "en": ("Compare Pori and Lohja", "How do they differ?"),
    },
    "reason": {
        "fi": ("Malli valittiin, koska lapset pyysivät.", "Syynä oli palaute."),
        "sv": ("Modellen valdes eftersom barnen bad om den.", "Syftet är att lyssna."),
        "en": ("It was chosen because children asked.", "The reason was feedback."),
    },
    "frequency": {
        "fi": ("Ryhmä kokoontuu vuosittain.", "Kysely tehdään joka vuosi."),
        "sv": ("Gruppen träffas årligen.", "Enkäten görs varje år."),
        "en": ("The group meets every year.", "It is done twice a year."),
    },
}
_MATCHING |= {
    "own": {
        "fi": ("Mitkä ovat Porin omat tavoitteet?",),
        "sv": ("Vilka är Lojos egna mål?",),
        "en": ("What are Pori's own goals?",),
    },
    "besides": {
        "fi": ("Mitä muuta tavoitteiden lisäksi?",),
        "sv": ("Vad betonas utöver målen?",),
        "en": ("What else besides the goals?", "What is stressed in addition to the goals?"),
    },
    "calendar": {
        "fi": ("Joulukuu", "Maanantaina", "Keskiviikkona"),
        "sv": ("Mars", "Måndagen"),
        "en": ("May", "Mondays"),
    },
}
_MATCHING |= {
    "lacking": {
        "fi": ("Missä kunnissa ei ole kirjastoa?", "Mistä kunnista puuttuu kirjasto?", "Mitkä kunnat ovat ilman sitä?"),
        "sv": ("Vilka kommuner har inga mål?", "Vilka kommuner saknar bibliotek?", "Vilken kommun är utan?"),
        "en": (
            "Which towns have no library?",
            "Which towns do not have goals?",
            "Which towns don't have goals?",
            "Which towns don’t?",
            "Which town lacks a library?",
            "Where is it missing?",
        ),
    },
    "rest": {
        "fi": ("Entä muut?", "Mitkä ovat muut tavoitteet?", "Kerro loput"),
        "sv": ("Och de andra?", "Vilka är de övriga målen?", "Berätta om resten"),
        "en": ("What are the others?", "And the other goals?", "Tell me the rest", "the remaining goals"),
    },
    "correction": {
        "fi": (
            "Ei, Lohjan",
            "Ei vaan Lohja",
            "ei ku Lohjan tavoitteet",
            "Eikun tunnustus",
            "Siis tunnustus",
            "Sori, tarkoitin Lohjaa",
            "Anteeksi, piti sanoa Lohja",
        ),
        "sv": ("Nej, Lojo", "nä jag menade Lojo", "Förlåt, jag menar Lojo", "Alltså målen", "Rättelse: Lojo"),
        "en": ("No, Lohja", "no I meant Lohja", "Sorry, I mean the goals", "Oops! Lohja", "Actually, the goals"),
    },
    "percentage": {
        "fi": ("30 % lapsista", "30 prosenttia", "puolet lapsista", "kolmannes", "suurin osuus", "kaikki koulut"),
        "sv": ("30% av barnen", "30 procent", "hälften av barnen", "en tredjedel", "andelen", "alla skolor"),
        "en": ("30% of the children", "30 per cent", "half of the children", "a third", "the share", "every school"),
    },
}
_NOT_MATCHING: dict[PatternKind, dict[Language, tuple[str, ...]]] = {
    "others": {
        "fi": ("Mitä muuta Pori tekee?",),
        "sv": ("Vilket är det andra målet?",),
        "en": ("What are its other goals?",),
    },
    "last": {
        "fi": ("Mikä on ensimmäinen tavoite?",),
        "sv": ("Vilket är det första målet?",),
        "en": ("How long does it last?", "When did they last meet?"),
    },
    "possible": {
        "fi": ("Milloin Pori sai tunnustuksen?",),
        "sv": ("När fick Lojo den?",),
        "en": ("When did Pori get it?",),
    },
    "has_happened": {
        "fi": ("Milloin Pori sai tunnustuksen?",),
        "sv": ("När får Lojo den?",),
        "en": ("When is it renewed?",),
    },
    "compare": {
        "fi": ("Mitkä ovat Porin tavoitteet?",),
        "sv": ("Vilka är Lojos mål?",),
        "en": ("What are Pori's goals?",),
    },
    "reason": {
        "fi": ("Malli valittiin vuonna 2016.",),
        "sv": ("Modellen valdes 2016.",),
        "en": ("It was chosen in 2016.",),
    },
    "own": {"fi": ("Omena",), "sv": ("sinade",), "en": ("owner",)},
    "besides": {"fi": ("Mitkä ovat tavoitteet?",), "sv": ("Vilka är målen?",), "en": ("What are the goals?",)},
    "calendar": {"fi": ("Laine", "Kuusi"), "sv": ("Holm", "Martin"), "en": ("Smith", "Marchand")},
    "frequency": {
        "fi": ("Ryhmä kokoontui vuonna 2019.",),
        "sv": ("Gruppen träffades år 2019.",),
        "en": ("The group met in 2019.",),
    },
    "lacking": {
        "fi": ("Missä kunnissa on kirjasto?", "Eikö niin?", "oleva"),
        "sv": ("Vilka kommuner har mål?", "utanför", "intet"),
        "en": ("Which towns have goals?", "another", "nothing", "Norway", "a note"),
    },
    "rest": {
        "fi": ("Entä muut kunnat?", "Mitä muuta?", "muutos", "muutamat"),
        "sv": ("Och de andra kommunerna?", "Vilket är det andra målet?", "De övriga städerna", "resterna"),
        "en": ("And the other towns?", "Which other goals?", "the restaurant", "the other municipalities"),
    },
    "correction": {
        "fi": ("Eikö Lohjalla ole tavoitteita?", "Eikä Lohja?", "Mitkä eivät ole?", "ei"),
        "sv": ("Nejlikan", "Vad menar du?", "nej"),
        "en": ("Nothing else?", "Is there no goal?", "Which goals do I mean?", "Now the goals", "no"),
    },
    "percentage": {
        "fi": ("Montako lasta vastasi?", "puolue", "kaivo"),
        "sv": ("Hur många barn svarade?", "hälsa", "allas"),
        "en": ("How many children answered?", "behalf", "thirdly", "allowed"),
    },
}


def spread(
    table: dict[PatternKind, dict[Language, tuple[str, ...]]],
) -> list[tuple[PatternKind, Language, str]]:
    return [(kind, own, text) for kind, texts in table.items() for own in LANGUAGES for text in texts[own]]


@pytest.mark.parametrize(("kind", "language", "text"), spread(_MATCHING))
def test_turns_of_phrase(kind: PatternKind, language: Language, text: str) -> None:
    assert matches(kind, language, text)


@pytest.mark.parametrize(("kind", "language", "text"), spread(_NOT_MATCHING))
def test_other_turns_of_phrase(kind: PatternKind, language: Language, text: str) -> None:
    assert not matches(kind, language, text)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fi", "kuka kenelle mikä missä mihin milloin koska miten kuinka miksi montako millainen"),
        ("sv", "vem vad vilka vilket var varför hur när"),
        ("en", "who whom what which where when why how"),
    ],
)
def test_question_words(language: Language, words: str) -> None:
    assert [word for word in words.split() if not find_pattern("asking", language).fullmatch(word)] == []


@pytest.mark.parametrize(("language", "word"), [("fi", "mikäli"), ("sv", "varje"), ("en", "whatever")])
def test_other_words_ask_nothing(language: Language, word: str) -> None:
    assert not find_pattern("asking", language).fullmatch(word)


@pytest.mark.parametrize(("language", "words"), [("fi", "ja sekä"), ("sv", "och samt"), ("en", "and")])
def test_words_that_join(language: Language, words: str) -> None:
    assert all(find_pattern("and", language).fullmatch(word) for word in words.split())


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("fi", "Porin tavoite nro 3", "3"),
        ("fi", "tavoite 12", "12"),
        ("sv", "mål nummer 4", "4"),
        ("en", "goal no. 2", "2"),
        ("en", "goal #7", "7"),
        ("fi", "tavoite 2.5", None),
        ("fi", "tavoite 20", None),
        ("sv", "mål 5 %", None),
        ("en", "goal 2021", None),
    ],
)
def test_numbers_of_a_list(language: Language, text: str, number: str | None) -> None:
    found = find_pattern("numbered", language).search(text)
    assert (found and found["number"]) == number


@pytest.mark.parametrize(
    ("language", "text", "clauses"),
    [
        ("fi", "Se saatiin 2019, ja se uusitaan", 3),
        ("sv", "Den kom 2019 men den går ut", 2),
        ("en", "It came in 2019; it ends and begins", 3),
        ("en", "It came in 2019", 1),
    ],
)
def test_clauses(language: Language, text: str, clauses: int) -> None:
    assert len(find_pattern("clause_end", language).split(text)) == clauses
