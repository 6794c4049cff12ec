"""The language a page is shown in: what was chosen, else what the browser asks for."""

import re

from fastapi import Request

from knowledge.schema import LANGUAGES, Language

LANGUAGE_COOKIE = "lykbot_language"

# RFC 9110, 12.5.4: "sv-FI, fi;q=0.8, *;q=0.1".
_RANGE = re.compile(r"\s*([A-Za-z]{1,8})(?:-[A-Za-z0-9-]*)?\s*(?:;\s*q\s*=\s*([01](?:\.[0-9]{0,3})?))?\s*")


def find_language(request: Request, default: Language) -> Language:
    """The language of a page: the address's (``?lang=sv``), the one chosen before, the browser's, or the default."""
    chosen = read_language(request.query_params.get("lang")) or read_language(request.cookies.get(LANGUAGE_COOKIE))
    return chosen or prefer_language(request.headers.get("accept-language", "")) or default


def read_language(text: str | None) -> Language | None:
    """The language that a code names; None when it is none of ours."""
    return next((language for language in LANGUAGES if language == text), None)


def prefer_language(header: str) -> Language | None:
    """The best liked of our languages in an ``Accept-Language`` header; None when it names none."""
    best: tuple[float, Language] | None = None
    # A header is at most a few languages long; what is longer was not written by a browser.
    for part in header[:500].split(","):
        match = _RANGE.fullmatch(part)
        language = read_language(match[1].lower()) if match else None
        if match is None or language is None:
            continue
        weight = float(match[2] or 1)
        if weight > 0 and (best is None or weight > best[0]):
            best = (weight, language)
    return best[1] if best else None
