"""The last look at an answer: what a passage does not say goes, and only that."""

from dataclasses import asdict, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.checking import check, renumber, unsupported
from bot.citing import Cited, CitedStatement
from bot.composing.statements import AnswerFact, Statement, state
from bot.schema import AnswerContact, AnswerEvent, AnswerGoal, Citation
from index.chunking import split_document
from knowledge.display import display_text
from knowledge.schema import Document
from tests.bot.sheets import find_unit, make_sheet
from tests.fakes import count_words

_LINES = (
    "Kuopio sai tunnustuksen 5.9.2019.",
    "Kartoitukseen vastasi 240 lasta.",
    "Aino Laine vastaa puhelimessa 040 123 4567 ja osoitteessa aino.laine@kuopio.example.",
    "Tukena on UNICEF Suomi.",
)
_KUOPIO = make_sheet("# Kuopio\n\n" + "\n\n".join(_LINES), "kuopio/sivu.fi", "Kuopio")
_MODEL = make_sheet("# Malli\n\nTunnustus on voimassa neljä vuotta.", "unicef/malli.fi", None)
_DOCUMENTS = {document.document_id: document for document in (_KUOPIO, _MODEL)}
_TUNNUSTUS, _KARTOITUS, _AINO, _UNICEF = _LINES


def make_statement(words: str, document: Document = _KUOPIO) -> Statement:
    chunk, unit = find_unit(split_document(document, count_words, 200), words)
    return state(chunk, unit, "fi")


def make_citation(number: int, statement: Statement) -> Citation:
    (extract,) = statement.extracts
    document = _DOCUMENTS[extract.document_id]
    return Citation(
        number=number,
        document_id=document.document_id,
        municipality=document.municipality,
        title=document.title,
        publisher=None,
        section="Kuopio",
        language=document.language,
        published=None,
        retrieved=None,
        url=None,
        quote=document.text[extract.start_char : extract.end_char],
        start_char=extract.start_char,
        end_char=extract.end_char,
    )


def make_cited(*statements: Statement) -> Cited:
    """Each statement with a citation of its own, numbered from 1."""
    return Cited(
        statements=tuple(CitedStatement(statement=s, numbers=(i,)) for i, s in enumerate(statements, start=1)),
        citations=tuple(make_citation(i, s) for i, s in enumerate(statements, start=1)),
    )


def make_three(middle: str) -> Cited:
    """Three statements, the middle one with a text that its passage may not hold."""
    first, second, third = make_statement(_TUNNUSTUS), make_statement(_KARTOITUS), make_statement(_UNICEF)
    return make_cited(first, replace(second, text=middle), third)


def check_all(cited: Cited, municipalities: tuple[str, ...] = ()) -> Cited:
    return check(cited, _DOCUMENTS.__getitem__, municipalities)


def texts(cited: Cited) -> list[str]:
    return [statement.statement.text for statement in cited.statements]


def assert_only_the_middle_is_gone(cited: Cited) -> None:
    """The first and the last statement are left, with citations numbered anew."""
    assert texts(cited) == [_TUNNUSTUS, _UNICEF]
    assert [statement.numbers for statement in cited.statements] == [(1,), (2,)]
    assert [(citation.number, citation.quote) for citation in cited.citations] == [(1, _TUNNUSTUS), (2, _UNICEF)]


# --- check ---


def test_what_the_passages_say_stands() -> None:
    cited = make_cited(*(make_statement(line) for line in _LINES))
    assert check_all(cited) == cited
    assert check_all(cited, ("Kuopio",)) == cited


@pytest.mark.parametrize(
    "middle",
    [
        "Kartoitukseen vastasi 241 lasta.",
        "Kartoitukseen vastasi 24 lasta.",
        "Kartoitukseen vastasi 240 lasta vuonna 2019.",
        "Kartoitukseen vastasi 240 lasta 6.9.2019.",
        "Kartoitukseen vastasi 240 lasta, kirjoita aino@kuopio.example.",
        "Kartoitukseen vastasi 240 lasta, soita 040 123 4567.",
        "Kartoitukseen vastasi 240 lasta, sanoi Liisa Virta.",
        "Kartoitukseen vastasi 240 lasta Vaasassa.",
        "KARTOITUKSEEN vastasi 240 lasta, UNICEF kertoo.",
        "UNICEF sai 240 vastausta.",
    ],
)
def test_unsupported_statement_goes_and_nothing_else(middle: str) -> None:
    assert_only_the_middle_is_gone(check_all(make_three(middle)))


