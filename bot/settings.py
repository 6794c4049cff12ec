"""What a user can set: the only reader of environment and configuration file. The environment wins."""

import os
import re
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
    "data_dir": "LYKBOT_DATA_DIR",
    "host": "LYKBOT_HOST",
    "port": "LYKBOT_PORT",
    "root_path": "LYKBOT_ROOT_PATH",
    "trusted_proxies": "LYKBOT_TRUSTED_PROXIES",
    "cors_origins": "LYKBOT_CORS_ORIGINS",
    "embed_origins": "LYKBOT_EMBED_ORIGINS",
    "visitor_limit": "LYKBOT_VISITOR_LIMIT",
    "overall_limit": "LYKBOT_OVERALL_LIMIT",
    "stage_seconds": "LYKBOT_STAGE_SECONDS",
}
# Questions a minute; more than any machine of ours answers.
MAX_LIMIT = 1_000_000
_ORIGIN = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?")
_ROOT_PATH = re.compile(r"(/[A-Za-z0-9._~-]+)+")
# An empty prompt means "no prompt"; anything else that is empty counts as not set.
_MAY_BE_EMPTY = frozenset({"query_prompt", "passage_prompt"})


@dataclass(frozen=True, slots=True, kw_only=True)
class WebSettings:
    """How lykbot is served.

    ``root_path`` is the path prefix under which a proxy shows it ("" or "/lykbot"). ``trusted_proxies`` are the
    addresses whose word about a visitor's address is taken. Pages at ``embed_origins`` may show the chat in a frame,
    scripts of ``cors_origins`` may call the HTTP API. Limits are questions a minute; ``stage_seconds`` bounds each
    stage of an answer.
    """

    host: str = "127.0.0.1"
    port: int = 7860
    root_path: str = ""
    trusted_proxies: tuple[str, ...] = ()
    cors_origins: tuple[str, ...] = ()
    embed_origins: tuple[str, ...] = ()
    visitor_limit: int = 30
    overall_limit: int = 1200
    stage_seconds: int = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What is in force. ``default_language`` is for questions that do not show theirs.

    ``data_dir`` holds what staff add and keep: pages, accounts, feedback, reports.
    """

    index_dir: Path
    cache_dir: Path
    data_dir: Path
    index: IndexSettings = field(default_factory=IndexSettings)
    default_language: Language = DEFAULT_LANGUAGE
    web: WebSettings = field(default_factory=WebSettings)

    @property
    def pages_dir(self) -> Path:
        """The folder of the pages that staff have added."""
        return self.data_dir / "pages"


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
    data_dir = _folder(given.get("data_dir")) or _data_folder()
    return Settings(
        index_dir=index_dir or _folder(given.get("index_dir")) or data_dir / "index",
        data_dir=data_dir,
        cache_dir=_folder(given.get("cache_dir")) or platformdirs.user_cache_path("lykbot", appauthor=False),
        index=IndexSettings(
            model=_text(given.get("embedding_model")),
            query_prompt=_text(given.get("query_prompt")),
            passage_prompt=_text(given.get("passage_prompt")),
            max_chunk_tokens=_whole_number(given.get("chunk_tokens"), MIN_CHUNK_TOKENS, MAX_CHUNK_TOKENS)
            or defaults.max_chunk_tokens,
            store_url=_url(given.get("chroma_url")),
        ),
        default_language=_language(given.get("language")) or DEFAULT_LANGUAGE,
        web=_read_web_settings(given),
    )


def _read_web_settings(given: Mapping[str, _Given]) -> WebSettings:
    defaults = WebSettings()
    return WebSettings(
        host=_text(given.get("host")) or defaults.host,
        port=_whole_number(given.get("port"), 1, 65535) or defaults.port,
        root_path=_root_path(given.get("root_path")),
        trusted_proxies=_words(given.get("trusted_proxies")),
        cors_origins=_origins(given.get("cors_origins")),
        embed_origins=_origins(given.get("embed_origins")),
        visitor_limit=_whole_number(given.get("visitor_limit"), 1, MAX_LIMIT) or defaults.visitor_limit,
        overall_limit=_whole_number(given.get("overall_limit"), 1, MAX_LIMIT) or defaults.overall_limit,
        stage_seconds=_whole_number(given.get("stage_seconds"), 1, 600) or defaults.stage_seconds,
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


def _whole_number(given: _Given | None, least: int, most: int) -> int | None:
    if given is None:
        return None
    value = given.value
    if isinstance(value, str) and value.strip().isascii() and value.strip().isdigit() and len(value) < 20:
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise given.refuse(f"a whole number from {least} to {most}")
    return value


def _words(given: _Given | None) -> tuple[str, ...]:
    """A list in the configuration file; in the environment, words parted by spaces or commas."""
    if given is None:
        return ()
    value = given.value.replace(",", " ").split() if isinstance(given.value, str) else given.value
    if not isinstance(value, list) or not all(isinstance(word, str) and word for word in value):
        raise given.refuse("a list of words")
    return tuple(value)


def _origins(given: _Given | None) -> tuple[str, ...]:
    """Origins as a browser names them, without a path: they go into headers as they are."""
    words = _words(given)
    for word in words:
        if given is not None and not _ORIGIN.fullmatch(word):
            raise given.refuse("origins like https://www.example.fi, without a path")
    return words


def _root_path(given: _Given | None) -> str:
    text = (_text(given) or "").rstrip("/")
    if given is not None and text and not _ROOT_PATH.fullmatch(text):
        raise given.refuse("a path like /lykbot")
    return text


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
