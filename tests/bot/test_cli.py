"""The command line: in this process with click's runner, and as a real one for streams and exit statuses."""

import json
import os
import pty
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot import assembly
from bot.cli import commands
from bot.schema import Answer, AnswerStatus, Citation, Question, StageSeconds
from bot.settings import Settings
from index.errors import StoreError
from index.folder import generation_folder, read_manifest
from knowledge.loading import load_shipped_documents
from knowledge.reading import MAX_FILE_BYTES
from tests.fakes import FakeEmbedder

ROOT = Path(__file__).resolve().parents[2]
_INSTALLED = Path(sys.executable).with_name("lykbot")
# The installed command; where the project is not installed, what it runs.
LYKBOT: tuple[str, ...] = (str(_INSTALLED),) if _INSTALLED.exists() else (sys.executable, "-m", "bot.cli")
# The same with a model of 32 dimensions, and with a bot that answers from its question alone.
_FAKE_MODEL = """
from bot import assembly, cli
from tests.fakes import FakeEmbedder
assembly.make_embedder = lambda settings: FakeEmbedder(dimension=32)
"""
# A run in the background ignores Ctrl-C, and its children with it; these are to take it whatever started the tests.
_FAKE_BOT = """
import signal
import time
signal.signal(signal.SIGINT, signal.default_int_handler)
from bot import assembly, cli
from bot.schema import Answer, AnswerStatus
class Bot:
    def answer(self, question):
        if "slow" in question.text:
            time.sleep(60)
        if "crash" in question.text:
            raise ZeroDivisionError("by\\nzero")
        text = "**\\u00c4l\\u00e4** \\u2013 ei. []"
        return Answer(question=question.text, language="fi", status=AnswerStatus.OUT_OF_SCOPE, text=text)
assembly.open_bot = lambda settings: Bot()
"""
_RUN = "cli.main()\n"
_LIBRARIES = ("bm25s", "chromadb", "lingua", "llama_index", "nltk", "sentence_transformers", "torch", "transformers")

SetAnswer = Callable[[Callable[[Question], Answer]], None]


def reply(question: Question, status: AnswerStatus = AnswerStatus.ANSWERED) -> Answer:
    citation = Citation(
        number=1,
        document_id="pori/sivu.fi",
        municipality="Pori",
        title="Sivu",
        publisher="Porin kaupunki",
        section="Alku",
        language="fi",
        published=None,
        retrieved=None,
        url=None,
        quote="Pori sai tunnustuksen.",
        start_char=0,
        end_char=22,
    )
    return Answer(
        question=question.text,
        language=question.language or "fi",
        status=status,
        text="Pori sai **tunnustuksen**. [1]" if status is AnswerStatus.ANSWERED else "Ei onnistu.",
        citations=(citation,) if status is AnswerStatus.ANSWERED else (),
        seconds=StageSeconds(understand=0.5),
    )


@pytest.fixture
def set_answer(monkeypatch: pytest.MonkeyPatch) -> SetAnswer:
    """Puts a bot in place of the real one."""

    class Bot:
        def __init__(self, answer: Callable[[Question], Answer]) -> None:
            self.answer = answer

    def set_it(answer: Callable[[Question], Answer]) -> None:
        monkeypatch.setattr(assembly, "open_bot", lambda settings: Bot(answer))

    return set_it


def run(*arguments: str | Path, input: str | bytes | None = None) -> Result:
    return CliRunner().invoke(commands, [str(argument) for argument in arguments], input=input, prog_name="lykbot")


