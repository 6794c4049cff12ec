"""The phrase files hold the same in every language, the code uses all of it, and a wrong use is a clear error."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from fluent.runtime import FluentResource
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor
from hypothesis import given
from hypothesis import strategies as st

import bot.phrasing
from bot.phrasing import phrase, phrase_keys, phrase_places
from knowledge.errors import LykbotError
from knowledge.schema import LANGUAGES, Language

ROOT = Path(__file__).resolve().parents[2]
PLURAL_FORMS = {"one", "other"}
# What phrases choose by besides numbers: the forms of a date.
OTHER_FORMS = {"plain", "when", "from", "until"}


class Parts(Visitor):
    """What a message writes, what it chooses by and between, and the messages it refers to."""

    def __init__(self) -> None:
        self.shown: set[str] = set()
        self.choices: list[tuple[ftl.Variant, ...]] = []
        self.references: set[str] = set()

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:
        self.shown.add(node.id.name)

    def visit_MessageReference(self, node: ftl.MessageReference) -> None:
        self.references.add(node.id.name)

    def visit_SelectExpression(self, node: ftl.SelectExpression) -> None:
        self.choices.append(tuple(node.variants))
        for variant in node.variants:
            self.visit(variant)


@cache
def read_messages(language: Language) -> dict[str, Parts]:
    """The parts of every message, in the order of the files."""
    messages = {}
    for path in sorted((ROOT / "bot" / "phrases" / language).glob("*.ftl")):
        for entry in FluentResource(path.read_text(encoding="utf-8")).body:
            if isinstance(entry, ftl.Message):
                messages[entry.id.name] = parts = Parts()
                parts.visit(entry)
    return messages


def name_variant(variant: ftl.Variant) -> str:
    return variant.key.name if isinstance(variant.key, ftl.Identifier) else str(variant.key.value)


def read_code(*packages: str) -> Iterator[ast.AST]:
    for package in packages:
        for path in sorted((ROOT / package).rglob("*.py")):
            yield from ast.walk(ast.parse(path.read_text(encoding="utf-8")))


# --- The files ---


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_phrases_in_the_same_order(language: Language) -> None:
    assert list(read_messages(language)) == list(read_messages("en"))
    assert set(phrase_keys(language)) == set(phrase_keys("en"))


@pytest.mark.parametrize("name", read_messages("en"))
def test_every_language_writes_the_same_values(name: str) -> None:
    # What is only chosen by may differ: Swedish has one form where Finnish has four.
    shown = {language: read_messages(language)[name].shown for language in LANGUAGES}
    assert shown == dict.fromkeys(LANGUAGES, shown["en"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_choices_cover_singular_and_plural(language: Language) -> None:
    for name, parts in read_messages(language).items():
        for variants in parts.choices:
            keys = {key for key in map(name_variant, variants) if not key.isdecimal()}
            (default,) = (name_variant(variant) for variant in variants if variant.default)
            if keys & PLURAL_FORMS:
                assert default == "other", name
                numbers = {name_variant(variant) for variant in variants} - keys
                assert keys == PLURAL_FORMS or "1" in numbers, name
            else:
                assert keys <= OTHER_FORMS, name


def read_templates() -> str:
    """The source of all web pages, one after the other."""
    paths = sorted((ROOT / "bot" / "web" / "templates").rglob("*.html"))
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


def test_the_code_uses_every_phrase() -> None:
    nodes = list(read_code("bot", "knowledge"))
    texts = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    # t("visitor.title") is a phrase, t("staff.status_" ~ status) any that begins like this.
    written = set(re.findall(r"[\"']([a-z_]+\.\w*)[\"']", read_templates()))
    texts |= written
    # f"refusal.missing_{expected.value}" stands for every text of the code behind "refusal.missing_".
    beginnings = {
        str(node.values[0].value)
        for node in nodes
        if isinstance(node, ast.JoinedStr) and node.values and isinstance(node.values[0], ast.Constant)
    }
    beginnings = {text for text in beginnings if "." in text}
    open_beginnings = {text for text in written if text.endswith(("_", "."))}
    referred = {name.replace("-", ".", 1) for parts in read_messages("en").values() for name in parts.references}
    unused = [
        key
        for key in phrase_keys("en")
        if key not in texts | referred
        and not any(key.startswith(text) and key.removeprefix(text) in texts for text in beginnings)
        and not any(key.startswith(text) for text in open_beginnings)
    ]
    assert unused == []


def test_every_phrase_the_code_asks_for_is_there() -> None:
    asked = {
        node.args[1].value
        for node in read_code("bot")
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "phrase"
        and isinstance(node.args[1], ast.Constant)
    }
    asked |= {key for key in re.findall(r"\bt\([\"']([\w.]+)[\"']", read_templates()) if not key.endswith(("_", "."))}
    assert asked - set(phrase_keys("en")) == set()


# --- Putting one together ---


def test_phrase_is_filled_in() -> None:
    assert phrase("fi", "terminal.source_page_language", language="suomi") == "sivun kieli: suomi"
    assert phrase("sv", "terminal.example_contact", place_in="i Lojo", place="Lojo", genitive="Lojos") == (
        "Vem kan jag kontakta i Lojo?"
    )


@pytest.mark.parametrize(
    ("count", "sentence"),
    [
        (1, "I have no pages about this municipality: Vaasa."),
        (2, "I have no pages about these municipalities: Vaasa."),
    ],
)
def test_number_chooses_the_form(count: int, sentence: str) -> None:
    assert phrase("en", "refusal.no_pages", places="Vaasa", count=count) == sentence


@pytest.mark.parametrize(("language", "written"), [("fi", "1\u00a0200"), ("sv", "1\u00a0200"), ("en", "1,200")])
def test_thousands_are_parted(language: Language, written: str) -> None:
    assert f" {written} " in phrase(language, "invalid.too_long", chars=1200, most=1000)


def test_lines_and_columns_of_a_phrase_stay() -> None:
    lines = phrase("en", "terminal.help").split("\n")
    assert [line.split()[0] for line in lines] == ["/help", "/new", "/language", "/language", "/quit"]
    assert {line[:20].rstrip() for line in lines} == {line.split("  ")[0] for line in lines}


@given(text=st.text())
def test_a_value_is_text_whatever_it_holds(text: str) -> None:
    assert phrase("en", "terminal.quote", text=text) == f"“{text}”"


@pytest.mark.parametrize("text", ["{ $text }", "{0} {name!r}", "-term = [one] *", "å" * 100_000])
def test_a_value_that_looks_like_something_else(text: str) -> None:
    assert phrase("en", "frame.quoted", text=text, language="Finnish") == f"“{text}” (Finnish)"


def test_values_that_are_not_asked_for_are_left_out() -> None:
    assert phrase("en", "terminal.examples", text="a") == "For example:"


def test_unknown_phrase() -> None:
    with pytest.raises(LykbotError, match=r"bot/phrases/fi/ has no phrase 'terminal\.nothing'"):
        phrase("fi", "terminal.nothing")


def test_missing_value() -> None:
    with pytest.raises(LykbotError, match=r"'terminal\.batch_too_long' of bot/phrases/en/ .*: limit is missing"):
        phrase("en", "terminal.batch_too_long")


def test_missing_value_of_a_phrase_referred_to() -> None:
    with pytest.raises(LykbotError, match="count"):
        phrase("en", "duration.years")


@pytest.mark.parametrize("value", [1.5, True, None, ("a",)])
def test_value_that_is_neither_text_nor_a_whole_number(value: object) -> None:
    with pytest.raises(LykbotError, match=r"text is .*, no text and no whole number"):
        phrase("en", "terminal.quote", text=value)  # type: ignore[arg-type]  # what the check is for


def test_phrase_places() -> None:
    assert phrase_places("en", "refusal.no_pages") == {"count", "places"}
    assert phrase_places("en", "terminal.examples") == frozenset()


# --- Damaged files ---


@pytest.fixture
def phrase_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder in the place of bot/phrases."""
    (tmp_path / "phrases").mkdir()
    monkeypatch.setattr(bot.phrasing, "files", lambda _package: tmp_path)
    bot.phrasing._load.cache_clear()
    yield tmp_path / "phrases"
    bot.phrasing._load.cache_clear()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"a-b = { $x\n", "'a-b = { \\$x' is no phrase"),
        (b"a-b = x\n= y\n", "'= y' is no phrase"),
        (b"a-b = { $n ->\n    [one] x\n}\n", "is no phrase .*default"),
        (b"a-b = x\na-b = y\n", "the phrase a-b is there twice"),
        (b"a-b = \xff\n", "cannot be read .*; reinstall lykbot"),
        (b"a-b =\n    .title = x\n", "'a.b' .*: it has no text"),
        (b"a-b = { a-c }\n", "'a.b' .*: Unknown message: a-c"),
        (b"a-b = x { a-b }\n", "'a.b' .*: Cyclic reference"),
    ],
)
def test_damaged_file(phrase_folder: Path, content: bytes, message: str) -> None:
    (phrase_folder / "fi").mkdir()
    (phrase_folder / "fi" / "answers.ftl").write_bytes(content)
    with pytest.raises(LykbotError, match=message):
        phrase("fi", "a.b")


def test_one_phrase_in_two_files(phrase_folder: Path) -> None:
    (phrase_folder / "fi").mkdir()
    for name in ("answers", "pages"):
        (phrase_folder / "fi" / f"{name}.ftl").write_text("a-b = x\n", encoding="utf-8")
    with pytest.raises(LykbotError, match="the phrase a-b is there twice"):
        phrase("fi", "a.b")


def test_missing_folder(phrase_folder: Path) -> None:
    with pytest.raises(LykbotError, match=r"phrases in .*sv cannot be read"):
        phrase("sv", "a.b")
