import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.facts.dates import PartialDate
from knowledge.facts.reading_dates import DateMention, read_dates
from knowledge.facts.written_dates import is_possible
from knowledge.schema import LANGUAGES, Language


def shown(mention: DateMention) -> str:
    """The date, its end after a slash, "+" where it goes on."""
    end = f"/{mention.end_date.iso}" if mention.end_date else ""
    return mention.date.iso + end + ("+" if mention.is_open else "")


def read(text: str, language: Language, published: str | None = None) -> list[str]:
    return [shown(mention) for mention in read_dates(text, language, published)]


@pytest.mark.parametrize(
    ("language", "text", "dates"),
    [
        # days
        ("fi", "6.3.2018", "2018-03-06"),
        ("fi", "06.03.2018 lapsiystävällinen kunta", "2018-03-06"),
        ("fi", "6. 3. 2018", "2018-03-06"),
        ("fi", "6.3.18", "2018-03-06"),
        ("fi", "6. maaliskuuta 2018", "2018-03-06"),
        ("fi", "6.\u00a0maaliskuuta 2018", "2018-03-06"),
        ("fi", "maaliskuun 6. päivänä 2018", "2018-03-06"),
        ("fi", "7.9. klo 18", "XXXX-09-07"),
        ("fi", "29.2.2024 ja 29.2.", "2024-02-29 XXXX-02-29"),
        ("sv", "den 6 mars 2018", "2018-03-06"),
        ("sv", "den 7 september", "XXXX-09-07"),
        ("en", "6 March 2018", "2018-03-06"),
        ("en", "September 7th, 2023", "2023-09-07"),
        ("en", "on the 7th of September", "XXXX-09-07"),
        ("en", "6 Sept. 2023", "2023-09-06"),
        ("en", "2023-08-15", "2023-08-15"),
        # months
        ("fi", "elokuussa 2023", "2023-08"),
        ("fi", "elokuussa vuonna 2023", "2023-08"),
        ("fi", "kesäkuun 2021 loppuun mennessä", "2021-06"),
        ("fi", "8/2023", "2023-08"),
        ("fi", "Vierailimme syyskuussa.", "XXXX-09"),
        ("sv", "i augusti 2023", "2023-08"),
        ("sv", "i mars", "XXXX-03"),
        ("en", "August of 2023", "2023-08"),
        ("en", "in May", "XXXX-05"),
        ("en", "2023-08", "2023-08"),
        # seasons
        ("fi", "keväällä 2022", "2022-spring"),
        ("fi", "kevätlukukaudella 2022", "2022-spring"),
        ("fi", "kesäkuussa 2021 ja kesällä 2021", "2021-06 2021-summer"),
        ("fi", "talvella 2023–2024", "2023-winter/2024-winter"),
        ("sv", "sommaren 2021", "2021-summer"),
        ("sv", "vårterminen 2022", "2022-spring"),
        ("sv", "vårdplan 2022", "2022"),
        ("en", "the summer of 2021", "2021-summer"),
        ("en", "in fall 2021", "2021-autumn"),
        # years
        ("fi", "vuonna 2018", "2018"),
        ("fi", "vuoden 2023 lopussa", "2023"),
        ("fi", "alkuvuodesta 2024", "2024"),
        ("en", "the end of 2023", "2023"),
        ("en", "mid-2023", "2023"),
        ("en", "the city's 2018 plan", "2018"),
        # years that are cut off
        ("fi", "joulukuussa 202...", "202X-12"),
        ("sv", "i december 202…, men", "202X-12"),
        ("en", "in 202…", "202X"),
    ],
)
def test_single_dates(language: Language, text: str, dates: str) -> None:
    assert read(text, language) == dates.split()


