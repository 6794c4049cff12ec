import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.facts.reading_durations import read_durations
from knowledge.schema import LANGUAGES, Language


def read(text: str, language: Language) -> list[str]:
    return [
        f"{found.duration.amount} {found.duration.unit}: {text[found.start_char : found.end_char]}"
        for found in read_durations(text, language)
    ]


@pytest.mark.parametrize(
    ("language", "text", "durations"),
    [
        ("fi", "kaksi vuotta kerrallaan", ["2 years: kaksi vuotta"]),
        ("fi", "neljäksi vuodeksi", ["4 years: neljäksi vuodeksi"]),
        ("fi", "kahdeksi vuodeksi", ["2 years: kahdeksi vuodeksi"]),
        ("fi", "kahdeksan vuoden ajan", ["8 years: kahdeksan vuoden"]),
        ("fi", "noin kahden vuoden kuluttua", ["2 years: kahden vuoden"]),
        ("fi", "kahdentoista kuukauden", ["12 months: kahdentoista kuukauden"]),
        ("fi", "4-vuotinen ja nelivuotinen", ["4 years: 4-vuotinen", "4 years: nelivuotinen"]),
        ("fi", "puolen vuoden", ["6 months: puolen vuoden"]),
        ("fi", "puolitoista vuotta", ["18 months: puolitoista vuotta"]),
        ("fi", "vuodeksi kerrallaan", ["1 years: vuodeksi"]),
        ("fi", "2\u00a0vuotta", ["2 years: 2\u00a0vuotta"]),
        ("sv", "två år i taget", ["2 years: två år"]),
        ("sv", "tvåårig, 4-årsperiod", ["2 years: tvåårig", "4 years: 4-årsperiod"]),
        ("sv", "ett halvt år", ["6 months: ett halvt år"]),
        ("sv", "ett och ett halvt år", ["18 months: ett och ett halvt år"]),
        ("en", "for four years", ["4 years: four years"]),
        ("en", "a two-year period", ["2 years: two-year"]),
        ("en", "for a year", ["1 years: a year"]),
        ("en", "10 days, three weeks", ["10 days: 10 days", "3 weeks: three weeks"]),
    ],
)
def test_durations(language: Language, text: str, durations: list[str]) -> None:
    assert read(text, language) == durations


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", ""),
        ("fi", "7–12-vuotiaat, 7-vuotias, viisi vuotta vanha, 10-vuotisjuhlat"),
        ("fi", "kolmetoista vuotta, kaksikymmentä vuotta, 1,5 vuotta, 0 vuotta"),
        ("fi", "2–4 vuotta, kaksi–neljä vuotta, kahdesta kolmeen, kaksi tai kolme vuotta"),
        ("fi", "vuoden 2018 ajan, kaksi vuotta sitten"),
        ("sv", "för två år sedan, två år gammal, 7-åriga barn, två till fyra år, år 2018"),
        ("en", "two years ago, two years old, a two-year-old, two to four years, twice a year, in 2018"),
    ],
)
def test_no_durations(language: Language, text: str) -> None:
    assert read(text, language) == []


_TEXTS = "kaksi vuotta|två|år|two|years|-|–|4|0|999|vuodeksi|puoli|årig|vuotinen|sitten| "


@given(
    text=st.lists(st.one_of(st.sampled_from(_TEXTS.split("|")), st.just(" "), st.text(max_size=4)), max_size=10).map(
        "".join
    ),
    language=st.sampled_from(LANGUAGES),
)
def test_any_text_gives_lengths_that_stand_in_it(text: str, language: Language) -> None:
    position = 0
    for found in read_durations(text, language):
        assert position <= found.start_char < found.end_char <= len(text)
        assert found.duration.amount >= 1
        position = found.end_char
