"""Finnish municipalities: their names in Finnish and Swedish, and finding them in running text.

``places.csv`` holds one row a municipality (308, as of 2025): the Finnish name, its genitive and its local
case as Finns say it, the Swedish name and preposition, what else the names are (``also_fi``, ``also_sv``: any
of the words below) and the forms no rule gives (``other_forms``, parted by ``|``). The rest is derived.

- ``word``, an ordinary word (Lahti, Kolari, Ingå): counts only as a Capitalised word; in a text of at most
  three words its basic form or its local case counts in any case ("entä salossa?").
- ``surname`` (Salo, Tervo): does not count straight after a capitalised word in the middle of a sentence
  ("rehtori Minna Salo") or after an initial ("M. Salo"). Words and given names are surnames too.
- ``given`` (Kaarina, Salla): does not count straight before a capitalised word either ("Salla Virtanen"),
  and is not looked for with typos: given names differ from one another by a letter (Lovisa, Louisa).

A sentence's first word is capitalised whatever it is: "Onko Salo mukana?" is about Salo, and so, wrongly, is
"Minna Salo vastaa." Nokia is the town in every capitalised form: nothing shows which Nokia is meant.
"""

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from knowledge.errors import LykbotError
from knowledge.schema import Language
from knowledge.spelling import near_words

IsKnownWord = Callable[[str], bool]

_VOWELS = "aeiouyåäö"
_CLITIC = re.compile(r"(.{4,}?)(?:kin|kaan|kään|k[oö]s?|p[aä]s?|han|hän)")
_POSSESSIVE = re.compile(r"(.{5,}?)(?:ni|si|mme|nne|ns[aä]|an|än|en)")
_INHABITANT = re.compile(r"(.+l[aä]i)(?:nen|s\w*)")
_WITHOUT_DOTS = str.maketrans("åäö", "aao")
_SHORT_TEXT_WORDS, _MIN_TYPO_LETTERS, _MIN_TWO_TYPOS_LETTERS = 3, 5, 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One municipality: one row of ``places.csv``, field by column.

    ``name_fi`` is the official Finnish name (the Swedish one where there is no other, as in Åland);
    ``name_sv`` equals it where Swedish has no name of its own. ``locative_fi`` says "in" it ("Porissa").
    """

    name_fi: str
    genitive_fi: str
    locative_fi: str
    name_sv: str
    preposition_sv: str = "i"
    also_fi: str = ""
    also_sv: str = ""
    other_forms: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """A place named in a text: ``text[start_char:end_char]`` is the whole inflected word or words.

    What an apostrophe or a hyphen adds stays outside ("Pori" of "Pori's", "Imatra" of "Imatra-malli").
    ``municipality`` is the official Finnish name. ``exact`` is False when the word was read as a typo, or
    as a name typed without its dots and rings ("Jyvaskyla").
    """

    municipality: str
    start_char: int
    end_char: int
    exact: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    """What a lower-case form stands for; ``letters`` counts those of the name, 0 where typos do not count."""

    municipality: str
    also: str = ""
    is_basic: bool = False
    letters: int = 0
    exact: bool = True


@cache
def load_places() -> tuple[Place, ...]:
    """Every municipality of Finland, in the order of the Finnish alphabet."""
    table = (files("knowledge") / "places.csv").read_text(encoding="utf-8")
    return tuple(Place(**row) for row in csv.DictReader(table.splitlines()))


@cache
def _place(municipality: str) -> Place:
    if place := next((place for place in load_places() if place.name_fi == municipality), None):
        return place
    raise LykbotError(f"No Finnish municipality is called {municipality!r}. See knowledge/places.csv.")


def place_name(municipality: str, language: Language) -> str:
    """The name to use in a text of that language; English uses the Finnish name.

    Raises:
        LykbotError: If ``municipality`` is not the Finnish name of a municipality.
    """
    return _place(municipality).name_sv if language == "sv" else _place(municipality).name_fi


def place_in(municipality: str, language: Language) -> str:
    """The words for "in" the municipality: "Porissa", "i Björneborg", "in Pori".

    Raises:
        LykbotError: If ``municipality`` is not the Finnish name of a municipality.
    """
    place = _place(municipality)
    in_sv = f"{place.preposition_sv} {place.name_sv}"
    return {"fi": place.locative_fi, "sv": in_sv, "en": f"in {place.name_fi}"}[language]


def place_genitive(municipality: str, language: Language) -> str:
    """The name as owner: "Porin", "Björneborgs", "Pori's"; in Swedish no s follows s, x or z ("Helsingfors").

    Raises:
        LykbotError: If ``municipality`` is not the Finnish name of a municipality.
    """
    place = _place(municipality)
    genitive_sv = _swedish_genitive(place.name_sv)
    return {"fi": place.genitive_fi, "sv": genitive_sv, "en": f"{place.name_fi}'s"}[language]


def find_places(text: str, *, is_known_word: IsKnownWord | None = None) -> tuple[PlaceMention, ...]:
    """The municipalities named in a text, in text order, never overlapping; none in an empty text.

    Finds Finnish inflection with clitics and possessives, Swedish and English genitives, parts of hyphenated
    words ("Imatra-malli") and inhabitants ("porilaiset"). Typos count in names of at least 5 letters: one
    slip, two where name and word have at least 8; the first letter right, one municipality nearest.

    Args:
        text: NFC text.
        is_known_word: Says whether a word is an ordinary one in any language the text may be in; it is never
            read as a typo. Without it a typo is one slip in a name of at least 6 letters, in a capitalised
            word inside a sentence or a text of at most three words (there, when capitalised, 5 letters).
    """
    words = list(_token_pattern().finditer(text))
    is_short = len(words) <= _SHORT_TEXT_WORDS
    mentions = []
    for index, word in enumerate(words):
        form = _exact_form(word.group().lower()) or _misspelt_form(text, word, is_short, is_known_word)
        if form is not None and _is_meant(text, words, index, form, is_short):
            name, (start, end) = form.municipality, word.span()
            mentions.append(PlaceMention(municipality=name, start_char=start, end_char=end, exact=form.exact))
    return tuple(mentions)


def _is_meant(text: str, words: list[re.Match[str]], index: int, form: _Form, is_short: bool) -> bool:
    """Whether the word at ``index``, which may be a form of a place, is one here."""
    if not form.also:
        return True
    word = words[index]
    # "II" is more often a numeral than a place.
    counts_in_lower_case = "word" not in form.also or (is_short and form.is_basic and len(word.group()) > 2)
    if not counts_in_lower_case and not word.group().istitle():
        return False
    if index > 0:
        before = words[index - 1]
        gap = text[before.end() : word.start()]
        if len(before.group()) == 1 and gap in (".", ". ", ".\u00a0"):
            return False
        if _is_other_name(before.group(), gap) and (gap == "-" or not _starts_sentence(text, before.start())):
            return False
    if index + 1 < len(words):
        after = words[index + 1]
        gap = text[word.end() : after.start()]
        return not (("given" in form.also or gap == "-") and _is_other_name(after.group(), gap))
    return True


def _is_other_name(neighbour: str, gap: str) -> bool:
    """Whether a neighbouring word, ``gap`` away, may be the other part of a person's name."""
    return gap in (" ", "\u00a0", "-") and neighbour.istitle() and _exact_form(neighbour.lower()) is None


