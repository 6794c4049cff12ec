from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.facts.events import extract_events
from knowledge.facts.schema import Event, EventKind
from knowledge.loading import load_shipped_documents
from knowledge.schema import LANGUAGES, Document, Language, Source
from tests.fakes import make_document


def page(text: str, language: Language = "fi", *, municipality: str | None = "Imatra") -> Document:
    return make_document(text, f"imatra/sivu.{language}", municipality=municipality)


def shown(event: Event) -> str:
    """Kind, dates ("+" where it goes on), length of time, "?" for what is announced."""
    parts = [event.kind.value]
    if event.date is not None:
        end = f"/{event.end_date.iso}" if event.end_date else ""
        parts.append(event.date.iso + end + ("+" if event.is_open else ""))
    if event.duration is not None:
        parts.append(f"{event.duration.amount} {event.duration.unit}")
    return " ".join(parts) + ("?" if event.is_plan else "")


def events(text: str, language: Language = "fi") -> list[str]:
    return [shown(event) for event in extract_events(page(text, language))]


def test_an_event_has_its_sentence_and_the_words_of_its_time() -> None:
    document = page("# Malli\n\nKunta oppii. Kunta on ollut mukana mallissa vuodesta 2016 lähtien.")
    (event,) = extract_events(document)
    assert event.text == "Kunta on ollut mukana mallissa vuodesta 2016 lähtien."
    assert document.text[event.start_char : event.end_char] == event.text
    assert event.date_text == "vuodesta 2016 lähtien"
    assert (event.document_id, event.municipality, event.language) == ("imatra/sivu.fi", "Imatra", "fi")
    assert (event.kind, event.is_open, event.is_plan) == (EventKind.JOINED, True, False)


def test_a_timeline_in_a_list_and_in_a_table() -> None:
    text = (
        "# Aikajana\n\n- 12.5.2020: Toimintasuunnitelma hyväksytty\n- 2018 – Hyväksyttiin malliin\n\n"
        "| Vuosi | Mitä |\n| --- | --- |\n| 2019 | Hyväksyttiin malliin |\n| 2021 | Tunnustus |\n"
    )
    assert events(text) == ["plan_approved 2020-05-12", "joined 2018", "joined 2019", "recognised 2021"]


def test_a_date_above_goes_with_what_stands_under_it() -> None:
    text = "## 2022\n\n- UNICEF hyväksyi suunnitelman.\n- Tavoitteet asetettiin. Niitä on viisi.\n\n## Muuta\n\nHei."
    found = extract_events(page(text))
    assert [shown(event) for event in found] == ["plan_approved 2022", "goals_set 2022"]
    assert all(event.text.startswith("2022") and event.date_text == "2022" for event in found)
    assert found[1].text.endswith("Tavoitteet asetettiin.")


def test_a_line_that_is_a_date_goes_with_the_next_sentence() -> None:
    assert events("**2023**\n\nKunta sai tunnustuksen. Se iloitsi.") == ["recognised 2023"]
    # A whole day on a line of its own is when the page was written.
    assert events("3.4.2024\n\nKunta sai tunnustuksen.") == []


def test_a_heading_counts_unless_a_sentence_says_the_same() -> None:
    assert events("# Kunta sai tunnustuksen 2018\n\nHei.") == ["recognised 2018"]
    assert events("# Kunta sai tunnustuksen 2018\n\nKunta sai tunnustuksen vuonna 2018.") == ["recognised 2018"]
    # It only names the years that something is for.
    assert events("# Ohjelma 2023–2025\n\nHei.") == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Päivitetty 3.4.2024", "fi"),
        ("Sivu on julkaistu 3.4.2024.", "fi"),
        ("Uppdaterad 3.4.2024", "sv"),
        ("Last updated 3 April 2024", "en"),
        ("© Kuvalan kaupunki 2024", "fi"),
        ("Avoinna 1.6.–31.8. klo 9–15.", "fi"),
        ("Vuonna 2010 syntyneet lapset kutsuttiin mukaan.", "fi"),
        ("Children born in 2010 were asked.", "en"),
        ("Työpajoja on 7–12-vuotiaille.", "fi"),
        ("Nuorisovaltuusto kokoontuu joka vuosi marraskuussa.", "fi"),
        ("YK:n lapsen oikeuksien sopimus hyväksyttiin 1989, ja Suomi ratifioi sen 1991.", "fi"),
        ("The work supports the 2030 Agenda and Agenda 2030.", "en"),
        ("Palvelupiste palvelee kesällä 2024 klo 9–12.", "fi"),
        ("The desk is closed from 1 to 31 July.", "en"),
        ("Sivu ei kerro, milloin vuoden 2020 päätös tehtiin.", "fi"),
        ("På Kuvalas sida nämns inte om utmärkelsen från 2018 har förnyats.", "sv"),
        ("Kuvala's page does not say in which year the visit on 7 September takes place.", "en"),
        ("Projekti kestää kaksi vuotta.", "fi"),
        ("Puh. 020 617 2018.", "fi"),
        ("", "fi"),
    ],
)
def test_no_events(text: str, language: Language) -> None:
    assert events(text, language) == []


