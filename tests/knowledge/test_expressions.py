"""Dates, durations, numbers, money and names in running text, and what only looks like them."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.expressions import (
    find_counts,
    find_dates,
    find_durations,
    find_ordinal,
    find_people,
    find_years,
    has_email,
    has_phone,
    is_number_word,
    mentions_money,
    says_free_of_charge,
)
from knowledge.schema import LANGUAGES, Language, Span

Finder = Callable[[str, Language], tuple[Span, ...]]


def texts(find: Finder, text: str, language: Language) -> set[str]:
    """What is found; of two finds inside one another, the longer."""
    spans = {(span.start_char, span.end_char) for span in find(text, language)}
    return {
        text[start:end]
        for start, end in spans
        if not any(a <= start and end <= b and (a, b) != (start, end) for a, b in spans)
    }


# --- Dates ---


@pytest.mark.parametrize(
    ("language", "text", "dates"),
    [
        # days
        ("en", "on 7 September", {"7 September"}),
        ("en", "on the 7th of September 2021", {"7th of September 2021"}),
        ("en", "September 7, 2021", {"September 7, 2021"}),
        ("en", "from March 6th on", {"March 6th"}),
        ("en", "5 May and 6 March", {"5 May", "6 March"}),
        ("en", "2018-03-06 and 2023-08", {"2018-03-06", "2023-08"}),
        ("sv", "den 6 mars 2018", {"6 mars 2018"}),
        ("sv", "6:e mars", {"6:e mars"}),
        ("fi", "6. maaliskuuta 2018", {"6. maaliskuuta 2018"}),
        ("fi", "6.\u00a0maaliskuuta", {"6.\u00a0maaliskuuta"}),
        ("fi", "6.3.2018", {"6.3.2018"}),
        ("fi", "6. 3. 2018 asti", {"6. 3. 2018"}),
        ("fi", "viimeistään 6.3.", {"6.3."}),
        ("fi", "6.3.18", {"6.3.18"}),
        # several days
        ("fi", "1.–15.5.2024", {"1.–15.5.2024"}),
        ("fi", "1.5.–15.6.2024", {"1.5.–15.6.2024"}),
        ("sv", "1. – 3.6.2024", {"1. – 3.6.2024"}),
        # months
        ("en", "in August of 2023", {"August of 2023"}),
        ("en", "May 2024", {"May 2024"}),
        ("sv", "i augusti 2023", {"augusti 2023"}),
        ("fi", "elokuussa 2023", {"elokuussa 2023"}),
        ("fi", "Kesäkuun 2021 jälkeen", {"Kesäkuun 2021"}),
        ("fi", "elokuussa vuonna 2023", {"2023"}),
        ("en", "in December 202…", {"December 202…"}),
        # seasons
        ("en", "in the summer of 2021", {"summer of 2021"}),
        ("sv", "sommaren 2021", {"sommaren 2021"}),
        ("sv", "våren 2024, hösten 2024", {"våren 2024", "hösten 2024"}),
        ("fi", "kesällä 2021", {"kesällä 2021"}),
        ("fi", "syksystä 2020 talveen 2021", {"syksystä 2020", "talveen 2021"}),
        ("fi", "syyslukukaudella 2021", {"syyslukukaudella 2021"}),
        ("sv", "vårterminen 2021 och vårdplan 2022", {"vårterminen 2021", "2022"}),
        # years, whole and cut off
        ("en", "since 2016.", {"2016"}),
        ("sv", "2018–2020", {"2018", "2020"}),
        ("fi", "vuodesta 1999", {"1999"}),
        ("en", "202…", {"202…"}),
        ("en", "in 202...", {"202..."}),
    ],
)
def test_dates(language: Language, text: str, dates: set[str]) -> None:
    assert texts(find_dates, text, language) == dates


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", ""),
        ("en", "you may join, and 5 may lead a march"),
        ("en", "a march of 3 mayors"),
        ("en", "spring and summer"),
        ("sv", "planeten mars"),
        ("sv", "i maj och i mars"),
        ("sv", "4 majoriteter"),
        ("fi", "elokuva ja kevät"),
        ("fi", "puh. 020 617 2018"),
        ("fi", "040 123 2023"),
        ("fi", "+358 20 2018 111"),
        ("fi", "klo 14.30, 99,5 %"),
        ("fi", "versio 2.0.1, luku 3.1.2, 192.168.0.1"),
        ("fi", "45.3. ja 3.13."),
        ("fi", "12345 ja 20189"),
        ("fi", "1500 ja 2100"),
    ],
)
def test_no_dates(language: Language, text: str) -> None:
    assert find_dates(text, language) == ()


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("vuonna 2018.", ["2018"]),
        ("2018–2020", ["2018", "2020"]),
        ("6.3.2018", ["2018"]),
        ("summer 2021 and 1999", ["2021", "1999"]),
        ("202…", []),
        ("2021…", []),
        ("202... ja 2021...", []),
        ("puh. 020 617 2018", []),
        ("12018 ja 20189", []),
    ],
)
def test_years(text: str, years: list[str]) -> None:
    assert [text[span.start_char : span.end_char] for span in find_years(text)] == years


# --- Durations ---


@pytest.mark.parametrize(
    ("language", "text", "durations"),
    [
        ("en", "two years at a time", {"two years"}),
        ("en", "a two-year period", {"two-year"}),
        ("en", "10 days, three weeks and Twelve months", {"10 days", "three weeks", "Twelve months"}),
        ("sv", "i två år", {"två år"}),
        ("sv", "fyra år, sex månader, tre veckor, 10 dagar", {"fyra år", "sex månader", "tre veckor", "10 dagar"}),
        ("sv", "en 2-årig period på ett år", {"2-årig", "ett år"}),
        ("fi", "kahden vuoden ajan", {"kahden vuoden"}),
        ("fi", "kahdeksi vuodeksi kerrallaan", {"kahdeksi vuodeksi"}),
        ("fi", "neljä vuotta tai 2\u00a0vuotta", {"neljä vuotta", "2\u00a0vuotta"}),
        ("fi", "kuuden viikon, kolme kuukautta", {"kuuden viikon", "kolme kuukautta"}),
        ("fi", "kymmenen päivää, viidessä päivässä", {"kymmenen päivää", "viidessä päivässä"}),
    ],
)
def test_durations(language: Language, text: str, durations: set[str]) -> None:
    assert texts(find_durations, text, language) == durations


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "school years and weekdays"),
        ("en", "two yearbooks"),
        ("sv", "ett årligt möte för två årskurser"),
        ("sv", "på ett årtal när"),
        ("sv", "två daghem"),
        ("fi", "kaksi päiväkotia ja 7 päivystystä"),
        ("fi", "vuoden 2018 vuosikertomus"),
        ("fi", "1.5.2018 päivitetty"),
        ("fi", "kaksi vuorta"),
    ],
)
def test_no_durations(language: Language, text: str) -> None:
    assert find_durations(text, language) == ()


# --- Counts and ordinals ---


@pytest.mark.parametrize(
    ("language", "text", "counts"),
    [
        ("en", "five goals for 40 people", {"five", "40"}),
        ("sv", "fem egna mål, 12 barn", {"fem", "12"}),
        ("fi", "viisi omaa tavoitetta, 240 lasta", {"viisi", "240"}),
        ("fi", "kahdella, seitsemää, kymmenen", {"kahdella", "seitsemää", "kymmenen"}),
        ("fi", "yksi tavoite", {"yksi"}),
        # "en", "ett" and "one" mostly count nothing.
        ("sv", "ett mål och en plan", set()),
        ("en", "one goal", set()),
        ("en", "call 020 617 3515", set()),
        ("sv", "tfn 020 617 3515 och 7", {"7"}),
        ("en", "on 6 March 2018 there were 12", {"12"}),
        ("fi", "1.–15.5.2024 ja vuonna 2018", set()),
        ("en", "a1@b.example, info.2@b.example, covid19", set()),
        ("fi", "viides tavoite, neljästä, kahdeksas", set()),
        ("sv", "sexton tvådelade", set()),
        ("en", "often someone", set()),
    ],
)
def test_counts(language: Language, text: str, counts: set[str]) -> None:
    assert texts(find_counts, text, language) == counts


ORDINALS: dict[Language, str] = {
    "fi": (
        "ensimmäinen toinen kolmas neljäs viides kuudes seitsemäs kahdeksas yhdeksäs kymmenes yhdestoista kahdestoista"
    ),
    "sv": "första andra tredje fjärde femte sjätte sjunde åttonde nionde tionde elfte tolfte",
    "en": "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth",
}
OTHER_CASES = (
    "ensimmäistä toista kolmatta neljättä viidettä kuudetta seitsemättä kahdeksatta yhdeksättä kymmenettä "
    "yhdettätoista kahdettatoista",
    "ensimmäisen toisen kolmannen neljännen viidennen kuudennen seitsemännen kahdeksannen yhdeksännen kymmenennen "
    "yhdennentoista kahdennentoista",
)
DIGITS: dict[Language, str] = {"fi": "{}.", "sv": "{}:e", "en": "{}th"}


@pytest.mark.parametrize("value", range(1, 13))
@pytest.mark.parametrize("language", LANGUAGES)
def test_ordinals_in_words_and_digits(language: Language, value: int) -> None:
    word = ORDINALS[language].split()[value - 1]
    digits = DIGITS[language].format(value)
    if language != "fi":
        digits = {1: "1st", 2: "2nd", 3: "3rd"}.get(value, digits) if language == "en" else digits
    for ordinal in (word, word.capitalize(), digits):
        assert find_ordinal(f"x {ordinal} x", language) == value
    assert is_number_word(word, language)
    for case in OTHER_CASES if language == "fi" else ():
        assert find_ordinal(f"Kerro {case.split()[value - 1]} tavoitteesta", language) == value


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("fi", "Mikä on 5. tavoite?", 5),
        ("fi", "Onko tavoitteita 5.", 5),
        ("fi", "viides ja toinen", 5),
        ("en", "the fifth and the second", 5),
        ("sv", "1:a målet", 1),
        ("sv", "5. mål", 5),
        ("sv", "den förste", 1),
        ("fi", "kakkostunnustus", 2),
        ("fi", "Vitostavoitteesta", 5),
        ("fi", "ykkös- ja kakkostavoite", 1),
        ("fi", "kutosen tavoite", 6),
        ("fi", "mistä kolmosella puhutaan", 3),
        ("fi", "viitos-, nelos-", 5),
        ("fi", "vitonen, kakkonen", None),
        ("sv", "ykkös", None),
        ("fi", "toistaiseksi voimassa", None),
        ("fi", "toisaalta, toisin, toistuva", None),
        ("fi", "kolmastoista, viidestoista, kolmaskymmenes", None),
        ("fi", "kolmasti ja viidesti", None),
        ("fi", "13. ja 21. tavoite", None),
        ("en", "21st century, 22nd, secondary, seconds", None),
        ("fi", "Mitä tapahtui 6.3.2018?", None),
        ("fi", "Mitä tapahtui 6. maaliskuuta?", None),
        ("sv", "Vad hände 6. mars?", None),
        ("en", "What happened on the 6th of March?", None),
        ("en", "What happened on March 6th?", None),
        ("fi", "versio 5.3", None),
        ("en", "goal 5", None),
        ("sv", "", None),
    ],
)
def test_first_ordinal(language: Language, text: str, value: int | None) -> None:
    assert find_ordinal(text, language) == value


@pytest.mark.parametrize(
    ("language", "word", "expected"),
    [
        ("fi", "5", True),
        ("fi", "viidellä", True),
        ("fi", "viides", True),
        ("sv", "fem", True),
        ("sv", "en", False),
        ("en", "one", False),
        ("en", "Twelve", True),
        ("en", "goal", False),
        ("en", "", False),
    ],
)
def test_number_words(language: Language, word: str, expected: bool) -> None:
    assert is_number_word(word, language) is expected


# --- Money, contact details ---


@pytest.mark.parametrize("text", ["40 €", "€40", "500 euroa", "hundra euro", "tuhansien eurojen", "5 EUR", "3 mk"])
def test_money(text: str) -> None:
    assert mentions_money(text)


@pytest.mark.parametrize("text", ["", "Eurooppa", "i Europa", "European cities", "15 mkm", "neurology", "40"])
def test_no_money(text: str) -> None:
    assert not mentions_money(text)


@pytest.mark.parametrize(
    "text",
    [
        "maksutta",
        "Maksuton",
        "maksuttomia",
        "ilmaiseksi",
        "ilmainen bussi",
        "avgiftsfritt",
        "kostnadsfri",
        "Gratis",
        "free of charge",
        "for free",
    ],
)
def test_free_of_charge(text: str) -> None:
    assert says_free_of_charge(text)


@pytest.mark.parametrize(
    "text", ["", "maksut ovat 20 euroa", "lapset ilmaisevat mielipiteensä", "ilmaisu ja ilmaisee", "freedom", "avgift"]
)
def test_not_free_of_charge(text: str) -> None:
    assert not says_free_of_charge(text)


@pytest.mark.parametrize(
    ("text", "phone", "email"),
    [
        ("puh. 020 617 3515", True, False),
        ("+358\u00a044\u00a0123\u00a04567", True, False),
        ("anna@kuvala.example", False, True),
        ("anna(at)kuvala.example, 040 123 4567", True, True),
        ("6.3.2018, 1.–15.5.2024", False, False),
        ("@kuvala #kunta", False, False),
        ("", False, False),
    ],
)
def test_contact_details(text: str, phone: bool, email: bool) -> None:
    assert (has_phone(text), has_email(text)) == (phone, email)


# --- People ---


@pytest.mark.parametrize(
    ("language", "text", "people"),
    [
        ("fi", "Minna Leinonen", ("Minna Leinonen",)),
        ("fi", "Yhteyshenkilö Minna Leinonen, Imatra", ("Minna Leinonen",)),
        ("fi", "Varhaiskasvatuspäällikkö Minna Leinonen", ("Minna Leinonen",)),
        ("fi", "Anna-Maija Ek ja Matti Meikäläinen", ("Anna-Maija Ek", "Matti Meikäläinen")),
        ("fi", "Kaupunginjohtaja Åke Öberg.", ("Åke Öberg",)),
        ("fi", "Minna\u00a0Leinonen", ("Minna\u00a0Leinonen",)),
        ("sv", "Vem är Juha-Pekka Lehmus?", ("Juha-Pekka Lehmus",)),
        ("sv", "Kontakta Östen Äng", ("Östen Äng",)),
        ("sv", "Koordinator Siv Holm", ("Siv Holm",)),
        ("en", "Who is Minna Leinonen?", ("Minna Leinonen",)),
        ("en", "Contact Juha-Pekka Lehmus in Lohja", ("Juha-Pekka Lehmus",)),
    ],
)
def test_people(language: Language, text: str, people: tuple[str, ...]) -> None:
    assert find_people(text, language) == people


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", ""),
        ("fi", "Minna"),
        ("fi", "minna leinonen"),
        ("fi", "Minna\nLeinonen"),
        ("fi", "Imatran Kaupunki ja Helsinki Lohja"),
        ("fi", "Suomen Unicef, Lapsiystävällinen Kunta"),
        ("sv", "Barnvänlig Kommun, Finlands Unicef"),
        ("sv", "Helsingfors Stad"),
        ("en", "The Child-Friendly Municipality model, UNICEF Finland"),
        ("en", "City of Helsinki"),
        ("en", "Green Card"),
    ],
)
def test_places_terms_and_ordinary_words_are_no_people(language: Language, text: str) -> None:
    assert find_people(text, language) == ()


# --- Any text ---

PIECES = st.sampled_from(
    [
        "6.3.2018",
        "1.–15.5.",
        "202…",
        " ",
        "viides",
        "kaksi vuotta",
        "5",
        "+358 40 123 4567",
        "May",
        "\u00a0",
        "å",
        "€",
        "–",
    ]
)


@pytest.mark.parametrize("find", [find_dates, find_durations, find_counts, lambda text, language: find_years(text)])
@given(
    text=st.lists(st.one_of(PIECES, st.text(max_size=6)), max_size=8).map("".join), language=st.sampled_from(LANGUAGES)
)
def test_finds_lie_inside_the_text(find: Finder, text: str, language: Language) -> None:
    for span in find(text, language):
        assert 0 <= span.start_char < span.end_char <= len(text)


@given(text=st.text(max_size=40), language=st.sampled_from(LANGUAGES))
def test_any_text_can_be_read(text: str, language: Language) -> None:
    assert find_ordinal(text, language) in {None, *range(1, 13)}
    for name in find_people(text, language):
        assert name in text
