import re

import pytest

from knowledge.facts.event_kinds import Saying, clause_of, is_announced, kind_of, kind_of_duration, says
from knowledge.facts.reading_dates import read_dates
from knowledge.facts.reading_durations import read_durations
from knowledge.facts.schema import EventKind
from knowledge.schema import LANGUAGES, Language
from knowledge.tables import read_table


def saying(text: str, language: Language, context: str = "") -> Saying:
    return Saying(text=text, language=language, times=read_dates(text, language), context=context)


def kinds(text: str, language: Language, context: str = "") -> list[str]:
    """What is said of each date, "?" after what is announced."""
    said = saying(text, language, context)
    found = []
    for date in read_dates(text, language):
        kind = kind_of(said, date, is_open=date.is_open)
        found.append(kind.value + ("?" if is_announced(said, date, kind, lasts=date.is_open) else ""))
    return found


def test_the_tables_hold_together() -> None:
    words = read_table("knowledge.facts", "event_words.csv")
    for row in words:
        assert set(row) == {"name", "fi", "sv", "en"}
        for language in LANGUAGES:
            re.compile(row[language])
    names = {row["name"] for row in words} | {"ongoing", "lasting"}
    for rule in read_table("knowledge.facts", "event_kinds.csv"):
        assert rule["kind"] in set(EventKind)
        assert {*rule["needs"].split(), *rule["without"].split()} <= names


