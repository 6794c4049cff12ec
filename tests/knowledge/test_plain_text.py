import pytest

from knowledge.parsing import parse_plain_text

PAGE = """

Lapsiystävällinen Kuvala

Kuvala on mukana mallissa. Malli nojaa [sopimukseen](#).

[Tapahtumia perheille](#)

Järjestö hyväksyi Kuvalan toimintasuunnitelman marraskuussa 2022

#lastenKuvala #Kuvala

Kuvalan tavoitteet


Ryhmä päätti tavoitteet tammikuussa 202...

- Kunta kouluttaa väkensä
- Kunta kuulee lapsia päätöksissä.

[Suunnitelma \\(pdf\\)](#)

\u00a0
Miten Kuvalassa edetään?

Työtä johtaa 12 hengen ryhmä.
Kaksi lasta keinuu.
Kuva: Eero Esimerkki

Lisätietoja antavat:

Aino Aalto

Perhepalvelupäällikkö

040\u00a0123\u00a04567

Bo-Erik Öhman
chef för barnens tjänster
Kuvala Stad
bo.ohman@kuvala.example
Tel.+ 358 044 1234567

Share This
"""


def plain(text: str) -> list[tuple[str, str]]:
    return [
        (block.kind, text[block.start_char : block.end_char])
        for section in parse_plain_text(text)
        for block in section.blocks
    ]


def test_a_page_as_municipalities_publish_them() -> None:
    assert plain(PAGE) == [
        ("heading", "Lapsiystävällinen Kuvala"),
        ("paragraph", "Kuvala on mukana mallissa. Malli nojaa [sopimukseen](#)."),
        ("noise", "[Tapahtumia perheille](#)"),
        ("paragraph", "Järjestö hyväksyi Kuvalan toimintasuunnitelman marraskuussa 2022"),
        ("noise", "#lastenKuvala #Kuvala"),
        ("heading", "Kuvalan tavoitteet"),
        ("paragraph", "Ryhmä päätti tavoitteet tammikuussa 202..."),
        ("list_item", "Kunta kouluttaa väkensä"),
        ("list_item", "Kunta kuulee lapsia päätöksissä."),
        ("noise", "[Suunnitelma \\(pdf\\)](#)"),
        ("heading", "Miten Kuvalassa edetään?"),
        ("paragraph", "Työtä johtaa 12 hengen ryhmä.\nKaksi lasta keinuu."),
        ("noise", "Kuva: Eero Esimerkki"),
        ("heading", "Lisätietoja antavat:"),
        ("contact", "Aino Aalto\n\nPerhepalvelupäällikkö\n\n040\u00a0123\u00a04567"),
        (
            "contact",
            "Bo-Erik Öhman\nchef för barnens tjänster\nKuvala Stad\nbo.ohman@kuvala.example\nTel.+ 358 044 1234567",
        ),
        ("noise", "Share This"),
    ]
    paths = [section.heading_path for section in parse_plain_text(PAGE)]
    title = "Lapsiystävällinen Kuvala"
    assert paths == [
        (title,),
        (title, "Kuvalan tavoitteet"),
        (title, "Miten Kuvalassa edetään?"),
        (title, "Lisätietoja antavat:"),
    ]


def test_headings_without_blank_lines_and_a_table_of_contacts() -> None:
    text = (
        "Kuvala kuulee lapsia\nJulkaistu 12.4.2023\nTyö alkoi vuonna 2019. Mukana on 12 aikuista.\nTavoitteet\n"
        "Kaupunki on valinnut kolme tavoitetta:\n1. Lapset mukaan\n2. Aikuiset kouluun\n   vuoden 2024 aikana\n"
        "3. Kiusaaminen loppuu\n   - koulussa\nAikataulu\nSuunnitelma hyväksytään 7.9.2024.\nYhteystiedot\n"
        "Nimi\tTehtävä\tPuhelin\nAino Aalto\tkoordinaattori\t040 123 4567\nJaa | Facebook | X\n"
    )
    assert plain(text) == [
        ("heading", "Kuvala kuulee lapsia"),
        ("paragraph", "Julkaistu 12.4.2023\nTyö alkoi vuonna 2019. Mukana on 12 aikuista."),
        ("heading", "Tavoitteet"),
        ("paragraph", "Kaupunki on valinnut kolme tavoitetta:"),
        ("list_item", "Lapset mukaan"),
        ("list_item", "Aikuiset kouluun\n   vuoden 2024 aikana"),
        ("list_item", "Kiusaaminen loppuu"),
        ("list_item", "koulussa"),
        ("heading", "Aikataulu"),
        ("paragraph", "Suunnitelma hyväksytään 7.9.2024."),
        ("heading", "Yhteystiedot"),
        ("table_row", "Nimi\tTehtävä\tPuhelin"),
        ("contact", "Aino Aalto\tkoordinaattori\t040 123 4567"),
        ("noise", "Jaa | Facebook | X"),
    ]


