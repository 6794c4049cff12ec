"""The JSON form of an answer: the contract's keys in its order."""

import json
from dataclasses import replace

from bot.json_form import answer_to_json, batch_line_to_json
from bot.schema import (
    Answer,
    AnswerContact,
    AnswerEvent,
    AnswerGoal,
    AnswerStatus,
    Citation,
    Original,
    StageSeconds,
)

_ANSWER = Answer(
    question="Vad är målet?",
    language="sv",
    status=AnswerStatus.ANSWERED,
    text="Målet är lek. [1]",
    citations=(
        Citation(
            number=1,
            document_id="imatra/sivu.sv",
            municipality="Imatra",
            title="Sidan",
            publisher=None,
            section="Mål",
            language="sv",
            published="2023-08",
            retrieved=None,
            url=None,
            quote="Målet är lek.",
            start_char=3,
            end_char=16,
            original=Original(document_id="imatra/sivu.fi", language="fi", quote="Leikki.", start_char=1, end_char=8),
        ),
    ),
    seconds=StageSeconds(understand=0.00412345, retrieve=0.03, compose=1 / 3),
)


def test_keys_and_their_order() -> None:
    fields = json.loads(answer_to_json(_ANSWER))
    assert list(fields) == [
        "question",
        "language",
        "status",
        "text",
        "citations",
        "contacts",
        "events",
        "goals",
        "seconds",
    ]
    (citation,) = fields["citations"]
    assert list(citation) == [
        "number",
        "document_id",
        "municipality",
        "title",
        "publisher",
        "section",
        "language",
        "published",
        "retrieved",
        "url",
        "quote",
        "start_char",
        "end_char",
        "translation",
        "original",
    ]
    assert citation["original"] == {
        "document_id": "imatra/sivu.fi",
        "language": "fi",
        "quote": "Leikki.",
        "start_char": 1,
        "end_char": 8,
    }
    assert fields["status"] == "answered"
    assert fields["seconds"] == {"understand": 0.0041, "retrieve": 0.03, "compose": 0.3333}
    assert (fields["contacts"], fields["events"], fields["goals"]) == ([], [], [])


def test_contacts() -> None:
    contact = AnswerContact(
        name="Aino Laine",
        role="planerare",
        role_original="suunnittelija",
        phone="+358401234567",
        phone_as_written="+358 040 1234567",
        email=None,
        municipality="Imatra",
        citation=1,
    )
    (fields,) = json.loads(answer_to_json(replace(_ANSWER, contacts=(contact,))))["contacts"]
    assert list(fields.items()) == [
        ("name", "Aino Laine"),
        ("role", "planerare"),
        ("role_original", "suunnittelija"),
        ("phone", "+358401234567"),
        ("phone_as_written", "+358 040 1234567"),
        ("email", None),
        ("municipality", "Imatra"),
        ("citation", 1),
    ]


def test_events() -> None:
    event = AnswerEvent(
        date="2021-summer",
        end_date=None,
        precision="season",
        kind="joined",
        is_plan=False,
        date_text="sommaren 2021",
        text="Imatra gick med sommaren 2021.",
        municipality="Imatra",
        citation=2,
    )
    (fields,) = json.loads(answer_to_json(replace(_ANSWER, events=(event,))))["events"]
    assert {key: fields[key] for key in ("date", "precision", "kind", "text", "municipality", "citation")} == {
        "date": "2021-summer",
        "precision": "season",
        "kind": "joined",
        "text": "Imatra gick med sommaren 2021.",
        "municipality": "Imatra",
        "citation": 2,
    }
    assert (fields["end_date"], fields["is_plan"], fields["date_text"]) == (None, False, "sommaren 2021")


def test_goals() -> None:
    goal = AnswerGoal(
        number=3,
        text="Mobbningen stoppas.",
        text_original="Kiusaamiseen puututaan.",
        theme="community",
        owner="municipality",
        municipality="Imatra",
        citation=4,
    )
    (fields,) = json.loads(answer_to_json(replace(_ANSWER, goals=(goal,))))["goals"]
    assert fields == {
        "number": 3,
        "text": "Mobbningen stoppas.",
        "text_original": "Kiusaamiseen puututaan.",
        "theme": "community",
        "owner": "municipality",
        "municipality": "Imatra",
        "citation": 4,
    }


def test_letters_stay_letters() -> None:
    assert "Målet är lek." in answer_to_json(_ANSWER)
    assert "\n  " in answer_to_json(_ANSWER)


def test_batch_line_is_one_line_with_its_id_first() -> None:
    line = batch_line_to_json(_ANSWER, "å1")
    assert next(iter(json.loads(line))) == "id"
    assert json.loads(line)["id"] == "å1"
    assert json.loads(batch_line_to_json(_ANSWER, None))["id"] is None


def test_characters_that_end_lines_or_have_no_utf8_form() -> None:
    text = "a\u2028b\u2029c\x85d\ud800e\nf"
    line = batch_line_to_json(Answer(question=text, language="fi", status=AnswerStatus.INVALID, text="Ei."), "\udcff")
    assert len(line.splitlines()) == 1
    line.encode("utf-8")
    assert json.loads(line)["question"] == text
    assert json.loads(line)["id"] == "\udcff"
