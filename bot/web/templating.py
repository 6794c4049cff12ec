"""Pages out of templates: escaped, in the reader's language, with addresses that hold behind a path prefix."""

import hashlib
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files
from urllib.parse import parse_qsl, quote, urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from bot.phrasing import phrase
from bot.web.request_language import find_language
from knowledge.schema import LANGUAGES, Language


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageLink:
    """A way to the same page in another language."""

    language: Language
    href: str


class Pages:
    """Renders templates of bot/web/templates.

    In every template there are ``language`` (the page's), ``t("group.name", key=value)`` (the phrase in that language),
    ``url("/path")`` (with the path prefix) and ``static("base.css")`` (the address of a static file's present
    version).

    Args:
        default_language: For visitors whose browser asks for none of ours.
        root_path: The path prefix under which visitors see the pages; "" for none.
    """

    def __init__(self, default_language: Language, root_path: str = "") -> None:
        self._default_language = default_language
        self._root_path = root_path
        self._environment = Environment(
            loader=PackageLoader("bot.web"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals.update(phrase=phrase, url=self.url, static=self._static)

    def url(self, path: str) -> str:
        """The address of a path of ours, as a visitor's browser has to ask for it."""
        return self._root_path + path

    def language(self, request: Request) -> Language:
        """The language of the page that answers a request."""
        return find_language(request, self._default_language)

    def render(self, name: str, request: Request, status: int = 200, **values: object) -> HTMLResponse:
        """A whole page in the reader's language, as a response."""
        path = request.url.path.removeprefix(self._root_path)
        links = tuple(
            LanguageLink(language=other, href=self._language_href(request, path, other)) for other in LANGUAGES
        )
        html = self.write(name, self.language(request), path=path, language_links=links, **values)
        return HTMLResponse(html, status_code=status)

    def write(self, name: str, language: Language, **values: object) -> Markup:
        """A page, or a part of one, as HTML that other templates take as it is."""
        template = self._environment.get_template(name)
        return Markup(template.render(language=language, t=partial(phrase, language), **values))

    def _static(self, file: str) -> str:
        return self.url(f"/static/{quote(file)}?v={static_version(file)}")

    def _language_href(self, request: Request, path: str, language: Language) -> str:
        kept = [(key, value) for key, value in parse_qsl(request.url.query) if key != "lang"]
        if request.query_params.get("frame") or request.method != "GET":
            # In another site's page no cookie stays, so the address itself has to carry the language.
            return f"{self.url(path)}?{urlencode([*kept, ('lang', language)])}"
        back = f"{path}?{urlencode(kept)}" if kept else path
        return self.url(f"/language/{language}?{urlencode({'next': back})}")


@cache
def static_version(file: str) -> str:
    """A few characters that change with a static file, so that browsers may keep it for long."""
    return hashlib.sha256((files("bot.web") / "static" / file).read_bytes()).hexdigest()[:12]
