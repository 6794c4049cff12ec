import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import knowledge
from knowledge.example_questions import (
    QuestionList,
    is_question_list,
    load_example_questions,
    parse_example_questions,
    question_list_of,
)
from knowledge.loading import load_shipped_documents
from knowledge.schema import LANGUAGES, Document, ExampleQuestion
from knowledge.sentences import units

_PAGE = "# Kuvala\n\nKunta liittyi malliin\nvuonna 2018. Lapset päättävät.\n\n- Koulu saa pihan.\n"


def asked(found: QuestionList) -> list[tuple[str, int | None]]:
    return [(question.text, question.start_char) for question in found.questions]


def told(found: QuestionList) -> list[int | None]:
    return [problem.line for problem in found.problems]


# --- Names ---


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("sivu.fi.questions.txt", True),
        ("SIVU.Questions.TXT", True),
        ("sivu.questions.md", False),
        ("questions.txt", False),
        ("sivu.fi.txt", False),
    ],
)
def test_a_list_is_known_by_its_name(name: str, expected: bool) -> None:
    assert is_question_list(Path("kansio.questions.txt") / name) is expected


@pytest.mark.parametrize(
    ("page", "path"),
    [
        ("pori/sivu.fi.md", "pori/sivu.fi.questions.txt"),
        ("pori/sivu.fi.markdown", "pori/sivu.fi.questions.txt"),
        ("sivu.txt", "sivu.questions.txt"),
        ("sivu.v2.sv.txt", "sivu.v2.sv.questions.txt"),
    ],
)
def test_a_list_has_its_pages_name(page: str, path: str) -> None:
    assert question_list_of(Path(page)) == Path(path)
    assert is_question_list(question_list_of(Path(page)))


# --- What a list says ---


def test_questions_stand_below_what_answers_them() -> None:
    text = (
        "# Kuvala\nLapset päättävät.\n? Kuka päättää?\n?Ketkä siis? \n\n! not on the page\n? Kuka maksaa?\n\n"
        "Koulu saa pihan.\n  ? Mitä koulu saa?\n"
    )
    found = parse_example_questions(text, _PAGE)
    decide, yard = _PAGE.index("Lapset"), _PAGE.index("Koulu")
    assert asked(found) == [
        ("Kuka päättää?", decide),
        ("Ketkä siis?", decide),
        ("Kuka maksaa?", None),
        ("Mitä koulu saa?", yard),
    ]
    assert found.problems == ()


def test_white_space_in_a_statement_may_be_broken_otherwise() -> None:
    found = parse_example_questions("Kunta  liittyi malliin vuonna\u00a02018.\n? Milloin?", _PAGE)
    assert asked(found) == [("Milloin?", _PAGE.index("Kunta"))]


@pytest.mark.parametrize("line", ["Koulu saa pihan.", "- Koulu saa pihan."])
def test_a_list_mark_is_no_part_of_a_statement(line: str) -> None:
    assert asked(parse_example_questions(f"{line}\n? Mitä?", _PAGE)) == [("Mitä?", _PAGE.index("Koulu"))]


def test_a_statement_is_no_pattern() -> None:
    assert told(parse_example_questions("L.*set\n? Kuka?", _PAGE)) == [1]
    assert asked(parse_example_questions("(Ks. [1]*)\n? Missä?", "Alku. (Ks. [1]*)")) == [("Missä?", 6)]


def test_a_statement_is_found_where_it_first_stands_by_itself() -> None:
    page = "Lasten kouluruoka ja koulu.\n\n- koulu\n- koulut\n"
    (question,) = parse_example_questions("koulu\n? Mikä?", page).questions
    assert question.start_char == page.index("koulu.")
    assert told(parse_example_questions("kou\n? Mikä?", page)) == [1]


def test_a_statement_without_questions_and_remarks_say_nothing() -> None:
    assert parse_example_questions("# Lapset\n  # Muuta\n\nLapset päättävät.\n?\n?  \n", _PAGE) == QuestionList()
    assert parse_example_questions("", _PAGE) == QuestionList()


def test_a_statement_that_the_page_lacks_loses_its_own_questions_only() -> None:
    text = "Lapset päättävät.\n? Kuka päättää?\nLapset leikkivät.\n? Kuka leikkii?\n! not on the page\n? Kuka maksaa?\n"
    found = parse_example_questions(text, _PAGE)
    assert asked(found) == [("Kuka päättää?", _PAGE.index("Lapset")), ("Kuka maksaa?", None)]
    (problem,) = found.problems
    assert problem.line == 3
    assert "'Lapset leikkivät.'" in problem.reason and "Copy it from the page" in problem.reason


def test_a_misspelt_mark_loses_its_own_questions_only() -> None:
    text = "Lapset päättävät.\n! not on this page\n? Kuka maksaa?\nKoulu saa pihan.\n? Mitä?"
    found = parse_example_questions(text, _PAGE)
    assert asked(found) == [("Mitä?", _PAGE.index("Koulu"))]
    (problem,) = found.problems
    assert problem.line == 2
    assert "'! not on the page'" in problem.reason and "'! not on this page'" in problem.reason


def test_questions_before_any_statement_are_left_out() -> None:
    assert asked(parse_example_questions("? Kuka?\nLapset päättävät.\n? Ketkä?", _PAGE)) == [
        ("Ketkä?", _PAGE.index("Lapset"))
    ]