@pytest.mark.parametrize(
    ("language", "text", "dates"),
    [
        ("fi", "1.–15.5.2024", "2024-05-01/2024-05-15"),
        ("fi", "1. – 15.5.2024", "2024-05-01/2024-05-15"),
        ("fi", "1.5.–3.6.2024", "2024-05-01/2024-06-03"),
        ("fi", "28.12.2023–5.1.2024", "2023-12-28/2024-01-05"),
        # The year it begins in is not written.
        ("fi", "28.12.–5.1.2024", "XXXX-12-28/2024-01-05"),
        ("fi", "elo–syyskuussa 2023", "2023-08/2023-09"),
        ("fi", "elokuusta lokakuuhun 2023", "2023-08/2023-10"),
        ("fi", "elokuusta 2023 toukokuuhun 2024", "2023-08/2024-05"),
        ("fi", "12/2020–3/2021", "2020-12/2021-03"),
        ("fi", "syksystä 2020 talveen 2021", "2020-autumn/2021-winter"),
        ("fi", "2016-18", "2016/2018"),
        ("fi", "vuodenvaihteessa 2023–2024", "2023/2024"),
        ("fi", "vuodesta 2022 vuoteen 2024", "2022/2024"),
        ("fi", "vuosien 2022 ja 2024 välillä", "2022/2024"),
        ("fi", "lukuvuonna 2023/2024", "2023/2024"),
        ("sv", "åren 2022–2024", "2022/2024"),
        ("sv", "från 2022 till 2024", "2022/2024"),
        ("sv", "mellan 2022 och 2024", "2022/2024"),
        ("sv", "3–5 maj 2023", "2023-05-03/2023-05-05"),
        ("sv", "från våren 2021 till hösten 2022", "2021-spring/2022-autumn"),
        ("en", "from 2022 to 2024", "2022/2024"),
        ("en", "between 2022 and 2024", "2022/2024"),
        ("en", "from 1 May to 3 June 2024", "2024-05-01/2024-06-03"),
        ("en", "May 1–15, 2024", "2024-05-01/2024-05-15"),
        ("en", "August–September 2023", "2023-08/2023-09"),
    ],
)
def test_stretches_of_time(language: Language, text: str, dates: str) -> None:
    assert read(text, language) == [dates]


@pytest.mark.parametrize(
    ("language", "text", "dates"),
    [
        ("sv", "hösten och våren 2021", "2021-autumn 2021-spring"),
        ("en", "in autumn and spring 2021", "2021-autumn 2021-spring"),
        ("en", "the autumn and spring of 2021", "2021-autumn 2021-spring"),
        ("fi", "syksyn ja kevään 2021 aikana", "2021-autumn 2021-spring"),
        ("fi", "syksyn 2021 ja kevään 2022 aikana", "2021-autumn 2022-spring"),
        ("fi", "elo- ja syyskuussa 2023", "2023-08 2023-09"),
        ("fi", "1. ja 2.3.2024", "2024-03-01 2024-03-02"),
        ("fi", "vuosina 2022 ja 2023", "2022 2023"),
        ("fi", "2022, 2023 ja 2024", "2022 2023 2024"),
        ("sv", "i maj och i juni 2023", "2023-05 2023-06"),
        ("en", "5 and 6 May 2024", "2024-05-05 2024-05-06"),
        # A year alone completes nothing.
        ("en", "on 7 September and 2021", "XXXX-09-07 2021"),
    ],
)
def test_dates_together_complete_one_another(language: Language, text: str, dates: str) -> None:
    assert read(text, language) == dates.split()


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("fi", "Mukana vuodesta 2016 lähtien.", "vuodesta 2016 lähtien"),
        ("fi", "Mukana vuodesta 2016.", "vuodesta 2016"),
        ("fi", "Mukana vuoden 2016 alusta asti.", "vuoden 2016 alusta asti"),
        ("sv", "Med sedan 2016.", "sedan 2016"),
        ("sv", "Med sedan början av år 2016.", "sedan början av år 2016"),
        ("sv", "Med från och med 2016.", "från och med 2016"),
        ("en", "Since 2016, it has", "Since 2016"),
        ("en", "in it since the start of 2016.", "since the start of 2016"),
        ("en", "in it from 2016 onwards", "2016 onwards"),
    ],
)
def test_what_goes_on_since_a_date(language: Language, text: str, words: str) -> None:
    (mention,) = read_dates(text, language)
    assert shown(mention) == "2016+"
    assert text[mention.start_char : mention.end_char] == words


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "vuoteen 2025 asti"),
        ("fi", "31.12.2025 saakka"),
        ("sv", "planen från 2025"),
        ("en", "the plan from 2025"),
        ("en", "until 2025"),
        ("fi", "loppuvuodesta 2025"),
    ],
)
def test_what_does_not_go_on(language: Language, text: str) -> None:
    assert [mention.is_open for mention in read_dates(text, language)] == [False]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", ""),
        ("fi", "31.2.2024, 31.2., 5.13.2018 ja 29.2.2023"),
        ("en", "31 February 2023 and February 30th, 2023"),
        ("fi", "puh. 020 617 2018"),
        ("fi", "§ 2018, 2018 §"),
        ("fi", "2 018 lasta, 2018 lasta, noin 2000 nuorta, 2018 %, 2018 €"),
        ("sv", "2018 barn, ca 2000 barn"),
        ("en", "2018 children, about 2000 young people"),
        ("fi", "laki 1287/2013 (laki 8/2013)"),
        ("fi", "7.–9. luokka, 3.2. luokka, 1. ja 2. luokka"),
        ("fi", "s. 2018, luku 3.2., versio 1.2.3, 192.168.0.1"),
        ("en", "page 2018, Article 12, version 2.0.1"),
        ("fi", "www.kuvala.example/2018 a2018@kuvala.example [x](https://a.example/2018) ohje_2018.pdf ohje 2023.pdf"),
        ("fi", "Agenda 2030, 2010-luvulla"),
        ("sv", "2010-talet, planeten mars, i vår kommun"),
        ("en", "you may 5 times march"),
        ("fi", "klo 9.10. ja 14.30"),
        ("fi", "viime vuonna"),
        ("en", "last year, 12345, 1500"),
    ],
)
def test_no_dates(language: Language, text: str) -> None:
    assert read(text, language) == []


