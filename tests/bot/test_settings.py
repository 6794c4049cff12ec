"""Settings: where they come from, which goes first, and what is refused."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings import VARIABLES, WebSettings, config_path, is_debugging, load_settings
from index.schema import IndexSettings


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "settings.toml"
    monkeypatch.setenv("LYKBOT_CONFIG", str(path))
    return path


def test_defaults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LYKBOT_CACHE_DIR")
    settings = load_settings()
    assert settings.index_dir.name == "index"
    assert settings.index_dir.is_relative_to(tmp_path)
    assert settings.cache_dir.is_relative_to(tmp_path)
    assert settings.index == IndexSettings()
    assert settings.default_language == "fi"


def test_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable, value in {
        "LYKBOT_INDEX_DIR": "~/idx",
        "LYKBOT_CACHE_DIR": "cache",
        "LYKBOT_EMBEDDING_MODEL": "some/model",
        "LYKBOT_QUERY_PROMPT": "",
        "LYKBOT_PASSAGE_PROMPT": "passage: ",
        "LYKBOT_CHUNK_TOKENS": "128",
        "LYKBOT_CHROMA_URL": "http://127.0.0.1:8000",
        "LYKBOT_LANGUAGE": "sv",
    }.items():
        monkeypatch.setenv(variable, value)
    settings = load_settings()
    assert settings.index_dir == Path("~/idx").expanduser()
    assert settings.cache_dir == Path("cache")
    assert settings.index == IndexSettings(
        model="some/model",
        query_prompt="",
        passage_prompt="passage: ",
        max_chunk_tokens=128,
        store_url="http://127.0.0.1:8000",
    )
    assert settings.default_language == "sv"


def test_an_empty_variable_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for key, variable in VARIABLES.items():
        if not key.endswith("prompt"):
            monkeypatch.setenv(variable, " ")
    assert load_settings().index == IndexSettings()


def test_argument_goes_before_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LYKBOT_INDEX_DIR", "one")
    assert load_settings(Path("other")).index_dir == Path("other")


def test_environment_goes_before_file(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config.write_text('language = "en"\nchunk_tokens = 64\n', encoding="utf-8")
    monkeypatch.setenv("LYKBOT_LANGUAGE", "sv")
    settings = load_settings()
    assert (settings.default_language, settings.index.max_chunk_tokens) == ("sv", 64)


def test_file_in_the_users_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    path = config_path()
    path.parent.mkdir(parents=True)
    path.write_bytes(b'\xef\xbb\xbfindex_dir = "/srv/index"\n')
    assert load_settings().index_dir == Path("/srv/index")


@pytest.mark.parametrize(
    ("variable", "value", "message"),
    [
        ("LYKBOT_LANGUAGE", "de", "LYKBOT_LANGUAGE is 'de'; it must be one of fi, sv, en"),
        ("LYKBOT_CHUNK_TOKENS", "many", "LYKBOT_CHUNK_TOKENS is 'many'; it must be a whole number from 32 to 480"),
        ("LYKBOT_CHUNK_TOKENS", "31", "from 32"),
        ("LYKBOT_CHUNK_TOKENS", "481", "to 480"),
        ("LYKBOT_CHUNK_TOKENS", "9" * 5000, "a whole number"),
        ("LYKBOT_CHUNK_TOKENS", "²", "a whole number"),
        ("LYKBOT_CHROMA_URL", "localhost:8000", "like http://127.0.0.1:8000"),
        ("LYKBOT_CHROMA_URL", "http://[", "like http"),
        ("LYKBOT_CHROMA_URL", "http://a:99999999", "like http"),
        ("LYKBOT_INDEX_DIR", "~nobody-of-this-name/x", "the path of a folder"),
    ],
)
def test_bad_variable(variable: str, value: str, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(SettingsError, match=message):
        load_settings()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("indx_dir = 'a'", r"settings\.toml: indx_dir = 'a' is no setting; there are index_dir, cache_dir"),
        ("index_dir = 5", r"settings\.toml: index_dir is 5; it must be the path of a folder"),
        ("index_dir = ''", "the path of a folder"),
        ('index_dir = "a\\u0000b"', "the path of a folder"),
        ("chunk_tokens = true", "a whole number"),
        ("chunk_tokens = 100.5", "a whole number"),
        ("embedding_model = ['a']", "must be text"),
        ("chroma_url = 1", "like http"),
        ("language = ['fi']", "one of fi, sv, en"),
        ("[index]\ndir = 'a'", "index = .* is no setting"),
        ("index_dir", "not TOML"),
    ],
)
def test_bad_file(config: Path, text: str, message: str) -> None:
    config.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=message):
        load_settings()


def test_file_that_is_not_utf8(config: Path) -> None:
    config.write_bytes(b"language = '\xe4'")
    with pytest.raises(SettingsError, match="not TOML in UTF-8"):
        load_settings()


def test_file_that_is_a_folder(config: Path) -> None:
    config.mkdir()
    with pytest.raises(SettingsError, match="cannot be read"):
        load_settings()


def test_named_file_that_does_not_exist(config: Path) -> None:
    with pytest.raises(SettingsError, match=r"LYKBOT_CONFIG names .*, which does not exist"):
        load_settings()


@pytest.mark.parametrize(("value", "expected"), [("", False), ("0", False), ("1", True)])
def test_is_debugging(value: str, expected: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LYKBOT_DEBUG", value)
    assert is_debugging() is expected


def test_import_is_light() -> None:
    script = "import bot.settings, sys; print([m for m in ('numpy', 'pydantic', 'click', 'rich') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=os.environ)
    assert done.stdout.strip() == "[]"


# --- How lykbot is served ---


def test_what_staff_add_lies_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LYKBOT_DATA_DIR", str(tmp_path / "data"))
    settings = load_settings()
    assert settings.pages_dir == tmp_path / "data" / "pages"
    assert settings.index_dir == tmp_path / "data" / "index"
    assert load_settings(tmp_path / "other").index_dir == tmp_path / "other"


def test_web_settings_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable, value in {
        "LYKBOT_HOST": "0.0.0.0",
        "LYKBOT_PORT": "8080",
        "LYKBOT_ROOT_PATH": "/lykbot/",
        "LYKBOT_TRUSTED_PROXIES": "10.0.0.1, 10.0.0.2",
        "LYKBOT_CORS_ORIGINS": "https://www.example.fi",
        "LYKBOT_EMBED_ORIGINS": "https://www.example.fi http://localhost:8000",
        "LYKBOT_VISITOR_LIMIT": "5",
        "LYKBOT_OVERALL_LIMIT": "50",
        "LYKBOT_STAGE_SECONDS": "3",
    }.items():
        monkeypatch.setenv(variable, value)
    assert load_settings().web == WebSettings(
        host="0.0.0.0",
        port=8080,
        root_path="/lykbot",
        trusted_proxies=("10.0.0.1", "10.0.0.2"),
        cors_origins=("https://www.example.fi",),
        embed_origins=("https://www.example.fi", "http://localhost:8000"),
        visitor_limit=5,
        overall_limit=50,
        stage_seconds=3,
    )


def test_web_settings_in_the_file(config: Path) -> None:
    config.write_text('port = 8080\nembed_origins = ["https://www.example.fi"]\n', encoding="utf-8")
    assert load_settings().web == WebSettings(port=8080, embed_origins=("https://www.example.fi",))


def test_only_this_machine_by_default() -> None:
    web = load_settings().web
    assert (web.host, web.port, web.cors_origins, web.embed_origins) == ("127.0.0.1", 7860, (), ())


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("LYKBOT_PORT", "0"),
        ("LYKBOT_PORT", "65536"),
        ("LYKBOT_PORT", "http"),
        ("LYKBOT_ROOT_PATH", "lykbot"),
        ("LYKBOT_ROOT_PATH", "/lyk bot"),
        ("LYKBOT_ROOT_PATH", "//evil.example"),
        ("LYKBOT_CORS_ORIGINS", "*"),
        ("LYKBOT_CORS_ORIGINS", "https://www.example.fi/path"),
        ("LYKBOT_EMBED_ORIGINS", "https://a.fi; script-src *"),
        ("LYKBOT_VISITOR_LIMIT", "0"),
        ("LYKBOT_STAGE_SECONDS", "1.5"),
    ],
)
def test_web_settings_that_cannot_be(variable: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(SettingsError, match=variable):
        load_settings()
