from knowledge.facts.goal_run_ins import run_in_goals
from tests.fakes import make_document

BOLD = "**Every road is safe.** Cars slow down. More.\n\n**All children are heard.** They vote.\n"
SHORT = "**Safety.** Every road is safe. More.\n\n**Voice:** All are heard.\n"


def run_ins(text: str, language: str = "en") -> list[list[str]]:
    document = make_document(text, f"raisio/page.{language}")
    return [
        [text[goal.start_char : goal.end_char] for goal in stated.goals]
        for section in document.sections
        for stated in run_in_goals(document, section)
    ]


def test_statements_in_bold_are_the_goals() -> None:
    assert run_ins(f"## Goals\n\n{BOLD}") == [["Every road is safe.", "All children are heard."]]
    assert run_ins("## Goals\n\n" + BOLD.replace("** ", "**\\\n")) == run_ins(f"## Goals\n\n{BOLD}")


def test_a_name_in_bold_is_not_the_goal_but_the_sentence_after_it() -> None:
    assert run_ins(f"## Goals\n\n{SHORT}") == [["Every road is safe.", "All are heard."]]


def test_a_sentence_above_announces_as_many() -> None:
    assert len(run_ins(f"## Work\n\nThe town has two goals.\n\n{BOLD}")[0]) == 2
    assert run_ins(f"## Work\n\nThe town has three goals.\n\n{BOLD}") == []
    assert run_ins(f"## Goals\n\nThe town has three goals.\n\n{BOLD}") == []


def test_bold_words_elsewhere_are_no_goals() -> None:
    assert run_ins(f"## News\n\n{BOLD}") == []
    assert run_ins("## Goals\n\n**Every road is safe.** Cars slow down.\n") == []
    assert run_ins("## Goals\n\n**New trees are planted.** Soon.\n\n**Old bridges are painted.** Later.\n") == []


def test_what_is_said_of_the_goals_ends_them() -> None:
    assert run_ins(f"## Goals\n\n{BOLD}\n**The goals are monitored.** Safely.\n") == run_ins(f"## Goals\n\n{BOLD}")
