"""Who a card, a row or a sentence names, what they are called there, and which channels are theirs."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from knowledge.display import display_text
from knowledge.facts.contact_parts import Part, cut_parts, find_labels, skip_leads
from knowledge.layout import is_title
from knowledge.schema import Language, Span

ROLE_MAX_WORDS = 12
SERVICE_MAX_WORDS = 4  # of a service in running text
INTRODUCTION_MAX_WORDS = 3  # between "Contact person" and a name, when nothing like "is" or ":" leads to it

_PLACE = r"(?!Lapsiystäv|Barnvänlig|Friendly)[^\W\d_a-zåäö][\w-]+"
_ORGANISATION = re.compile(
    rf"(?:{_PLACE} (?:[Kk]aupun(?:ki|gin)|[Kk]un(?:ta|nan)|[Ss]tads?|[Kk]ommuns?|[Cc]ity)"
    rf"|(?:the )?(?:City|Town|Municipality) of {_PLACE})(?:[’']s)?(?!\w| -)"
)
_AT_ORGANISATION = re.compile(r"\s(?:of|at|in|for|i|vid|på|från|för)$")
_JOINED = re.compile(r"(?:^|\s)(?:and|&|och|samt|ja|sekä)\s")
_OPEN = re.compile(r"\s(?:for|of|för|av)\s")
_WRAPPED = re.compile(r"\s(?:and|&|och|samt|ja|sekä|for|of|för|av)$")
# Where a title begins in front of a name in running text. Finnish: what precedes the last title word and is a
# genitive, a participle ("johtava asiantuntija") or half of a compound. Swedish: the first title word. English: what
# follows the last article.
_FINNISH_TITLE = re.compile(r"(?:(?:\S+\s\S+(?=\s-)|\S+(?:n|v[aä]|-)|vs\.|ja)\s)*\S+$")
_FOR_WHOM = re.compile(r"(?:for|för)\s", re.IGNORECASE)
_OF_THE_PLACE = re.compile(r"\s(?:of|in|at) the (?:city|town|municipality)$", re.IGNORECASE)
_ARTICLE = re.compile(r"\b(?:the|our|an?|to|with)\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody, or a service, and the channels that stand with them; offsets count from the start of the text.

    ``name`` is None for a service. ``is_introduced``: a label such as "Contact person" leads to the name.
    """

    name: str | None
    role: str | None
    is_introduced: bool
    channels: tuple[Span, ...]
    start_char: int
    end_char: int


def find_people(text: str, channels: tuple[Span, ...], language: Language, *, is_sentence: bool) -> tuple[Person, ...]:
    """The people a text names, in order, or the services it gives a channel of when it names nobody.

    Args:
        text: A card over one line or several, a row, a list item or a sentence.
        channels: Where its phone numbers and e-mail addresses stand, in order.
        language: The language of the text.
        is_sentence: Whether it is running text, in which only words that name a position make a role.
    """
    parts = cut_parts(text, channels, language)
    if not parts:
        return ()
    starts = _starts(parts)
    people: list[Person] = []
    for start, end in zip(starts, (*starts[1:], len(parts)), strict=True):
        own = parts[start:end]
        name = next((part for part in own if part.kind == "name"), None)
        role = (
            _role(own, name, language, is_sentence=is_sentence)
            if name
            else _service(own, language, is_sentence=is_sentence)
        )
        is_introduced = name is not None and _is_introduced(text[: name.start_char], language)
        first = own[0].start_char if people else 0
        last = parts[end].start_char if end < len(parts) else len(text)
        people.append(
            Person(
                name=display_text(name.text) if name else None,
                role=display_text(text[role[0].start_char : role[-1].end_char]) or None if role else None,
                is_introduced=is_introduced or any(person.is_introduced for person in people),
                channels=tuple(
                    Span(start_char=part.start_char, end_char=part.end_char) for part in own if part.kind == "channel"
                ),
                start_char=first,
                end_char=first + len(text[first:last].rstrip(" \n\t,;|/–-•(")),
            )
        )
    return _with_numbers_in_order(tuple(people), text)


def _with_numbers_in_order(people: tuple[Person, ...], text: str) -> tuple[Person, ...]:
    """The people, where as many numbers (or addresses) follow as many names at once: to each the one in its place."""
    has_own = [bool(person.channels) for person in people]
    first = next((index for index, own in enumerate(has_own) if not own), len(people))
    last = next((index for index in range(first, len(people)) if has_own[index]), first)
    channels = people[last].channels if last < len(people) else ()
    are_addresses = {any(char.isalpha() for char in text[span.start_char : span.end_char]) for span in channels}
    if last == first or len(channels) != last - first + 1 or len(are_addresses) > 1:
        return people
    start, end = people[first].start_char, people[last].end_char
    shared = (
        replace(person, channels=(span,), start_char=start, end_char=end)
        for person, span in zip(people[first : last + 1], channels, strict=True)
    )
    return (*people[:first], *shared, *people[last + 1 :])


