from collections.abc import Iterable

from knowledge.facts.goal_sections import headed_goals, labelled_goals, paragraph_goals
from knowledge.facts.goal_statements import StatedList
from tests.fakes import make_document


def words(text: str, lists: Iterable[StatedList]) -> list[list[str]]:
    return [[text[goal.start_char : goal.end_char] for goal in stated.goals] for stated in lists]


def headed(text: str) -> list[list[str]]:
    return words(text, headed_goals(make_document(text, "raisio/page.en")))


def labelled(text: str) -> list[list[str]]:
    return words(text, labelled_goals(make_document(text, "raisio/page.en")))


def paragraphs(text: str) -> list[list[str]]:
    document = make_document(text, "raisio/page.en")
    return words(text, (stated for section in document.sections for stated in paragraph_goals(document, section)))


def test_headings_under_a_heading_about_goals() -> None:
    assert headed("# P\n\n## Goals\n\n### Safety\n\na\n\n### Voice\n\nb\n\n### Measures\n\nc\n") == [
        ["Safety", "Voice"]
    ]


def test_headings_under_a_title_about_goals_are_other_things() -> None:
    assert headed("# Goals\n\n## Safety\n\na\n\n## Voice\n\nb\n") == []
    assert headed("# Goals\n\n## 1. Safety\n\na\n\n## 2. Voice\n\nb\n") == [["Safety", "Voice"]]


def test_headings_that_a_sentence_counts_as_goals() -> None:
    children = "### Roads\n\na\n\n### Trees\n\nb.\n"
    expected = [["Roads", "Trees"]]
    assert headed(f"# P\n\n## Work\n\nThe town has two goals.\n\n{children}") == expected
    assert headed(f"# P\n\n## Work\n\n{children}\nThese two goals were set by children.\n") == expected
    assert headed(f"# P\n\n## Work\n\n{children}\nThese three goals were set by children.\n") == []
    assert headed(f"# P\n\n## Work\n\n{children}\nOther towns have two goals.\n") == []
    assert headed(f"# P\n\nThe town has two goals.\n\n{children.replace('###', '##')}") == []


def test_items_under_headings_that_name_groups_of_goals() -> None:
    children = "### Safety\n\n- a\n- b\n\n### Voice\n\n- c\n"
    assert headed(f"# P\n\n## Three goals\n\n{children}") == [["a", "b", "c"]]
    assert (
        headed(f"# P\n\n## Two goals\n\n{children}")
        == headed(f"# P\n\n## Goals\n\n{children}")
        == [["Safety", "Voice"]]
    )


def test_labels_begin_a_list_anew_with_one() -> None:
    text = "Goal 1: a b. Goal 2: c d.\n\n### Goal 1\n\nBe safe. More.\n\n### Goal 2\n\ni j.\n"
    assert labelled(text) == [["a b.", "c d."], ["Be safe.", "i j."]]


def test_labels_that_begin_in_the_middle_or_stand_alone_are_no_list() -> None:
    assert labelled("Goal 4: a b. Goal 5: c d.\n") == []
    assert labelled("Goal 1: a b.\n") == []


def test_paragraphs_as_many_as_are_counted() -> None:
    assert paragraphs("## Two goals\n\na b\n\nc d\n\ne f\n") == [["a b", "c d"]]
    assert paragraphs("## Three goals\n\na b\n\nc d\n") == []


def test_paragraphs_without_a_theme_are_no_goals() -> None:
    assert paragraphs("## Goals\n\na b\n\nc d\n") == []
    assert paragraphs("## Goals\n\nBe safe\n\nBe heard\n\nThe goals are monitored.\n") == [["Be safe", "Be heard"]]


def test_the_text_after_a_goal_in_bold_is_none() -> None:
    text = "**Every road is safe.** Lamps keep you safe.\n\n**All children are heard.** We listen.\n"
    assert paragraphs(f"## Goals\n\n{text}") == []