@pytest.mark.parametrize(
    ("kind", "fi", "sv", "en"),
    [
        (
            "joined",
            "Kunta hyväksyttiin mukaan malliin 2019.",
            "Kommunen godkändes till modellen 2019.",
            "The municipality was accepted into the model in 2019.",
        ),
        (
            "joined",
            "Kunta on ollut ehdokasjäsen vuodesta 2019.",
            "Kommunen är kandidatmedlem sedan 2019.",
            "Since 2019, it has been a candidate member.",
        ),
        (
            "joined",
            "Kunta on noudattanut mallia vuodesta 2019.",
            "Kommunen har följt modellen sedan 2019.",
            "It has followed the model since 2019.",
        ),
        (
            "goals_set",
            "Kunnan tavoitteet päätettiin 2021.",
            "Kommunens mål slogs fast 2021.",
            "The goals were set in 2021.",
        ),
        (
            "plan_approved",
            "UNICEF hyväksyi toimintasuunnitelman 12.5.2020.",
            "UNICEF godkände handlingsplanen den 12 maj 2020.",
            "UNICEF approved the action plan on 12 May 2020.",
        ),
        ("other", "Suunnitelma laadittiin 2020.", "Planen gjordes upp 2020.", "The plan was drawn up in 2020."),
        (
            "recognised",
            "Kunta sai tunnustuksen toukokuussa 2022.",
            "Kommunen fick utmärkelsen i maj 2022.",
            "It received the recognition in May 2022.",
        ),
        ("recognised", "Tunnustus uusittiin 2022.", "Utmärkelsen förnyades 2022.", "The status was renewed in 2022."),
        (
            "recognition_possible?",
            "Tavoitteena on tunnustus vuonna 2027.",
            "Kommunen siktar på en utmärkelse 2027.",
            "It aims for a recognition in 2027.",
        ),
        (
            "validity",
            "Tunnustus on voimassa 31.12.2025 asti.",
            "Utmärkelsen gäller till 31.12.2025.",
            "The recognition is valid until 31 December 2025.",
        ),
        (
            "visit",
            "UNICEF vieraili kunnassa 14.9.2023.",
            "UNICEF besökte kommunen 14.9.2023.",
            "UNICEF visited it on 14 September 2023.",
        ),
        (
            "visit?",
            "Ryhmä vierailee kunnassa 7.9.",
            "En grupp besöker kommunen den 7 september.",
            "A group will visit it on 7 September.",
        ),
        (
            "monitoring",
            "Tavoitteita arvioitiin 2023.",
            "Målen utvärderades 2023.",
            "The goals were evaluated in 2023.",
        ),
        (
            "other",
            "Lähtötilanne arvioitiin 2016.",
            "Utgångsläget bedömdes 2016.",
            "The initial situation was assessed in 2016.",
        ),
        ("other", "Kunta ei saanut tunnustusta 2021.", "Den fick inte priset 2021.", "It got no status in 2021."),
        (
            "recognition_possible?",
            "Kunta hakee tunnustusta vuonna 2026.",
            "Kommunen ansöker om utmärkelsen 2026.",
            "It will apply for the recognition in 2026.",
        ),
        (
            "other",
            "Kunta haki tunnustusta 2021.",
            "Kommunen ansökte om utmärkelsen 2021.",
            "It applied for it in 2021.",
        ),
        (
            "joined",
            "Kaupunginhallitus päätti 3.5.2021 liittyä malliin.",
            "Stadsstyrelsen beslutade den 3 maj 2021 att gå med i modellen.",
            "The decision to take part was made on 3 May 2021.",
        ),
        (
            "visit",
            "Virolainen valtuuskunta tutustui työhön 12.5.2022.",
            "En delegation från Estland bekantade sig med arbetet 12.5.2022.",
            "A delegation from Estonia got to know the work on 12 May 2022.",
        ),
        (
            "monitoring?",
            "Seuraava arviointi tehdään 2027.",
            "Nästa bedömning av resultaten är planerad till 2027.",
            "The progress will be looked at in 2027.",
        ),
        (
            "validity",
            "Tunnustus umpeutuu kesäkuussa 2026.",
            "Utmärkelsen går ut i juni 2026.",
            "The recognition will be in force until June 2026.",
        ),
        (
            "other?",
            "Toimet on suunniteltu toteutettaviksi 2021.",
            "Åtgärderna ska genomföras 2021.",
            "The measures are to be carried out in 2021.",
        ),
    ],
)
def test_kinds_in_three_languages(kind: str, fi: str, sv: str, en: str) -> None:
    assert (kinds(fi, "fi"), kinds(sv, "sv"), kinds(en, "en")) == ([kind], [kind], [kind])


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fi", "Malliin liityttiin 2018, tavoitteet päätettiin 2019 ja suunnitelma hyväksyttiin 2020.", None),
        ("sv", "Kommunen gick med i modellen 2018, målen slogs fast 2019 och planen godkändes 2020.", None),
        ("en", "It joined the model in 2018, the goals were decided in 2019 and the plan was approved in 2020.", None),
        ("en", "In 2018, it joined the model, in 2019, the goals were set and in 2020 the plan was approved.", None),
        ("fi", "Toimintasuunnitelma hyväksyttiin 2023, ja työpajat pidettiin keväällä 2022.", "plan_approved other"),
        ("sv", "Kommunen är kandidat sedan 2016 och fick utmärkelsen 2018.", "joined recognised"),
        ("en", "It was recognised in 2018 and is aiming for another recognition in 2022.", "recognised recognition"),
        # One verb for both.
        ("sv", "Kommunen ska genomföra åtgärderna hösten och våren 2021.", "other? other?"),
        ("fi", "Tunnustus saatiin 2018 ja 2021.", "recognised recognised"),
    ],
)
def test_each_clause_speaks_of_its_own_time(language: Language, text: str, expected: str | None) -> None:
    found = kinds(text, language)
    if expected == "recognised recognition":
        assert found == ["recognised", "recognition_possible?"]
    else:
        assert found == (expected or "joined goals_set plan_approved").split()


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        # What the rest of the sentence says makes no plan of what has happened.
        ("en", "The recognition was granted on 6.3.2018 because the city can show results.", "recognised"),
        ("en", "The recognition was granted in 2018, which it may use.", "recognised"),
        ("fi", "Kunta sai tunnustuksen (2018) ja voi saada toisen.", "recognised"),
        ("en", "A municipality can be a candidate member, as ours has been since 2021.", "joined"),
        ("sv", "Kommunen avtalade om målen 2020, som den ska nå.", "other"),
        # It makes one of a time that shares its verb.
        ("sv", "Kommunen kommer att göra upp en plan och genomföra åtgärderna 2021.", "other?"),
        ("en", "In summer 2021, if all goes well, it may get the recognition again.", "recognised?"),
        # A month is no "may".
        ("en", "It was evaluated in May 2018.", "monitoring"),
    ],
)
def test_the_verb_of_the_clause_tells_a_plan(language: Language, text: str, expected: str) -> None:
    assert kinds(text, language) == [expected]


