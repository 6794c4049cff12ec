"""Job titles in three languages: in another language, compared, and found in running text.

The parts of titles are in tables (``knowledge.role_tables`` tells which); a title with other parts is not translated.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from knowledge.expressions import is_number_word
from knowledge.glossary import is_function_word
from knowledge.languages import Word, find_words
from knowledge.places import find_places
from knowledge.role_reading import Role, ends_like_head, read_head, read_role, read_role_before_area
from knowledge.role_tables import role_fields, role_heads
from knowledge.role_wording import word_role
from knowledge.schema import Language, Span

# What parts the titles of somebody with two, likeliest first ("sivistysjohtaja, rehtori", "sivistysjohtaja-rehtori").
_BETWEEN_TITLES = (re.compile(r"\s*[,;/]\s*"), re.compile(r"\s+(?:ja|sekä|och|samt|and|&)\s+"), re.compile("-"))
# Somebody to turn to, whatever the title.
ANYONE = "anyone"
_PLACE = "\0"
_OWNERS = {
    "fi": re.compile(rf"{_PLACE}+ (?:(?:kaupungin|kunnan) )?|^(?:kaupungin|kunnan) "),
    "sv": re.compile(
        rf"{_PLACE}+ (?:(?:stads|kommuns) )?|(?<!\w)(?:stadens|kommunens)(?: |$)"
        rf"| (?:i|för|vid|på) {_PLACE}+(?: stad| kommun)?$| (?:i|för|vid|på) (?:staden|kommunen)(?: {_PLACE}+)?$",
        re.IGNORECASE,
    ),
    "en": re.compile(
        rf"(?:(?:the )?(?:city|town|municipality) of )?{_PLACE}+(?:['’]s)? (?:city |municipal )?"
        rf"|(?<!\w)(?:the )?(?:city|town|municipality)['’]s "
        rf"|,? (?:of|for|in|at) (?:the )?(?:(?:city|town|municipality) of )?{_PLACE}+$"
        rf"| (?:of|for|in|at) the (?:city|town|municipality)$",
        re.IGNORECASE,
    ),
}
_MOST_WORDS_BEFORE, _MOST_WORDS_AFTER = 9, 11
_CLAUSE_END = re.compile(r"[?!;:()|]|\n\s*\n")
_NEXT_FIELD = {"sv": r" (?:för|inom) (?:den |det |de )?", "en": r" (?:of|for) (?:the )?"}
_ARTICLE = re.compile(r"(?:the|an?|den|det|de|en|ett) ", re.IGNORECASE)
_DETERMINER = re.compile(rf"(?:\b(?:the|an?|our|their|your)|['’]s|{_PLACE})\s$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleKey:
    """What a title says, whatever the language.

    ``fields`` are the keys of ``role_fields.csv``, or the words of a field that the table does not have. ``head`` is a
    row of ``role_heads.csv``; ``head_family`` what it is easily mixed up with ("lead": director, manager, head). Who
    stands in for somebody has the same key; who is a deputy has not.
    """

    fields: frozenset[str]
    head: str
    head_family: str
    is_deputy: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleMention:
    """A title in a text: ``text[start_char:end_char]`` is the title, inflected as it stands there."""

    start_char: int
    end_char: int
    key: RoleKey


def translate_role(role: str, language: Language, target: Language) -> str | None:
    """A title in another language, in lower case but for names; in its own language as it is.

    The municipality it may name ("Imatran kaupungin palvelujohtaja") is left out. Two titles are translated one by one.

    Args:
        role: One title or several, as a page writes it.
        language: The language it is written in.
        target: The language to write it in.

    Returns:
        The title, or None when a part of it is in no table.
    """
    if language == target:
        return role
    title = _without_owners(_mask_places(role), language).strip(" .,")
    if read := read_role(title, language) or read_role_before_area(title, language):
        return word_role(read, target)
    for separator in _BETWEEN_TITLES:
        parts = separator.split(title)
        titles = [read_role(part, language) for part in parts] if len(parts) > 1 else []
        known = [title for title in titles if title is not None]
        if known and len(known) == len(titles):
            return ", ".join(word_role(title, target) for title in known)
    return None


def role_key(role: str, language: Language) -> RoleKey | None:
    """What a title says, inflected or not; None when it ends in no head that the tables have.

    Of several titles ("sivistysjohtaja, rehtori") the first counts; ``find_roles`` finds them all.
    """
    title = _without_owners(_mask_places(role), language).strip(" .,")
    if read := read_role(title, language) or read_role_before_area(title, language):
        return _key(read)
    if mentions := find_roles(role, language):
        return mentions[0].key
    read = read_head(title, language)
    return None if read is None else _key(read)


def role_keys(role: str, language: Language) -> tuple[RoleKey, ...]:
    """What each of somebody's titles says, in their order ("director of education, chair of the steering group")."""
    first = role_key(role, language)
    others = (mention.key for mention in find_roles(role, language))
    return tuple(dict.fromkeys(key for key in (first, *others) if key is not None))


def known_fields() -> frozenset[str]:
    """The fields that the tables have; other fields of a key are words of the text."""
    of_fields = (field.keys for field in role_fields().values())
    of_heads = (head.keys for head in role_heads().values())
    return frozenset().union(*of_fields, *of_heads)


