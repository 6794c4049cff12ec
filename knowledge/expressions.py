"""Numbers, dates, durations, contact details and people's names in running text of the three languages.

Finding them, not reading them: these functions say whether and where a text holds such a thing.
"""

import re
from functools import cache

from knowledge.glossary import find_concepts
from knowledge.languages import find_words, is_known_in
from knowledge.layout import find_emails, find_phones, is_title
from knowledge.places import find_places
from knowledge.schema import Language, Span, overlap

YEAR = r"(?:1[89]|20)\d\d"
# Words for the months, January first.
MONTHS: dict[Language, str] = {
    "fi": "tammikuu|helmikuu|maaliskuu|huhtikuu|toukokuu|kesäkuu|heinäkuu|elokuu|syyskuu|lokakuu|marraskuu|joulukuu",
    "sv": "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december",
    # "march" and "may" are verbs; the months have a capital.
    "en": "january|february|(?-i:March)|april|(?-i:May)|june|july|august|september|october|november|december",
}
# Beginnings of the words for spring, summer, autumn and winter.
SEASONS: dict[Language, str] = {
    "fi": "kevät|kevää kesä(?!kuu) syksy|syys(?=kau|luku) talvi|talve",
    # "vård" is care, "vårt" ours.
    "sv": r"vår(?![ad]|t\b)(?:en)? sommar(?:en)? höst(?:en)? vinter(?:n)?",
    "en": "spring summer autumn|fall winter",
}
# Number words by value 1 to 12, as beginnings where endings vary.
NUMBER_WORDS: dict[Language, str] = {
    "fi": (
        "yksi|yhde|yhtä kaksi|kahde|kahta kolme neljä viisi|viide|viittä kuusi|kuude|kuutta seitsemä kahdeksa yhdeksä "
        "kymmene yksitoista|yhdentoista kaksitoista|kahdentoista"
    ),
    "sv": "ett|en två tre fyra fem sex sju åtta nio tio elva tolv",
    "en": "one two three four five six seven eight nine ten eleven twelve",
}
_ORDINAL_WORDS = {
    "fi": (
        "ensimmäi|ykkös toinen|toise|toista|kakkos kolmas|kolmanne|kolmante|kolmatta|kolmos "
        "neljäs|neljänne|neljänte|neljättä|nelos viides|viidenne|viidente|viidettä|viitos|vitos "
        "kuudes|kuudenne|kuudente|kuudetta|kuutos|kutos seitsemäs|seitsemänne|seitsemättä "
        "kahdeksas|kahdeksanne|kahdeksatta yhdeksäs|yhdeksänne|yhdeksättä kymmenes|kymmenenne|kymmenettä "
        "yhdestoista|yhdennentoista|yhdettätoista kahdestoista|kahdennentoista|kahdettatoista"
    ),
    "sv": "första|förste andra tredje fjärde femte sjätte sjunde åttonde nionde tionde elfte tolfte",
    "en": "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth",
}
# Words for years, months, weeks and days.
SPANS_OF_TIME: dict[Language, str] = {
    "fi": r"vuo(?:tta|de|si)\w* kuukau\w* vii(?:ko|kko)\w* päivi\w*|päivä(?:n|ä|ksi|ssä)?",
    "sv": r"år(?:s|en)?|årig\w* månad\w* veck\w* dag(?:ar(?:na|s)?|s)?",
    "en": "years? months? weeks? days?",
}
_MONEY = re.compile(r"€|\beuro(?!p|op)|\d\s*(?:eur|mk)\b", re.IGNORECASE)
_FREE = re.compile(
    # "maksut" are fees, "ilmaisee" expresses.
    r"\bmaksut(?:t|on)|\bilmai(?:nen|s(?:ta|ia|en|et|eksi|iksi|e[ls]l?\w*))\b|\bavgiftsfri|\bkostnadsfri|\bgratis\b"
    r"|\bfree of charge\b|\bfor free\b",
    re.IGNORECASE,
)
_DAY, _MONTH = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])"
_NUMERIC_DATE = re.compile(
    # A day, or the first and the last of several: "6.3.2018", "6. 3. 2018", "1.–15.5.2024", "6.3.".
    rf"(?<!\d)(?<!\d\.)(?:{_DAY}\.(?:\s?{_MONTH}\.)?\s?[–-]\s?)?{_DAY}\.(?:\s?{_MONTH}\.\s?{YEAR}|{_MONTH}\.(?:\d\d)?)(?!\d)"
    rf"|\b{YEAR}-\d\d(?:-\d\d)?\b|(?<![\d+]){YEAR}(?!\d)|\b20\d?(?:…|\.\.\.)"
)
_WHOLE_YEAR = re.compile(rf"(?<![\d+]){YEAR}(?![\d…])(?!\.\.)")
_DIGITS = re.compile(r"(?<![\w@])\d+(?![\w@])")


def find_dates(text: str, language: Language) -> tuple[Span, ...]:
    """Dates at any precision: days, months, seasons and years, "7 September" and "202…" included."""
    return _without_phones(_all(_NUMERIC_DATE, text) + _all(_worded_dates(language), text), text)


def find_durations(text: str, language: Language) -> tuple[Span, ...]:
    """Numbers of years, months, weeks or days, the number in digits or words."""
    return _all(_durations(language), text)


def find_counts(text: str, language: Language) -> tuple[Span, ...]:
    """Numbers that count something: number words, and digits that are no date, phone number or part of a word."""
    taken = (*find_dates(text, language), *find_phones(text))
    words = [
        span
        for span in _all(_number_words(language), text)
        if find_ordinal(text[span.start_char : span.end_char], language) is None
    ]
    return (*_apart_from(_all(_DIGITS, text), taken), *words)


