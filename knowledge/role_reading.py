"""A job title into its parts: what somebody is, of what, of which part of the municipality.

The three languages put the parts in different places: "lasten palvelujen viestintäpäällikkö", "kommunikationschef för
tjänsterna för barn", "communications manager of services for children".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from knowledge.languages import lemmatise
from knowledge.role_tables import role_heads, role_words
from knowledge.schema import Language

_LIST = re.compile(r"-?,\s|-?\s(?:ja|sekä|och|samt|and|&)\s")
_PREPOSITIONS = {
    "fi": re.compile(r"(?!)"),
    "sv": re.compile(r" (?:för|inom|vid|på|i) "),
    "en": re.compile(r" (?:of|for|in|on|at) "),
}
_ARTICLE = re.compile(r"^(?:the|den|det|de) ")
_ENGLISH_ENDING = re.compile(r"['’]s?$|(?<=[^s])s['’]?$")
# "Heads", "chairs" and "leads" are more often verbs.
_ENGLISH_VERBS = ("heads", "chairs", "leads")


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleArea:
    """What somebody is in charge of: fields, by their names in ``role_fields.csv``, and the unit they stand before."""

    fields: tuple[str, ...] = ()
    unit: str = ""


NO_AREA = RoleArea()


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A title in parts, by their names in the tables.

    ``own`` is the area in the title itself ("viestintä" of "viestintäpäällikkö"), ``wider`` a second one around it
    ("lasten palvelut" of "lasten palvelujen viestintäpäällikkö"). ``unknown`` is what no table has, casefolded; a title
    with something unknown has no areas.
    """

    head: str
    modifiers: tuple[str, ...] = ()
    own: RoleArea = NO_AREA
    wider: RoleArea = NO_AREA
    unknown: str = ""


@lru_cache(maxsize=10_000)
def read_role(title: str, language: Language) -> Role | None:
    """The parts of a title, inflected or not, in any case; None when a part of it is in no table."""
    for text in _basic_forms(_plain(title), language):
        for role in _readings(text, language):
            if not role.unknown and (role.own.fields or role_heads()[role.head].stands_alone):
                return role
    return None


def read_role_before_area(title: str, language: Language) -> Role | None:
    """The parts of a title whose area follows after a comma ("Coordinator, Youth Services"); None when it is none."""
    before, _, after = title.partition(", ")
    role = read_role(before, language) if after else None
    area = _read_area(_plain(after), language, is_stem=True)
    if role is None or area is None or role.wider != NO_AREA:
        return None
    return _role(role.head, role.own, area, role.modifiers)


@lru_cache(maxsize=10_000)
def read_head(title: str, language: Language) -> Role | None:
    """What can be read of a title, the rest as ``unknown``; None when it ends in no head of the tables."""
    if role := read_role(title, language):
        return role
    unknown = (
        role for text in _basic_forms(_plain(title), language) for role in _readings(text, language) if role.unknown
    )
    return next(unknown, None)


@lru_cache(maxsize=50_000)
def ends_like_head(word: str, language: Language) -> bool:
    """Whether a word may be the inflected word of a title: the last one, in Swedish and English before "för", "of"."""
    if language == "en":
        return word.casefold() in _head_words("en") or _basic_word(word.casefold(), "en") in _head_words("en")
    return _basic_word(word, language).endswith(_head_words(language))


@cache
def _head_words(language: Language) -> tuple[str, ...]:
    """The words of heads that are inflected."""
    texts = (_PREPOSITIONS[language].split(word.text)[0] for word in role_words(language).heads)
    return tuple({re.split(r"[\s-]", text)[-1] for text in texts})


def _plain(text: str) -> str:
    return re.sub(r"[–‑]", "-", " ".join(text.split())).casefold()


def _basic_word(word: str, language: Language) -> str:
    if language != "en":
        return lemmatise(word, language)
    return word if word in _ENGLISH_VERBS else _ENGLISH_ENDING.sub("", word)


def _basic_forms(text: str, language: Language) -> Iterator[str]:
    """The text, then the text with the word that may be the inflected one in its dictionary form."""
    yield text
    for end in (*(match.start() for match in _PREPOSITIONS[language].finditer(text)), len(text)):
        word = re.search(r"[\w'’]+$", text[:end])
        if word is not None:
            yield text[: word.start()] + _basic_word(word.group(), language) + text[end:]


def _readings(text: str, language: Language) -> Iterator[Role]:
    """What a title in its basic form may be, likeliest first; those with something unknown last of each head."""
    modifiers: tuple[str, ...] = ()
    while True:
        read = _finnish_readings if language == "fi" else _prepositional_readings
        for role in read(text, language):
            yield replace(role, modifiers=modifiers + role.modifiers)
        first = _first_modifier(text, language)
        if first is None:
            return
        modifiers, text = (*modifiers, first.name), text[first.end_char :]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Modifier:
    name: str
    end_char: int


def _first_modifier(text: str, language: Language) -> _Modifier | None:
    for word in role_words(language).modifiers:
        start = word.text if word.is_glued else f"{word.text} "
        if text.startswith(start):
            return _Modifier(name=word.name, end_char=len(start))
    return None