def _starts(parts: tuple[Part, ...]) -> list[int]:
    """Where the parts of each person and each service begin."""
    people = _starts_of_people(parts)
    if not people:
        return _starts_of_services(parts)
    services = [index for index in range(len(parts) - 1) if _is_service_beside(parts, index)]
    if services and services[0] == 0:
        people[0] = next(index for index in range(1, len(parts)) if parts[index].kind != "channel")
    return sorted({*people, *services})


def _is_service_beside(parts: tuple[Part, ...], index: int) -> bool:
    """Whether a part is what a service is called, with its own channel right after it, where people are named, too."""
    part = parts[index]
    is_apart = index == 0 or parts[index - 1].kind == "channel"
    is_service = part.kind == "words" and len(part.text.split()) > 1 and not is_title(part.text)
    return is_apart and is_service and parts[index + 1].kind == "channel" and bool(find_labels(part.text, "unit"))


def _starts_of_people(parts: tuple[Part, ...]) -> list[int]:
    """Where each person's parts begin: after the channels of the one before, or at the field with the name."""
    names = [index for index, part in enumerate(parts) if part.kind == "name"]
    channels = [index for index, part in enumerate(parts) if part.kind == "channel"]
    channels_lead = bool(names and channels) and channels[0] < names[0] and channels[-1] < names[-1]
    starts = [0] if names else []
    for before, name in pairwise(names):
        between = [index for index in channels if before < index < name]
        if between:
            starts.append(between[0] if channels_lead else between[-1] + 1)
        else:
            # "ja rehtori" before a name is that person's, "rehtori ja" the one's before.
            has_words = name - 1 > before and parts[name].mark == " "
            is_next = has_words and not _WRAPPED.search(f" {parts[name - 1].text}")
            starts.append(name - 1 if is_next else name)
    return starts


def _starts_of_services(parts: tuple[Part, ...]) -> list[int]:
    """Where each service's parts begin: at words that follow a channel and have one after them."""
    starts = [0]
    for index in range(1, len(parts)):
        part, before = parts[index], parts[index - 1]
        is_new = part.kind == "words" and before.kind == "channel" and not _has_digits(part)
        if is_new and any(later.kind == "channel" for later in parts[index:]):
            starts.append(index)
    return starts


def _is_introduced(before: str, language: Language) -> bool:
    """Whether a contact label stands before a name, with nothing but leading words and a title between them."""
    labels = find_labels(before, "contact")
    if not labels:
        return False
    between = before[labels[-1].end_char :]
    rest = between[skip_leads(between, language) :].strip(" :*\n")
    is_led = ":" in between or bool(find_labels(between, "lead", language))
    return not rest or (is_title(rest) and (is_led or len(rest.split()) <= INTRODUCTION_MAX_WORDS))


def _role(parts: tuple[Part, ...], name: Part, language: Language, *, is_sentence: bool) -> tuple[Part, ...]:
    """The title beside a name: in the field of the name, else after it, else before it."""
    place = parts.index(name)
    before = tuple(_trimmed(part, language) for part in parts[:place] if part.kind == "words")
    after = tuple(_trimmed(part, language) for part in parts[place + 1 :] if part.kind == "words")
    if name.mark == " " and before and is_title(before[-1].text):
        if is_sentence:
            return (_title_before_name(before[-1], language),)
        return _title(before) if before[-1] in _title(before) else before[-1:]
    if _title(after) or _title(before):
        return _title(after) or _title(before)
    if is_sentence:
        return ()
    channel = next((part.start_char for part in parts if part.kind == "channel"), parts[-1].end_char)
    free = tuple(part for part in after if part.end_char <= max(channel, name.end_char) and _may_be_title(part))
    # In brackets right behind the name, also what is called like a unit: "(services for families, 040 ...)".
    beside = after[:1] if after and after[0].mark == "(" and _is_short(after[0]) and not _has_digits(after[0]) else ()
    return beside or free[:1]


def _title_before_name(part: Part, language: Language) -> Part:
    """The title at the end of running text: "suunnittelija" of "Mallia koordinoi suunnittelija"."""
    words = part.text
    if language == "fi":
        found = _FINNISH_TITLE.search(words)
        start = found.start() if found else 0
    elif language == "sv":
        positions = [m for m in re.finditer(r"\S+", words)]
        first = next(i for i, m in enumerate(positions) if is_title(m[0]))
        start = positions[first - 1 if first and positions[first - 1][0].endswith("ande") else first].start()
    else:
        start = max((m.end() for m in _ARTICLE.finditer(words) if is_title(words[m.end() :])), default=0)
    return replace(part, text=words[start:], start_char=part.start_char + start)