def test_what_stands_before_completes_a_sentence() -> None:
    assert kinds("Se myönnettiin 6.3.2018.", "fi", "UNICEFin tunnustus") == ["recognised"]
    assert kinds("Se myönnettiin 6.3.2018.", "fi") == ["other"]
    # It does not speak for a sentence that says something else.
    assert kinds("Vuodesta 2020 on arvioitu lapsivaikutukset.", "fi", "Kunta sai tunnustuksen.") == ["other"]
    assert kinds("Kirjasto avattiin 6.3.2018.", "fi", "UNICEFin tunnustus ja vierailut") == ["other"]


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("fi", "Tunnustus on voimassa kaksi vuotta kerrallaan.", EventKind.VALIDITY),
        ("fi", "Toinen tunnustus myönnettäisiin neljäksi vuodeksi.", EventKind.VALIDITY),
        ("fi", "Tunnustus on nelivuotinen.", EventKind.VALIDITY),
        ("fi", "Tunnustuksen saa aikaisintaan noin kahden vuoden kuluttua.", EventKind.RECOGNITION_POSSIBLE),
        ("sv", "Utmärkelsen gäller två år i taget.", EventKind.VALIDITY),
        ("sv", "Utmärkelsen beviljas tidigast ungefär två år efter starten.", EventKind.RECOGNITION_POSSIBLE),
        ("en", "The recognition is granted for a four-year period.", EventKind.VALIDITY),
        ("en", "The status can be granted at the earliest two years after joining.", EventKind.RECOGNITION_POSSIBLE),
        ("en", "The group works on the recognition with a two-year budget of its own.", None),
        ("fi", "Suunnitelma on voimassa kaksi vuotta.", EventKind.VALIDITY),
        ("fi", "Kirjastokortti on voimassa kaksi vuotta.", None),
    ],
)
def test_lengths_of_time(language: Language, text: str, kind: EventKind | None) -> None:
    (length,) = read_durations(text, language)
    assert kind_of_duration(Saying(text=text, language=language, times=(length,)), length) == kind


def test_a_bare_answer_takes_its_question() -> None:
    text = "Kaksi vuotta."
    (length,) = read_durations(text, "fi")
    for question, kind in [("Kauanko tunnustus on voimassa?", EventKind.VALIDITY), ("Kauanko malli on ollut?", None)]:
        said = Saying(text=text, language="fi", times=(length,), context=question)
        assert kind_of_duration(said, length) == kind


def test_the_present_tense_tells_of_a_stretch_what_goes_on() -> None:
    said = saying("Åtgärderna genomförs åren 2023–2025.", "sv")
    assert not is_announced(said, said.times[0], EventKind.OTHER, lasts=True)
    assert is_announced(said, said.times[0], EventKind.OTHER)


def test_a_conditional_length_is_announced_and_a_present_one_is_not() -> None:
    for text, expected in [("It would be valid for two years.", True), ("It is valid for two years.", False)]:
        (length,) = read_durations(text, "en")
        said = Saying(text=text, language="en", times=(length,), context="The recognition")
        assert is_announced(said, length, EventKind.VALIDITY) is expected


def test_a_date_beside_a_length_is_when_it_began() -> None:
    said = saying("The recognition, granted in 2019, is valid for four years.", "en")
    (date,) = read_dates(said.text, "en")
    assert kind_of(said, date, has_duration=True) is EventKind.RECOGNISED


def test_a_clause_ends_at_a_conjunction() -> None:
    said = saying("Kunta liittyi malliin 2018, mutta tavoitteita ei ole.", "fi")
    assert clause_of(said, said.times[0]).text.split() == ["Kunta", "liittyi", "malliin"]


def test_words_are_found_whatever_their_case() -> None:
    assert says("recognition", "TUNNUSTUS", "fi")
    assert not says("recognition", "tunnettu", "fi")
