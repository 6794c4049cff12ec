"""The real command with the real model, its network cut off: build, ask, batch, chat, pages of one's own.

Every process here refuses connections and look-ups that leave the machine, and writes them down; the last test reads
that.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from knowledge.loading import load_shipped_documents
from tests.end_to_end.machine import Machine


def assert_quotes_stand_in_the_sheets(citations: Sequence[dict[str, Any]]) -> None:
    texts = {document.document_id: document.text for document in load_shipped_documents()}
    for citation in citations:
        for cited in filter(None, (citation, citation["original"])):
            text = texts[cited["document_id"]]
            assert text[cited["start_char"] : cited["end_char"]] == cited["quote"]


@pytest.mark.parametrize(
    ("question", "language", "municipality"),
    [
        ("Mitkä ovat Imatran tavoitteet?", "fi", "Imatra"),
        ("När fick Björneborg sin utmärkelse?", "sv", "Pori"),
        ("What are the goals of Lohja?", "en", "Lohja"),
    ],
)
def test_a_question_in_each_language(machine: Machine, question: str, language: str, municipality: str) -> None:
    answer = machine.ask(question)
    assert (answer["question"], answer["language"], answer["status"]) == (question, language, "answered")
    assert {citation["municipality"] for citation in answer["citations"]} == {municipality}
    assert all(f"[{citation['number']}]" in answer["text"] for citation in answer["citations"])
    assert_quotes_stand_in_the_sheets(answer["citations"])


def test_answer_as_text(machine: Machine) -> None:
    done = machine.run("ask", "När fick Björneborg sin utmärkelse?")
    assert done.returncode == 0, done.stderr
    assert "[1] Björneborg · " in done.stdout
    assert "6 mars 2018" in done.stdout
    assert done.stderr == ""


def test_pinned_language(machine: Machine) -> None:
    answer = machine.ask("Mitkä ovat Imatran tavoitteet?", "--language", "sv")
    assert (answer["language"], answer["status"]) == ("sv", "answered")


def test_batch(machine: Machine, tmp_path: Path) -> None:
    lines: list[dict[str, Any]] = [
        {"id": "a", "question": "Milloin Pori sai tunnustuksen?"},
        {"id": "b", "question": "And in Lohja?", "history": ["What are the goals of Helsinki?"]},
        {"id": "c", "question": ""},
        {"id": "d", "question": "Vilka mål har Tammerfors?"},
        {"id": "e", "question": "Vad blir det för väder i morgon?"},
        {"id": "f", "question": "Mitkä ovat Imatran tavoitteet?", "language": "en"},
    ]
    source, output = tmp_path / "q.jsonl", tmp_path / "a.jsonl"
    source.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    done = machine.run("ask", "--batch", str(source), "--output", str(output))
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    answers = [json.loads(line) for line in output.read_text(encoding="utf-8").splitlines()]
    assert [answer["id"] for answer in answers] == [line["id"] for line in lines]
    assert [answer["status"] for answer in answers] == [
        "answered",
        "answered",
        "refused_invalid",
        "unanswerable_unknown_place",
        "refused_out_of_scope",
        "answered",
    ]
    assert [answer["language"] for answer in (*answers[:2], *answers[3:])] == ["fi", "en", "sv", "sv", "en"]
    assert {citation["municipality"] for citation in answers[1]["citations"]} == {"Lohja"}
    for answer in answers:
        assert bool(answer["citations"]) is (answer["status"] == "answered")
        assert_quotes_stand_in_the_sheets(answer["citations"])


def test_facts_of_answers(machine: Machine, tmp_path: Path) -> None:
    """Contacts, events and goals stand in an answer with the citations that give them."""
    questions = (
        ("contacts", "Who is the contact person in Lohja?"),
        ("events", "Porin aikajana"),
        ("goals", "Vilka är Imatras mål?"),
    )
    source, output = tmp_path / "q.jsonl", tmp_path / "a.jsonl"
    lines = [json.dumps({"id": kind, "question": question}, ensure_ascii=False) for kind, question in questions]
    source.write_text("\n".join(lines), encoding="utf-8")
    done = machine.run("ask", "--batch", str(source), "--output", str(output))
    assert done.returncode == 0, done.stderr
    answers = {(line := json.loads(text))["id"]: line for text in output.read_text(encoding="utf-8").splitlines()}
    for kind, answer in answers.items():
        assert answer["status"] == "answered"
        numbers = {citation["number"] for citation in answer["citations"]}
        assert answer[kind]
        assert {fact["citation"] for fact in answer[kind]} <= numbers
        assert_quotes_stand_in_the_sheets(answer["citations"])
    (contact,) = answers["contacts"]["contacts"]
    assert f"](tel:{contact['phone']})" in answers["contacts"]["text"]
    assert f"](mailto:{contact['email']})" in answers["contacts"]["text"]
    dates = [event["date"] for event in answers["events"]["events"] if event["date"][:4].isdigit()]
    assert [date[:4] for date in dates] == sorted(date[:4] for date in dates)
    goals = answers["goals"]["goals"]
    assert [goal["number"] for goal in goals] == list(range(1, len(goals) + 1))
    assert {goal["municipality"] for goal in goals} == {"Imatra"}


def test_conversation(machine: Machine) -> None:
    done = machine.run("chat", input="Vilka mål har Imatra?\nOch i Lojo?\n/quit\n")
    assert done.returncode == 0, done.stderr
    sources = [line for line in done.stdout.splitlines() if line.startswith("[1] ")]
    assert [source.split(" · ")[0] for source in sources] == ["[1] Imatra", "[1] Lojo"]
    assert "Traceback" not in done.stderr


def test_facts(machine: Machine) -> None:
    done = machine.run("facts", "--municipality", "Lojo", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    listed = json.loads(done.stdout)
    assert {fact["municipality"] for facts in listed.values() for fact in facts} == {"Lohja"}
    texts = {document.document_id: document.text for document in load_shipped_documents()}
    for fact in (*listed["contacts"], *listed["events"], *listed["goals"]):
        for source in fact["sources"]:
            assert texts[source["document_id"]][source["start_char"] : source["end_char"]] == source["text"]


def test_second_build_changes_nothing(machine: Machine) -> None:
    before = machine.run("status").stdout
    done = machine.run("build", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["report"]["texts_embedded"] == 0
    assert machine.run("status").stdout == before


def test_pages_of_ones_own(machine: Machine, tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "kemi.md").write_text(
        "# Kemi ja lapset\n\n## Tavoitteet\n\nKemin tavoitteena on rakentaa lapsille viisi uutta leikkipuistoa.\n\n"
        "## Yhteystiedot\n\nKemin yhdyshenkilö on suunnittelija Tiina Keksitty, puh. 040 555 0101.\n",
        encoding="utf-8",
    )
    (tmp_path / "pages" / "sibbo.txt").write_text(
        "Sibbo och barnen\n\nSibbo kommun ordnar ett barnparlament varje höst. Parlamentet har tolv medlemmar.\n",
        encoding="utf-8",
    )
    index = str(tmp_path / "own-index")
    done = machine.run("build", str(tmp_path / "pages"), "--only", "--json", "--index", index)
    assert done.returncode == 0, done.stderr
    pages = {page["document_id"]: page for page in json.loads(done.stdout)["pages"]}
    assert {(name, page["municipality"]) for name, page in pages.items()} == {
        ("kemi.fi", "Kemi"),
        ("sibbo.sv", "Sipoo"),
    }
    answer = machine.ask("Mikä on Kemin tavoite?", "--index", index)
    assert answer["status"] == "answered"
    assert {citation["document_id"] for citation in answer["citations"]} == {"kemi.fi"}
    answer = machine.ask("Hur många medlemmar har barnparlamentet i Sibbo?", "--index", index)
    assert {citation["document_id"] for citation in answer["citations"]} == {"sibbo.sv"}
    assert machine.ask("Mitkä ovat Imatran tavoitteet?", "--index", index)["status"] == "unanswerable_unknown_place"


def test_nothing_tried_to_leave_the_machine(machine: Machine) -> None:
    # It exists when the hook was set; one line for every try.
    assert machine.log.read_text(encoding="utf-8") == ""