def _starts_sentence(text: str, start_char: int) -> bool:
    before = text[:start_char].rstrip(" \u00a0\t\"'”»’(–•*#-")
    return not before or before[-1] in ".!?\n"


def _exact_form(word: str) -> _Form | None:
    """The form the word is, else without a clitic, an inhabitant's ending or a possessive."""
    forms, bare_words = _forms(), [word]
    for ending in (_CLITIC, _INHABITANT, _POSSESSIVE):
        if match := ending.fullmatch(bare_words[-1]):
            bare_words.append(match.group(1))
    return next((forms[bare] for bare in bare_words if bare in forms), None)


def _misspelt_form(text: str, match: re.Match[str], is_short: bool, known: IsKnownWord | None) -> _Form | None:
    word = match.group()
    if len(word) < _MIN_TYPO_LETTERS:
        return None
    if known is not None:
        form = _nearest_form(word.lower(), _MIN_TYPO_LETTERS, 2)
        return None if form is None or known(word) or known(word.lower()) else form
    if not is_short and (word[0].islower() or _starts_sentence(text, match.start())):
        return None
    return _nearest_form(word.lower(), _MIN_TYPO_LETTERS + (not is_short or word.islower()), 1)


@lru_cache(maxsize=4096)
def _nearest_form(word: str, min_letters: int, max_edits: int) -> _Form | None:
    """The one nearest place, told apart from persons' names; None when none or two are equally near."""
    limit = max_edits if len(word) >= _MIN_TWO_TYPOS_LETTERS else 1
    nearest: dict[str, int] = {}
    for length in range(len(word) - limit, len(word) + limit + 1):
        targets = _typo_targets().get((word[0], length), {})
        for text, edits in near_words(word, tuple(targets), limit):
            form = targets[text]
            if form.letters >= (_MIN_TWO_TYPOS_LETTERS if edits > 1 else min_letters):
                nearest[form.municipality] = min(edits, nearest.get(form.municipality, limit))
    best = [municipality for municipality, edits in nearest.items() if edits == min(nearest.values())]
    return _Form(municipality=best[0], also="surname given", exact=False) if len(best) == 1 else None