@pytest.mark.parametrize(
    "middle",
    [
        "Vastauksia tuli 240.",
        "Kaikkiaan lapsia oli 240: Lapset vastasivat. Kysely päättyi.",
        "Lasta ja Kartoitukseen: 240.",
        "Kartoitukseen vastasi kaikkiaan 240 lasta.",
    ],
)
def test_words_may_differ_where_nothing_checkable_is_new(middle: str) -> None:
    assert middle in texts(check_all(make_three(middle)))


def test_marker_without_citation() -> None:
    cited = make_three(_KARTOITUS)
    assert_only_the_middle_is_gone(check_all(replace(cited, citations=(cited.citations[0], cited.citations[2]))))


def test_one_of_two_markers_without_citation() -> None:
    cited = make_three(_KARTOITUS)
    first, second, third = cited.statements
    assert_only_the_middle_is_gone(
        check_all(replace(cited, statements=(first, replace(second, numbers=(2, 7)), third)))
    )


def test_statement_without_marker() -> None:
    cited = make_three(_KARTOITUS)
    first, second, third = cited.statements
    assert_only_the_middle_is_gone(check_all(replace(cited, statements=(first, replace(second, numbers=()), third))))


def test_wrong_quote_or_offsets() -> None:
    cited = make_three(_KARTOITUS)
    first, second, third = cited.citations
    wrong = [
        replace(second, start_char=second.start_char - 1),
        replace(second, end_char=second.end_char + 1),
        replace(second, start_char=0, end_char=0),
        replace(second, start_char=10**6, end_char=10**6 + 5),
        replace(second, quote=second.quote.replace("240", "241")),
        replace(second, quote="", end_char=second.start_char),
        replace(second, document_id="unicef/malli.fi"),
    ]
    for citation in wrong:
        assert_only_the_middle_is_gone(check_all(replace(cited, citations=(first, citation, third))))


def test_another_municipality_and_the_model_are_not_cited_for_a_question_about_one() -> None:
    cited = make_cited(make_statement(_TUNNUSTUS), make_statement("voimassa", _MODEL))
    assert texts(check_all(cited, ("Kuopio",))) == [_TUNNUSTUS]
    assert texts(check_all(cited, ("Vaasa", "Kuopio"))) == [_TUNNUSTUS]
    assert texts(check_all(cited, ("Vaasa",))) == []
    assert len(texts(check_all(cited))) == 2


def test_nothing_left() -> None:
    assert check_all(make_cited(replace(make_statement(_KARTOITUS), text="Vastasi 7."))) == Cited(
        statements=(), citations=()
    )
    assert check_all(Cited(statements=(), citations=())) == Cited(statements=(), citations=())


def test_citation_that_nothing_uses_goes() -> None:
    cited = make_three(_KARTOITUS)
    left = check_all(replace(cited, statements=cited.statements[1:2]))
    assert [(citation.number, citation.quote) for citation in left.citations] == [(1, _KARTOITUS)]


def test_statement_may_rest_on_several_passages() -> None:
    cited = make_three("Kuopiossa vastasi 240 lasta, ja UNICEF oli tukena.")
    first, second, third = cited.statements
    assert len(check_all(replace(cited, statements=(first, replace(second, numbers=(2, 3)), third))).statements) == 3
    assert len(check_all(replace(cited, statements=(first, replace(second, numbers=(2, 1)), third))).statements) == 2


# --- Facts ---