def test_everything_in_one_paragraph() -> None:
    text = "Kuvala liittyi 6.3.2018. Lisätietoja antaa Aino Aalto, puh. 040 1234567. Kuva: Eero E"
    assert plain(text) == [("paragraph", text[:-13]), ("noise", "Kuva: Eero E")]


@pytest.mark.parametrize(
    "line",
    [
        "[lue lisää](#)",
        "[..](#)",
        "[a](#) | [b](https://esimerkki.example)",
        "https://esimerkki.example/sivu",
        "#tägi #toinen",
        "Photo: Jane Doe",
        "Bild: Åsa Öberg",
        "Kuva: Eero Esimerkki / Kuvala",
        "Share This",
        "Jaa",
        "Dela sidan",
        "Facebook  Twitter  LinkedIn",
        "* * *",
    ],
)
def test_noise_is_marked(line: str) -> None:
    assert plain(f"Kunta on mukana.\n\n{line}\n\nSe jatkuu.")[1][0] == "noise"


@pytest.mark.parametrize(
    "line",
    ["Kuva lapsesta kertoo paljon.", "Kunta jakaa [oppaan](#) kouluille.", "Jaa kokemuksesi.", "#1 on lasten tavoite."],
)
def test_text_that_resembles_noise_is_kept(line: str) -> None:
    assert ("paragraph", line) in plain(f"Kunta on mukana.\n\n{line}\n\nSe jatkuu.")


@pytest.mark.parametrize(
    "line",
    ["Kunta on mukana.", "7.9.2024", "040 123 4567", "a.b@kuvala.example", "jatkoa edelliselle", "Julkaistu 7.9.2024"],
)
def test_what_is_no_heading(line: str) -> None:
    assert "heading" not in dict.fromkeys(kind for kind, _ in plain(f"Pitkä alku päättyy.\n\n{line}\n\nTeksti jatkuu."))


def test_a_short_line_that_heads_nothing_is_text() -> None:
    assert plain("Otsikko\n\nTeksti on tässä.\n\nKuvalan tunnus")[-1] == ("paragraph", "Kuvalan tunnus")


def test_an_unmarked_list_is_not_a_row_of_headings() -> None:
    lines = "Otsikko|Alku on tässä.|Tavoitteet|Lapsi tulee kuulluksi|Lapsi harrastaa|Seuranta|Työtä seurataan."
    text = lines.replace("|", "\n\n")
    assert [kind for kind, _ in plain(text)[2:]] == ["heading", "paragraph", "paragraph", "heading", "paragraph"]


def test_hard_wrapped_lines_stay_together() -> None:
    text = (
        "Kunta on ottanut lapset mukaan suunnitteluun ja päättänyt, että myös\n"
        "Kuvalan koulut kutsutaan. Seuraava vaihe alkaa syksyllä\nKouluissa ja kerhoissa."
    )
    assert plain(text) == [("paragraph", text)]


@pytest.mark.parametrize("mark", ["-", "*", "•", "–"])
def test_a_bullet_before_a_month_is_an_item(mark: str) -> None:
    text = f"Kuvala joined the model.\n\n{mark} October 2019: a survey is made\n{mark} May 2020: the plan is ready\n"
    assert plain(text)[1:] == [
        ("list_item", "October 2019: a survey is made"),
        ("list_item", "May 2020: the plan is ready"),
    ]


def test_an_ordinal_date_opens_no_list() -> None:
    text = "Alku on tässä.\n\n7. syyskuuta 2024 pidetään juhla.\n\n2. luokan oppilaat tulevat."
    assert [kind for kind, _ in plain(text)] == ["paragraph"] * 3


def test_marked_headings_in_plain_text() -> None:
    text = "# Otsikko\n\nAlku on tässä.\n\nTavoitteet\n----------\nKunta oppii."
    assert [section.heading_path for section in parse_plain_text(text)] == [("Otsikko",), ("Otsikko", "Tavoitteet")]