def is_number_word(word: str, language: Language) -> bool:
    """Whether a word is a number or an ordinal, in digits or words."""
    return word.isdigit() or find_ordinal(word, language) is not None or bool(_number_words(language).fullmatch(word))


def find_ordinal(text: str, language: Language) -> int | None:
    """The first ordinal of a text, from 1 to 12, in words or digits ("viides", "femte", "5th", "5."); None without.

    The day of a date is none ("7 September", "6. maaliskuuta").
    """
    dates = find_dates(text, language)
    found = [
        (span.start_char, value)
        for value, pattern in enumerate(_ordinals(language), start=1)
        for span in _apart_from(_all(pattern, text), dates)
    ]
    return min(found)[1] if found else None


def mentions_money(text: str) -> bool:
    """Whether a text names an amount of money."""
    return _MONEY.search(text) is not None


def says_free_of_charge(text: str) -> bool:
    """Whether a text says that something costs nothing."""
    return _FREE.search(text) is not None


def find_years(text: str) -> tuple[Span, ...]:
    """Whole years; one that is cut off ("202…") is none."""
    return _without_phones(_all(_WHOLE_YEAR, text), text)


def has_phone(text: str) -> bool:
    """Whether a text holds a phone number."""
    return bool(find_phones(text))


def has_email(text: str) -> bool:
    """Whether a text holds an e-mail address."""
    return bool(find_emails(text))


def find_people(text: str, language: Language) -> tuple[str, ...]:
    """Names of people: two or more capitalised words in a row that are no place, term, title or ordinary English."""
    words = find_words(text)
    places = find_places(text)
    names: list[str] = []
    run: list[int] = []
    for i, word in enumerate((*words, None)):
        joined = (
            bool(run) and word is not None and text[words[run[-1]].end_char : word.start_char] in (" ", "\u00a0", "-")
        )
        fits = (
            word is not None
            and _may_be_in_name(word.text, language)
            and not any(overlap(place, word) for place in places)
        )
        if fits and (joined or not run):
            run.append(i)
            continue
        if len(run) > 1:
            names.append(text[words[run[0]].start_char : words[run[-1]].end_char])
        run = [i] if fits else []
    return tuple(names)


def _may_be_in_name(word: str, language: Language) -> bool:
    if not (word[0].isupper() and word[1:].islower()):
        return False
    lowered = word.casefold()
    if find_concepts([word], [lowered], language) or is_title(word):
        return False
    return language != "en" or not is_known_in(lowered, "en")


def _alternatives(words: str) -> str:
    return words.replace(" ", "|")


def _all(pattern: re.Pattern[str], text: str) -> tuple[Span, ...]:
    return tuple(Span(start_char=match.start(), end_char=match.end()) for match in pattern.finditer(text))


def _without_phones(spans: tuple[Span, ...], text: str) -> tuple[Span, ...]:
    """Without what stands in phone numbers: the 2018 of "020 617 2018" is no year."""
    return _apart_from(spans, find_phones(text)) if spans else ()


def _apart_from(spans: tuple[Span, ...], taken: tuple[Span, ...]) -> tuple[Span, ...]:
    """The spans that overlap none of the others."""
    return tuple(span for span in spans if not any(overlap(other, span) for other in taken))


@cache
def _worded_dates(language: Language) -> re.Pattern[str]:
    # "may" and "mars" are also other words: a month counts with a day or a year beside it.
    month = rf"(?:{MONTHS[language]})" + (r"\w*" if language == "fi" else r"\b")
    day = r"\d{1,2}(?:\.|:[ae]|st|nd|rd|th)?\s+(?:of\s+)?"
    season = rf"(?:{_alternatives(SEASONS[language])})\w*"
    patterns = [
        rf"\b{day}{month}(?:\s+{YEAR})?",
        rf"\b{month}\s+(?:of\s+)?(?:{YEAR}|20\d?(?:…|\.\.\.))",
        rf"\b{season}\s+(?:of\s+)?{YEAR}",
    ]
    if language == "en":
        patterns.append(rf"\b{month}\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s+{YEAR})?")
    return re.compile("|".join(patterns), re.IGNORECASE)


@cache
def _durations(language: Language) -> re.Pattern[str]:
    number = "|".join((r"\d{1,3}", *(rf"{word}\w*" for word in NUMBER_WORDS[language].replace(" ", "|").split("|"))))
    return re.compile(rf"\b(?:{number})[\s-]+(?:{_alternatives(SPANS_OF_TIME[language])})\b", re.IGNORECASE)


@cache
def _number_words(language: Language) -> re.Pattern[str]:
    # "en", "ett" and "one" mostly count nothing.
    words = "|".join(NUMBER_WORDS[language].split()[1:] if language != "fi" else NUMBER_WORDS[language].split())
    ending = r"\w{0,4}" if language == "fi" else ""
    return re.compile(rf"\b(?:{words}){ending}\b", re.IGNORECASE)


@cache
def _ordinals(language: Language) -> tuple[re.Pattern[str], ...]:
    digits = {"fi": r"{}\.", "sv": r"{}(?:\.|:[ae])", "en": r"{}(?:st|nd|rd|th)"}[language]
    # "kolmastoista" is the 13th, "kolmasti" thrice, "toistaiseksi" for now.
    ending = r"(?!\w*(?:toista|kymmen)|ti\b|iseksi)\w*" if language == "fi" else ""
    return tuple(
        re.compile(rf"\b(?:(?:{words}){ending}\b|{digits.format(value)}(?!\d)(?=\s|$|\W))", re.IGNORECASE)
        for value, words in enumerate(_ORDINAL_WORDS[language].split(), start=1)
    )