_CONTACT = AnswerContact(
    name="Aino Laine",
    role=None,
    role_original=None,
    phone="+358401234567",
    phone_as_written="040 123 4567",
    email="aino.laine@kuopio.example",
    municipality="Kuopio",
)
_EVENT = AnswerEvent(
    date="2019-09-05",
    end_date=None,
    precision="day",
    kind="recognised",
    is_plan=False,
    date_text="5.9.2019",
    text=_TUNNUSTUS,
    municipality="Kuopio",
)
_GOAL = AnswerGoal(
    number=1, text=_KARTOITUS, text_original=None, theme=None, owner="municipality", municipality="Kuopio"
)


def is_kept(line: str, fact: AnswerFact) -> bool:
    """Whether a statement that gives a fact stands on a line of the page."""
    statement = replace(make_statement(line), text="", lead="**…**", facts=(fact,))
    return bool(check_all(make_cited(statement)).statements)


@pytest.mark.parametrize(
    ("changed", "kept"),
    [
        ({}, True),
        ({"name": None, "phone": None, "phone_as_written": None}, True),
        ({"name": "Aino Laineen"}, False),
        ({"phone_as_written": "040 123 4568"}, False),
        ({"phone_as_written": "0401234567"}, False),
        ({"email": "eero.salmi@kuopio.example"}, False),
        ({"email": "Aino.Laine@kuopio.example"}, True),
        ({"role": "planner", "role_original": "vastaa"}, True),
        ({"role": "vastaa", "role_original": "suunnittelija"}, False),
        ({"role": "suunnittelija"}, False),
    ],
)
def test_a_contact_stands_when_every_part_of_it_does(changed: dict[str, str | None], kept: bool) -> None:
    fact = AnswerContact(**{**asdict(_CONTACT), **changed})
    assert is_kept(_AINO, fact) is kept


@pytest.mark.parametrize("written", ["aino(at)kuopio.example", "aino [at] kuopio.example", "AINO (@) kuopio.example"])
def test_an_address_may_be_written_without_its_sign(written: str) -> None:
    document = make_sheet(f"# Kuopio\n\nKirjoita osoitteeseen {written} heti.", "kuopio/at.fi", "Kuopio")
    statement = make_statement("Kirjoita", document)
    (extract,) = statement.extracts
    citation = replace(
        make_citation(1, make_statement(_AINO)),
        document_id="kuopio/at.fi",
        quote=document.text[extract.start_char : extract.end_char],
        start_char=extract.start_char,
        end_char=extract.end_char,
    )
    for email, kept in (("aino@kuopio.example", True), ("eero@kuopio.example", False)):
        fact = replace(_CONTACT, name=None, phone=None, phone_as_written=None, email=email)
        cited = Cited(
            statements=(CitedStatement(statement=replace(statement, text="", facts=(fact,)), numbers=(1,)),),
            citations=(citation,),
        )
        assert bool(check(cited, lambda _: document, ()).statements) is kept


def test_an_event_stands_when_its_time_does() -> None:
    assert is_kept(_TUNNUSTUS, _EVENT)
    assert not is_kept(_TUNNUSTUS, replace(_EVENT, date_text="6.9.2019"))
    assert not is_kept(_KARTOITUS, _EVENT)


def test_a_goal_stands_when_its_text_does() -> None:
    assert is_kept(_KARTOITUS, _GOAL)
    assert not is_kept(_TUNNUSTUS, _GOAL)
    assert not is_kept(_KARTOITUS, replace(_GOAL, text="Kartoitukseen vastasi 241 lasta."))


def test_one_wrong_fact_takes_its_statement_along_and_no_other() -> None:
    cited = make_three("")
    first, second, third = cited.statements
    wrong = replace(second, statement=replace(second.statement, facts=(_GOAL, _EVENT)))
    assert_only_the_middle_is_gone(check_all(replace(cited, statements=(first, wrong, third))))


def test_facts_may_stand_on_different_passages_of_a_statement() -> None:
    cited = make_three("")
    first, second, third = cited.statements
    both = replace(second, statement=replace(second.statement, facts=(_GOAL, _EVENT)), numbers=(2, 1))
    assert len(check_all(replace(cited, statements=(first, both, third))).statements) == 3