def run_process(
    command: Sequence[str | bytes], *, input: bytes = b"", environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    variables = os.environ | {"PYTHONPATH": str(ROOT)} | (environment or {})
    return subprocess.run(command, input=input, capture_output=True, env=variables, timeout=120, check=False)


def run_fake(script: str, *arguments: str | bytes, **how: Any) -> subprocess.CompletedProcess[bytes]:
    return run_process([sys.executable, "-c", script + _RUN, *arguments], **how)


def assert_one_sentence(notices: str) -> None:
    """A single line that lykbot says, and no traceback."""
    assert notices.startswith("lykbot: ")
    assert notices.count("\n") == 1, notices
    assert "Traceback" not in notices


@pytest.fixture(scope="module")
def built_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped sheets, indexed with the fake model."""
    folder = tmp_path_factory.mktemp("built")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(assembly, "make_embedder", lambda settings: FakeEmbedder(dimension=32))
        assembly.build(Settings(index_dir=folder / "index", cache_dir=folder / "cache", data_dir=folder / "data"))
    return folder / "index"


@pytest.fixture
def index(built_index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of that index, to be spoilt."""
    monkeypatch.setenv("LYKBOT_CACHE_DIR", str(built_index.parent / "cache"))
    return Path(shutil.copytree(built_index, tmp_path / "index"))


# --- What is understood ---


@pytest.mark.parametrize("command", ["", "build", "ask", "chat", "check", "facts", "status"])
@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help(command: str, option: str) -> None:
    result = run(*command.split(), option)
    assert result.exit_code == 0
    assert result.stdout.startswith("Usage: lykbot")
    assert result.stderr == ""


def test_help_names_every_command() -> None:
    text = run("--help").stdout
    assert all(f"  {name} " in text for name in ("build", "ask", "chat", "check", "facts", "status"))


def test_version() -> None:
    result = run("--version")
    assert (result.exit_code, result.stdout.startswith("lykbot ")) == (0, True)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["ask"], "either a QUESTION or --batch FILE"),
        (["ask", "Kuka?", "--batch", "-"], "either a QUESTION or --batch FILE"),
        (["ask", "Kuka?", "--output", "a.jsonl"], "--output goes with --batch"),
        (["ask", "Kuka?", "--language", "de"], "'de' is not one of"),
        (["ask", "Kuka", "on?"], "unexpected extra argument"),
        (["build", "--only"], "name at least one PATH"),
        (["status", "--index", __file__], "is a file"),
        (["facts", "--topic", "weather"], "'weather' is not one of"),
        (["facts", "--language", "de"], "'de' is not one of"),
        (["answer"], "No such command 'answer'"),
        (["--wrong"], "No such option"),
    ],
)
def test_usage_errors(arguments: list[str], message: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


@pytest.mark.parametrize("arguments", [["--help"], ["ask", "--help"], ["ask"], ["wrong"], ["status"], ["--version"]])
def test_quick_answers_load_nothing_heavy(arguments: list[str], index: Path) -> None:
    code = (
        "import atexit, sys\n"
        f"atexit.register(lambda: print('LOADED', [m for m in {_LIBRARIES!r} if m in sys.modules], file=sys.stderr))\n"
        "from bot import cli\n"
    )
    done = run_fake(code, *arguments, environment={"LYKBOT_INDEX_DIR": str(index)})
    assert done.stderr.decode().splitlines()[-1] == "LOADED []"


# --- ask ---


def test_ask_prints_answer_and_sources(set_answer: SetAnswer) -> None:
    set_answer(reply)
    result = run("ask", "Milloin Pori sai tunnustuksen?")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "Pori sai tunnustuksen. [1]",
        "",
        "[1] Pori · Sivu · Porin kaupunki · sivun kieli: suomi · päiväys ei tiedossa",
        "    ”Pori sai tunnustuksen.”",
    ]
    assert result.stderr == ""


def test_ask_json_and_language(set_answer: SetAnswer) -> None:
    asked: list[Question] = []

    def answer(question: Question) -> Answer:
        asked.append(question)
        return reply(question)

    set_answer(answer)
    result = run("ask", "När fick Björneborg?", "--language", "sv", "--json")
    fields = json.loads(result.stdout)
    assert (fields["language"], fields["status"], fields["seconds"]["understand"]) == ("sv", "answered", 0.5)
    assert asked == [Question(text="När fick Björneborg?", language="sv")]


@pytest.mark.parametrize(
    ("status", "exit_code"),
    [(status, int(status is AnswerStatus.INVALID or status.name.startswith("FAILED"))) for status in AnswerStatus],
)
def test_exit_status_of_an_answer(status: AnswerStatus, exit_code: int, set_answer: SetAnswer) -> None:
    set_answer(lambda question: reply(question, status))
    result = run("ask", "Kuka?")
    assert result.exit_code == exit_code
    assert result.stdout
    as_json = run("ask", "Kuka?", "--json")
    assert (as_json.exit_code, json.loads(as_json.stdout)["status"]) == (exit_code, status.value)


def test_our_errors_are_a_sentence(set_answer: SetAnswer) -> None:
    def fail(question: Question) -> Answer:
        raise StoreError("the server \x1b[2Jis away; start it")

    set_answer(fail)
    result = run("ask", "Kuka?")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "lykbot: the server [2Jis away; start it\n"


