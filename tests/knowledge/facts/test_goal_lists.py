from collections.abc import Sequence

from knowledge.facts.goal_lists import announcement, listed_goals, paragraphs_above
from tests.fakes import make_document


def lists(text: str, language: str = "en") -> list[list[str]]:
    document = make_document(text, f"raisio/page.{language}")
    return [
        [text[goal.start_char : goal.end_char] for goal in stated.goals]
        for section in document.sections
        for stated in listed_goals(document, section)
    ]


def test_the_first_list_under_a_heading_about_goals_counts() -> None:
    assert lists("## Goals\n\nThe council agreed.\n\n- a\n- b\n\nMore:\n\n- c\n") == [["a", "b"]]


def test_a_list_of_measures_does_not_count() -> None:
    assert lists("## Goals\n\nMeasures:\n\n- a\n- b\n") == []


def test_a_list_counts_by_the_sentence_above_it() -> None:
    assert lists("## Work\n\nThese are our goals:\n\n- a\n- b\n") == [["a", "b"]]
    assert lists("## Work\n\nWe have two goals. They were approved in May.\n\n- a\n- b\n") == [["a", "b"]]
    assert lists("## Work\n\nWe have three goals. They were approved in May.\n\n- a\n- b\n") == []
    assert lists("## Work\n\nThe goals are good.\n\n- a\n- b\n") == []


def test_what_stands_below_an_item_belongs_to_it() -> None:
    nested: Sequence[str] = ("1. a\n   - x\n   - y\n\n   More on a.\n\n2. b\n", "- a\n  1. x\n- b\n")
    assert [lists("## Goals\n\n" + text) for text in nested] == [[["a", "b"]], [["a", "b"]]]


def test_items_in_groups_are_goals_where_as_many_are_counted() -> None:
    nested = "- Safety\n  - a\n  - b\n- Voice\n  - c\n"
    assert lists(f"## Three goals\n\n{nested}") == [["a", "b", "c"]]
    assert lists(f"## Work\n\nWe have three goals.\n\n{nested}") == [["a", "b", "c"]]
    assert lists(f"## Two goals\n\n{nested}") == lists(f"## Goals\n\n{nested}") == [["Safety", "Voice"]]


def test_items_of_several_lists_are_goals_where_as_many_are_counted() -> None:
    apart = "**Safety**\n\n- a\n- b\n\n**Voice**\n\n- c\n"
    assert lists(f"## Three goals\n\n{apart}") == [["a", "b", "c"]]
    # Without a number these are measures, each list under its goal.
    assert lists(f"## Goals\n\n{apart}") == []


def test_a_list_of_promises() -> None:
    assert lists("## Work\n\nKommunen har gett tre löften:\n\n- a\n- b\n- c\n", "sv") == [["a", "b", "c"]]
    assert lists("## Työ\n\nOlemme antaneet kolme lupausta.\n\n- a\n- b\n- c\n", "fi") == [["a", "b", "c"]]
    assert lists("## Work\n\nThe council made two promises.\n\n- a\n- b\n") == [["a", "b"]]


def test_a_list_of_links_is_a_table_of_contents() -> None:
    assert lists("## Goals\n\n- [Safety](#a)\n- [Voice](#b)\n") == []


def test_what_the_paragraphs_above_announce() -> None:
    document = make_document("# Page\n\nText.\n\nOur three goals:\n\n- a\n", "raisio/page.en")
    (section,) = document.sections
    above = paragraphs_above(section, 3)
    assert [document.text[block.start_char : block.end_char] for block in above] == ["Text.", "Our three goals:"]
    lead = announcement(document, above, 1)
    assert lead is not None
    assert lead.count == 3
