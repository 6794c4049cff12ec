from bot.composing.statements import ITEM_KINDS, Draft, Extract, Statement, extract_of, state
from index.chunking import split_document
from knowledge.schema import Document
from tests.bot.sheets import KUOPIO_EN, MODEL_EN, find_unit, make_sheet
from tests.fakes import count_words

_TABLE = """\
# Kuopio

| Vuosi | Vaihe | Tila |
| --- | --- | --- |
| 2017 | liittyminen | valmis |
"""


def make_statement(document: Document, words: str) -> Statement:
    chunk, unit = find_unit(split_document(document, count_words, 200), words)
    return state(chunk, unit, "en")


def test_sentence() -> None:
    statement = make_statement(make_sheet(KUOPIO_EN, "kuopio/sivu.en", "Kuopio"), "joined the model")
    assert statement.text == "Kuopio joined the model in 2017."
    assert statement.group == "Kuopio"
    assert (statement.is_item, statement.is_quoted) == (False, False)
    (extract,) = statement.extracts
    assert extract == Extract(
        document_id="kuopio/sivu.en",
        municipality="Kuopio",
        language="en",
        start_char=KUOPIO_EN.index(statement.text),
        end_char=KUOPIO_EN.index(statement.text) + len(statement.text),
    )
    assert (statement.lead, statement.number, statement.originals, statement.facts) == ("", None, (), ())


def test_list_item() -> None:
    statement = make_statement(make_sheet(KUOPIO_EN, "kuopio/sivu.en", "Kuopio"), "playgrounds")
    assert (statement.text, statement.is_item) == ("The playgrounds are safe.", True)


def test_contact_card_stands_on_one_line() -> None:
    statement = make_statement(make_sheet(KUOPIO_EN, "kuopio/sivu.en", "Kuopio"), "Aino")
    assert statement.is_item
    assert statement.text == "Aino Laine, planner, 040 123 4567, aino.laine@kuopio.example"


def test_a_card_rests_on_all_its_lines() -> None:
    document = make_sheet(KUOPIO_EN, "kuopio/sivu.en", "Kuopio")
    (extract,) = make_statement(document, "Aino").extracts
    assert document.text[extract.start_char : extract.end_char] == (
        "Aino Laine\nplanner\n040 123 4567\naino.laine@kuopio.example"
    )


def test_extract_is_where_a_unit_stands() -> None:
    document = make_sheet(MODEL_EN, "unicef/malli.en", None)
    chunk, unit = find_unit(split_document(document, count_words, 200), "four years")
    extract = extract_of(chunk, unit)
    assert (extract.document_id, extract.municipality, extract.language) == ("unicef/malli.en", None, "en")
    assert document.text[extract.start_char : extract.end_char] == "The recognition is valid for four years."


def test_table_row_is_an_item() -> None:
    assert make_statement(make_sheet(_TABLE, "kuopio/taulu.fi", "Kuopio"), "2017").is_item


def test_text_is_shown_without_marks() -> None:
    text = "# Kuopio\n\nSee the **[plan](https://kuopio.example/plan)** of\nKuopio&nbsp;2020."
    statement = make_statement(make_sheet(text, "kuopio/sivu.en", "Kuopio"), "plan")
    assert statement.text == "See the plan of Kuopio 2020."


def test_another_language_is_quoted() -> None:
    document = make_sheet("# Kuopio\n\nKuopio sai tunnustuksen.", "kuopio/sivu.fi", "Kuopio")
    assert make_statement(document, "tunnustuksen").is_quoted


def test_page_about_the_model_has_no_group() -> None:
    assert make_statement(make_sheet(MODEL_EN, "unicef/malli.en", None), "valid").group is None


def test_item_kinds_are_the_kinds_that_stand_on_lines_of_their_own() -> None:
    assert frozenset({"list_item", "contact", "table_row"}) == ITEM_KINDS


def test_draft_may_be_empty() -> None:
    assert Draft(statements=()).statements == ()
    assert Draft(statements=()).places_without == ()
