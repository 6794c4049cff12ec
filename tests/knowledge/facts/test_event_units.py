from dataclasses import replace

from knowledge.facts.event_units import find_units
from knowledge.facts.events import extract_events
from knowledge.facts.schema import Event
from knowledge.schema import Language, Source
from tests.fakes import make_document


def shown(event: Event) -> str:
    end = f"/{event.end_date.iso}" if event.end_date else ""
    return f"{event.kind.value} {event.date.iso}{end}" if event.date else event.kind.value


def events(text: str, language: Language = "fi", published: str | None = None) -> list[str]:
    document = make_document(text, f"imatra/sivu.{language}", municipality="Imatra")
    document = replace(document, source=Source(published=published))
    return [shown(event) for event in extract_events(document)]


def test_a_headline_dates_the_sentence_under_it() -> None:
    text = "# Uutiset\n\n**3.5.2024 Vihreää valoa**\n\nUNICEF on hyväksynyt suunnitelman, joka kattaa vuodet 2024–2026."
    assert events(text) == ["plan_approved 2024-05-03", "validity 2024/2026"]
    assert events("## Toukokuu 2024: Vihreää valoa\n\nUNICEF hyväksyi suunnitelman. Se on pitkä.") == [
        "plan_approved 2024-05"
    ]
    # What is said under it is no more than the headline says, and a question says nothing.
    assert events("**3.5.2024 Lapset kävivät hallissa**\n\nRyhmässä oli lapsia.") == ["visit 2024-05-03"]
    assert events("**3.5.2024 Mitä sinä muuttaisit?**\n\nRyhmässä oli lapsia.") == []


def test_a_headline_is_the_day_of_writing() -> None:
    text = "**9.2.2023 Uutinen**\n\nKunta sai tunnustuksen viime vuonna.\n"
    assert "recognised 2022" in events(text, published="2025")
    text = "*22 March 2024.* The action plan was approved last week. Hello."
    assert events(text, "en", "2024-12-01") == ["plan_approved 2024-03"]


def test_a_day_before_a_sentence_dates_it_and_a_day_on_its_line_does_not() -> None:
    assert events("*15 June 2021.* The city has been recognised. Hello.", "en") == ["recognised 2021-06-15"]
    assert events("3.4.2024\n\nKunta sai tunnustuksen.") == []
    # Several of them head the items of a list of news.
    news = "3.4.2024\n\nKunta sai tunnustuksen.\n\n5.2.2023\n\nUNICEF hyväksyi suunnitelman."
    assert events(news) == ["recognised 2024-04-03", "plan_approved 2023-02-05"]


def test_a_year_that_heads_a_row_completes_its_days() -> None:
    assert events("| 2019 | UNICEF antoi tunnustuksen 20. marraskuuta |") == ["recognised 2019-11-20"]
    assert events("2022 | utmärkelsen förnyades i maj", "sv") == ["recognised 2022-05"]
    assert events("| 2020-2021 | arbetet pausades |", "sv") == ["other 2020/2021"]
    # What comes round has no year.
    assert events("| 2022 | tulokset raportoidaan vuosittain marraskuussa |")[-1] == "monitoring XXXX-11"


def test_the_same_year_is_that_of_the_date_before() -> None:
    text = "Planen godkändes i maj 2024. Den är lång. Målen fastställdes den 30 september samma år."
    assert events(text, "sv") == ["plan_approved 2024-05", "goals_set 2024-09-30"]
    assert events("Målen fastställdes den 30 september samma år.", "sv") == ["goals_set XXXX-09-30"]


def test_a_unit_leaves_out_marks_and_link_stubs() -> None:
    document = make_document("**Vaihe 1: Alku.** Malli alkoi 2019...  [Lue](#)", "imatra/sivu.fi")
    texts = [unit.text for unit in find_units(document)]
    assert texts[-1] == "Malli alkoi 2019..."
    for unit in find_units(document):
        assert document.text[unit.start_char : unit.end_char] == unit.text