@cache
def _forms() -> dict[str, _Form]:
    """Every lower-case form, and the beginnings of the words for inhabitants ("porilai", "kauniaislai")."""
    forms: dict[str, _Form] = {}
    for place in load_places():
        town, name_fi, name_sv = place.name_fi, place.name_fi.lower(), place.name_sv.lower()
        fi = {name_fi, _swedish_genitive(name_fi), *filter(None, place.other_forms.lower().split("|"))}
        # Of a name in two words only the listed forms count: "Koskella" alone is hardly Koski Tl.
        if " " not in name_fi:
            fi |= _finnish_forms(place)
            for stem in (name_fi, re.sub("se$", "s", _strong_stem(place))):
                forms[f"{stem}l{place.locative_fi[-1]}i"] = _Form(municipality=town)
        sv = {name_sv, _swedish_genitive(name_sv)} - fi
        for texts, also, name in ((fi, place.also_fi, name_fi), (sv, place.also_sv, name_sv)):
            for text in texts:
                # A form shorter than its name is a part of it (Mänttä): too short to guess from.
                letters = 0 if "given" in also or len(text) < len(name) else len(name)
                is_basic = text in (name_fi, place.locative_fi.lower())
                forms[text] = _Form(municipality=town, also=also, is_basic=is_basic, letters=letters)
    return forms


@cache
def _typo_targets() -> dict[tuple[str, int], dict[str, _Form]]:
    """The forms a typo may be of, with and without dots, by first letter and length in letters."""
    forms = {text: form for text, form in _forms().items() if form.letters >= _MIN_TYPO_LETTERS}
    forms = {text.translate(_WITHOUT_DOTS): form for text, form in forms.items()} | forms
    targets: dict[tuple[str, int], dict[str, _Form]] = {}
    for text, form in forms.items():
        targets.setdefault((text[0], len(text)), {})[text] = form
    return targets


@cache
def _token_pattern() -> re.Pattern[str]:
    """One word of letters, or one of the forms that are more than that ("S:t Michel", "Mänttä-Vilppula")."""
    several = sorted((re.escape(text) for text in _forms() if not text.isalpha()), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(several)}|[^\W\d_]+)(?!\w)", re.IGNORECASE)


def _swedish_genitive(name: str) -> str:
    return name if name[-1] in "sxz" else f"{name}s"


def _finnish_forms(place: Place) -> set[str]:
    """The lower-case case forms; inner and outer local cases alike, since people mix them up."""
    name, genitive, locative = place.name_fi.lower(), place.genitive_fi.lower(), place.locative_fi.lower()
    a, local, weak, strong = locative[-1], locative[:-3], genitive[:-1], _strong_stem(place)
    endings = ("n", f"ss{a}", f"st{a}", f"ll{a}", f"lt{a}", "lle", "ksi")
    forms = {name, genitive, locative, strong + strong[-1] + "n", f"{strong}h{strong[-1]}n", strong + a}
    if name.endswith("nen"):  # Kauniaisissa is plural, Kauniaisessa singular; both are heard.
        weak = strong
        forms.add(f"{name[:-3]}st{a}")
    elif name[-1] not in _VOWELS:  # Kannusta
        forms.add(f"{name}t{a}")
    forms |= {weak + ending for ending in endings}
    if local[-1] == "i" != weak[-1]:  # Kauniaisilla, Kauniaisiin, Kauniaisia
        forms |= {local + ending for ending in (*endings, "in", a)}
    if strong[-2] in _VOWELS:  # Espooseen, Espoota, Kuopiota
        forms |= {strong + "seen", f"{strong}t{a}"}
    if weak == name + "e":  # Tamperetta
        forms.add(f"{name}tt{a}")
    elif strong.endswith("te") and weak.endswith("de"):  # Heinävettä, Varkautta
        forms.add(f"{strong[:-2]}tt{a}")
    elif name.endswith("ri") and strong[-1] == "e":  # Pietarsaarta
        forms.add(f"{strong[:-1]}t{a}")
    return forms


def _strong_stem(place: Place) -> str:
    """The stem of the illative, in lower case: helsinki-, lahte- (weak lahde-), tamperee-, kauniaise-."""
    name, weak = place.name_fi.lower(), place.genitive_fi.lower()[:-1]
    if name.endswith("nen"):
        return f"{name[:-3]}se"
    if name.endswith(("si", "us")) and weak.endswith("de"):
        return f"{weak[:-2]}te"
    return weak if name[-1] not in _VOWELS or len(weak) > len(name) else name[:-1] + weak[-1]
