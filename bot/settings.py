"""What a user can set: the only reader of environment and configuration file. The environment wins."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import platformdirs

from bot.errors import SettingsError
from index.schema import IndexSettings
from knowledge.schema import LANGUAGES, Language

DEFAULT_LANGUAGE: Language = "fi"
# A passage holds at least a sentence or two, and no more than the bundled model reads of a text.
MIN_CHUNK_TOKENS, MAX_CHUNK_TOKENS = 32, 480
CONFIG_VARIABLE = "LYKBOT_CONFIG"
DEBUG_VARIABLE = "LYKBOT_DEBUG"

# The key in the configuration file -> the environment variable.
VARIABLES: Mapping[str, str] = {
    "index_dir": "LYKBOT_INDEX_DIR",
    "cache_dir": "LYKBOT_CACHE_DIR",
    "embedding_model": "LYKBOT_EMBEDDING_MODEL",
    "query_prompt": "LYKBOT_QUERY_PROMPT",
    "passage_prompt": "LYKBOT_PASSAGE_PROMPT",
    "chunk_tokens": "LYKBOT_CHUNK_TOKENS",
    "chroma_url": "LYKBOT_CHROMA_URL",
    "language": "LYKBOT_LANGUAGE",
}
# An empty prompt means "no prompt"; anything else that is empty counts as not set.
_MAY_BE_EMPTY = frozenset({"query_prompt", "passage_prompt"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What is in force. ``default_language`` is for questions that do not show theirs."""

    index_dir: Path
    cache_dir: Path
    index: IndexSettings = field(default_factory=IndexSettings)
    default_language: Language = DEFAULT_LANGUAGE


@dataclass(frozen=True, slots=True, kw_only=True)
class _Given:
    """A value somebody set, and where, for the message when it will not do."""

    origin: str
    value: object

    def refuse(self, allowed: str) -> SettingsError:
        return SettingsError(f"{self.origin} is {self.value!r}; it must be {allowed}")


def load_settings(index_dir: Path | None = None) -> Settings:
    """The settings in force: argument, environment, configuration file and defaults, in this order.

    Args:
        index_dir: The index of this call, whatever the settings say.

    Raises:
        SettingsError: A value that cannot be used, a key that means nothing, or a file that cannot be read.
    """
    given = _read_config() | _read_environment()
    defaults = IndexSettings()
    return Settings(
        index_dir=index_dir or _folder(given.get("index_dir")) or _data_folder() / "index",
        cache_dir=_folder(given.get("cache_dir")) or platformdirs.user_cache_path("lykbot", appauthor=False),
        index=IndexSettings(
            model=_text(given.get("embedding_model")),
            query_prompt=_text(given.get("query_prompt")),
            passage_prompt=_text(given.get("passage_prompt")),
            max_chunk_tokens=_chunk_tokens(given.get("chunk_tokens")) or defaults.max_chunk_tokens,
            store_url=_url(given.get("chroma_url")),
        ),
        default_language=_language(given.get("language")) or DEFAULT_LANGUAGE,
    )


def is_debugging() -> bool:
    """Whether unexpected errors show where they come from."""
    return os.environ.get(DEBUG_VARIABLE, "") not in ("", "0")


def config_path() -> Path:
    """Where the configuration file is looked for."""
    named = os.environ.get(CONFIG_VARIABLE)
    return (
        Path(named).expanduser() if named else platformdirs.user_config_path("lykbot", appauthor=False) / "config.toml"
    )


def _data_folder() -> Path:
    return platformdirs.user_data_path("lykbot", appauthor=False)


def _read_environment() -> dict[str, _Given]:
    found = {}
    for key, variable in VARIABLES.items():
        value = os.environ.get(variable)
        if value is not None and (value.strip() or key in _MAY_BE_EMPTY):
            found[key] = _Given(origin=variable, value=value)
    return found


def _read_config() -> dict[str, _Given]:
    path = config_path()
    try:
        values = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError as error:
        if os.environ.get(CONFIG_VARIABLE):
            raise SettingsError(f"{CONFIG_VARIABLE} names {path}, which does not exist; create or unset it") from error
        return {}
    except OSError as error:
        raise SettingsError(f"the settings in {path} cannot be read ({error.strerror or error})") from error
    except ValueError as error:
        raise SettingsError(f"the settings in {path} are not TOML in UTF-8 ({error}); correct the file") from error
    for key, value in values.items():
        if key not in VARIABLES:
            raise SettingsError(f"{path}: {key} = {value!r} is no setting; there are {', '.join(VARIABLES)}")
    return {key: _Given(origin=f"{path}: {key}", value=value) for key, value in values.items()}


def _text(given: _Given | None) -> str | None:
    if given is None:
        return None
    if not isinstance(given.value, str) or "\0" in given.value:
        raise given.refuse("text")
    return given.value


def _folder(given: _Given | None) -> Path | None:
    if given is None:
        return None
    if not isinstance(given.value, str) or not given.value.strip() or "\0" in given.value:
        raise given.refuse("the path of a folder")
    try:
        return Path(given.value).expanduser()
    except RuntimeError as error:
        raise given.refuse("the path of a folder (whose home is meant by ~ cannot be told)") from error


def _chunk_tokens(given: _Given | None) -> int | None:
    if given is None:
        return None
    allowed = f"a whole number from {MIN_CHUNK_TOKENS} to {MAX_CHUNK_TOKENS}"
    value = given.value
    if isinstance(value, str) and value.strip().isascii() and value.strip().isdigit() and len(value) < 20:
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or not MIN_CHUNK_TOKENS <= value <= MAX_CHUNK_TOKENS:
        raise given.refuse(allowed)
    return value


def _url(given: _Given | None) -> str | None:
    if given is None:
        return None
    allowed = "the address of a Chroma server, like http://127.0.0.1:8000"
    if not isinstance(given.value, str):
        raise given.refuse(allowed)
    try:
        address = urlsplit(given.value)
        _ = address.port  # a number out of range is noticed only when it is asked for
    except ValueError as error:
        raise given.refuse(allowed) from error
    if address.scheme not in ("http", "https") or not address.hostname:
        raise given.refuse(allowed)
    return given.value


def _language(given: _Given | None) -> Language | None:
    if given is None:
        return None
    for language in LANGUAGES:
        if given.value == language:
            return language
    raise given.refuse(f"one of {', '.join(LANGUAGES)}")