def roles_match(asked: RoleKey, given: RoleKey) -> bool:
    """Whether somebody with the given title may be the one asked for.

    Heads of a family count as one. The fields asked for must be among those given; without one, any field does. A
    contact person is anybody.
    """
    if not asked.fields <= given.fields:
        return False
    if asked.head_family == ANYONE:
        return True
    return asked.head_family == given.head_family and asked.is_deputy == given.is_deputy


def find_roles(text: str, language: Language) -> tuple[RoleMention, ...]:
    """The titles named in a text, in its order, never overlapping; none in an empty text.

    A title is as long as it can be read ("Imatra's [head of early childhood education]"). One whose field no table has
    counts with the words of its field.
    """
    words = find_words(text)
    masked = _mask_places(text)
    mentions: list[RoleMention] = []
    for position, word in enumerate(words):
        is_taken = bool(mentions) and word.start_char < mentions[-1].end_char
        if not is_taken and ends_like_head(word.text, language):
            earliest = mentions[-1].end_char if mentions else 0
            mention = _longest_role(masked, words, position, earliest, language)
            if mention is not None:
                mentions.append(mention)
    return tuple(mentions)


def _longest_role(
    masked: str, words: tuple[Word, ...], position: int, earliest: int, language: Language
) -> RoleMention | None:
    """The longest title around a word that may be the head of one."""
    firsts = range(max(position - _MOST_WORDS_BEFORE, 0), position + 1)
    # A Finnish title ends in its head; "head of sports and the service director" are two titles.
    lasts = [
        last
        for last in range(position, min(position + _MOST_WORDS_AFTER, len(words)) if language != "fi" else position + 1)
        if language != "en" or last + 1 == len(words) or not _runs_on(masked, words[last], words[last + 1])
    ]
    spans = [
        Span(start_char=words[first].start_char, end_char=words[last].end_char)
        for first in firsts
        for last in lasts
        if words[first].start_char >= earliest
        and not _CLAUSE_END.search(masked, words[first].start_char, words[last].end_char)
    ]
    for span in sorted(spans, key=lambda span: span.start_char - span.end_char):
        title = masked[span.start_char : span.end_char]
        cleaned = _without_owners(title, language)
        # A municipality inside is no part of the title, one at its edge no part of the mention.
        if cleaned[:3] != title[:3] or cleaned[-3:] != title[-3:] or _ARTICLE.match(title):
            continue
        if role := read_role(cleaned, language):
            key = _key(role)
            if not key.fields and (field := _unknown_field(masked, span, language)):
                key = RoleKey(
                    fields=frozenset({field}), head=key.head, head_family=key.head_family, is_deputy=key.is_deputy
                )
            return RoleMention(start_char=span.start_char, end_char=span.end_char, key=key)
    return _unknown_compound(words[position], language)


def _runs_on(text: str, word: Word, after: Word) -> bool:
    """Whether an English word says what the head straight after it is head of."""
    return text[word.end_char : after.start_char] == " " and ends_like_head(after.text, "en")


def _unknown_compound(word: Word, language: Language) -> RoleMention | None:
    """A title in one word of which only the head is known ("eläintarhapäällikkö")."""
    role = read_head(word.text, language) if language != "en" else None
    if role is None or not role_heads()[role.head].stands_alone:
        return None
    return RoleMention(start_char=word.start_char, end_char=word.end_char, key=_key(role))


def _unknown_field(masked: str, span: Span, language: Language) -> str:
    """The word beside a bare head that says of what, where no table has it ("head of the zoo"); "" without one."""
    if language == "fi":
        # A genitive.
        before = re.search(r"(\w{3,}n) $", masked[: span.start_char])
        if before is None or before[1] in ("kaupungin", "kunnan"):
            return ""
        return _unless_filler(before[1], "fi")
    after = re.compile(rf"{_NEXT_FIELD[language]}([^\W\d]{{3,}})").match(masked, span.end_char)
    if after and not _OWNERS[language].search(masked[span.end_char : after.end()]):
        return _unless_filler(after[1], language)
    before = re.search(r"([^\W\d]{3,}) $", masked[: span.start_char]) if language == "en" else None
    return _unless_filler(before[1], "en") if before and _DETERMINER.search(masked[: before.start()]) else ""


def _unless_filler(word: str, language: Language) -> str:
    """The word, casefolded; "" for one that names nothing ("the", "kahden")."""
    return "" if is_function_word(word, language) or is_number_word(word, language) else word.casefold()


def _key(role: Role) -> RoleKey:
    head = role_heads()[role.head]
    named = (role_fields()[name].keys for name in (*role.own.fields, *role.wider.fields))
    return RoleKey(
        fields=head.keys.union(*named, {role.unknown} if role.unknown else ()),
        head=head.name,
        head_family=head.family,
        is_deputy="deputy" in role.modifiers,
    )


@lru_cache(maxsize=1000)
def _mask_places(text: str) -> str:
    """The text with municipalities' names blotted out, every offset as before."""
    for place in find_places(text):
        if place.exact:
            text = text[: place.start_char] + _PLACE * (place.end_char - place.start_char) + text[place.end_char :]
    return text


def _without_owners(masked: str, language: Language) -> str:
    """The text without whose title it is: "Imatran kaupungin", "kommunens", "in Pori"."""
    return _OWNERS[language].sub("", masked)