def _title(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The parts that make up a title: one that names a position, with the rest of its enumeration.

    "chef för barn, unga och familjer" and "lasten, nuorten ja perheiden palvelujohtaja" are one title each.
    """
    titles = (index for index, part in enumerate(parts) if is_title(part.text) and _is_short(part))
    first = next(titles, None)
    if first is None:
        return ()
    last = first
    while first > 0 and _JOINED.search(parts[last].text) and _continues(parts[first - 1], parts[first]):
        first -= 1
    if _OPEN.search(parts[last].text):
        joined = next((i for i in range(last + 1, len(parts)) if _JOINED.search(parts[i].text)), last)
        if all(_continues(parts[i], parts[i + 1]) for i in range(last, joined)):
            last = joined
    while last + 1 < len(parts) and _continues(parts[last], parts[last + 1]):
        if not (is_title(parts[last + 1].text) or _WRAPPED.search(parts[last].text)):
            break
        last += 1
    return parts[first : last + 1]


def _continues(part: Part, following: Part) -> bool:
    """Whether two parts may be one title: parted by a comma, a slash or a line that is wrapped; no organisation."""
    is_together = part.line == following.line and following.mark in {",", "/"}
    is_wrapped = part.line + 1 == following.line and bool(_WRAPPED.search(part.text))
    return (is_together or is_wrapped) and not any(_ORGANISATION.fullmatch(each.text) for each in (part, following))


def _may_be_title(part: Part) -> bool:
    """Whether words beside a name may be a title that no table knows: no unit, organisation or remark."""
    return (
        _is_short(part)
        and not _has_digits(part)
        and not _ORGANISATION.match(part.text)
        and not find_labels(part.text, "unit")
        and not find_labels(part.text, "contact")
    )


def _is_short(part: Part) -> bool:
    return 0 < len(part.text.split()) <= ROLE_MAX_WORDS


def _has_digits(part: Part) -> bool:
    return any(char.isdigit() for char in part.text)


def _trimmed(part: Part, language: Language) -> Part:
    """Words without those that lead to them and without the organisation before or after a title."""
    start, end = skip_leads(part.text, language), len(part.text)
    for organisation in _ORGANISATION.finditer(part.text):
        if organisation.start() < start:
            continue
        if not part.text[start : organisation.start()].strip() and part.text[organisation.end() :].strip():
            start = organisation.end()
        elif organisation.end() == end and part.text[start : organisation.start()].strip():
            end = len(_AT_ORGANISATION.sub("", part.text[: organisation.start()].rstrip()))
    words = part.text[start:end].strip()
    at = part.start_char + part.text.find(words, start)
    return replace(part, text=words, start_char=at, end_char=at + len(words))


def _service(parts: tuple[Part, ...], language: Language, *, is_sentence: bool) -> tuple[Part, ...]:
    """What a service is called: the words before its first channel, those of one line; no address, no other figures."""
    channel = next((index for index, part in enumerate(parts) if part.kind == "channel"), len(parts))
    figures = [part for part in parts[:channel] if _has_digits(part)]
    addresses = {part.line for part in figures if part.line > parts[0].line}
    labels = {part.line for part in figures if part.mark.startswith(":")}
    nearest = parts[max(channel - 1, 0) : channel] if is_sentence else parts[:channel]
    words = [_trimmed(part, language) for part in nearest if part.line not in addresses | labels]
    words = [part for part in words if _is_short(part) and not _has_digits(part)]
    if is_sentence:
        words = [_service_name(part, language) for part in words]
        return tuple(part for part in words if len(part.text.split()) <= SERVICE_MAX_WORDS)
    if len(words) > 1 and words[1].mark.startswith(":") and _FOR_WHOM.match(words[0].text):
        words = words[1:]
    words = [part for part in words if not _ORGANISATION.fullmatch(part.text)] or words[:1]
    return tuple(part for part in words if part.line == words[0].line)


def _service_name(part: Part, language: Language) -> Part:
    """What a service is called, of "The switchboard of the city answers at"; other words as they are."""
    answering = next(iter(find_labels(part.text, "answering", language)), None)
    if answering is None:
        return part
    words = _OF_THE_PLACE.sub("", part.text[: answering.start_char].rstrip())
    start = article.end() if (article := _ARTICLE.match(words)) else 0
    return replace(part, text=words[start:], start_char=part.start_char + start, end_char=part.start_char + len(words))
