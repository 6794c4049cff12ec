import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.judging.matching import holds_figures, states


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("Puh. +358 20 617 3515.", "020 617 3515"),
        ("puhelin 020\u00a0617\u00a03515", "+358 20 617 3515"),
        ("tfn +358 (0)20-6173515", "020 617 3515"),
        ("+ 358 044 3743284", "+358 44 374 3284"),
        ("0443743284", "+ 358 044 3743284"),
        ("+358 44 374 3284 (sivulla: + 358 044 3743284)", "044 3743284"),
        ("00358 44 374 3284", "044 374 3284"),
        ("tel. +46 8 123 4567", "0046 8 1234567"),
        ("020 617 3515 (8–16)", "020 617 3515"),
        # A part of a number, as forbidden ones are given.
        ("020617 2227", "617 2227"),
        ("+358206172227", "020 617"),
        ("+358206172227", "617 2227"),
    ],
)
def test_phone_numbers_are_compared_as_digits(text: str, way: str) -> None:
    assert states(text, [way])


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("020 617 35151", "020 617 3515"),
        ("020 617 2227", "020 617 3515"),
        ("020 617 3515", "617 2227"),
        ("+46 44 374 3284", "044 374 3284"),
        ("144 374 3284", "044 374 3284"),
    ],
)
def test_other_phone_numbers_are_told_apart(text: str, way: str) -> None:
    assert not states(text, [way])


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("Kirjoita: Minna.Salo@Pori.FI.", True),
        ("minna.salo (at) pori.fi", True),
        ("anna-minna.salo@pori.fi", False),
        ("minna.salo@pori.fi.example", False),
        ("minna.salo", False),
    ],
)
def test_an_email_is_a_whole_token(text: str, stated: bool) -> None:
    assert states(text, ["minna.salo@pori.fi"]) == stated


@pytest.mark.parametrize(
    ("text", "way", "stated"),
    [
        ("Pori sai sen 6.3.2018.", "2018", True),
        ("Pori sai sen vuonna 2018.", "6.3.2018", False),
        ("den 6 mars 2018", "6.3.2018", True),
        ("6.3.2018", "6 mars", True),
        ("elokuussa 2023", "augusti 2023", True),
        ("15.8.2023", "August 2023", True),
        ("kesällä 2021", "summer 2021", True),
        ("kesäkuussa 2021", "summer 2021", False),
        ("7. syyskuuta", "7 September", True),
        ("7.9.2021", "7. syyskuuta", True),
        ("1.–15.5.2024", "15 May 2024", True),
        ("1.–15.5.2024", "7.5.2024", False),
        ("vuosina 2016–2018", "2018", True),
        ("vuosina 2016–2018", "2017", False),
        ("vuosina 2016–2018", "2016-2018", True),
        ("puh. 020 617 2018", "2018", False),
        ("2018 euroa", "2018", False),
        ("joulukuussa 202…", "joulukuussa 2020", False),
    ],
)
def test_a_date_is_stated_by_one_that_agrees_in_all_it_gives(text: str, way: str, stated: bool) -> None:
    assert states(text, [way]) == stated


@pytest.mark.parametrize(
    ("text", "way", "stated"),
    [
        ("40 hengen ryhmä", "40", True),
        ("40-henkinen ryhmä", "40", True),
        ("neljä, siis 4.", "4", True),
        ("15 ryhmää", "5", False),
        ("5.3 prosenttia", "5", False),
        ("5,3 prosenttia", "5.3", True),
        ("vuonna 2018", "5", False),
        ("5. toukokuuta", "5", False),
        ("A5", "5", False),
        ("10\u00a0000 asukasta", "10000", True),
        ("10,000 people", "10 000", True),
        ("10 000 asukasta", "10", False),
        ("puh. 5 020 617 3515", "020", False),
    ],
)
def test_numbers_are_whole(text: str, way: str, stated: bool) -> None:
    assert states(text, [way]) == stated


@pytest.mark.parametrize(
    ("text", "way", "stated"),
    [
        ("Arja on palvelujohtajana", "palvelujohtaj", True),
        ("HELSINGISSÄ", "helsin", True),
        ("ylipalvelujohtaja", "palvelujohtaj", False),
        ("lapsi‑ ja nuoripoliittinen", "lapsi- ja nuori", True),
        ("lasten  ja\u00a0nuorten", "lasten ja nuor", True),
        ("nuorten ja lasten", "lasten ja nuor", False),
        ("UNICEF’s website", "unicef's web", True),
        ("lap\u00adsen a\u0308a\u0308ni", "ääni", True),
        ("palvelujohtaja Arja Kujala\nMinna Leinonen", "Kujala Minna", False),
        ("def f(x):", "def ", True),
        ("en definition", "def ", False),
        ("maksaa 5 €", "€", True),
        ("a@b.fi", "@", True),
        ("mitä tahansa", " ", False),
    ],
)
def test_words_begin_where_words_begin(text: str, way: str, stated: bool) -> None:
    assert states(text, [way]) == stated


@pytest.mark.parametrize(
    ("text", "way", "stated"),
    [
        ("kansainvälisen 40 hengen ryhmän", "40 hengen ryhm", True),
        ("140 hengen ryhmän", "40 hengen ryhm", False),
        ("i augusti 2023 godkändes planen", "augusti 2023 godk", True),
        ("godkändes i augusti 2023", "augusti 2023 godk", False),
        ("hösten och våren 2021", "hösten och våren 2021", True),
        ("since the start of 2016", "start of 2016", True),
        ("Arja Kujala, puh. 020 617 2227", "Kujal puh +358 20 617 2227", False),
        ("Arja Kujala, puh. 020 617 2227", "Kujala, puh. +358 20 617 2227", True),
        ("5 euroa", "5 €", False),
    ],
)
def test_parts_of_a_way_follow_one_another(text: str, way: str, stated: bool) -> None:
    assert states(text, [way]) == stated


def test_any_way_suffices() -> None:
    assert states("kahdeksi vuodeksi", ["kaksi vuotta", "kahdeksi vuodeksi"])
    assert not states("kahdeksi vuodeksi", [])


def test_holds_figures_asks_for_all_of_them() -> None:
    evidence = "Pori sai sen 6.3.2018. 40 hengen ryhmä, puh. 020 617 3515, a@b.fi"
    assert holds_figures("40 personer, den 6 mars 2018, +358 20 617 3515, A@B.fi", evidence)
    assert holds_figures("1. Ryhmässä on 40", evidence)
    assert holds_figures("ei lukuja", "")
    assert not holds_figures("41 personer", evidence)
    assert not holds_figures("7.3.2018", evidence)
    assert not holds_figures("2018 euroa", evidence)


_LINE = st.text(
    st.characters(categories=("L", "N", "P", "S", "Zs"), max_codepoint=0x20AF, exclude_characters="…"), max_size=40
)


@given(_LINE, _LINE, _LINE)
def test_words_are_found_between_other_words(before: str, way: str, after: str) -> None:
    if way.strip() and not any(char.isdigit() or char in "@+" for char in way) and not way[-1].isspace():
        assert states(f"{before} {way} {after}", [way])


@given(_LINE, _LINE)
def test_any_text_and_any_way_can_be_read(text: str, way: str) -> None:
    assert states(text, [way]) in (True, False)
    assert holds_figures(text, text)