_WORD = st.builds("".join, st.tuples(st.text("abåä", min_size=1, max_size=3), st.sampled_from(["", ".", "[*"])))
_STATEMENT = st.lists(_WORD, min_size=1, max_size=4)
_GAP = st.sampled_from([" ", "\n", "  \n ", "\t", "\u00a0"])


@given(data=st.data(), statements=st.lists(_STATEMENT, min_size=1, max_size=6))
def test_a_statement_is_found_however_it_is_broken(data: st.DataObject, statements: list[list[str]]) -> None:
    page = "".join(word + data.draw(_GAP) for words in statements for word in words)
    line = " ".join(data.draw(st.sampled_from(statements)))
    (question,) = parse_example_questions(f"{line}\n? Kuka?", page).questions
    assert question.start_char is not None
    assert " ".join(page[question.start_char :].split()).startswith(line)
    assert not page[: question.start_char].strip() or page[question.start_char - 1].isspace()


@given(
    lines=st.lists(st.tuples(st.sampled_from(["", "?", "? ", "!", "! not on the page", "#", "- "]), st.text())),
    page=st.text(),
)
def test_any_list_gives_questions_inside_the_page_and_problems_on_its_lines(
    lines: list[tuple[str, str]], page: str
) -> None:
    text = "\n".join(mark + rest for mark, rest in [*lines, ("", page[:7])])
    found = parse_example_questions(text, page)
    for question in found.questions:
        assert question.text == question.text.strip() != ""
        assert question.start_char is None or 0 <= question.start_char < len(page)
    numbers = [problem.line for problem in found.problems]
    assert all(number is not None and text.split("\n")[number - 1].strip() for number in numbers)
    assert len(found.questions) + len(numbers) <= text.count("\n") + 1


# --- Files ---


def test_a_page_without_a_list_has_no_questions(tmp_path: Path) -> None:
    assert load_example_questions(tmp_path / "sivu.fi.md", _PAGE) == QuestionList()


def test_a_list_is_read_like_a_page(tmp_path: Path) -> None:
    page = tmp_path / "sivu.fi.md"
    # A byte order mark, other newlines, and "ä" in two characters.
    data = "\ufeffLapset pa\u0308a\u0308tta\u0308va\u0308t.\r\n? Kuka\u00ad pa\u0308a\u0308tta\u0308a\u0308?\r\n"
    question_list_of(page).write_bytes(data.encode())
    found = load_example_questions(page, _PAGE)
    assert found.questions == (ExampleQuestion(text="Kuka päättää?", start_char=_PAGE.index("Lapset")),)


def test_a_list_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    page = tmp_path / "sivu.fi.md"
    question_list_of(page).write_bytes("Lapset päättävät.\n? Kuka päättää?".encode("latin-1"))
    found = load_example_questions(page, _PAGE)
    assert found.questions == ()
    assert told(found) == [1]
    assert "Save it as UTF-8" in found.problems[0].reason


def test_a_folder_or_a_dead_link_in_a_lists_place_is_told(tmp_path: Path) -> None:
    folder, link = tmp_path / "a.md", tmp_path / "b.md"
    question_list_of(folder).mkdir()
    question_list_of(link).symlink_to(tmp_path / "missing")
    assert [told(load_example_questions(page, _PAGE)) for page in (folder, link)] == [[None], [None]]


def test_a_page_whose_lists_name_would_be_too_long_has_none(tmp_path: Path) -> None:
    assert load_example_questions(tmp_path / f"{'s' * 250}.md", _PAGE) == QuestionList()


# --- The lists that ship ---


@pytest.fixture(scope="module")
def sheets() -> tuple[Document, ...]:
    # A problem in a list stops the loading.
    return load_shipped_documents()


def shipped_list(document: Document) -> str:
    folder = Path(knowledge.__file__).parent / "documents"
    return (folder / f"{document.document_id}.questions.txt").read_text(encoding="utf-8")


def test_every_sheet_has_a_list_in_every_language(sheets: tuple[Document, ...]) -> None:
    pages = {document.page_id for document in sheets}
    assert {(d.page_id, d.language) for d in sheets if d.example_questions} == {
        (page_id, language) for page_id in pages for language in LANGUAGES
    }
    assert all(parse_example_questions(shipped_list(d), d.text).problems == () for d in sheets)


def test_every_sheet_says_what_it_leaves_open(sheets: tuple[Document, ...]) -> None:
    for document in sheets:
        places = {question.start_char for question in document.example_questions}
        assert None in places and len(places) > 5, document.document_id


def test_every_statement_of_a_list_is_a_unit_of_its_sheet(sheets: tuple[Document, ...]) -> None:
    for document in sheets:
        spans = [span for section in document.sections for block in section.blocks for span in units(document, block)]
        texts = {" ".join(document.text[span.start_char : span.end_char].split()) for span in spans}
        statements = {line.strip() for line in re.findall(r"^[^?!#\s].*$", shipped_list(document), re.MULTILINE)}
        assert statements <= texts, document.document_id
        starts = {question.start_char for question in document.example_questions} - {None}
        assert starts <= {span.start_char for span in spans}, document.document_id


def test_no_question_of_a_list_stands_twice(sheets: tuple[Document, ...]) -> None:
    for document in sheets:
        texts = [question.text.casefold() for question in document.example_questions]
        assert sorted(texts) == sorted(set(texts)), document.document_id