def test_a_relative_date_takes_the_date_of_the_page() -> None:
    assert read("Viime vuonna ja vuonna 2021", "fi", "2024-05-06") == ["2023", "2021"]
    assert read("since last year", "en", "2024") == ["2023+"]


def test_the_words_of_each_date() -> None:
    text = "Työ tehdään syksyllä ja keväällä 2021."
    found = read_dates(text, "fi")
    assert [text[one.start_char : one.end_char] for one in found] == ["syksyllä", "keväällä 2021"]


# Pieces that dates are made of, and what only looks like them.
_TEXTS = (
    "1. 31. 2. 2.2. 13. 6.3.2018 2018 2019 18 202… 202... – - / , ja och and till to från sedan since vuodesta vuoteen "
    "alusta hösten våren spring elo syyskuussa toukokuuta mars May 7th 8/2023 2023-08 viime vuonna"
)


@given(
    text=st.lists(
        st.one_of(st.sampled_from(_TEXTS.split()), st.just(" "), st.just("\u00a0"), st.text(max_size=4)), max_size=12
    ).map("".join),
    language=st.sampled_from(LANGUAGES),
    published=st.sampled_from([None, "2024", "2024-05-06"]),
)
def test_any_text_gives_possible_dates_that_stand_in_it(text: str, language: Language, published: str | None) -> None:
    position = 0
    for mention in read_dates(text, language, published):
        assert position <= mention.start_char < mention.end_char <= len(text)
        position = mention.end_char
        for date in (mention.date, mention.end_date):
            assert date is None or (is_possible(date) and date != PartialDate())
            assert date is None or date.day is None or date.month is not None
        if mention.date.year is not None and published is None:
            assert str(mention.date.year)[2:] in text


@pytest.mark.parametrize(
    ("language", "text", "year_before", "dates"),
    [
        ("sv", "den 5 juni 2023 och i september samma år", None, ["2023-06-05", "2023-09"]),
        ("fi", "Saman vuoden lokakuun 4. päivänä", 2022, ["2022-10-04"]),
        ("en", "the same autumn", 2025, ["2025-autumn"]),
        ("en", "the same autumn", None, []),
        ("en", "in autumn 2025, from September to November", None, ["2025-09/2025-11"]),
        ("fi", "syksyllä 2025, maaliskuussa", None, ["2025-autumn", "XXXX-03"]),
        ("sv", "före jul 2025 och 3 jul 2024", None, ["2025", "2024-07-03"]),
    ],
)
def test_dates_told_from_others(language: Language, text: str, year_before: int | None, dates: list[str]) -> None:
    found = read_dates(text, language, year_before=year_before)
    assert [m.date.iso + (f"/{m.end_date.iso}" if m.end_date else "") for m in found] == dates


def test_a_month_takes_the_year_told_from_the_page() -> None:
    (mention,) = read_dates("Beslutet togs i februari i fjol.", "sv", "2024")
    assert (mention.date.iso, mention.start_char, mention.end_char) == ("2023-02", 16, 31)