def test_errors_nobody_foresaw_are_a_sentence_too() -> None:
    done = run_fake(_FAKE_BOT, "ask", "crash")
    assert (done.returncode, done.stdout) == (1, b"")
    assert_one_sentence(done.stderr.decode())
    assert "ZeroDivisionError: by)" in done.stderr.decode()
    assert "LYKBOT_DEBUG=1" in done.stderr.decode()


def test_traceback_for_those_who_ask_for_it() -> None:
    done = run_fake(_FAKE_BOT, "ask", "crash", environment={"LYKBOT_DEBUG": "1"})
    assert done.returncode == 1
    assert b"Traceback" in done.stderr


def test_interrupted_question_is_quiet(set_answer: SetAnswer) -> None:
    def interrupt(question: Question) -> Answer:
        raise KeyboardInterrupt

    set_answer(interrupt)
    result = run("ask", "Kuka?")
    assert (result.exit_code, result.stdout, result.stderr) == (130, "", "")


@pytest.mark.parametrize("environment", [{"PYTHONIOENCODING": "latin-1"}, {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"}])
def test_output_is_utf8_whatever_the_locale(environment: dict[str, str]) -> None:
    done = run_fake(_FAKE_BOT, "ask", "å", environment=environment | {"PYTHONUTF8": "0"})
    assert done.returncode == 0
    assert done.stdout.decode("utf-8") == "Älä – ei. []\n"
    asked = run_fake(_FAKE_BOT, "ask", "å", "--json", environment=environment | {"PYTHONUTF8": "0"})
    assert json.loads(asked.stdout.decode("utf-8"))["question"] == "å"


def test_argument_that_is_not_utf8() -> None:
    done = run_fake(_FAKE_BOT, "ask", b"p\xe4iv\xff", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.decode("utf-8"))["question"] == "p\udce4iv\udcff"


def test_reader_that_goes_away() -> None:
    command = [sys.executable, "-c", _FAKE_BOT + _RUN, "ask", "x"]
    read_end, write_end = os.pipe()
    os.close(read_end)
    with subprocess.Popen(
        command, stdout=write_end, stderr=subprocess.PIPE, env=os.environ | {"PYTHONPATH": str(ROOT)}
    ) as process:
        os.close(write_end)
        _, notices = process.communicate(timeout=60)
    assert notices == b""


BAD_QUESTIONS = ["", "   \t ", "a" * 1001, "?!…", "🙂🎉", "\u200b\u202e", "\u202e\u2066", "-", "\ud800\udfff"]


@pytest.mark.usefixtures("fake_model")
@pytest.mark.parametrize("question", BAD_QUESTIONS)
def test_bad_questions_are_refused(question: str, index: Path) -> None:
    result = run("ask", "--index", index, "--json", "--", question)
    assert (result.exit_code, result.stderr) == (1, "")
    answer = json.loads(result.stdout)
    assert answer["status"] == "refused_invalid"
    assert answer["text"].strip()
    assert answer["citations"] == []
    assert run("ask", "--index", index, "--", question).exit_code == 1


def test_bad_question_from_a_shell(index: Path) -> None:
    done = run_fake(_FAKE_MODEL, "ask", b"\xff\xfe", "--index", str(index))
    assert (done.returncode, done.stderr) == (1, b"")
    assert done.stdout.strip()


@pytest.mark.usefixtures("fake_model")
@pytest.mark.parametrize(
    "question",
    ["Mitkä ovat \u202eImatran\u202c tavoitteet?", "Mitkä\0 ovat Imatran\x1b[2J tavoitteet?", "Imatra \ud800"],
)
def test_odd_characters_in_a_question_break_nothing(question: str, index: Path) -> None:
    result = run("ask", "--batch", "-", "--index", index, input=json.dumps({"question": question}))
    assert result.exit_code == 0, result.stderr
    answer = json.loads(result.stdout)
    assert not answer["status"].startswith("failed_")
    assert answer["question"] == question


# --- ask --batch ---


def test_batch_from_standard_input(set_answer: SetAnswer) -> None:
    set_answer(reply)
    result = run("ask", "--batch", "-", input=b'{"id": 1, "question": "\xc3\xa4"}\nbad\n{"id": 3, "question": "b"}\n')
    assert result.exit_code == 0
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(line["id"], line["question"]) for line in lines] == [(1, "ä"), (None, ""), (3, "b")]
    assert "3 answers, 1 of them to lines that are no questions" in result.stderr


def test_batch_file_to_file(set_answer: SetAnswer, tmp_path: Path) -> None:
    set_answer(reply)
    (tmp_path / "q.jsonl").write_text('{"question": "a"}\n', encoding="utf-8")
    result = run("ask", "--batch", tmp_path / "q.jsonl", "--output", tmp_path / "a.jsonl", "--language", "sv")
    assert (result.exit_code, result.stdout) == (0, "")
    assert json.loads((tmp_path / "a.jsonl").read_text(encoding="utf-8"))["language"] == "sv"
    assert f"1 answers, in {tmp_path / 'a.jsonl'}" in result.stderr


def test_batch_that_cannot_be_read(tmp_path: Path) -> None:
    done = run_process([*LYKBOT, "ask", "--batch", str(tmp_path / "missing.jsonl")])
    assert (done.returncode, done.stdout) == (1, b"")
    assert_one_sentence(done.stderr.decode())


def test_interrupted_batch_says_where_its_answers_are(tmp_path: Path) -> None:
    (tmp_path / "q.jsonl").write_text('{"question": "a"}\n{"question": "b"}\n{"question": "slow"}\n', encoding="utf-8")
    output, partial = tmp_path / "a.jsonl", tmp_path / "a.jsonl.partial"
    arguments = ["ask", "--batch", str(tmp_path / "q.jsonl"), "--output", str(output)]
    command = [sys.executable, "-c", _FAKE_BOT + _RUN, *arguments]
    with subprocess.Popen(command, stderr=subprocess.PIPE, env=os.environ | {"PYTHONPATH": str(ROOT)}) as process:
        deadline = time.monotonic() + 60
        while not (partial.exists() and partial.read_bytes().count(b"\n") == 2) and time.monotonic() < deadline:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, notices = process.communicate(timeout=60)
    assert process.returncode == 130
    assert notices.decode() == f"lykbot: stopped: the 2 answers that were finished are in {partial}\n"
    assert [json.loads(line)["question"] for line in partial.read_text(encoding="utf-8").splitlines()] == ["a", "b"]
    assert not output.exists()


# --- chat ---


def test_chat_through_a_pipe(set_answer: SetAnswer, index: Path) -> None:
    set_answer(reply)
    result = run("chat", "--index", index, "--language", "en", input="When?\n/quit\nnever\n")
    assert result.exit_code == 0
    assert result.stdout.startswith("Pori sai tunnustuksen. [1]\n")
    assert "Helsinki, Imatra, Lohja and Pori" in result.stderr
    assert result.stderr.endswith("Thank you, and goodbye!\n")


def test_chat_in_a_terminal(index: Path) -> None:
    main, terminal = pty.openpty()
    command = [sys.executable, "-c", _FAKE_BOT + _RUN, "chat", "--index", str(index)]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "TERM": "xterm-256color", "COLUMNS": "100"}
    process = subprocess.Popen(command, stdin=terminal, stdout=terminal, stderr=terminal, env=environment)
    os.close(terminal)
    seen = b""

    def wait_for(text: str, count: int = 1) -> None:
        nonlocal seen
        deadline = time.monotonic() + 60
        while seen.count(text.encode()) < count and time.monotonic() < deadline:
            if select.select([main], [], [], 0.2)[0]:
                seen += os.read(main, 65536)
        assert seen.count(text.encode()) >= count, seen.decode(errors="replace")

    try:
        wait_for("> ")
        os.write(main, b"Kuka?\n")
        wait_for("\x1b[1mÄlä\x1b[0m")
        # A key that comes before the next prompt is read by the terminal, not by the prompt.
        wait_for("> ", count=2)
        assert b"**" not in seen
        assert b"[]" in seen
        os.write(main, b"\x04")  # Ctrl-D
        wait_for("Kiitos ja näkemiin!")
        assert process.wait(timeout=60) == 0
    finally:
        process.kill()
        process.wait()
        os.close(main)


# --- status, and folders that hold no index ---


def test_status(index: Path) -> None:
    done = run_process([*LYKBOT, "status", "--index", str(index)])
    assert (done.returncode, done.stderr) == (0, b"")
    text = done.stdout.decode()
    for words in (str(index), "passages", "Imatra", "fi 1", "the ones it was built with", "MB"):
        assert words in text


def test_status_json(index: Path) -> None:
    fields = json.loads(run("status", "--index", index, "--json").stdout)
    assert (fields["index_dir"], fields["matches_settings"], fields["mismatch"]) == (str(index), True, None)
    assert {"municipality": "Imatra", "language": "sv", "documents": 1} in fields["counts"]
    assert fields["documents"] == sum(count["documents"] for count in fields["counts"])


def test_status_with_other_settings(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LYKBOT_EMBEDDING_MODEL", "some/other-model")
    result = run("status", "--index", index)
    assert result.exit_code == 0
    assert "the settings say 'some/other-model'" in result.stdout
    asked = run("ask", "Kuka?", "--index", index)
    assert asked.exit_code == 1
    assert_one_sentence(asked.stderr)
    assert "lykbot build" in asked.stderr


# --- facts ---


def test_facts(index: Path) -> None:
    done = run_process([*LYKBOT, "facts", "--index", str(index)])
    assert (done.returncode, done.stderr) == (0, b"")
    lines = done.stdout.decode().splitlines()
    places = ("Helsinki", "Imatra", "Lohja", "Pori", "The model")
    found = [lines.index(next(line for line in lines if line.startswith(f"{place}: "))) for place in places]
    assert found == sorted(found)
    assert "Warnings" in lines
    assert max(map(len, lines)) <= 100


def test_facts_of_a_municipality_and_a_topic(index: Path) -> None:
    result = run("facts", "--municipality", "imatralla", "--topic", "goals", "--language", "sv", "--index", index)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("Imatra: goals\n")
    assert "imatra/lapsiystavallinen-kunta.sv " in result.stdout
    assert "timeline" not in result.stdout
    assert "Lohja" not in result.stdout


def test_facts_json(index: Path) -> None:
    arguments = ("facts", "--municipality", "Björneborg", "--topic", "timeline", "--json", "--index", index)
    fields = json.loads(run(*arguments).stdout)
    assert list(fields) == ["contacts", "events", "goals"]
    assert (fields["contacts"], fields["goals"]) == ([], [])
    event = next(event for event in fields["events"] if event["kind"] == "recognised")
    assert (event["date"], event["precision"], event["municipality"]) == ("2018-03-06", "day", "Pori")
    texts = {document.document_id: document.text for document in load_shipped_documents()}
    for source in event["sources"]:
        assert texts[source["document_id"]][source["start_char"] : source["end_char"]] == source["text"]
    assert run(*arguments).stdout == run(*arguments).stdout


def test_facts_of_a_municipality_without_pages(index: Path) -> None:
    result = run("facts", "--municipality", "Tampere", "--index", index)
    assert (result.exit_code, result.stdout) == (1, "")
    assert_one_sentence(result.stderr)
    assert "those that have pages: Helsinki, Imatra, Lohja, Pori" in result.stderr


@pytest.mark.usefixtures("fake_model")
def test_facts_of_pages_that_state_none(index: Path, pages: Path) -> None:
    run("build", pages, "--only", "--index", index)
    result = run("facts", "--topic", "contacts", "--index", index)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "The index states none of these facts.\n\nWarnings\n  Kemi: no contact\n"


def test_facts_with_other_settings(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LYKBOT_CHUNK_TOKENS", "99")
    result = run("facts", "--index", index)
    assert (result.exit_code, result.stdout) == (1, "")
    assert_one_sentence(result.stderr)
    assert "lykbot build" in result.stderr


def test_bad_setting_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LYKBOT_CHUNK_TOKENS", "5")
    result = run("status")
    assert (result.exit_code, result.stdout) == (1, "")
    assert_one_sentence(result.stderr)


def _make_missing(folder: Path) -> None:
    shutil.rmtree(folder)


def _make_empty(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()


def _make_foreign(folder: Path) -> None:
    _make_empty(folder)
    (folder / "photo.jpg").write_bytes(b"\xff\xd8")


def _truncate_records(folder: Path) -> None:
    path = generation_folder(folder, read_manifest(folder).generation) / "records.sqlite"
    path.write_bytes(path.read_bytes()[:1000])


def _truncate_manifest(folder: Path) -> None:
    path = generation_folder(folder, read_manifest(folder).generation) / "manifest.json"
    path.write_bytes(path.read_bytes()[:100])


def _name_no_generation(folder: Path) -> None:
    (folder / "current").write_bytes(b"\xff\x00")


@pytest.mark.parametrize(
    "spoil",
    [_make_missing, _make_empty, _make_foreign, _truncate_records, _truncate_manifest, _name_no_generation],
    ids=lambda spoil: spoil.__name__.strip("_"),
)
@pytest.mark.parametrize(
    "arguments", [["ask", "Kuka?"], ["chat"], ["facts"], ["status"]], ids=lambda arguments: arguments[0]
)
def test_folder_without_a_sound_index(spoil: Callable[[Path], None], arguments: list[str], index: Path) -> None:
    spoil(index)
    result = run(*arguments, "--index", index)
    assert (result.exit_code, result.stdout) == (1, "")
    assert_one_sentence(result.stderr)
    assert str(index) in result.stderr
    assert any(words in result.stderr for words in ("lykbot build", "--index"))


# --- build ---


@pytest.fixture
def fake_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assembly, "make_embedder", lambda settings: FakeEmbedder(dimension=32))


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "kemi.fi.md").write_text("# Kemin tavoitteet\n\nKemi kuulee lapsia joka vuosi.\n", encoding="utf-8")
    return folder


@pytest.mark.usefixtures("fake_model")
def test_build_reports_what_it_did(index: Path, pages: Path) -> None:
    result = run("build", pages, "--only", "--index", index)
    assert result.exit_code == 0, result.stderr
    assert "1 documents in 1 passages: 1 added, 0 replaced, 0 unchanged, 15 removed" in result.stdout
    assert "inferred: municipality: Kemi, language: fi, title: Kemin tavoitteet" in result.stdout


@pytest.mark.usefixtures("fake_model")
def test_build_json(index: Path, pages: Path) -> None:
    (pages / "bad.md").write_bytes(b"\x00")
    (pages / "notes.docx").write_bytes(b"")
    result = run("build", pages, "--json", "--index", index)
    assert result.exit_code == 1
    fields = json.loads(result.stdout)
    assert list(fields) == ["index", "report", "pages", "problems", "skipped"]
    assert (fields["report"]["documents_added"], fields["report"]["documents_unchanged"]) == (1, 15)
    assert [Path(problem["path"]).name for problem in fields["problems"]] == ["bad.md"]
    assert "passed by, being no pages: 1 (notes.docx)" in result.stderr


def _huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(MAX_FILE_BYTES + 1)  # sparse: takes no room


BAD_PAGES: dict[str, tuple[Callable[[Path], object], str]] = {
    "empty": (lambda path: path.write_bytes(b""), "Empty"),
    "blank": (lambda path: path.write_bytes(b" \n\t\n"), "Empty"),
    "binary": (lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00"), "Not UTF-8"),
    "control": (lambda path: path.write_bytes(b"abc\x00def"), "control character U+0000"),
    "latin-1": (lambda path: path.write_bytes("Pöytä on tässä".encode("latin-1")), "Save it as UTF-8"),
    "utf-16": (lambda path: path.write_bytes("Pöytä".encode("utf-16")), "UTF-16"),
    "huge": (_huge, f"the limit is {MAX_FILE_BYTES:,}"),
    "front matter": (lambda path: path.write_bytes(b"---\ntitle: [a\n---\n\nTeksti on.\n"), ":"),
    "open front matter": (lambda path: path.write_bytes(b"---\ntitle: a\n"), ":"),
    "unknown place": (lambda path: path.write_bytes(b"---\nmunicipality: Gotham\n---\n\nTeksti on.\n"), "Gotham"),
    "dangling link": (lambda path: path.symlink_to("nowhere.md"), "Cannot be read"),
    "pipe": (lambda path: os.mkfifo(path), "Not a regular file"),
}


@pytest.mark.usefixtures("fake_model")
@pytest.mark.parametrize("kind", BAD_PAGES)
def test_bad_page_is_named_and_the_rest_is_built(kind: str, index: Path, pages: Path) -> None:
    make, reason = BAD_PAGES[kind]
    bad = pages / "bad.fi.md"
    make(bad)
    result = run("build", pages, "--only", "--index", index)
    assert result.exit_code == 1
    named, conclusion = result.stderr.splitlines()
    assert named.startswith(f"lykbot: {bad}:")
    assert reason in named
    assert conclusion == "lykbot: not everything could be read: 1 left out, the rest is in the index"
    assert "1 documents in 1 passages" in result.stdout
    assert json.loads(run("status", "--index", index, "--json").stdout)["documents"] == 1


@pytest.mark.usefixtures("fake_model")
@pytest.mark.parametrize("kind", BAD_PAGES)
def test_nothing_but_bad_pages_leaves_the_old_index(kind: str, index: Path, tmp_path: Path) -> None:
    before = run("status", "--index", index).stdout
    bad = tmp_path / "bad.fi.md"
    BAD_PAGES[kind][0](bad)
    result = run("build", bad, "--only", "--index", index)
    assert (result.exit_code, result.stdout) == (1, "")
    assert all(line.startswith("lykbot: ") for line in result.stderr.splitlines())
    assert "bad.fi.md" in result.stderr
    assert run("status", "--index", index).stdout == before
    assert "failed_" not in run("ask", "Mitkä ovat Imatran tavoitteet?", "--json", "--index", index).stdout


@pytest.mark.usefixtures("fake_model")
def test_file_name_that_is_not_utf8(index: Path, pages: Path) -> None:
    try:
        (Path(os.fsdecode(os.fsencode(pages) + b"/\xff.fi.md"))).write_text("Kemi on täällä.", encoding="utf-8")
    except OSError:
        pytest.skip("this file system refuses names that are not UTF-8")
    result = run("build", pages, "--only", "--index", index)
    assert "unforeseen" not in result.stderr
    assert json.loads(run("status", "--index", index, "--json").stdout)["documents"] >= 1


@pytest.mark.usefixtures("fake_model")
def test_path_that_does_not_exist(index: Path, tmp_path: Path) -> None:
    before = run("status", "--index", index).stdout
    result = run("build", tmp_path / "missing", "--index", index)
    assert (result.exit_code, result.stdout) == (1, "")
    assert_one_sentence(result.stderr)
    assert "missing cannot be found" in result.stderr
    assert run("status", "--index", index).stdout == before


@pytest.mark.usefixtures("fake_model")
@pytest.mark.parametrize("kind", ["page", "folder", "index"])
def test_no_permission(kind: str, index: Path, pages: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("NOT TESTED: root may read and write everything; run the tests as another user")
    closed = {"page": pages / "closed.md", "folder": pages, "index": index}[kind]
    if kind == "page":
        closed.write_text("Kemi", encoding="utf-8")
    closed.chmod(0)
    try:
        result = run("build", pages, "--only", "--index", index)
        status = run("status", "--index", index)
    finally:
        closed.chmod(0o700)
    assert status.exit_code == (1 if kind == "index" else 0)
    assert "unforeseen" not in status.stderr + result.stderr
    assert result.exit_code == 1
    assert "ermission" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.usefixtures("fake_model")
def test_build_refuses_a_folder_of_other_files(pages: Path) -> None:
    result = run("build", "--only", pages, "--index", pages)
    assert (result.exit_code, result.stdout) == (1, "")
    assert_one_sentence(result.stderr)
    assert [path.name for path in pages.iterdir()] == ["kemi.fi.md"]


# --- check ---


def test_check_of_the_shipped_sheets() -> None:
    result = run("check")
    assert (result.exit_code, result.stdout) == (0, ""), result.output
    assert "0 errors" in result.stderr


def test_check_says_whether_an_index_holds_the_sheets(index: Path, tmp_path: Path, pages: Path) -> None:
    other = run("check", pages, "--index", index)
    assert "of them are not in the index in" in other.stderr
    assert "run `lykbot build`" in other.stderr
    missing = run("check", "--index", tmp_path / "none")
    assert missing.exit_code == 1
    assert missing.stderr.endswith("run `lykbot build` first\n")


def test_check_finds_what_is_wrong(pages: Path) -> None:
    result = run("check", pages)
    assert result.exit_code == 1
    assert f"{pages / 'kemi.fi.md'}:1: error: " in result.stdout
    assert "lykbot: 1 sheets, " in result.stderr


@pytest.mark.parametrize("name", ["missing", "empty"])
def test_check_of_nothing(name: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = run("check", tmp_path / name)
    assert (result.exit_code, result.stdout) == (1, "")
    assert_one_sentence(result.stderr)