def _finnish_readings(text: str, language: Language) -> Iterator[Role]:
    for head, rest in _split_heads(text, language):
        for cut in (0, *(match.end() for match in re.finditer(" ", rest))):
            own_text = rest[cut:]
            # "kasvatuksen ja koulutuksen apulais|pormestari", "viestinnän johtava |asiantuntija"
            modifier = _first_modifier(own_text, language)
            own_text = own_text[modifier.end_char :] if modifier else own_text
            if own_text.endswith(" "):
                continue
            own = _read_area(own_text.rstrip(" -"), language, is_stem=True)
            wider = _read_area(rest[:cut].strip(), language, is_stem=False)
            if own is not None and wider is not None:
                yield _role(head, own, wider, (modifier.name,) if modifier else ())
        if rest:
            yield Role(head=head, unknown=rest.strip(" -"))


def _prepositional_readings(text: str, language: Language) -> Iterator[Role]:
    splits = [(text[: m.start()], text[m.end() :]) for m in _PREPOSITIONS[language].finditer(text)]
    # The last one first: "head of the service area | for children".
    for left, right in ((text, ""), *reversed(splits)):
        wider = _read_area(_ARTICLE.sub("", right), language, is_stem=False) if right else NO_AREA
        for head, rest in _split_heads(left, language):
            own = _read_area(rest.rstrip(" -"), language, is_stem=True)
            if own is not None and wider is not None:
                yield _role(head, own, wider, ())
            elif rest or right:
                yield Role(head=head, unknown=f"{rest.rstrip(' -')} {_ARTICLE.sub('', right, count=1)}".strip())


def _role(head: str, own: RoleArea, wider: RoleArea, modifiers: tuple[str, ...]) -> Role:
    """A role whose only area is its own, however the title says it."""
    if own == NO_AREA:
        own, wider = wider, NO_AREA
    return Role(head=head, modifiers=modifiers, own=own, wider=wider)


def _split_heads(text: str, language: Language) -> Iterator[tuple[str, str]]:
    """The heads a text may end in, longest first, with what stands before them."""
    for word in role_words(language).heads:
        if text.endswith(word.text):
            rest = text[: -len(word.text)]
            if not rest or language != "en" or rest.endswith((" ", "-")):
                yield word.name, rest
        elif language != "fi" and " " in word.text and role_heads()[word.name].family == "lead":
            # The field stands inside: "chef för ungdoms|enheten", "head of the youth services unit".
            start, _, end = word.text.rpartition(" ")
            rest = text[len(start) + 1 : -len(end)]
            if text.startswith(f"{start} ") and text.endswith(end) and rest and (language == "sv" or rest[-1] == " "):
                yield word.name, rest


def _read_area(text: str, language: Language, *, is_stem: bool) -> RoleArea | None:
    """What a part of a title names, nothing in an empty one; None when that is in no table."""
    if not text:
        return NO_AREA
    if fields := _read_fields(text, language, is_stem=is_stem):
        return RoleArea(fields=fields)
    words = role_words(language)
    for unit in words.unit_stems if is_stem else words.unit_nouns:
        if text.endswith(unit.text):
            rest = text[: -len(unit.text)]
            # A Finnish compound has no space before its unit: "lasten palvelu|johtaja" is a "palvelujohtaja".
            if (is_stem and language == "fi" and rest.endswith(" ")) or (language == "en" and not rest.endswith(" ")):
                continue
            fields = _read_fields(rest.rstrip(" -"), language, is_stem=language != "fi" or not rest.endswith(" "))
        else:
            match = re.match(rf"{re.escape(unit.text)} (?:för|inom|for|of|in) (?:the )?", text)
            fields = _read_fields(text[match.end() :], language, is_stem=False) if match else ()
        if fields:
            return RoleArea(fields=fields, unit=unit.name)
    return None


def _read_fields(text: str, language: Language, *, is_stem: bool) -> tuple[str, ...]:
    """The fields of a list ("kulttuuri- ja vapaa-aika"), in order; empty when one is in no table."""
    if name := _field_named(text, language, is_stem=is_stem):
        return (name,)
    for match in _LIST.finditer(text):
        first = _read_fields(text[: match.start()], language, is_stem=is_stem)
        others = _read_fields(text[match.end() :], language, is_stem=is_stem) if first else ()
        if first and others:
            return first + others
    return ()


def _field_named(text: str, language: Language, *, is_stem: bool) -> str | None:
    stems, nouns = _fields_by_text(language, is_stem=True), _fields_by_text(language, is_stem=False)
    name = stems.get(text) or nouns.get(text) if is_stem else nouns.get(text) or stems.get(text)
    if name is None and language == "en" and text.startswith("the "):
        return _field_named(text.removeprefix("the "), language, is_stem=is_stem)
    if name is None and language == "sv" and is_stem and text.endswith("s"):
        return nouns.get(text[:-1])
    return name


@cache
def _fields_by_text(language: Language, *, is_stem: bool) -> dict[str, str]:
    words = role_words(language)
    spellings = words.field_stems if is_stem else words.field_nouns
    return {_ARTICLE.sub("", word.text): word.name for word in reversed(spellings)}