_NUMBERS = st.integers(min_value=0, max_value=3000).map(str)
_CHANGED = st.lists(
    _NUMBERS | st.sampled_from(["vastasi", "lasta", "240", "5.9.2019", "040 123 4567", "240lasta", "2.40", "²", "٢٤٠"]),
    max_size=8,
).map(" ".join)


@given(st.lists(st.tuples(st.sampled_from(_LINES), _CHANGED | st.sampled_from(_LINES)), max_size=5))
def test_no_statement_is_kept_with_a_number_its_passage_does_not_hold(pairs: list[tuple[str, str]]) -> None:
    checked = check_all(make_cited(*(replace(make_statement(line), text=text) for line, text in pairs)))
    by_number = {citation.number: citation for citation in checked.citations}
    assert list(by_number) == list(range(1, len(by_number) + 1))
    assert {number for statement in checked.statements for number in statement.numbers} == set(by_number)
    for statement in checked.statements:
        passage = " ".join(by_number[number].quote for number in statement.numbers)
        assert digit_groups(statement.statement.text) <= digit_groups(passage)


def digit_groups(text: str) -> set[str]:
    """The runs of digits in a text, told without the patterns of the module."""
    return set("".join(char if char.isdecimal() else " " for char in text).split())


# --- unsupported ---


@pytest.mark.parametrize(
    ("text", "passage", "missing"),
    [
        ("Kuopio sai sen 5.9.2019.", "Kuopio sai sen 5.9.2019.", ()),
        ("Se alkoi 2018.", "Se alkoi 2017.", ("2018",)),
        ("Se alkoi 5.9.", "Se alkoi 15.9.", ("5",)),
        ("Puh. 0401234567", "Puh. 040 123 4567", ("0401234567",)),
        ("Puh. 040 123 4568", "Puh. 040 123 4567", ("4568",)),
        ("Kirjoita a.b@c.example", "Kirjoita a.b@c.example.", ()),
        ("Kirjoita A.B@c.example", "Kirjoita a.b@c.example", ()),
        ("Kirjoita b@c.example", "Kirjoita a.b@c.example", ("b@c.example",)),
        ("Kirjoita a.b@c.exam", "Kirjoita a.b@c.example", ("a.b@c.exam",)),
        ("Apuna oli Aino.", "Apuna oli Eero.", ("Aino",)),
        ("Apuna oli aino.", "Apuna oli Eero.", ()),
        ("Aino auttoi.", "Eero auttoi.", ()),
        ("”Aino auttoi.”", "Eero auttoi.", ()),
        ("Hän auttoi. Aino myös.", "Eero auttoi.", ()),
        ("UNICEF auttoi.", "Eero auttoi.", ("UNICEF",)),
        ("Malli: Tuki on UNICEFin.", "Malli tuki on unicefin.", ()),
        ("Åsa och Östen, Åke.", "åsa och östen.", ("Åke",)),
        ("", "", ()),
    ],
)
def test_unsupported(text: str, passage: str, missing: tuple[str, ...]) -> None:
    assert unsupported(text, passage) == missing


@given(st.text(st.sampled_from("aÄb 1.2@:[]()-’'\n*_&;\\")))
def test_a_passage_supports_itself(raw: str) -> None:
    assert unsupported(display_text(raw), display_text(raw)) == ()


# --- renumber ---


def test_renumber_follows_the_text() -> None:
    cited = make_three(_KARTOITUS)
    first, second, third = cited.statements
    shuffled = renumber(replace(cited, statements=(third, replace(first, numbers=(1, 3)), second)))
    assert [statement.numbers for statement in shuffled.statements] == [(1,), (2, 1), (3,)]
    assert [citation.quote for citation in shuffled.citations] == [_UNICEF, _TUNNUSTUS, _KARTOITUS]
    assert [citation.number for citation in shuffled.citations] == [1, 2, 3]


def test_renumber_leaves_what_is_in_order() -> None:
    cited = make_three(_KARTOITUS)
    assert renumber(cited) == cited