def test_a_length_of_time_is_an_event_beside_a_date() -> None:
    assert events("Tunnustus myönnettiin 6.3.2018 kahdeksi vuodeksi.") == ["recognised 2018-03-06", "validity 2 years"]
    text = "Tunnustus myönnettiin 6.3.2018. Se on voimassa kaksi vuotta."
    assert events(text) == ["recognised 2018-03-06", "validity 2 years"]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fi", "Tulokset raportoidaan joka vuosi marraskuussa.", "monitoring XXXX-11"),
        ("fi", "Tavoitteita tarkastellaan joka syksy.", "monitoring XXXX-autumn"),
        ("sv", "Varje år i april går gruppen igenom siffrorna.", "monitoring XXXX-04"),
        ("sv", "Målen följs upp varje höst.", "monitoring XXXX-autumn"),
        ("en", "The indicators are published every spring.", "monitoring XXXX-spring"),
        ("en", "The results are reported every November.", "monitoring XXXX-11"),
        # Only one clause speaks of every year.
        ("en", "The group reports once a year, and the next report is due in March.", "monitoring XXXX-03?"),
    ],
)
def test_what_comes_round_is_monitoring(language: Language, text: str, expected: str) -> None:
    assert events(text, language) == [expected]


def test_what_is_still_possible_is_no_recognition() -> None:
    text = "Kunta voi saada toisen tunnustuksen kesällä 2021, jos työ etenee."
    assert events(text) == ["recognition_possible 2021-summer?"]


def test_the_years_of_a_plan_are_not_when_it_was_approved() -> None:
    text = "Toimintasuunnitelma vuosille 2023–2025 hyväksyttiin kesäkuussa 2023."
    assert events(text) == ["other 2023/2025", "plan_approved 2023-06"]


def test_the_date_of_the_page_tells_what_is_ahead() -> None:
    document = page("Kunta sai tunnustuksen viime vuonna. Toimintasuunnitelma on valmis vuonna 2025.")
    assert [shown(event) for event in extract_events(document)] == ["other 2025"]
    dated = replace(document, source=Source(published="2024-05-06"))
    assert [shown(event) for event in extract_events(dated)] == ["recognised 2023", "other 2025?"]


def test_the_municipality_is_the_only_one_named_or_that_of_the_page() -> None:
    text = "Loviisa sai tunnustuksen 2015. Kunta sai sen 2018. Imatra ja Pori vierailivat 2019."
    assert [event.municipality for event in extract_events(page(text))] == ["Loviisa", "Imatra", "Imatra"]
    alone = extract_events(page("Pori sai tunnustuksen 2018. Malli alkoi 2012.", municipality=None))
    assert [event.municipality for event in alone] == ["Pori", None]


def test_the_pages_that_ship_say_the_same_in_every_language() -> None:
    found: dict[str, dict[Language, list[str]]] = {}
    for document in load_shipped_documents():
        told = [f"{event.municipality} {shown(event)}" for event in extract_events(document)]
        found.setdefault(document.page_id, {})[document.language] = told
    for page_id, told_by_language in found.items():
        assert told_by_language["fi"] == told_by_language["sv"] == told_by_language["en"], page_id
    told_in_pori = found["pori/lapsiystavallinen-kunta"]["fi"]
    assert {"Pori recognised 2018-03-06", "Pori joined 2016+", "Pori validity 2 years"} <= set(told_in_pori)
    told_in_lohja = found["lohja/lapsiystavallinen-kunta"]["sv"]
    assert {"Lohja recognition_possible 2021-summer?", "Lohja validity 4 years?"} <= set(told_in_lohja)
    told_in_imatra = found["imatra/lapsiystavallinen-kunta"]["en"]
    assert {"Imatra goals_set 202X-12", "Imatra plan_approved 2023-08"} <= set(told_in_imatra)
    assert "Helsinki visit XXXX-09-07?" in found["helsinki/lapsiystavallinen-kunta"]["en"]


_TEXTS = (
    "# |## 2019\n\n|\n\n|- |2018|6.3.2018|202…|Tunnustus|sai|voi|on voimassa|kaksi vuotta|ja|, |. |(|)|mallissa|"
    "utmärkelse|två år|received the recognition|since|may|hösten och våren 2021|Pori|sivu ei kerro| |\u00a0|å"
)


@given(
    text=st.lists(st.one_of(st.sampled_from(_TEXTS.split("|")), st.text(max_size=5)), max_size=15).map(" ".join),
    language=st.sampled_from(LANGUAGES),
)
def test_any_text_gives_events_that_stand_in_it(text: str, language: Language) -> None:
    document = page(text, language)
    for event in extract_events(document):
        assert document.text[event.start_char : event.end_char] == event.text
        assert event.date_text and event.date_text in event.text
        assert (event.date is None) <= (event.duration is not None)
        assert event.kind is not EventKind.RECOGNISED or not event.is_plan
